package mirror_test

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"disclosure/internal/mirror"
)

const origin = "https://budget.example"

// site answers for two bodies, each with a page, a page below it and a file.
type site struct {
	mu      sync.Mutex
	content map[string]string // of each body
	asked   map[string]int
	broken  string // an address that answers 500
}

func newSite() *site {
	return &site{content: map[string]string{"a": "1", "b": "1"}, asked: map[string]int{}}
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[r.URL.Path]++
	w.Header().Set("X-Content-Type-Options", "nosniff")
	send := func(contentType, body string) {
		w.Header().Set("Content-Type", contentType)
		if r.Header.Get("Accept-Encoding") == "gzip" {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			io.WriteString(z, body)
			z.Close()
			return
		}
		io.WriteString(w, body)
	}
	unit := strings.Split(strings.TrimPrefix(r.URL.Path, "/"), "/")[0]
	content := s.content[unit]
	switch path := r.URL.Path; {
	case path == s.broken:
		w.WriteHeader(http.StatusInternalServerError)
	case path == "/":
		send("text/html; charset=utf-8", `<a href="/a">a</a><a href="b">b</a><link href="/static/x-`+"0123"+`.css">`+origin+`/robots.txt&#34;`)
	case path == "/robots.txt":
		send("text/plain; charset=utf-8", "Sitemap: none\n")
	case strings.HasPrefix(path, "/static/") && strings.HasSuffix(path, ".css"):
		w.Header().Set("Cache-Control", "immutable")
		send("text/css; charset=utf-8", "p{}")
	case content != "" && path == "/"+unit:
		send("text/html; charset=utf-8", `<a href="`+unit+`/2021/budget#x">x</a> always the same`)
	case content != "" && path == "/"+unit+"/2021":
		w.Header().Set("Location", "/"+unit+"#y2021")
		w.WriteHeader(http.StatusFound)
	case content != "" && path == "/"+unit+"/2021/budget":
		send("text/html; charset=utf-8", content+`<a href="/`+unit+`/2021/budget.csv?x=1"></a><link href="/static/`+unit+"-"+content+`.css">`)
	case content != "" && path == "/"+unit+"/2021/budget.csv":
		w.Header().Set("Content-Disposition", `attachment; filename="`+unit+`-2021-budget.csv"`)
		send("text/csv; charset=utf-8", content)
	case path == "/moment":
		w.Header().Set("Cache-Control", "no-store")
		send("text/plain", "now")
	default:
		w.WriteHeader(http.StatusNotFound)
		w.Write([]byte("nothing here"))
	}
}

func (s *site) write(t *testing.T, dir, state string) (mirror.Outcome, error) {
	t.Helper()
	s.asked = map[string]int{}
	bodies := map[string]string{}
	for name, content := range s.content {
		bodies[name] = "state of " + content
	}
	return mirror.Write(context.Background(), dir, mirror.Site{Handler: s, Origin: origin, Seeds: []string{"/", "/moment"}, State: state, Bodies: bodies})
}

func content(t *testing.T, dir, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "current", "site", file))
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

func TestWriteAndRenew(t *testing.T) {
	s, dir := newSite(), t.TempDir()
	done, err := s.write(t, dir, "1")
	if err != nil || done.Written != 2 || len(done.Broken) > 0 || done.Addresses != 12 {
		t.Fatalf("got %+v, error %v, want 12 addresses of two bodies", done, err)
	}
	for file, want := range map[string]string{
		"robots.txt": "Sitemap: none\n", "a/2021/budget.csv": "1", "static/x-0123.css": "p{}", "static/b-1.css": "p{}", "404.html": "nothing here",
	} {
		if got := content(t, dir, file); got != want {
			t.Errorf("%s: got %q, want %q", file, got, want)
		}
	}
	if files, err := mirror.Verify(dir); err != nil || files != 23 {
		t.Errorf("Verify: got %d files, error %v, want 23", files, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "current", "site", "moment")); err == nil {
		t.Error("what is of the moment was written")
	}

	// Nothing has changed: nothing is written, and no body is asked.
	before, err := os.Readlink(filepath.Join(dir, "current"))
	if err != nil {
		t.Fatal(err)
	}
	if done, err := s.write(t, dir, "1"); err != nil || !done.Current || done.Written > 0 || s.asked["/a"] > 0 {
		t.Errorf("again: got %+v, error %v, /a asked %d times, want nothing to do", done, err, s.asked["/a"])
	}

	// One body has changed: the other one is not asked, and what stays the same in the
	// changed one keeps its time.
	old := time.Now().Add(-time.Hour)
	same := filepath.Join(dir, "current", "site", "a", "index.html")
	if err := os.Chtimes(same, old, old); err != nil {
		t.Fatal(err)
	}
	stamp := func() time.Time {
		info, err := os.Stat(same)
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime()
	}
	s.content["a"] = "2"
	if done, err := s.write(t, dir, "1"); err != nil || done.Written != 1 || s.asked["/b"]+s.asked["/b/2021/budget"] > 0 {
		t.Errorf("a changed: got %+v, error %v, want b not asked", done, err)
	}
	if now := stamp(); now.Equal(old) || time.Since(now) > time.Hour {
		t.Errorf("the unchanged page is of %v, want the time that the manifest keeps", now)
	}
	if after, _ := os.Readlink(filepath.Join(dir, "current")); after == before {
		t.Errorf("current still leads to %s", after)
	}
	if got := content(t, dir, "a/2021/budget.csv") + content(t, dir, "b/2021/budget.csv"); got != "21" {
		t.Errorf("got the contents %s of both bodies, want 21", got)
	}
	if _, err := mirror.Verify(dir); err != nil {
		t.Error(err)
	}

	// The copy before stays one time longer, with its files.
	if _, err := os.Stat(filepath.Join(dir, "static", "a-1.css")); err != nil {
		t.Error(err)
	}
	s.content["a"] = "3"
	if _, err := s.write(t, dir, "1"); err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"static/a-1.css*", "copies/1", "bodies/b-*x"} {
		if left, _ := filepath.Glob(filepath.Join(dir, pattern)); len(left) > 0 {
			t.Errorf("got %v, want nothing of two copies ago", left)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "bodies", "a-*.json")); len(left) != 2 {
		t.Errorf("got %v, want two copies of a", left)
	}

	// Another program asks for all.
	if done, err := s.write(t, dir, "2"); err != nil || done.Written != 2 {
		t.Errorf("another state: got %+v, error %v, want both bodies", done, err)
	}
	// A body that has gone is no longer there.
	delete(s.content, "b")
	if done, err := s.write(t, dir, "2"); err != nil || done.Bodies != 1 {
		t.Errorf("b has gone: got %+v, error %v", done, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "current", "site", "b")); err == nil {
		t.Error("b is still there")
	}
}

