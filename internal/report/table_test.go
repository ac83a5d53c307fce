package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
)

// tableOf makes a table with the given header paths.
func tableOf(paths ...string) *report.Table {
	t := new(report.Table)
	for _, p := range paths {
		t.Columns = append(t.Columns, report.Column{Path: strings.Split(p, "/")})
	}
	return t
}

func TestHeader(t *testing.T) {
	for _, c := range []struct {
		name  string
		paths []string
		want  []string // one a header row: text rowspan×colspan@first, * for a leaf
	}{
		{"one row", []string{"项目", "金额"}, []string{"项目 1×1@1* 金额 1×1@2*"}},
		{"no columns", nil, nil},
		{"two rows", []string{"单位", "收入/小计", "收入/其他", "结转"}, []string{
			"单位 2×1@1* 收入 1×2@2 结转 2×1@4*",
			"小计 1×1@2* 其他 1×1@3*"}},
		{"four rows", []string{"a", "b/c/d/e", "b/c/d/f", "b/c/g", "b/h"}, []string{
			"a 4×1@1* b 1×4@2",
			"c 1×3@2 h 3×1@5*",
			"d 1×2@2 g 2×1@4*",
			"e 1×1@2* f 1×1@3*"}},
		{"one column under a word", []string{"支出", "其中：/采购"}, []string{
			"支出 2×1@1* 其中： 1×1@2",
			"采购 1×1@2*"}},
		{"the same word under two words", []string{"收入/小计", "支出/小计"}, []string{
			"收入 1×1@1 支出 1×1@2",
			"小计 1×1@1* 小计 1×1@2*"}},
		{"a leaf called like the group beside it", []string{"支出", "支出/小计"}, []string{
			"支出 2×1@1* 支出 1×1@2",
			"小计 1×1@2*"}},
		{"a group taken up again", []string{"a/x", "b", "a/y"}, []string{
			"a 1×1@1 b 2×1@2* a 1×1@3",
			"x 1×1@1* y 1×1@3*"}},
	} {
		table := tableOf(c.paths...)
		var got []string
		for _, row := range table.Header() {
			var cells []string
			for _, h := range row {
				leaf := ""
				if h.Leaf {
					leaf = "*"
				}
				cells = append(cells, fmt.Sprintf("%s %d×%d@%d%s", h.Text, h.Rowspan, h.Colspan, h.First, leaf))
			}
			got = append(got, strings.Join(cells, " "))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestUniqueCode(t *testing.T) {
	table := tableOf("单位", "编码", "年度", "金额")
	table.Columns[1].Role, table.Columns[2].Role = report.Code, report.Code
	for _, row := range []struct{ code, year, want string }{
		{"", "", ""},
		{"201", "", ""},
		{"208", "", "208"},
		{"201", "2020", "2020"},
		{"2010301", "2021", "2010301"},
		{"", "2021", ""},
		{"2021", "", ""},    // a year is the same word in an address
		{"C 03", "", ""},    // no word
		{"C\"03\"", "", ""}, // nor this
		{"C03-1.2", "", "C03-1.2"},
	} {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{{}, {Text: row.code}, {Text: row.year}, {Text: row.want}}})
	}
	codes := table.UniqueCodes()
	for i, row := range table.Rows {
		got, want := "", row.Cells[3].Text
		if len(codes[i]) > 0 {
			got = codes[i][0].Code
		}
		if got != want {
			t.Errorf("row %d: got %q, want %q", i+1, got, want)
		}
	}
}

func TestGrand(t *testing.T) {
	rows := []report.Total{
		{Column: 1, Of: 3, Parts: []int{1, 2}},
		{Column: 1, Of: 5, Parts: []int{3, 4}},
		{Column: 3, Of: 3, Parts: []int{5}}, // the other side of the table
	}
	for i, want := range []bool{false, true, true} {
		if got := rows[i].Grand(rows); got != want {
			t.Errorf("total %d: got %t, want %t", i+1, got, want)
		}
	}
}
