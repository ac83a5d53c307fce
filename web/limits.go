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

// What a stranger may send and take. A whole school may stand behind one
// address, and thousands of telephones, so nothing here counts pages that are
// in the cache; it bounds what costs us, and what is held open.
const (
	// Cookies of other sites on the same domain and what proxies add fit in
	// 16 KB of headers; net/http answers 431 above it.
	maxHeader = 16 << 10

	// The longest query that search takes is 2,400 bytes; the rest is for what
	// other sites append to links.
	maxURL = 4 << 10

	// A request must be whole within headerTimeout of its first byte. It has no
	// body: one that is sent all the same is read away for bodyTimeout, so that
	// the refusal reaches who sent it.
	headerTimeout = 5 * time.Second
	bodyTimeout   = 2 * time.Second

	// Between requests a connection may rest for this long: longer than the 60
	// and 90 seconds after which usual proxies close theirs. When connections
	// run short the one that has rested longest goes first.
	idleTimeout = 2 * time.Minute

	// An answer leaves in pieces, and each must have left in time: 1 KB a
	// second, half of the slowest telephone line. There is no bound on the
	// whole, so that a large file reaches who reads steadily.
	//
	// What has left waits in the system's memory, queueSize or twice that, until
	// it is taken. It is room for every page, compressed, and for 500 KB a second
	// to the other side of the world; left to itself the system would give
	// megabytes to who reads nothing.
	pieceSize    = 64 << 10
	queueSize    = 64 << 10
	pieceTimeout = 64 * time.Second

	// A connection takes some 20 KB, so all together 80 MB at most. One address
	// has a sixteenth; its resting connections make room for its new ones, so
	// these are 256 requests under way at once.
	maxConnections        = 4096
	connectionsPerAddress = 256

	// What costs is a search, or an answer that is made from the store because it
	// is not in the cache: some milliseconds each, also where it finds that there
	// is no such page. Who waits for what another has made pays nothing, and
	// files that do not come from the store are for everyone. A class of 40 may
	// each open five pages that nobody has read, with their style sheets, in the
	// same second, or one reader fetch all of a report; after that an address has
	// a few percent of a processor. Who wants more is told when to come back.
	costlyBurst     = 400
	costlyPerSecond = 20

	// The requests that one connection may have in progress over HTTP/2: as many as
	// RFC 9113 recommends at least. Browsers ask for a page and its files, a dozen.
	maxStreams = 100

	// The addresses whose use is remembered, in memory only: some 200 bytes each.
	maxClients = 16 << 10

	// How long work waits for its turn before the reader is asked to try again.
	turnTimeout = 5 * time.Second
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

// serverLog takes what net/http logs by itself, and leaves out who the client is.
type serverLog struct{ log *slog.Logger }

var clientAddress = regexp.MustCompile(`(?:[0-9]+(?:\.[0-9]+){3}|\[[^\]]*\]):[0-9]+`)

func (l serverLog) Write(line []byte) (int, error) {
	l.log.Warn(clientAddress.ReplaceAllString(strings.TrimSpace(string(line)), "a client"))
	return len(line), nil
}

// withinLimits refuses what no page needs: addresses that are too long, and
// bodies. The connection of a body is closed: what follows on it may be meant
// to pass for another request.
func withinLimits(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.ContentLength != 0 {
			c.Response().Header().Set("Connection", "close")
			// What is no connection, as in tests, has no deadline.
			_ = http.NewResponseController(c.Response()).SetReadDeadline(time.Now().Add(bodyTimeout))
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

// refusal says why a request is refused before its address is looked at, nil
// where it is not.
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
