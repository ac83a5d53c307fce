package reconcile_test

import (
	"testing"

	"github.com/disclosure/disclosure/data"
	"github.com/disclosure/disclosure/internal/reconcile"
	"github.com/disclosure/disclosure/internal/report"
	"github.com/disclosure/disclosure/internal/source"
)

const first = "futian-zwfwj/2021-budget"

// firstReport is the report that the site publishes, with its relations.
func firstReport(t testing.TB) (*report.Report, reconcile.Relations) {
	t.Helper()
	r, err := source.Load(data.Files, first)
	if err != nil {
		t.Fatal(err)
	}
	rel, err := reconcile.Load(data.Files, data.Files, first, r)
	if err != nil {
		t.Fatal(err)
	}
	return r, rel
}

// BenchmarkCheck is held to 20 ms for all relations of a report.
func BenchmarkCheck(b *testing.B) {
	r, rel := firstReport(b)
	for b.Loop() {
		reconcile.Check(r, rel)
	}
}

func BenchmarkLoad(b *testing.B) {
	r, _ := firstReport(b)
	for b.Loop() {
		if _, err := reconcile.Load(data.Files, data.Files, first, r); err != nil {
			b.Fatal(err)
		}
	}
}
