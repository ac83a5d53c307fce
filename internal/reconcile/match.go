package reconcile

import (
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// matchEntry says that rows of two tables that have the same code, or else the same label
// but for its enumerator, have the same amount. Left and Right are "表 5 | 总计", or "项目 | 本年预算金额（万元）"
// for the forms, whose label is their name.
type matchEntry struct {
	Key, Title, Family, Left, Right string
}

// row is a figure with what it is matched by.
type row struct {
	code, label string // code is that of a classification, "" for none
	figure      *figure
}

// is tells whether two rows are of the same thing: by their codes where both have one.
func (a row) is(b row) bool {
	if a.code != "" && b.code != "" {
		return a.code == b.code
	}
	return report.BareTitle(a.label) == report.BareTitle(b.label)
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
	matched := false
	for _, a := range left {
		at := slices.IndexFunc(right, a.is)
		if at < 0 || count(right, a) > 1 || count(left, right[at]) > 1 {
			continue // none, or it is not known which
		}
		b := right[at]
		matched = true
		if a.figure.read(l.resolve.reading).text == "" && b.figure.read(l.resolve.reading).text == "" {
			continue
		}
		name := l.names.words(a.label)
		if slices.ContainsFunc(left, func(other row) bool { return other.code != a.code && other.label == a.label }) {
			name += a.code
		}
		l.add(where, relation{
			key: e.Key + "." + name, family: l.family(where, e.Family, finding.Across),
			says: finding.Statement{Words: e.Title, Row: a.label}, matched: true,
			rule: equation{left: of(a.figure), right: of(b.figure), sign: "="},
		})
	}
	if !matched && len(left) > 0 && len(right) > 0 {
		l.Fail(where, "no row of %q is a row of %q: the first has %s, the second %s; name columns whose rows have the same codes or labels, or remove the match", e.Left, e.Right, labelsOf(left), labelsOf(right))
	}
}

// labelsOf lists the first labels of rows.
func labelsOf(rows []row) string {
	const most = 3
	var all []string
	for _, one := range rows[:min(most, len(rows))] {
		all = append(all, strconv.Quote(strings.TrimSpace(one.code+" "+one.label)))
	}
	if len(rows) > most {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// rows lists the figures of a column with the codes and labels of their rows, those left
// out that are there twice or are the unit's; or of a field of the forms.
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
	places := t.Places()
	for i := range t.Rows {
		label := ownLabel(t, i+1, side)
		code, _ := places[i][side].CodeAndYear()
		if label != "" && report.Fold(label) != report.Fold(l.resolve.r.UnitName) {
			rows = append(rows, row{code, label, l.resolve.reading.cell(t.Number, i+1, column)})
		}
	}
	return slices.DeleteFunc(slices.Clone(rows), func(one row) bool { return count(rows, one) > 1 }), true
}

func (l *loading) fields(where []any, field string) (rows []row, ok bool) {
	for i := range l.resolve.r.Projects {
		p := &l.resolve.r.Projects[i]
		f, err := formFigure(p.Form, report.ProjectRef(p.Number), finding.Place{Project: p.Name}, []string{field})
		if err != nil {
			l.Fail(where, "%v", err)
			return nil, false
		}
		rows = append(rows, row{"", p.Name, f})
	}
	return slices.DeleteFunc(slices.Clone(rows), func(one row) bool { return count(rows, one) > 1 }), true
}

// count is how many rows are of the same thing as one.
func count(rows []row, one row) (n int) {
	for _, other := range rows {
		if one.is(other) {
			n++
		}
	}
	return n
}
