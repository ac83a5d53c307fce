package store

import (
	"database/sql"
	"fmt"

	"disclosure/internal/report"
)

func (r reader) table(id int64, n int) (*report.Table, error) {
	t := &report.Table{Number: n}
	args := []any{id, n}
	var quote, part, anchor, caption, indicators sql.NullString
	var number, form sql.NullInt64
	err := r.one(`SELECT a.label, a.title, a.unit_name, a.money_unit, a.rows_title,
			a.empty_quote, a.empty_part, a.empty_number, a.empty_anchor, f.id, f.caption, f.indicators_title
		FROM annex a LEFT JOIN form f ON f.report = a.report AND f.annex = a.number
		WHERE a.report = ? AND a.number = ?`,
		args, into{&t.Label, &t.Title, &t.UnitName, &t.MoneyUnit, &t.RowsTitle,
			&quote, &part, &number, &anchor, &form, &caption, &indicators})
	if err != nil {
		return nil, err
	}
	if quote.Valid {
		from := report.Ref{Part: report.Part(part.String), Number: int(number.Int64), Anchor: anchor.String}
		t.Empty = &report.Empty{Quote: quote.String, From: from}
	}
	if form.Valid {
		t.Form = &report.Form{Caption: caption.String, IndicatorsTitle: indicators.String}
		if err := r.form(form.Int64, t.Form); err != nil {
			return nil, err
		}
	}
	if t.Sides, err = r.texts(`SELECT text FROM side WHERE report = ? AND annex = ? ORDER BY n`, args...); err != nil {
		return nil, err
	}
	if err := r.columns(t, args); err != nil {
		return nil, err
	}
	if err := r.rows(t, args); err != nil {
		return nil, err
	}
	return t, r.totals(t, args)
}

func (r reader) columns(t *report.Table, args []any) error {
	var number int
	var column report.Column
	var word sql.NullString
	return r.each(`SELECT l.number, l.role, l.of_which, l.side, h.text
		FROM leaf_column l LEFT JOIN header_word h ON h.report = l.report AND h.annex = l.annex AND h.leaf = l.number
		WHERE l.report = ? AND l.annex = ? ORDER BY l.number, h.n`,
		args, into{&number, &column.Role, &column.OfWhich, &column.Side, &word},
		func() {
			if number > len(t.Columns) {
				t.Columns = append(t.Columns, column)
			}
			if last := &t.Columns[number-1]; word.Valid {
				last.Path = append(last.Path, word.String)
			}
		})
}

// rows reads all cells of t with one query. They come row by row, and Save saw
// to it that each row has one for each leaf column.
func (r reader) rows(t *report.Table, args []any) error {
	var cells []report.Cell
	var text string
	var level int64
	var minor, scale sql.NullInt64
	err := r.each(`SELECT text, level, minor, scale FROM cell WHERE report = ? AND annex = ? ORDER BY row, leaf`,
		args, into{&text, &level, &minor, &scale},
		func() {
			cells = append(cells, report.Cell{Text: text, Level: int(level), Value: amount(minor, scale)})
		})
	if err != nil || len(cells) == 0 {
		return err
	}
	width := len(t.Columns)
	if width == 0 || len(cells)%width != 0 {
		return fmt.Errorf("%d cells do not fill rows of %d leaf columns; the store is damaged", len(cells), width)
	}
	t.Rows = make([]report.Row, len(cells)/width)
	for i := range t.Rows {
		t.Rows[i].Cells = cells[i*width : (i+1)*width : (i+1)*width]
	}
	return nil
}

func (r reader) totals(t *report.Table, args []any) error {
	var axis string
	var n int
	var total report.Total
	var part sql.NullInt64
	return r.each(`SELECT t.axis, t.n, t.label_column, t.whole, p.part
		FROM total t LEFT JOIN total_part p
			ON p.report = t.report AND p.annex = t.annex AND p.axis = t.axis AND p.total = t.n
		WHERE t.report = ? AND t.annex = ? ORDER BY t.axis, t.n, p.n`,
		args, into{&axis, &n, &total.Column, &total.Of, &part},
		func() {
			list := &t.RowTotals
			if axis == "column" {
				list = &t.ColumnTotals
			}
			if n > len(*list) {
				*list = append(*list, total)
			}
			if last := &(*list)[n-1]; part.Valid {
				last.Parts = append(last.Parts, int(part.Int64))
			}
		})
}
