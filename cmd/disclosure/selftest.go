package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"

	"disclosure/internal/export"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/web"
)

// selftest says in plain words what is right and what is wrong with this program and
// the file that it is to serve. It asks its own handler and opens no connection.
func selftest(ctx context.Context, args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("selftest", flag.ContinueOnError)
	db := fs.String("db", "", "test a `FILE` that import made; by default the reports built into the program")
	if err := parse(fs, "disclosure selftest [--db FILE]\n\nSays what is right and what is wrong with this program and the file that it is to\nserve. Run it as the user of the server.", args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return misuse(fmt.Sprintf("selftest: what is %q? The file is named with --db", fs.Arg(0)))
	}
	if err := version(nil, stdout); err != nil {
		return err
	}
	fmt.Fprintln(stdout)
	t := tester{to: stdout}
	t.store(ctx, *db)
	if t.wrong > 0 {
		return fmt.Errorf("selftest: %d of %d things are wrong", t.wrong, t.wrong+t.right)
	}
	fmt.Fprintf(stdout, "\nAll %d things are right.\n", t.right)
	return nil
}

// tester writes a line for each thing that it looks at.
type tester struct {
	to           io.Writer
	right, wrong int
}

// say writes that what is right, or err, which says what is wrong and what to do.
func (t *tester) say(what string, err error) {
	if err != nil {
		t.wrong++
		fmt.Fprintf(t.to, "wrong  %v\n", err)
		return
	}
	t.right++
	fmt.Fprintf(t.to, "right  %s\n", what)
}

func (t *tester) store(ctx context.Context, db string) {
	name := db
	if db == "" {
		name = "the program"
	}
	st, err := open(ctx, db, slog.New(slog.DiscardHandler))
	t.say(name+" can be read, and its reports are as they were imported", err)
	if err != nil {
		return
	}
	defer st.Close()
	if db != "" {
		if note := unreadableByOthers(db); note != "" {
			fmt.Fprintf(t.to, "note   %s\n", note)
		}
	}
	now := st.Snapshot()
	defer now.Release()
	reports := now.Reports()
	if len(reports) == 0 {
		t.say("", fmt.Errorf("%s holds no report: import one", name))
		return
	}
	t.say(fmt.Sprintf("%s holds %d reports, the first is %s", name, len(reports), reports[0].Folder()), nil)
	t.site(ctx, st, reports[0].Base())
}

// site asks for pages of the site that shows st, and for every file of one report.
func (t *tester) site(ctx context.Context, st *store.Store, base string) {
	var log bytes.Buffer
	site, err := web.New(st, web.Config{Origin: "http://localhost"}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.say("", err)
		return
	}
	addresses := []string{"/healthz", "/readyz", "/", "/search?q=预算", "/sitemap.xml", base, base + "/print"}
	for _, format := range export.Formats(report.Ref{Part: report.OverviewPart}) {
		addresses = append(addresses, base+"."+format.Ending)
	}
	for _, address := range addresses {
		log.Reset()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err == nil {
			r.RequestURI = address
			answered := reply{header: http.Header{}}
			site.ServeHTTP(&answered, r)
			if answered.status != http.StatusOK {
				err = fmt.Errorf("%s answers with status %d: %s", address, answered.status, strings.TrimSpace(log.String()))
			}
		}
		t.say(address+" answers", err)
	}
}

// reply is an answer in memory of which only the status counts.
type reply struct {
	header http.Header
	status int
}

func (r *reply) Header() http.Header    { return r.header }
func (r *reply) WriteHeader(status int) { r.status = status }
func (r *reply) Write(body []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return len(body), nil
}

// unreadableByOthers says what to do where only some users may read a file; "" where
// all may.
func unreadableByOthers(file string) string {
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm()&0o004 != 0 {
		return ""
	}
	return fmt.Sprintf("not every user may read %s: where the server runs as another one, allow it with: chmod 644 %s", file, file)
}
