package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"disclosure/cmd/disclosure/servertest"
)

// start runs the command until the test cancels ctx, and returns the address
// that it prints and the channel of its exit code.
func start(t *testing.T, ctx context.Context, args ...string) (address string, code chan int) {
	t.Helper()
	read, write := io.Pipe()
	code = make(chan int, 1)
	go func() {
		var stderr bytes.Buffer
		c := run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), write, &stderr)
		if c != 0 {
			t.Errorf("got exit code %d, stderr %q, want 0", c, &stderr)
		}
		write.Close()
		code <- c
	}()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("got %q, error %v, want an address", line, err)
	}
	return strings.TrimSpace(line), code
}

func fetch(t testing.TB, address string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func TestServe(t *testing.T) {
	db := filepath.Join(t.TempDir(), "reports.db")
	if code, _, stderr := execute("import", "--db", db, other(t)); code != 0 {
		t.Fatal(stderr)
	}
	const table = "/futian-zwfwj/2021/budget/tables/7"
	for _, test := range []struct {
		args   []string
		origin string // "" for the listening address
		status int    // of the first report's table
	}{
		{nil, "", http.StatusOK},
		{[]string{"--origin", "https://Budget.example/"}, "https://budget.example", http.StatusOK},
		{[]string{"--db", db}, "", http.StatusNotFound},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		address, code := start(t, ctx, test.args...)
		if test.origin == "" {
			test.origin = address
		}
		if status, body := fetch(t, address+"/"); status != http.StatusOK || !strings.Contains(body, `href="`+test.origin+`/"`) {
			t.Errorf("%q: got status %d, want 200 and addresses at %s", test.args, status, test.origin)
		}
		if status, _ := fetch(t, address+table); status != test.status {
			t.Errorf("%q: got status %d of %s, want %d", test.args, status, table, test.status)
		}
		cancel()
		select {
		case <-code:
		case <-time.After(time.Minute): // the machine may be busy
			t.Fatalf("%q: the server runs on after it was asked to stop", test.args)
		}
	}
}

// A new import is seen by a server that runs on the file, without a restart and
// past what it has cached.
func TestImportWhileServing(t *testing.T) {
	db := filepath.Join(t.TempDir(), "reports.db")
	ctx, cancel := context.WithCancel(context.Background())
	var address string
	var code chan int
	for i, test := range []struct {
		dir    string
		status int // of the first report
	}{{other(t), http.StatusNotFound}, {first, http.StatusOK}, {other(t), http.StatusNotFound}} {
		args := []string{"import", "--db", db, test.dir}
		if i > 0 { // the report that another import wrote
			args = append([]string{"import", "--forget", map[bool]string{true: "shili-qinghe-nyncj/2023-budget", false: "futian-zwfwj/2021-budget"}[test.dir == first]}, args[1:]...)
		}
		if code, _, stderr := execute(args...); code != 0 {
			t.Fatal(stderr)
		}
		if i == 0 {
			address, code = start(t, ctx, "--db", db)
		}
		status := 0
		for end := time.Now().Add(20 * time.Second); status != test.status && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			status, _ = fetch(t, address+"/futian-zwfwj/2021/budget")
		}
		if status != test.status {
			t.Errorf("after import of %s: got status %d, want %d", test.dir, status, test.status)
		}
		if _, body := fetch(t, address+"/"); strings.Contains(body, "/futian-zwfwj/") != (test.status == http.StatusOK) {
			t.Errorf("after import of %s: got the front page of another import", test.dir)
		}
	}
	cancel()
	<-code
}

func TestAddressInUse(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	code, stdout, stderr := execute("serve", "--addr", listener.Addr().String())
	if code != 1 || stdout != "" || !strings.Contains(stderr, "another address with --addr") {
		t.Errorf("got code %d, stdout %q, stderr %q, want 1 and what to do", code, stdout, stderr)
	}
}