// Until the new copy is complete the old one stays.
func TestFailedWriteChangesNothing(t *testing.T) {
	s, dir := newSite(), t.TempDir()
	if _, err := s.write(t, dir, "1"); err != nil {
		t.Fatal(err)
	}
	s.content["a"], s.broken = "2", "/a/2021/budget.csv"
	if _, err := s.write(t, dir, "1"); err == nil || !strings.Contains(err.Error(), "/a/2021/budget.csv answers with status 500") {
		t.Errorf("got error %v, want one that names the address", err)
	}
	if got := content(t, dir, "a/2021/budget.csv"); got != "1" {
		t.Errorf("got %q, want the old copy", got)
	}
	if _, err := mirror.Verify(dir); err != nil {
		t.Error(err)
	}
	s.broken = ""
	if done, err := s.write(t, dir, "1"); err != nil || done.Written != 1 || content(t, dir, "a/2021/budget.csv") != "2" {
		t.Errorf("then: got %+v, error %v, want the new copy", done, err)
	}
}

// An address that begins with two slashes names a host: no server leads to it.
func TestNoLeadToOtherHosts(t *testing.T) {
	s, dir := newSite(), t.TempDir()
	if _, err := s.write(t, dir, "1"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"nginx.conf", "Caddyfile"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`"(\^[^"]*。.*)"`).FindSubmatch(text)
		if found == nil {
			t.Fatalf("%s does not take signs from the end of an address", name)
		}
		swallowed := regexp.MustCompile(string(found[1]))
		for address, led := range map[string]bool{"/a/2021/budget。": true, "/a。": true, "//evil.example。": false, "//evil.example/x.": false} {
			if swallowed.MatchString(address) != led {
				t.Errorf("%s: got %t for %s, want %t", name, !led, address, led)
			}
		}
	}
}

// What an export left that was stopped is named by Verify, and removed by the next one.
func TestStoppedWrite(t *testing.T) {
	s, dir := newSite(), t.TempDir()
	for _, content := range []string{"1", "2"} { // the copy before stays
		s.content["a"] = content
		if _, err := s.write(t, dir, "1"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := mirror.Verify(dir); err != nil {
		t.Errorf("a whole copy beside the one before: got %v", err)
	}
	s.content["a"], s.broken = "3", "/a/2021/budget.csv"
	if _, err := s.write(t, dir, "1"); err == nil {
		t.Fatal("a broken site: got no error")
	}
	left := filepath.Join(dir, "static", "gone", "left.css")
	if err := os.MkdirAll(filepath.Dir(left), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(left, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := mirror.Verify(dir); err == nil || !strings.Contains(err.Error(), "static/gone/left.css is in no manifest") || !strings.Contains(err.Error(), "export again") {
		t.Errorf("got %v, want the file named that was left", err)
	}
	s.content["a"], s.broken = "2", "" // all is as it is served
	if done, err := s.write(t, dir, "1"); err != nil || !done.Current {
		t.Errorf("got %+v, error %v, want that nothing has changed", done, err)
	}
	if files, err := mirror.Verify(dir); err != nil || files == 0 {
		t.Errorf("after the next export: got %d files, error %v", files, err)
	}
}
