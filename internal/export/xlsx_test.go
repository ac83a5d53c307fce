package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// bookOf opens what a writer wrote.
func bookOf(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func tableBook(t *testing.T, r *report.Report, table *report.Table) []byte {
	t.Helper()
	return write(t, func(w *bytes.Buffer) error { return site.TableXLSX(w, r.Front, table, r.Notes) })
}

// numbers reads the cells of the n-th sheet that hold a number, as the file
// spells it, past any library.
func numbers(t *testing.T, content []byte, n int) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open(fmt.Sprintf("xl/worksheets/sheet%d.xml", n))
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	var sheet struct {
		Cells []struct {
			At    string `xml:"r,attr"`
			Type  string `xml:"t,attr"`
			Value string `xml:"v"`
		} `xml:"sheetData>row>c"`
	}
	if err := xml.Unmarshal(text, &sheet); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, c := range sheet.Cells {
		if c.Type == "" && c.Value != "" {
			found[c.At] = c.Value
		}
	}
	return found
}

func cellName(t *testing.T, col, row int) string {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func TestXLSXReadBack(t *testing.T) {
	for _, r := range reports(t) {
		all := bookOf(t, write(t, func(w *bytes.Buffer) error { return site.ReportXLSX(w, r.Report, r.Findings) }))
		for i := range r.Tables {
			table := &r.Tables[i]
			content := tableBook(t, r.Report, table)
			for what, book := range map[string]*excelize.File{"alone": bookOf(t, content), "whole": all} {
				sheet := book.GetSheetList()[0]
				if what == "whole" {
					sheet = book.GetSheetList()[i+1]
				}
				what := fmt.Sprintf("%s/tables/%d %s", r.Base(), table.Number, what)
				sameCells(t, what, sheetRows(t, book, sheet, table), table.Rows)
			}
			checkNumbers(t, fmt.Sprintf("%s/tables/%d", r.Base(), table.Number), numbers(t, content, 1), table)
		}
	}
}

// sheetRows reads a table's rows from its sheet: level from the indentation,
// value from the number.
func sheetRows(t *testing.T, book *excelize.File, sheet string, table *report.Table) []report.Row {
	t.Helper()
	top := len(table.Header())
	var rows []report.Row
	for i := range table.Rows {
		row := report.Row{}
		for j, column := range table.Columns {
			name := cellName(t, j+1, top+i+1)
			raw, err := book.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			cell := report.Cell{Text: raw}
			if column.Role.States() {
				if value, err := report.ParseAmount(strings.ReplaceAll(raw, ",", "")); err == nil {
					cell = report.Cell{Text: strings.ReplaceAll(raw, ",", ""), Value: decimal.NewNullDecimal(value)}
				}
			}
			if column.Role == report.Label && raw != "" {
				cell.Level = indent(t, book, sheet, name)
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

func indent(t *testing.T, book *excelize.File, sheet, name string) int {
	t.Helper()
	id, err := book.GetCellStyle(sheet, name)
	if err != nil {
		t.Fatal(err)
	}
	style, err := book.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return style.Alignment.Indent
}

// checkNumbers holds the numbers of a sheet to the published digits, and to be
// the amounts and nothing else: a code is no number.
func checkNumbers(t *testing.T, what string, got map[string]string, table *report.Table) {
	t.Helper()
	top := len(table.Header())
	for i, row := range table.Rows {
		for j, c := range row.Cells {
			name, want := cellName(t, j+1, top+i+1), ""
			if c.Value.Valid && c.Value.Decimal.NumDigits() <= 15 {
				want = valueOf(c.Text)
			}
			if got[name] != want {
				t.Errorf("%s, %s: got the number %q, want %q", what, name, got[name], want)
			}
			delete(got, name)
		}
	}
	if len(got) > 0 {
		t.Errorf("%s: numbers that no cell states: %v", what, got)
	}
}

func TestXLSXShowsFiguresAsPublished(t *testing.T) {
	for _, r := range reports(t) {
		for i := range r.Tables {
			table := &r.Tables[i]
			book := bookOf(t, tableBook(t, r.Report, table))
			sheet := book.GetSheetList()[0]
			for i, row := range table.Rows {
				for j, c := range row.Cells {
					name := cellName(t, j+1, len(table.Header())+i+1)
					got, err := book.GetCellValue(sheet, name)
					if err != nil || got != c.Text {
						t.Errorf("%s/tables/%d, %s: got %q, %v, want %q", r.Base(), table.Number, name, got, err, c.Text)
					}
				}
			}
		}
	}
}

func TestXLSXHeader(t *testing.T) {
	for _, r := range reports(t) {
		for i := range r.Tables {
			table := &r.Tables[i]
			what := fmt.Sprintf("%s/tables/%d", r.PermanentBase(), table.Number)
			book := bookOf(t, tableBook(t, r.Report, table))
			sheet := book.GetSheetList()[0]
			var want, got []string
			for level, row := range table.Header() {
				for _, h := range row {
					from := cellName(t, h.First, level+1)
					if text, _ := book.GetCellValue(sheet, from); text != h.Text {
						t.Errorf("%s, %s: got %q, want %q", what, from, text, h.Text)
					}
					if h.Colspan*h.Rowspan > 1 {
						want = append(want, from+":"+cellName(t, h.First+h.Colspan-1, level+h.Rowspan))
					}
				}
			}
			merged, err := book.GetMergeCells(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range merged {
				got = append(got, m.GetStartAxis()+":"+m.GetEndAxis())
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: merged cells\ngot  %q\nwant %q", what, got, want)
			}
			if panes, err := book.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != len(table.Header()) {
				t.Errorf("%s: got panes %+v, %v, want %d frozen rows", what, panes, err, len(table.Header()))
			}
		}
	}
}

func TestXLSXSaysWhatItIs(t *testing.T) {
	r := reports(t)[0]
	for i := range r.Tables {
		table := &r.Tables[i]
		book := bookOf(t, tableBook(t, r.Report, table))
		if sheets := book.GetSheetList(); len(sheets) < 2 || sheets[1] != "说明" {
			t.Errorf("table %d: got sheets %q, want 说明 second", table.Number, sheets)
			continue
		}
		rows, err := book.GetRows("说明")
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprint(rows)
		want := []string{table.Title, table.UnitName, string(table.MoneyUnit), r.Heading, r.ShortVersion(),
			fmt.Sprintf("https://example.org%s/tables/%d", r.PermanentBase(), table.Number)}
		for _, note := range r.Notes {
			if note.At.Part == report.TablePart && note.At.Number == table.Number {
				want = append(want, note.Why)
			}
		}
		if table.Empty != nil {
			want = append(want, table.Empty.Quote)
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("table %d: 说明 does not say %q", table.Number, w)
			}
		}
	}
}

// A figure that Excel would round goes in as text, whole.
func TestXLSXLongFigure(t *testing.T) {
	r := hostile()
	book := bookOf(t, tableBook(t, r.Report, &r.Tables[0]))
	for i, row := range r.Tables[0].Rows {
		if row.Cells[2].Text != "1234567890123456" {
			continue
		}
		name := cellName(t, 3, len(r.Tables[0].Header())+i+1)
		kind, _ := book.GetCellType(book.GetSheetList()[0], name)
		if kind != excelize.CellTypeSharedString {
			t.Errorf("%s: got a cell of type %v, want a text", name, kind)
		}
		return
	}
	t.Fatal("no long figure in the made-up report")
}

// A workbook states no date, not even one that the library brings along.
func TestXLSXStatesNoDate(t *testing.T) {
	r := hostile()
	content := tableBook(t, r.Report, &r.Tables[0])
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		if !f.Modified.IsZero() && f.Modified.Year() > 1980 {
			t.Errorf("%s: states the time %v", f.Name, f.Modified)
		}
		if f.Name != "docProps/core.xml" {
			continue
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		text, err := io.ReadAll(in)
		if err != nil || regexp.MustCompile(`\d{4}-\d\d-\d\dT`).Match(text) || !bytes.Contains(text, []byte("=预算")) {
			t.Errorf("properties: got %s, %v, want the title and no date", text, err)
		}
	}
}

// A sheet prints on pages as wide as it is, with its head on each, what it is above and
// where it comes from below; a spreadsheet that shows it has filters. Columns that only
// programs read are folded.
func TestXLSXPrints(t *testing.T) {
	r := reports(t)[0]
	book := bookOf(t, write(t, func(w *bytes.Buffer) error { return site.ReportXLSX(w, r.Report, r.Findings) }))
	for _, sheet := range book.GetSheetList() {
		props, err := book.GetSheetProps(sheet)
		if err != nil || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s is cut into pages side by side (error %v)", sheet, err)
		}
		layout, err := book.GetPageLayout(sheet)
		if err != nil || *layout.FitToWidth != 1 || layout.FitToHeight == nil || *layout.FitToHeight != 0 || *layout.Size != 9 {
			t.Errorf("%s: got the layout %+v (error %v), want A4, one page wide", sheet, layout, err)
		}
		lines, err := book.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(lines.OddHeader, `Regular"`+r.Heading+"\n") || !strings.Contains(lines.OddFooter, "第 &P 页") {
			t.Errorf("%s: got %+v (error %v), want the report above and the page below", sheet, lines, err)
		}
		if strings.HasPrefix(sheet, "表07") && (!strings.Contains(lines.OddHeader, "单位：万元") || !strings.Contains(lines.OddFooter, "来源：https://example.org"+r.PermanentBase()+"/tables/7")) {
			t.Errorf("%s: got %+v, want the unit and the source", sheet, lines)
		}
	}
	titles := map[string]bool{}
	for _, name := range book.GetDefinedName() {
		titles[name.Scope] = titles[name.Scope] || name.Name == "_xlnm.Print_Titles"
	}
	for _, sheet := range []string{"全部数字", "表07_一般公共预算支出表"} {
		if !titles[sheet] {
			t.Errorf("%s does not repeat its head", sheet)
		}
	}
	rows, err := book.GetRows("全部数字")
	if err != nil {
		t.Fatal(err)
	}
	for j, name := range rows[0] {
		column, _ := excelize.ColumnNumberToName(j + 1)
		shown, err := book.GetColVisible("全部数字", column)
		if want := slices.Contains([]string{"part", "number", "row", "code", "label_path", "column_path", "about_year", "money_unit", "text", "is_total", "is_leaf", "value"}, name); err != nil || shown != want {
			t.Errorf("column %s is shown: %t, want %t (error %v)", name, shown, want, err)
		}
	}
}
