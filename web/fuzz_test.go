package web_test

import (
	"bufio"
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// marker stands at the end of what fuzz targets send. Where a page shows it,
// it is text.
const marker = `"'><k-marker onload=k>`

// FuzzRequests sends whatever HTTP lets through: nothing may fail on our side,
// nothing may lead away from the site, and every answer is bound by the same
// headers.
func FuzzRequests(f *testing.F) {
	for _, seed := range [][4]string{
		{"GET", "/", "Accept-Encoding", "gzip;q=0.5, *;q=0"},
		{"HEAD", base + "/tables/7", "If-None-Match", `W/"x", "y", *`},
		{"GET", base + "/tables/07", "Range", "bytes=0-1,5-"},
		{"GET", "/shili-qinghe-nyncj/2023/budget/tables/1.csv", "Range", "bytes=-1"},
		{"GET", "/shili-qinghe-nyncj/2023/budget/sections/1", "If-Modified-Since", "Tue, 24 Nov 2026 00:00:00 GMT"},
		{"GET", "/static/running/shili-qinghe-nyncj/2023/budget/x.css", "Host", "evil.example"},
		{"POST", "//evil.example/", "Content-Length", "0"},
		{"GET", `/\evil.example/?x`, "If-Match", "*"},
		{"GET", "/%2e%2e//%09/?a=%", "X-Forwarded-For", "1"},
		{"OPTIONS", "*", "Range", "bytes=9-"},
		{"GET", "http://evil.example/about/", "If-Range", `"`},
		{"GET", base + "/source.txt", "Range", "bytes=-1"},
		{"GET", "/search?q=" + url.QueryEscape(marker), "Accept-Encoding", "identity;q=0"},
		{"TRACE", "/healthz", "Expect", "100-continue"},
		{"GET", "/Shili-qinghe-nyncj/2023/budget/%74ables/1.CSV%E3%80%82", "Cookie", "x=y; type=large"},
		{"GET", "//evil.example%E3%80%82", "Cookie", ";;="},
		{"GET", "/display?type=large&back=//evil.example", "Cookie", "type="},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	site, log := newSite(f, "other")
	f.Fuzz(func(t *testing.T, method, target, name, value string) {
		raw := method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + name + ": " + value + "\r\n\r\n"
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
		if err != nil {
			return // the server refuses it before we see it
		}
		r.RemoteAddr = freshClient()
		log.Reset()
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		checkAnswer(t, raw, r, w)
		defer checkWay(t, site, raw, w)
		if lines := strings.Count(log.String(), "\n"); lines != 1 || !utf8.ValidString(log.String()) {
			t.Errorf("%q: got %d lines in the log, want one:\n%q", raw, lines, log)
		}
	})
}

// checkWay follows an answer to its end: no way leads on and on.
func checkWay(t *testing.T, site http.Handler, asked string, w *httptest.ResponseRecorder) {
	t.Helper()
	for hops := 0; w.Header().Get("Location") != ""; hops++ {
		to := w.Header().Get("Location")
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader("GET " + to + " HTTP/1.1\r\nHost: x\r\n\r\n")))
		if hops == 4 || err != nil {
			t.Errorf("%q: is led on and on, at last to %q, error %v", asked, to, err)
			return
		}
		r.RemoteAddr = freshClient()
		w = httptest.NewRecorder()
		site.ServeHTTP(w, r)
	}
}

// checkAnswer holds what every answer owes, whatever was asked.
func checkAnswer(t *testing.T, asked string, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	h := w.Header()
	if w.Code >= 500 {
		t.Errorf("%q: got status %d", asked, w.Code)
	}
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"} {
		if len(h.Values(name)) != 1 || h.Get(name) == "" {
			t.Errorf("%q: got %s %q, want one", asked, name, h.Values(name))
		}
	}
	for directive := range strings.SplitSeq(h.Get("Content-Security-Policy"), ";") {
		name, sources, _ := strings.Cut(strings.TrimSpace(directive), " ")
		if sources != "'self'" && sources != "'none'" {
			t.Errorf("%q: got Content-Security-Policy %s %s, want nothing but the site itself", asked, name, sources)
		}
	}
	to := h.Get("Location")
	if to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\t\r\n")) {
		t.Errorf("%q: got Location %q, want a path on this site", asked, to)
	}
	for name, values := range h {
		for _, value := range values {
			if strings.ContainsAny(name+value, "\r\n\x00") {
				t.Errorf("%q: got header %q: %q", asked, name, value)
			}
		}
	}
	if r.Method == http.MethodHead && w.Body.Len() > 0 && h.Get("Content-Type") == "text/html; charset=utf-8" {
		t.Errorf("%q: got a body of %d bytes, want none", asked, w.Body.Len())
	}
	if length := h.Get("Content-Length"); length != "" && r.Method != http.MethodHead && length != strconv.Itoa(w.Body.Len()) {
		t.Errorf("%q: got Content-Length %s of %d bytes", asked, length, w.Body.Len())
	}
	if h.Get("Content-Encoding") == "" && strings.HasPrefix(h.Get("Content-Type"), "text/html") {
		checkMarker(t, asked, w.Body.Bytes())
	}
}

