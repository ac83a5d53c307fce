package report_test

import (
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
)

// TestCaptions wants the body and the unit of money of the lines above a header, as
// reports print them.
func TestCaptions(t *testing.T) {
	for _, c := range []struct{ line, parts, body, money string }{
		{"编制单位：某局  单位：元", "编制单位：某局|单位：元", "某局", "元"},
		{"编制单位：某局 金额单位：万元", "编制单位：某局|金额单位：万元", "某局", "万元"},
		{"编制单位：某校 2022年度 金额单位：元", "编制单位：某校|2022年度|金额单位：元", "某校", "元"},
		{"部门：某局 2023年", "部门：某局|2023年", "某局", ""},
		{"部门：某局金额单位：万元", "部门：某局|金额单位：万元", "某局", "万元"},
		{"部门：某局单位：人民币元", "部门：某局|单位：人民币元", "某局", "元"},
		{"部门（单位）名称：某局", "部门（单位）名称：某局", "某局", ""},
		{"填报单位（盖章）：某局", "填报单位（盖章）：某局", "某局", ""},
		{"（单位：百元）", "（单位：百元）", "", "百元"},
		{"单位：万元、人", "单位：万元、人", "", "万元"},
		{"单位：人", "单位：人", "", ""},
		{"单位：万元", "单位：万元", "", "万元"},
		{"公开01表", "公开01表", "", ""},
	} {
		if got := strings.Join(report.CaptionParts(c.line), "|"); got != c.parts {
			t.Errorf("%s: got parts %s, want %s", c.line, got, c.parts)
		}
		body, money := report.CaptionFacts([]string{c.line})
		if got, want := []string{body, string(money)}, []string{c.body, c.money}; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.line, got, want)
		}
	}
}
