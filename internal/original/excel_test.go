package original_test

import (
	"bytes"
	"strings"
	"testing"

	"disclosure/internal/original"

	"github.com/xuri/excelize/v2"
)

// book makes a workbook.
func book(t *testing.T, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rule draws lines around cells, and shows their numbers in a format.
func rule(f *excelize.File, sheet, from, to, format string) {
	style := &excelize.Style{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		style.Border = append(style.Border, excelize.Border{Type: side, Style: 1, Color: "000000"})
	}
	if format != "" {
		style.CustomNumFmt = &format
	}
	id, _ := f.NewStyle(style)
	f.SetCellStyle(sheet, from, to, id)
}

func TestExcel(t *testing.T) {
	content := book(t, func(f *excelize.File) {
		s := "Sheet1"
		f.SetCellValue(s, "A1", "收支总表")
		f.MergeCell(s, "A1", "C1")
		f.SetCellValue(s, "A2", "编制部门：某局")
		f.SetCellValue(s, "C2", "单位：元")
		f.SetCellValue(s, "A3", "项目")
		f.MergeCell(s, "A3", "A4")
		f.SetCellValue(s, "B3", "支出")
		f.MergeCell(s, "B3", "C3")
		f.SetCellValue(s, "B4", "基本")
		f.SetCellValue(s, "C4", "项目")
		f.SetCellValue(s, "A5", "  一般公共服务")
		f.SetCellValue(s, "B5", 1234.5)
		f.SetCellValue(s, "C5", 2.005)
		rule(f, s, "A3", "C6", "#,##0.00")
		f.SetCellValue(s, "A8", "注：略\n又一行")
		prose := "说明"
		f.NewSheet(prose)
		f.SetCellValue(prose, "A1", "一、职能  ……………………………3")
	})
	doc, err := open("a.xlsx", content, original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := "收支总表\n编制部门：某局\n单位：元\n项目|支出|←\n↑|基本|项目\n一般公共服务|1,234.50|2.01\n||\n注：略\n又一行\n一、职能\n"
	if got := said(doc); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Place.String() != "sheet Sheet1, cell C5" || !strings.Contains(doc.Warnings[0].Message, "2.005") {
		t.Errorf("got warnings %v, want one of the figure that holds more than it shows", doc.Warnings)
	}
	if len(doc.Asides) != 1 || doc.Asides[0].Reason != original.Leader || doc.Asides[0].Text != "……………………………3" {
		t.Errorf("got asides %v, want the leader with its page", doc.Asides)
	}
	for _, b := range doc.Blocks {
		if b.Grid != nil && (b.Place.Cell != "A3" || b.Grid.At(2, 0).Indent <= 0 || b.Grid.At(2, 2).Place.Cell != "C5") {
			t.Errorf("got a grid at %v, want it at A3, its label indented, its figure at C5", b.Place)
		}
	}
}

// TestExcelHidden wants what a workbook does not show left out and named.
func TestExcelHidden(t *testing.T) {
	content := book(t, func(f *excelize.File) {
		s := "Sheet1"
		for i, row := range [][]any{{"项目", "上年", "金额"}, {"甲", 1, 2}, {"乙", 3, 4}} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			f.SetSheetRow(s, cell, &row)
		}
		rule(f, s, "A1", "C3", "")
		f.SetColVisible(s, "B", false)
		f.SetRowVisible(s, 3, false)
		f.NewSheet("底稿")
		f.SetCellValue("底稿", "A1", 99)
		f.SetSheetVisible("底稿", false)
	})
	doc, err := open("a.xlsx", content, original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said(doc), "项目|金额\n甲|2\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var said []string
	for _, w := range doc.Warnings {
		said = append(said, w.Place.String()+": "+w.Message)
	}
	for _, want := range []string{"第 3 行是隐藏的", "B 列是隐藏的", "sheet 底稿: 这张工作表是隐藏的"} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("got warnings %v, want one of %s", said, want)
		}
	}
	if got := original.Numbers(doc); got["99"] != 1 || got["3"] != 1 || got["4"] != 1 || got["1"] != 1 {
		t.Errorf("got numbers %v, want also those that are hidden", got)
	}
}

func TestExcelRefused(t *testing.T) {
	formula := book(t, func(f *excelize.File) {
		f.SetCellValue("Sheet1", "A1", 1)
		f.SetCellFormula("Sheet1", "B1", "A1*2")
	})
	refused(t, "a.xlsx", formula, original.Limits{}, "sheet Sheet1, cell B1", "=A1*2", "save it")
	refused(t, "a.xlsx", formula[:len(formula)/2], original.Limits{}, "cut or damaged")
	refused(t, "a.xlsx", pack("a.txt", "甲"), original.Limits{}, "no workbook")
	refused(t, "a.xls", []byte("\xd0\xcf\x11\xe0"), original.Limits{}, "save it as .xlsx")
	refused(t, "a.xlsx", book(t, func(*excelize.File) {}), original.Limits{}, "no cell with text")
	refused(t, "a.xlsx", pack("xl/workbook.xml", strings.Repeat("甲", 1<<20)), original.Limits{Expanded: 1 << 20}, "unpacks to more")
	refused(t, "a.xlsx", pack("xl/workbook.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`), original.Limits{}, "declares entities")
	wide := book(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "XFD1", 1) })
	refused(t, "a.xlsx", wide, original.Limits{}, "sheet Sheet1", "more cells")
}

// TestTemplate reads the empty workbook of a finance bureau: a sheet a part.
func TestTemplate(t *testing.T) {
	doc := read(t, "department-budget-template.xlsx")
	grids := 0
	for _, b := range doc.Blocks {
		if b.Grid != nil {
			grids++
			whole(t, b.Grid)
		}
	}
	if doc.Pages != 17 || grids != 9 {
		t.Errorf("got %d sheets and %d tables, want 17 and 9", doc.Pages, grids)
	}
}
