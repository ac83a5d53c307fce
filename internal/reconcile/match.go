package reconcile

import (
	"slices"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// matchEntry says that rows of two tables that have the same label have the
// same amount. Left and Right are "表 5 | 总计", or "项目 | 本年预算金额（万元）"
// for the forms, whose label is their name.
type matchEntry struct {
	Key, Title, Family, Left, Right string
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
					key: e.Key + "." + l.names.words(a.label), family: l.family(where, e.Family, finding.Across),
					says: finding.Statement{Words: e.Title, Row: a.label}, matched: true,
					rule: equation{left: of(a.figure), right: of(b.figure), sign: "="},
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
