package draft

import (
	"slices"

	"disclosure/internal/original"
)

// twoTables makes two grids, and the line between them, of one in which a line as wide as the
// table stands above rows that are divided into other columns: 相关统计数 below the three
// public expenses.
func twoTables(blocks []block) []block {
	all := make([]block, 0, len(blocks))
	for _, b := range blocks {
		row := 0
		if b.Grid != nil {
			row = otherColumns(b.Grid)
		}
		if row == 0 {
			all = append(all, b)
			continue
		}
		above, below := b, b
		above.Grid, below.Grid = b.Grid.Top(row), narrowed(b.Grid.Sub(row+1))
		all = append(append(all, above), texts(b, row)...)
		all = append(all, below)
	}
	return all
}

// otherColumns is the row of a line above rows that are divided into other columns, all of
// them alike; 0 for none.
func otherColumns(g *original.Grid) int {
	for row := 2; row < g.Rows-2; row++ {
		cells := begins(g, row)
		if g.Cols < 4 || len(cells) != 1 || cells[0].ColSpan != g.Cols || isFigure(cells[0].Text) {
			continue
		}
		bounds := starts(g, row+1)
		same := len(bounds) < g.Cols && !slices.ContainsFunc(begins(g, row+1), func(c *original.Cell) bool { return isFigure(c.Text) })
		for below := row + 2; below < g.Rows; below++ {
			same = same && slices.Equal(starts(g, below), bounds)
		}
		if same {
			return row
		}
	}
	return 0
}

// starts are the columns in which the cells of a row begin.
func starts(g *original.Grid, row int) (columns []int) {
	for _, c := range g.Beginning(row) {
		columns = append(columns, c.Col)
	}
	return columns
}

// narrowed is a grid without the columns in which no cell begins.
func narrowed(g *original.Grid) *original.Grid {
	var begin []int
	for _, c := range g.Cells {
		if !slices.Contains(begin, c.Col) {
			begin = append(begin, c.Col)
		}
	}
	slices.Sort(begin)
	n := *g
	n.Cols, n.Cells = len(begin), nil
	for _, c := range g.Cells {
		at, _ := slices.BinarySearch(begin, c.Col)
		end, _ := slices.BinarySearch(begin, c.Col+c.ColSpan)
		c.Col, c.ColSpan = at, end-at
		n.Cells = append(n.Cells, c)
	}
	n.Complete()
	return &n
}
