package web_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"disclosure/web"
)

// counted counts the writes of connections.
type counted struct {
	net.Listener
	writes *atomic.Int64
}

func (l counted) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return countedConn{c, l.writes}, err
}

type countedConn struct {
	net.Conn
	writes *atomic.Int64
}

func (c countedConn) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(p)
}

// serveCounted serves the published site until the test ends.
func serveCounted(t *testing.T) (address string, server *http.Server, writes *atomic.Int64) {
	t.Helper()
	site, _ := newSite(t, "published")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	writes = new(atomic.Int64)
	server = web.NewServer(site, slog.New(slog.DiscardHandler))
	served := make(chan error, 1)
	limited := web.Limit(counted{l, writes}, server, nil)
	go func() { served <- server.Serve(limited) }()
	t.Cleanup(func() {
		server.Close()
		if err := <-served; err != http.ErrServerClosed {
			t.Errorf("got %v from the server", err)
		}
	})
	return l.Addr().String(), server, writes
}

// fields are the names in a header, and the values that say nothing of the moment
// and the compression. Net/http dates an answer and states the length of those
// that it is told nothing of; it takes Connection for itself.
func fields(header http.Header) (all []string) {
	for name, values := range header {
		switch name {
		case "Date", "Connection":
		case "Content-Length", "Etag":
			all = append(all, name)
		default:
			all = append(all, name+": "+strings.Join(values, " | "))
		}
	}
	slices.Sort(all)
	return all
}

// Every answer that fits one piece leaves in one write, whole and in its place,
// whatever the client does.
func TestAnswersLeaveInOneWrite(t *testing.T) {
	address, server, writes := serveCounted(t)
	site, _ := newSite(t, "published")
	type asked struct{ method, path, headers string }
	page, small, long := base+"/tables/7", "/about", base+"/source.txt"
	tag := get(site, page).Header().Get("ETag")
	requests := []asked{
		{"GET", page, ""},
		{"HEAD", page, ""},
		{"GET", small, ""},
		{"GET", page, "Accept-Encoding: br\r\n"},
		{"GET", page, "If-None-Match: " + tag + "\r\n"},
		{"GET", page, "Range: bytes=10-20000\r\n"},
		{"GET", long, "Accept-Encoding: gzip\r\n"},
		{"GET", long, ""},
		{"GET", "/nothing", ""},
		{"GET", page, "Connection: close\r\n"},
	}
	// fetch sends all of them at once or one after the other.
	fetch := func(pipelined bool) {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		send := func(r asked) {
			io.WriteString(c, r.method+" "+r.path+" HTTP/1.1\r\nHost: x\r\n"+r.headers+"\r\n") // an error shows below
		}
		if pipelined {
			for _, r := range requests {
				send(r)
			}
		}
		in := bufio.NewReader(c)
		for _, r := range requests {
			before := writes.Load()
			if !pipelined {
				send(r)
			}
			response, err := http.ReadResponse(in, &http.Request{Method: r.method})
			if err != nil {
				t.Errorf("%s %s %s: %v", r.method, r.path, r.headers, err)
				return
			}
			body, err := io.ReadAll(response.Body)
			if err != nil {
				t.Errorf("%s %s %s: %v", r.method, r.path, r.headers, err)
				return
			}
			var headers []string
			if r.headers != "" {
				name, value, _ := strings.Cut(strings.TrimSpace(r.headers), ": ")
				headers = []string{name, value}
			}
			want := request(site, r.method, r.path, headers...)
			if got, want := fields(response.Header), fields(want.Header()); !slices.Equal(got, want) {
				t.Errorf("%s %s %s: got the header\n%s\nwant\n%s", r.method, r.path, r.headers, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if response.StatusCode != want.Code || r.method != "HEAD" && string(body) != want.Body.String() {
				// The best compression may have come in between.
				if response.Header.Get("Content-Encoding") == "" {
					t.Errorf("%s %s %s: got status %d and %d bytes, want %d and %d", r.method, r.path, r.headers,
						response.StatusCode, len(body), want.Code, want.Body.Len())
				}
			}
			if n := writes.Load() - before; !pipelined && n != 1 && len(body) < 28<<10 && !strings.HasPrefix(r.headers, "Range") {
				t.Errorf("%s %s %s: %d bytes left in %d writes, want 1", r.method, r.path, r.headers, len(body), n)
			}
		}
		if _, err := in.ReadByte(); err != io.EOF {
			t.Errorf("after Connection: close: got %v, want the end", err)
		}
	}
	fetch(false)
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() { fetch(true) })
	}
	clients.Wait()

	// Who has begun to read gets all of it, though the server stops.
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "GET "+page+" HTTP/1.1\r\nHost: x\r\n\r\n") // an error shows below
	in := bufio.NewReader(c)
	if _, err := in.Peek(1); err != nil {
		t.Fatal(err)
	}
	if err := server.Shutdown(context.Background()); err != nil {
		t.Errorf("got %v from Shutdown", err)
	}
	response, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(response.Body); err != nil || string(body) != get(site, page).Body.String() {
		t.Errorf("got %d bytes, error %v, want the page", len(body), err)
	}
}

// broken breaks off the first write of each connection, as a client does that
// does not read.
type broken struct{ net.Listener }

func (l broken) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return &brokenConn{Conn: c}, err
}

type brokenConn struct {
	net.Conn
	broke bool
}

func (c *brokenConn) Write(p []byte) (int, error) {
	if c.broke {
		return c.Conn.Write(p)
	}
	c.broke = true
	n, err := c.Conn.Write(p[:len(p)/2])
	return n, errors.Join(err, os.ErrDeadlineExceeded)
}

// Behind an answer that could not leave comes nothing more.
func TestBrokenAnswerIsTheLast(t *testing.T) {
	site, _ := newSite(t, "published")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := web.NewServer(site, slog.New(slog.DiscardHandler))
	limited := web.Limit(broken{l}, server, nil)
	go server.Serve(limited) // returns when the server is closed
	defer server.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ask := "GET " + base + " HTTP/1.1\r\nHost: x\r\n"
	io.WriteString(c, ask+"\r\n"+ask+"Connection: close\r\n\r\n") // an error shows below
	got, _ := io.ReadAll(c)                                       // the end may be a reset
	if n := strings.Count(string(got), "HTTP/1.1 200"); n != 1 || strings.Contains(string(got), "</html>") {
		t.Errorf("got %d answers in %d bytes, want a piece of the first", n, len(got))
	}
}
