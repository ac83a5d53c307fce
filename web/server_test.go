package web_test

import (
	"bufio"
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"disclosure/web"
)

// pipes is a listener for connections in memory, whose time is that of the
// test's bubble.
type pipes struct {
	waiting chan net.Conn
	closed  chan bool
}

func (l pipes) Accept() (net.Conn, error) {
	select {
	case c := <-l.waiting:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}
func (l pipes) Close() error   { close(l.closed); return nil }
func (l pipes) Addr() net.Addr { return &net.TCPAddr{} }

// dialServer starts the server over a site of one store, and returns what
// connects to it.
func dialServer(t *testing.T, name string) (dial func() net.Conn, stop func()) {
	site, _ := newSite(t, name)
	l := pipes{make(chan net.Conn), make(chan bool)}
	server := web.NewServer(site, slog.New(slog.DiscardHandler))
	limited := web.Limit(l, server, nil)
	go server.Serve(limited)
	return func() net.Conn {
			client, other := net.Pipe()
			l.waiting <- other
			return client
		}, func() {
			server.Close()
			time.Sleep(time.Second) // in which net/http takes leave of connections
		}
}

func TestTimeouts(t *testing.T) {
	const print = "GET " + base + "/print HTTP/1.1\r\nHost: x\r\n\r\n"
	for _, test := range []struct {
		name, sends string
		after       time.Duration // which the server closes
		want        string        // how what it says begins
	}{
		{"nothing", "", 5 * time.Second, ""},
		{"half a header", "GET / HTTP/1.1\r\nHos", 5 * time.Second, "HTTP/1.1 400 "},
		{"a whole header that goes on", "GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n", 5 * time.Second, ""},
		{"half a body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx", 2 * time.Second, "HTTP/1.1 405 "},
		{"half a body of a page in the cache", "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx", 2 * time.Second, "HTTP/1.1 413 "},
		{"half a chunk", "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx", 2 * time.Second, "HTTP/1.1 413 "},
		{"a promise of a body", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n", 2 * time.Second, "HTTP/1.1 405 "},
		{"a request, and rests", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 2 * time.Minute, "HTTP/1.1 200 "},
		{"a request and half of another", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /", 5 * time.Second, "HTTP/1.1 200 "},
	} {
		withoutWaiting(t, func(t *testing.T) {
			dial, stop := dialServer(t, "other")
			defer stop()
			c := dial()
			start := time.Now()
			go io.WriteString(c, test.sends)
			got, _ := io.ReadAll(c) // a pipe that closes is an error at times
			if took := time.Since(start); took.Round(time.Second) != test.after {
				t.Errorf("who sends %s: got the connection closed after %v, want %v", test.name, took, test.after)
			}
			if !strings.HasPrefix(string(got), test.want) || (test.want == "") != (len(got) == 0) {
				t.Errorf("who sends %s: got %.100q, want %q", test.name, got, test.want)
			}
		})
	}

	// A client that reads nothing is cut off; one that reads slowly but steadily gets all.
	withoutWaiting(t, func(t *testing.T) {
		dial, stop := dialServer(t, "published")
		defer stop()
		c := dial()
		io.WriteString(c, print)
		time.Sleep(80 * time.Second)
		if got, _ := io.ReadAll(c); len(got) > 0 {
			t.Errorf("who takes nothing: got %d bytes after 80 s, want the connection closed", len(got))
		}
	})
	withoutWaiting(t, func(t *testing.T) {
		dial, stop := dialServer(t, "published")
		defer stop()
		c := dial()
		io.WriteString(c, print)
		resp, err := http.ReadResponse(bufio.NewReaderSize(c, 1100), nil)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		var body bytes.Buffer
		for err == nil {
			time.Sleep(time.Second)
			_, err = io.CopyN(&body, resp.Body, 1100)
		}
		if err != io.EOF || int64(body.Len()) != resp.ContentLength || time.Since(start) < 100*time.Second {
			t.Errorf("who takes 1,100 bytes a second: got %d of %d bytes in %v, error %v, want all", body.Len(), resp.ContentLength, time.Since(start), err)
		}
	})
}

// The answers of net/http itself, which pass our handlers, have the statuses of the
// RFCs and say nothing of the server.
func TestUnreadableRequests(t *testing.T) {
	for _, test := range []struct {
		name, sends string
		want        string
	}{
		{"no HTTP", "\x16\x03\x01\x00\xa5\x01\r\n\r\n", "400 Bad Request"},
		{"no host", "GET / HTTP/1.1\r\n\r\n", "400 Bad Request"},
		{"a version to come", "GET / HTTP/3.0\r\nHost: x\r\n\r\n", "505 HTTP Version Not Supported"},
		{"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "405 Method Not Allowed"},
		{"an unknown coding", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", "501 Not Implemented"},
		{"an unknown expectation", "GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n", "417 Expectation Failed"},
		{"a long header", "GET / HTTP/1.1\r\nHost: x\r\nX-A: " + strings.Repeat("a", 30<<10) + "\r\n\r\n", "431 Request Header Fields Too Large"},
		{"options of all", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "405 Method Not Allowed"},
	} {
		withoutWaiting(t, func(t *testing.T) {
			dial, stop := dialServer(t, "other")
			defer stop()
			c := dial()
			go io.WriteString(c, test.sends)
			resp, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Errorf("%s: got error %v, want status %s", test.name, err, test.want)
				return
			}
			// A cache keeps 405 unless it is told not to, and the others never.
			if got := resp.Status; !strings.HasPrefix(got, test.want) || resp.StatusCode == 405 && resp.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: got status %s, Cache-Control %q, want %s", test.name, got, resp.Header.Get("Cache-Control"), test.want)
			}
			for _, banner := range []string{"Server", "X-Powered-By"} {
				if got := resp.Header.Get(banner); got != "" {
					t.Errorf("%s: got %s %q, want none", test.name, banner, got)
				}
			}
		})
	}
}

// A refusal has its own time to be taken, however long the connection was idle.
func TestRefusalAfterRest(t *testing.T) {
	withoutWaiting(t, func(t *testing.T) {
		dial, stop := dialServer(t, "other")
		defer stop()
		c := dial()
		in := bufio.NewReader(c)
		io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
		resp, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		time.Sleep(100 * time.Second)
		go io.WriteString(c, "GET / HTTP/3.0\r\nHost: x\r\n\r\n")
		time.Sleep(50 * time.Second)
		if resp, err = http.ReadResponse(in, nil); err != nil || resp.StatusCode != http.StatusHTTPVersionNotSupported {
			t.Errorf("got %v, error %v, want 505", resp, err)
		}
	})
}

// Requests that a client sends at once over one connection are answered in their
// order, each as it is answered alone.
func TestPipelining(t *testing.T) {
	site, _ := newSite(t, "published")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := web.NewServer(site, slog.New(slog.DiscardHandler))
	limited := web.Limit(l, server, nil)
	go server.Serve(limited) // returns when the server is closed
	defer server.Close()
	page, small, long := base+"/tables/7", "/about", base+"/source.txt"
	requests := []struct{ method, path, name, value string }{
		{"GET", page, "", ""},
		{"HEAD", page, "", ""},
		{"GET", small, "", ""},
		{"GET", page, "Accept-Encoding", "br"},
		{"GET", page, "If-None-Match", get(site, page).Header().Get("ETag")},
		{"GET", long, "Accept-Encoding", "gzip"},
		{"GET", long, "", ""},
		{"GET", "/nothing", "", ""},
		{"GET", page, "Connection", "close"},
	}
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var all strings.Builder
	for _, r := range requests {
		all.WriteString(r.method + " " + r.path + " HTTP/1.1\r\nHost: x\r\n")
		if r.name != "" {
			all.WriteString(r.name + ": " + r.value + "\r\n")
		}
		all.WriteString("\r\n")
	}
	go io.WriteString(c, all.String()) // an error shows below
	in := bufio.NewReader(c)
	for _, r := range requests {
		resp, err := http.ReadResponse(in, &http.Request{Method: r.method})
		if err != nil {
			t.Fatalf("%s %s: %v", r.method, r.path, err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatalf("%s %s: %v", r.method, r.path, err)
		}
		want := request(site, r.method, r.path, r.name, r.value)
		if resp.StatusCode != want.Code || !bytes.Equal(body, want.Body.Bytes()) {
			t.Errorf("%s %s, %s: got status %d and %d bytes, want %d and %d", r.method, r.path, r.name, resp.StatusCode, len(body), want.Code, want.Body.Len())
		}
		resp.Header.Del("Date")       // net/http adds these
		resp.Header.Del("Connection") //
		for name, values := range want.Header() {
			if got := resp.Header[name]; !slices.Equal(got, values) {
				t.Errorf("%s %s, %s: got %s %q, want %q", r.method, r.path, r.name, name, got, values)
			}
			delete(resp.Header, name)
		}
		if len(resp.Header) > 0 && resp.StatusCode != http.StatusNotModified {
			t.Errorf("%s %s, %s: got also %v", r.method, r.path, r.name, resp.Header)
		}
	}
	if _, err := in.ReadByte(); err != io.EOF {
		t.Errorf("after Connection: close: got %v, want the end", err)
	}
}
