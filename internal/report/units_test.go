package report_test

import (
	"testing"

	"disclosure/internal/report"
)

func TestUnits(t *testing.T) {
	table := report.Table{MoneyUnit: "元", Columns: []report.Column{
		{Path: []string{"任务名称"}, Role: report.Label},
		{Path: []string{"预算金额（万元）", "总额"}, Role: report.Amount},
		{Path: []string{"合计"}, Role: report.Amount},
	}}
	for j, want := range []report.MoneyUnit{"", "万元", "元"} {
		if got := table.UnitOf(j + 1); got != want {
			t.Errorf("unit of column %d: got %q, want %q", j+1, got, want)
		}
	}
	for _, test := range []struct {
		field report.Field
		want  string
	}{
		{report.Field{Name: "本年预算金额（万元）", Amount: true}, "万元"},
		{report.Field{Name: "项目名称（元）"}, ""},
		{report.Field{Name: "金额", Amount: true}, ""},
	} {
		if got := test.field.Unit(); got != report.MoneyUnit(test.want) {
			t.Errorf("unit of field %s: got %q, want %q", test.field.Name, got, test.want)
		}
	}
}
