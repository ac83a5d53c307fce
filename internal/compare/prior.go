package compare

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// Prior is a figure that a report prints of the year before, and the figure that the
// report of that year published for the same thing.
type Prior struct {
	Ref, Before   report.Ref // its cell, and the cell in the report before
	Text, Was     string     // as published
	Label, Column string     // of the cell
}

// Repeated are the tables of a report that say the same, cell by cell, as their
// counterparts in the report of the year before. Tables that state fewer than three
// figures may well do so.
func Repeated(before, after *report.Report) (pairs []Pair) {
	for _, p := range Tables(before.Outline(), after.Outline()) {
		if a, b := before.Table(p.A), after.Table(p.B); a != nil && b != nil && sameCells(a, b) {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

func sameCells(a, b *report.Table) bool {
	if len(a.Rows) != len(b.Rows) || len(a.Columns) != len(b.Columns) {
		return false
	}
	figures := map[string]bool{}
	for i, row := range a.Rows {
		for j, cell := range row.Cells {
			if cell.Text != b.Rows[i].Cells[j].Text {
				return false
			}
			if cell.Value.Valid && !cell.Value.Decimal.IsZero() {
				figures[cell.Text] = true
			}
		}
	}
	return len(figures) >= 3
}

// Priors are the figures of the year before that a report prints in columns of that
// year, and that differ from what the report of that year published: in the same
// table, row and column of its own year. What the other one does not print, and a
// blank, differs from nothing.
func Priors(before, after *report.Report) (all []Prior) {
	for _, p := range Tables(before.Outline(), after.Outline()) {
		a, b := before.Table(p.A), after.Table(p.B)
		if a == nil || b == nil {
			continue
		}
		t := newTables(before.Front, after.Front, a, b)
		for _, side := range t.sides() {
			if !side.Both() {
				continue
			}
			rows := t.rows(side)
			for _, c := range t.priorColumns(side) {
				for _, r := range rows {
					if !r.Both() {
						continue
					}
					columnA, columnB := Beside(a, c.A, r.SideA), Beside(b, c.B, r.SideB)
					was, is := a.Rows[r.A-1].Cells[columnA-1], b.Rows[r.B-1].Cells[columnB-1]
					x, okX := yuan(before, a, columnA, was)
					y, okY := yuan(after, b, columnB, is)
					if okX && okY && !x.Equal(y) {
						all = append(all, Prior{
							Ref: report.TableRef(b.Number).Cell(r.B, columnB), Before: report.TableRef(a.Number).Cell(r.A, columnA),
							Text: is.Text, Was: was.Text,
							Label: strings.Join(b.PlaceName(report.TableRef(b.Number).Row(r.B).Anchor), " "), Column: b.Columns[columnB-1].HeaderPath(),
						})
					}
				}
			}
		}
	}
	return all
}

// priorColumns matches the columns of a side that are about the year of the first
// report, in both by the same words but for the year.
func (t *tables) priorColumns(s Side) (pairs []Pair) {
	about := func(table *report.Table, side int, bare report.Bare) map[string]int {
		found := map[string]int{}
		for _, j := range figureColumns(table, side) {
			c := table.Columns[j]
			if c.Year() != t.ofA.Year {
				continue
			}
			key := strings.Join(newHead(c, bare, t.ofA, false).words, "/")
			if _, twice := found[key]; twice {
				found[key] = -1
			} else {
				found[key] = j
			}
		}
		return found
	}
	own := about(t.a, s.A[0], t.bareA)
	for key, j := range about(t.b, s.B[0], t.bareB) {
		if i, ok := own[key]; ok && i >= 0 && j >= 0 {
			pairs = append(pairs, Pair{i + 1, j + 1})
		}
	}
	slices.SortFunc(pairs, func(x, y Pair) int { return x.B - y.B })
	return pairs
}

// yuan is the exact value in 元 of a cell of a column of amounts, from 1.
func yuan(r *report.Report, t *report.Table, column int, cell report.Cell) (decimal.Decimal, bool) {
	unit := t.UnitOf(column)
	if unit == "" {
		unit = r.MoneyUnit
	}
	if !cell.Value.Valid || t.Columns[column-1].Role != report.Amount {
		return decimal.Decimal{}, false
	}
	return report.Yuan(cell.Value.Decimal, unit)
}
