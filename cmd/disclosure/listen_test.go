//go:build unix

package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"disclosure/cmd/disclosure/servertest"
)

// A proxy on the same machine connects by a socket, and says who its clients are.
func TestSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "http.sock")
	start := func() *servertest.Server {
		command := servertest.Command(os.Args[0], "--addr", "unix:"+path, "--origin", "https://budget.example")
		command.Env = append(os.Environ(), "DISCLOSURE_TEST_MAIN=1")
		return servertest.Start(t, command)
	}
	server := start()
	if server.Origin != "unix:"+path {
		t.Errorf("got %q printed, want the socket", server.Origin)
	}
	proxy := http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return net.Dial("unix", path)
	}}}
	get := func(address, client string) (int, string) {
		r, err := http.NewRequest(http.MethodGet, "http://x"+address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Forwarded-For", client)
		answer, err := proxy.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(body)
	}
	if status, body := get("/", "198.51.100.1"); status != http.StatusOK || !strings.Contains(body, "https://budget.example/") {
		t.Errorf("got %d, want the page with the addresses of --origin", status)
	}
	tooMany := 0
	for i := range 900 {
		if status, _ := get(fmt.Sprintf("/futian-zwfwj/2021/nothing%d", i), "198.51.100.2"); status == http.StatusTooManyRequests {
			tooMany++
		}
	}
	if status, _ := get("/futian-zwfwj/2021/budget/sections/2", "198.51.100.3"); tooMany == 0 || status != http.StatusOK {
		t.Errorf("got %d requests of one client refused and %d for another, want some and 200", tooMany, status)
	}

	// The socket of a server that was killed is taken over; one in use is not, nor is a file.
	proxy.CloseIdleConnections()
	if status, _, said := execute("serve", "--addr", "unix:"+path, "--origin", "https://budget.example"); status != refused || !strings.Contains(said, "another server listens") {
		t.Errorf("a second server: got %d, %q", status, said)
	}
	server.Signal(t, syscall.SIGKILL)
	server.Wait(t)
	if _, err := os.Lstat(path); err != nil {
		t.Fatalf("the killed server's socket: %v", err)
	}
	second := start()
	if status, _ := get("/healthz", "198.51.100.1"); status != http.StatusOK {
		t.Errorf("after a kill: got %d", status)
	}
	proxy.CloseIdleConnections()
	second.Stop(t)
	if _, err := os.Lstat(path); err == nil {
		t.Error("the socket is still there after the server has ended")
	}
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _, said := execute("serve", "--addr", "unix:"+path, "--origin", "https://budget.example"); status != refused || !strings.Contains(said, "no socket") {
		t.Errorf("a file in its place: got %d, %q", status, said)
	}
	for _, args := range [][]string{{"--addr", "unix:" + path}, {"--addr", "unix:here.sock", "--origin", "https://budget.example"}} {
		if status, _, _ := execute(append([]string{"serve"}, args...)...); status != misused {
			t.Errorf("serve %q: got %d, want a misuse", args, status)
		}
	}
}
