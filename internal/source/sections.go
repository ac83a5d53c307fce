package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"disclosure/internal/report"
)

// readSections reads sections/N.txt for each section that report.toml lists.
func (l *loader) readSections() {
	if l.settingsDoc == nil {
		l.unsure["sections"] = true
		return
	}
	for i, entry := range l.settings.Section {
		key := at{"section", i, "number"}
		if entry.Number != i+1 {
			l.settingsDoc.fail(key, "section %d stands where section %d must: number the sections 1, 2, 3 … in order", entry.Number, i+1)
		}
		name := fmt.Sprintf("sections/%d.txt", i+1)
		var section *report.Section
		if l.has(name) {
			section = l.readSection(name)
		} else {
			l.settingsDoc.fail(key, "%s is missing: write it, or remove this section", name)
		}
		if section != nil {
			section.Number = i + 1
		}
		l.sections = append(l.sections, section)
	}
}

// readSection reads the text of a section. A line that begins with "# " is a
// heading, the first of them the section's title; a blank line ends a
// paragraph.
func (l *loader) readSection(name string) *report.Section {
	text, ok := l.edited(name)
	if !ok {
		return nil
	}
	before := len(l.errs)
	s := new(report.Section)
	headings, paragraphs := 0, 0
	inside := false // the line above belongs to a paragraph
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimFunc(line, unicode.IsSpace) == "" {
			if i == 0 {
				l.fail(name, 1, "begins with a blank line: begin with # and the title of the section")
			}
			inside = false
			continue
		}
		heading, isHeading := strings.CutPrefix(line, "# ")
		switch {
		case strings.Contains(line, "\t"):
			l.fail(name, i+1, "has a tab: write a space, or remove it")
		case line != strings.TrimFunc(line, unicode.IsSpace) || heading != strings.TrimFunc(heading, unicode.IsSpace):
			l.fail(name, i+1, "begins or ends with white space: remove it")
		case i == 0 && isHeading:
			s.Title = heading
		case i == 0:
			l.fail(name, 1, "does not begin with a heading: begin with # and the title of the section")
		case isHeading:
			headings++
			s.Blocks = append(s.Blocks, report.Block{Heading: true, Number: headings, Text: heading})
		case inside:
			l.fail(name, i+1, "continues the paragraph of the line above: join the lines, or put a blank line between them")
		default:
			paragraphs++
			s.Blocks = append(s.Blocks, report.Block{Number: paragraphs, Text: line})
		}
		inside = !isHeading
	}
	if len(l.errs) > before {
		return nil
	}
	return s
}

// resolveSections checks the tables that each section speaks of.
func (l *loader) resolveSections() {
	if l.settingsDoc == nil {
		return
	}
	for i, entry := range l.settings.Section {
		for k, n := range entry.Tables {
			key := at{"section", i, "tables", k}
			l.table(l.settingsDoc, key, n)
			if slices.Contains(entry.Tables[:k], n) {
				l.settingsDoc.fail(key, "table %d is listed twice: remove one", n)
			}
		}
		if l.sections[i] != nil && len(entry.Tables) > 0 {
			l.sections[i].Tables = entry.Tables
		}
	}
}
