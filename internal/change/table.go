package change

import (
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// table compares an annex table: its captions and notes, its columns by their headers,
// and the rows of each side cell by cell.
func (l *list) table(from, to report.Ref, a, b report.Table) {
	l.changed(from, to, a.Label, b.Label)
	l.texts(from, to, a.Captions, b.Captions, nil)
	if a.Form != nil || b.Form != nil {
		l.form(from, to, formOf(&a), formOf(&b))
	}
	l.changed(from, to, a.RowsTitle, b.RowsTitle)
	headers := func(t *report.Table) (all []string) {
		for _, c := range t.Columns {
			all = append(all, fmt.Sprintf("%s %d", strings.Join(c.Path, "/"), c.Side))
		}
		return all
	}
	columns := align(headers(&a), headers(&b))
	for i, j := range columns {
		was := strings.Join(a.Columns[i].Path, report.Step)
		if j < 0 {
			l.gone(from.Column(i+1), was)
			continue
		}
		is := strings.Join(b.Columns[j].Path, report.Step)
		l.moved(from.Column(i+1), to.Column(j+1), was)
		l.changed(from.Column(i+1), to.Column(j+1), was, is)
	}
	for _, j := range added(columns, len(b.Columns)) {
		l.added(to.Column(j+1), strings.Join(b.Columns[j].Path, report.Step))
	}
	for side := range max(1, len(a.Sides)) {
		l.rows(from, to, &a, &b, side, columns)
	}
	l.texts(from, to, a.Notes, b.Notes, report.Ref.Note)
}

// formOf is the form around a table, an empty one where there is none.
func formOf(t *report.Table) *report.Form {
	if t.Form == nil {
		return &report.Form{}
	}
	return t.Form
}

// rows compares the rows of a side.
func (l *list) rows(from, to report.Ref, a, b *report.Table, side int, columns []int) {
	first := func(t *report.Table) int { // the column by which a row of one side of several is named
		for j, c := range t.Columns {
			if c.Side == side {
				return j + 1
			}
		}
		return 1
	}
	place := func(page report.Ref, t *report.Table, i int) report.Ref {
		if len(t.Sides) > 1 {
			return page.Cell(i+1, first(t))
		}
		return page.Row(i + 1)
	}
	was, is := rowTexts(a, side), rowTexts(b, side)
	matched := matchRows(a, b, side, was, is)
	for i, j := range matched {
		switch {
		case j >= 0:
			for c, d := range columns {
				if d >= 0 && a.Columns[c].Side == side {
					l.changed(from.Cell(i+1, c+1), to.Cell(j+1, d+1), a.Rows[i].Cells[c].Text, b.Rows[j].Cells[d].Text)
				}
			}
		case was[i] != "":
			l.gone(place(from, a, i), was[i])
		}
	}
	for _, j := range added(matched, len(b.Rows)) {
		if is[j] != "" {
			l.added(place(to, b, j), is[j])
		}
	}
	for i, j := range matched {
		if j >= 0 && was[i] != "" {
			l.moved(place(from, a, i), place(to, b, j), was[i])
		}
	}
}

// rowTexts are the words of the rows of a side, "" for a row that has none there.
func rowTexts(t *report.Table, side int) (all []string) {
	for _, row := range t.Rows {
		var cells []string
		for j, c := range t.Columns {
			if c.Side == side && row.Cells[j].Text != "" {
				cells = append(cells, row.Cells[j].Text)
			}
		}
		all = append(all, strings.Join(cells, " "))
	}
	return all
}

// matchRows says which row of b each row of a has become: the one of its code, else of
// its label under the same parents, where that occurs once in both; else, between
// matched neighbours, the one that is most like it.
func matchRows(a, b *report.Table, side int, was, is []string) []int {
	to := make([]int, len(a.Rows))
	for i := range to {
		to[i] = -1
	}
	if side >= max(1, len(b.Sides)) {
		return to
	}
	taken := map[int]bool{}
	before, after := a.Places(), b.Places()
	for _, key := range []func(report.RowPlace) string{
		func(p report.RowPlace) string { return strings.Join(p.Codes, " ") },
		func(p report.RowPlace) string { return strings.Join(slices.Concat(p.Path, p.Codes), "\n") },
		func(p report.RowPlace) string { return strings.Join(p.Path, "\n") },
	} {
		once := func(places [][]report.RowPlace) map[string]int {
			at := map[string]int{}
			for i := range places {
				k := key(places[i][side])
				if _, twice := at[k]; twice {
					at[k] = -1
				} else {
					at[k] = i
				}
			}
			delete(at, "")
			return at
		}
		there := once(after)
		for k, i := range once(before) {
			if j, ok := there[k]; ok && i >= 0 && j >= 0 && to[i] < 0 && !taken[j] {
				to[i], taken[j] = j, true
			}
		}
	}
	fillGaps(to, len(b.Rows), func(i, j int) float64 {
		a, b := before[i][side].Codes, after[j][side].Codes
		if len(a) > 0 && len(b) > 0 && !slices.Equal(a, b) || was[i] == "" && is[j] == "" {
			return 0 // of two codes neither becomes the other
		}
		return likeness(was[i], is[j])
	})
	return to
}
