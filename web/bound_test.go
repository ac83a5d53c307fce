package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// parts are the pages of a report that have checks of their own.
func parts(t *testing.T, site http.Handler) (paths []string) {
	t.Helper()
	for _, address := range sitemap(t, site) {
		path := strings.TrimPrefix(address, origin)
		if strings.Contains(path, "/sections/") || strings.Contains(path, "/tables/") || strings.Contains(path, "/projects/") {
			paths = append(paths, path)
		}
	}
	return paths
}

// Every anchor of a part's checks is one of the part, with the same figures.
func TestPartChecks(t *testing.T) {
	site, _ := newSite(t, "published")
	pages, figures := 0, 0
	for _, path := range parts(t, site) {
		part, checks := get(site, path), get(site, base+"/checks"+strings.TrimPrefix(path, base))
		if checks.Code == http.StatusNotFound {
			continue
		}
		pages++
		doc := parse(t, part.Body.String())
		for _, place := range parse(t, checks.Body.String()).Find(".places > li").EachIter() {
			id := place.AttrOr("id", "")
			at := doc.Find("[id='" + id + "']")
			if at.Length() != 1 {
				t.Errorf("%s: checks of %q, which the part does not have", path, id)
			}
			for _, a := range place.Find(".figure a").EachIter() {
				figures++
				if got, want := a.AttrOr("href", ""), path+"#"+id; got != want {
					t.Errorf("%s: got the figure %s as a link to %s, want %s", path, a.Text(), got, want)
				}
				if got := a.Find("b").Text(); !strings.Contains(at.Text(), got) {
					t.Errorf("%s#%s: got the figure %q, want one of %q", path, id, got, at.Text())
				}
			}
		}
	}
	if pages < 30 || figures < 600 {
		t.Errorf("got checks of %d figures on %d pages, want some 650 on 34", figures, pages)
	}
}

func TestPartWithoutChecks(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, path := range []string{
		base + "/checks/sections/8", base + "/checks/tables/15", base + "/checks/tables/07", base + "/checks/notes/1", base + "/checks/tables",
	} {
		if w := get(site, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: got status %d, want 404: nothing is bound there", path, w.Code)
		}
	}
	if w := get(site, base+"/checks/tables/7/"); w.Code != http.StatusPermanentRedirect {
		t.Errorf("with a slash: got status %d, want 308", w.Code)
	}
}

// A sign beside a figure that does not agree leads to its checks and is no part
// of what is published; a figure that agrees has none. On the print page figures
// lead to the cells of that page.
func TestMarks(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, test := range []struct {
		path   string
		checks []checker
	}{
		{base + "/tables/7", []checker{
			figure("r6c4", "2,139.00", "2139.00"),
			in("#r6c4 > data", hasAttr("data-checks", "3")),
			count("#r5c6 [data-checks], th [data-checks]", 0), // blank; a header
			in(".standing", hasText("都对得上"), in("a", hasAttr("href", base+"/checks/tables/7"))),
			count(".bound", 0),
		}},
		{base + "/tables/4", []checker{
			in("#r11c2 > .bound", hasExactText(""), hasAttr("href", base+"/checks/tables/4#r11c2"), hasAttr("aria-label", "尾差")),
			count("table.signed", 1), in(".standing", hasText("≈")),
		}},
		{base + "/projects/1", []checker{
			in("#f7p1", hasExactText("476.00"), in("data", hasAttr("data-checks", "9"))),
		}},
		{base + "/projects/13", []checker{
			in("#i3c4 a", hasAttr("href", base+"/checks/projects/13#i3c4"), hasAttr("class", "checked disagree")),
		}},
		{base + "/sections/2", []checker{
			in("#p1", linked("2,708.03", base+"/tables/1#r22c2"), in("span[data-checks]:not(:has(a))", hasExactText("11.95%"))),
			in("#p1 a.same:nth-of-type(2) data", hasAttr("value", "2708.03")),
		}},
		{base + "/print", []checker{
			count("[data-checks], .pass", 0), in("#s2-p1", linked("2,708.03", "#t1-r22c2")),
		}},
	} {
		page := parse(t, get(site, test.path).Body.String()).Selection
		for _, check := range append(test.checks, count("a a", 0)) {
			if err := check(page); err != nil {
				t.Errorf("%s: %v", test.path, err)
			}
		}
	}
}
