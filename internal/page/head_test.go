package page_test

import (
	"testing"

	"disclosure/internal/report"
)

// Words that have no number below them stand in line with those that have one: 款 beside 类,
// above the row 栏次.
func TestWordsAboveNumbers(t *testing.T) {
	table := report.Table{Number: 1, Columns: []report.Column{
		{Path: []string{"编码", "类", "栏次"}, Role: report.Code}, {Path: []string{"编码", "款"}, Role: report.Code},
		{Path: []string{"金额", "1"}, Role: report.Amount},
	}}
	table.Rows = []report.Row{{Cells: []report.Cell{{Text: "201"}, {}, {}}}}
	for _, row := range site.Table(report.Outline{}, &table, nil).Head {
		for _, c := range row {
			text := c.Text.String()
			if got := hasClass(c.Class, "uncounted"); got != (text == "款") {
				t.Errorf("%s: got class uncounted %v", text, got)
			}
			if text == "类" && hasClass(c.Class, "over") {
				t.Errorf("%s: got classes %s, want those of one column", text, c.Class)
			}
		}
	}
}
