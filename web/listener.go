package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Limit returns a listener for server whose connections are bounded in number,
// all together and those of one address, and must take answers at a least
// pace. A new connection takes the place of one that rests between requests,
// where there is one; else one too many of an address is closed, and one too
// many of all waits. The connections of proxies have no such share: they carry
// the requests of many.
func Limit(l net.Listener, server *http.Server, proxies []netip.Prefix) net.Listener {
	limited := &listener{Listener: l, proxies: proxies, all: conns{}, clients: map[netip.Prefix]conns{}}
	limited.room.L = &limited.mu
	server.ConnContext = withConn
	server.ConnState = func(c net.Conn, state http.ConnState) {
		switch state {
		case http.StateActive:
			c.(*conn).restingSince.Store(0)
		case http.StateIdle:
			c.(*conn).restingSince.Store(time.Now().UnixNano())
			if limited.waiting.Load() { // which it does before it looks who rests
				limited.mu.Lock()
				limited.room.Broadcast()
				limited.mu.Unlock()
			}
		}
	}
	return limited
}

type listener struct {
	net.Listener
	proxies []netip.Prefix

	mu      sync.Mutex
	room    sync.Cond   // a connection has gone or begun to rest, or the listener has closed
	waiting atomic.Bool // a new connection waits for room
	closed  bool
	all     conns
	clients map[netip.Prefix]conns // of addresses that are no proxies
}

func (l *listener) Accept() (net.Conn, error) {
	for {
		accepted, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c := l.admit(accepted); c != nil {
			return c, nil
		}
		accepted.Close()
	}
}

// admit makes room for a connection and counts it, or returns nil.
func (l *listener) admit(accepted net.Conn) *conn {
	c := &conn{Conn: accepted, listener: l}
	if tcp, ok := accepted.RemoteAddr().(*net.TCPAddr); ok {
		if buffered, ok := accepted.(*net.TCPConn); ok {
			_ = buffered.SetWriteBuffer(queueSize) // without it the system has its own bound
		}
		ip := tcp.AddrPort().Addr().Unmap().WithZone("")
		c.client = network(ip)
		c.proxy = slices.ContainsFunc(l.proxies, func(p netip.Prefix) bool { return p.Contains(ip) })
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	if mine := l.clients[c.client]; !c.proxy && len(mine) >= connectionsPerAddress && !l.closeResting(mine) {
		return nil
	}
	for len(l.all) >= maxConnections {
		l.waiting.Store(true)
		switch {
		case l.closed:
			return nil
		case !l.closeResting(l.all):
			l.room.Wait()
		}
	}
	l.waiting.Store(false)
	l.all[c] = struct{}{}
	if !c.proxy {
		if l.clients[c.client] == nil {
			l.clients[c.client] = conns{}
		}
		l.clients[c.client][c] = struct{}{}
	}
	return c
}

// closeResting closes the connection that has rested longest, if one rests.
// Who uses it finds it closed and makes another, as after idleTimeout. The
// caller holds mu.
func (l *listener) closeResting(among conns) bool {
	var longest *conn
	var since int64
	for c := range among {
		if at := c.restingSince.Load(); at != 0 && !c.proxy && (longest == nil || at < since) {
			longest, since = c, at
		}
	}
	if longest == nil {
		return false
	}
	l.forget(longest)
	longest.Conn.Close()
	return true
}

// forget no longer counts c. The caller holds mu.
func (l *listener) forget(c *conn) {
	delete(l.all, c)
	mine := l.clients[c.client]
	delete(mine, c)
	if len(mine) == 0 {
		delete(l.clients, c.client)
	}
	l.room.Broadcast()
}

func (l *listener) Close() error {
	l.mu.Lock()
	l.closed = true
	l.room.Broadcast()
	l.mu.Unlock()
	return l.Listener.Close()
}

type conns map[*conn]struct{}

// conn is a counted connection that its client must read.
type conn struct {
	net.Conn
	listener     *listener
	client       netip.Prefix
	proxy        bool
	restingSince atomic.Int64 // Unix nanoseconds, 0 while a request is under way
	held         []byte       // what is written until it leaves together, nil for at once
}

func (c *conn) Close() error {
	c.listener.mu.Lock()
	c.listener.forget(c)
	c.listener.mu.Unlock()
	return c.Conn.Close()
}

// CloseWrite lets net/http say goodbye before it closes, so that a refusal is
// not lost.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// Write sends p in pieces, each of which has its own time to leave. Where what
// is held has no room for p, it leaves first and nothing more is held.
func (c *conn) Write(p []byte) (n int, err error) {
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
		_, err := c.Conn.Write([]byte(badRequest))
		return len(p), err
	}
	for {
		piece := p[n:min(n+pieceSize, len(p))]
		if err := c.SetWriteDeadline(time.Now().Add(pieceTimeout)); err != nil {
			return n, err
		}
		wrote, err := c.Conn.Write(piece)
		n += wrote
		if err != nil || n == len(p) {
			return n, err
		}
	}
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
