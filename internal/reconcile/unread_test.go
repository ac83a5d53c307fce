package reconcile_test

import (
	"os"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

// A part of a sum that prints digits in no form that is known is no blank: nothing is
// concluded of the sum, and the reader is told why.
func TestUnreadFigure(t *testing.T) {
	files := os.DirFS("../source/testdata/shapes")
	r, err := source.Load(files, "shili-yunshan-wlj/2025-budget")
	if err != nil {
		t.Fatal(err)
	}
	const printed = "1200,00.00"
	cell := &r.Tables[0].Rows[3].Cells[1]
	if cell.Text != "120,000.00" {
		t.Fatalf("got %q in the cell", cell.Text)
	}
	cell.Text, cell.Value = printed, report.ParseCell(report.Amount, printed)
	result, err := reconcile.Reconcile(files, files, r)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for i := range result.Findings {
		f := &result.Findings[i]
		if f.Outcome == finding.Disagrees {
			t.Errorf("%s: got 不一致: %s", f.Key, wording.Why(f))
		}
		if f.Reason.Doubt == finding.Unread {
			told++
			const want = "“1200,00.00”的写法不能确认是哪个数，无法核对。"
			if got := wording.Why(f); f.Outcome != finding.Unchecked || got != want {
				t.Errorf("%s: got %s, %q, want %q", f.Key, f.Outcome, got, want)
			}
		}
	}
	if told == 0 {
		t.Error("no finding says that the figure cannot be read")
	}
}
