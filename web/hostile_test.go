package web_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/report/reporttest"
	"disclosure/internal/search"
	"disclosure/internal/store"
)

var long = flag.Bool("long", false, "run the long form of each proof")

// twins are two sites that show one report, on one of them with an attack in
// every text and on the other with harmless words there.
type twins struct {
	hostile, benign http.Handler
	pages           map[string]*crawled // of the first
	same            func(string) string // the text with neither attacks nor checksums
}

// TestHostile shows a report of attacks and holds everything that is served
// against what is served of the same report with harmless words. In the short
// form each attack stands in some places, in the long form in all.
func TestHostile(t *testing.T) {
	turns := []int{3} // the longest text stands among the headers of tables
	if *long {
		turns = nil
		for turn := range reporttest.Attacks {
			turns = append(turns, turn)
		}
	}
	published, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, turn := range turns {
		t.Run(fmt.Sprint(turn), func(t *testing.T) {
			two := newTwins(t, published[0].Report, turn)
			looked += len(two.pages)
			t.Run("pages", func(t *testing.T) { hostilePages(t, two) })
			t.Run("sheets", func(t *testing.T) { hostileSheets(t, two) })
			t.Run("files", func(t *testing.T) { hostileFiles(t, two) })
			t.Run("search", func(t *testing.T) { hostileSearch(t, two) })
		})
	}
	t.Logf("%d attacks, each text of the report holding one, %d times: %d pages, style sheets and files",
		len(reporttest.Attacks), len(turns), looked)
}

func newTwins(t *testing.T, r *report.Report, turn int) twins {
	t.Helper()
	attacked, benign := reporttest.Hostile(r, turn)
	var others []string // versions of one site, and what stands for them
	site := func(r *report.Report) http.Handler {
		// No relations are declared for it; its structure has some.
		result, err := reconcile.Reconcile(data.Files, fstest.MapFS{}, r)
		if err != nil {
			t.Fatal(err)
		}
		for i := range result.Findings {
			f, text := &result.Findings[i], r.Tables[i%len(r.Tables)].Title
			f.Remark, f.Basis, f.File = text, text, text
		}
		// Attacks hold digits of their own, which the texts that stand for them do not.
		c := &result.Coverage
		c.Others, c.OthersCovered, c.Apart = 0, 0, nil
		c.Open = slices.DeleteFunc(c.Open, func(o finding.Open) bool { return !o.InTable && !o.Money })
		others = append(others, r.Version, "#", r.ShortVersion(), "#", finding.Version(result.Findings), "#")
		st, err := store.OpenMemory(context.Background(), finding.Checked{Report: r, Result: result})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		site, _ := siteOver(t, st)
		return site
	}
	two := twins{hostile: site(attacked), benign: site(benign)}
	versions := strings.NewReplacer(others...)
	two.same = func(text string) string {
		text = versions.Replace(reporttest.Harmless(text))
		if !strings.Contains(text, "k-") && !strings.HasSuffix(text, ".css") && !strings.HasSuffix(text, ".png") {
			return text // as most are, and to ask checksum takes a fifth of the test
		}
		return checksum.ReplaceAllString(text, "#")
	}
	two.pages = crawl(t, two.hostile)
	return two
}

// hostilePages wants the same elements with the same attributes, and nothing
// but texts to differ.
func hostilePages(t *testing.T, two twins) {
	looked := 0
	for path, p := range two.pages {
		if p.doc == nil {
			continue
		}
		looked++
		wellFormed(t, path, p)
		benign := get(two.benign, path)
		if benign.Code != http.StatusOK {
			t.Errorf("%s: got status %d of the benign page, want 200", path, benign.Code)
			continue
		}
		sameHeaders(t, path, get(two.hostile, path).Header(), benign.Header())
		sameNodes(t, path, two, p.doc.Nodes[0], parse(t, benign.Body.String()).Nodes[0])
	}
	if looked < 40 {
		t.Errorf("looked at %d pages, want those of a whole report", looked)
	}
}

