package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/store"
	"disclosure/web"
)

// drainTimeout is how long a server that stops waits for the answers that it has
// begun. A page takes far less. Clients that read more slowly are cut off. The rest
// of stopTimeout is for what then remains to be closed.
const drainTimeout = 12 * time.Second

const serveSynopsis = `disclosure serve [--addr HOST:PORT|unix:PATH] [--origin URL] [--name NAME] [--db FILE] [--proxy CIDR] [--contact ADDRESS] [--footer FILE] [--log WHAT] [--tls-cert FILE --tls-key FILE]

Shows the reports as a website. Each flag may also be given as an environment
variable, DISCLOSURE_ADDR for --addr and so on; a flag counts before its variable.`

// serve shows reports until ctx ends, and then finishes what it has begun.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	fs := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := validatedFlag{"127.0.0.1:8080", parseAddr}
	said := siteFlags(fs, "; by default the listening address")
	var proxies networks
	fs.Var(&addr, "addr", "listen on `HOST:PORT`, where port 0 takes a free one, or on unix:PATH, a socket for a proxy on this machine")
	logged := validatedFlag{"requests", parseLogged}
	fs.Var(&logged, "log", "`WHAT` the log has a line for: requests, or problems, which are those that failed or were refused because too much was asked")
	db := fs.String("db", "", "show the reports of a `FILE` that import made; by default those built into the program")
	fs.Var(&proxies, "proxy", "an address or range (`CIDR`) of your own proxies, whose X-Forwarded-For says who a client is; several with commas, or as several flags")
	certFile := fs.String("tls-cert", "", "serve HTTPS with the certificate in `FILE`, PEM, with those that lead to its root behind it; read anew when it changes")
	keyFile := fs.String("tls-key", "", "the `FILE` of the certificate's private key, PEM; read anew when it changes")
	if err := parse(fs, serveSynopsis, args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return misuse(fmt.Sprintf("serve: what is %q? The reports to show are named with --db", fs.Arg(0)))
	}
	if err := fromEnvironment(fs); err != nil {
		return err
	}
	if (*certFile == "") != (*keyFile == "") {
		return misuse("serve: --tls-cert and --tls-key go together: name both files or none")
	}
	if strings.HasPrefix(addr.text, socketPrefix) && said().Origin == "" {
		return misuse("serve: say with --origin under which URL the public reaches the site: a socket is none")
	}
	// A server outlives the terminal that it was started from, what rotates its log,
	// and what reads it.
	signal.Ignore(syscall.SIGHUP, syscall.SIGPIPE)
	lines := newLogWriter(stderr)
	defer lines.close()
	log := slog.New(slog.NewTextHandler(lines, &slog.HandlerOptions{Level: logLevels[logged.text]}))
	config := said()
	if isPublic(config.Origin) && config.Contact == "" {
		log.Warn("readers have nobody to tell of a mistake: say with --contact who is to hear of it", "origin", config.Origin)
	}
	scheme := "http://"
	var secured *tls.Config // nil for plain HTTP
	if *certFile != "" {
		pair, err := newKeyPair(*certFile, *keyFile, log)
		if err != nil {
			return err
		}
		scheme, secured = "https://", pair.config()
	}

	// A client that connects while the store is built waits a moment and is not refused.
	listener, err := listen(addr.text)
	if err != nil {
		return err
	}
	defer listener.Close()
	address := scheme + reachable(listener.Addr())
	if listener.Addr().Network() == "unix" {
		address = addr.text
	}
	config.Origin, config.Proxies = cmp.Or(config.Origin, address), proxies
	st, err := open(ctx, *db, log)
	if err != nil {
		return err
	}
	defer st.Close()
	handler, err := web.New(st, config, log)
	if err != nil {
		return err
	}
	server := web.NewServer(handler, log)
	server.TLSConfig = secured
	listener = web.Limit(listener, server, proxies)
	fmt.Fprintln(stdout, address)
	return serveUntil(ctx, server, listener, log)
}

// serveUntil serves until ctx ends, then waits for the requests in flight. New
// connections are refused from the moment that ctx ends, which tells a proxy
// sooner than /readyz could. A client that is cut off at the end of drainTimeout
// is its own fault: one slow reader must not make a stop a failure.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener, log *slog.Logger) error {
	failed := make(chan error, 1)
	go func() {
		if server.TLSConfig != nil {
			failed <- server.ServeTLS(listener, "", "") // the configuration has the certificate
		} else {
			failed <- server.Serve(listener)
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		log.Warn("slow clients are cut off", "after", drainTimeout)
		return server.Close()
	}
	return nil
}

// open returns the store in the file db, or one of the reports built into the
// program.
func open(ctx context.Context, db string, log *slog.Logger) (*store.Store, error) {
	if db != "" {
		return store.Open(ctx, db, log)
	}
	reports, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		return nil, err
	}
	builtIn(reports)
	return store.OpenMemory(ctx, reports...)
}
