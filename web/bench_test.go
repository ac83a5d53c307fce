package web_test

import (
	"net/http"
	"testing"
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
