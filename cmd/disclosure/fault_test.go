package main

import (
	"context"
	"flag"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"disclosure/internal/store"
)

// long lets the proofs that have a short and a long form run in the long one:
//
//	go test ./cmd/disclosure -run Kill -args -long
var long = flag.Bool("long", false, "run the long form of each proof")

// Whenever an import is killed, the file is the old one or the new one, whole,
// and a server that runs on it shows the old one or the new one, whole.
func TestKilledImports(t *testing.T) {
	kills := 8
	if *long {
		kills = 200
	}
	dirs, contents := pair(t)
	folder := t.TempDir()
	db := filepath.Join(folder, "reports.db")
	began := time.Now()
	if err := importer(t, os.Stderr, db, dirs[0]).Wait(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	ctx, cancel := context.WithCancel(context.Background())
	address, code := start(t, ctx, "--db", db, "--origin", faultOrigin)
	all := read(t, address, contents)
	killed, quicker := 0, 0
	for i := 1; killed < kills; i++ {
		if quicker > 50+kills {
			t.Fatalf("got %d kills of %d imports, want most killed", killed, killed+quicker)
		}
		var said strings.Builder
		command := importer(t, &said, db, dirs[i%2])
		kill := time.AfterFunc(rand.N(2*took), func() { command.Process.Kill() })
		switch err := command.Wait(); {
		case err == nil:
			quicker++
		case said.Len() > 0:
			t.Fatalf("import %d was not killed: %s", i, &said)
		default:
			killed++
		}
		kill.Stop()
		st, err := store.Open(ctx, db, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatalf("after import %d: %v", i, err)
		}
		st.Close()
	}
	for i := range 2 { // what is not killed still works
		if err := importer(t, os.Stderr, db, dirs[i]).Wait(); err != nil {
			t.Fatal(err)
		}
		all.awaitContent(t, address, contents, i)
	}
	all.stop()
	t.Logf("%d imports killed, %d were quicker; %d and %d answers of the two contents",
		killed, quicker, all.answers[0].Load(), all.answers[1].Load())
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("got the files %v (error %v), want nothing of the killed imports", entries, err)
	}
	cancel()
	<-code
}

// Whatever becomes of the file under a running server, it goes on with what it
// has, says so to those who run it, and takes the next good file.
func TestFileFaults(t *testing.T) {
	rounds := 1
	if *long {
		rounds = 20
	}
	dirs, contents := pair(t)
	db := filepath.Join(t.TempDir(), "reports.db")
	if code, _, stderr := execute("import", "--publish-findings", "--db", db, dirs[0]); code != 0 {
		t.Fatal(stderr)
	}
	good, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	address, code := start(t, ctx, "--db", db, "--origin", faultOrigin)
	all := read(t, address, contents)
	garbage := func(from int) []byte {
		text := append([]byte(nil), good...)
		for i := from; i < len(text); i++ {
			text[i] = byte(rand.Uint32())
		}
		return text
	}
	shown := 0
	for range rounds {
		for _, fault := range []struct {
			name  string
			cause func() error
			word  string // what readyz says
		}{
			{"deleted", func() error { return os.Remove(db) }, "missing"},
			{"cut short in place", func() error { return os.Truncate(db, 4096*(1+rand.Int64N(100))) }, "damaged"},
			{"emptied in place", func() error { return os.Truncate(db, 0) }, "foreign"},
			{"overwritten in place", func() error { return os.WriteFile(db, garbage(0), 0o644) }, "foreign"},
			{"overwritten behind its header", func() error { return os.WriteFile(db, garbage(100), 0o644) }, "damaged"},
			{"replaced by a text", func() error {
				return os.Rename(write(t, "dear diary"), db)
			}, "foreign"},
		} {
			if err := fault.cause(); err != nil {
				t.Fatalf("%s: %v", fault.name, err)
			}
			await(t, address+"/readyz", fault.word+"\n")
			all.awaitContent(t, address, contents, shown)
			shown = 1 - shown
			if err := os.Remove(db); err != nil && fault.word != "missing" {
				t.Fatal(err)
			}
			if code, _, stderr := execute("import", "--publish-findings", "--db", db, dirs[shown]); code != 0 {
				t.Fatalf("import after the file was %s: %s", fault.name, stderr)
			}
			await(t, address+"/readyz", "ok\n")
			all.awaitContent(t, address, contents, shown)
		}
	}
	all.stop()
	t.Logf("%d faults; %d and %d answers of the two contents", 6*rounds, all.answers[0].Load(), all.answers[1].Load())
	cancel()
	<-code
}

// write makes a file of its own.
func write(t *testing.T, text string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// The second of two imports at once says so and changes nothing; the first one
// ends well.
func TestTwoImports(t *testing.T) {
	folder := t.TempDir()
	db := filepath.Join(folder, "reports.db")
	won, lost := 0, 0
	for range 5 {
		var says [3]strings.Builder
		var commands [3]*exec.Cmd
		for i := range commands {
			commands[i] = importer(t, &says[i], db, first)
		}
		for i, command := range commands {
			switch err := command.Wait(); {
			case err == nil:
				won++
			case command.ProcessState.ExitCode() == 1 && strings.Contains(says[i].String(), db) && strings.Contains(says[i].String(), "another import"):
				lost++
			default:
				t.Errorf("got %v, stderr %q, want an end that is good or names the other import", err, &says[i])
			}
		}
	}
	t.Logf("%d imports won, %d were told of another one", won, lost)
	if won < 5 {
		t.Errorf("got %d good imports, want one of each three at least", won)
	}
	if code, _, stderr := execute("import", "--publish-findings", "--db", db, first); code != 0 {
		t.Error(stderr)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("got the files %v (error %v), want the database alone", entries, err)
	}
}
