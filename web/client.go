package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"
)

// extractor reads the address of a client: that of the connection or, where
// this is one of our proxies, what the proxies say in X-Forwarded-For, from the
// right and past those that are ours. What stands further left anyone may have
// written.
func extractor(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trusted := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		trusted = append(trusted, echo.TrustIPRange(&net.IPNet{
			IP:   p.Addr().AsSlice(),
			Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(trusted...)
}

// networkOf is what counts as one client: an IPv4 address, or the /64 that is
// the least that an IPv6 client is given. Texts that are no address count as
// one client together.
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

// allowance is what each client may have us do. It remembers the clients of
// late and forgets the rest, which does them no harm.
type allowance struct {
	clients *lru.Cache[netip.Prefix, *rate.Limiter]
}

func newAllowance() allowance {
	clients, err := lru.New[netip.Prefix, *rate.Limiter](maxClients)
	if err != nil {
		panic(err) // only a size of nothing is an error
	}
	return allowance{clients}
}

// spend takes one costly answer from the client's allowance, or says after
// which time there is one.
func (a allowance) spend(client netip.Prefix) error {
	limiter, known := a.clients.Get(client)
	if !known {
		limiter = rate.NewLimiter(costlyPerSecond, costlyBurst)
		if before, found, _ := a.clients.PeekOrAdd(client, limiter); found {
			limiter = before // of a request at the same time
		}
	}
	turn := limiter.Reserve()
	if wait := turn.Delay(); wait > 0 {
		turn.Cancel()
		return &busyError{http.StatusTooManyRequests, wait}
	}
	return nil
}

// busyError refuses work for now: to one client (429) or to all (503).
type busyError struct {
	status int
	after  time.Duration // when to ask again
}

func (e *busyError) Error() string { return "too much is asked at once: " + http.StatusText(e.status) }

// spend takes one costly answer from the allowance of who asks.
func (s *site) spend(c echo.Context) error {
	return s.costly.spend(networkOf(c.RealIP()))
}

// turn waits until a processor is free for costly work, in the order of
// asking; done frees it again.
func (s *site) turn(ctx context.Context) (done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, turnTimeout)
	defer cancel()
	if err := s.turns.Acquire(ctx, 1); err != nil {
		return nil, &busyError{http.StatusServiceUnavailable, turnTimeout}
	}
	return func() { s.turns.Release(1) }, nil
}
