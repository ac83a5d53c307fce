package export_test

import (
	"strings"
	"testing"

	"disclosure/internal/report"
)

// FuzzReadCSV reads anything as a file. What is read, and written again, reads
// the same.
func FuzzReadCSV(f *testing.F) {
	columns := []report.Column{{Path: []string{"名称"}, Role: report.Label}, {Path: []string{"编码"}, Role: report.Code},
		{Path: []string{"金额", "小计"}, Role: report.Amount}, {Path: []string{"注"}, Role: report.Text}}
	const header = "名称,编码,金额/小计,注\r\n"
	f.Add("\ufeff" + header + "甲,201,2708.03,\r\n  '=乙,,0.00,\"a\"\"b\r\nc\"\r\n")
	f.Add(header + "''x,'-1,-1.50,不适用\n")
	f.Add(header + "\"x,1")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := readCSV(strings.NewReader(text), columns)
		if err != nil {
			return
		}
		written := csvOf(t, report.Front{}, &report.Table{Columns: columns, Rows: rows})
		again, err := readCSV(strings.NewReader(written), columns)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, written, err)
		}
		sameCells(t, text, again, rows)
	})
}
