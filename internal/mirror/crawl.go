package mirror

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// answer is what the site answers at an address, in each encoding.
type answer struct {
	address string
	status  int
	header  http.Header // but what is of one encoding
	bodies  map[string][]byte
	links   []string
	files   []file // once it was stored
}

// encodings are those that are written, with the endings of their files.
var encodings = []struct{ name, ending string }{{"", ""}, {"gzip", ".gz"}, {"br", ".br"}}

// crawler asks a site for every address that it can find, and has the answers stored.
type crawler struct {
	*writer
	requests atomic.Uint32
	known    map[string]bool // address → it was linked to
	broken   []string
}

// atOnce is how many answers are in memory at most, without their content.
const atOnce = 512

// missingAddress has nothing, so that its answer is what the site says of that.
const missingAddress = "/-"

// missingPage is the address under which that answer is stored. No site has it.
const missingPage = "/404.html"

// crawl returns the links that lead nowhere.
func (w *writer) crawl(ctx context.Context) (broken []string, err error) {
	c := crawler{writer: w, known: map[string]bool{}}
	next := slices.Clone(w.Seeds)
	for _, b := range w.kept {
		next = append(next, b.Links...)
	}
	slices.Sort(next)
	next = slices.Compact(next)
	for _, address := range next {
		c.known[address] = false
	}
	for len(next) > 0 {
		some := next[:min(len(next), atOnce)]
		found, err := c.ask(ctx, some)
		if err != nil {
			return nil, err
		}
		next = append(next[len(some):], found...)
	}
	for _, r := range w.before.Redirects { // of bodies that were not asked
		if _, ok := w.kept[w.bodyOf(r.Address)]; ok {
			w.next.Redirects = append(w.next.Redirects, r)
		}
	}
	slices.SortFunc(w.next.Redirects, func(a, b redirect) int { return strings.Compare(a.Address, b.Address) })
	missing, err := c.fetch(ctx, missingAddress)
	if err != nil {
		return nil, err
	}
	missing.address = missingPage
	if missing.files, err = w.store(w.groups[""], missing); err != nil {
		return nil, err
	}
	return c.broken, c.note(missing)
}

// ask gets and stores answers, and returns the addresses that they lead to for the first
// time.
func (c *crawler) ask(ctx context.Context, addresses []string) (next []string, err error) {
	asking, ctx := errgroup.WithContext(ctx)
	asking.SetLimit(runtime.GOMAXPROCS(0))
	answers := make([]*answer, len(addresses))
	for i, address := range addresses {
		asking.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			a, err := c.fetch(ctx, address)
			if err == nil && a.status == http.StatusOK && !a.ofTheMoment() {
				a.files, err = c.store(c.groups[c.bodyOf(address)], a)
				a.bodies = nil
			}
			answers[i] = a
			return err
		})
	}
	if err := asking.Wait(); err != nil {
		return nil, err
	}
	for _, a := range answers {
		if err := c.note(a); err != nil {
			return nil, err
		}
		for _, link := range a.links {
			body := c.bodyOf(link)
			if g := c.groups[c.bodyOf(a.address)]; g.links != nil && body == "" {
				g.links[link] = true
			}
			if _, kept := c.kept[body]; kept {
				continue
			}
			for above := link; above != ""; above = above[:strings.LastIndexByte(above, '/')] {
				if _, known := c.known[above]; !known {
					next = append(next, above)
					c.known[above] = false
				}
			}
			c.known[link] = true
		}
	}
	return next, nil
}

// ofTheMoment tells whether an answer holds for nobody but who asked.
func (a *answer) ofTheMoment() bool { return a.header.Get("Cache-Control") == "no-store" }

