package web_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/store"
)

// BenchmarkRender makes each kind of page from the store, compression
// included.
func BenchmarkRender(b *testing.B) {
	for name, path := range map[string]string{
		"home": "/", "about": "/about", "overview": base,
		"section": base + "/sections/1", "glossary": base + "/sections/8",
		"table": base + "/tables/7", "wide": base + "/tables/2", "form": base + "/tables/14",
		"projects": base + "/projects", "project": base + "/projects/1",
		"notes": base + "/notes", "print": base + "/print", "source": base + "/source.txt",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				site, _ := newSite(b, "published") // with an empty cache
				b.StartTimer()
				if w := get(site, path); w.Code != http.StatusOK {
					b.Fatalf("got status %d, want 200", w.Code)
				}
			}
		})
	}
}

// BenchmarkCached serves what is in the cache already.
func BenchmarkCached(b *testing.B) {
	for name, headers := range map[string][]string{"plain": nil, "br": {"Accept-Encoding", "gzip, deflate, br"}} {
		b.Run(name, func(b *testing.B) {
			site, log := newSite(b, "published")
			for b.Loop() {
				if w := get(site, base+"/tables/7", headers...); w.Code != http.StatusOK {
					b.Fatalf("got status %d, want 200", w.Code)
				}
				log.Reset()
			}
		})
	}
}

// BenchmarkNotCached asks for pages of the whole site that are not in the cache,
// one after the other in a random order, with one report and with a thousand,
// and reports how long the slowest in a hundred takes: the goal is 3 ms. The two
// pages of a report that show all of it are counted with all pages and left out
// of the rest. Building the store of a thousand takes minutes.
func BenchmarkNotCached(b *testing.B) {
	for _, count := range []int{1, 1000} {
		b.Run(fmt.Sprintf("reports=%d", count), func(b *testing.B) {
			st := storeOf(b, count)
			pages := sitePages(b, st)
			var all, rest []time.Duration
			for b.Loop() {
				b.StopTimer()
				site, _ := siteOver(b, st) // with an empty cache
				rand.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
				b.StartTimer()
				for _, page := range pages[:min(500, len(pages))] {
					start := time.Now()
					if w := get(site, page, "Accept-Encoding", "br"); w.Code != http.StatusOK {
						b.Fatalf("%s: got status %d, want 200", page, w.Code)
					}
					took := time.Since(start)
					all = append(all, took)
					if !strings.HasSuffix(page, "/print") && !strings.HasSuffix(page, "/checks") {
						rest = append(rest, took)
					}
				}
			}
			for name, path := range map[string]string{"home": "/", "about": "/about", "data": "/data"} { // which list every report
				site, _ := siteOver(b, st)
				start := time.Now()
				get(site, path, "Accept-Encoding", "br")
				b.ReportMetric(float64(time.Since(start).Microseconds())/1000, "ms-"+name)
			}
			for name, times := range map[string][]time.Duration{"all": all, "rest": rest} {
				slices.Sort(times)
				for _, percent := range []int{50, 99} {
					b.ReportMetric(float64(times[len(times)*percent/100].Microseconds())/1000, fmt.Sprintf("ms-p%d-%s", percent, name))
				}
			}
		})
	}
}

// sitePages returns the paths in the sitemap of the site over st, and in its parts.
func sitePages(b *testing.B, st *store.Store) []string {
	b.Helper()
	site, _ := siteOver(b, st)
	var pages []string
	maps := []string{"/sitemap.xml"}
	for k := 0; k < len(maps); k++ {
		for line := range strings.Lines(get(site, maps[k]).Body.String()) {
			_, address, found := strings.Cut(line, "<loc>"+origin)
			path, _, _ := strings.Cut(address, "<")
			switch {
			case !found:
			case strings.HasSuffix(path, ".xml"):
				maps = append(maps, path)
			default:
				pages = append(pages, path)
			}
		}
	}
	return pages
}

// storeOf opens a file of the published report and of copies of it under other
// names.
func storeOf(b *testing.B, count int) *store.Store {
	b.Helper()
	all, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		b.Fatal(err)
	}
	all = all[:1]
	for i := 1; i < count; i++ {
		r := *all[0].Report
		r.Unit = fmt.Sprintf("%s-%d", r.Unit, i)
		r.Version = r.ContentHash()
		all = append(all, finding.Checked{Report: &r, Result: all[0].Result})
	}
	path := filepath.Join(b.TempDir(), "reports.db")
	if err := store.Write(context.Background(), path, all); err != nil {
		b.Fatal(err)
	}
	if info, err := os.Stat(path); err == nil {
		b.Logf("%d reports in %d MB", count, info.Size()/1e6)
	}
	st, err := store.Open(context.Background(), path, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(st.Close)
	return st
}
