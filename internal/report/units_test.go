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
	form := report.Form{Fields: []report.Field{
		{Name: "本年预算金额（万元）", Amount: true}, {Name: "项目名称（元）"}, {Name: "金额", Amount: true},
		{Name: "项目资金（元）"}, {Name: "资金总额", Amount: true, Under: 4}, {Name: "其中：拨款（万元）", Amount: true, Under: 5}, {Name: "其他资金", Amount: true, Under: 5},
	}}
	for k, want := range []report.MoneyUnit{"万元", "", "", "", "元", "万元", "元"} {
		if got := form.FieldUnit(k + 1); got != want {
			t.Errorf("unit of field %s: got %q, want %q", form.Fields[k].Name, got, want)
		}
	}
}
