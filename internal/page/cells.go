package page

import (
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// head builds the header, and for each leaf column the ids of the header cells
// above a body cell, from the top to the leaf.
func (v *view) head(g *grid) (rows [][]HeadCell, above [][]string) {
	above = make([][]string, len(g.Columns))
	seen := map[int]bool{} // a term is marked once in the whole header
	stick := g.stickyColumn()
	counted := g.CountsColumns()
	for level, cells := range g.Header() {
		var row []HeadCell
		for _, c := range cells {
			first := c.First - 1
			cell := HeadCell{
				ID:      v.anchor(fmt.Sprintf("g%dc%d", level+1, c.First)),
				Headers: strings.Join(above[first], " "),
				Scope:   "colgroup",
				Rowspan: c.Rowspan, Colspan: c.Colspan,
				Text: v.label(c.Text, seen).narrow(),
			}
			classes := []string{"group"}
			switch figures := g.amounts(first, c.Colspan); {
			case len(g.Sides) > 0 || c.Leaf:
			case figures == 0 && c.Colspan == 1:
				classes = []string{roleClass(g.Columns[first].Role)} // the word of one column, above 栏次
			case figures == 0:
				classes = append(classes, over)
			case figures < c.Colspan:
				classes = append(classes, fmt.Sprintf("n-%d", figures))
			}
			if c.Leaf {
				cell.ID, cell.Scope = v.id(v.ref.Column(c.First)), "col"
				classes = []string{roleClass(g.Columns[first].Role)}
				if place := g.places[first]; place != "" {
					classes = append(classes, place)
				}
				if !v.onPrint {
					cell.Unit = g.Unit(c.First)
				}
				if first == stick {
					classes = append(classes, "stick")
				}
				if c.Rowspan > 1 && counted && len(g.Columns[first].Uncounted().Path) == len(g.Columns[first].Path) {
					classes = append(classes, "uncounted") // it stands above the row of numbers
				}
			}
			if g.startsSide(first) {
				classes = append(classes, "side-start")
			}
			classes = append(classes, g.sideClasses(first)...)
			for j := first; j < first+c.Colspan; j++ {
				above[j] = append(above[j], cell.ID)
				if !g.empty[j] {
					cell.Filled++
				}
			}
			if cell.Filled == 0 {
				classes = append(classes, "empty-column")
			}
			cell.Class = strings.Join(classes, " ")
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return rows, above
}

// amounts is how many of n columns, from the first on, are columns of figures.
func (g *grid) amounts(first, n int) (figures int) {
	for _, c := range g.Columns[first : first+n] {
		if c.Role.States() {
			figures++
		}
	}
	return figures
}

// stickyColumn is the last label column, -1 where labels do not stay in sight.
func (g *grid) stickyColumn() int {
	last := -1
	for j := range g.Columns {
		if len(g.Sides) == 0 && g.Columns[j].Role == report.Label {
			last = j
		}
	}
	return last
}

func (v *view) rows(g *grid, above [][]string) []RowView {
	seen := make([]map[int]bool, len(g.Columns)) // a term is marked once in a label column
	for j := range seen {
		seen[j] = map[int]bool{}
	}
	var rows []RowView
	codes := g.UniqueCodes()
	parts := make([][][]string, max(1, len(g.Sides)))
	for side := range parts {
		parts[side] = g.CodeParts(side)
	}
	for i := range g.Rows {
		control := g.controlColumn(i)
		if v.onPrint || v.still {
			control = -1
		}
		ownID := func(row, j int) string {
			id := v.ref.Cell(row+1, j+1)
			if v.onPrint || v.still || g.controlColumn(row) != j {
				return v.id(id)
			}
			return v.headID(id)
		}
		row := RowView{ID: v.id(v.ref.Row(i + 1)), Class: g.rowClass(i)}
		named := make([][]string, max(1, len(g.Sides)))
		for side := range named {
			for _, at := range g.rowHeaders(i, side) {
				named[side] = append(named[side], ownID(at[0], at[1]))
			}
		}
		for j, column := range g.Columns {
			text := g.Rows[i].Cells[j].Text
			cell := CellView{ID: v.id(v.ref.Cell(i+1, j+1)), Class: cellClass(g, i, j)}
			if j == control {
				cell.HeadID = ownID(i, j)
				cell.Control = v.control(v.ref.Row(i+1), "")
			}
			if parent := g.under[i][column.Side]; parent >= 0 && !v.onPrint && j == g.names[i][column.Side] {
				cell.Under = v.id(v.ref.Row(parent + 1))
			}
			headers := above[j]
			switch column.Role {
			case report.Label:
				if way := v.ofProject(text, g.Rows[i], g.Table); way != nil {
					cell.Text = Text{{Text: text, Way: way}}
				} else {
					cell.Text = v.label(text, seen[j])
				}
				cell.Header = text != ""
				cell.CodeID = v.codeID(codes[i], j)
			case report.Code:
				cell.Text = plain(text)
				cell.Header = text != ""
				if text != "" && parts[column.Side] != nil && g.PartOfCode(j) && !v.onPrint {
					cell.WholeCode = strings.Join(parts[column.Side][i], "")
				}
				cell.CodeID = v.codeID(codes[i], j)
			case report.Amount, report.Number:
				cell.Text = v.figure(g.Rows[i].Cells[j], v.ref.Cell(i+1, j+1))
				cell.Mark = v.mark(v.ref.Cell(i+1, j+1))
				if len(g.Sides) > 0 && g.sideFigures(column.Side) > 1 && !v.onPrint && text != "" {
					words := column.Uncounted().Path
					if len(words) > 1 {
						words = words[1:] // without the side's own word
					}
					cell.HeadWords = strings.Join(words, " › ")
				} else if !v.onPrint && text != "" && g.NamedBefore(i, column.Side) {
					cell.HeadWords = g.nameBefore(i, column.Side)
				}
			default:
				if !v.onPrint && text != "" {
					cell.HeadWords = column.Path[len(column.Path)-1]
				}
				cell.Text = v.amounts(text, v.bound[v.ref.Cell(i+1, j+1)])
			}
			if !cell.Header {
				headers = append(headers[:len(headers):len(headers)], named[column.Side]...)
			}
			cell.Headers = strings.Join(headers, " ")
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// codeID is the address of a row by the code that stands in column j, "" for none.
func (v *view) codeID(codes []report.CodePlace, j int) string {
	for _, c := range codes {
		if c.Column == j {
			return v.id(v.ref.Code(c.Code))
		}
	}
	return ""
}

// nameBefore is the name that row i has on the side before.
func (g *grid) nameBefore(i, side int) string {
	for j, c := range g.Columns {
		if c.Side == side-1 && !c.Role.States() && g.Rows[i].Cells[j].Text != "" {
			return g.Rows[i].Cells[j].Text
		}
	}
	return ""
}

// figure is the published text of the amount cell at ref, with its value where
// it has one: 不适用 has none.
func (v *view) figure(c report.Cell, ref report.Ref) Text {
	if c.Text == "" {
		return nil
	}
	run := Run{Text: c.Text, Checks: v.checksAt(ref)}
	if c.Value.Valid {
		run.Value = report.Exact(c.Value.Decimal)
	}
	return Text{run}
}

// checksAt says how many relations bind the figure of the cell or field that ref
// points at, "" for none and on the print page.
func (v *view) checksAt(ref report.Ref) string {
	if v.onPrint || len(v.bound[ref]) == 0 {
		return ""
	}
	return inWords(v.bound[ref][0])
}

// plain is text in which nothing is marked.
func plain(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s}}
}

// levelClass is the class of a level below the first. The style sheet sets no
// level below the sixth apart from the one above.
func levelClass(level int) string { return fmt.Sprintf("level-%d", min(level, 6)) }

func cellClass(g *grid, i, j int) string {
	column, cell := g.Columns[j], g.Rows[i].Cells[j]
	classes := []string{roleClass(column.Role)}
	if column.Role == report.Label && cell.Text != "" && cell.Level > 0 {
		classes = append(classes, levelClass(cell.Level))
	}
	if column.Role.States() && cell.Text != "" && !cell.Value.Valid {
		classes = append(classes, "words")
	}
	switch g.weight[i][column.Side] {
	case major:
		classes = append(classes, "major")
	case middle:
		classes = append(classes, "middle")
	}
	switch g.total[i][column.Side] {
	case totalRule:
		classes = append(classes, "total")
	case grandRule:
		classes = append(classes, "total", "grand")
	}
	if g.startsSide(j) {
		classes = append(classes, "side-start")
	}
	if g.isSticky(i, j) {
		classes = append(classes, "stick")
	}
	if g.empty[j] {
		classes = append(classes, "empty-column")
	}
	return strings.Join(append(classes, g.narrowClasses(i, j)...), " ")
}

// roleClass is the class of the cells of a role. A number is set like an amount.
func roleClass(r report.Role) string {
	if r == report.Number {
		r = report.Amount
	}
	return string(r)
}
