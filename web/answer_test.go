package web_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// decode undoes the coding of a response.
func decode(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var r io.Reader = w.Body
	var err error
	switch coding := w.Header().Get("Content-Encoding"); coding {
	case "":
	case "gzip":
		r, err = gzip.NewReader(r)
	case "br":
		r = brotli.NewReader(r)
	default:
		t.Fatalf("got Content-Encoding %q, which nobody asked for", coding)
	}
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
	const refused = "refused"
	site, _ := newSite(t, "published")
	plain := get(site, base+"/tables/7").Body.String()
	tags := map[string]string{}
	for accept, want := range map[string]string{
		"":                          "",
		"gzip":                      "gzip",
		"GZip":                      "gzip",
		"x-gzip":                    "gzip",
		"br":                        "br",
		"BR":                        "br",
		"gzip, deflate, br":         "br",
		"gzip, deflate, br, zstd":   "br",
		"br;q=1.0, gzip;q=0.8":      "br",
		"br;q=0.8, gzip;q=1.0":      "gzip",
		"br;q=0.001,gzip;q=0.002":   "gzip",
		"*":                         "br",
		"*;q=0.1":                   "br",
		"gzip;q=0":                  "",
		"gzip; q=0.000":             "",
		"gzip ; Q=0.5":              "gzip",
		"gzip;q=0, *":               "br",
		"br;q=0, *":                 "gzip",
		"br;q=0, gzip;q=0, *":       "",
		"identity, gzip;q=0.5":      "",
		"identity;q=0.5, gzip":      "gzip",
		"identity;q=0.5, *;q=0.1":   "",
		"gzip;q=0.5, *;q=0.4":       "gzip",
		"identity;q=0, gzip":        "gzip",
		"*;q=0, gzip":               "gzip",
		"*;q=0, br;q=0.1":           "br",
		"*;q=0, identity":           "",
		"identity;q=0":              refused,
		"*;q=0":                     refused,
		"identity;q=0, br;q=0":      refused,
		"deflate, *;q=0":            refused,
		"deflate":                   "",
		"compress, zstd":            "",
		"notgzip, gzipped":          "",
		"deflate;q=0.5,gzip;q=0.5,": "gzip",
		", ,\t,":                    "",
		// Fields that cannot be read.
		"gzip;q=nonsense":    "",
		"gzip;q=2":           "",
		"gzip;q=1.001":       "",
		"gzip;q=NaN":         "",
		"gzip;q=-1":          "",
		"gzip;q=+Inf":        "",
		"gzip;q=":            "",
		"gzip;level=9":       "",
		"gzip;":              "gzip",
		"identity;q=bad":     "",
		"*;q=bad, gzip":      "gzip",
		"gzip;q=1.000":       "gzip",
		"gzip;q=0.0001":      "gzip", // more digits than there should be
		"br;q=0., gzip;q=1.": "gzip",
	} {
		w := get(site, base+"/tables/7", "Accept-Encoding", accept)
		if got := w.Header().Get("Vary"); got != "Accept-Encoding, Cookie" {
			t.Errorf("Accept-Encoding %q: got Vary %q, want Accept-Encoding, Cookie", accept, got)
		}
		if want == refused {
			if w.Code != http.StatusNotAcceptable || w.Header().Get("ETag") != "" {
				t.Errorf("Accept-Encoding %q: got status %d, want 406", accept, w.Code)
			}
			continue
		}
		if got := w.Header().Get("Content-Encoding"); got != want || w.Code != http.StatusOK {
			t.Errorf("Accept-Encoding %q: got status %d, Content-Encoding %q, want 200, %q", accept, w.Code, got, want)
			continue
		}
		if got, want := w.Header().Get("Content-Length"), fmt.Sprint(w.Body.Len()); got != want {
			t.Errorf("Accept-Encoding %q: got Content-Length %s, want %s", accept, got, want)
		}
		tags[w.Header().Get("ETag")] = want
		if decode(t, w) != plain {
			t.Errorf("Accept-Encoding %q: got another page than without", accept)
		}
	}
	if got := slices.Sorted(maps.Values(tags)); !slices.Equal(got, []string{"", "br", "gzip"}) {
		t.Errorf("got tags for %q, want one for each coding", got)
	}
	again, _ := newSite(t, "published")
	for tag, coding := range tags {
		if got := get(again, base+"/tables/7", "Accept-Encoding", coding).Header().Get("ETag"); got != tag {
			t.Errorf("%q made again: got ETag %s, want %s", coding, got, tag)
		}
	}
	two := get(site, base, "Accept-Encoding", "deflate", "Accept-Encoding", "gzip")
	if got := two.Header().Get("Content-Encoding"); got != "gzip" {
		t.Errorf("two Accept-Encoding lines: got Content-Encoding %q, want gzip", got)
	}
	// Bytes that no coding makes smaller have one form.
	zip := get(site, base+".zip", "Accept-Encoding", "br, gzip")
	if got := zip.Header().Get("Content-Encoding"); got != "" || zip.Code != http.StatusOK {
		t.Errorf("a zip file: got status %d, Content-Encoding %q, want 200 and none", zip.Code, got)
	}
}

// A client that asks for a range, or on condition of If-Match, gets the whole answer
// (RFC 9110, 14.2).
func TestNoRanges(t *testing.T) {
	site, _ := newSite(t, "other")
	whole := get(site, "/about")
	for _, headers := range [][]string{
		{"Range", "bytes=0-9"},
		{"Range", "bytes=0-9", "If-Range", whole.Header().Get("ETag")},
		{"Range", "bytes=" + strings.Repeat("0-0,", 3000) + "1-1"},
		{"Range", "bytes=99999999-"},
		{"If-Match", `"other"`},
	} {
		w := get(site, "/about", headers...)
		if w.Code != http.StatusOK || w.Body.String() != whole.Body.String() {
			t.Errorf("%.40q: got status %d with %d bytes, want 200 with all %d", headers, w.Code, w.Body.Len(), whole.Body.Len())
		}
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
