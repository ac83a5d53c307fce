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
	c := newConn(accepted, l)
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
	longest.end()
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
