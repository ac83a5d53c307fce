package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"disclosure/static"
	"disclosure/web"
)

// No page wants a body: whatever comes with one is refused, and its connection
// closed.
func TestBodies(t *testing.T) {
	site, _ := newSite(t, "other")
	for method, want := range map[string]int{"GET": 413, "HEAD": 413, "POST": 405} {
		r := httptest.NewRequest(method, "/about", strings.NewReader("x"))
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if w.Code != want || w.Header().Get("Connection") != "close" {
			t.Errorf("%s with a body: got status %d, Connection %q, want %d, close", method, w.Code, w.Header().Get("Connection"), want)
		}
	}
}

// A client over its rate of searches and new pages is told to wait. Other clients are
// not, and cached pages are for everyone.
func TestAllowance(t *testing.T) { withoutWaiting(t, allowance) }

func allowance(t *testing.T) {
	site, log := newSite(t, "other")
	const patience = 2000 // more than anyone's allowance
	from := func(address, target string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", target, nil)
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		return w
	}
	for _, target := range []string{"/search?q=1", "/nobody/2021/budget"} {
		use := func(greedy string) *httptest.ResponseRecorder {
			for range patience {
				if w := from(greedy, target); w.Code == http.StatusTooManyRequests {
					return w
				}
			}
			t.Fatalf("%s: got %d answers from %s, want 429", target, patience, greedy)
			return nil
		}
		from("192.0.2.1:1", "/") // into the cache
		w := use("192.0.2.1:1")
		if after, err := strconv.Atoi(w.Header().Get("Retry-After")); err != nil || after < 1 || after > 5 {
			t.Errorf("%s: got Retry-After %q, want a few seconds", target, w.Header().Get("Retry-After"))
		} else if time.Sleep(time.Duration(after) * time.Second); from("192.0.2.1:1", target).Code == http.StatusTooManyRequests {
			t.Errorf("%s: got 429 after %d seconds, want an answer", target, after)
		}
		use("192.0.2.1:1")
		if text := log.String(); strings.Contains(text, "status=404 client=") || !strings.Contains(text, " client=192.0.2.1/32 ") {
			t.Errorf("%s: got the log %.2000s, want the network that was refused, and of no other request", target, text[max(0, len(text)-2000):])
		}
		errorPage(t, w.Body.String())
		use("[2001:db8::1]:1")

		for _, test := range []struct {
			address, target string
			want            bool // to be refused
		}{
			{"192.0.2.1:2", target, true}, // another connection
			{"192.0.2.2:1", target, false},
			{"[2001:db8::2]:1", target, true}, // of one network
			{"[2001:db8:0:1::1]:1", target, false},
			{"192.0.2.1:1", "/", false},
			{"192.0.2.1:1", "/readyz", false},
			{"192.0.2.1:1", "/robots.txt", false},
			{"192.0.2.1:1", "/favicon.ico", false},
			{"192.0.2.1:1", "/static/none.css", false},
			{"192.0.2.1:1", static.Asset("favicon.ico"), false},
		} {
			if got := from(test.address, test.target).Code == http.StatusTooManyRequests; got != test.want {
				t.Errorf("%s from %s: got refused %v, want %v", test.target, test.address, got, test.want)
			}
		}
	}
}

// A file of a whole report counts as ten pages.
func TestCosts(t *testing.T) {
	withoutWaiting(t, func(t *testing.T) {
		site, _ := newSite(t, "other")
		for address, want := range map[string][2]int{"/nobody/2021/budget": {190, 400}, "/nobody/2021/budget/tables/7.csv": {190, 400}, "/nobody/2021/budget.xlsx": {30, 40}} {
			r := httptest.NewRequest("GET", address, nil)
			r.RemoteAddr = "192.0.2." + strconv.Itoa(len(address)) + ":1"
			answers := 0
			for answers < 1000 {
				w := httptest.NewRecorder()
				if site.ServeHTTP(w, r); w.Code == http.StatusTooManyRequests {
					break
				}
				answers++
			}
			if answers < want[0] || answers > want[1] {
				t.Errorf("%s: got %d answers at once, want %d to %d", address, answers, want[0], want[1])
			}
		}
	})
}

// That many clients count as one is logged once for each reason: a proxy that the
// operator did not name, and one that does not name its clients.
func TestUnnamedClientsAreLoggedOnce(t *testing.T) {
	st, err := stores["other"]()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	site, err := web.New(st, web.Config{Origin: origin, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, peer, forwarded string
		want                  int // lines until then
	}{
		{"no proxy", "192.168.0.1:1", "", 0},
		{"a proxy that is named", "10.0.0.1:1", "198.51.100.1", 0},
		{"one that is not", "192.168.0.1:2", "198.51.100.1", 1},
		{"the same again", "192.168.0.1:3", "198.51.100.2", 1},
		{"another one", "192.168.0.2:1", "198.51.100.2", 1},
		{"an unnamed client", "10.0.0.3:1", "unknown", 2},
		{"the same again", "10.0.0.3:1", "unknown", 2},
		{"without the field", "10.0.0.4:1", "", 2},
	} {
		r := httptest.NewRequest("GET", "/nobody/2021/budget", nil)
		r.RemoteAddr = test.peer
		if test.forwarded != "" {
			r.Header.Set("X-Forwarded-For", test.forwarded)
		}
		site.ServeHTTP(httptest.NewRecorder(), r)
		if got := strings.Count(log.String(), "level=WARN"); got != test.want {
			t.Errorf("%s: got %d warnings, want %d:\n%s", test.name, got, test.want, &log)
		}
	}
	for _, want := range []string{"--proxy", "address=192.168.0.1:2", "X-Forwarded-For who its client is", "address=10.0.0.3\n"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("got log %s, want %q in it", &log, want)
		}
	}
}

