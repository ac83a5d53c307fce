package web_test

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// crawled is a page that links lead to.
type crawled struct {
	doc  *goquery.Document // nil for what is not HTML
	ids  map[string]int
	from string // the page that first linked here
}

// crawl follows every link from the home page and returns all that it finds,
// by path. A link that does not answer, and a fragment that does not exist,
// are errors.
func crawl(t *testing.T, site http.Handler) map[string]*crawled {
	t.Helper()
	pages := map[string]*crawled{}
	fragments := map[string]string{} // path#fragment → a page that links there
	queue := []string{"/"}
	pages["/"] = &crawled{from: "nowhere"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		w := get(site, path)
		if w.Code != http.StatusOK {
			t.Errorf("%s, linked from %s: got status %d, want 200", path, pages[path].from, w.Code)
			continue
		}
		if w.Header().Get("Content-Type") != "text/html; charset=utf-8" || strings.Contains(path, "@") {
			continue // the pages of a version are those of the report under another address; see version_test.go
		}
		p := pages[path]
		p.doc, p.ids = parse(t, w.Body.String()), map[string]int{}
		for _, s := range p.doc.Find("[id]").EachIter() {
			p.ids[s.AttrOr("id", "")]++
		}
		for _, link := range linksOf(t, path, p.doc) {
			if link.Fragment != "" {
				fragments[link.Path+"#"+link.Fragment] = path
			}
			if pages[link.Path] == nil {
				pages[link.Path] = &crawled{from: path}
				queue = append(queue, link.Path)
			}
		}
	}
	for target, from := range fragments {
		path, fragment, _ := strings.Cut(target, "#")
		if p := pages[path]; p.ids[fragment] == 0 && !strings.Contains(path, "@") {
			t.Errorf("%s links to %s: no element has that id", from, target)
		}
	}
	return pages
}

// linksOf returns the addresses on this site that a page leads to or loads.
func linksOf(t *testing.T, path string, doc *goquery.Document) []*url.URL {
	t.Helper()
	base, err := url.Parse(origin + path)
	if err != nil {
		t.Fatal(err)
	}
	var links []*url.URL
	for _, s := range doc.Find("[href], [src]").EachIter() {
		text := s.AttrOr("href", s.AttrOr("src", ""))
		link, err := base.Parse(text)
		switch {
		case text == "" || err != nil:
			t.Errorf("%s: got link %q, want an address", path, text)
		case link.Scheme+"://"+link.Host == origin:
			links = append(links, link)
		case !s.Is("a"):
			t.Errorf("%s: loads %s from elsewhere", path, text)
		case link.Scheme != "https" && link.Scheme != "http" && link.Scheme != "mailto":
			t.Errorf("%s: got link %q, want a web address", path, text)
		}
	}
	return links
}

func TestCrawl(t *testing.T) {
	for name := range stores {
		t.Run(name, func(t *testing.T) {
			site, _ := newSite(t, name)
			pages := crawl(t, site)
			titles, descriptions := map[string]string{}, map[string]string{}
			received := ""
			for path := range pages {
				if strings.HasSuffix(path, "/source.txt") {
					received += get(site, path).Body.String()
				}
			}
			var addresses []string
			for path, p := range pages {
				if p.doc == nil {
					continue
				}
				passed := p.doc.Find("meta[name=robots][content=noindex]").Length() > 0
				if !passed && !strings.Contains(path, "/checks/") { // every figure of a part: for those who read the part
					addresses = append(addresses, origin+path)
				}
				wellFormed(t, path, p)
				escapedOnce(t, path, p.doc, received)
				unique(t, titles, path, "title", p.doc.Find("title").Text())
				unique(t, descriptions, path, "description", p.doc.Find("meta[name=description]").AttrOr("content", ""))
			}
			slices.Sort(addresses)
			mapped := sitemap(t, site)
			slices.Sort(mapped)
			if !slices.Equal(addresses, mapped) {
				t.Errorf("got sitemap\n%s\nwant the pages that links lead to\n%s", strings.Join(mapped, "\n"), strings.Join(addresses, "\n"))
			}
		})
	}
}

// wellFormed holds a page against what every page owes its readers.
func wellFormed(t *testing.T, path string, p *crawled) {
	t.Helper()
	for _, check := range []checker{
		in("html", hasAttr("lang", "zh-CN")), in("h1"), in("main"), at(path), in("title"),
		count("style, [style]", 0), count("script:not([src], [type='application/ld+json'])", 0), count("a a", 0), count("[title]", 0),
	} {
		if err := check(p.doc.Selection); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	for id, n := range p.ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			t.Errorf("%s: got %d elements with id %q, want one with a name", path, n, id)
		}
	}
	for _, s := range p.doc.Find("*").EachIter() {
		for _, a := range s.Nodes[0].Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: got attribute %s of %s, want no inline script", path, a.Key, goquery.NodeName(s))
			case slices.Contains([]string{"headers", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns"}, a.Key):
				for _, id := range strings.Fields(a.Val) {
					if p.ids[id] == 0 {
						t.Errorf("%s: got %s=%q of %s, no element has the id %s", path, a.Key, a.Val, goquery.NodeName(s), id)
					}
				}
			}
		}
	}
}

// entity is an escaped character, with what stands around it.
var entity = regexp.MustCompile(`\S*&(?:amp|lt|gt|quot|nbsp|#[0-9]+);\S*`)

// escapedOnce fails where readers see an escaped character that the text as
// received does not have.
func escapedOnce(t *testing.T, path string, doc *goquery.Document, received string) {
	t.Helper()
	var shown string
	for _, s := range doc.Find("*").EachIter() {
		for _, a := range s.Nodes[0].Attr {
			shown += a.Val + "\n"
		}
		for text := range s.Nodes[0].ChildNodes() {
			if text.Type == html.TextNode {
				shown += text.Data + "\n"
			}
		}
	}
	for _, twice := range entity.FindAllString(shown, -1) {
		if !strings.Contains(received, twice) {
			t.Errorf("%s: got %q, escaped twice", path, twice)
		}
	}
}

func unique(t *testing.T, seen map[string]string, path, what, text string) {
	t.Helper()
	if other, ok := seen[text]; ok || strings.TrimSpace(text) == "" {
		t.Errorf("%s: got %s %q, the same as %q, want one of its own", path, what, text, other)
	}
	seen[text] = path
}

func sitemap(t *testing.T, site http.Handler) []string {
	t.Helper()
	var set struct {
		Addresses []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal(get(site, "/sitemap.xml").Body.Bytes(), &set); err != nil {
		t.Fatal(err)
	}
	return set.Addresses
}
