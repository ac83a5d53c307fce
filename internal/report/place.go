package report

import "slices"

// RowPlace is where a body row stands in the tree of labels on one side of its
// table.
type RowPlace struct {
	Column int      // leaf column of the row's own label, from 1; 0 where it has none
	Codes  []string // keys of the row, in the order of the columns
	Path   []string // labels from the top of the tree down to the row's own: 单位 › 类 › 款 › 项; none where it has no label
	Above  []string // labels that the row stands under; where its own is blank, the last ones printed
}

// Named tells whether words name the row: each is its own label, one of its codes
// or a label that it stands under, and one at least is its label or code. So a
// code that occurs under two units is told apart by the unit: …（本级）, 208.
func (p RowPlace) Named(words ...string) bool {
	named := false
	for _, word := range words {
		own := slices.Contains(p.Codes, word) || p.Column > 0 && word == p.own()
		if !own && !slices.Contains(p.Above, word) {
			return false
		}
		named = named || own
	}
	return named
}

// FindRows returns the rows of a side, from 1, that words name.
func (t *Table) FindRows(side int, words ...string) []int {
	var rows []int
	for i, places := range t.Places() {
		if places[side].Named(words...) {
			rows = append(rows, i+1)
		}
	}
	return rows
}

// Places returns, for each body row and each side, its place. Label columns
// nest: a label stands under the nearest one of the label columns before it,
// and in its own column under the nearest label above it that is of a lower
// level.
func (t *Table) Places() [][]RowPlace {
	places := make([][]RowPlace, len(t.Rows))
	for side := range max(1, len(t.Sides)) {
		open := make([][]string, len(t.Columns)) // the labels that are open, by column and level
		codes := t.Codes(side)
		for i, row := range t.Rows {
			p := RowPlace{Codes: codes[i]}
			for j, c := range t.Columns {
				cell := row.Cells[j]
				switch {
				case c.Side != side || cell.Text == "":
				case c.Role == Label:
					p.Column = j + 1
					open[j] = append(open[j][:min(cell.Level, len(open[j]))], cell.Text)
					clear(open[j+1:])
				}
			}
			p.Above = slices.Concat(open...)
			if p.Column > 0 {
				p.Path, p.Above = p.Above, p.Above[:len(p.Above)-1]
			}
			if p.Column == 0 && len(p.Codes) == 0 && t.NamedBefore(i, side) {
				p = places[i][side-1]
			}
			places[i] = append(places[i], p)
		}
	}
	return places
}

// Continues tells whether a side is a further list under the head of the side before.
func (t *Table) Continues(side int) bool {
	if side == 0 || side >= len(t.Sides) {
		return false
	}
	begin := func(side int) int { return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Side == side }) }
	first, before := begin(side), begin(side-1)
	if first < 1 || before < 0 || len(t.Columns[first].Path) < 2 {
		return false
	}
	a, b := t.Columns[before], t.Columns[first]
	return slices.Equal(a.Path, b.Path) && (a.Nth == nil || b.Nth == nil || a.Nth[0] == b.Nth[0])
}

// NamedBefore tells whether row i has figures on a side that continues another, and none
// on that one.
func (t *Table) NamedBefore(i, side int) bool {
	return t.Continues(side) && t.states(i, side) && !t.states(i, side-1)
}

// states tells whether anything stands in the columns of figures of a side in row i.
func (t *Table) states(i, side int) bool {
	for j, c := range t.Columns {
		if c.Side == side && c.Role.States() && t.Rows[i].Cells[j].Text != "" {
			return true
		}
	}
	return false
}
