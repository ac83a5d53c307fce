package reconcile

import (
	"slices"
	"strings"

	"github.com/disclosure/disclosure/internal/report"
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
	rule := required{title: e.Title, columns: e.Columns, heading: e.Heading}
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
		rule.table = e.Table
		if t != nil {
			rule.number = t.Number
		}
	}
	for _, text := range e.Text {
		rule.texts = append(rule.texts, l.resolve.parts(text)[0])
	}
	if rule.table == "" && rule.heading == "" && rule.texts == nil {
		l.Fail(where, "nothing is required: write table, heading or text")
		return
	}
	l.add(where, relation{key: e.Key, family: Completeness, title: e.Title, basis: e.Basis, rule: rule})
}

// required says that something must be in a report.
type required struct {
	title   string
	table   string // as the form calls it
	number  int    // of the table in the report, 0 where it is missing
	columns []string
	heading string
	texts   []string
}

func (q required) judge(r *report.Report, f *Finding) {
	f.Outcome = Agrees
	var found, lacking []string
	note := func(what string, ref report.Ref, ok bool) {
		if !ok {
			lacking = append(lacking, "“"+what+"”")
			return
		}
		found = append(found, "“"+what+"”")
		o := Operand{Ref: ref, Label: what, Text: what}
		if f.Stated.Label == "" {
			f.Stated = o
		} else {
			f.Operands = append(f.Operands, o)
		}
	}
	if q.table != "" {
		what := q.table
		if q.number > 0 {
			what = r.Tables[q.number-1].Label + " " + r.Tables[q.number-1].Title
		}
		note(what, report.TableRef(q.number), q.number > 0)
	}
	if q.number > 0 {
		t := &r.Tables[q.number-1]
		for _, path := range q.columns {
			j, err := findColumn(t, path)
			note(path, report.TableRef(q.number).Column(j), err == nil)
		}
	}
	if q.heading != "" {
		what, ref, ok := findHeading(r, q.heading)
		if !ok {
			what = q.heading
		}
		note(what, ref, ok)
	}
	for _, text := range q.texts {
		ref, ok := findText(r, text)
		note(text, ref, ok)
	}
	f.Formula = "应有：" + q.title
	f.Why = "报告中有" + strings.Join(found, "、") + "。"
	if lacking != nil {
		f.Outcome = Disagrees
		f.Why = "报告中没有找到" + strings.Join(lacking, "、") + "。"
	}
}

// findHeading finds the first heading that has the words.
func findHeading(r *report.Report, words string) (text string, ref report.Ref, ok bool) {
	for i, section := range r.Sections {
		if strings.Contains(fold(section.Title), fold(words)) {
			return section.Title, report.SectionRef(i + 1), true
		}
		for _, b := range section.Blocks {
			if b.Heading && strings.Contains(fold(b.Text), fold(words)) {
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
			return !b.Heading && strings.Contains(fold(b.Text), fold(words))
		})
		if at >= 0 {
			return report.SectionRef(i + 1).Paragraph(section.Blocks[at].Number), true
		}
	}
	return report.Ref{}, false
}
