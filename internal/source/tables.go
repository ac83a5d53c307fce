package source

import (
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/report"
)

const tablesFile = "tables.toml"

// tableEntry is what tables.toml says of a table: what its CSV cannot.
type tableEntry struct {
	Number    int
	Label     string
	Title     string
	UnitName  string `toml:"unit_name"`
	MoneyUnit string `toml:"money_unit"`

	// header paths
	Labels, Keys, Amounts []string
	OfWhich               []string `toml:"of_which"`
	Sides                 []string

	RowsTitle string `toml:"rows_title"`
	RowTotals []struct {
		Label string // header path of a label column
		Total string // labels of that column
		Of    []string
	} `toml:"row_totals"`
	ColumnTotals []struct {
		Total string // header paths
		Of    []string
	} `toml:"column_totals"`
	Empty *struct {
		Section, Paragraph int
		Quote              string
	}
}

// readTables reads tables.toml and, for each table it lists, tables/NN.csv and
// the form around it, tables/NN.toml, where there is one.
func (l *loader) readTables() {
	var file struct{ Table []tableEntry }
	doc := l.decode(tablesFile, &file)
	if doc == nil {
		l.unsure["tables"] = true
		return
	}
	l.entries, l.entriesDoc = file.Table, doc
	for i, entry := range file.Table {
		key := at{"table", i}
		if entry.Number != i+1 {
			doc.fail(key.of("number"), "table %d stands where table %d must: number the tables 1, 2, 3 … in order", entry.Number, i+1)
		}
		doc.require(key.of("label"), entry.Label)
		doc.require(key.of("title"), entry.Title)
		l.tables = append(l.tables, l.readTable(key, i+1, entry))
	}
}

func (l *loader) readTable(key at, number int, entry tableEntry) *report.Table {
	doc := l.entriesDoc
	before := len(l.errs)
	name := fmt.Sprintf("tables/%02d.csv", number)
	form := fmt.Sprintf("tables/%02d.toml", number)
	t := &report.Table{
		Number: number, Label: entry.Label, Title: entry.Title,
		UnitName: entry.UnitName, MoneyUnit: doc.moneyUnit(key.of("money_unit"), entry.MoneyUnit),
		Sides: entry.Sides, RowsTitle: entry.RowsTitle,
	}
	if l.has(form) {
		t.Form = l.readTableForm(form)
	}
	if !l.has(name) {
		doc.fail(key.of("number"), "%s is missing: write it, or remove this table", name)
		return nil
	}
	g, ok := l.readGrid(name)
	if !ok {
		return nil
	}
	t.Columns = readColumns(doc, key, g.header, entry)
	if len(l.errs) > before {
		return nil
	}
	t.Rows = l.readRows(name, g, t.Columns)
	switch {
	case entry.Empty != nil && len(l.errs) == before:
		l.checkEmpty(name, g, t)
	case entry.Empty == nil && len(t.Rows) == 0:
		l.fail(name, 1, "has no rows: write them, or say in [table.empty] of %s why there are none", tablesFile)
	}
	if len(l.errs) > before {
		return nil
	}
	readTotals(doc, key, t, entry)
	if len(l.errs) > before {
		return nil
	}
	return t
}

// readColumns gives each leaf column its role and side.
func readColumns(doc *document, key at, header [][]string, entry tableEntry) []report.Column {
	columns := make([]report.Column, len(header))
	for j, path := range header {
		columns[j] = report.Column{Path: path, Role: report.Text}
	}
	for _, list := range []struct {
		name  string
		paths []string
		role  report.Role
	}{
		{"labels", entry.Labels, report.Label},
		{"keys", entry.Keys, report.Code},
		{"amounts", entry.Amounts, report.Amount},
	} {
		for k, path := range list.paths {
			where := key.of(list.name, k)
			j := findColumn(doc, where, columns, path)
			if j < 0 {
				continue
			}
			if columns[j].Role != report.Text {
				doc.fail(where, "column %q is listed already, as %s: list it once", path, columns[j].Role)
				continue
			}
			columns[j].Role = list.role
		}
	}
	for k, path := range entry.OfWhich {
		where := key.of("of_which", k)
		if j := findColumn(doc, where, columns, path); j >= 0 {
			if columns[j].Role != report.Amount {
				doc.fail(where, "column %q holds no amounts: list only columns of amounts under of_which", path)
			}
			columns[j].OfWhich = true
		}
	}
	readSides(doc, key, columns, entry.Sides)
	return columns
}

// readSides tells the columns of each side, and checks that every side can
// name its rows.
func readSides(doc *document, key at, columns []report.Column, sides []string) {
	if len(sides) == 1 {
		doc.fail(key.of("sides"), "one side is no sides: list two or more, or none")
		return
	}
	for j := range columns {
		if len(sides) == 0 {
			break
		}
		side := slices.Index(sides, columns[j].Path[0])
		if side < 0 {
			doc.fail(key.of("sides"), "column %q is on none of the sides %q: list the first word of every header path", columns[j].HeaderPath(), sides)
			return
		}
		if j > 0 && side < columns[j-1].Side {
			doc.fail(key.of("sides"), "column %q stands right of those of side %q: list the sides from left to right, and keep the columns of each together", columns[j].HeaderPath(), sides[columns[j-1].Side])
			return
		}
		columns[j].Side = side
	}
	for side := range max(1, len(sides)) {
		labelled := slices.ContainsFunc(columns, func(c report.Column) bool {
			return c.Role == report.Label && c.Side == side
		})
		if !labelled {
			what := "the table"
			if len(sides) > 0 {
				what = fmt.Sprintf("side %q", sides[side])
			}
			doc.fail(key.of("labels"), "%s has no label column: list the header path of one under labels", what)
		}
	}
}

// findColumn returns the column (from 0) with a header path, or -1 having said
// at key that there is none.
func findColumn(doc *document, key at, columns []report.Column, path string) int {
	var paths []string
	for j, c := range columns {
		if c.HeaderPath() == path {
			return j
		}
		paths = append(paths, c.HeaderPath())
	}
	doc.fail(key, "there is no column %q; the nearest are %s: copy one of them", path, nearest(path, paths))
	return -1
}

// resolveTables finds the sentence that says why a table is empty.
func (l *loader) resolveTables() {
	for i, entry := range l.entries {
		if entry.Empty == nil {
			continue
		}
		key := at{"table", i, "empty"}
		doc := l.entriesDoc
		e := *entry.Empty
		if doc.require(key.of("quote"), e.Quote) {
			text, ok := l.paragraph(doc, key.of("section"), key.of("paragraph"), e.Section, e.Paragraph)
			if ok && !strings.Contains(text, e.Quote) {
				doc.fail(key.of("quote"), "paragraph %d of section %d does not say %q: copy the words from it", e.Paragraph, e.Section, e.Quote)
			}
		}
		if t := l.tables[i]; t != nil {
			t.Empty = &report.Empty{Quote: e.Quote, From: report.SectionRef(e.Section).Paragraph(e.Paragraph)}
		}
	}
}

// checkEmpty refuses figures in a table that is declared to state nothing.
func (f *folder) checkEmpty(name string, g grid, t *report.Table) {
	for i, row := range t.Rows {
		for j, cell := range row.Cells {
			if cell.Value.Valid && !cell.Value.Decimal.IsZero() {
				f.fail(name, g.rows[i].line, "cell %d states %s, but the table is declared empty: correct the cell, or remove [table.empty] from %s", j+1, cell.Text, tablesFile)
			}
		}
	}
}
