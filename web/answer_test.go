package web_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func gunzip(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	r, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestEncodings(t *testing.T) {
	site, _ := newSite(t, "published")
	plain := get(site, base+"/tables/7")
	for accept, want := range map[string]string{
		"":                          "",
		"gzip":                      "gzip",
		"GZip":                      "gzip",
		"x-gzip":                    "gzip",
		"gzip, deflate, br":         "gzip",
		"br;q=1.0, gzip;q=0.8":      "gzip",
		"*":                         "gzip",
		"*;q=0.1":                   "gzip",
		"gzip;q=0":                  "",
		"gzip; q=0.000":             "",
		"gzip ; Q=0.5":              "gzip",
		"gzip;q=0, *":               "",
		"identity, gzip;q=0.5":      "",
		"identity;q=0.5, gzip":      "gzip",
		"*;q=0":                     "",
		"br":                        "",
		"gzip;q=nonsense":           "",
		"gzip;q=2":                  "",
		"notgzip, gzipped":          "",
		"deflate;q=0.5,gzip;q=0.5,": "gzip",
	} {
		w := get(site, base+"/tables/7", "Accept-Encoding", accept)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q: got Content-Encoding %q, want %q", accept, got, want)
			continue
		}
		if got := w.Header().Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: got Vary %q, want Accept-Encoding", accept, got)
		}
		if got, want := w.Header().Get("Content-Length"), fmt.Sprint(w.Body.Len()); got != want {
			t.Errorf("Accept-Encoding %q: got Content-Length %s, want %s", accept, got, want)
		}
		if want == "" {
			continue
		}
		if w.Header().Get("ETag") == plain.Header().Get("ETag") {
			t.Errorf("Accept-Encoding %q: got the ETag of the plain page for other bytes", accept)
		}
		if gunzip(t, w) != plain.Body.String() {
			t.Errorf("Accept-Encoding %q: got another page than without", accept)
		}
	}
	two := get(site, base, "Accept-Encoding", "br", "Accept-Encoding", "gzip")
	if got := two.Header().Get("Content-Encoding"); got != "gzip" {
		t.Errorf("two Accept-Encoding lines: got Content-Encoding %q, want gzip", got)
	}
}

func TestConditions(t *testing.T) {
	site, _ := newSite(t, "published")
	const target = base + "/tables/7"
	plain := get(site, target).Header().Get("ETag")
	packed := get(site, target, "Accept-Encoding", "gzip").Header().Get("ETag")
	if !strings.HasPrefix(plain, `"`) || len(plain) < 10 {
		t.Fatalf("got ETag %q, want a strong one", plain)
	}
	for _, test := range []struct {
		condition, accept string
		want              int
	}{
		{plain, "", 304},
		{"W/" + plain, "", 304},
		{`"other", W/"another" , ` + plain, "", 304},
		{"*", "", 304},
		{packed, "gzip", 304},
		{plain, "gzip", 200},
		{packed, "", 200},
		{`"other"`, "", 200},
		{strings.Trim(plain, `"`), "", 200},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			w := request(site, method, target, "If-None-Match", test.condition, "Accept-Encoding", test.accept)
			name := fmt.Sprintf("%s If-None-Match %s, Accept-Encoding %q", method, test.condition, test.accept)
			if w.Code != test.want {
				t.Errorf("%s: got status %d, want %d", name, w.Code, test.want)
			}
			if test.want != 304 {
				continue
			}
			if w.Body.Len() > 0 || w.Header().Get("Content-Length") != "" {
				t.Errorf("%s: got a body of %d bytes, Content-Length %q, want none", name, w.Body.Len(), w.Header().Get("Content-Length"))
			}
			for _, header := range []string{"ETag", "Cache-Control", "Vary"} {
				if w.Header().Get(header) == "" {
					t.Errorf("%s: got no %s, want that of the page", name, header)
				}
			}
		}
	}
}

// HEAD answers with the header of GET, on every kind of address.
func TestHead(t *testing.T) {
	site, _ := newSite(t, "published")
	static := parse(t, get(site, "/").Body.String()).Find("link[rel=stylesheet]").AttrOr("href", "")
	for _, target := range []string{
		"/", "/about", base, base + "/sections/1", base + "/tables/7", base + "/projects", base + "/projects/1",
		base + "/notes", base + "/print", base + "/source.txt", static, "/favicon.ico", "/robots.txt", "/sitemap.xml",
		"/healthz", "/readyz",
	} {
		g, h := get(site, target), request(site, http.MethodHead, target)
		if g.Code != http.StatusOK || h.Code != g.Code || h.Body.Len() > 0 && target[1] != 'h' && target[1] != 'r' {
			t.Errorf("HEAD %s: got status %d and %d bytes, want %d and none", target, h.Code, h.Body.Len(), g.Code)
		}
		for name := range g.Header() {
			if got, want := h.Header().Get(name), g.Header().Get(name); got != want {
				t.Errorf("HEAD %s: got %s %q, want %q", target, name, got, want)
			}
		}
	}
}
