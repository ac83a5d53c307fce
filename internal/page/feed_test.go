package page_test

import (
	"fmt"
	"testing"
	"time"

	"disclosure/internal/report"
)

// A report whose versions nobody dates is in the feed with the day on which its original
// was published, else with that on which it was taken from there, else not at all. A feed
// without entries was updated when the site's reports were written.
func TestFeedInventsNoDay(t *testing.T) {
	written := time.Date(2026, 7, 3, 4, 5, 6, 0, time.UTC)
	for _, test := range []struct {
		name      string
		originals []report.Original
		want      string
	}{
		{"nothing is known", nil, "2026-07-03T00:00:00+08:00 []"},
		{"no day", []report.Original{{Name: "预算.pdf"}}, "2026-07-03T00:00:00+08:00 []"},
		{"published", []report.Original{{Published: "2026-02-10", Received: "2026-03-01"}, {Published: "2026-02-09"}}, "2026-02-09T00:00:00+08:00 [公布：2030 年样例局部门预算]"},
		{"received", []report.Original{{Received: "2026-03-02"}, {Received: "2026-03-01"}}, "2026-03-01T00:00:00+08:00 [取得原件：2030 年样例局部门预算]"},
	} {
		r := sample()
		r.Originals = test.originals
		one := report.Listing{Key: r.Key, Version: r.Version, Heading: r.Heading, UnitName: r.UnitName}
		one.Published, one.Received = r.FirstDays()
		feed := site.Feed("", [][]report.Listing{{one}}, written)
		titles := []string{}
		for _, e := range feed.Entries {
			titles = append(titles, e.Title)
			if e.Updated != feed.Updated || e.ID != site.Origin+base+"@0123456789ab" {
				t.Errorf("%s: got the entry %+v", test.name, e)
			}
		}
		if got := fmt.Sprint(feed.Updated, " ", titles); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