// The client is who the configured proxies say it is, and no one else's word
// counts.
func TestProxies(t *testing.T) { withoutWaiting(t, proxies) }

func proxies(t *testing.T) {
	st, err := stores["other"]()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		proxies string // in order of trust, separated by spaces
		peer    string
		// What two requests say in X-Forwarded-For; & stands between headers.
		one, other string
		same       bool // client, in our eyes
	}{
		{"no proxy is configured", "", "192.0.2.1:1", "198.51.100.1", "198.51.100.2", true},
		{"no proxy, even here", "", "127.0.0.1:1", "198.51.100.1", "198.51.100.2", true},
		{"the peer is no proxy", "10.0.0.0/8", "192.0.2.1:1", "198.51.100.1", "198.51.100.2", true},
		{"private networks are not trusted unasked", "10.0.0.0/8", "192.168.0.1:1", "198.51.100.1", "198.51.100.2", true},
		{"a proxy", "10.0.0.0/8", "10.0.0.1:1", "198.51.100.1", "198.51.100.2", false},
		{"a proxy with port", "10.0.0.0/8", "10.0.0.1:1", "198.51.100.1", "198.51.100.1", true},
		{"what clients add", "10.0.0.0/8", "10.0.0.1:1", "1.1.1.1, 198.51.100.1", "2.2.2.2,198.51.100.1", true},
		{"another header", "10.0.0.0/8", "10.0.0.1:1", "1.1.1.1&198.51.100.1", "2.2.2.2&198.51.100.1", true},
		{"the last header counts", "10.0.0.0/8", "10.0.0.1:1", "1.1.1.1&198.51.100.1", "1.1.1.1&198.51.100.2", false},
		{"two proxies", "10.0.0.0/8 192.0.2.0/24", "10.0.0.1:1", "198.51.100.1, 192.0.2.9", "198.51.100.2, 192.0.2.9", false},
		{"an untrusted proxy between", "10.0.0.0/8", "10.0.0.1:1", "198.51.100.1, 192.0.2.9", "198.51.100.2, 192.0.2.9", true},
		{"garbage before the client", "10.0.0.0/8", "10.0.0.1:1", "<x>, 198.51.100.1", "unknown, 198.51.100.1", true},
		{"garbage", "10.0.0.0/8", "10.0.0.1:1", "<x>", "unknown", true},
		{"nothing", "10.0.0.0/8", "10.0.0.1:1", "", ",", true},
		{"a port behind the address", "10.0.0.0/8", "10.0.0.1:1", "198.51.100.1:4711", "198.51.100.2:4711", false},
		{"another port", "10.0.0.0/8", "10.0.0.1:1", "198.51.100.1:4711", "198.51.100.1:4712", true},
		{"ports of proxies", "10.0.0.0/8", "10.0.0.1:1", "198.51.100.1, 10.0.0.2:99", "198.51.100.2, 10.0.0.2:98", false},
		{"IPv6 with ports", "fd00::/8", "[fd00::1]:1", "[2001:db8::1]:1", "[2001:db8:0:1::1]:1", false},
		{"garbage behind different proxies", "10.0.0.0/8", "10.0.0.1:1", "unknown, 10.0.0.2", "unknown, 10.0.0.3", false},
		{"IPv6", "fd00::/8", "[fd00::1]:1", "2001:db8::1", "2001:db8:0:1::1", false},
		{"IPv6 of one network", "fd00::/8", "[fd00::1]:1", "2001:db8::1", "[2001:db8::2]", true},
		{"IPv4 in IPv6", "10.0.0.0/8", "[::ffff:10.0.0.1]:1", "198.51.100.1", "198.51.100.2", false},
	} {
		config := web.Config{Origin: origin}
		for _, p := range strings.Fields(test.proxies) {
			config.Proxies = append(config.Proxies, netip.MustParsePrefix(p))
		}
		site, err := web.New(st, config, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		ask := func(forwarded string) int {
			r := httptest.NewRequest("GET", "/nobody/2021/budget", nil)
			r.RemoteAddr = test.peer
			if forwarded != "" {
				r.Header["X-Forwarded-For"] = strings.Split(forwarded, "&")
			}
			w := httptest.NewRecorder()
			site.ServeHTTP(w, r)
			return w.Code
		}
		for range 2000 {
			if ask(test.one) == http.StatusTooManyRequests {
				break
			}
		}
		if got := ask(test.other) == http.StatusTooManyRequests; got != test.same {
			t.Errorf("%s: %s and %s: got one client %v, want %v", test.name, test.one, test.other, got, test.same)
		}
	}
}
