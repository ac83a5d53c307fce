package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// listen serves a handler with the limits of a site until the test ends.
// Connections pass through wrap on their way to the limits.
func listen(t *testing.T, h http.HandlerFunc, wrap func(net.Conn) net.Conn) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := NewServer(h, slog.New(slog.DiscardHandler))
	served := make(chan struct{})
	go func() {
		defer close(served)
		server.Serve(Limit(wrapping{l, wrap}, server, nil)) // returns when the server is closed
	}()
	t.Cleanup(func() { server.Close(); <-served })
	return l.Addr().String()
}

type wrapping struct {
	net.Listener
	wrap func(net.Conn) net.Conn
}

func (l wrapping) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return l.wrap(c), nil
}

func asItIs(c net.Conn) net.Conn { return c }

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

const ask = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

// counting counts what is asked of the system.
type counting struct {
	net.Conn
	reads, deadlines *atomic.Int64
}

func (c counting) Read(p []byte) (int, error) {
	c.reads.Add(1)
	return c.Conn.Read(p)
}

func (c counting) SetReadDeadline(t time.Time) error {
	c.deadlines.Add(1)
	return c.Conn.SetReadDeadline(t)
}

func (c counting) SetWriteDeadline(t time.Time) error {
	c.deadlines.Add(1)
	return c.Conn.SetWriteDeadline(t)
}

// A request costs one read and hardly a deadline, although net/http asks for
// seven and looks ahead.
func TestConnectionAsksLittle(t *testing.T) {
	var reads, deadlines atomic.Int64
	address := listen(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "answer") },
		func(c net.Conn) net.Conn { return counting{c, &reads, &deadlines} })
	c := dial(t, address)
	in := bufio.NewReader(c)
	const requests = 50
	for range requests {
		io.WriteString(c, ask) // an error shows below
		response, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, response.Body)
	}
	// The last read waits for a request that does not come.
	if n := reads.Load(); n < requests || n > requests+1 {
		t.Errorf("got %d reads for %d requests, want one each", n, requests)
	}
	if n := deadlines.Load(); n > requests/2 {
		t.Errorf("got %d deadlines for %d requests, want hardly any", n, requests)
	}
}

// Who watches learns that the client has gone; the next request on a connection
// starts afresh.
func TestWatch(t *testing.T) {
	ended := make(chan error, 1)
	address := listen(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/quick" {
			return
		}
		watch(r.Context())
		select {
		case <-r.Context().Done():
			ended <- r.Context().Err()
		case <-time.After(10 * time.Second):
			ended <- errors.New("nobody said that the client has gone")
		}
	}, asItIs)
	c := dial(t, address)
	in := bufio.NewReader(c)
	for range 3 {
		io.WriteString(c, strings.Replace(ask, "/", "/quick", 1)) // an error shows below
		if _, err := http.ReadResponse(in, nil); err != nil {
			t.Fatal(err)
		}
	}
	io.WriteString(c, ask) // an error shows below
	time.Sleep(50 * time.Millisecond)
	c.Close()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the request is cancelled", err)
	}
}

// A watched request is answered, and those behind it that came with it.
func TestWatchedIsAnswered(t *testing.T) {
	address := listen(t, func(w http.ResponseWriter, r *http.Request) {
		watch(r.Context())
		time.Sleep(10 * time.Millisecond)
		io.WriteString(w, r.URL.Path)
	}, asItIs)
	c := dial(t, address)
	in := bufio.NewReader(c)
	for range 3 {
		for _, path := range []string{"/1", "/2", "/3"} {
			io.WriteString(c, strings.Replace(ask, "/", path, 1)) // an error shows below
		}
		for _, path := range []string{"/1", "/2", "/3"} {
			response, err := http.ReadResponse(in, nil)
			if err != nil {
				t.Fatal(err)
			}
			if body, err := io.ReadAll(response.Body); string(body) != path || err != nil {
				t.Fatalf("got %q, error %v, want %q", body, err, path)
			}
		}
	}
}

// pair is the two ends of a connection, the first as the server has it.
func pair(t *testing.T) (served, client net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	client = dial(t, l.Addr().String())
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { accepted.Close() })
	return direct(accepted), client
}

// A direct connection is like any other: it carries what does not fit, ends,
// times out, and says that it was reset or closed.
func TestDirect(t *testing.T) {
	t.Run("carries", func(t *testing.T) {
		served, client := pair(t)
		sent := bytes.Repeat([]byte("0123456789"), 1<<20) // more than the system takes at once
		go func() {
			served.Write(sent) // an error shows below
			served.Close()
		}()
		time.Sleep(50 * time.Millisecond) // until nothing more fits
		if got, err := io.ReadAll(client); !bytes.Equal(got, sent) || err != nil {
			t.Errorf("got %d bytes, error %v, want the %d that were sent", len(got), err, len(sent))
		}
	})
	t.Run("ends", func(t *testing.T) {
		served, client := pair(t)
		io.WriteString(client, "last") // an error shows below
		client.Close()
		if got, err := io.ReadAll(served); string(got) != "last" || err != nil {
			t.Errorf("got %q, error %v, want what was sent and its end", got, err)
		}
	})
	t.Run("times out", func(t *testing.T) {
		served, _ := pair(t)
		served.SetDeadline(time.Now().Add(20 * time.Millisecond)) // an error shows below
		var timeout net.Error
		if _, err := served.Read(make([]byte, 1)); !errors.As(err, &timeout) || !timeout.Timeout() {
			t.Errorf("read: got %v, want a timeout", err)
		}
		if _, err := served.Write(make([]byte, 64<<20)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("write: got %v, want a timeout", err)
		}
	})
	t.Run("is reset", func(t *testing.T) {
		served, client := pair(t)
		client.(*net.TCPConn).SetLinger(0) // an error shows below
		client.Close()
		_, err := served.Read(make([]byte, 1))
		var failed *net.OpError
		if !errors.Is(err, syscall.ECONNRESET) || !errors.As(err, &failed) || failed.Op != "read" {
			t.Errorf("read: got %v, want that the connection was reset", err)
		}
		if _, err := served.Write([]byte("x")); !errors.Is(err, syscall.EPIPE) {
			t.Errorf("write: got %v, want a broken pipe", err)
		}
	})
	t.Run("is closed", func(t *testing.T) {
		served, _ := pair(t)
		time.AfterFunc(20*time.Millisecond, func() { served.Close() })
		if _, err := served.Read(make([]byte, 1)); !errors.Is(err, net.ErrClosed) {
			t.Errorf("read: got %v, want %v", err, net.ErrClosed)
		}
		if _, err := served.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
			t.Errorf("write: got %v, want %v", err, net.ErrClosed)
		}
	})
}
