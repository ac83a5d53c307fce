// Package web puts the reports of a store on HTTP. It is the only room that
// knows Echo and the only one that parses addresses.
//
// A request passes the middleware (middleware.go) and the router (New) to one
// view (pages.go) or file (files.go), which serve.go answers from the cache where
// it can. Where it cannot, the view asks a snapshot of the store for typed things,
// page turns them into a view model and templ renders that. The answer (answer.go)
// is compressed (encoded.go) and kept (cache.go). Whatever goes wrong on the way is
// returned as an error and becomes a status and a page in errors.go.
//
// listener.go counts and bounds the connections. limits.go states every limit.
package web

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

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
	errors errorPages

	started   time.Time // with this program
	makings   makings
	limiter   rateLimiter // of the work for each client
	pageTurns *turns      // for searches and pages, one slot for each processor
	fileTurns *turns      // for files, one slot: large ones take many times what a page takes
}

// Config is what the operator says about the site.
type Config struct {
	// Name is the name of the site as the public knows it, "" for the default one.
	Name string

	// Origin is the scheme and host that all absolute addresses begin with, without
	// a slash at the end. The Host of a request never counts.
	Origin string

	// Contact is the mailto:, https: or tel: address to which readers report
	// mistakes and weaknesses, "" for none.
	Contact string

	// Footer is what the operator says at the foot of every page; see page.ParseFooter.
	Footer string

	// Proxies are the networks of our own proxies. Only their X-Forwarded-For says
	// which address a client has.
	Proxies []netip.Prefix

	// Copy tells that the answers are written as files. Nothing then answers what a
	// reader asks with a query: pages have no other display, and the search page looks
	// with a script into files of what can be found.
	Copy bool
}

// New returns the site that shows the reports of st. Each request leaves one
// line in log.
func New(st *store.Store, config Config, log *slog.Logger) (http.Handler, error) {
	footer, err := page.ParseFooter(config.Footer)
	if err != nil {
		return nil, fmt.Errorf("the footer: %w", err)
	}
	s := &site{
		store:   st,
		started: time.Now(),
		pages:   page.Site{Name: cmp.Or(config.Name, page.DefaultName), Origin: config.Origin, Contact: config.Contact, Footer: footer, Asset: static.Asset, Copy: config.Copy},
		limiter: newRateLimiter(),
	}
	s.makings.byAddress = map[string]*making{}
	s.pageTurns = newTurns(runtime.GOMAXPROCS(0), s.limiter)
	s.fileTurns = newTurns(1, s.limiter)
	s.cache = newCache(cacheSize, s.version)
	if s.errors, err = renderErrorPages(s.pages); err != nil {
		return nil, fmt.Errorf("render the error pages: %w", err)
	}
	return s.handler(config, log), nil
}

// handler puts the site behind its addresses and middleware.
func (s *site) handler(config Config, log *slog.Logger) http.Handler {
	e := echo.New()
	e.IPExtractor = extractor(config.Proxies, log)
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
	// addPage adds the page of a view with its generated style sheet and, for a part
	// of a report, with the same part as files.
	addCosting := func(cost int, address string, v view, files ...report.Part) {
		h := s.html(v, cost)
		if len(files) > 0 {
			last := address[strings.LastIndexByte(address, ':')+1:]
			h = s.orFile(files[0], last, h)
		}
		get(address, h)
		get("/static/running"+strings.TrimSuffix(address, "/")+"/:name", s.sheet(v, cost))
	}
	addPage := func(address string, v view, files ...report.Part) { addCosting(1, address, v, files...) }
	get("/", s.home)
	get("/static/running/:name", s.sheet(s.bodies, 1))
	addPage("/about", s.about)
	addPage("/data", s.data)
	addPage("/accessibility", s.accessibility)
	addPage(page.WordsPath, s.words)
	if s.pages.Copy {
		addPage("/search", s.copySearch)
		get(base+"/search.json", s.searchable)
	} else {
		get("/search", s.search)
		get("/search.json", s.search)
		get("/display", s.display)
	}
	addPage(base, s.overview, report.OverviewPart)
	addPage("/:unit", s.unit)
	get("/:unit/:year", s.year)
	get("/:unit/compare", s.compare)
	get("/static/running/:unit/compare/:name", s.sheet(s.comparing, 1))
	addPage(base+"/sections", s.sections)
	addPage(base+"/sections/:number", s.section, report.SectionPart)
	addPage(base+"/tables", s.tables)
	addPage(base+"/tables/:number", s.table, report.TablePart)
	get(base+"/tables/:number/embed", s.html(s.embedded, 1))
	addPage(base+"/projects", s.projects)
	addPage(base+"/projects/:number", s.project, report.ProjectPart)
	get(base+"/pictures/:slug", s.pictureOrFile(s.html(s.picture, 1)))
	get(base+"/pictures/:slug/embed", s.html(s.embeddedPicture, 1))
	get("/static/running"+base+"/pictures/:slug/:name", s.sheet(s.picture, 1))
	addCosting(wholeCost, base+"/checks", s.checks)
	for _, part := range []report.Part{report.SectionPart, report.TablePart, report.ProjectPart} {
		addPage(base+"/checks/"+string(part)+"/:number", s.checksOf(part))
	}
	for _, f := range export.Formats(checksPage) {
		get(base+"/checks."+f.Ending, s.checksFile(f))
	}
	addPage(base+"/notes", s.notes)
	addCosting(wholeCost, base+"/history", s.history)
	addCosting(wholeCost, base+"/print", s.print)
	get(base+"/source.txt", s.sourceText)
	get(base+"/original:file", s.original)
	get(base+"/figures.csv", s.figures)
	get(base+export.FilesPath, s.filesOfReport)

	get("/robots.txt", s.robots)
	get("/sitemap.xml", s.sitemap)
	get("/sitemap-site.xml", s.sitemapOfSite)
	get("/:unit/sitemap.xml", s.sitemapOfUnit)
	get("/feed.atom", s.feed)
	get("/:unit/feed.atom", s.feed)
	get("/figures.csv", s.figures)
	get("/:unit/figures.csv", s.figures)
	get("/reports.json", s.reports)
	get("/favicon.ico", s.favicon)
	get("/schema/:form/:edition/:file", s.schema)
	get("/.well-known/security.txt", s.securityText)
	get("/static/card/:unit/:year/:kind/:name", s.card)
	get("/static/:name", s.static)
	get("/healthz", s.healthz)
	get("/readyz", s.readyz)
}
