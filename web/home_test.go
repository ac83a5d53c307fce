package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// BenchmarkBodies asks for the pages that list bodies and reports, and for those that say
// how many there are, with an empty cache, on a site of a thousand reports: /, /about and
// /data are to take at most 5 ms, the page of a body 20, and the file of the reports 1.2 GB.
func BenchmarkBodies(b *testing.B) {
	st := storeOf(b, 1000)
	for _, path := range []string{"/", "/?name=福田&year=2021", "/?page=30", "/about", "/data", "/futian-zwfwj-7", "/reports.json", "/feed.atom", "/futian-zwfwj-7/feed.atom", "/futian-zwfwj-7/figures.csv", "/figures.csv"} {
		b.Run(strings.ReplaceAll(path, "/", "_"), func(b *testing.B) {
			var took time.Duration
			for b.Loop() {
				b.StopTimer()
				site, _ := siteOver(b, st)
				b.StartTimer()
				start := time.Now()
				if w := get(site, path, "Accept-Encoding", "br"); w.Code != 200 {
					b.Fatal(fmt.Sprint(w.Code))
				}
				took += time.Since(start)
			}
			b.ReportMetric(float64(took.Microseconds())/1000/float64(b.N), "ms")
		})
	}
}
