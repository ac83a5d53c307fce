package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// A code that is printed in parts says of each part which code it is of, so that a
// citation names the code once.
func TestPartsOfCodes(t *testing.T) {
	site, _ := newSite(t, "shapes")
	w := get(site, "/shili-yunshan-wlj/2025/budget/tables/2")
	if w.Code != http.StatusOK {
		t.Fatalf("got status %d", w.Code)
	}
	doc := parse(t, w.Body.String())
	codes := map[string]int{}
	doc.Find("tbody [data-code]").Each(func(_ int, cell *goquery.Selection) {
		codes[cell.AttrOr("data-code", "")]++
	})
	if len(codes) == 0 {
		t.Fatal("no cell says of which code it prints a part")
	}
	for code, cells := range codes {
		if len(code) != 3 && len(code) != 5 && len(code) != 7 || cells < 1 {
			t.Errorf("got the code %s in %d cells", code, cells)
		}
	}
	published, _ := newSite(t, "published")
	if first := get(published, base+"/tables/7").Body.String(); strings.Contains(first, "data-code") {
		t.Error("a code in one column says a second time what it is")
	}
}
