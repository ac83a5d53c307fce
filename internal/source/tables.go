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
	Captions  []string
	Notes     []string
	UnitName  string `toml:"unit_name"`
	MoneyUnit string `toml:"money_unit"`

	// header paths; a list that is not there is derived, see roles.go
	Labels, Keys, Amounts, Numbers []string
	OfWhich                        []string `toml:"of_which"`
	Sides                          []string

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
		Note               int // under the table, instead of a paragraph
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
		doc.require(key.of("title"), entry.Title)
		checkLines(doc, key, "captions", entry.Captions)
		checkLines(doc, key, "notes", entry.Notes)
		l.tables = append(l.tables, l.readTable(key, i+1, entry))
	}
}

func (l *loader) readTable(key at, number int, entry tableEntry) *report.Table {
	doc := l.entriesDoc
	before := l.failed
	name := fmt.Sprintf("tables/%02d.csv", number)
	form := fmt.Sprintf("tables/%02d.toml", number)
	t := &report.Table{
		Number: number, Label: entry.Label, Title: entry.Title,
		Captions: entry.Captions, Notes: entry.Notes, RowsTitle: entry.RowsTitle,
	}
	t.UnitName, t.MoneyUnit = report.CaptionFacts(entry.Captions)
	if entry.UnitName != "" {
		t.UnitName = entry.UnitName
	}
	if entry.MoneyUnit != "" {
		t.MoneyUnit = doc.moneyUnit(key.of("money_unit"), entry.MoneyUnit)
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
	t.Columns, t.Sides = readColumns(doc, key, g, entry)
	if l.failed > before {
		return nil
	}
	l.readRows(name, g, t)
	if entry.Empty != nil && l.failed == before {
		l.checkEmpty(name, g, t)
	}
	if l.failed > before {
		return nil
	}
	readTotals(doc, key, t, entry)
	if l.failed > before {
		return nil
	}
	return t
}

// readColumns gives each leaf column its role and side: as the entry says, else as
// roles.go derives it.
func readColumns(doc *document, key at, g grid, entry tableEntry) (columns []report.Column, sides []string) {
	columns = make([]report.Column, len(g.header))
	for j, path := range g.header {
		columns[j].Path, columns[j].Nth = report.ParseHeaderPath(path)
	}
	numbered := report.Table{Columns: slices.Clone(columns)}
	numbered.NumberWords()
	for j, c := range numbered.Columns {
		if want := c.FolderPath(); want != g.header[j] {
			doc.fail(key, "column %d of the header is written %q: write %q, which numbers each word that stands in a second cell beside the first, and a whole path that another column has", j+1, g.header[j], want)
		}
	}
	written := map[int]bool{}
	for _, list := range []struct {
		name  string
		paths []string
		role  report.Role
	}{
		{"labels", entry.Labels, report.Label},
		{"keys", entry.Keys, report.Code},
		{"amounts", entry.Amounts, report.Amount},
		{"numbers", entry.Numbers, report.Number},
	} {
		for k, path := range list.paths {
			where := key.of(list.name, k)
			j := findColumn(doc, where, columns, path)
			if j < 0 {
				continue
			}
			if written[j] {
				doc.fail(where, "column %q is listed already, as %s: list it once", path, columns[j].Role)
				continue
			}
			columns[j].Role, written[j] = list.role, true
		}
	}
	derived := g.roles(columns)
	sides = entry.Sides
	if sides == nil {
		sides = derivedSides(columns, derived)
	}
	readSides(doc, key, columns, sides)
	g.giveRoles(columns, derived, written, entry)
	for k, path := range entry.OfWhich {
		where := key.of("of_which", k)
		if j := findColumn(doc, where, columns, path); j >= 0 {
			if columns[j].Role != report.Amount {
				doc.fail(where, "column %q holds no amounts: list only columns of amounts under of_which", path)
			}
			columns[j].OfWhich = true
		}
	}
	for j := range sides {
		path, _ := report.ParseHeaderPath(sides[j])
		sides[j] = path[0]
	}
	return columns, sides
}

// readSides tells the columns of each side. A side is named by the first word of its
// header paths, or where they share none, or share it with the side before, by the
// header path of its first column.
func readSides(doc *document, key at, columns []report.Column, sides []string) {
	if len(sides) == 1 {
		doc.fail(key.of("sides"), "one side is no sides: list two or more, or none")
		return
	}
	if len(sides) == 0 {
		return
	}
	side := -1
	for j, c := range columns {
		if next := side + 1; next < len(sides) && (topWord(c) == sides[next] || c.FolderPath() == sides[next]) {
			side = next
		}
		if j == 0 && side < 0 && countsRows(c) {
			continue // it counts the rows of the first side as of all
		}
		if side < 0 || topWord(c) != sides[side] && slices.Contains(sides, topWord(c)) && !strings.HasPrefix(sides[side], topWord(c)+report.PathSeparator) {
			doc.fail(key.of("sides"), "column %q is on none of the sides %q, or right of a later one: list the first word of the header paths of each side, from left to right, and keep the columns of each together", c.FolderPath(), sides)
			return
		}
		columns[j].Side = side
	}
	if side < len(sides)-1 {
		doc.fail(key.of("sides", side+1), "no column begins the side %q: list the first word of its header paths, or the header path of its first column", sides[side+1])
	}
}

// topWord is the first word of a column's header path, with its number.
func topWord(c report.Column) string {
	return report.Column{Path: c.Path[:1], Nth: c.Nth[:min(1, len(c.Nth))]}.FolderPath()
}

// findColumn returns the column (from 0) with a header path, or -1 having said
// at key that there is none.
func findColumn(doc *document, key at, columns []report.Column, path string) int {
	var paths []string
	for j, c := range columns {
		if c.FolderPath() == path {
			return j
		}
		paths = append(paths, c.FolderPath())
	}
	doc.fail(key, "there is no column %q; the nearest are %s: copy one of them", path, nearest(path, paths))
	return -1
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
