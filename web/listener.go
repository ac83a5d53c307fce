package web

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// Limit returns a listener for server that bounds the number of open
// connections: of all clients together, and of each client's network. A new
// connection takes the place of the one that has been idle longest. Where none
// is idle, a connection beyond the share of its network is closed, and one beyond
// the total waits. The connections of proxies have no such share, because each of
// them carries the requests of many clients.
func Limit(l net.Listener, server *http.Server, proxies []netip.Prefix) net.Listener {
	limited := &listener{Listener: l, proxies: proxies, open: connSet{}, byClient: map[netip.Prefix]connSet{}}
	limited.room.L = &limited.mu
	server.ConnState = limited.changed
	return limited
}

type listener struct {
	net.Listener
	proxies []netip.Prefix

	mu       sync.Mutex
	room     sync.Cond // a connection was closed or became idle, or the listener was closed
	closed   bool
	open     connSet
	byClient map[netip.Prefix]connSet // without the connections of proxies
}

// openConn is a connection that counts towards the limits.
type openConn struct {
	net.Conn
	client    netip.Prefix
	proxy     bool
	idleSince time.Time // zero while a request is in progress
}

type connSet map[net.Conn]*openConn

func (l *listener) Accept() (net.Conn, error) {
	for {
		accepted, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l.admit(accepted) {
			return accepted, nil
		}
		accepted.Close()
	}
}

// admit counts a connection, or reports that there is no room for it.
func (l *listener) admit(accepted net.Conn) bool {
	c := &openConn{Conn: accepted}
	if _, bySocket := accepted.RemoteAddr().(*net.UnixAddr); bySocket {
		c.proxy = true // only one on this machine can connect
	}
	if addr, ok := accepted.RemoteAddr().(*net.TCPAddr); ok {
		ip := addr.AddrPort().Addr().Unmap().WithZone("")
		c.client = network(ip)
		c.proxy = isProxy(l.proxies, ip)
	}
	if tcp, ok := accepted.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(queueSize) // where this fails the system's own bound holds
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	if same := l.byClient[c.client]; !c.proxy && len(same) >= connectionsPerAddress && !l.closeIdle(same) {
		return false
	}
	for len(l.open) >= maxConnections {
		if l.closed {
			return false
		}
		if !l.closeIdle(l.open) {
			l.room.Wait()
		}
	}
	l.open[accepted] = c
	if !c.proxy {
		if l.byClient[c.client] == nil {
			l.byClient[c.client] = connSet{}
		}
		l.byClient[c.client][accepted] = c
	}
	return true
}

// closeIdle closes the connection among these that has been idle longest, if one
// is idle. Its client opens another one, as after idleTimeout. The caller holds mu.
func (l *listener) closeIdle(among connSet) bool {
	var longest *openConn
	for _, c := range among {
		if !c.idleSince.IsZero() && !c.proxy && (longest == nil || c.idleSince.Before(longest.idleSince)) {
			longest = c
		}
	}
	if longest == nil {
		return false
	}
	l.forget(longest)
	longest.Close()
	return true
}

// forget no longer counts c. The caller holds mu.
func (l *listener) forget(c *openConn) {
	delete(l.open, c.Conn)
	same := l.byClient[c.client]
	delete(same, c.Conn)
	if len(same) == 0 {
		delete(l.byClient, c.client)
	}
	l.room.Broadcast()
}

// changed is told by the server what each connection does.
func (l *listener) changed(conn net.Conn, state http.ConnState) {
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	c, counted := l.open[conn]
	if !counted {
		return // closeIdle has closed it
	}
	switch state {
	case http.StateActive:
		c.idleSince = time.Time{}
	case http.StateIdle:
		c.idleSince = time.Now()
		l.room.Broadcast()
	case http.StateClosed, http.StateHijacked:
		l.forget(c)
	}
}

func (l *listener) Close() error {
	l.mu.Lock()
	l.closed = true
	l.room.Broadcast()
	l.mu.Unlock()
	return l.Listener.Close()
}
