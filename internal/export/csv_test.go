package export_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/export"
	"disclosure/internal/report"
)

func csvOf(t testing.TB, f report.Front, table *report.Table) string {
	t.Helper()
	return string(write(t, func(w *bytes.Buffer) error { return export.CSV(w, f, table) }))
}

func TestCSVReadBack(t *testing.T) {
	for _, r := range reports(t) {
		for i := range r.Tables {
			table := &r.Tables[i]
			what := fmt.Sprintf("%s/tables/%d", r.PermanentBase(), table.Number)
			text := csvOf(t, r.Front, table)
			for _, variant := range []string{text, strings.TrimPrefix(text, "\ufeff"), strings.TrimSuffix(text, "\r\n")} {
				rows, err := readCSV(strings.NewReader(variant), table.Columns)
				if err != nil {
					t.Errorf("%s: %v", what, err)
					continue
				}
				sameCells(t, what, rows, table.Rows)
			}
		}
	}
}

// What stands in a file, seen by another reader of CSV.
func TestCSVForm(t *testing.T) {
	for _, r := range reports(t) {
		for i := range r.Tables {
			table := &r.Tables[i]
			what := fmt.Sprintf("%s/tables/%d", r.PermanentBase(), table.Number)
			text := csvOf(t, r.Front, table)
			if !strings.HasPrefix(text, "\ufeff") || !strings.HasSuffix(text, "\r\n") {
				t.Errorf("%s: want a byte order mark first and CRLF last", what)
			}
			records, err := csv.NewReader(strings.NewReader(text[3:])).ReadAll()
			if err != nil || len(records) != len(table.Rows)+1 {
				t.Errorf("%s: got %d records, error %v, want %d", what, len(records), err, len(table.Rows)+1)
				continue
			}
			for i, record := range records[1:] {
				for j, field := range record {
					cell := table.Rows[i].Cells[j]
					switch {
					case cell.Text == "" && field != "":
						t.Errorf("%s, row %d, column %d: got %q for a blank", what, i+1, j+1, field)
					case cell.Value.Valid && field != valueOf(cell.Text):
						t.Errorf("%s, row %d, column %d: got %q, want the digits of %q", what, i+1, j+1, field, cell.Text)
					case !cell.Value.Valid:
						checkHarmless(t, field)
					}
				}
			}
		}
	}
}

