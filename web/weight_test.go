package web_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The pages stay as light as those of the commit that testdata/weights.tsv names:
// all together at most 110 % of their bytes, one alone at most 112 %. They are
// weighed with gzip, whose result moves with the page alone: brotli at level 5
// guesses from samples of a page how to write it, and may be 200 bytes off.
func TestPagesStayLight(t *testing.T) {
	site, _ := newSite(t, "published")
	weights, err := os.ReadFile("testdata/weights.tsv")
	if err != nil {
		t.Fatal(err)
	}
	pages, allBefore, all := 0, 0, 0
	for line := range strings.Lines(string(weights)) {
		var before int
		var path string
		if _, err := fmt.Sscanf(line, "%d %s", &before, &path); err != nil {
			continue // the heading
		}
		answer := get(site, path, "Accept-Encoding", "gzip")
		if answer.Header().Get("Content-Encoding") != "gzip" {
			t.Fatalf("%s: got no gzip", path)
		}
		now := answer.Body.Len()
		if now*100 > before*112 {
			t.Errorf("%s: got %d bytes, %d %% of %d, want at most 112 %%", path, now, now*100/before, before)
		}
		pages, allBefore, all = pages+1, allBefore+before, all+now
	}
	if all*100 > allBefore*110 || pages < 40 {
		t.Errorf("got %d bytes in %d pages, %d %% of %d, want at most 110 %% in all pages", all, pages, all*100/max(allBefore, 1), allBefore)
	}
	t.Logf("%d bytes, %d %% of %d", all, all*100/max(allBefore, 1), allBefore)
}
