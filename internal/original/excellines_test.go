package original_test

import (
	"testing"

	"disclosure/internal/original"

	"github.com/xuri/excelize/v2"
)

// TestExcelWithoutLines wants a table that no lines are drawn around to go on over rows with
// nothing but a label or the name of a sum, and over rows into which merged cells of its header reach; the title
// of the next table is none of its rows.
func TestExcelWithoutLines(t *testing.T) {
	content := book(t, func(f *excelize.File) {
		for at, text := range map[string]any{
			"A1": "合计", "B1": "车辆", "B2": "购置", "C2": "运行", "A4": "基金", "B4": 1, "C4": 2, "A5": "事业收入", "A6": "其他收入", "B6": 3,
			"A7": "第二张表", "A8": "项目", "B8": "金额", "A9": "水费", "B9": 4,
			"A10": "第三张表", "A11": "项目", "B11": "金额", "A12": "合 计", "A13": "第四张表",
		} {
			f.SetCellValue("Sheet1", at, text)
		}
		for from, to := range map[string]string{"A1": "A3", "B1": "C1", "B2": "B3", "C2": "C3"} {
			f.MergeCell("Sheet1", from, to)
		}
		f.NewSheet("空")
		f.SetSheetVisible("空", false)
	})
	doc, err := open("a.xlsx", content, original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := "合计|车辆|←\n↑|购置|运行\n↑|↑|↑\n基金|1|2\n事业收入||\n其他收入|3|\n第二张表\n项目|金额\n水费|4\n第三张表\n项目|金额\n合 计|\n第四张表\n"
	if got := said(doc); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(doc.Warnings) > 0 {
		t.Errorf("got %v, want nothing said of a hidden sheet without words", doc.Warnings)
	}
}
