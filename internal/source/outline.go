package source

import "disclosure/internal/report"

// outline follows the labels of one side of a table down its rows. Each label
// column has a tree of its own, which begins anew where a column before it has
// a new label: the functions of the second unit are not those of the first.
type outline struct {
	columns []int      // label columns of the side, from the left
	paths   [][]string // for each, the labels from the root of its tree to the last one
}

func newOutline(columns []report.Column, side int) *outline {
	o := new(outline)
	for j, c := range columns {
		if c.Role == report.Label && c.Side == side {
			o.columns = append(o.columns, j)
			o.paths = append(o.paths, nil)
		}
	}
	return o
}

// enter goes on to a label at a level of column j. It tells whether the level
// is one deeper than the label before at most; columns that are no labels of
// this side it leaves alone.
func (o *outline) enter(j, level int, text string) (fits bool) {
	for k, column := range o.columns {
		if column != j {
			continue
		}
		path := o.paths[k]
		if level > len(path) {
			return false
		}
		if level == len(path)-1 && path[level] == text {
			return true // the same label printed again, not a new one
		}
		o.paths[k] = append(path[:level:level], text)
		for later := k + 1; later < len(o.paths); later++ {
			o.paths[later] = nil
		}
	}
	return true
}

// depth is the deepest level that the next label of column j may have.
func (o *outline) depth(j int) int {
	for k, column := range o.columns {
		if column == j {
			return len(o.paths[k])
		}
	}
	return 0
}
