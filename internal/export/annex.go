package export

import (
	"fmt"
	"slices"

	"github.com/disclosure/disclosure/internal/report"
)

// kinds of an annex table's columns by their roles.
var kinds = map[report.Role]kind{
	report.Label: label, report.Code: code, report.Amount: amount, report.Text: text,
}

// annex makes the grid of an annex table: its leaf columns and body rows as
// they stand.
func annex(t *report.Table) grid {
	g := grid{name: fmt.Sprintf("table-%02d", t.Number), title: tableName(t), description: caption(t)}
	for j, c := range t.Columns {
		col := column{path: c.Path, kind: kinds[c.Role], unit: t.UnitOf(j + 1)}
		if c.OfWhich {
			col.note = "其中数，不与相邻各列相加。"
		}
		g.columns = append(g.columns, col)
	}
	for i, row := range t.Rows {
		cells := make([]cell, len(row.Cells))
		for j, c := range row.Cells {
			cells[j] = cell{text: c.Text, level: c.Level, total: totalOf(t, i+1, j)}
			if t.Columns[j].Role == report.Amount && c.Value.Valid {
				cells[j].exact = exact(c.Text)
			}
		}
		g.rows = append(g.rows, cells)
	}
	return g
}

// totalOf tells what row i (from 1) is on the side of column j (from 0). A sum
// that stands above its parts is their heading and needs no rule.
func totalOf(t *report.Table, i, j int) total {
	found := noTotal
	for _, sum := range t.RowTotals {
		below := !slices.ContainsFunc(sum.Parts, func(part int) bool { return part > i })
		if sum.Of != i || !below || t.Columns[sum.Column-1].Side != t.Columns[j].Side {
			continue
		}
		found = max(found, partTotal)
		if sum.Grand(t.RowTotals) {
			found = grandTotal
		}
	}
	return found
}

// place is where a row stands in the tree of labels on one side of its table.
type place struct {
	Level int      // of the innermost label of the row
	Code  string   // "" where the row has none
	Path  []string // labels from the top of the tree down to the row: 单位 › 类 › 款 › 项
}

// places returns, for each row and each side, its place. Label columns nest: a
// label of a later column stands under the nearest one of the earlier columns,
// and a label of any column under the nearest lower level above it.
func places(t *report.Table) [][]place {
	sides := max(1, len(t.Sides))
	rows := make([][]place, len(t.Rows))
	for side := range sides {
		open := make([][]string, len(t.Columns)) // labels that are open, a column and a level
		for i, row := range t.Rows {
			p := place{}
			for j, c := range t.Columns {
				cell := row.Cells[j]
				switch {
				case c.Side != side || cell.Text == "":
				case c.Role == report.Code && p.Code == "":
					p.Code = cell.Text
				case c.Role == report.Label:
					p.Level = cell.Level
					open[j] = append(open[j][:min(cell.Level, len(open[j]))], cell.Text)
					clear(open[j+1:])
				}
			}
			if hasLabel(t, row, side) {
				p.Path = slices.Concat(open...)
			}
			rows[i] = append(rows[i], p)
		}
	}
	return rows
}

func hasLabel(t *report.Table, row report.Row, side int) bool {
	for j, c := range t.Columns {
		if c.Side == side && c.Role == report.Label && row.Cells[j].Text != "" {
			return true
		}
	}
	return false
}

// notesOf returns the repairs that touch table n.
func notesOf(notes []report.Note, n int) []report.Note {
	var touching []report.Note
	for _, note := range notes {
		if note.At.Part == report.TablePart && note.At.Number == n {
			touching = append(touching, note)
		}
	}
	return touching
}
