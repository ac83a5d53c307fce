package export

import "disclosure/internal/report"

// tableJSON is an annex table.
type tableJSON struct {
	Number    int        `json:"number"`
	TableID   string     `json:"table_id"` // holds across years and bodies
	Label     string     `json:"label"`
	Title     string     `json:"title"`
	UnitName  string     `json:"unit_name"`
	MoneyUnit string     `json:"money_unit"`
	Captions  []string   `json:"captions"` // lines above the header
	Address   string     `json:"address"`
	Citation  string     `json:"citation"`
	Columns   columnJSON `json:"columns"`
	Sides     []string   `json:"sides"` // what stands side by side; empty for most tables
	RowsTitle string     `json:"rows_title,omitempty"`
	Rows      []rowJSON  `json:"rows"`
	RowSums   []sumJSON  `json:"row_totals"`
	LeafSums  []sumJSON  `json:"column_totals"`
	Empty     *emptyJSON `json:"empty,omitempty"` // why the table states nothing
	Form      *formJSON  `json:"form,omitempty"`  // what surrounds the rows
	Under     []string   `json:"under"`           // lines under the table, as published
	Notes     []noteJSON `json:"notes"`
}

// columnJSON holds the columns twice: as the tree of the printed header and as
// the leaves that the cells of a row follow.
type columnJSON struct {
	Tree   []*headerJSON `json:"tree"`
	Leaves []leafJSON    `json:"leaves"`
}

// headerJSON is a cell of the header. It has a leaf's number or cells below it.
type headerJSON struct {
	Text     string        `json:"text"`
	Leaf     int           `json:"leaf,omitempty"`
	Children []*headerJSON `json:"children,omitempty"`
}

type leafJSON struct {
	Number  int      `json:"number"`
	ID      string   `json:"column_id"` // holds across years and bodies
	Path    []string `json:"path"`
	Role    string   `json:"role"` // label, key, amount, number, text
	Unit    string   `json:"unit,omitempty"`
	OfWhich bool     `json:"of_which"` // 其中：, no summand
	Side    string   `json:"side,omitempty"`
	Address string   `json:"address"`
}

// rowJSON is a body row. Where a table has sides, each has a place of its own
// in Sides; else the row has one.
type rowJSON struct {
	Number  int    `json:"number"`
	Address string `json:"address"`
	*placeJSON
	Sides []placeJSON `json:"sides,omitempty"`
	Cells []*cellJSON `json:"cells"` // null for a blank one
}

type placeJSON struct {
	Side  string   `json:"side,omitempty"`
	Level int      `json:"level"`
	Code  string   `json:"code"`
	Path  []string `json:"path"` // labels from the top down to the row's own
}

type cellJSON struct {
	Text  string `json:"text"`
	Value string `json:"value,omitempty"` // exact, of a figure
	Level *int   `json:"level,omitempty"` // of a label
}

type sumJSON struct {
	Column int   `json:"column,omitempty"` // label column that names the rows
	Total  int   `json:"total"`
	Parts  []int `json:"parts"`
}

type emptyJSON struct {
	Quote   string `json:"quote"`
	Address string `json:"address"`
}

func (s Site) table(f report.Front, t *report.Table, notes []report.Note) tableJSON {
	ref := report.TableRef(t.Number)
	sums := func(total *report.Total) sumJSON { return sumJSON{total.Column, total.Of, list(total.Parts)} }
	j := tableJSON{
		Number: t.Number, TableID: t.ID(&f), Label: t.Label, Title: t.Title, UnitName: t.UnitName, MoneyUnit: string(t.MoneyUnit), Captions: list(t.Captions), Under: list(t.Notes),
		Address: s.address(f, ref), Citation: s.citation(f, ref, t.Name()),
		Columns: s.columnTree(f, t), Sides: list(t.Sides), RowsTitle: t.RowsTitle,
		RowSums: mapSlice(t.RowTotals, sums), LeafSums: mapSlice(t.ColumnTotals, sums),
		Notes: s.noteList(f, notesOf(notes, t.Number)), Rows: s.rows(f, t),
	}
	if t.Empty != nil {
		j.Empty = &emptyJSON{t.Empty.Quote, s.address(f, t.Empty.From)}
	}
	if t.Form != nil {
		form := s.form(f, ref, t.Form)
		j.Form = &form
	}
	return j
}

func (s Site) rows(f report.Front, t *report.Table) []rowJSON {
	ref, rows := report.TableRef(t.Number), []rowJSON{}
	for i, places := range t.Places() {
		row := rowJSON{Number: i + 1, Address: s.address(f, ref.Row(i+1))}
		for side, p := range places {
			at := placeJSON{Path: list(p.Path)}
			if p.Column > 0 {
				at.Level = t.Rows[i].Cells[p.Column-1].Level
			}
			if len(p.Codes) > 0 {
				at.Code = p.Codes[0]
			}
			if len(t.Sides) == 0 {
				row.placeJSON = &at
				continue
			}
			at.Side = t.Sides[side]
			row.Sides = append(row.Sides, at)
		}
		for j, c := range t.Rows[i].Cells {
			if c.Text == "" {
				row.Cells = append(row.Cells, nil)
				continue
			}
			cell := &cellJSON{Text: c.Text}
			if c.Value.Valid {
				cell.Value = report.Exact(c.Value.Decimal)
			}
			if t.Columns[j].Role == report.Label {
				cell.Level = &c.Level
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

func (s Site) columnTree(f report.Front, t *report.Table) columnJSON {
	ref, columns := report.TableRef(t.Number), columnJSON{Leaves: []leafJSON{}, Tree: []*headerJSON{}}
	ids := t.ColumnIDs(&f)
	for j, c := range t.Columns {
		leaf := leafJSON{Number: j + 1, ID: ids[j], Path: c.Path, Role: string(c.Role), Unit: t.Unit(j + 1),
			OfWhich: c.OfWhich, Address: s.address(f, ref.Column(j+1))}
		if len(t.Sides) > 0 {
			leaf.Side = t.Sides[c.Side]
		}
		columns.Leaves = append(columns.Leaves, leaf)
	}
	above := make([]*headerJSON, len(t.Columns)) // the header cell that each leaf last hung under
	for _, row := range t.Header() {
		for _, h := range row {
			cell := &headerJSON{Text: h.Text}
			if h.Leaf {
				cell.Leaf = h.First
			}
			if parent := above[h.First-1]; parent != nil {
				parent.Children = append(parent.Children, cell)
			} else {
				columns.Tree = append(columns.Tree, cell)
			}
			for j := range h.Colspan {
				above[h.First-1+j] = cell
			}
		}
	}
	return columns
}