// changing are headers that hold checksums.
var changing = []string{"Etag", "Content-Length", "Last-Modified"}

func sameHeaders(t *testing.T, path string, got, want http.Header) {
	t.Helper()
	for _, h := range []http.Header{got, want} {
		for _, name := range changing {
			h.Del(name)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got headers\n%v\nwant\n%v", path, got, want)
	}
}

// sameNodes walks two trees of elements side by side and stops at the first
// difference.
func sameNodes(t *testing.T, path string, two twins, got, want *html.Node) bool {
	t.Helper()
	where := func(n *html.Node) string {
		return strings.Join(append(above(n), fmt.Sprintf("%.300q", n.Data)), " › ")
	}
	if got.Type != want.Type || got.Type == html.ElementNode && got.Data != want.Data {
		t.Errorf("%s: got %s, want %s", path, where(got), where(want))
		return false
	}
	if got.Type == html.TextNode && !sameText(t, path, two, got, want) {
		return false
	}
	if len(got.Attr) != len(want.Attr) {
		t.Errorf("%s: got %s with %v, want %v", path, where(got), got.Attr, want.Attr)
		return false
	}
	for i, a := range got.Attr {
		if b := want.Attr[i]; a.Key != b.Key || address(two, a.Val) != address(two, b.Val) {
			t.Errorf("%s: got %s with %s=%q, want %s=%q", path, where(got), a.Key, address(two, a.Val), b.Key, address(two, b.Val))
			return false
		}
	}
	a, b := got.FirstChild, want.FirstChild
	for ; a != nil && b != nil; a, b = a.NextSibling, b.NextSibling {
		if !sameNodes(t, path, two, a, b) {
			return false
		}
	}
	if a != nil || b != nil {
		t.Errorf("%s: got %s with other children than %s", path, where(got), where(want))
		return false
	}
	return true
}

func above(n *html.Node) (names []string) {
	for p := n.Parent; p != nil; p = p.Parent {
		names = append([]string{p.Data}, names...)
	}
	return names
}

// sameText compares texts, and of what is for programs what it says.
func sameText(t *testing.T, path string, two twins, got, want *html.Node) bool {
	a, b := two.same(written(got)), two.same(written(want))
	if got.Parent.Data == "script" {
		var x, y any
		if err := json.Unmarshal([]byte(got.Data), &x); err != nil {
			t.Errorf("%s: got linked data that is no JSON: %v\n%.300s", path, err, got.Data)
			return false
		}
		if err := json.Unmarshal([]byte(want.Data), &y); err != nil {
			t.Fatal(err)
		}
		a, b = fmt.Sprint(each(x, two.same)), fmt.Sprint(each(y, two.same))
	}
	if a != b {
		t.Errorf("%s, %s: got text\n%.600q\nwant\n%.600q", path, strings.Join(above(got), " › "), a, b)
	}
	return a == b
}

// written is a text as it is meant: citations for programs have their own signs escaped.
func written(n *html.Node) string {
	for p := n.Parent; p != nil; p = p.Parent {
		if slices.ContainsFunc(p.Attr, func(a html.Attribute) bool { return a.Key == "class" && a.Val == "program embed" }) {
			return html.UnescapeString(n.Data) // markup for other sites
		}
		if slices.ContainsFunc(p.Attr, func(a html.Attribute) bool { return a.Key == "class" && a.Val == "program" }) {
			text := strings.ReplaceAll(n.Data, `\textbackslash{}`, `\\`)
			text = escapedRune.ReplaceAllStringFunc(text, func(code string) string {
				r, _ := strconv.ParseUint(code[2:], 16, 16)
				return string(rune(r))
			})
			return escapedSign.ReplaceAllString(text, "$1")
		}
	}
	return n.Data
}

var (
	escapedRune = regexp.MustCompile(`\\u[0-9a-f]{4}`)
	escapedSign = regexp.MustCompile(`\\([\\{}%&#$_"])`)
)

// each returns a JSON value with every text in it replaced.
func each(v any, replace func(string) string) any {
	switch v := v.(type) {
	case string:
		return replace(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = each(v[i], replace)
		}
		return list
	case map[string]any:
		object := map[string]any{}
		for name := range v {
			object[replace(name)] = each(v[name], replace)
		}
		return object
	}
	return v
}

// checksum is part of an address that is made of texts.
var (
	checksum   = regexp.MustCompile(`/[0-9a-f]{12}\.(?:css|png)$|\bk-[0-9a-f]{12}\b`)
	queryValue = regexp.MustCompile(`=[^&#]*`)
)

// address is the value of an attribute as far as it must be equal, with the
// texts of a query as they are.
func address(two twins, value string) string {
	value = two.same(value)
	if !strings.HasPrefix(value, "/search?") {
		return value
	}
	return queryValue.ReplaceAllStringFunc(value, func(v string) string {
		text, err := url.QueryUnescape(v[1:])
		if err != nil {
			return v
		}
		return "=" + two.same(text)
	})
}

var cssText = regexp.MustCompile(`"(?:[^"\\\n]|\\[^\n])*"`)

// hostileSheets wants nothing of the generated style sheets to differ but what
// stands in quotes.
func hostileSheets(t *testing.T, two twins) {
	looked := 0
	for path, p := range two.pages {
		if p.doc == nil {
			continue
		}
		const selector = "link[rel=stylesheet][href^='/static/running/']"
		got := p.doc.Find(selector).AttrOr("href", "")
		want := parse(t, get(two.benign, path).Body.String()).Find(selector).AttrOr("href", "")
		if (got == "") != (want == "") {
			t.Errorf("%s: got style sheet %q, want %q", path, got, want)
		}
		if got == "" {
			continue
		}
		looked++
		a, b := get(two.hostile, got), get(two.benign, want)
		if a.Code != http.StatusOK || a.Header().Get("Content-Type") != "text/css; charset=utf-8" {
			t.Errorf("%s: got status %d and type %s", got, a.Code, a.Header().Get("Content-Type"))
		}
		outside := func(css string) string { return cssText.ReplaceAllString(css, `""`) }
		if outside(a.Body.String()) != outside(b.Body.String()) {
			t.Errorf("%s: got\n%.600s\nwant\n%.600s", path, outside(a.Body.String()), outside(b.Body.String()))
		}
	}
	if looked < 40 {
		t.Errorf("looked at %d style sheets, want one for each page", looked)
	}
}

// hostileSearch asks for every attack on the site that is full of them: the
// answer has no element and no attribute but those of answers about harmless
// words, and shows what was asked.
func hostileSearch(t *testing.T, two twins) {
	known := map[string]bool{}
	names := func(doc *goquery.Document, see func(name string)) {
		for _, s := range doc.Find("*").EachIter() {
			for _, a := range s.Nodes[0].Attr {
				see(goquery.NodeName(s) + " " + a.Key)
			}
			see(goquery.NodeName(s))
		}
	}
	ask := func(site http.Handler, query string) *goquery.Document {
		w := get(site, "/search?q="+url.QueryEscape(query))
		if w.Code != http.StatusOK {
			t.Fatalf("%.100q: got status %d, want 200", query, w.Code)
		}
		return parse(t, w.Body.String())
	}
	for _, query := range []string{"", "词", "预算", "支出 经费", "没有的字词", "2010301", "2,708.03万元", "，", "没有的 预算"} {
		names(ask(two.benign, query), func(name string) { known[name] = true })
	}
	for _, text := range slices.Concat(reporttest.Attacks, reporttest.RefusedAttacks[1:8]) {
		query := string([]rune(text)[:min(len([]rune(text)), search.MaxQuery)])
		doc := ask(two.hostile, query)
		names(doc, func(name string) {
			if !known[name] {
				t.Errorf("%.100q: got %q in the answer", query, name)
				known[name] = true
			}
		})
		if got := doc.Find("input[name=q]").AttrOr("value", ""); got != strings.ReplaceAll(query, "\r", "\n") { // as HTML reads it
			t.Errorf("got %q in the form, want %q", got, query)
		}
	}
}
