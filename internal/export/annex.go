package export

import (
	"fmt"
	"slices"

	"disclosure/internal/report"
)

// kinds of an annex table's columns by their roles.
var kinds = map[report.Role]kind{
	report.Label: label, report.Code: code, report.Amount: amount, report.Number: amount, report.Text: text,
}

// annex makes the grid of an annex table of a report: its leaf columns and body rows as
// they stand. The amounts of a table that states no unit are in that of the report.
func annex(f report.Front, t *report.Table) grid {
	g := grid{name: fmt.Sprintf("table-%02d", t.Number), title: tableName(t), description: t.Name(), money: string(t.MoneyUnit)}
	for j, c := range t.Columns {
		col := column{path: c.Path, nth: c.Nth, kind: kinds[c.Role], unit: t.Unit(j + 1)}
		if col.unit == "" && c.Role == report.Amount {
			col.unit = string(f.MoneyUnit)
		}
		if c.OfWhich {
			col.note = "其中数，不与相邻各列相加。"
		}
		g.columns = append(g.columns, col)
	}
	for i, row := range t.Rows {
		cells := make([]cell, len(row.Cells))
		for j, c := range row.Cells {
			cells[j] = cell{text: c.Text, level: c.Level, total: totalOf(t, i+1, j)}
			if t.Columns[j].Role.States() && c.Value.Valid {
				cells[j].exact = report.Exact(c.Value.Decimal)
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