// A request in progress when the server stops is answered to the end.
func TestDrain(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	entered, leave := make(chan bool), make(chan bool)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-leave
		io.WriteString(w, "whole")
	})}
	stopped := make(chan error, 1)
	go func() { stopped <- serveUntil(ctx, server, listener, slog.New(slog.DiscardHandler)) }()
	answered := make(chan string, 1)
	go func() {
		_, body := fetch(t, "http://"+listener.Addr().String())
		answered <- body
	}()
	<-entered
	cancel()
	select {
	case err := <-stopped:
		t.Fatalf("got a stop with error %v, want to wait for the answer", err)
	case <-time.After(100 * time.Millisecond):
	}
	close(leave)
	if got := <-answered; got != "whole" {
		t.Errorf("got answer %q, want whole", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("got error %v, want none", err)
	}
}

// A stop does not wait for connections that rest, and not for long for clients
// that are slow.
func TestDrainOfSlowClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clients := make(chan net.Conn)
		ctx, cancel := context.WithCancel(t.Context())
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Write(make([]byte, 1<<20))
		})}
		var log bytes.Buffer
		stopped := make(chan error, 1)
		go func() { stopped <- serveUntil(ctx, server, pipes(clients), slog.New(slog.NewTextHandler(&log, nil))) }()
		connect := func(sends string) net.Conn {
			client, other := net.Pipe()
			clients <- other
			io.WriteString(client, sends)
			return client
		}
		const whole = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
		resting := connect(whole)
		if resp, err := http.ReadResponse(bufio.NewReader(resting), nil); err != nil {
			t.Fatal(err)
		} else if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			t.Fatal(err)
		}
		half, reading := connect("GET / HT"), connect(whole)
		synctest.Wait()
		cancel()
		start := time.Now()
		for _, test := range []struct {
			name string
			net.Conn
			atMost time.Duration
		}{{"at rest", resting, 0}, {"half a request", half, 7 * time.Second}} {
			io.Copy(io.Discard, test)
			if took := time.Since(start); took > test.atMost {
				t.Errorf("%s: got the connection closed after %v, want at most %v", test.name, took, test.atMost)
			}
		}
		if err := <-stopped; err != nil || time.Since(start) > drainTimeout+time.Second {
			t.Errorf("got error %v after %v, want none after %v", err, time.Since(start), drainTimeout)
		}
		if !strings.Contains(log.String(), "cut off") {
			t.Errorf("got log %q, want it to say who was cut off", &log)
		}
		reading.Close()
	})
}

// pipes is a listener for connections in memory.
type pipes chan net.Conn

func (l pipes) Accept() (net.Conn, error) {
	if c, ok := <-l; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}
func (l pipes) Close() error   { close(l); return nil }
func (l pipes) Addr() net.Addr { return &net.TCPAddr{} }

// A process of its own answers, and exits 0 on SIGTERM.
func TestProcess(t *testing.T) {
	firstPage(t)
}

// BenchmarkFirstPage measures from the start of a process to the end of its
// first page, in milliseconds: in all, and of processor time, which is also
// right on a busy machine. The goal is 200 in all.
func BenchmarkFirstPage(b *testing.B) {
	var work, wait time.Duration
	for b.Loop() {
		oneWork, oneWait := firstPage(b)
		work, wait = work+oneWork, wait+oneWait
	}
	b.ReportMetric(float64(work.Milliseconds())/float64(b.N), "work-ms/op")
	b.ReportMetric(float64(wait.Milliseconds())/float64(b.N), "wait-ms/op")
}

// firstPage starts a server, fetches one page and stops it again.
func firstPage(t testing.TB) (work, wait time.Duration) {
	t.Helper()
	command := servertest.Command(os.Args[0])
	command.Env = append(os.Environ(), "DISCLOSURE_TEST_MAIN=1")
	server := servertest.Start(t, command)
	if status, _ := fetch(t, server.Origin+"/"); status != http.StatusOK {
		t.Errorf("got status %d, want 200", status)
	}
	wait = time.Since(server.Started)
	http.DefaultClient.CloseIdleConnections()
	return server.Stop(t), wait
}
