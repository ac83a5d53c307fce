// Package load proves from outside what the server, run as the public meets
// it, bears: each proof is a test, short unless it is asked for -long:
//
//	go test ./web/load -v -run Slow -args -long
//
// All load goes to 127.0.0.1, from other addresses of the same machine where
// clients must differ, and ends by itself.
package load

import (
	"bytes"
	"context"
	"flag"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"disclosure/cmd/disclosure/servertest"
)

var long = flag.Bool("long", false, "run the long form of each proof")

const base = "/futian-zwfwj/2021/budget"

var folder string // of the binary under test

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if folder, err = os.MkdirTemp("", "disclosure-load"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

var build = sync.OnceValues(func() (string, error) { return servertest.Build(folder) })

// startServer runs the command with the reports built into it and returns the
// address, HOST:PORT, that it serves. At the end of the test it must stop as it
// should and must have logged nothing that is our fault.
func startServer(t *testing.T) string {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	command := servertest.Command(binary)
	var log bytes.Buffer
	command.Stderr = &log
	t.Cleanup(func() { // after the process has ended
		for line := range strings.Lines(log.String()) {
			if strings.Contains(line, "level=ERROR") || strings.Contains(line, "panic serving") {
				t.Errorf("got log line %s", line)
			}
		}
	})
	return strings.TrimPrefix(servertest.Start(t, command).Origin, "http://")
}

// from returns a dialer whose connections come from an address of this machine.
func from(address string) *net.Dialer {
	return &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}, Timeout: 10 * time.Second}
}

// client returns a client at an address of this machine, to which nothing is
// kept back.
func client(address string) *http.Client {
	dialer := from(address)
	return &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, to)
		}},
	}
}
