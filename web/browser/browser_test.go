// Package browser proves the site in real browsers, with the reports that are
// embedded: what scripts add and what holds without them, that nothing is cut
// off on any screen, that axe and Lighthouse find no obstacle, and what comes out
// of the printer.
//
// A test opens a tab in an engine: the current Chromium, the oldest that the site
// is made for, or Firefox ESR. make browsers installs them, a Chinese font,
// poppler and the packages of package-lock.json. Where one of these is missing,
// the tests that need it say so and are not run; in CI that is a failure.
package browser

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/store"
	"disclosure/web"
)

// base is the address of the report that the tests read.
const base = "/futian-zwfwj/2021/budget"

// page is an address of the site, and what kind of page is there.
type page struct{ name, path string }

// pages are one page of every kind.
var pages = []page{
	{"home", "/"},
	{"about", "/about"},
	{"data", "/data"},
	{"accessibility", "/accessibility"},
	{"body", "/futian-zwfwj"},
	{"overview", base},
	{"flow", base + "/pictures/flow"},
	{"functions", base + "/pictures/functions"},
	{"quarters", base + "/pictures/quarters"},
	{"three public", base + "/pictures/three-public"},
	{"section", base + "/sections/3"},
	{"glossary", base + "/sections/8"},
	{"two-sided table", base + "/tables/1"},
	{"wide table", base + "/tables/2"},
	{"narrow table", base + "/tables/7"},
	{"empty table", base + "/tables/8"},
	{"table and form", base + "/tables/14"},
	{"sections", base + "/sections"},
	{"tables", base + "/tables"},
	{"projects", base + "/projects"},
	{"form", base + "/projects/2"},
	{"notes", base + "/notes"},
	{"checks", base + "/checks"},
	{"checks of a table", base + "/checks/tables/7"},
	{"checks of a form", base + "/checks/projects/9"},
	{"search", "/search?q=" + url.QueryEscape("三公")},
	{"search in a report", "/search?q=" + url.QueryEscape("网格员培训") + "&in=" + strings.TrimPrefix(base, "/")},
	{"nothing found", "/search?q=" + url.QueryEscape("没有这样的词")},
	{"same figure", "/search?q=" + url.QueryEscape("10.00万元") + "&in=" + strings.TrimPrefix(base, "/")},
	{"error", base + "/tables/07"},
}

var (
	origin      string // of the site under test
	pictureFile = flag.String("picture", "", "write the picture of the site to this `file`")
)

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	reports, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	site, err := serve(reports)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer site.Close()
	origin = site.URL
	defer stopEngines()
	return m.Run()
}

// serve puts reports on a local address.
func serve(checked []finding.Checked) (*httptest.Server, error) {
	st, err := store.OpenMemory(context.Background(), checked...)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	handler, err := web.New(st, web.Config{Origin: "http://" + listener.Addr().String()}, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	site := &httptest.Server{Listener: listener, Config: &http.Server{Handler: handler}}
	site.Start()
	return site, nil
}

const (
	axePath        = "node_modules/axe-core/axe.min.js"
	lighthousePath = "node_modules/lighthouse/cli/index.js"
)

// missing says of each thing that tests need why it is not there.
var missing = func() map[string]string {
	why := map[string]string{}
	if chromium() == "" {
		why["chromium"] = "Chromium is not installed"
	}
	fonts, _ := exec.Command("fc-list", ":lang=zh-cn", "family").Output()
	if len(strings.TrimSpace(string(fonts))) == 0 {
		why["font"] = "no Chinese font is installed"
	}
	if _, err := exec.LookPath("firefox-esr"); err != nil {
		why["firefox"] = "Firefox ESR is not installed"
	}
	for thing, path := range map[string]string{
		"chromium 90": chromium90Path,
		"axe":         axePath,
		"lighthouse":  lighthousePath,
	} {
		if _, err := os.Stat(path); err != nil {
			why[thing] = path + " is not there"
		}
	}
	if _, err := exec.LookPath("node"); err != nil {
		why["node"] = "Node is not installed"
	}
	for _, tool := range []string{"pdfinfo", "pdftotext", "pdftohtml", "pdftoppm"} {
		if _, err := exec.LookPath(tool); err != nil {
			why["poppler"] = "poppler's " + tool + " is not installed"
		}
	}
	return why
}()

// need ends a test that cannot run because something is not installed: as not
// run on somebody's machine, as failed in CI.
func need(t *testing.T, things ...string) {
	t.Helper()
	for _, thing := range things {
		why := missing[thing]
		switch {
		case why == "":
		case os.Getenv("CI") == "true":
			t.Fatalf("%s; .ci/setup browsers installs what the browser tests need", why)
		default:
			t.Skipf("NOT RUN: %s; run .ci/setup browsers", why)
		}
	}
}
