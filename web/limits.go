package web

import (
	stdlog "log"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// The limits on what a client may send and take. A whole school, or thousands of
// telephones, may share one address, so pages in the cache are not counted. Counted
// are open connections, searches and renderings.
const (
	// Cookies of other sites on the same domain and what proxies add fit in
	// 16 KB of headers; net/http answers 431 above it.
	maxHeader = 16 << 10

	// The longest query that search takes is 2,400 bytes; the rest is for what
	// other sites append to links.
	maxURL = 4 << 10

	// A request must be complete within headerTimeout of its first byte. No request
	// needs a body. The server reads a body for bodyTimeout before it closes the
	// connection, so that the refusal reaches the client.
	headerTimeout = 5 * time.Second
	bodyTimeout   = 2 * time.Second

	// Between requests a connection may be idle for this long: longer than the 60
	// and 90 seconds after which usual proxies close theirs. When connections run
	// short the one that has been idle longest is closed first.
	idleTimeout = 2 * time.Minute

	// An answer is written in pieces, and each piece has pieceTimeout to leave: 1 KB
	// a second, half of the slowest telephone line. There is no bound on the whole,
	// so a client that reads steadily gets the largest file.
	//
	// The system keeps up to twice queueSize of an answer in memory until the client
	// takes it. That is room for every compressed page, and for 500 KB a second to
	// the other side of the world. By itself the system would keep megabytes for a
	// client that reads nothing.
	pieceSize    = 64 << 10
	queueSize    = 64 << 10
	pieceTimeout = 64 * time.Second

	// A connection takes some 20 KB, so all together take 80 MB at most. One address
	// has a sixteenth of them. Its idle connections make room for its new ones, so it
	// has 256 requests in progress at once.
	maxConnections        = 4096
	connectionsPerAddress = 256

	// Rate-limited are searches and answers that have to be rendered from the store,
	// also where the store has no such page. They take some milliseconds each.
	// Requests that share a rendering in progress are not counted, nor are files that
	// do not come from the store. Each address has one piece of work in progress at a
	// time and waits in its own turn. A class of 40 may each open five pages that nobody
	// has read, with their style sheets, in the same second, or one reader may fetch
	// all of a report. After that an address has a few percent of a processor, and is
	// told when to ask again.
	renderBurst      = 400
	rendersPerSecond = 20

	// A file or page of a whole report, or of what all reports have, takes as much work as
	// ten pages, and counts so.
	wholeCost = 10

	// The requests that one connection may have in progress over HTTP/2: as many as
	// RFC 9113 recommends at least. Browsers ask for a page and its files, a dozen.
	maxStreams = 100

	// The addresses whose use is remembered, in memory only: some 200 bytes each.
	maxClients = 16 << 10

	// How long work waits for its turn before its clients are asked to try again.
	slotTimeout = 5 * time.Second
)

// NewServer returns the server for a site, with the limits of one connection.
// Those of all connections are Limit's.
func NewServer(site http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           site,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       headerTimeout,
		WriteTimeout:      pieceTimeout, // for what fits one piece, and for what net/http refuses by itself
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          stdlog.New(serverLog{log}, "", 0),

		// Over HTTP/2 a connection has many requests at a time.
		HTTP2: &http.HTTP2Config{MaxConcurrentStreams: maxStreams, WriteByteTimeout: pieceTimeout},

		DisableGeneralOptionsHandler: true, // OPTIONS * is refused like any other OPTIONS
	}
}

// serverLog receives what net/http logs by itself, and leaves out the client's address.
type serverLog struct{ log *slog.Logger }

var clientAddress = regexp.MustCompile(`(?:[0-9]+(?:\.[0-9]+){3}|\[[^\]]*\]):[0-9]+`)

func (l serverLog) Write(line []byte) (int, error) {
	l.log.Warn(clientAddress.ReplaceAllString(strings.TrimSpace(string(line)), "a client"))
	return len(line), nil
}

// preflight answers the question of a browser whether a program in the page of another
// site may ask with fields of its own: it may, for what every answer to such programs
// allows (share). Any other OPTIONS is refused.
func preflight(c echo.Context) bool {
	r := c.Request()
	if r.Method != http.MethodOptions || r.ContentLength != 0 || r.Header.Get("Origin") == "" || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h := c.Response().Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", "GET, HEAD")
	h.Set("Access-Control-Allow-Headers", "Accept, If-Modified-Since, If-None-Match")
	h.Set("Access-Control-Max-Age", "86400")
	h.Set("Cache-Control", noStore)
	c.Response().WriteHeader(http.StatusNoContent)
	return true
}

// withinLimits refuses methods other than GET and HEAD, addresses that are too long,
// and bodies. It closes the connection of a request with a body, because what follows
// the body may be meant to pass for another request.
func withinLimits(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.ContentLength != 0 {
			c.Response().Header().Set("Connection", "close")
			// A recorder, in tests, has no deadlines.
			_ = http.NewResponseController(c.Response()).SetReadDeadline(time.Now().Add(bodyTimeout))
		}
		if preflight(c) {
			return nil
		}
		err := refusal(r)
		switch err {
		case nil:
			return next(c)
		case echo.ErrMethodNotAllowed:
			c.Response().Header().Set("Allow", "GET, HEAD")
		}
		return err
	}
}

// refusal returns why a request is refused whatever its path, nil where it is not.
func refusal(r *http.Request) error {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return echo.ErrMethodNotAllowed
	case r.ContentLength != 0:
		return echo.ErrStatusRequestEntityTooLarge
	case len(r.RequestURI) > maxURL:
		return echo.ErrRequestURITooLong
	}
	return nil
}
