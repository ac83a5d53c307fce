package page

import (
	"slices"

	"disclosure/internal/report"
)

// grid is what the look of a table's cells depends on, worked out once. All
// indices count from 0.
type grid struct {
	*report.Table
	empty  []bool   // by column: all body cells are blank
	places []string // by column: where its words stand on a narrow screen
	names  [][]int  // by row and side: the last label column with text, or -1
	under  [][]int  // by row and side: the row whose label this one stands under, or -1
	weight [][]int  // by row and side: how the row stands out
	total  [][]rule // by row and side
}

// The weights of a row: a leaf is plain, a row that has parts below it stands
// out.
const (
	leaf   = iota
	middle // has parts and is a part
	major  // has parts and is at the top, or is the sum of those that are
)

// rule is the line that sets a total off from its summands above it.
type rule int

const (
	noRule rule = iota
	totalRule
	grandRule
)

func newGrid(t *report.Table) *grid {
	g := &grid{Table: t, places: wordPlaces(t.Columns)}
	for j := range t.Columns {
		g.empty = append(g.empty, !slices.ContainsFunc(t.Rows, func(r report.Row) bool { return r.Cells[j].Text != "" }))
	}
	sides := max(1, len(t.Sides))
	places := t.Places()
	for i := range t.Rows {
		names, weights, under := make([]int, sides), make([]int, sides), make([]int, sides)
		for side := range sides {
			names[side] = g.lastLabel(i, side)
			weights[side] = g.emphasis(i, side, names[side])
			under[side] = g.parent(places, i, side)
		}
		g.under = append(g.under, under)
		g.names = append(g.names, names)
		g.weight = append(g.weight, weights)
		g.total = append(g.total, make([]rule, sides))
	}
	for _, total := range t.RowTotals {
		if total.Of <= slices.Max(total.Parts) { // a heading before its parts: its weight says enough
			if at := &g.weight[total.Of-1][t.Columns[total.Column-1].Side]; *at == leaf && total.Grand(t.RowTotals) {
				*at = major // 合计 above all others, which do not stand under it
			}
			continue
		}
		at := &g.total[total.Of-1][t.Columns[total.Column-1].Side]
		*at = max(*at, totalRule)
		if total.Grand(t.RowTotals) {
			*at = grandRule
		}
	}
	return g
}

// lastLabel returns the last label column of the side that has text in row i.
func (g *grid) lastLabel(i, side int) int {
	for j := len(g.Columns) - 1; j >= 0; j-- {
		if g.labelOn(j, side) && g.Rows[i].Cells[j].Text != "" {
			return j
		}
	}
	return -1
}

// parent returns the nearest row above row i whose labels are those that row i
// stands under and does not print itself, -1 for none.
func (g *grid) parent(places [][]report.RowPlace, i, side int) int {
	rest := places[i][side].Path
	for j := range g.Columns {
		if len(rest) > 0 && g.labelOn(j, side) && g.Rows[i].Cells[j].Text != "" {
			rest = rest[:len(rest)-1]
		}
	}
	if len(rest) == 0 {
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		if slices.Equal(places[k][side].Path, rest) {
			return k
		}
	}
	return -1
}

func (g *grid) labelOn(j, side int) bool {
	return g.Columns[j].Role == report.Label && g.Columns[j].Side == side
}

// emphasis tells how row i stands out on a side: by whether rows below it are its
// parts, in its own label column or in a later one.
func (g *grid) emphasis(i, side, label int) int {
	if label < 0 {
		return leaf
	}
	own := g.Rows[i].Cells[label]
	for k := i + 1; k < len(g.Rows); k++ {
		name := g.lastLabel(k, side)
		if name < 0 {
			continue
		}
		next := g.Rows[k].Cells[label]
		later := name > label
		switch {
		case next.Text == "" && !later:
			return leaf
		case next.Text != "" && next.Level <= own.Level && (next.Text != own.Text || next.Level != own.Level):
			return leaf
		case next.Text == own.Text && next.Level == own.Level && !later:
			continue // the same label again, for another year
		case own.Level == 0:
			return major
		}
		return middle
	}
	return leaf
}

// rowHeaders lists the cells, as row and column, that name row i on a side: its
// labels and keys, and for a label left blank the one above that it stands for.
func (g *grid) rowHeaders(i, side int) [][2]int {
	named := func(row, j int) bool { return g.Rows[row].Cells[j].Text != "" }
	var heads [][2]int
	own := false
	for j, c := range g.Columns {
		if c.Side != side || c.Role != report.Label && c.Role != report.Code {
			continue
		}
		if named(i, j) {
			heads, own = append(heads, [2]int{i, j}), true
			continue
		}
		if c.Role == report.Label && g.names[i][side] > j {
			for above := i - 1; above >= 0; above-- {
				if named(above, j) {
					heads = append(heads, [2]int{above, j})
					break
				}
			}
		}
	}
	if !own {
		return nil
	}
	return heads
}

// controlColumn returns the column of the cell that holds the control of row i: its
// label, else the first cell that is not blank, -1 where all are.
func (g *grid) controlColumn(i int) int {
	for _, name := range g.names[i] {
		if name >= 0 {
			return name
		}
	}
	return slices.IndexFunc(g.Rows[i].Cells, func(c report.Cell) bool { return c.Text != "" })
}

// startsSide tells whether column j is the first of a side after the first.
func (g *grid) startsSide(j int) bool {
	return j > 0 && g.Columns[j].Side != g.Columns[j-1].Side
}

// isSticky tells whether column j holds the label that stays in sight while the
// row is scrolled. Two sides have a label each, so none of them stays.
func (g *grid) isSticky(i, j int) bool {
	return len(g.Sides) == 0 && g.names[i][0] == j
}
