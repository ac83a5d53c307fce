package original

import "slices"

// Grid is a table as it is drawn: cells that cover its rows and columns, every
// place exactly once.
type Grid struct {
	Rows, Cols int
	Cells      []Cell // by row, then by column
	Header     int    // leading rows that the file marks or repeats as header; 0 where it says nothing
	Pages      []int  // of a PDF: the pages on which it stands
	Rests      []int  // of a PDF: rows at the top of a page that may be the rest of the row above
	Aligned    bool   // of a PDF: no line divides its columns, which are where its words stand
}

// Cell is a cell of a grid; rows and columns count from 0.
type Cell struct {
	Row, Col         int
	RowSpan, ColSpan int
	Text             string // paragraphs of the cell divided by "\n"
	Indent           float64
	Bold             bool
	Place            Place
}

// At is the cell that covers the place, which the grid has: of the cells that begin there or
// before it, in the order of the grid, the nearest one that reaches so far.
func (g *Grid) At(row, col int) *Cell {
	for i := g.before(row, col+1) - 1; i >= 0; i-- {
		c := &g.Cells[i]
		if row < c.Row+c.RowSpan && col >= c.Col && col < c.Col+c.ColSpan {
			return c
		}
	}
	return nil
}

// before counts the cells that begin before a place.
func (g *Grid) before(row, col int) int {
	n, _ := slices.BinarySearchFunc(g.Cells, Cell{Row: row, Col: col}, inOrder)
	return n
}

// Beginning is the cells that begin in a row, of the grid itself.
func (g *Grid) Beginning(row int) []Cell { return g.Cells[g.before(row, 0):g.before(row+1, 0)] }

// inOrder compares cells by row, then by column.
func inOrder(a, b Cell) int {
	if a.Row != b.Row {
		return a.Row - b.Row
	}
	return a.Col - b.Col
}

// Row lists the texts of a row, one for each column; a cell that spans columns
// or rows stands in its first place, and the others are empty.
func (g *Grid) Row(row int) []string {
	texts := make([]string, g.Cols)
	for _, c := range g.Beginning(row) {
		texts[c.Col] = c.Text
	}
	return texts
}

// trim takes away columns at the right that hold nothing; one stays.
func (g *Grid) trim() {
	cols := 1
	for _, c := range g.Cells {
		if c.Text != "" {
			cols = max(cols, c.Col+c.ColSpan)
		}
	}
	g.Cells = slices.DeleteFunc(g.Cells, func(c Cell) bool { return c.Col >= cols })
	g.Cols = cols
}

// Sub is the grid from a row on. A cell that begins above it begins with it, and
// is blank.
func (g *Grid) Sub(row int) *Grid {
	sub := &Grid{Rows: g.Rows - row, Cols: g.Cols, Header: max(0, g.Header-row), Pages: g.Pages, Aligned: g.Aligned}
	for _, c := range g.Cells {
		if c.Row+c.RowSpan <= row {
			continue
		}
		if c.Row < row {
			c.RowSpan, c.Row, c.Text = c.RowSpan-(row-c.Row), row, ""
		}
		c.Row -= row
		sub.Cells = append(sub.Cells, c)
	}
	for _, rest := range g.Rests {
		if rest > row {
			sub.Rests = append(sub.Rests, rest-row)
		}
	}
	return sub
}

// Top is the grid down to a row. A cell that reaches below it ends with it.
func (g *Grid) Top(rows int) *Grid {
	top := &Grid{Rows: rows, Cols: g.Cols, Header: min(g.Header, rows), Pages: g.Pages, Aligned: g.Aligned}
	for _, c := range g.Cells {
		if c.Row < rows {
			c.RowSpan = min(c.RowSpan, rows-c.Row)
			top.Cells = append(top.Cells, c)
		}
	}
	for _, rest := range g.Rests {
		if rest < rows {
			top.Rests = append(top.Rests, rest)
		}
	}
	return top
}

// builder lays cells into a grid as Word and HTML describe them: row after row,
// each cell in the next place that no cell above covers.
type builder struct {
	cells   []Cell
	covered []int // for each column, rows from the current one on that a cell above covers
	row     int
	cols    int
}

// maxCols bounds the columns of a grid; a real one has some twenty.
const maxCols = 1024

// add puts a cell into the current row, at column col or the first free one
// after it, and returns the column after it. What would cover a place twice is
// cut to the free places.
func (b *builder) add(c Cell, col int) int {
	c.RowSpan, c.ColSpan = max(c.RowSpan, 1), max(c.ColSpan, 1)
	for col < len(b.covered) && b.covered[col] > 0 {
		col++
	}
	if col >= maxCols {
		return col
	}
	end := min(col+c.ColSpan, maxCols)
	for at := col; at < end; at++ {
		if at >= len(b.covered) {
			b.covered = append(b.covered, 0)
		}
		if b.covered[at] > 0 {
			end = at
		}
	}
	c.Row, c.Col, c.ColSpan = b.row, col, end-col
	for at := col; at < end; at++ {
		b.covered[at] = c.RowSpan
	}
	b.cells = append(b.cells, c)
	b.cols = max(b.cols, end)
	return end
}

// endRow goes on to the next row.
func (b *builder) endRow() {
	for i := range b.covered {
		b.covered[i] = max(b.covered[i]-1, 0)
	}
	b.row++
}

// maxPlaces bounds the rows times the columns of a grid.
const maxPlaces = 1_000_000

// grid is what was laid, each place that no cell covers an empty cell, each span
// cut to the rows that there are; nil where there is none. A grid that is larger
// than any that people read is refused.
func (b *builder) grid(at Place) (*Grid, error) {
	if b.row == 0 || b.cols == 0 {
		return nil, nil
	}
	if b.row*b.cols > maxPlaces {
		return nil, refuse(at, "has a table of %d rows and %d columns, larger than is read: save the report in parts", b.row, b.cols)
	}
	g := &Grid{Rows: b.row, Cols: b.cols, Cells: b.cells}
	g.Complete()
	return g, nil
}

// Complete cuts spans to the grid, covers every bare place with an empty cell,
// and brings the cells into their order.
func (g *Grid) Complete() {
	taken := make([]bool, g.Rows*g.Cols)
	for i := range g.Cells {
		c := &g.Cells[i]
		c.RowSpan = min(c.RowSpan, g.Rows-c.Row)
		c.ColSpan = min(c.ColSpan, g.Cols-c.Col)
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				taken[r*g.Cols+k] = true
			}
		}
	}
	for i, is := range taken {
		if !is {
			g.Cells = append(g.Cells, Cell{Row: i / g.Cols, Col: i % g.Cols, RowSpan: 1, ColSpan: 1})
		}
	}
	slices.SortFunc(g.Cells, inOrder)
}
