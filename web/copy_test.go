package web_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"disclosure/internal/search"
	"disclosure/web"
)

// copied returns the site as it is written as files.
func copied(t *testing.T, name string) http.Handler {
	t.Helper()
	st, err := stores[name]()
	if err != nil {
		t.Fatal(err)
	}
	site, err := web.New(st, web.Config{Origin: origin, Copy: true}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return site
}

var displayForm = regexp.MustCompile(`<form class="display".*?</form>`)

// A page of a copy is the server's page without the way to the other display.
func TestCopyHasTheSamePages(t *testing.T) {
	served, _ := newSite(t, "published")
	copy := copied(t, "published")
	pages := sitemap(t, served)
	if got := sitemap(t, copy); strings.Join(got, "\n") != strings.Join(pages, "\n") {
		t.Errorf("got another sitemap, want that of the server")
	}
	for _, address := range pages {
		path := strings.TrimPrefix(address, origin)
		if path == "/accessibility" || path == "/data" {
			continue // they say what a copy cannot do
		}
		got, want := get(copy, path), get(served, path)
		expected := displayForm.ReplaceAll(want.Body.Bytes(), nil)
		if len(expected) == want.Body.Len() || !bytes.Equal(got.Body.Bytes(), expected) {
			t.Errorf("%s: got another page, want the server's without the form of the display", path)
		}
		if got.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: got Vary %q, want it not to depend on cookies", path, got.Header().Get("Vary"))
		}
	}
	if w := get(copy, "/display?type=large"); w.Code != http.StatusNotFound {
		t.Errorf("/display: got %d, want 404", w.Code)
	}
	if body := get(copy, "/accessibility").Body.String(); strings.Contains(body, "点“标准版”") || !strings.Contains(body, "静态副本") {
		t.Error("/accessibility speaks of a display that a copy does not have")
	}
}

// What the search page of a copy loads is small, and each place in it exists.
func TestSearchableFile(t *testing.T) {
	copy := copied(t, "published")
	page := get(copy, "/search").Body.String()
	if !strings.Contains(page, `data-words="`+base+`/search.json"`) || !strings.Contains(page, "<noscript>") {
		t.Error("/search names no file of the report, or says nothing without a script")
	}
	w := get(copy, base+"/search.json", "Accept-Encoding", "br")
	const most = 12 << 10
	if w.Code != http.StatusOK || w.Body.Len() > most {
		t.Fatalf("got %d and %d bytes, want at most %d", w.Code, w.Body.Len(), most)
	}
	var file search.File
	if err := json.Unmarshal(get(copy, base+"/search.json").Body.Bytes(), &file); err != nil {
		t.Fatal(err)
	}
	places := 0
	for _, p := range file.Pages {
		doc := parse(t, get(copy, file.Base+p.Path).Body.String())
		for i := 0; i < len(p.Places); i += 2 {
			places++
			if doc.Find(`[id="`+p.Places[i]+`"]`).Length() != 1 {
				t.Errorf("%s has no place %s", p.Path, p.Places[i])
			}
		}
	}
	if places < 300 {
		t.Errorf("got %d places, want those of a whole report", places)
	}
}
