package web_test

import (
	"net/http"
	"strings"
	"testing"

	"disclosure/static"
)

const large = "type=large"

// Large type is kept from page to page by a cookie, in which nothing else stands,
// and left again by the same control. Neither page is ever taken for the other.
func TestLargeType(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, target := range []string{"/", "/about", base, base + "/tables/7", "/search?q=2708.03", "/nowhere", base + "/tables/7?utm_source=x"} {
		for range 2 { // made, then from the cache
			for name, test := range map[string]struct{ cookie, sheet, button, value string }{
				"standard":             {"", "site.css", "大字版", "large"},
				"other cookies":        {"x=y; type=largest;ztype=large; type=", "site.css", "大字版", "large"},
				"large":                {large, "site-large.css", "标准版", "standard"},
				"large of two cookies": {"x=y;" + large, "site-large.css", "标准版", "standard"},
			} {
				w := get(site, target, "Cookie", test.cookie)
				doc := parse(t, w.Body.String()).Selection
				for _, check := range []checker{
					in("link[rel=stylesheet][href*='/site']:not([media])", hasAttr("href", static.Asset(test.sheet))),
					in(".display button", hasExactText(test.button), hasAttr("name", "type"), hasAttr("value", test.value)),
				} {
					if err := check(doc); err != nil {
						t.Errorf("%s, %s: %v", target, name, err)
					}
				}
				if got := w.Header().Get("Vary"); w.Code == 200 && got != "Accept-Encoding, Cookie" {
					t.Errorf("%s, %s: got Vary %q, want that it depends on the cookie", target, name, got)
				}
			}
		}
	}

	plain, other := get(site, base), get(site, base, "Cookie", large)
	if plain.Header().Get("ETag") == other.Header().Get("ETag") {
		t.Error("got one ETag for both displays, want one each")
	}
	for _, test := range []struct {
		cookie, tag string
		want        int
	}{
		{"", plain.Header().Get("ETag"), 304}, {large, other.Header().Get("ETag"), 304},
		{"", other.Header().Get("ETag"), 200}, {large, plain.Header().Get("ETag"), 200},
	} {
		w := get(site, base, "Cookie", test.cookie, "If-None-Match", test.tag)
		if w.Code != test.want || w.Header().Get("Vary") != "Accept-Encoding, Cookie" {
			t.Errorf("cookie %q, tag %s: got status %d, Vary %q, want %d", test.cookie, test.tag, w.Code, w.Header().Get("Vary"), test.want)
		}
	}

	// A file is the same for everyone.
	for _, target := range []string{base + "/tables/7.csv", static.Asset("site.css"), "/robots.txt", base + "/source.txt"} {
		for range 2 {
			w, all := get(site, target, "Cookie", large), get(site, target)
			if w.Code != 200 || w.Header().Get("ETag") != all.Header().Get("ETag") || w.Header().Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s: got status %d, tag %s, Vary %q, want the file of everyone", target, w.Code, w.Header().Get("ETag"), w.Header().Get("Vary"))
			}
		}
	}
	// The cache keeps a page of large type under a name that nobody can ask for.
	for _, target := range []string{"large:/about", "large:" + base, "/large:/about", "/about%00large"} {
		if w := get(site, base+"/../"+target); w.Code != 404 {
			t.Errorf("%s: got status %d, want 404", target, w.Code)
		}
	}
}

// The control leads back to the page on which it stands, and never off the site.
func TestDisplay(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, test := range []struct{ query, cookie, to string }{
		{"type=large", "type=large; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax", "/"},
		{"type=large&back=" + base + "/tables/7", "type=large", base + "/tables/7"},
		{"back=%2Fsearch%3Fin%3Da%252Fb%26q%3D%25E7%25BD%2591&type=large", "type=large", "/search?in=a%2Fb&q=%E7%BD%91"},
		{"type=standard&back=/about", "type=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax", "/about"},
		{"type=large&back=//evil.example/x", "type=large", "/"},
		{"type=large&back=https://evil.example/", "type=large", "/"},
		{"type=large&back=https:/evil.example/", "type=large", "/"},
		{"type=large&back=%2F%5Cevil.example", "type=large", "/evil.example"},
		{"type=large&back=/%2Fevil.example", "type=large", "/"},
		{"type=large&back=/%252Fevil.example", "type=large", "/evil.example"},
		{"type=large&back=/%2509/evil.example", "type=large", "/%09/evil.example"},
		{"type=large&back=evil.example", "type=large", "/"},
		{"type=large&back=javascript:alert(1)", "type=large", "/"},
		{"type=large&back=/%0d%0aSet-Cookie:x", "type=large", "/"},
	} {
		w := get(site, "/display?"+test.query)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != test.to || !strings.HasPrefix(w.Header().Get("Set-Cookie"), test.cookie) {
			t.Errorf("%s: got status %d to %q, cookie %q, want 303 to %q, %q", test.query, w.Code, w.Header().Get("Location"), w.Header().Get("Set-Cookie"), test.to, test.cookie)
		}
		if got := w.Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: got Cache-Control %q, want no-store", test.query, got)
		}
	}
	for _, query := range []string{"", "type=huge", "type=large%3B%20x=y"} {
		if w := get(site, "/display?"+query); w.Code != http.StatusBadRequest || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%q: got status %d, cookie %q, want 400 and none", query, w.Code, w.Header().Get("Set-Cookie"))
		}
	}
	back := parse(t, get(site, "/search?q=%E7%BD%91%E6%A0%BC&page=1").Body.String()).Find(".display [name=back]").AttrOr("value", "")
	if want := "/search?page=1&q=%E7%BD%91%E6%A0%BC"; back != want {
		t.Errorf("search: got the way back %q, want %q", back, want)
	}
}
