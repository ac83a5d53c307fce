package report_test

import (
	"testing"

	"disclosure/internal/report"
)

// TestWideMentions wants amounts in digits of full width found where they stand, and none
// whose digits are of both widths.
func TestWideMentions(t *testing.T) {
	const text = "收入２５．７０万元，比上年增加1.50万元，其中２5万元。"
	var got []string
	for _, m := range report.Mentions(text) {
		got = append(got, text[m.Start:m.End]+" "+m.Value.String()+" "+string(m.Unit))
	}
	if len(got) != 2 || got[0] != "２５．７０ 25.7 万元" || got[1] != "1.50 1.5 万元" {
		t.Errorf("got %q, want the two amounts", got)
	}
}
