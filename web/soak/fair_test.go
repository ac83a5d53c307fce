package soak

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"disclosure/cmd/disclosure/servertest"
)

// attacker is the address that asks for much, and of the proxy that it comes through.
const attacker = 66

// What is asked for, below a report.
var (
	files  = []string{".xlsx", ".json", ".sqlite", ".zip", "/print"}
	wholes = []string{"/print", "/checks", "/history"}
	pages  = []string{"/tables/1", "/tables/2", "/tables/4", "/projects/1", "/checks/tables/7", "/notes", "/projects/2"}
)

// TestFair asks for costly answers as fast as the limits of one address let it, among
// more reports than the cache holds, while a reader of another address opens pages that
// nobody has opened. The reader gets every page; in the long form soon, too.
func TestFair(t *testing.T) {
	reports, during := 3, 2*time.Second
	if *long {
		reports, during = 60, 35*time.Second
	}
	binary, db := many(t, reports)
	for _, attack := range []struct {
		name   string
		proxy  bool
		paths  []string
		client func(origin, path string, n int)
		atMost time.Duration // for 99 of 100 pages of the reader
	}{
		{"sockets closed at once", false, files, abandon, 250 * time.Millisecond},
		{"64 connections", false, files, head, 250 * time.Millisecond},
		{"pages of whole reports", false, wholes, head, 250 * time.Millisecond},
		{"a proxy's changing X-Forwarded-For", true, files, head, time.Second},
		{"the same, for pages of whole reports", true, wholes, head, time.Second},
		{"the same, for pages", true, pages, head, time.Second},
	} {
		args := []string{"--db", db}
		if attack.proxy {
			args = append(args, "--proxy", fmt.Sprintf("127.0.0.%d", attacker))
		}
		command := servertest.Command(binary, args...)
		var named atomic.Int64
		command.Stderr = lines(func(line []byte) {
			if bytes.Contains(line, fmt.Appendf(nil, " client=127.0.0.%d/32 ", attacker)) {
				named.Add(1)
			}
		})
		s := servertest.Start(t, command)
		stop := make(chan struct{})
		var attackers sync.WaitGroup
		var asked atomic.Int64
		for n := range 64 {
			attackers.Go(func() {
				for i := n; ; i += 64 {
					select {
					case <-stop:
						return
					default:
					}
					n := len(attack.paths)
					attack.client(s.Origin, fmt.Sprintf("/u%d/2021/budget%s", i/n%reports, attack.paths[i%n]), i)
					asked.Add(1)
				}
			})
		}
		took := honest(t, s.Origin, reports, during)
		close(stop)
		attackers.Wait()
		slices.Sort(took)
		p99 := took[len(took)*99/100]
		t.Logf("%s: %d requests, %d refused by name; %d pages of a reader, p50 %v, p99 %v", attack.name, asked.Load(), named.Load(), len(took), took[len(took)/2], p99)
		if *long && p99 > attack.atMost {
			t.Errorf("%s: got %v for 99 of 100 pages, want at most %v", attack.name, p99, attack.atMost)
		}
		s.Stop(t)
	}
}

// many is a file of the embedded report under several slugs.
func many(t *testing.T, reports int) (binary, db string) {
	t.Helper()
	folder := t.TempDir()
	binary, err := servertest.Build(folder)
	if err != nil {
		t.Fatal(err)
	}
	db = filepath.Join(folder, "many.db")
	args := []string{"import", "--db", db}
	for n := range reports {
		dir := filepath.Join(folder, fmt.Sprintf("u%d", n), "2021-budget")
		if err := os.CopyFS(dir, os.DirFS("../../data/futian-zwfwj/2021-budget")); err != nil {
			t.Fatal(err)
		}
		settings := filepath.Join(dir, "report.toml")
		text, err := os.ReadFile(settings)
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.Replace(text, []byte(`"futian-zwfwj"`), fmt.Appendf(nil, "%q", fmt.Sprintf("u%d", n)), 1)
		if err := os.WriteFile(settings, text, 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, dir)
	}
	if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, out)
	}
	return binary, db
}

// honest opens pages that are in no cache, one after another.
func honest(t *testing.T, origin string, reports int, during time.Duration) (took []time.Duration) {
	client := clientFrom(77)
	defer client.CloseIdleConnections()
	for i, end := 0, time.Now().Add(during); time.Now().Before(end) && i < 8*reports; i++ {
		address := fmt.Sprintf("%s/u%d/2021/budget/sections/%d", origin, i%reports, i/reports+1)
		start := time.Now()
		answer, err := fetch(client, address)
		if err != nil || answer.status != http.StatusOK {
			t.Errorf("%s: got status %d, error %v, want the page", address, answer.status, err)
		}
		took = append(took, time.Since(start))
		time.Sleep(100 * time.Millisecond)
	}
	return took
}

func dial(origin string) (net.Conn, error) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, attacker)}, Timeout: 10 * time.Second}
	return dialer.Dial("tcp", strings.TrimPrefix(origin, "http://"))
}

func request(conn net.Conn, path string, n int) {
	fmt.Fprintf(conn, "HEAD %s HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.%d.%d\r\nConnection: close\r\n\r\n", path, n>>8&255, n&255)
}

// abandon asks and goes away, 25 times a second of all 64 attackers together.
func abandon(origin, path string, n int) {
	if conn, err := dial(origin); err == nil {
		request(conn, path, n)
		conn.Close()
	}
	time.Sleep(64 * time.Second / 25)
}

// head asks and waits for the answer.
func head(origin, path string, n int) {
	if conn, err := dial(origin); err == nil {
		request(conn, path, n)
		conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		io.Copy(io.Discard, conn)
		conn.Close()
	}
}
