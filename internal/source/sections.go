package source

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
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

// readSection reads the text of a section. A line that begins with # and a space is
// a heading, the first of them the section's title; a heading of the second level
// begins with ##. Lines with tabs that follow one another are the rows of a small
// table. [table 3] alone on a line is the place of that annex table. A blank line ends
// a paragraph.
func (l *loader) readSection(name string) *report.Section {
	text, ok := l.edited(name)
	if !ok {
		return nil
	}
	before := l.failed
	s := new(report.Section)
	inside := false // the line above belongs to a paragraph
	inGrid := false // the line above is a row of a small table
	for i, line := range strings.Split(text, "\n") {
		if strings.Trim(line, " \u3000\t") == "" {
			if i == 0 {
				l.fail(name, 1, "begins with a blank line: begin with # and the title of the section")
			}
			inside, inGrid = false, false
			continue
		}
		heading := headingLine.FindStringSubmatch(line)
		table := tableLine.FindStringSubmatch(line)
		row := strings.Contains(line, "\t")
		switch {
		case row && i > 0:
			l.readGridRow(s, name, i+1, line, inGrid)
		case line != strings.TrimFunc(line, unicode.IsSpace) || heading != nil && heading[2] != strings.TrimFunc(heading[2], unicode.IsSpace):
			l.fail(name, i+1, "begins or ends with white space: remove it")
		case i == 0 && heading != nil && heading[1] == "#":
			s.Title = heading[2]
		case i == 0:
			l.fail(name, 1, "does not begin with a heading: begin with # and the title of the section")
		case heading != nil:
			s.Add(report.Block{Kind: report.HeadingBlock, Level: len(heading[1]), Text: heading[2]})
		case table != nil:
			n, _ := strconv.Atoi(table[1])
			s.Add(report.Block{Kind: report.TableBlock, Number: n})
			l.placed = append(l.placed, placedTable{name, i + 1, n})
		case inside:
			l.fail(name, i+1, "continues the paragraph of the line above: join the lines, or put a blank line between them")
		default:
			s.Add(report.Block{Text: line})
		}
		inGrid = row
		inside = heading == nil && table == nil && !row
	}
	if l.failed > before {
		return nil
	}
	return s
}

var (
	headingLine = regexp.MustCompile(`^(#{1,5}) (.+)$`)
	tableLine   = regexp.MustCompile(`^\[table ([0-9]{1,4})\]$`)
)

// placedTable is a line of a section that says where a table stands.
type placedTable struct {
	file        string
	line, table int
}

// readGridRow reads a row of a small table, the first where the line above is none.
func (l *loader) readGridRow(s *report.Section, name string, number int, line string, goesOn bool) {
	cells := strings.Split(line, "\t")
	for k, cell := range cells {
		if cell != strings.TrimFunc(cell, unicode.IsSpace) {
			l.fail(name, number, "cell %d %q begins or ends with white space: remove it", k+1, cell)
		}
	}
	if !goesOn {
		s.Add(report.Block{Kind: report.GridBlock, Grid: [][]string{cells}})
		return
	}
	grid := &s.Blocks[len(s.Blocks)-1]
	if len(cells) != len(grid.Grid[0]) {
		l.fail(name, number, "the row has %d cells and the first one of this small table %d: add or remove tabs", len(cells), len(grid.Grid[0]))
	}
	grid.Grid = append(grid.Grid, cells)
}

// resolveSections checks the tables that each section speaks of, and those that
// stand in one.
func (l *loader) resolveSections() {
	seen := map[int]bool{}
	last := 0
	for _, p := range l.placed {
		switch {
		case l.entriesDoc != nil && (p.table < 1 || p.table > len(l.tables)):
			l.fail(p.file, p.line, "there is no table %d: correct the number, or list the table in %s", p.table, tablesFile)
		case seen[p.table]:
			l.fail(p.file, p.line, "table %d stands in a section already: remove one of the lines", p.table)
		case p.table != last+1:
			l.fail(p.file, p.line, "table %d stands where table %d must: number the tables in the order in which they are published", p.table, last+1)
		}
		seen[p.table], last = true, p.table
	}
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
