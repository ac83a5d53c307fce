package report

import "fmt"

// writtenTotal is a Total in a document.
type writtenTotal struct {
	Column int   `json:"column"`
	Of     int   `json:"of"`
	Parts  []int `json:"parts"`
}

// ReadTable reads an annex table from its documents.
func ReadTable(p WrittenPart) (*Table, error) {
	var printed struct {
		Label       string          `json:"label"`
		Title       string          `json:"title"`
		Captions    []string        `json:"captions"`
		Form        *writtenForm    `json:"form"`
		RowsHeading string          `json:"rows_heading"`
		Header      [][]writtenCell `json:"header"`
		Rows        [][]string      `json:"rows"`
		Notes       []string        `json:"notes"`
	}
	var known struct {
		Label        string          `json:"label"`
		UnitName     string          `json:"unit_name"`
		MoneyUnit    MoneyUnit       `json:"money_unit"`
		Sides        []string        `json:"sides"`
		Columns      []writtenColumn `json:"columns"`
		RowTotals    []writtenTotal  `json:"row_totals"`
		ColumnTotals []writtenTotal  `json:"column_totals"`
		Empty        *struct {
			Quote string     `json:"quote"`
			From  writtenRef `json:"from"`
		} `json:"empty"`
		knownOfFields
	}
	if err := p.readDocuments(&printed, &known); err != nil {
		return nil, err
	}
	t := &Table{
		Number: p.Ref.Number, Label: printed.Label + known.Label, Title: printed.Title,
		Captions: printed.Captions, Notes: printed.Notes,
		UnitName: known.UnitName, MoneyUnit: known.MoneyUnit,
		Sides: known.Sides, RowsTitle: printed.RowsHeading,
		RowTotals: totals(known.RowTotals), ColumnTotals: totals(known.ColumnTotals),
	}
	if known.Empty != nil {
		t.Empty = &Empty{known.Empty.Quote, Ref(known.Empty.From)}
	}
	var err error
	if printed.Form != nil {
		if t.Form, err = printed.Form.form(known.knownOfFields); err != nil {
			return nil, fmt.Errorf("%s: %w", p.Path(), err)
		}
	}
	if err := t.readColumns(printed.Header, known.Columns); err != nil {
		return nil, fmt.Errorf("%s: %w", p.Path(), err)
	}
	if err := t.readRows(printed.Rows, known.Columns); err != nil {
		return nil, fmt.Errorf("%s: %w", p.Path(), err)
	}
	return t, nil
}

func totals(list []writtenTotal) (totals []Total) {
	for _, t := range list {
		totals = append(totals, Total(t))
	}
	return totals
}

// writtenCell is a cell of a header in a document; 0 stands for 1.
type writtenCell struct {
	Text    string `json:"text"`
	Rowspan int    `json:"rowspan"`
	Colspan int    `json:"colspan"`
}

// writtenColumn is what an editorial document says of a leaf column.
type writtenColumn struct {
	Role    Role  `json:"role"`
	OfWhich bool  `json:"of_which"`
	Side    int   `json:"side"`
	Levels  []int `json:"levels"`
}

// readColumns gives the leaf columns the words that stand above them in the header.
func (t *Table) readColumns(header [][]writtenCell, columns []writtenColumn) error {
	for j, c := range columns {
		if c.Side < 0 || c.Side > len(t.Sides) {
			return fmt.Errorf("column %d is of side %d of %d", j+1, c.Side, len(t.Sides))
		}
		t.Columns = append(t.Columns, Column{Role: c.Role, OfWhich: c.OfWhich, Side: max(0, c.Side-1)})
	}
	until := make([]int, len(columns))   // the header row (from 0) down to which each column is taken
	cells := make([][]int, len(columns)) // the header cells above each column, by their number
	number := 0
	for row, across := range header {
		for _, c := range across {
			j := 0
			for j < len(until) && until[j] > row {
				j++
			}
			down, right := max(1, c.Rowspan), max(1, c.Colspan)
			if right > len(until)-j || down > len(header)-row {
				return fmt.Errorf("the cell %q of the header reaches beyond the %d columns and %d rows of it", c.Text, len(until), len(header))
			}
			for k := j; k < j+right; k++ {
				if until[k] > row {
					return fmt.Errorf("the cell %q of the header stands where another one does", c.Text)
				}
				until[k] = row + down
				t.Columns[k].Path = append(t.Columns[k].Path, c.Text)
				cells[k] = append(cells[k], number)
			}
			number++
		}
	}
	t.numberWords(cells)
	return nil
}

// readRows gives the cells their values and levels.
func (t *Table) readRows(rows [][]string, columns []writtenColumn) error {
	for i, texts := range rows {
		if len(texts) != len(columns) {
			return fmt.Errorf("row %d has %d cells for %d columns", i+1, len(texts), len(columns))
		}
		cells := make([]Cell, len(texts))
		for j, text := range texts {
			cells[j] = Cell{Text: text, Value: ParseCell(t.Columns[j].Role, text)}
			if i < len(columns[j].Levels) {
				cells[j].Level = columns[j].Levels[i]
			}
		}
		t.Rows = append(t.Rows, Row{cells})
	}
	return nil
}
