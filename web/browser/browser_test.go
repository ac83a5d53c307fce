// Package browser proves the site in a real browser, with the reports that are
// embedded: what scripts add, that nothing is cut off on any screen, that axe
// finds no obstacle, and what comes out of the printer.
//
// It needs Chromium, a Chinese font, axe-core and poppler, which .ci/setup browsers
// installs. Where one of them is missing, the tests that need it say so and are
// not run; in CI that is a failure.
package browser

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"disclosure/data"
	"disclosure/internal/reconcile"
	"disclosure/internal/source"
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
	{"overview", base},
	{"section", base + "/sections/3"},
	{"glossary", base + "/sections/8"},
	{"two-sided table", base + "/tables/1"},
	{"wide table", base + "/tables/2"},
	{"narrow table", base + "/tables/7"},
	{"empty table", base + "/tables/8"},
	{"table and form", base + "/tables/14"},
	{"projects", base + "/projects"},
	{"form", base + "/projects/2"},
	{"notes", base + "/notes"},
	{"checks", base + "/checks"},
	{"checks of a table", base + "/checks/tables/7"},
	{"checks of a form", base + "/checks/projects/9"},
	{"error", base + "/tables/07"},
}

var (
	origin  string          // of the site under test
	browser context.Context // the one browser, nil where there is none
	picture = flag.String("picture", "", "write a picture of the site to this `file` instead of testing")
)

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	reports, err := embedded()
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
	if missing["chromium"] == "" {
		stop, err := start()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer stop()
	}
	if *picture != "" {
		if err := takePicture(*picture); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return 0
	}
	return m.Run()
}

// embedded are the embedded reports with what was found of them.
func embedded() ([]store.Checked, error) {
	reports, err := source.LoadAll(data.Files)
	if err != nil {
		return nil, err
	}
	var checked []store.Checked
	for _, r := range reports {
		result, err := reconcile.Reconcile(data.Files, data.Files, r)
		if err != nil {
			return nil, err
		}
		checked = append(checked, store.Checked{Report: r, Result: result})
	}
	return checked, nil
}

// serve puts reports on a local address.
func serve(checked []store.Checked) (*httptest.Server, error) {
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

// start starts the browser with a profile of its own, which is removed again.
func start() (stop func(), err error) {
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chromium()),
		chromedp.NoFirstRun,
		chromedp.DisableGPU,
		chromedp.Flag("headless", "new"),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-renderer-backgrounding", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("hide-scrollbars", false),
		chromedp.Flag("lang", "zh-CN"),
	}
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	stop = func() { stopBrowser(); stopAllocator() }
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, fmt.Errorf("start %s: %w", chromium(), err)
	}
	browser = ctx
	return stop, nil
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

const axePath = "node_modules/axe-core/axe.min.js"

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
	if _, err := os.Stat(axePath); err != nil {
		why["axe"] = "axe-core is not installed"
	}
	for _, tool := range []string{"pdfinfo", "pdftotext", "pdftohtml"} {
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
