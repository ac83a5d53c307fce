package reconcile_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// The amounts that a form prints under another one make it up where the rest is among
// them; else nothing is said of them.
func TestFormSums(t *testing.T) {
	amount := func(name, text string, under int) report.Field {
		return report.Field{Name: name, Paragraphs: []string{text}, Amount: true, Under: under}
	}
	group := report.Field{Name: "资金（元）", Paragraphs: []string{""}}
	for _, c := range []struct {
		name   string
		fields []report.Field
		want   []string
	}{
		{"they add up", []report.Field{group, amount("资金总额", "5.00", 1), amount("其中：财政资金", "3.00", 2), amount("其他资金", "2.00", 2)},
			[]string{"agree 3.00 + 2.00 = 5.00 项目“购书”的“资金总额”应等于它下面各项之和"}},
		{"they do not", []report.Field{group, amount("年度资金", "5.00", 1), amount("其中：当年拨款", "6.00", 2), amount("上年结转", "0.00", 2), amount("其他资金", "0.00", 2)},
			[]string{"disagree 6.00 + 0.00 + 0.00 = 6.00，列示 5.00 项目“购书”的“年度资金”应等于它下面各项之和"}},
		{"two groups beside one another", []report.Field{group, amount("资金总额", "5.00", 1), amount("年度资金", "3.00", 1), amount("其中：财政资金", "4.00", 2), amount("其中：当年拨款", "1.00", 3), amount("其他资金", "1.00", 2), amount("其他资金", "2.00", 3)},
			[]string{"agree 4.00 + 1.00 = 5.00 项目“购书”的“资金总额”应等于它下面各项之和", "agree 1.00 + 2.00 = 3.00 项目“购书”的“年度资金”应等于它下面各项之和"}},
		{"some of the parts", []report.Field{group, amount("资金总额", "5.00", 1), amount("其中：财政资金", "3.00", 2), amount("政府购买服务", "3.00", 2)}, nil},
		{"parts of a part", []report.Field{group, amount("资金总额", "5.00", 1), amount("其中：财政资金", "5.00", 2), amount("其中：上级资金", "5.00", 2), amount("其他资金", "0.00", 2)}, nil},
		{"one under another", []report.Field{group, amount("资金总额", "5.00", 1), amount("其他资金", "0.00", 2)}, nil},
	} {
		r := &report.Report{Projects: []report.Project{{Number: 1, Name: "购书", Form: report.Form{Fields: c.fields}}}}
		result, err := reconcile.Reconcile(fstest.MapFS{}, fstest.MapFS{}, r)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range result.Findings {
			got = append(got, fmt.Sprintf("%s %s %s", f.Outcome, wording.Formula(&f), wording.Title(&f)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
