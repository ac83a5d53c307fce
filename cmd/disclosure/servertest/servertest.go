// Package servertest runs the server as a process, for the tests that meet it as
// the public does.
package servertest

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Build builds the binary into a folder and returns its path.
func Build(folder string) (binary string, err error) {
	binary = filepath.Join(folder, "disclosure")
	command := exec.Command("go", "build", "-o", binary, "disclosure/cmd/disclosure")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return binary, nil
}

// Command is the command that serves the reports built into a binary, at any
// free port.
func Command(binary string, args ...string) *exec.Cmd {
	return exec.Command(binary, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
}

// Server is a running process.
type Server struct {
	Origin  string    // http://127.0.0.1:12345
	Started time.Time // when the process was started

	command *exec.Cmd
	stopped bool
}

// Start runs a Command and waits for the address that it prints. The process
// ends with the test.
func Start(t testing.TB, command *exec.Cmd) *Server {
	t.Helper()
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Started: time.Now(), command: command}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Stop(t) })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("got %q, error %v, want an address", line, err)
	}
	s.Origin = strings.TrimSpace(line)
	return s
}

// Stop asks the process to end, which it must do well, and returns the processor
// time that it has used. Of a process that was stopped it asks nothing more.
func (s *Server) Stop(t testing.TB) (work time.Duration) {
	t.Helper()
	if !s.stopped {
		s.stopped = true
		s.command.Process.Signal(syscall.SIGTERM)
		if err := s.command.Wait(); err != nil {
			t.Errorf("after SIGTERM: got %v, want exit code 0", err)
		}
	}
	return s.command.ProcessState.UserTime() + s.command.ProcessState.SystemTime()
}

// Signal sends the process a signal.
func (s *Server) Signal(t testing.TB, signal syscall.Signal) {
	t.Helper()
	if err := s.command.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
}

// Wait waits for the end of a process that was asked to end, and returns the signal
// that ended it, 0 where it ended by itself.
func (s *Server) Wait(t testing.TB) (by syscall.Signal) {
	t.Helper()
	s.stopped = true
	s.command.Wait() // the error says what the state says
	if status := s.command.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		return status.Signal()
	}
	return 0
}

var residentLine = regexp.MustCompile(`VmRSS:\s*([0-9]+) kB`)

// Memory is the resident memory of the process in MB of 1,000 kB.
func (s *Server) Memory(t testing.TB) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.command.Process.Pid))
	if err != nil {
		t.Skipf("NOT RUN: %v", err)
	}
	found := residentLine.FindSubmatch(status)
	if found == nil {
		t.Fatalf("got no VmRSS in %s", status)
	}
	kb, _ := strconv.Atoi(string(found[1])) // the pattern is that of a number
	return float64(kb) / 1000
}

// Files counts what the process holds open.
func (s *Server) Files(t testing.TB) int {
	t.Helper()
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", s.command.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	return len(open)
}
