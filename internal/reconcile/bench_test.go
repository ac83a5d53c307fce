package reconcile

import (
	"testing"

	"disclosure/data"
	"disclosure/internal/source"
)

// loadFirst returns the report that the site publishes, with its relations.
func loadFirst(t testing.TB) (*reading, relations) {
	t.Helper()
	r, err := source.Load(data.Files, "futian-zwfwj/2021-budget")
	if err != nil {
		t.Fatal(err)
	}
	reading := read(r)
	rel, err := load(data.Files, data.Files, reading)
	if err != nil {
		t.Fatal(err)
	}
	return reading, rel
}

// BenchmarkCheck is held to 20 ms for all relations of a report.
func BenchmarkCheck(b *testing.B) {
	r, rel := loadFirst(b)
	for b.Loop() {
		rel.check(r)
	}
}

// BenchmarkCheckMany is held to 60 ms for five times as many.
func BenchmarkCheckMany(b *testing.B) {
	r, rel := loadFirst(b)
	one := rel.all
	for range 4 {
		rel.all = append(rel.all, one...)
	}
	b.Logf("%d relations", len(rel.all))
	for b.Loop() {
		rel.check(r)
	}
}

func BenchmarkLoad(b *testing.B) {
	r, _ := loadFirst(b)
	for b.Loop() {
		if _, err := load(data.Files, data.Files, r); err != nil {
			b.Fatal(err)
		}
	}
}
