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
// note under it gives.
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

// funds are the kinds of money for which reports print a table of its own also where there
// is none.
var funds = []string{"政府性基金", "国有资本经营", "财政专户"}

// reason is the first sentence of the texts that says of a table, by its title or by the
// money that it is for, that there is nothing to print; nil for none.
func (l *loader) reason(t *report.Table) *report.Empty {
	title := report.Fold(t.Title)
	of := func(sentence string) bool {
		folded := report.Fold(sentence)
		return strings.Contains(folded, "《"+title+"》") || slices.ContainsFunc(funds, func(fund string) bool {
			return strings.Contains(title, fund) && strings.Contains(folded, fund) && !strings.Contains(folded, "《")
		})
	}
	for _, s := range l.sections {
		for _, b := range s.Blocks {
			if b.Kind != report.ParagraphBlock {
				continue
			}
			for sentence := range strings.SplitAfterSeq(b.Text, "。") {
				if saysEmpty.MatchString(sentence) && of(sentence) {
					return &report.Empty{Quote: strings.TrimSpace(sentence), From: b.Ref(s.Number)}
				}
			}
		}
	}
	return nil
}
