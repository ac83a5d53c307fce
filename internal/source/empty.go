package source

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// saysEmpty is how a text says that a table states nothing, and callsEmpty how it says so
// of the table itself. A note that leads to the next one, ：at its end, says nothing.
var (
	saysEmpty  = regexp.MustCompile(`(空表|无数据|没有|未安排|不涉及|(^|[^有])无[^论关])(.*[^：:\s])?\s*$`)
	callsEmpty = regexp.MustCompile(`(空表|为空|无数据|没有数据)[^：:]*$`)
)

// whyEmpty is the place of the note that says it plainest, -1 for none.
func whyEmpty(notes []string) int {
	if k := slices.IndexFunc(notes, callsEmpty.MatchString); k >= 0 {
		return k
	}
	return slices.IndexFunc(notes, saysEmpty.MatchString)
}

// resolveTables finds the sentence that says why a table is empty, in a paragraph or
// in a note under the table. A table without figures is empty for the reason that a
// note under it gives, else for the one that the sections give for it.
func (l *loader) resolveTables() {
	for i, entry := range l.entries {
		t := l.tables[i]
		if entry.Empty == nil {
			if t != nil && !t.StatesFigures() {
				if k := whyEmpty(t.Notes); k >= 0 {
					t.Empty = &report.Empty{Quote: t.Notes[k], From: report.TableRef(t.Number).Note(k + 1)}
				} else {
					t.Empty = l.reason(t)
				}
			}
			continue
		}
		key := at{"table", i, "empty"}
		doc := l.entriesDoc
		e := *entry.Empty
		if e.Note != 0 {
			if t == nil || !doc.require(key.of("quote"), e.Quote) {
				continue
			}
			if e.Note < 1 || e.Note > len(t.Notes) || !strings.Contains(t.Notes[e.Note-1], e.Quote) {
				doc.fail(key.of("note"), "note %d under the table does not say %q: copy the words from it", e.Note, e.Quote)
			}
			t.Empty = &report.Empty{Quote: e.Quote, From: report.TableRef(t.Number).Note(e.Note)}
			continue
		}
		if doc.require(key.of("quote"), e.Quote) {
			text, ok := l.paragraph(doc, key.of("section"), key.of("paragraph"), e.Section, e.Paragraph)
			if ok && !strings.Contains(text, e.Quote) {
				doc.fail(key.of("quote"), "paragraph %d of section %d does not say %q: copy the words from it", e.Paragraph, e.Section, e.Quote)
			}
		}
		if t != nil {
			t.Empty = &report.Empty{Quote: e.Quote, From: report.SectionRef(e.Section).Paragraph(e.Paragraph)}
		}
	}
}

// reason is the first sentence or cell of a list in the sections that says why a table is
// empty, nil for none.
func (l *loader) reason(t *report.Table) *report.Empty {
	for _, s := range l.sections {
		if s == nil {
			continue
		}
		for _, b := range s.Blocks {
			switch b.Kind {
			case report.ParagraphBlock:
				if said := report.SaysWhyEmpty(t.Title, b.Text); said != "" {
					return &report.Empty{Quote: said, From: b.Ref(s.Number)}
				}
			case report.GridBlock:
				for i, row := range b.Grid {
					if j := report.SaysWhyListed(t.Title, row); j >= 0 {
						return &report.Empty{Quote: row[j], From: report.SectionRef(s.Number).GridCell(b.Number, i+1, j+1)}
					}
				}
			}
		}
	}
	return nil
}
