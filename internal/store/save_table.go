package store

import (
	"database/sql"
	"fmt"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// table adds an annex table with its rows. Its cells are most of a report.
func (w *writer) table(t report.Table) {
	w.place = fmt.Sprintf("table %d", t.Number)
	var quote, part, number, anchor any
	if e := t.Empty; e != nil {
		quote, part, number, anchor = e.Quote, string(e.From.Part), e.From.Number, e.From.Anchor
	}
	w.insert(`annex (report, number, label, title, unit_name, money_unit, rows_title,
		empty_quote, empty_part, empty_number, empty_anchor)`,
		w.report, t.Number, t.Label, t.Title, t.UnitName, t.MoneyUnit, t.RowsTitle, quote, part, number, anchor)
	w.list("side (report, annex, n, text)", t.Sides, w.report, t.Number)
	for j, c := range t.Columns {
		w.insert("leaf_column (report, annex, number, role, of_which, side)",
			w.report, t.Number, j+1, string(c.Role), c.OfWhich, c.Side)
		w.list("header_word (report, annex, leaf, n, text)", c.Path, w.report, t.Number, j+1)
	}
	for i, row := range t.Rows {
		for j, cell := range row.Cells {
			minor, scale, _ := minorUnits(cell.Value) // storable has looked at the error
			w.insert("cell (report, annex, row, leaf, text, level, minor, scale)",
				w.report, t.Number, i+1, j+1, cell.Text, cell.Level, minor, scale)
		}
	}
	w.totals(t.Number, "row", t.RowTotals)
	w.totals(t.Number, "column", t.ColumnTotals)
	if t.Form != nil {
		w.form(*t.Form, t.Number, nil)
	}
}

func (w *writer) totals(annex int, axis string, totals []report.Total) {
	for i, t := range totals {
		w.insert("total (report, annex, axis, n, label_column, whole)", w.report, annex, axis, i+1, t.Column, t.Of)
		for k, part := range t.Parts {
			w.insert("total_part (report, annex, axis, total, n, part)", w.report, annex, axis, i+1, k+1, part)
		}
	}
}

// maxScale is the most digits after the point that an amount may have.
const maxScale = 18

// minorUnits takes an amount apart: its value is minor / 10^scale. Both are
// NULL where there is no amount.
func minorUnits(v decimal.NullDecimal) (minor, scale sql.NullInt64, err error) {
	if !v.Valid {
		return minor, scale, nil
	}
	digits := v.Decimal.Coefficient()
	exponent := int64(v.Decimal.Exponent())
	if !digits.IsInt64() || exponent > 0 || exponent < -maxScale {
		return minor, scale, fmt.Errorf("the amount %s does not fit 64 bits of minor units with at most %d digits after the point", v.Decimal, maxScale)
	}
	return sql.NullInt64{Int64: digits.Int64(), Valid: true}, sql.NullInt64{Int64: -exponent, Valid: true}, nil
}

// amount puts together what minorUnits took apart.
func amount(minor, scale sql.NullInt64) decimal.NullDecimal {
	if !minor.Valid {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.New(minor.Int64, -int32(scale.Int64)))
}

func storableTable(t report.Table) error {
	for i, row := range t.Rows {
		if len(row.Cells) != len(t.Columns) || len(row.Cells) == 0 {
			return fmt.Errorf("row %d has %d cells for %d leaf columns", i+1, len(row.Cells), len(t.Columns))
		}
		for j, cell := range row.Cells {
			if _, _, err := minorUnits(cell.Value); err != nil {
				return fmt.Errorf("row %d, column %d: %w", i+1, j+1, err)
			}
		}
	}
	if t.Form != nil {
		return storableForm(*t.Form)
	}
	return nil
}
