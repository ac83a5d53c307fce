package page_test

import (
	"slices"
	"testing"

	"disclosure/internal/report"
)

// An old page says how much of it differs from the newest version, and never that it is
// the same where it is not.
func TestOldVersionTells(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(r *report.Report)
		want   string
		places int
	}{
		{"nothing of this page", func(r *report.Report) { r.Heading += "（更正）" }, "这一页的内容与最新版本相同。", 0},
		{"a figure", func(r *report.Report) { r.Tables[1].Rows[0].Cells[2].Text = "9.99" }, "这一页有 1 处与最新版本不同。", 1},
		{"another order of the header", func(r *report.Report) {
			r.Tables[1].Columns[0].Path = []string{"上层", r.Tables[1].Columns[0].Path[0]}
		}, "这一页有 1 处与最新版本不同。", 1},
		{"no such table any more", func(r *report.Report) { r.Tables = slices.Delete(r.Tables, 1, 2) }, "最新版本没有这一部分。", 0},
	} {
		before, newest := sample(), sample()
		newest.Tables = slices.Clone(newest.Tables)
		test.change(newest)
		for i := range newest.Tables {
			newest.Tables[i].Number = i + 1
		}
		before.Version, newest.Version = before.ContentHash(), newest.ContentHash()
		o, n := before.Outline(), newest.Outline()
		o.Pinned, o.Newest = true, &n
		p := site.Table(o, &before.Tables[1], nil)
		if p.Old == nil || !p.NoIndex {
			t.Fatalf("%s: the page does not say that it is old", test.name)
		}
		p.Old.Tell(before, newest)
		if p.Old.Outcome != test.want || len(p.Old.Changes) != test.places {
			t.Errorf("%s: got %q with %d places %+v, want %q with %d", test.name, p.Old.Outcome, len(p.Old.Changes), p.Old.Changes, test.want, test.places)
		}
	}
}
