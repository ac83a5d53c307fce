package draft

import (
	"slices"

	"disclosure/internal/original"
	"disclosure/internal/report"
)

// spanned gives a grid without spans, as text has it, those of its header: there a
// cell that spans others leaves them blank. Any other grid stays as it is.
func spanned(g *original.Grid) *original.Grid {
	for _, c := range g.Cells {
		if c.RowSpan > 1 || c.ColSpan > 1 {
			return g
		}
	}
	rows := make([][]string, g.Rows)
	for i := range rows {
		rows[i] = g.Row(i)
	}
	depth := 1
	for depth < g.Rows && depth < 6 && belowHeader(rows[:depth], rows[depth]) {
		depth++
	}
	if depth == 1 {
		return g
	}
	s := &original.Grid{Rows: g.Rows, Cols: g.Cols, Header: depth, Pages: g.Pages}
	s.Cells = append(s.Cells, laid(rows[:depth], 0, 0, g.Cols)...)
	for _, c := range g.Cells {
		if c.Row >= depth {
			s.Cells = append(s.Cells, c)
		}
	}
	s.Complete()
	return s
}

// belowHeader tells whether a row goes on with the header above it: it has words
// and no figures, and fills places that a cell of the row above leaves blank to its
// right, or leaves the first column to the row above.
func belowHeader(above [][]string, row []string) bool {
	last := above[len(above)-1]
	open := false
	for j, text := range row {
		if _, err := report.ParseAmount(text); text != "" && err == nil {
			return false
		}
		open = open || j > 0 && text != "" && last[j] == ""
	}
	left := row[0] == "" && above[0][0] != "" && filled([][]string{row}, 1, len(row))
	return open && slices.Contains(last[1:], "") || left
}

// laid lays the cells of a header from row top on, between two columns: a blank
// place belongs to the cell to its left where a row below fills it, and else to
// the cell above.
func laid(rows [][]string, top, from, to int) []original.Cell {
	var cells []original.Cell
	for j := from; j < to; {
		end := j + 1
		for end < to && rows[top][end] == "" {
			end++
		}
		height := 1
		if !filled(rows[top+1:], j, end) {
			height = len(rows) - top
		}
		cells = append(cells, original.Cell{Row: top, Col: j, RowSpan: height, ColSpan: end - j, Text: rows[top][j]})
		if height == 1 && top+1 < len(rows) {
			cells = append(cells, laid(rows, top+1, j, end)...)
		}
		j = end
	}
	return cells
}

// filled tells whether any of the rows has a text between two columns.
func filled(rows [][]string, from, to int) bool {
	return slices.ContainsFunc(rows, func(row []string) bool {
		return slices.ContainsFunc(row[from:to], func(text string) bool { return text != "" })
	})
}
