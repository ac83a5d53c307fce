package web_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

var updatePictures = flag.Bool("update-pictures", false, "write testdata/pictures anew; look at each file that changes")

// Each picture's file is the one that was looked at, byte for byte, and well-formed XML
// that loads nothing.
func TestPictureFiles(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, slug := range []string{"flow", "functions", "quarters", "three-public"} {
		w := get(site, base+"/pictures/"+slug+".svg")
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/svg+xml" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: got %d, %v", slug, w.Code, w.Header())
		}
		if err := xml.Unmarshal(w.Body.Bytes(), new(struct{})); err != nil {
			t.Errorf("%s: %v", slug, err)
		}
		if loads := regexp.MustCompile(`href=|url\(|<style|<script|style=`).FindString(w.Body.String()); loads != "" {
			t.Errorf("%s: got %q, want a file that needs no other", slug, loads)
		}
		golden := "testdata/pictures/" + slug + ".svg"
		if *updatePictures {
			if err := os.WriteFile(golden, w.Body.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, w.Body.Bytes()) {
			t.Errorf("%s differs from %s: look at it, then `go test ./web -run PictureFiles -update-pictures`", slug, golden)
		}
	}
}

// Pictures with links are groups, whose links have full names and nothing else to read;
// pictures without are hidden beside the figures that they show.
func TestPicturesAreRead(t *testing.T) {
	for name := range stores {
		site, _ := newSite(t, name)
		for path, p := range crawl(t, site) {
			if p.doc == nil {
				continue
			}
			for _, svg := range p.doc.Find(".picture svg:not(svg svg)").EachIter() {
				links := svg.Find("a")
				switch {
				case links.Length() == 0 && svg.AttrOr("aria-hidden", "") != "true":
					t.Errorf("%s: a drawing without links is read aloud", path)
				case links.Length() > 0 && (svg.AttrOr("role", "") != "group" || svg.AttrOr("aria-label", "") == ""):
					t.Errorf("%s: a drawing with links is no group with a name", path)
				}
				for _, a := range links.EachIter() {
					if label := a.AttrOr("aria-label", ""); !regexp.MustCompile(`^\S.* [0-9,.]+ (元|万元)(，.*%)?$`).MatchString(label) {
						t.Errorf("%s: got name %q of a part, want its name, amount and share", path, label)
					}
				}
				if n := svg.Find("text:not([aria-hidden=true])").Length(); n > 0 {
					t.Errorf("%s: %d texts are read beside the names", path, n)
				}
			}
			for _, figure := range p.doc.Find(".picture").EachIter() {
				if figure.Find("figcaption p").Text() == "" || figure.Find("table caption").Length() != 1 || figure.Find("tbody a").Length() == 0 {
					t.Errorf("%s: a picture without description or table", path)
				}
			}
			if has, loads := p.doc.Find(".picture").Length() > 0, p.doc.Find("link[href*='/static/pictures-']").Length() == 1; has != loads {
				t.Errorf("%s: shows a picture: %t, loads the sheet for it: %t", path, has, loads)
			}
		}
	}
}

// What a picture says of a part is what the place says to which it leads.
func TestPicturesShowPrintedFigures(t *testing.T) {
	site, _ := newSite(t, "published")
	pages := map[string]*goquery.Document{}
	seen := 0
	for _, slug := range []string{"flow", "functions", "three-public"} {
		doc := parse(t, get(site, base+"/pictures/"+slug).Body.String())
		for _, row := range doc.Find(".figures tbody tr:has(td)").EachIter() {
			path, id, _ := strings.Cut(row.Find("th a").AttrOr("href", ""), "#")
			if pages[path] == nil {
				pages[path] = parse(t, get(site, path).Body.String())
			}
			shown, stated := strings.TrimSpace(row.Find("td.amount").First().Text()), strings.TrimSpace(pages[path].Find("#"+id).Text())
			if shown != stated {
				t.Errorf("%s: shows %q, %s#%s says %q", slug, shown, path, id, stated)
			}
			seen++
		}
	}
	if seen < 35 {
		t.Errorf("got %d rows, want at least 35", seen)
	}
}

// A report has no address of a picture whose figures it does not state.
func TestMissingPictures(t *testing.T) {
	site, _ := newSite(t, "other")
	for _, path := range []string{"/pictures", "/pictures/flow", "/pictures/flow.svg", "/pictures/nothing", "/pictures/flow.png"} {
		const report = "/shili-qinghe-nyncj/2023/budget"
		if w := get(site, report+path); w.Code != http.StatusNotFound {
			t.Errorf("%s: got %d, want 404", path, w.Code)
		}
	}
	published, _ := newSite(t, "published")
	for _, path := range []string{"/pictures", "/pictures/nothing", "/pictures/flow.png", "/pictures/.svg"} {
		if w := get(published, base+path); w.Code != http.StatusNotFound {
			t.Errorf("%s: got %d, want 404", path, w.Code)
		}
	}
}

// The overview with all its pictures stays small.
func TestOverviewWithPicturesIsLight(t *testing.T) {
	site, _ := newSite(t, "published")
	w := get(site, base, "Accept-Encoding", "br")
	if n := parse(t, get(site, base).Body.String()).Find(".picture").Length(); n != 4 || w.Body.Len() > 14_000 {
		t.Errorf("got %d pictures in %d bytes, want 4 in at most 14000", n, w.Body.Len())
	}
	t.Log(fmt.Sprint(w.Body.Len(), " bytes"))
}
