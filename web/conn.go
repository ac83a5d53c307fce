package web

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// conn is a counted connection that its client must read. It also saves what
// net/http does with a connection for each request, whether anyone needs it or
// not: it sets a deadline seven times, and reads one byte ahead to see whether
// the client goes away. Here a deadline is set when a read waits for it, and
// the byte is read once someone wants to know (watch).
type conn struct {
	net.Conn
	listener     *listener
	client       netip.Prefix
	proxy        bool
	restingSince atomic.Int64 // Unix nanoseconds, 0 while a request is under way

	head    []byte    // lines of the header that the next answer begins with, nil for none
	held    []byte    // what is written until it leaves together, nil for at once
	writeBy time.Time // when a piece that is written now must have left

	mu      sync.Mutex
	changed sync.Cond // one of the following
	readBy  time.Time // the deadline of reads, zero for none
	inForce time.Time // the deadline that the system has
	reading bool      // the system has a read to which a new deadline applies
	watched bool      // someone wants to know when the client goes away
	closed  bool
}

// deadlineSlack is how much sooner than it should a deadline may come, so that
// one that moves on with each request need not be set for each.
const deadlineSlack = time.Second

func newConn(c net.Conn, l *listener) *conn {
	made := &conn{Conn: direct(c), listener: l}
	made.changed.L = &made.mu
	return made
}

type connKey struct{}

// withConn lets connOf find the connection of a request.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// connOf returns the connection of a request, nil where it has none of ours.
func connOf(ctx context.Context) *conn {
	c, _ := ctx.Value(connKey{}).(*conn)
	return c
}

// watch has the context of the request that is under way end when its client
// goes away. Who answers at once does without.
func watch(ctx context.Context) {
	if c := connOf(ctx); c != nil {
		c.mu.Lock()
		c.watched = true
		c.changed.Broadcast()
		c.mu.Unlock()
	}
}

// Read reads for net/http, which reads a single byte where it looks ahead while
// a request is answered.
func (c *conn) Read(p []byte) (int, error) {
	c.mu.Lock()
	if len(p) > 1 {
		c.watched = false // another request
	}
	for len(p) == 1 && c.readBy.IsZero() && !c.watched && !c.closed {
		c.changed.Wait()
	}
	if len(p) == 1 && !c.readBy.IsZero() && time.Until(c.readBy) <= 0 {
		c.mu.Unlock()
		return 0, os.ErrDeadlineExceeded // the request is answered
	}
	if early := c.readBy.Sub(c.inForce); c.readBy.IsZero() != c.inForce.IsZero() || early < 0 || early > deadlineSlack {
		if err := c.force(); err != nil {
			c.mu.Unlock()
			return 0, err
		}
	}
	c.reading = true
	c.mu.Unlock()

	n, err := c.Conn.Read(p)

	c.mu.Lock()
	c.reading = false
	c.mu.Unlock()
	return n, err
}

// SetReadDeadline sets the deadline of the read under way, and of those to come.
func (c *conn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.readBy = t
	c.changed.Broadcast()
	if c.reading {
		return c.force()
	}
	return nil
}

// force gives the system the deadline of reads. The caller holds mu.
func (c *conn) force() error {
	c.inForce = c.readBy
	return c.Conn.SetReadDeadline(c.readBy)
}

// SetWriteDeadline does nothing: Write alone says by when its pieces must leave.
func (c *conn) SetWriteDeadline(time.Time) error { return nil }

func (c *conn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

// Write sends p in pieces, each of which has its own time to leave. Where what
// is held has no room for p, it leaves first and nothing more is held. Where the
// answer that p begins has a head, that leaves behind its first line.
func (c *conn) Write(p []byte) (n int, err error) {
	if c.head != nil {
		return c.writeHead(p)
	}
	if c.held != nil {
		if len(c.held)+len(p) <= cap(c.held) {
			c.held = append(c.held, p...)
			return len(p), nil
		}
		before := c.held
		c.held = nil
		if _, err := c.Write(before); err != nil {
			return 0, err
		}
	}
	if len(p) < 256 && faultless[string(p)] {
		_, err := c.Write([]byte(badRequest))
		return len(p), err
	}
	for {
		piece := p[n:min(n+pieceSize, len(p))]
		if by := time.Now().Add(pieceTimeout); by.Sub(c.writeBy) > deadlineSlack {
			if err := c.Conn.SetWriteDeadline(by); err != nil {
				return n, err
			}
			c.writeBy = by
		}
		wrote, err := c.Conn.Write(piece)
		n += wrote
		if err != nil || n == len(p) {
			return n, err
		}
	}
}

// writeHead writes p, the beginning of an answer, with the head in its place.
func (c *conn) writeHead(p []byte) (n int, err error) {
	head, line := c.head, bytes.IndexByte(p, '\n')+1
	c.head = nil
	buffer := joined.Get().(*[pieceSize]byte)
	defer joined.Put(buffer)
	whole := append(append(append(buffer[:0], p[:line]...), head...), p[line:]...)
	if n, err = c.Write(whole); err != nil {
		return min(n, len(p)-1), err // less than all of it
	}
	return len(p), nil
}

// CloseWrite lets net/http say goodbye before it closes, so that a refusal is
// not lost.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

func (c *conn) Close() error {
	c.listener.mu.Lock()
	c.listener.forget(c)
	c.listener.mu.Unlock()
	return c.end()
}

// end closes a connection that is no longer counted.
func (c *conn) end() error {
	c.mu.Lock()
	c.closed = true
	c.changed.Broadcast()
	c.mu.Unlock()
	return c.Conn.Close()
}

// What net/http answers, past every handler, to a request that it cannot read
// is 400 but for two faults, for which it blames itself. Those are the
// client's as well.
const (
	plainRefusal = "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
	badRequest   = "HTTP/1.1 400 Bad Request" + plainRefusal + "400 Bad Request"
)

var faultless = map[string]bool{
	"HTTP/1.1 501 Not Implemented" + plainRefusal + "Unsupported transfer encoding": true,
	"HTTP/1.1 505 HTTP Version Not Supported: unsupported protocol version" + plainRefusal +
		"505 HTTP Version Not Supported: unsupported protocol version": true,
}
