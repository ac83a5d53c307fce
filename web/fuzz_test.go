package web_test

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzRequests sends whatever HTTP lets through: nothing may fail on our side,
// and nothing may lead away from the site.
func FuzzRequests(f *testing.F) {
	for _, seed := range [][4]string{
		{"GET", "/", "Accept-Encoding", "gzip;q=0.5, *;q=0"},
		{"HEAD", base + "/tables/7", "If-None-Match", `W/"x", "y", *`},
		{"GET", base + "/tables/07", "Range", "bytes=0-1,5-"},
		{"POST", "//evil.example/", "Content-Length", "0"},
		{"GET", `/\evil.example/?x`, "If-Match", "*"},
		{"GET", "/%2e%2e//%09/?a=%", "X-Forwarded-For", "1"},
		{"OPTIONS", "*", "Range", "bytes=9-"},
		{"GET", "http://evil.example/about/", "If-Range", `"`},
		{"GET", base + "/source.txt", "Range", "bytes=-1"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	site, _ := newSite(f, "other")
	f.Fuzz(func(t *testing.T, method, target, name, value string) {
		raw := method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + name + ": " + value + "\r\n\r\n"
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
		if err != nil {
			return // the server refuses it before we see it
		}
		r.RemoteAddr = freshClient()
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%q: got status %d", raw, w.Code)
		}
		to := w.Header().Get("Location")
		if to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\t\r\n")) {
			t.Errorf("%q: got Location %q, want a path on this site", raw, to)
		}
	})
}
