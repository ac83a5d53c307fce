package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/search"
	"disclosure/internal/store"
	"disclosure/templates"
)

// searchTimeout bounds one search. No query of a reader takes nearly as long.
const searchTimeout = 5 * time.Second

// search answers a query. Its answers are not kept, because there is no end of
// queries.
func (s *site) search(c echo.Context) error {
	asked, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return echo.ErrBadRequest // err has a piece of the query, which is not for the log
	}
	n := 1
	if text, ok := asked["page"]; ok {
		if n, ok = parseNumber(text[0]); !ok {
			return echo.ErrNotFound
		}
	}
	if err := s.allow(c); err != nil {
		return err
	}
	a, err := s.searched(c, asked, n)
	if err != nil {
		return err
	}
	return a.send(c.Response(), c.Request())
}

// searched renders page n of the answer to a query. It releases its render slot and
// the snapshot before the client reads.
func (s *site) searched(c echo.Context, asked url.Values, n int) (*encoded, error) {
	now := s.store.Snapshot()
	defer now.Release()
	if err := awaitSearch(c.Request().Context(), now); err != nil {
		return nil, err
	}
	release, err := s.acquireSlot(c.Request().Context())
	if err != nil {
		return nil, err
	}
	defer release()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), searchTimeout)
	defer cancel()
	answered, err := s.found(ctx, now, asked, n)
	if err != nil {
		return nil, err
	}
	answered.Path = "/search?" + asked.Encode() // the way back from the other display
	var body bytes.Buffer
	if err := templates.Search(answered).Render(displayOf(c.Request()).in(ctx), &body); err != nil {
		return nil, err
	}
	rendered := newAnswer(htmlType, revalidate, body.Bytes())
	rendered.displayed = true
	return rendered.encode(), nil
}

// awaitSearch waits until the store can be searched, as long as a request waits for a
// render slot. It holds none, so that pages can be rendered meanwhile.
func awaitSearch(ctx context.Context, now *store.Snapshot) error {
	ctx, cancel := context.WithTimeout(ctx, slotTimeout)
	defer cancel()
	err := now.AwaitSearch(ctx)
	if err != nil && ctx.Err() != nil {
		return &busyError{http.StatusServiceUnavailable, slotTimeout}
	}
	return err
}

// found answers what an address asks: q, where to look (in, year, kind), and the
// page n of hits. A figure with its unit of money in one report is a question of
// its own: where else the report states it, other than at the place named by at.
func (s *site) found(ctx context.Context, now *store.Snapshot, asked url.Values, n int) (page.SearchPage, error) {
	query := search.Query{Text: asked.Get("q"), Page: n}
	var in *report.Outline
	if named, ok := asked["in"]; ok && named[0] != "" {
		o, err := outlineOf(ctx, now, named[0])
		if err != nil {
			return page.SearchPage{}, err
		}
		in, query.In = &o, o.Key
	}
	var ok bool
	if year := asked.Get("year"); year != "" {
		if query.Year, ok = parseNumber(year); !ok {
			return page.SearchPage{}, store.ErrNotFound
		}
	}
	if kind := asked.Get("kind"); kind != "" {
		if query.Kind, ok = page.SearchKind(kind); !ok {
			return page.SearchPage{}, store.ErrNotFound
		}
	}
	if amount, ok := amountAlone(query.Text); ok && in != nil && query.Kind == 0 && n == 1 {
		return s.sameFigure(ctx, now, query.Text, amount, *in, asked.Get("at"))
	}
	found, err := now.Search(ctx, query)
	if err == nil && n > max(found.Pages, 1) {
		err = store.ErrNotFound
	}
	if err != nil {
		return page.SearchPage{}, err
	}
	return s.pages.Search(query, found, in), nil
}

// outlineOf is the outline of the report named unit/year/kind.
func outlineOf(ctx context.Context, now *store.Snapshot, named string) (report.Outline, error) {
	parts := strings.Split(named, "/")
	if len(parts) != 3 {
		return report.Outline{}, echo.ErrBadRequest
	}
	year, ok := parseNumber(parts[1])
	if !ok {
		return report.Outline{}, store.ErrNotFound
	}
	return now.Outline(ctx, report.Key{Unit: parts[0], Year: year, Kind: parts[2]})
}

// amountAlone is the amount that a query is, with its unit of money and nothing
// else.
func amountAlone(query string) (amount report.Mention, ok bool) {
	query = strings.TrimSpace(query)
	if !utf8.ValidString(query) || utf8.RuneCountInString(query) > search.MaxQuery {
		return amount, false
	}
	amounts := report.Mentions(query)
	if len(amounts) != 1 || amounts[0].Start != 0 || strings.TrimSpace(query[amounts[0].End:]) != string(amounts[0].Unit) {
		return amount, false
	}
	return amounts[0], true
}

// sameFigure lists where one report states the same amount as query, other than
// at a place, which is "" or an address under that of the report.
func (s *site) sameFigure(ctx context.Context, now *store.Snapshot, query string, amount report.Mention, o report.Outline, at string) (page.SearchPage, error) {
	places, err := now.SameFigure(ctx, o.Key, amount.Value, string(amount.Unit))
	if err != nil {
		return page.SearchPage{}, err
	}
	findings, _, err := now.Checks(ctx, o.Key)
	if err != nil {
		return page.SearchPage{}, err
	}
	return s.pages.SameFigure(o, query, amount, places, findings, at), nil
}
