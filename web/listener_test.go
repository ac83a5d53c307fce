package web_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"testing"
	"time"

	"disclosure/web"
)

// peers is a listener to which any address connects.
type peers struct {
	net.Listener
	waiting chan *peer
	closed  chan bool
}

// peer is a connection from one address.
type peer struct {
	net.Conn
	from   net.Addr
	closed chan bool
}

func (l *peers) Accept() (net.Conn, error) {
	select {
	case p := <-l.waiting:
		if p == nil {
			return nil, errors.New("nobody came")
		}
		return p, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}
func (l *peers) Close() error { close(l.closed); return nil }

func (p *peer) RemoteAddr() net.Addr { return p.from }
func (p *peer) Close() error {
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}
func (p *peer) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// gate is a limited listener in a test's hands.
type gate struct {
	*testing.T
	peers  *peers
	server *http.Server
	in     net.Listener
}

func newGate(t *testing.T, proxies ...string) gate {
	g := gate{t, &peers{waiting: make(chan *peer), closed: make(chan bool)}, &http.Server{}, nil}
	var trusted []netip.Prefix
	for _, p := range proxies {
		trusted = append(trusted, netip.MustParsePrefix(p))
	}
	g.in = web.Limit(g.peers, g.server, trusted)
	return g
}

// connect lets an address in, and returns its connection as the server has it.
func (g gate) connect(address string) (*peer, net.Conn) {
	g.Helper()
	p := &peer{from: net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(address), 1)), closed: make(chan bool)}
	accepted := make(chan net.Conn, 1)
	go func() {
		c, _ := g.in.Accept()
		accepted <- c
	}()
	g.peers.waiting <- p
	select {
	case c := <-accepted:
		return p, c
	case <-p.closed:
		g.peers.waiting <- nil // ends the goroutine
		return p, nil
	}
}

func (g gate) rest(c net.Conn) { g.server.ConnState(c, http.StateIdle) }

// leave closes a connection as the server does.
func (g gate) leave(c net.Conn) {
	c.Close()
	g.server.ConnState(c, http.StateClosed)
}

const share = 256 // connections of one address

func TestShareOfConnections(t *testing.T) {
	for _, test := range []struct {
		name, address, neighbour string
		shared                   bool // one share for both
		proxy                    string
	}{
		{"one address", "192.0.2.1", "192.0.2.1", true, "10.0.0.0/8"},
		{"two addresses", "192.0.2.1", "192.0.2.2", false, "10.0.0.0/8"},
		{"one IPv6 network", "2001:db8::1", "2001:db8::2", true, "10.0.0.0/8"},
		{"two IPv6 networks", "2001:db8::1", "2001:db8:0:1::1", false, "10.0.0.0/8"},
		{"a proxy", "10.0.0.1", "10.0.0.1", false, "10.0.0.0/8"},
		{"an IPv6 proxy", "fd00::7", "fd00::7", false, "fd00::7/128"},
	} {
		g := newGate(t, test.proxy)
		var held []net.Conn
		for i := range share {
			_, c := g.connect(test.address)
			if c == nil {
				t.Fatalf("%s: connection %d was closed, want %d of them", test.name, i, share)
			}
			held = append(held, c)
		}
		p, _ := g.connect(test.neighbour)
		if p.isClosed() != test.shared {
			t.Errorf("%s: got one more closed %v, want %v", test.name, p.isClosed(), test.shared)
		}
		g.leave(held[7])
		if p, _ := g.connect(test.neighbour); p.isClosed() {
			t.Errorf("%s: got a connection closed after another has gone, want it open", test.name)
		}
	}
}

// Connections that rest make room for new ones, the longest rest first.
func TestRestingConnections(t *testing.T) {
	g := newGate(t)
	var all []*peer
	var conns []net.Conn
	for range share {
		p, c := g.connect("192.0.2.1")
		all, conns = append(all, p), append(conns, c)
	}
	for _, i := range []int{9, 3, 5} {
		g.rest(conns[i])
		time.Sleep(time.Millisecond) // their order is that of the clock
	}
	g.server.ConnState(conns[3], http.StateActive)
	for _, want := range []int{9, 5} {
		if p, _ := g.connect("192.0.2.1"); p.isClosed() {
			t.Error("got a connection closed while others rest, want it open")
		}
		if !all[want].isClosed() {
			t.Errorf("got connection %d open, want it closed: it has rested longest", want)
		}
	}
	if p, _ := g.connect("192.0.2.1"); !p.isClosed() || all[3].isClosed() {
		t.Error("got a busy connection closed, want the new one closed")
	}
}

// When all connections are busy, a new one waits until another closes or rests.
func TestAllConnections(t *testing.T) {
	for name, leave := range map[string]func(gate, net.Conn){
		"goes":  gate.leave,
		"rests": gate.rest,
	} {
		g := newGate(t, "10.0.0.0/8")
		var last net.Conn
		for i := range 4096 {
			if _, last = g.connect(fmt.Sprintf("192.0.%d.1", i/share)); last == nil {
				t.Fatalf("connection %d was closed, want 4096 of them", i)
			}
		}
		came := make(chan net.Conn)
		go func() {
			_, c := g.connect("198.51.100.1")
			came <- c
		}()
		select {
		case <-came:
			t.Fatal("got one connection too many, want it to wait")
		case <-time.After(50 * time.Millisecond):
		}
		leave(g, last)
		select {
		case c := <-came:
			if c == nil {
				t.Errorf("one %s: got the waiting one closed, want it let in", name)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("one %s: nobody was let in", name)
		}
	}
}

// A listener that closes lets nobody wait.
func TestCloseWhileFull(t *testing.T) {
	g := newGate(t, "10.0.0.0/8")
	for range 4096 {
		g.connect("10.0.0.1")
	}
	accepted := make(chan error)
	go func() {
		_, err := g.in.Accept()
		accepted <- err
	}()
	g.peers.waiting <- &peer{from: &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1)}, closed: make(chan bool)}
	g.in.Close()
	if err := <-accepted; !errors.Is(err, net.ErrClosed) {
		t.Errorf("got error %v, want %v", err, net.ErrClosed)
	}
}
