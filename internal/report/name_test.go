package report_test

import (
	"strings"
	"testing"

	"disclosure/internal/report"
)

func TestPlaceName(t *testing.T) {
	column := func(role report.Role, side int, path ...string) report.Column {
		return report.Column{Role: role, Side: side, Path: path}
	}
	sided := &report.Table{
		Sides:   []string{"收入", "支出"},
		Columns: []report.Column{column(report.Label, 0, "收入", "项目"), column(report.Amount, 0, "收入", "预算数"), column(report.Label, 1, "支出", "项目"), column(report.Amount, 1, "支出", "预算数")},
		Rows:    rowsOf("拨款|1|公共|1", "收入总计|1|支出总计|1"),
	}
	years := &report.Table{
		UnitName: "样例局（本级）",
		Columns:  []report.Column{column(report.Label, 0, "单位"), column(report.Code, 0, "年度"), column(report.Amount, 0, "总计"), column(report.Amount, 0, "公车", "小计")},
		Rows:     rowsOf("样例局|2020|1|1", "样例局|2021|1|1", "·样例局 (本级)|2021|1|1", "其他|2021|1|1", "||1|1"),
	}
	single := &report.Table{
		UnitName: "样例局",
		Columns:  []report.Column{column(report.Label, 0, "单位"), column(report.Amount, 0, "金额")},
		Rows:     rowsOf("样例局|1"),
		Form: &report.Form{
			Fields:     []report.Field{{Name: "总体目标", Paragraphs: []string{"一", "二"}}, {Name: "金额", Paragraphs: []string{"1"}}},
			Indicators: []report.Indicator{{Content: []string{"完成率"}}, {Content: []string{strings.Repeat("长", 31)}}, {Content: []string{"一", "二"}}, {Content: []string{"不适用"}}, {Content: []string{"不适用"}}},
		},
	}
	section := &report.Section{Blocks: []report.Block{{Kind: report.HeadingBlock, Number: 1, Text: "一、职能"}, {Number: 1, Text: "段"}}}
	for _, test := range []struct {
		part         report.Named
		anchor, want string
	}{
		{sided, "r2c2", "收入总计"},
		{sided, "r2c4", "支出总计"},
		{sided, "r1", "拨款"},
		{sided, "c4", "支出 › 预算数"},
		{years, "r2c3", "2021 · 总计"},
		{years, "r3c3", "总计"},
		{years, "r4c4", "其他 · 公车 › 小计"},
		{years, "r1", "2020"},
		{years, "r3", "样例局 (本级)"},
		{years, "r5c3", "第 5 行 · 总计"},
		{single, "r1c2", "金额"},
		{single, "f1", "总体目标"},
		{single, "f1p2", "总体目标 · 第 2 段"},
		{single, "f2p1", "金额"},
		{single, "i1c4", "完成率"},
		{single, "i2", ""},
		{single, "i3", ""},
		{single, "i4", ""},
		{section, "h1", "一、职能"},
		{section, "p1", ""},
		{section, "h2", ""},
		{sided, "i1", ""},
		{sided, "r9c1", ""},
		{sided, "r1c9", ""},
		{sided, "r0", ""},
		{sided, "r01", ""},
		{sided, "r1c2x", ""},
		{sided, "", ""},
	} {
		if got := strings.Join(test.part.PlaceName(test.anchor), " · "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.anchor, got, test.want)
		}
	}
}
