package store

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// However often the file is replaced, nothing of the earlier ones stays open,
// in memory or not.
func TestSwapsLeakNothing(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	write := func(version string) {
		t.Helper()
		r := &report.Report{Front: report.Front{Heading: version}} // all that tells files apart
		r.Version = r.ContentHash()
		if err := Write(ctx, path, []finding.Checked{{Report: r}}); err != nil {
			t.Fatal(err)
		}
	}
	defer func(limit int64) { smallFile = limit }(smallFile)
	for _, limit := range []int64{smallFile, 0} {
		smallFile = limit
		write("first")
		now, info, err := openFile(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		s := &Store{stop: func() {}}
		s.now.Store(now)
		f := follower{store: s, path: path, log: slog.New(slog.DiscardHandler), served: info}
		swap := func(version string) {
			write(version)
			held := s.Snapshot()
			f.look(ctx)
			for _, of := range []*Snapshot{held, s.Snapshot()} {
				if _, err := of.Outlines(ctx); err != nil {
					t.Fatal(err)
				}
				of.Release()
			}
			if err := s.Problem(); err != nil || s.now.Load() == held {
				t.Fatalf("the file was not replaced: %v", err)
			}
		}
		swap("second") // what is opened once and for all
		goroutines, files := runtime.NumGoroutine(), openFiles(t)
		for i := range 100 {
			swap(string(rune('a' + i)))
		}
		checkNone(t, "after 100 swaps", goroutines, files)
		s.Close()
	}
	t.Log("100 swaps of a file kept in memory, and 100 of one that is not")
}

// TestCloseEndsFollowing counts around the life of a store.
func TestCloseEndsFollowing(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	if err := Write(ctx, path, nil); err != nil {
		t.Fatal(err)
	}
	goroutines, files := runtime.NumGoroutine(), openFiles(t)
	s, err := Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	checkNone(t, "after Close", goroutines, files)
}

// openFiles counts the open files of the process, 0 where the system does not
// tell.
func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

func checkNone(t *testing.T, when string, goroutines, files int) {
	t.Helper()
	// A connection that was closed may be about to end its goroutine.
	for range 1000 {
		if runtime.NumGoroutine() <= goroutines {
			break
		}
		time.Sleep(time.Millisecond) // on a busy machine it may take its time
	}
	if got := runtime.NumGoroutine(); got > goroutines {
		t.Errorf("%s: got %d goroutines, want %d", when, got, goroutines)
	}
	if got := openFiles(t); got > files {
		t.Errorf("%s: got %d open files, want %d", when, got, files)
	}
}
