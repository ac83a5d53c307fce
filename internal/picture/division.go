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

// below are the nodes right under a row, at the top under 0, without sums.
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
