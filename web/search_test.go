package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Every hit leads to a place that exists.
func TestHitsLeadToPlaces(t *testing.T) {
	site, _ := newSite(t, "published")
	ids := map[string]map[string]bool{}
	for _, query := range []string{"预算", "网格", "2021", "0.00", "指标", "三公", "不一致", "整理说明", "100万到200万"} {
		next := "/search?q=" + url.QueryEscape(query)
		for next != "" {
			w := get(site, next)
			if w.Code != http.StatusOK {
				t.Fatalf("%s: got status %d, want 200", next, w.Code)
			}
			doc := parse(t, w.Body.String())
			for _, link := range doc.Find(".hit-title a, .narrow a, .answers a, .hit-facts a").EachIter() {
				target := link.AttrOr("href", "")
				page, fragment, _ := strings.Cut(target, "#")
				if ids[page] == nil {
					ids[page] = idsOf(t, site, page)
				}
				if fragment != "" && !ids[page][fragment] {
					t.Errorf("%s: leads to %s, where no such place is", next, target)
				}
			}
			next = doc.Find(".neighbours a[rel=next]").AttrOr("href", "")
		}
	}
	if len(ids) < 20 {
		t.Errorf("got hits on %d pages, want more to look at", len(ids))
	}
}

func idsOf(t *testing.T, site http.Handler, page string) map[string]bool {
	t.Helper()
	w := get(site, page)
	if w.Code != http.StatusOK {
		t.Errorf("%s: got status %d, want 200", page, w.Code)
	}
	ids := map[string]bool{}
	for _, s := range parse(t, w.Body.String()).Find("[id]").EachIter() {
		ids[s.AttrOr("id", "")] = true
	}
	return ids
}

// A query that is too long is refused. No query that is allowed takes so long that the
// search is given up.
func TestLongQueries(t *testing.T) {
	site, log := newSite(t, "published")
	for query, want := range map[string]int{
		strings.Repeat("预", 200):       http.StatusOK,
		strings.Repeat("预", 201):       http.StatusBadRequest,
		strings.Repeat("a", 3000):      http.StatusBadRequest,
		strings.Repeat("a", 10000):     http.StatusRequestURITooLong,
		strings.Repeat("*", 200):       http.StatusOK,
		strings.Repeat("\"", 200):      http.StatusOK,
		strings.Repeat("预 ", 100):      http.StatusOK,
		strings.Repeat("预算支出", 50):     http.StatusOK,
		strings.Repeat("0 1 2 3 ", 25): http.StatusOK,
	} {
		w := get(site, "/search?q="+url.QueryEscape(query))
		if w.Code != want {
			t.Errorf("%.20q…: got status %d, want %d; log %s", query, w.Code, want, log)
		}
		if parse(t, w.Body.String()).Find("header form[role=search]").Length() != 1 {
			t.Errorf("%.20q…: got a page that is not in the site's layout", query)
		}
	}
}

// Answers to queries are not kept: there is no end of them.
func TestSearchIsNotCached(t *testing.T) {
	st, err := stores["published"]()
	if err != nil {
		t.Fatal(err)
	}
	site, _ := siteOver(t, st)
	first := get(site, "/search?q=%E4%B8%89%E5%85%AC")
	if again := get(site, "/search?q=%E6%95%99%E8%82%B2"); again.Body.String() == first.Body.String() {
		t.Error("got the same answer to another query")
	}
	if w := get(site, "/search?q=%E4%B8%89%E5%85%AC", "If-None-Match", first.Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("got status %d for what the client has, want 304", w.Code)
	}
}
