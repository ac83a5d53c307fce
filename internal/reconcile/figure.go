package reconcile

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// figure is what an expression is made of: a cell of amounts, an amount in
// running text, or a constant.
type figure struct {
	ref   report.Ref
	place finding.Place
	unit  string // see unit.go
	text  string // as published, with its unit; "" for a cell, whose text is in the report
	short string // as a formula shows it, "" where that is text

	table, row, column int // of a cell, from 1; 0 for all others

	value    *big.Rat // nil for a cell and for words
	decimals int      // of the printed figure, that of a percentage counted on its value
	exact    bool     // a constant, not printed: it has no last digit to be rounded
	about    string   // the word that makes it no certain figure: 约
	loose    bool     // it is read as widely as that word allows
	words    bool     // a quantity or a name in words, which has no value
	some     bool     // words that say that there is more than nought
	bound    string   // ≥, ≤ or >, printed with a target: the figure keeps to it, and need not be it
	quoted   string   // the words of the rule in which it was found
	missing  bool     // its table is not in the report

	paragraph, start, end int // see finding.Operand
}

// printed is what a figure says.
type printed struct {
	text     string
	value    *big.Rat // nil for a blank, and for what has no value
	decimals int
}

// read returns what the figure says in r.
func (f *figure) read(r *reading) printed {
	if f.table == 0 {
		return printed{f.text, f.value, f.decimals}
	}
	return r.cells[f.table-1][(f.row-1)*len(r.Tables[f.table-1].Columns)+f.column-1]
}

// number is the figure as it is calculated with.
func (r *reading) number(f *figure) calc.Number {
	p := f.read(r)
	return calc.Number{Value: p.value, Decimals: p.decimals, Exact: f.exact, Loose: f.loose}
}

// reading is a report whose cells have been read once: many relations bind the
// same cell.
type reading struct {
	*report.Report
	cells   [][]printed        // of each table, row after row
	figures map[[3]int]*figure // of cells that were asked for
	labels  map[[2]int]map[string]int
}

func read(r *report.Report) *reading {
	all := make([][]printed, len(r.Tables))
	for n := range r.Tables {
		t := &r.Tables[n]
		all[n] = make([]printed, 0, len(t.Rows)*len(t.Columns))
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				p := printed{text: c.Text}
				if c.Value.Valid {
					p.value, p.decimals = c.Value.Decimal.Rat(), decimals(c.Text)
				}
				all[n] = append(all[n], p)
			}
		}
	}
	return &reading{r, all, map[[3]int]*figure{}, map[[2]int]map[string]int{}}
}

// decimals counts the digits after the point of a published figure.
func decimals(text string) int {
	_, fraction, _ := strings.Cut(text, ".")
	return len(fraction)
}

// operand is the figure as a finding shows it.
func (f *figure) operand(r *reading, sign string) finding.Operand {
	p := f.read(r)
	o := finding.Operand{Sign: sign, Ref: f.ref, Place: f.place, Text: p.text, Unit: f.unit,
		Paragraph: f.paragraph, Start: f.start, End: f.end}
	switch {
	case p.value == nil:
	case f.table > 0:
		o.Value = strings.ReplaceAll(p.text, ",", "") // a cell has no unit in it
	default:
		o.Value = calc.Plain(p.value, f.unit, p.decimals)
	}
	return o
}

// cellPlace is where a cell stands. The labels of each side of a table are counted once.
func (r *reading) cellPlace(t *report.Table, row, column int) finding.Place {
	of := [2]int{t.Number, t.Columns[column-1].Side}
	if r.labels[of] == nil {
		r.labels[of] = labelCounts(t, of[1])
	}
	return cellPlace(t, row, column, r.labels[of])
}

// cell is the figure of a cell of amounts; all count from 1.
func (r *reading) cell(table, row, column int) *figure {
	at := [3]int{table, row, column}
	if f, ok := r.figures[at]; ok {
		return f
	}
	t := &r.Tables[table-1]
	f := &figure{
		ref: report.TableRef(table).Cell(row, column), place: r.cellPlace(t, row, column),
		unit: moneyUnit(r.Report, t, column), table: table, row: row, column: column,
	}
	r.figures[at] = f
	return f
}

// decidedNought tells whether a cell that is left blank can only be nought: it is a
// part of a sum in its row or column whose other parts come to the sum already. The
// cell stays blank.
func (r *reading) decidedNought(f *figure) bool {
	if f.table == 0 {
		return false
	}
	t := &r.Tables[f.table-1]
	nought := func(total *big.Rat, parts []int, own int, value func(int) *big.Rat) bool {
		if total == nil || !slices.Contains(parts, own) {
			return false
		}
		rest := new(big.Rat).Set(total)
		for _, part := range parts {
			if v := value(part); v != nil {
				rest.Sub(rest, v)
			}
		}
		return rest.Sign() == 0
	}
	for _, sum := range t.ColumnTotals {
		inRow := func(column int) *big.Rat { return r.cell(f.table, f.row, column).read(r).value }
		if nought(inRow(sum.Of), sum.Parts, f.column, inRow) {
			return true
		}
	}
	for _, sum := range t.RowTotals {
		inColumn := func(row int) *big.Rat { return r.cell(f.table, row, f.column).read(r).value }
		if nought(inColumn(sum.Of), sum.Parts, f.row, inColumn) {
			return true
		}
	}
	return false
}

// moneyUnit is the unit of the figures of a column.
func moneyUnit(r *report.Report, t *report.Table, column int) string {
	return string(cmp.Or(t.UnitOf(column), r.MoneyUnit))
}

// shown is the figure in a formula, "" for a blank.
func (f *figure) shown(r *reading) string {
	return cmp.Or(f.short, f.read(r).text)
}
