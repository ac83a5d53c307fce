package source

import (
	"strings"
	"unicode/utf8"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// readRows gives the cells of a grid the meaning of their columns: levels to
// labels, values to amounts.
func (f *folder) readRows(name string, g grid, columns []report.Column) (rows []report.Row) {
	outlines := map[int]*outline{} // by side
	for _, c := range columns {
		if outlines[c.Side] == nil {
			outlines[c.Side] = newOutline(columns, c.Side)
		}
	}
	type place struct {
		column      int
		code, under string
	}
	codes := map[place]int{} // line of each
	for _, from := range g.rows {
		row := report.Row{Cells: make([]report.Cell, len(columns))}
		for j, text := range from.cells {
			column, follow := columns[j], outlines[columns[j].Side]
			cell := &row.Cells[j]
			cell.Text = text
			if text == "" {
				continue
			}
			if column.Role == report.Label {
				cell.Text = strings.TrimLeft(text, " ")
				cell.Level = f.level(name, from.line, j, text, follow)
				continue
			}
			if strings.HasPrefix(text, " ") {
				f.fail(name, from.line, "cell %d %q is indented, but column %d holds no labels: remove the spaces, or list the column under labels", j+1, text, j+1)
				continue
			}
			switch column.Role {
			case report.Amount:
				value, err := report.ParseAmount(text)
				if err != nil {
					f.fail(name, from.line, "cell %d %v%s", j+1, err, figureHint(text))
					continue
				}
				cell.Value = decimal.NewNullDecimal(value)
			case report.Code:
				here := place{j, text, follow.before(j)}
				if line, twice := codes[here]; twice {
					f.fail(name, from.line, "code %q is there already in line %d under the same label: correct one of them", text, line)
					continue
				}
				codes[here] = from.line
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// level reads the level of a label from its indentation.
func (f *folder) level(name string, line, j int, text string, follow *outline) int {
	indent := len(text) - len(strings.TrimLeft(text, " "))
	if indent%2 != 0 {
		f.fail(name, line, "label %q is indented by %d spaces: indent two a level", text, indent)
		indent++ // most likely one was lost; what follows is checked against that
	}
	level := indent / 2
	label := strings.TrimLeft(text, " ")
	if deepest := follow.depth(j); !follow.enter(j, level, label) {
		f.fail(name, line, "label %q is at level %d, but here %d is the deepest that can be: levels go down one at a time and begin at 0 under each new label to the left; correct the indentation", label, level, deepest)
		follow.enter(j, deepest, label)
	}
	return level
}

// figureHint names the usual slips in figures.
func figureHint(text string) string {
	for _, r := range text {
		switch {
		case r >= '０' && r <= '９', r == '，', r == '．':
			return "; these are full-width characters, write 0-9 , ."
		case r == '−', r == '–', r == '—', r == '－':
			return "; this minus is typographic, write -"
		case r >= utf8.RuneSelf:
			return "; words belong in a column of text"
		}
	}
	if strings.Contains(text, ",") {
		return "; a comma stands before every three digits, or nowhere"
	}
	return ""
}
