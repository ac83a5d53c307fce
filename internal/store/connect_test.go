package store

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

func TestSettingsAreReadBack(t *testing.T) {
	for _, test := range []struct {
		setting setting
		message string
	}{
		{setting{"no_such_setting", 1}, "no_such_setting is <nil>, want 1"},
		{setting{"page_size", 1000}, "page_size is 4096, want 1000"}, // no power of two
	} {
		db, err := connect(memoryURI(memories.Add(1)), append(settings[:len(settings):len(settings)], test.setting))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Ping(); err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: got error %v, want one that says %q", test.setting.name, err, test.message)
		}
	}
}

// A question that is cancelled midway must not answer with half of the rows.
func TestCancelledMidway(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := OpenMemory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows, n := 0, 0
	err = reader{ctx, s.now.Load().db}.each(`WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up LIMIT 1000) SELECT n FROM up`,
		nil, into{&n}, func() {
			if rows++; rows == 3 {
				cancel()
				time.Sleep(50 * time.Millisecond) // the rows are closed by another goroutine
			}
		})
	if !errors.Is(err, context.Canceled) || rows == 1000 {
		t.Errorf("got %d rows and error %v, want some and context.Canceled", rows, err)
	}
}

// The pool may close every connection that it lends.
func TestMemoryOutlivesItsConnections(t *testing.T) {
	ctx := context.Background()
	s, err := OpenMemory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := s.Snapshot()
	defer now.Release()
	now.db.SetMaxIdleConns(-1)
	if _, err := now.Outlines(ctx); err != nil {
		t.Errorf("Outlines after all connections were closed: %v", err)
	}
}

// A query that waits for a connection to prepare its statement keeps no other query
// from the statements that are prepared.
func TestPreparingHoldsNobodyUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	db, err := connect(memoryURI(memories.Add(1)), settings)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	first, err := db.statement(ctx, "SELECT 1")
	if err != nil {
		t.Fatal(err)
	}
	only, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer only.Close()
	ended := make(chan error)
	go func() {
		_, err := db.statement(ctx, "SELECT 2")
		ended <- err
	}()
	for db.Stats().WaitCount == 0 {
		time.Sleep(time.Millisecond)
	}
	if !db.mu.TryLock() {
		t.Error("who waits for a connection holds the lock")
	} else {
		db.mu.Unlock()
		if again, err := db.statement(ctx, "SELECT 1"); again != first || err != nil {
			t.Errorf("a prepared statement: got %p, error %v, want %p", again, err, first)
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
}

// One connection a processor: as many questions as the site asks at once.
func TestConnectionsOfManyProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(20))
	db, err := connect(memoryURI(memories.Add(1)), settings)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if got := db.Stats().MaxOpenConnections; got != 20 {
		t.Errorf("with 20 processors: got %d connections, want 20", got)
	}
}

// Neither SQLite nor the file system is asked to change a file that is open.
func TestOpenFileCannotBeChanged(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	if err := Write(ctx, path, nil); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := s.Snapshot()
	defer now.Release()
	for _, change := range []string{"DELETE FROM report", "PRAGMA user_version = 9"} {
		if _, err := now.db.ExecContext(ctx, change); err == nil || !strings.Contains(err.Error(), "readonly database") {
			t.Errorf("%s: got error %v, want one of a readonly database", change, err)
		}
	}
}

// No question about one report may read through the others: what it costs must
// not grow with the number of reports.
func TestNoQuestionScans(t *testing.T) {
	ctx := context.Background()
	r := &report.Report{Front: report.Front{Key: report.Key{Unit: "u", Year: 2031, Kind: "budget"}}, Tables: []report.Table{{Number: 1}}}
	r.Version = r.ContentHash()
	s, err := OpenMemory(ctx, finding.Checked{Report: r})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := s.Snapshot()
	defer now.Release()
	one, err := now.Report(r.Key)
	if err != nil {
		t.Fatal(err)
	}
	before := len(now.db.prepared) // those of the snapshot itself, which read all reports
	for query := range now.db.prepared {
		delete(now.db.prepared, query)
	}
	_, outline := one.Outline(ctx)
	_, table := one.Table(ctx, 1)
	_, whole := one.Whole(ctx)
	_, _, checks := one.Checks(ctx)
	_, findings := one.Findings(ctx, []string{"a"})
	_, bindings := one.Bindings(ctx, report.TableRef(1))
	if err := errors.Join(outline, table, whole, checks, findings, bindings); err != nil {
		t.Fatal(err)
	}
	if len(now.db.prepared) < 6 || before != 1 {
		t.Errorf("the questions took %d statements, and the snapshot %d; want 6 and 1", len(now.db.prepared), before)
	}
	for query := range now.db.prepared {
		args := make([]any, strings.Count(query, "?"))
		rows, err := now.db.Query("EXPLAIN QUERY PLAN "+query, args...)
		if err != nil {
			t.Errorf("%s\n%v", query, err)
			continue
		}
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(step, "SCAN") && !strings.Contains(step, "VIRTUAL TABLE") {
				t.Errorf("%s\ntakes the step %q", query, step)
			}
		}
		if err := rows.Err(); err != nil {
			t.Error(err)
		}
	}
}

// A path is never read as something else: neither its signs as a query, nor the drive of
// Windows as the name of a host.
func TestFileURI(t *testing.T) {
	for path, want := range map[string]string{
		"/srv/reports.db":         "file:///srv/reports.db",
		"/srv/a b/?x=1#y%.db":     "file:///srv/a%20b/%3Fx=1%23y%25.db",
		"C:/reports/报告.db":        "file:///C:/reports/%E6%8A%A5%E5%91%8A.db",
		"//server/share/store.db": "file:////server/share/store.db",
	} {
		if got := fileURI(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}
