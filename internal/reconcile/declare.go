package reconcile

import (
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// matchEntry says that rows of two tables that have the same label have the
// same amount. Left and Right are "表 5 | 总计", or "项目 | 本年预算金额（万元）"
// for the forms, whose label is their name.
type matchEntry struct {
	Key, Title, Family, Left, Right string
}

// targetsEntry says that an indicator in the form around a table and in a
// project's form has the same target.
type targetsEntry struct {
	Key, Table string
}

// onlyEntry lists amounts of a text that stand nowhere else.
type onlyEntry struct {
	At    string
	Texts []string
	Why   string
}

// uncheckedAmount is an amount that its editor declares to stand nowhere else.
type uncheckedAmount struct {
	figure *figure
	why    string
}

func (l *loading) repeats(where []any, e repeatsEntry) {
	if !l.present(where, "key", e.Key, "at", e.At) {
		return
	}
	family := l.family(where, e.Family, finding.Prose)
	resolve := l.resolve
	resolve.at = resolve.parts(e.At)
	for k, one := range e.Of {
		here := append(slices.Clone(where), "of", k)
		if !l.present(here, "key", one.Key, "text", one.Text, "is", one.Is) {
			continue
		}
		words, nth := quotation(one.Text)
		stated, err := resolve.quoted(words, nth)
		if err != nil {
			l.Fail(append(here, "text"), "%v", err)
			continue
		}
		is, err := parseExpression(one.Is, &resolve)
		if err == nil {
			err = chain{[]*expression{is, of(stated)}, []string{"="}}.check(l.resolve.reading)
		}
		if err != nil {
			l.Fail(append(here, "is"), "%v", err)
			continue
		}
		l.add(here, relation{
			key: e.Key + "." + one.Key, family: family, remark: one.Remark,
			says: finding.Statement{Pattern: finding.Restated, Words: words, Right: is.terms("")},
			rule: equation{left: is, right: of(stated), sign: "="},
		})
	}
}

// row is a figure with the label that it is matched by.
type row struct {
	label  string
	figure *figure
}

func (l *loading) match(where []any, e matchEntry) {
	if !l.present(where, "key", e.Key, "title", e.Title, "left", e.Left, "right", e.Right) {
		return
	}
	left, ok := l.rows(append(slices.Clone(where), "left"), e.Left)
	right, ok2 := l.rows(append(slices.Clone(where), "right"), e.Right)
	if !ok || !ok2 {
		return
	}
	for _, a := range left {
		for _, b := range right {
			if report.Fold(a.label) == report.Fold(b.label) && (a.figure.read(l.resolve.reading).text != "" || b.figure.read(l.resolve.reading).text != "") {
				l.add(where, relation{
					key: e.Key + "." + a.label, family: l.family(where, e.Family, finding.Across),
					says: finding.Statement{Words: e.Title, Row: a.label}, rule: equation{left: of(a.figure), right: of(b.figure), sign: "="},
				})
			}
		}
	}
}

// rows lists the figures of a column by the labels of their rows, those left
// out whose label is there twice or is the unit's; or of a field of the forms.
func (l *loading) rows(where []any, place string) (rows []row, ok bool) {
	parts := l.resolve.parts(place)
	if len(parts) != 2 {
		l.Fail(where, "%q names no column: write 表 … | column, or 项目 | field", place)
		return nil, false
	}
	if parts[0] == "项目" {
		return l.fields(where, parts[1])
	}
	t, err := l.resolve.table(parts[0])
	if t == nil {
		if err != nil {
			l.Fail(where, "%v", err)
		}
		return nil, err == nil
	}
	column, err := findColumn(t, parts[1])
	if err != nil {
		l.Fail(where, "%v", err)
		return nil, false
	}
	side := t.Columns[column-1].Side
	for i := range t.Rows {
		label := ownLabel(t, i+1, side)
		if label != "" && report.Fold(label) != report.Fold(l.resolve.r.UnitName) {
			rows = append(rows, row{label, l.resolve.reading.cell(t.Number, i+1, column)})
		}
	}
	return slices.DeleteFunc(slices.Clone(rows), func(one row) bool { return shared(rows, one.label) }), true
}

func (l *loading) fields(where []any, field string) (rows []row, ok bool) {
	for i := range l.resolve.r.Projects {
		p := &l.resolve.r.Projects[i]
		f, err := formFigure(p.Form, report.ProjectRef(p.Number), finding.Place{Project: p.Name}, []string{field})
		if err != nil {
			l.Fail(where, "%v", err)
			return nil, false
		}
		rows = append(rows, row{p.Name, f})
	}
	return slices.DeleteFunc(slices.Clone(rows), func(one row) bool { return shared(rows, one.label) }), true
}

func shared(rows []row, label string) bool {
	n := 0
	for _, other := range rows {
		if report.Fold(other.label) == report.Fold(label) {
			n++
		}
	}
	return n > 1
}

func (l *loading) addUncheckedAmount(where []any, e onlyEntry) {
	if !l.present(where, "at", e.At, "why", e.Why) {
		return
	}
	resolve := l.resolve
	resolve.at = resolve.parts(e.At)
	for k, text := range e.Texts {
		words, nth := quotation(text)
		f, err := resolve.quoted(words, nth)
		if err != nil {
			l.Fail(append(slices.Clone(where), "texts", k), "%v", err)
			continue
		}
		l.only = append(l.only, uncheckedAmount{f, e.Why})
	}
}

// remarks gives relations that are declared elsewhere their remarks.
func (l *loading) remarks(f file, relations []relation) {
	for i, remark := range f.Remark {
		where := []any{"remark", i}
		if !l.present(where, "key", remark.Key, "text", remark.Text) {
			continue
		}
		at := slices.IndexFunc(relations, func(r relation) bool { return r.key == remark.Key })
		switch {
		case at < 0:
			var all []string
			for _, r := range relations {
				all = append(all, r.key)
			}
			l.Fail(append(where, "key"), "there is no relation %q; the nearest are %s: copy one of them", remark.Key, nearest(remark.Key, all))
		case relations[at].remark != "":
			l.Fail(append(where, "key"), "relation %q has a remark already: write one", remark.Key)
		default:
			relations[at].remark = remark.Text
		}
	}
}

// terms names the figures of an expression, for what a relation says; sign is
// the operation before the first.
func (e *expression) terms(sign string) []finding.Term {
	switch e.op {
	case leaf:
		t := finding.Term{Sign: sign, Place: e.figure.place}
		if e.figure.end > 0 {
			t.Text = e.figure.text
		}
		return []finding.Term{t}
	case named:
		return []finding.Term{{Sign: sign, Name: e.name}}
	case convert:
		return e.left.terms(sign)
	}
	return append(e.left.terms(sign), e.right.terms(signText(e.op))...)
}

// key names where an expression's figure stands, for the key of one relation
// of a chain: t7, s2p1, f3.
func (e *expression) key() string {
	if e.op != leaf {
		return e.name
	}
	ref := e.figure.ref
	text := strings.TrimSuffix(ref.PrintPrefix(), "-")
	if ref.Part == report.SectionPart {
		text += ref.Anchor
	}
	if e.figure.missing {
		text = e.figure.place.Table
	}
	return text
}
