package store_test

import (
	"bytes"
	"errors"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"disclosure/internal/report"
	"disclosure/internal/store"
)

// eventually waits until a store that looks for a new file has seen it.
func eventually(t testing.TB, what string, seen func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !seen(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: still not so after 20 s", what)
		}
	}
}

// holds tells whether a store holds this report.
func holds(t testing.TB, s *store.Store, r *report.Report) bool {
	t.Helper()
	now := s.Snapshot()
	defer now.Release()
	found, err := now.Report(r.Key)
	return err == nil && found.Version == r.Version
}

func TestStoreFollowsItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	first, second := sample(), another("second")
	s := written(t, path, first)
	before := held(t, s)
	write(t, path, second)
	eventually(t, "the new file is read", func() bool { return holds(t, s, second) })
	checkAnswers(t, before, first)
	checkAnswers(t, held(t, s), second)
	if now := held(t, s); now.Version() == before.Version() {
		t.Errorf("version after the swap: still %s", now.Version())
	}
	if err := s.Problem(); err != nil {
		t.Errorf("Problem of a good file: %v", err)
	}
}

// A later file at the path may be missing or bad. The store goes on with the file that
// it has, reports the problem, and moves over to the next good file.
func TestStoreOutlivesItsFile(t *testing.T) {
	mine := ours(t)
	for _, test := range []struct {
		name   string
		change func(path string) error
		want   store.Problem
		says   string
	}{
		{"removed", os.Remove, store.Missing, "disclosure import"},
		{"cut to nothing", func(path string) error { return os.Truncate(path, 0) }, store.Foreign, "no SQLite database"},
		{"cut short", func(path string) error { return os.Truncate(path, int64(len(mine))/2) }, store.Damaged, "disclosure import"},
		{"overwritten", func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("预算"), len(mine)/6), 0o600) }, store.Foreign, "no SQLite database"},
		{"overwritten behind its header", func(path string) error {
			return os.WriteFile(path, append(bytes.Clone(mine[:100]), bytes.Repeat([]byte{0xff}, len(mine)-100)...), 0o600)
		}, store.Damaged, "disclosure import"},
		{"another program's", func(path string) error { return os.WriteFile(path, foreign(t), 0o600) }, store.Foreign, "another program"},
		{"another schema", func(path string) error { return os.WriteFile(path, patched(mine, 60, 1), 0o600) }, store.Outdated, "schema version 1"},
		{"a folder", func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) }, store.Foreign, "no SQLite database"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "x.db")
			s := written(t, path, sample())
			before := held(t, s)
			if err := test.change(path); err != nil {
				t.Fatal(err)
			}
			var wrong *store.FileError
			eventually(t, "a problem", func() bool { return errors.As(s.Problem(), &wrong) && wrong.Problem == test.want })
			if !strings.Contains(wrong.Error(), path) || !strings.Contains(wrong.Error(), test.says) {
				t.Errorf("got problem %q, want one that names %s and says %q", wrong, path, test.says)
			}
			now := held(t, s)
			if now.Version() != before.Version() {
				t.Errorf("got version %s, want that of the file that was good, %s", now.Version(), before.Version())
			}
			checkAnswers(t, now, sample())

			if err := os.RemoveAll(path); err != nil {
				t.Fatal(err)
			}
			write(t, path, another("new"))
			eventually(t, "the good file is read", func() bool { return holds(t, s, another("new")) })
			eventually(t, "no problem", func() bool { return s.Problem() == nil })
		})
	}
}

