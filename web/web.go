// Package web puts the reports of a store on HTTP. It is the only room that
// knows Echo and the only one that parses addresses.
//
// A request passes the middleware (middleware.go) and the router (New) to one
// view (pages.go) or file (files.go), which serve.go answers from the cache where
// it can. Where it cannot, the view asks a snapshot of the store for typed things,
// page turns them into a view model and templ renders that. The answer (answer.go)
// is compressed (packed.go) and kept (cache.go). Whatever goes wrong on the way is
// returned as an error and becomes a status and a page in errors.go.
//
// listener.go counts and bounds the connections. limits.go states every limit.
package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"strings"

	"github.com/labstack/echo/v4"
	"golang.org/x/sync/semaphore"

	"disclosure/internal/export"
	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/static"
)

// site is what every handler works with.
type site struct {
	store  *store.Store
	pages  page.Site
	cache  *cache
	ready  readiness
	costly allowance           // what each client may ask of search and rendering
	turns  *semaphore.Weighted // of those: one a processor at a time
	errors errorPages
}

// Config is what the operator says about the site.
type Config struct {
	// Origin is what all absolute addresses begin with, and never what a
	// request claims to be its host: scheme and host, no slash at the end.
	Origin string

	// Contact is where mistakes and weaknesses are reported: a mailto:, https:
	// or tel: address, "" for none.
	Contact string

	// Proxies are the networks whose word in X-Forwarded-For is taken for the
	// address of a client.
	Proxies []netip.Prefix
}

// New returns the site that shows the reports of st. Each request leaves one
// line in log.
func New(st *store.Store, config Config, log *slog.Logger) (http.Handler, error) {
	s := &site{
		store:  st,
		pages:  page.Site{Origin: config.Origin, Contact: config.Contact, Asset: static.Asset},
		costly: newAllowance(),
		turns:  semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0))),
	}
	s.cache = newCache(cacheSize, s.version)
	var err error
	if s.errors, err = renderErrorPages(s.pages); err != nil {
		return nil, fmt.Errorf("render the error pages: %w", err)
	}
	return s.handler(config, log), nil
}

// handler puts the site behind its addresses and middleware.
func (s *site) handler(config Config, log *slog.Logger) http.Handler {
	e := echo.New()
	e.IPExtractor = extractor(config.Proxies)
	e.HTTPErrorHandler = s.fail
	e.Pre(logRequests(log), recoverPanics(), secure(commonHeader(config.Origin)), withinLimits, withoutSlash, s.forgiving)
	s.route(e)
	return e
}

func (s *site) route(e *echo.Echo) {
	get := func(address string, h echo.HandlerFunc) {
		e.Match([]string{http.MethodGet, http.MethodHead}, address, h)
	}
	const base = "/:unit/:year/:kind"
	// A page has its own generated style sheet and, as a part of a report, the
	// same thing as files.
	show := func(address string, v view, files ...report.Part) {
		h := s.html(v)
		if len(files) > 0 {
			last := address[strings.LastIndexByte(address, ':')+1:]
			h = s.orFile(files[0], last, h)
		}
		get(address, h)
		get("/static/running"+strings.TrimSuffix(address, "/")+"/:name", s.sheet(v))
	}
	show("/", s.home)
	show("/about", s.about)
	show("/data", s.data)
	get("/search", s.search)
	show(base, s.overview, report.OverviewPart)
	show("/:unit", s.unit)
	get("/:unit/:year", s.year)
	show(base+"/sections", s.sections)
	show(base+"/sections/:number", s.section, report.SectionPart)
	show(base+"/tables", s.tables)
	show(base+"/tables/:number", s.table, report.TablePart)
	show(base+"/projects", s.projects)
	show(base+"/projects/:number", s.project, report.ProjectPart)
	show(base+"/checks", s.checks)
	for _, part := range []report.Part{report.SectionPart, report.TablePart, report.ProjectPart} {
		show(base+"/checks/"+string(part)+"/:number", s.checksOf(part))
	}
	for _, f := range export.Formats(checksPage) {
		get(base+"/checks."+f.Ending, s.checksFile(f))
	}
	show(base+"/notes", s.notes)
	show(base+"/print", s.print)
	get(base+"/source.txt", s.sourceText)

	get("/display", s.display)
	get("/robots.txt", s.robots)
	get("/sitemap.xml", s.sitemap)
	get("/favicon.ico", s.favicon)
	get("/.well-known/security.txt", s.securityText)
	get("/static/:name", s.static)
	get("/healthz", s.healthz)
	get("/readyz", s.readyz)
}