// checkHarmless fails where a spreadsheet could take a field for a formula,
// also after spaces and what cannot be seen.
func checkHarmless(t *testing.T, field string) {
	t.Helper()
	bare := strings.TrimLeftFunc(field, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
	if first, _ := utf8.DecodeRuneInString(bare); bare != "" && strings.ContainsRune("=+-@＝＋－＠", first) {
		t.Errorf("the field %q is a formula", field)
	}
}

func TestCSVEscaping(t *testing.T) {
	for _, c := range []struct {
		text  string
		level int
		want  string // as a label, not quoted
	}{
		{"=1+1", 0, "'=1+1"},
		{"=1+1", 2, "    '=1+1"},
		{"+86", 0, "'+86"},
		{"-20", 1, "  '-20"},
		{"@x", 0, "'@x"},
		{"＝1", 0, "'＝1"},
		{"\tx", 0, "'\tx"},
		{"\r=1", 1, "  '\r=1"},
		{" =1", 1, "  ' =1"},
		{"'x", 0, "''x"},
		{"'=1", 0, "''=1"},
		{"''", 0, "'''"},
		{"1.一般", 1, "  1.一般"},
		{"a=1", 0, "a=1"},
		{"（一）", 0, "（一）"},
		{"“三公”", 0, "“三公”"},
		{"", 0, ""},
	} {
		table := &report.Table{Columns: []report.Column{{Path: []string{"a"}, Role: report.Label}, {Path: []string{"b"}, Role: report.Text}},
			Rows: []report.Row{{Cells: []report.Cell{{Text: c.text, Level: c.level}, {}}}}}
		body := strings.TrimSuffix(strings.TrimPrefix(csvOf(t, report.Front{}, table), "\ufeffa,b\r\n"), ",\r\n")
		if strings.HasPrefix(body, `"`) {
			body = strings.ReplaceAll(body[1:len(body)-1], `""`, `"`)
		}
		if body != c.want {
			t.Errorf("%q at level %d: got %q, want %q", c.text, c.level, body, c.want)
		}
	}
}

// A column says the unit of its figures, whatever of the file is pasted elsewhere, unless
// its own words do.
func TestCSVSaysItsUnits(t *testing.T) {
	table := &report.Table{MoneyUnit: "万元", Columns: []report.Column{
		{Path: []string{"名称"}, Role: report.Label}, {Path: []string{"编码"}, Role: report.Code}, {Path: []string{"支出", "小计"}, Role: report.Amount},
		{Path: []string{"金额（元）"}, Role: report.Amount}, {Path: []string{"数量（辆）"}, Role: report.Number}, {Path: []string{"增减"}, Role: report.Number}},
		Rows: []report.Row{{Cells: []report.Cell{{Text: "甲"}, {Text: "1"}, {Text: "2"}, {Text: "3"}, {Text: "4"}, {Text: "5%"}}}}}
	for _, test := range []struct {
		unit report.MoneyUnit
		want string
	}{
		{"万元", "名称,编码,支出/小计（万元）,金额（元）,数量（辆）,增减（%）"},
		{"", "名称,编码,支出/小计（千元）,金额（元）,数量（辆）,增减（%）"}, // that of the report
	} {
		table.MoneyUnit = test.unit
		content := csvOf(t, report.Front{MoneyUnit: "千元"}, table)
		if got, _, _ := strings.Cut(strings.TrimPrefix(content, "\ufeff"), "\r\n"); got != test.want {
			t.Errorf("table in %q: got %s, want %s", test.unit, got, test.want)
		}
	}
}

func TestCSVIsReadStrictly(t *testing.T) {
	columns := []report.Column{{Path: []string{"名称"}, Role: report.Label}, {Path: []string{"金额", "小计"}, Role: report.Amount}}
	for text, want := range map[string]string{
		"":                              "empty",
		"名称,金额\r\n":                     "header line",
		"名称,金额/小计\r\nx\r\n":             "row 1 has 1 fields, want 2",
		"名称,金额/小计\r\nx,1,2\r\n":         "row 1 has 3 fields, want 2",
		"名称,金额/小计\r\n   x,1\r\n":        "3 spaces",
		"名称,金额/小计\r\n\"x,1\r\n":         "line 2: a quoted field is not closed",
		"名称,金额/小计\r\n\"a\r\nb\"x,1\r\n": "line 3: \"x\" stands between",
	} {
		if _, err := readCSV(strings.NewReader(text), columns); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("readCSV(%q): got error %v, want one that says %q", text, err, want)
		}
	}
}

// FuzzCSV holds any text, as a label, as a text and as a header, to come back
// and to be harmless.
func FuzzCSV(f *testing.F) {
	for i, text := range hostileTexts {
		f.Add(text, uint8(i))
	}
	f.Fuzz(func(t *testing.T, text string, depth uint8) {
		if !utf8.ValidString(text) {
			return
		}
		level := int(depth % 9)
		if text == "" {
			level = 0
		}
		table := &report.Table{Columns: []report.Column{{Path: []string{text}, Role: report.Label}, {Path: []string{"x", text}, Role: report.Text}},
			Rows: []report.Row{{Cells: []report.Cell{{Text: text, Level: level}, {Text: text}}}}}
		written := csvOf(t, report.Front{}, table)
		rows, err := readCSV(strings.NewReader(written), table.Columns)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, written, err)
		}
		sameCells(t, text, rows, table.Rows)
		records, err := csv.NewReader(strings.NewReader(written[3:])).ReadAll()
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, written, err)
		}
		for _, record := range records {
			for _, field := range record {
				checkHarmless(t, field)
			}
		}
	})
}
