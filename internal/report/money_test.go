package report_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// Each unit of money is known wherever a report can print it: behind a figure, in
// the brackets of a header, and by its worth in 元.
func TestMoneyUnits(t *testing.T) {
	want := map[report.MoneyUnit]string{"元": "1.5", "百元": "150", "千元": "1500", "万元": "15000", "百万元": "1500000", "亿元": "150000000"}
	units := report.MoneyUnits()
	if len(units) != len(want) {
		t.Fatalf("got %d units, want %d", len(units), len(want))
	}
	for _, unit := range units {
		found := report.Mentions("安排1.5" + string(unit) + "。")
		if len(found) != 1 || found[0].Unit != unit {
			t.Errorf("%s in a sentence: got %+v", unit, found)
		}
		table := report.Table{MoneyUnit: "元", Columns: []report.Column{{Path: []string{"金额（" + string(unit) + "）"}, Role: report.Amount}}}
		if got := table.UnitOf(1); got != unit {
			t.Errorf("%s in a header: got %q", unit, got)
		}
		if parsed, err := report.ParseMoneyUnit(string(unit)); err != nil || parsed != unit {
			t.Errorf("%s: got %q, %v", unit, parsed, err)
		}
		if yuan, ok := report.Yuan(decimal.RequireFromString("1.5"), unit); !ok || yuan.String() != want[unit] {
			t.Errorf("1.5 %s: got %s 元, %t, want %s", unit, yuan, ok, want[unit])
		}
	}
	for _, text := range []string{"美元", "万", "", "元整"} {
		if _, err := report.ParseMoneyUnit(text); err == nil || !strings.Contains(err.Error(), "百万元 百元 千元 万元 亿元 元") {
			t.Errorf("%q: got %v, want an error that lists the units", text, err)
		}
	}
}