// checkMarker fails where what was asked became an element or an attribute.
func checkMarker(t *testing.T, asked string, body []byte) {
	t.Helper()
	if !utf8.Valid(body) {
		t.Errorf("%q: got a page that is no UTF-8", asked)
	}
	for tokens := html.NewTokenizer(bytes.NewReader(body)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			known := !strings.Contains(token.Data, "marker")
			for _, a := range token.Attr {
				known = known && !strings.HasPrefix(a.Key, "on") && a.Key != "style"
			}
			if !known {
				t.Errorf("%q: got the element %s", asked, token)
			}
		}
	}
}

// FuzzSearchPage asks the search page anything.
func FuzzSearchPage(f *testing.F) {
	f.Add("预算", "", "", "")
	f.Add("支出", "2", "", "")
	f.Add("5,948,000.50元", "", "shili-qinghe-nyncj/2023/budget", "")
	f.Add("\xff1万元", "1", "shili-qinghe-nyncj/2023/budget", "&in=x&in=y")
	f.Add("\u202e<b>", "-1", "../../x", "%&;=")
	site, _ := newSite(f, "other")
	f.Fuzz(func(t *testing.T, q, page, in, more string) {
		values := url.Values{"q": {q + marker}}
		if page != "" {
			values.Set("page", page)
		}
		if in != "" {
			values.Set("in", in)
			values.Set("q", q)
		}
		target := "/search?" + values.Encode()
		if more != "" {
			target += "&" + more
		}
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n")))
		if err != nil {
			return
		}
		r.RemoteAddr = freshClient()
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		checkAnswer(t, target, r, w)
		if tooLong := len(target) > 4096; tooLong != (w.Code == 414) || !tooLong && w.Code != 200 && w.Code != 400 && w.Code != 404 {
			t.Errorf("%q: got status %d", target, w.Code)
		}
	})
}

// FuzzEncodings asks for a page in any encoding: what comes is one that was not
// refused, its tag is that of its bytes, and it holds the page.
func FuzzEncodings(f *testing.F) {
	for _, accept := range []string{"", "gzip", "br;q=0.1, gzip;q=0", "*;q=0", "identity;q=0, *;q=0.5", "GZIP ; Q=1.000,br", "gzip;q=1e1", ",,;=,;q", "x-gzip"} {
		f.Add(accept, "")
	}
	f.Add("gzip", "*;q=0")
	site, _ := newSite(f, "other")
	const target = "/shili-qinghe-nyncj/2023/budget/tables/2"
	plain := get(site, target)
	var mu sync.Mutex
	bodies := map[string]string{} // by tag
	f.Fuzz(func(t *testing.T, accept, second string) {
		headers := []string{"Accept-Encoding", accept}
		if second != "" {
			headers = append(headers, "Accept-Encoding", second)
		}
		w := get(site, target, headers...)
		encoding, tag := w.Header().Get("Content-Encoding"), w.Header().Get("ETag")
		if got := w.Header().Get("Vary"); got != "Accept-Encoding, Cookie" {
			t.Fatalf("%q: got Vary %q", headers, got)
		}
		asked := strings.ToLower(accept + "," + second)
		if w.Code == http.StatusNotAcceptable && strings.Contains(asked, "q=0") {
			return // every coding was refused
		}
		if w.Code != 200 {
			t.Fatalf("%q: got status %d", headers, w.Code)
		}
		mu.Lock()
		if body, known := bodies[tag]; known && body != w.Body.String() {
			t.Errorf("%q: got tag %s for other bytes than before", headers, tag)
		}
		bodies[tag] = w.Body.String()
		mu.Unlock()
		if (encoding == "") != (tag == plain.Header().Get("ETag")) {
			t.Errorf("%q: got tag %s for %q, want that of the plain page for it alone", headers, tag, encoding)
		}
		if encoding != "" && !strings.Contains(asked, encoding) && !strings.Contains(asked, "*") {
			t.Errorf("%q: got %s, which nobody asked for", headers, encoding)
		}
		if decode(t, w) != plain.Body.String() {
			t.Errorf("%q: got another page", headers)
		}
	})
}

// FuzzConditions asks for a text under any conditions: what comes is the whole
// text, or nothing because the client has it.
func FuzzConditions(f *testing.F) {
	site, _ := newSite(f, "other")
	const target = "/shili-qinghe-nyncj/2023/budget/source.txt"
	plain := get(site, target)
	tag := plain.Header().Get("ETag")
	whole := plain.Body.String()
	f.Add("bytes=0-9", tag)
	f.Add("bytes=5-,-3", `"x"`)
	f.Add("", "*")
	f.Add("bytes=0-0, 0-0,0-0", "W/"+tag)
	f.Add("", `W/"a", `+tag)
	f.Fuzz(func(t *testing.T, ranges, ifNone string) {
		w := get(site, target, "Range", ranges, "If-None-Match", ifNone)
		switch w.Code {
		case 200:
			if w.Body.String() != whole {
				t.Errorf("%q, %q: got another text", ranges, ifNone)
			}
		case 304:
			if w.Body.Len() > 0 || !strings.Contains(ifNone, tag) && !strings.Contains(ifNone, "*") {
				t.Errorf("%q, %q: got 304 with %d bytes", ranges, ifNone, w.Body.Len())
			}
		default:
			t.Errorf("%q, %q: got status %d", ranges, ifNone, w.Code)
		}
	})
}