// note keeps what the manifest says of an answer.
func (c *crawler) note(a *answer) error {
	switch {
	case len(a.files) > 0:
		g := c.groups[c.bodyOf(a.address)]
		g.files = append(g.files, a.files...)
		return c.noteKind(a)
	case a.status >= 500:
		return fmt.Errorf("%s answers with status %d", a.address, a.status)
	case a.status >= 300 && a.status < 400:
		c.next.Redirects = append(c.next.Redirects, redirect{a.address, a.status, a.header.Get("Location")})
		return c.noteRedirect(a)
	case a.status != http.StatusOK && c.known[a.address]:
		c.broken = append(c.broken, fmt.Sprintf("%s (%d)", a.address, a.status))
	}
	return nil
}

// bodyOf returns the body that an address belongs to, "" for none.
func (s Site) bodyOf(address string) string {
	for step := range strings.SplitSeq(address, "/") {
		if _, ok := s.Bodies[step]; ok {
			return step
		}
	}
	return ""
}

func (c *crawler) fetch(ctx context.Context, address string) (*answer, error) {
	a := &answer{address: address, bodies: map[string][]byte{}}
	for _, coding := range encodings {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return nil, err
		}
		r.RequestURI = address
		r.Header.Set("Accept-Encoding", coding.name)
		got, err := c.answered(r)
		if err != nil {
			return nil, err
		}
		if got.header.Get("Content-Encoding") != coding.name {
			continue // the answer is not made smaller
		}
		if coding.name == "" {
			a.status, a.header = got.status, got.header
			a.links = c.links(address, got.header, got.body.Bytes())
		}
		a.bodies[coding.name] = got.body.Bytes()
		if got.status != http.StatusOK && address != missingAddress {
			break
		}
	}
	for _, name := range []string{"Content-Length", "Etag", "Last-Modified", "Vary", "Link", "Set-Cookie"} {
		a.header.Del(name)
	}
	return a, nil
}

// answered asks as a reader of its own for each request, and again where the site is busy.
func (c *crawler) answered(r *http.Request) (recorder, error) {
	for {
		n := c.requests.Add(1)
		r.RemoteAddr = fmt.Sprintf("[fd00:0:%x:%x::1]:1", n>>16&0xffff, n&0xffff)
		got := recorder{header: http.Header{}}
		c.Handler.ServeHTTP(&got, r)
		if got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" {
			return got, nil
		}
		select {
		case <-r.Context().Done():
			return got, r.Context().Err()
		case <-time.After(time.Second):
		}
	}
}

var linked = regexp.MustCompile(`\s(?:(?:href|src|action)="([^"]+)"|[a-z-]+="(/[^"]*)")`)

// links returns the addresses on the site that an answer leads to: what its markup loads or
// links to, and wherever it writes an absolute address of the site.
func (c *crawler) links(address string, header http.Header, body []byte) []string {
	contentType := header.Get("Content-Type")
	isText := strings.HasPrefix(contentType, "text/") || strings.Contains(contentType, "xml") || strings.Contains(contentType, "json")
	if !isText {
		return nil
	}
	all := map[string]bool{}
	add := func(text string) {
		base := url.URL{Path: address}
		link, err := base.Parse(html.UnescapeString(text))
		if err == nil && link.Host == "" && link.Scheme == "" && strings.HasPrefix(link.Path, "/") {
			all[link.EscapedPath()] = true
		}
	}
	if strings.HasPrefix(contentType, "text/html") || strings.Contains(contentType, "svg") {
		for _, m := range linked.FindAllSubmatch(body, -1) {
			add(strings.TrimPrefix(string(m[1])+string(m[2]), c.Origin))
		}
	}
	origin := []byte(c.Origin + "/")
	for {
		at := bytes.Index(body, origin)
		if at < 0 {
			break
		}
		body = body[at+len(origin)-1:]
		end := bytes.IndexFunc(body, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"'<>`\\,;()&", r) })
		if end < 0 {
			end = len(body)
		}
		if text := strings.TrimRight(string(body[:end]), "."); !strings.ContainsAny(text, "{}*") {
			add(text)
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// recorder keeps an answer in memory.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}
