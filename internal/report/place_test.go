package report_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/report"
)

func TestPlaces(t *testing.T) {
	column := func(role report.Role, side int) report.Column {
		return report.Column{Role: role, Side: side}
	}
	units := report.Table{
		Columns: []report.Column{column(report.Label, 0), column(report.Code, 0), column(report.Label, 0), column(report.Amount, 0)},
		Rows: rowsOf(
			"全局||||", "·本级||||", "|201|公共|1", "|20103|·事务|1", "|2010301|··运行|1", "|208|保障|1", "·中心||||", "|208|保障|1", "|||1",
		),
	}
	sides := report.Table{
		Sides:   []string{"收入", "支出"},
		Columns: []report.Column{column(report.Label, 0), column(report.Amount, 0), column(report.Label, 1), column(report.Amount, 1)},
		Rows:    rowsOf("拨款|1|公共|1", "·一般|1|·事务|1", "||··运行|1", "合计|1||"),
	}
	for _, test := range []struct {
		name  string
		table report.Table
		want  []string // column, codes and path; sides divided by |
	}{
		{"units and codes", units, []string{
			"1 [] 全局", "1 [] 全局>本级", "3 [201] 全局>本级>公共", "3 [20103] 全局>本级>公共>事务", "3 [2010301] 全局>本级>公共>事务>运行",
			"3 [208] 全局>本级>保障", "1 [] 全局>中心", "3 [208] 全局>中心>保障", "0 [] ",
		}},
		{"two sides", sides, []string{
			"1 [] 拨款|3 [] 公共", "1 [] 拨款>一般|3 [] 公共>事务", "0 [] |3 [] 公共>事务>运行", "1 [] 合计|0 [] ",
		}},
	} {
		for i, row := range test.table.Places() {
			var got []string
			for _, p := range row {
				got = append(got, fmt.Sprint(p.Column, " ", p.Codes, " ", strings.Join(p.Path, ">")))
			}
			if strings.Join(got, "|") != test.want[i] {
				t.Errorf("%s: row %d: got %s, want %s", test.name, i+1, strings.Join(got, "|"), test.want[i])
			}
		}
	}
}

func TestFindRows(t *testing.T) {
	column := func(role report.Role, side int) report.Column { return report.Column{Role: role, Side: side} }
	table := report.Table{
		Sides: []string{"左", "右"},
		Columns: []report.Column{column(report.Label, 0), column(report.Code, 0), column(report.Label, 0), column(report.Amount, 0),
			column(report.Label, 1)},
		Rows: rowsOf("全局||||右侧", "·本级||||", "|208|保障|1|", "·中心||||", "|208|保障|1|", "|2021||1|", "·独立|301|运行|1|"),
	}
	for _, test := range []struct {
		side  int
		words string // divided by >
		want  string
	}{
		{0, "全局", "[1]"},
		{0, "208", "[3 5]"},
		{0, "中心>208", "[5]"},
		{0, "208>中心", "[5]"},
		{0, "中心>保障", "[5]"},
		{0, "全局>208", "[3 5]"},
		{0, "中心>2021", "[6]"}, // its own label is blank
		{0, "独立", "[]"},       // stands before the row's own label
		{0, "独立>301", "[7]"},
		{0, "本级>中心", "[]"},
		{0, "右侧", "[]"},
		{1, "右侧", "[1]"},
		{0, "", "[]"},
	} {
		if got := fmt.Sprint(table.FindRows(test.side, strings.Split(test.words, ">")...)); got != test.want {
			t.Errorf("side %d, %q: got rows %s, want %s", test.side, test.words, got, test.want)
		}
	}
}

// rowsOf makes rows of cells between bars; each · before a text is a level.
func rowsOf(lines ...string) []report.Row {
	var rows []report.Row
	for _, line := range lines {
		var row report.Row
		for cell := range strings.SplitSeq(line, "|") {
			text := strings.TrimLeft(cell, "·")
			row.Cells = append(row.Cells, report.Cell{Text: text, Level: strings.Count(cell, "·")})
		}
		rows = append(rows, row)
	}
	return rows
}
