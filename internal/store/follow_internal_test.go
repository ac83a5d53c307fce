package store

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// following returns a store over a file at path, and what looks for its next
// one, at the test's word.
func following(t *testing.T, path string, log *slog.Logger) (*Store, *follower) {
	t.Helper()
	put(t, path, "first")
	now, info, err := openFile(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	s := &Store{stop: func() {}}
	s.now.Store(now)
	t.Cleanup(s.Close)
	return s, &follower{store: s, path: path, log: log, served: info}
}

// put makes a file of one report at path.
func put(t *testing.T, path, version string) {
	t.Helper()
	r := &report.Report{Front: report.Front{Version: version}} // all that tells files apart
	if err := Write(context.Background(), path, []finding.Checked{{Report: r}}); err != nil {
		t.Fatal(err)
	}
}

// Each thing that happens to the file is told once, however often the store
// looks.
func TestChangesAreLoggedOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	var log bytes.Buffer
	s, f := following(t, path, slog.New(slog.NewTextHandler(&log, nil)))
	text := func(content string) func() error {
		return func() error { return os.WriteFile(path, []byte(content), 0o600) }
	}
	old := path + ".old"
	for _, step := range []struct {
		name   string
		change func() error
		says   []string // none for no line
	}{
		{"nothing", func() error { return nil }, nil},
		{"a new file", func() error { put(t, path, "second"); return nil }, []string{"level=INFO", "moved over"}},
		{"moved away", func() error { return os.Rename(path, old) }, []string{"level=ERROR", "problem=missing"}},
		{"a text", text("dear diary"), []string{"level=ERROR", "problem=foreign", "no SQLite database"}},
		{"another text", text("dear diary, again"), []string{"level=ERROR", "problem=foreign"}},
		{"moved back", func() error { return os.Rename(old, path) }, []string{"level=INFO", "is back"}},
		{"a text once more", text("dear diary"), []string{"level=ERROR", "problem=foreign"}},
		{"a good file", func() error { return os.Remove(path) }, []string{"level=ERROR", "problem=missing"}},
		{"a good file in place", func() error { put(t, path, "third"); return nil }, []string{"level=INFO", "moved over"}},
	} {
		log.Reset()
		if err := step.change(); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			f.look(context.Background())
		}
		want := 0
		if step.says != nil {
			want = 1
			step.says = append(step.says, "file="+path)
		}
		if got := strings.Count(log.String(), "\n"); got != want {
			t.Errorf("%s: got %d lines %q, want %d", step.name, got, &log, want)
		}
		for _, says := range step.says {
			if !strings.Contains(log.String(), says) {
				t.Errorf("%s: got log %q, want one that says %q", step.name, &log, says)
			}
		}
	}
	if !strings.Contains(log.String(), "version="+s.now.Load().Version()) {
		t.Errorf("got log %q, want one that says the version %s", &log, s.now.Load().Version())
	}
}

// A copy that cannot be made is tried again after longer and longer, and a file
// that has changed at once.
func TestPauseAfterCopyFails(t *testing.T) {
	defer func(limit int64) { inMemory = limit }(inMemory)
	inMemory = 0
	path := filepath.Join(t.TempDir(), "x.db")
	var log bytes.Buffer
	s, f := following(t, path, slog.New(slog.NewTextHandler(&log, nil)))
	before := s.now.Load()
	put(t, path, "second")
	room := os.TempDir()
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	tries := 0
	for waited := time.Duration(0); waited < 10*time.Minute; waited += f.pause {
		f.tried = f.tried.Add(-f.pause)
		f.look(context.Background())
		tries++
	}
	if f.pause != longestPause || tries < 20 || tries > 30 {
		t.Errorf("in ten minutes: got %d tries and a last pause of %v, want some 26 and %v", tries, f.pause, longestPause)
	}
	if got := strings.Count(log.String(), "\n"); got != 1 || !strings.Contains(log.String(), "problem=unreadable") {
		t.Errorf("got %d lines %q, want one of an unreadable file", got, &log)
	}
	t.Setenv("TMPDIR", room)
	f.look(context.Background())
	if s.now.Load() != before || s.Problem() == nil {
		t.Errorf("within the pause: got problem %v, want the file left alone", s.Problem())
	}
	changed := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, changed, changed); err != nil {
		t.Fatal(err)
	}
	f.look(context.Background())
	if s.now.Load() == before || s.Problem() != nil {
		t.Errorf("after a change: got problem %v, want the file served", s.Problem())
	}
}
