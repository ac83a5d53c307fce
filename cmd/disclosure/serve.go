package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/disclosure/disclosure/internal/store"
	"github.com/disclosure/disclosure/web"
)

// drainTimeout is how long a server that stops waits for the answers that it
// has begun. A page takes far less; who reads slower is cut off.
const drainTimeout = 15 * time.Second

// serve shows reports until ctx ends, and then finishes what it has begun.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	fs := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := fs.String("addr", "127.0.0.1:8080", "listen on `HOST:PORT`; port 0 takes a free one")
	origin := fs.String("origin", "", "the `URL` under which the public reaches the site, such as https://budget.example; by default the listening address")
	db := fs.String("db", "", "show the reports of a `FILE` that import made; by default those built into the program")
	err := parse(fs, "disclosure serve [--addr HOST:PORT] [--origin URL] [--db FILE]\n\nShows the reports as a website.", args)
	switch {
	case err != nil:
		return err
	case fs.NArg() > 0:
		return misuse(fmt.Sprintf("serve: what is %q? The reports to show are named with --db", fs.Arg(0)))
	}
	if _, _, err := net.SplitHostPort(*addr); err != nil {
		return misuse(fmt.Sprintf("serve: --addr %q: write a host and a port, such as 127.0.0.1:8080", *addr))
	}
	if *origin != "" {
		if *origin, err = parseOrigin(*origin); err != nil {
			return err
		}
	}

	// Who connects while the store is made waits a moment and is not refused.
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return fmt.Errorf("%w; choose another address with --addr", err)
	}
	defer listener.Close()
	address := "http://" + reachable(listener.Addr())
	if *origin == "" {
		*origin = address
	}
	st, err := open(ctx, *db)
	if err != nil {
		return err
	}
	defer st.Close()
	log := slog.New(slog.NewTextHandler(stderr, nil))
	handler, err := web.New(st, web.Config{Origin: *origin}, log)
	if err != nil {
		return err
	}
	server := web.NewServer(handler, log)
	listener = web.Limit(listener, server, nil)
	fmt.Fprintln(stdout, address)
	// Of what the start took, a fifth is never needed again.
	time.AfterFunc(time.Second, debug.FreeOSMemory)
	return serveUntil(ctx, server, listener)
}

// serveUntil serves until ctx ends, then waits for the requests in flight.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		server.Close()
		return fmt.Errorf("requests were cut off after %v: %w", drainTimeout, err)
	}
	return nil
}

// open returns the store in the file db, or one of the reports built into the
// program.
func open(ctx context.Context, db string) (*store.Store, error) {
	if db != "" {
		return store.Open(ctx, db)
	}
	reports, err := builtIn()
	if err != nil {
		return nil, err
	}
	return store.OpenMemory(ctx, reports...)
}

var originForm = regexp.MustCompile(`^https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$`)

// parseOrigin reads a scheme and a host, without the slash that people like to
// put at the end.
func parseOrigin(text string) (string, error) {
	origin := strings.ToLower(strings.TrimSuffix(text, "/"))
	if !originForm.MatchString(origin) {
		return "", misuse(fmt.Sprintf("serve: --origin %q: write http:// or https:// and a host, without a path, such as https://budget.example", text))
	}
	return origin, nil
}

// reachable is the address at which this machine reaches its own listener: one
// that listens on every interface is reached as localhost.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", tcp.Port)
	}
	return addr.String()
}
