package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/source"
	"disclosure/internal/store"
)

// A store file that is lost or damaged is no reason to show nothing, but one
// for those who run the site to look: readyz says in a word what is wrong.
func TestReadyOfDamagedFile(t *testing.T) {
	ctx := context.Background()
	reports, err := source.LoadAll(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "secret.db")
	if err := store.Write(ctx, path, []finding.Checked{{Report: reports[0]}}); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	site, log := siteOver(t, st)
	for _, test := range []struct {
		content []byte // nil for no file
		status  int
		body    string
	}{
		{good, http.StatusOK, "ok\n"},
		{good[:len(good)/2], http.StatusServiceUnavailable, "damaged\n"},
		{[]byte("dear diary"), http.StatusServiceUnavailable, "foreign\n"},
		{nil, http.StatusServiceUnavailable, "missing\n"},
		{good, http.StatusOK, "ok\n"},
	} {
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if test.content != nil {
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		w := get(site, "/readyz")
		for end := time.Now().Add(20 * time.Second); w.Body.String() != test.body && time.Now().Before(end); w = get(site, "/readyz") {
			time.Sleep(10 * time.Millisecond)
		}
		log.Reset()
		if w = get(site, "/readyz"); w.Code != test.status || w.Body.String() != test.body || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("readyz: got %d %q, Cache-Control %q, want %d %q, no-store", w.Code, w.Body, w.Header().Get("Cache-Control"), test.status, test.body)
		}
		if bad := test.status != http.StatusOK; bad != strings.Contains(log.String(), path) || bad != strings.Contains(log.String(), "level=ERROR") {
			t.Errorf("%s: got log %q, want the reason at level ERROR only where there is one", test.body, log)
		}
		if w := get(site, base+"/tables/8"); w.Code != http.StatusOK {
			t.Errorf("%s: got status %d of a page, want 200", test.body, w.Code)
		}
	}
}
