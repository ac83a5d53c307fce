package main

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"disclosure/cmd/disclosure/servertest"
)

// The server opens no connection, not even to ask for a name or the time: the system
// is never asked to connect or to send anything to an address.
func TestNoOutgoingConnection(t *testing.T) {
	strace := program(t, "strace")
	traced := filepath.Join(t.TempDir(), "calls")
	command := servertest.Command(os.Args[0], "--origin", "https://budget.example", "--contact", "https://budget.example/contact")
	command.Args = append([]string{"strace", "-D", "-f", "-qq", "-o", traced, "-e", "trace=connect,sendto,sendmsg,sendmmsg,listen"}, command.Args...)
	command.Path = strace
	command.Env = append(os.Environ(), "DISCLOSURE_TEST_MAIN=1")
	server := servertest.Start(t, command)
	const base = "/futian-zwfwj/2021/budget"
	for _, path := range []string{"/", "/about", "/search?q=预算", base, base + "/tables/7", base + "/checks", base + ".xlsx", "/readyz", "/nobody/2021/budget"} {
		if status, _ := fetch(t, server.Origin+path); status != http.StatusOK && status != http.StatusNotFound {
			t.Errorf("%s: got status %d", path, status)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	server.Stop(t)
	calls, err := os.ReadFile(traced)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(calls), "listen(") {
		t.Fatalf("got the calls %q, want to see it listen", calls)
	}
	if found := outgoing.FindAllString(string(calls), -1); found != nil {
		t.Errorf("got %q, want no call that leads out", found)
	}
}

var outgoing = regexp.MustCompile(`(?m)^.*(?:connect|send[a-z]*)\(.*(?:AF_INET|AF_UNIX).*$`)

// The unit starts the server again whatever ended it, and leaves it few rights.
func TestUnit(t *testing.T) {
	text, err := os.ReadFile("disclosure.service")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\nRestart=always\n") {
		t.Error("want Restart=always: on-failure takes SIGPIPE for a good end")
	}
	out, err := exec.Command(program(t, "systemd-analyze"), "security", "--offline=true", "--threshold=15", "disclosure.service").CombinedOutput()
	if err != nil {
		t.Errorf("systemd-analyze security: %v, want an exposure of 1.5 at most\n%s", err, out)
	}
}

// program finds a program that a test needs.
func program(t *testing.T, name string) (path string) {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") == "true":
		t.Fatalf("NOT RUN: %v; .ci/setup test installs it", err)
	}
	t.Skipf("NOT RUN: %v", err)
	return ""
}