// Each thing that happens to the file is told once, however often the store
// looks. The clock is a false one: to sleep takes no time.
func TestChangesAreLoggedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "x.db")
		old := path + ".old"
		var log bytes.Buffer
		write(t, path, another("first"))
		s, err := store.Open(ctx, path, slog.New(slog.NewTextHandler(&log, nil)))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		text := func(content string) func() error {
			return func() error { return os.WriteFile(path, []byte(content), 0o600) }
		}
		put := func(name string) func() error {
			return func() error { return store.Write(ctx, path, unchecked(another(name))) }
		}
		for _, step := range []struct {
			name   string
			change func() error
			says   []string // none for no line
		}{
			{"nothing", func() error { return nil }, nil},
			{"a new file", put("second"), []string{"level=INFO", "moved over"}},
			{"moved away", func() error { return os.Rename(path, old) }, []string{"level=ERROR", "problem=missing"}},
			{"a text", text("dear diary"), []string{"level=ERROR", "problem=foreign", "no SQLite database"}},
			{"another text", text("dear diary, again"), []string{"level=ERROR", "problem=foreign"}},
			{"moved back", func() error { return os.Rename(old, path) }, []string{"level=INFO", "is back"}},
			{"a text once more", text("dear diary"), []string{"level=ERROR", "problem=foreign"}},
			{"no file", func() error { return os.Remove(path) }, []string{"level=ERROR", "problem=missing"}},
			{"a good file in place", put("third"), []string{"level=INFO", "moved over"}},
		} {
			log.Reset()
			if err := step.change(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
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
		now := s.Snapshot()
		defer now.Release()
		if !strings.Contains(log.String(), "version="+now.Version()) {
			t.Errorf("got log %q, want one that says the version %s", &log, now.Version())
		}
	})
}

// A file that the system refuses to read is told of once, however often it is tried,
// and the next good file is served at once.
func TestUnreadableFile(t *testing.T) {
	const unreadable = "/proc/self/mem"
	if _, err := os.Stat(unreadable); err != nil {
		t.Skip("the system has no file that cannot be read")
	}
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "x.db")
		var log bytes.Buffer
		write(t, path, sample())
		s, err := store.Open(ctx, path, slog.New(slog.NewTextHandler(&log, nil)))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if err := errors.Join(os.Remove(path), os.Symlink(unreadable, path)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if got := strings.Count(log.String(), "\n"); got != 1 || !strings.Contains(log.String(), "problem=unreadable") {
			t.Errorf("got %d lines %q, want one of an unreadable file", got, &log)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		write(t, path, another("next"))
		time.Sleep(time.Second)
		synctest.Wait()
		if !holds(t, s, another("next")) {
			t.Error("the next good file is not served after a second")
		}
	})
}

// A large file stays open and is not copied. Another one in its place changes
// nothing; where it is changed in place, no answer is made of it, and the next good
// file is served.
func TestLargeFileIsNotCopied(t *testing.T) {
	large := another("large")
	large.Source = random(24 << 20)
	sealed(large)
	path := filepath.Join(t.TempDir(), "x.db")
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	s := written(t, path, large)
	if files, err := os.ReadDir(temporary); err != nil || len(files) > 0 {
		t.Errorf("got the temporary files %v (error %v), want none", files, err)
	}
	before := held(t, s)
	write(t, path, another("next"))
	eventually(t, "the next file is read", func() bool { return holds(t, s, another("next")) })
	checkAnswers(t, before, large) // of a file that has no name any more

	write(t, path, large)
	eventually(t, "the large file is read", func() bool { return holds(t, s, large) })
	now := held(t, s)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteAt([]byte("x"), 5000); err != nil {
		t.Fatal(err)
	}
	if _, err := of(t, now, large.Key).Source(ctx); err == nil || errors.Is(err, store.ErrNotFound) {
		t.Errorf("a question about a file that was changed in place: got error %v, want one of reading", err)
	}
	write(t, path, another("last"))
	eventually(t, "the last file is read", func() bool { return holds(t, s, another("last")) })
}

// random is a text of so many characters that cannot be made much smaller.
func random(n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = byte(' ' + rand.IntN(95))
	}
	return string(text)
}

func TestClosedStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	inMemory, err := store.OpenMemory(ctx, unchecked(sample())...)
	if err != nil {
		t.Fatal(err)
	}
	for where, s := range map[string]*store.Store{"memory": inMemory, "file": written(t, path, sample())} {
		before := s.Snapshot()
		s.Close()
		s.Close()
		checkAnswers(t, before, sample())
		before.Release()
		closed := of(t, held(t, s), key)
		if _, err := closed.Whole(ctx); err == nil || errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: a question after Close: got error %v, want one that says so", where, err)
		}
		if _, err := closed.Outline(ctx); err == nil {
			t.Errorf("%s: got an outline after Close, want an error", where)
		}
	}
}
