package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/PuerkitoBio/goquery"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/store"
	"disclosure/web"
)

// origin is where the test site believes it stands. It is never where a
// request goes, so that an address made from the request would show.
const origin = "https://budget.example"

// stores are the two sites that tests look at: the reports of this project,
// and the deliberately different one that the rooms below share.
var stores = map[string]func() (*store.Store, error){
	"published": sync.OnceValues(func() (*store.Store, error) { return load(data.Files) }),
	"shapes":    sync.OnceValues(func() (*store.Store, error) { return load(os.DirFS("../internal/source/testdata/shapes")) }),
	"years":     sync.OnceValues(func() (*store.Store, error) { return load(os.DirFS("../internal/source/testdata/years")) }),
	"other":     sync.OnceValues(func() (*store.Store, error) { return load(os.DirFS("../internal/source/testdata/reports")) }),
}

func load(files fs.FS) (*store.Store, error) {
	checked, err := publish.LoadAll(data.Files, files)
	if err != nil {
		return nil, err
	}
	return store.OpenMemory(context.Background(), checked...)
}

// withoutWaiting runs a test in which time passes at once when all wait. The
// stores outlive it, so they are opened before.
func withoutWaiting(t *testing.T, test func(*testing.T)) {
	t.Helper()
	for _, open := range stores {
		if _, err := open(); err != nil {
			t.Fatal(err)
		}
	}
	synctest.Test(t, test)
}

// newSite returns a site with an empty cache over one of the stores, and its
// log.
func newSite(t testing.TB, name string) (http.Handler, *bytes.Buffer) {
	t.Helper()
	st, err := stores[name]()
	if err != nil {
		t.Fatal(err)
	}
	return siteOver(t, st)
}

func siteOver(t testing.TB, st *store.Store) (http.Handler, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	site, err := web.New(st, web.Config{Origin: origin}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return site, &log
}

// clients counts requests, so that each comes from an address of its own and
// none is refused for what others asked.
var clients atomic.Uint32

func freshClient() string {
	n := clients.Add(1)
	return fmt.Sprintf("[2001:db8:%x:%x::1]:1234", n>>16, n&0xffff)
}

// request sends one request; headers are names and values in turn.
func request(site http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	r.RemoteAddr = freshClient()
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

func get(site http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	return request(site, http.MethodGet, target, headers...)
}

func parse(t *testing.T, body string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
