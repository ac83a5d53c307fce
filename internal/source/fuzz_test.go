package source

import (
	"os"
	"testing"
	"testing/fstest"

	"disclosure/internal/report"
)

// FuzzTable reads any bytes as the CSV of a table whose first column holds
// labels, the second codes and the others amounts. It must not panic, and what
// it accepts has one cell a column in every row, with a value where an amount
// is and a level that the labels above allow.
func FuzzTable(f *testing.F) {
	for _, name := range []string{"01.csv", "02.csv"} {
		content, err := os.ReadFile("testdata/reports/shili-qinghe-nyncj/2023-budget/tables/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Add([]byte("项目,编码,金额\n甲,1,1.00\n  乙,2,\n    丙,,0\n"))
	f.Add([]byte("项目,编码,金额\n  甲,1,1.00\n"))
	f.Add([]byte("\uFEFFa,b,c\r\n\"x\"\"y\",1,\"-1,000\"\r\n"))
	f.Add([]byte("a\n\"\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		fold := newFolder(fstest.MapFS{"u/2023-budget/t.csv": {Data: content}}, "u/2023-budget")
		g, ok := fold.readGrid("t.csv")
		if !ok {
			if len(fold.errs) == 0 {
				t.Fatal("refused without an error")
			}
			return
		}
		columns := make([]report.Column, len(g.header))
		for j := range columns {
			columns[j] = report.Column{Role: report.Amount}
			columns[j].Path, columns[j].Nth = report.ParseHeaderPath(g.header[j])

		}
		columns[0].Role = report.Label
		if len(columns) > 1 {
			columns[1].Role = report.Code
		}
		table := &report.Table{Columns: columns}
		fold.readRows("t.csv", g, table)
		rows := table.Rows
		if len(fold.errs) > 0 {
			return
		}
		if len(rows) != len(g.rows) {
			t.Fatalf("got %d rows of %d", len(rows), len(g.rows))
		}
		above := -1
		for i, row := range rows {
			if len(row.Cells) != len(columns) {
				t.Fatalf("row %d: got %d cells, want %d", i+1, len(row.Cells), len(columns))
			}
			if label := row.Cells[0]; label.Text != "" {
				if label.Level > above+1 {
					t.Fatalf("row %d: level %d under level %d", i+1, label.Level, above)
				}
				above = label.Level
			}
			for j, cell := range row.Cells {
				if want := report.ParseCell(columns[j].Role, cell.Text); cell.Value.Valid != want.Valid {
					t.Fatalf("row %d cell %d %q: value %t, want %t", i+1, j+1, cell.Text, cell.Value.Valid, want.Valid)
				}
			}
		}
	})
}

// FuzzForm reads any bytes as a TOML file; lines of keys are found by a second
// parser, which must never trip over what the first one took.
func FuzzForm(f *testing.F) {
	f.Add([]byte("caption = 'a'\n[[field]]\nname = \"b\"\ntext = \"\"\"\nc\n\nd\"\"\"\n"))
	f.Add([]byte("indicator_header = [\n'a', # x\n'b']\n[[indicator]]\nlevel1='1'\nlevel2.x = 1\n"))
	f.Add([]byte("field = [ { name = 'a', text = '' }, {name=\"b\", amount = \"1.00\"} ]"))
	f.Fuzz(func(t *testing.T, content []byte) {
		fold := newFolder(fstest.MapFS{"u/2023-budget/f.toml": {Data: content}}, "u/2023-budget")
		var file formFile
		doc := fold.decode("f.toml", &file)
		if (doc == nil) != (len(fold.errs) > 0) {
			t.Fatalf("got document %t and %d errors", doc != nil, len(fold.errs))
		}
		if doc != nil {
			readForm(doc, file)
		}
		for _, err := range fold.errs {
			if e := err.(*Error); e.Line < 1 || e.Message == "" {
				t.Fatalf("got error without line or message: %+v", e)
			}
		}
	})
}
