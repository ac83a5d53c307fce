package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"time"

	"disclosure/web"
)

const previewHelp = `draft preview [-addr 127.0.0.1:8090] DIR

shows the data folder DIR as the site will, anew at each change, and at /~/ the desk:
each part beside its original, with what is open. It listens on this machine only.
`

// preview shows a folder until ctx ends.
func preview(ctx context.Context, args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("draft preview", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() { fmt.Fprint(errs, previewHelp) }
	addr := flags.String("addr", "127.0.0.1:8090", "where to listen, on this machine")
	if err := flags.Parse(args); err != nil {
		return usage
	}
	where, err := netip.ParseAddrPort(*addr)
	if flags.NArg() != 1 || err != nil || !where.Addr().IsLoopback() {
		fmt.Fprint(errs, previewHelp)
		return usage
	}
	if err := show(ctx, *addr, flags.Arg(0), out); err != nil {
		fmt.Fprintln(errs, "draft:", err)
		return refused
	}
	return good
}

func show(ctx context.Context, addr, dir string, out io.Writer) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("%w; choose another address with -addr", err)
	}
	defer listener.Close()
	d, err := openDesk(ctx, dir, listener.Addr().String())
	if err != nil {
		return err
	}
	defer d.close()
	server := web.NewServer(d, slog.New(slog.DiscardHandler))
	listener = web.Limit(listener, server, nil)
	fmt.Fprintf(out, "http://%s/~/\n", listener.Addr())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return server.Close()
	}
	return nil
}
