package picture

import (
	"regexp"
	"slices"
	"strconv"

	"disclosure/internal/report"
)

// totalLabel is the label of a row that is the sum of others.
var totalLabel = regexp.MustCompile(`(合计|总计|小计|总额)$`)

// node is an item of a column of a table in the tree of the rows.
type node struct {
	Item
	row, parent int // row numbers; parent is the nearest row above that states a figure in the column, 0 for none
	total       bool
}

// column lists the figures other than zero of a leaf column in published order.
func (f *finder) column(t *report.Table, j int) (nodes []node) {
	above := map[int]int{} // row → the row above it, of rows that state any figure
	for i := range t.Rows {
		for k := range t.Columns {
			if figure, ok := f.at(t, i+1, k+1); ok && t.Columns[k].Side == t.Columns[j-1].Side {
				above[i+1] = figure.RowParent
			}
		}
	}
	stated := map[int]bool{}
	for i := range t.Rows {
		figure, ok := f.at(t, i+1, j)
		if !ok || figure.Value.IsZero() {
			continue
		}
		stated[i+1] = true
		n := node{Item: item(figure), row: i + 1, parent: above[i+1], total: figure.IsTotal || f.namesTotal(t, i, j)}
		for n.parent > 0 && !stated[n.parent] {
			n.parent = above[n.parent]
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// namesTotal tells whether a row is called a sum, in whichever of its cells.
func (f *finder) namesTotal(t *report.Table, i, j int) bool {
	for k, c := range t.Columns {
		if c.Side == t.Columns[j-1].Side && !c.Role.States() && totalLabel.MatchString(report.Fold(t.Rows[i].Cells[k].Text)) {
			return true
		}
	}
	return false
}

// tops are the nodes that no other one stands above, without sums.
func tops(nodes []node) (all []node) { return below(nodes, 0) }

// below are the nodes right under a row, without sums.
func below(nodes []node, row int) (all []node) {
	for _, n := range nodes {
		if n.parent == row && !n.total {
			all = append(all, n)
		}
	}
	return all
}

func items(nodes []node) (all []Item) {
	for _, n := range nodes {
		all = append(all, n.Item)
	}
	return all
}

// divide returns the highest items of a column that together are a whole and are more
// than one, or the only one; nil where the column does not divide it.
func divide(nodes []node, whole Item) []Item {
	parts := tops(nodes)
	for {
		if negative(items(parts)) || !adds(items(parts), whole) {
			return nil
		}
		if len(parts) != 1 {
			return items(parts)
		}
		under := below(nodes, parts[0].row)
		if len(under) == 0 {
			return items(parts)
		}
		parts = under
	}
}

// divideBy returns the parts of a whole in the first table whose title fits and that
// divides it: by one of its columns, or by the first columns of all its sides together.
func (f *finder) divideBy(whole Item, fits func(title string) bool) (parts []Item) {
	for k := range f.report.Tables {
		t := &f.report.Tables[k]
		if !fits(report.Fold(t.Title)) {
			continue
		}
		var first []node // of the first columns of the sides
		seen := map[string]bool{}
		for j, c := range t.Columns {
			if c.Role != report.Amount {
				continue
			}
			nodes := f.column(t, j+1)
			if parts := divide(nodes, whole); len(parts) > 0 {
				return parts
			}
			side := strconv.Itoa(c.Side) + nthOf(c)
			if !seen[side] {
				seen[side] = true
				first = append(first, tops(nodes)...)
			}
		}
		if len(seen) > 1 && adds(items(first), whole) && !negative(items(first)) {
			return items(first)
		}
	}
	return nil
}

// nthOf tells apart the columns of one word that a table prints several times.
func nthOf(c report.Column) string {
	if len(c.Nth) == 0 {
		return ""
	}
	return strconv.Itoa(slices.Max(c.Nth))
}

// expand returns the rows of which row is the sum in column j, down to those that state
// a figure and are no sums themselves.
func (f *finder) expand(t *report.Table, row, j int) []Item {
	nodes := f.column(t, j)
	var all []Item
	var open func(row int)
	open = func(row int) {
		for _, total := range t.RowTotals {
			if total.Of == row && total.Column > 0 && t.Columns[total.Column-1].Side == t.Columns[j-1].Side {
				for _, part := range total.Parts {
					open(part)
				}
				return
			}
		}
		at := slices.IndexFunc(nodes, func(n node) bool { return n.row == row })
		if at < 0 {
			return
		}
		if under := below(nodes, row); adds(items(under), nodes[at].Item) && !negative(items(under)) {
			for _, n := range under {
				open(n.row)
			}
			return
		}
		all = append(all, nodes[at].Item)
	}
	open(row)
	return all
}
