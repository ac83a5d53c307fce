package reconcile

import (
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// Of amounts of one name in a form a rule names one by what it stands under, and none by
// the name alone.
func TestAmountsOfOneName(t *testing.T) {
	form := report.Form{Fields: []report.Field{
		{Name: "项目资金（元）", Paragraphs: []string{""}},
		{Name: "资金总额", Paragraphs: []string{"5.00"}, Amount: true, Under: 1},
		{Name: "年度资金", Paragraphs: []string{"3.00"}, Amount: true, Under: 1},
		{Name: "其他资金", Paragraphs: []string{"2.00"}, Amount: true, Under: 2},
		{Name: "其他资金", Paragraphs: []string{"1.00"}, Amount: true, Under: 3},
	}}
	for name, want := range map[string]string{
		"资金总额": "5.00元", "年度资金 > 其他资金": "1.00元", "项目资金（元） > 资金总额>其他资金": "2.00元",
		"其他资金": "has 2 amounts", "年度资金 > 资金总额": "has no",
	} {
		got := ""
		if f, err := formFigure(form, report.ProjectRef(1), finding.Place{Project: "购书"}, []string{name}); err != nil {
			got = err.Error()
		} else {
			got = f.text + f.unit
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
