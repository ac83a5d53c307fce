package reconcile_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
)

// A nought in a text is stated by many cells, none of which it has to do with.
func TestNoughtHasNoCandidates(t *testing.T) {
	r := &report.Report{Front: report.Front{MoneyUnit: "万元"}, Tables: []report.Table{{Number: 1, Title: "表", MoneyUnit: "万元",
		Columns: []report.Column{{Path: []string{"金额"}, Role: report.Amount}},
		Rows: []report.Row{{Cells: []report.Cell{{Text: "0.00", Value: decimal.NewNullDecimal(decimal.Zero)}}},
			{Cells: []report.Cell{{Text: "6.40", Value: decimal.NewNullDecimal(decimal.New(640, -2))}}}}}}}
	for value, want := range map[string]int{"0": 0, "6.4": 1} {
		o := finding.Open{Operand: finding.Operand{Value: value, Unit: "万元"}, Money: true}
		if got := reconcile.Candidates(r, o); len(got) != want {
			t.Errorf("%s: got %d cells that state the same, want %d", value, len(got), want)
		}
	}
}
