package web

import (
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"
)

// extractor returns the address of a client: that of the connection or, where the
// connection is one of our proxies or comes by a socket of this machine, what the proxies
// say in X-Forwarded-For. It reads
// that field from the right and passes over our proxies. The client itself may have
// written what stands further left. Some proxies write a port behind the address.
//
// The first time that many clients count as one, log says why: the field comes from an
// address that is none of the proxies, or one of the proxies names no address.
func extractor(proxies []netip.Prefix, log *slog.Logger) echo.IPExtractor {
	var foreign, unnamed sync.Once
	return func(r *http.Request) string {
		fields := r.Header[echo.HeaderXForwardedFor]
		peer, err := netip.ParseAddrPort(r.RemoteAddr)
		local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
		if bySocket := ok && local.Network() == "unix"; !bySocket && (err != nil || !isProxy(proxies, peer.Addr())) {
			if len(fields) > 0 {
				foreign.Do(func() {
					log.Warn("X-Forwarded-For comes from an address that is none of the proxies: all who come through it count as one client; if it is your proxy, name it with --proxy", "address", r.RemoteAddr)
				})
			}
			return peer.Addr().String()
		}
		client := peer.Addr()
		hops := strings.Split(strings.Join(fields, ","), ",")
		for _, hop := range slices.Backward(hops) {
			ip, err := parseHop(hop)
			if err != nil {
				unnamed.Do(func() {
					log.Warn("a proxy does not say in X-Forwarded-For who its client is: all whom it does not name count as one client; let it send that field with an address", "address", client)
				})
				break
			}
			if client = ip; !isProxy(proxies, ip) {
				break
			}
		}
		return client.String()
	}
}

// parseHop reads one element of X-Forwarded-For: an address, alone or with a port.
func parseHop(text string) (netip.Addr, error) {
	text = strings.TrimSpace(text)
	if from, err := netip.ParseAddrPort(text); err == nil {
		return from.Addr(), nil
	}
	return netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
}

// isProxy tells whether an address is that of one of the proxies.
func isProxy(proxies []netip.Prefix, ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// networkOf returns what counts as one client: an IPv4 address, or an IPv6 /64,
// because a client is given at least that. All texts that are no address count as one
// client together.
func networkOf(address string) netip.Prefix {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	return network(ip)
}

func network(ip netip.Addr) netip.Prefix {
	ip = ip.Unmap().WithZone("")
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, _ := ip.Prefix(bits) // fits every address
	return p
}

// rateLimiter bounds how many searches and renderings each client may ask for in a
// time. It remembers the last maxClients clients. A client that it has forgotten
// starts anew.
type rateLimiter struct {
	clients *lru.Cache[netip.Prefix, *rate.Limiter]
}

func newRateLimiter() rateLimiter {
	clients, err := lru.New[netip.Prefix, *rate.Limiter](maxClients)
	if err != nil {
		panic(err) // only a size of nothing is an error
	}
	return rateLimiter{clients}
}

// of returns what is left of a client's allowance.
func (l rateLimiter) of(client netip.Prefix) *rate.Limiter {
	limiter, known := l.clients.Get(client)
	if !known {
		limiter = rate.NewLimiter(rendersPerSecond, renderBurst)
		if before, found, _ := l.clients.PeekOrAdd(client, limiter); found {
			limiter = before // another request of the client came at the same time
		}
	}
	return limiter
}

// wait tells after what time a client may ask for work of this cost, 0 for now.
func (l rateLimiter) wait(client netip.Prefix, cost int) time.Duration {
	missing := float64(min(cost, renderBurst)) - l.of(client).Tokens()
	return time.Duration(max(0, missing) / rendersPerSecond * float64(time.Second))
}

// spend counts work of a client that has begun.
func (l rateLimiter) spend(client netip.Prefix, cost int) {
	l.of(client).ReserveN(time.Now(), cost)
}

// allow counts one small piece of work, or returns a busyError that says when the
// client may ask again.
func (l rateLimiter) allow(client netip.Prefix) error {
	if wait := l.wait(client, 1); wait > 0 {
		return &busyError{http.StatusTooManyRequests, wait}
	}
	l.spend(client, 1)
	return nil
}

// busyError refuses a request for now: those of one client (429) or of all (503).
type busyError struct {
	status int
	after  time.Duration // when to ask again
}

func (e *busyError) Error() string { return "too much is asked at once: " + http.StatusText(e.status) }

// allow counts one small piece of work for the client that sent the request.
func (s *site) allow(c echo.Context) error {
	return s.limiter.allow(networkOf(c.RealIP()))
}
