//go:build unix

package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"disclosure/cmd/disclosure/servertest"
)

// process starts a server as a process of its own, whose log goes to stderr.
func process(t *testing.T, stderr *os.File) *servertest.Server {
	t.Helper()
	command := servertest.Command(os.Args[0])
	command.Env = append(os.Environ(), "DISCLOSURE_TEST_MAIN=1")
	command.Stderr = stderr
	return servertest.Start(t, command)
}

func pipe(t *testing.T) (read, write *os.File) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { read.Close(); write.Close() })
	return read, write
}

// What rotates a log sends SIGHUP, and who reads a log may end: the server stays.
func TestSignalsThatEndNothing(t *testing.T) {
	read, write := pipe(t)
	server := process(t, write)
	read.Close()
	write.Close() // a line of the log is SIGPIPE from now on
	for _, signal := range []syscall.Signal{syscall.SIGHUP, syscall.SIGPIPE} {
		server.Signal(t, signal)
		for range 3 {
			if status, _ := fetch(t, server.Origin+"/"); status != http.StatusOK {
				t.Errorf("after %v: got status %d, want 200", signal, status)
			}
		}
	}
	http.DefaultClient.CloseIdleConnections()
	server.Stop(t)
}

// When nobody reads the log any more, the server answers and stops as before.
func TestLogThatNobodyReads(t *testing.T) {
	_, write := pipe(t)
	server := process(t, write)
	client := http.Client{Timeout: 30 * time.Second} // the machine may be busy
	for i := range 1500 {
		resp, err := client.Get(server.Origin + "/healthz?" + strings.Repeat("x", i%2))
		if err != nil {
			t.Fatalf("request %d: %v", i, err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	client.CloseIdleConnections()
	server.Stop(t)
}

// Another SIGTERM ends a server at once that still waits for a client.
func TestSecondSignal(t *testing.T) {
	server := process(t, nil)
	address := strings.TrimPrefix(server.Origin, "http://")
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET / HT")   // the server waits some seconds for the rest
	fetch(t, server.Origin+"/healthz") // it has accepted both connections
	http.DefaultClient.CloseIdleConnections()
	start := time.Now()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	ended := make(chan syscall.Signal, 1)
	server.Signal(t, syscall.SIGTERM)
	go func() { ended <- server.Wait(t) }()
	for running := true; running; {
		select {
		case by := <-ended:
			running = false
			if by != syscall.SIGTERM {
				t.Errorf("got an end by %v, want by another SIGTERM", by)
			}
		case <-again.C: // the first one may not have been taken yet
			server.Signal(t, syscall.SIGTERM)
		}
	}
	if took := time.Since(start); took > 4*time.Second {
		t.Errorf("got the end %v after the first signal, want at once", took)
	}
}

// Whatever a command waits for, it ends some time after the first signal.
func TestStopTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		exited := make(chan time.Time, 1)
		endAfter(ctx, stopTimeout, func() { exited <- time.Now() })
		time.Sleep(time.Hour)
		start := time.Now()
		cancel()
		if took := (<-exited).Sub(start); took != 15*time.Second {
			t.Errorf("got the end after %v, want 15s as README says", took)
		}
	})
}

// A file that only its owner may read is named by import, with the remedy.
func TestImportUnderStrictUmask(t *testing.T) {
	before := syscall.Umask(0o077)
	defer syscall.Umask(before)
	db := filepath.Join(t.TempDir(), "reports.db")
	code, stdout, stderr := execute("import", "--db", db, other(t))
	if code != 0 || !strings.Contains(stdout, "chmod 644 "+db) {
		t.Errorf("got code %d, stdout %q, stderr %q, want 0 and how to let others read the file", code, stdout, stderr)
	}
}
