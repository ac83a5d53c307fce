package reconcile

import (
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// requireEntry says what a report must hold: a table and in it columns, a
// heading that has some words, or paragraphs that say some.
type requireEntry struct {
	Key, Title, Basis string
	Table             string
	Columns           []string
	Heading           string
	Text              []string
}

func (l *loading) require(where []any, e requireEntry) {
	if !l.present(where, "key", e.Key, "title", e.Title) {
		return
	}
	var rule required
	r := l.resolve.r
	if len(e.Columns) > 0 && e.Table == "" {
		l.Fail(append(where, "columns"), "columns stand in no table: add table")
		return
	}
	if e.Table != "" {
		t, err := l.resolve.table(e.Table)
		if err != nil {
			l.Fail(append(where, "table"), "%v", err)
			return
		}
		rule.table(e, t)
	}
	if e.Heading != "" {
		text, ref, ok := findHeading(r, e.Heading)
		if !ok {
			text = e.Heading
		}
		rule.note(text, ref, ok)
	}
	for _, text := range e.Text {
		text = l.resolve.parts(text)[0]
		ref, ok := findText(r, text)
		rule.note(text, ref, ok)
	}
	if rule.found == nil && rule.lacking == nil {
		l.Fail(where, "nothing is required: write table, heading or text")
		return
	}
	l.add(where, relation{key: e.Key, family: finding.Completeness, says: finding.Statement{Words: e.Title}, basis: e.Basis, rule: rule})
}

// required says that something must be in a report. What is there was found
// when the relation was loaded.
type required struct {
	found   []finding.Operand
	lacking []string
}

// note notes that something is in the report, or is not.
func (q *required) note(what string, ref report.Ref, ok bool) {
	if !ok {
		q.lacking = append(q.lacking, what)
		return
	}
	q.found = append(q.found, finding.Operand{Ref: ref, Place: finding.Place{What: finding.Words, Name: what}, Text: what})
}

// table notes a table, nil for none, and its columns.
func (q *required) table(e requireEntry, t *report.Table) {
	if t == nil {
		q.note(e.Table, report.Ref{}, false)
		return
	}
	q.note(t.Label+" "+t.Title, report.TableRef(t.Number), true)
	for _, path := range e.Columns {
		j, err := findColumn(t, path)
		q.note(path, report.TableRef(t.Number).Column(j), err == nil)
	}
}

func (required) figures(func(*figure)) {}

func (q required) judge(_ *reading, f *finding.Finding) {
	if len(q.found) > 0 {
		f.Stated, f.Operands = q.found[0], q.found[1:]
	}
	f.Reason.Claim, f.Outcome = finding.Required, finding.Agrees
	if q.lacking != nil {
		f.Outcome, f.Reason.Words = finding.Disagrees, q.lacking
	}
}

// findHeading finds the first heading that has the words.
func findHeading(r *report.Report, words string) (text string, ref report.Ref, ok bool) {
	for i, section := range r.Sections {
		if strings.Contains(report.Fold(section.Title), report.Fold(words)) {
			return section.Title, report.SectionRef(i + 1), true
		}
		for _, b := range section.Blocks {
			if b.Kind == report.HeadingBlock && strings.Contains(report.Fold(b.Text), report.Fold(words)) {
				return b.Text, report.SectionRef(i + 1).Heading(b.Number), true
			}
		}
	}
	return "", report.Ref{}, false
}

// findText finds the first paragraph that says the words.
func findText(r *report.Report, words string) (ref report.Ref, ok bool) {
	for i, section := range r.Sections {
		at := slices.IndexFunc(section.Blocks, func(b report.Block) bool {
			return b.Kind == report.ParagraphBlock && strings.Contains(report.Fold(b.Text), report.Fold(words))
		})
		if at >= 0 {
			return report.SectionRef(i + 1).Paragraph(section.Blocks[at].Number), true
		}
	}
	return report.Ref{}, false
}
