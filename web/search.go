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

// searchTimeout bounds one search. Nothing that a reader asks takes near as
// long.
const searchTimeout = 5 * time.Second

// search answers a query. What is asked has no end, so the answers are not
// kept.
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
	if err := s.spend(c); err != nil {
		return err
	}
	a, err := s.searched(c, asked, n)
	if err != nil {
		return err
	}
	return a.send(c.Response(), c.Request())
}

// searched makes the answer to a query, of which n is the page. Neither its turn
// nor the snapshot is held while a slow reader reads.
func (s *site) searched(c echo.Context, asked url.Values, n int) (*encoded, error) {
	now := s.store.Snapshot()
	defer now.Release()
	if err := awaitSearch(c.Request().Context(), now); err != nil {
		return nil, err
	}
	done, err := s.turn(c.Request().Context())
	if err != nil {
		return nil, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), searchTimeout)
	defer cancel()
	query := asked.Get("q")
	var answered page.SearchPage
	if in, ok := asked["in"]; ok {
		answered, err = s.sameFigure(ctx, now, query, in[0])
	} else {
		answered, err = s.found(ctx, now, query, n)
	}
	if err != nil {
		return nil, err
	}
	answered.Path = "/search?" + asked.Encode() // also with what page does not know
	var body bytes.Buffer
	if err := templates.Search(answered).Render(displayOf(c.Request()).in(ctx), &body); err != nil {
		return nil, err
	}
	made := newAnswer(htmlType, revalidate, body.Bytes())
	made.displayed = true
	return made.encode(), nil
}

// awaitSearch waits as long as for a turn, but without one: at start all
// searches wait for the same thing, while pages can be made.
func awaitSearch(ctx context.Context, now *store.Snapshot) error {
	ctx, cancel := context.WithTimeout(ctx, turnTimeout)
	defer cancel()
	err := now.AwaitSearch(ctx)
	if err != nil && ctx.Err() != nil {
		return &busyError{http.StatusServiceUnavailable, turnTimeout}
	}
	return err
}

func (s *site) found(ctx context.Context, now *store.Snapshot, query string, n int) (page.SearchPage, error) {
	found, err := now.Search(ctx, query, n)
	if err == nil && n > max(found.Pages, 1) {
		err = store.ErrNotFound
	}
	if err != nil {
		return page.SearchPage{}, err
	}
	return s.pages.Search(query, found), nil
}

// sameFigure lists where one report, named unit/year/kind, states the same
// amount as query: a figure and its unit of money, 2,708.03万元.
func (s *site) sameFigure(ctx context.Context, now *store.Snapshot, query, in string) (page.SearchPage, error) {
	parts := strings.Split(in, "/")
	amounts := report.Mentions(query)
	bad := !utf8.ValidString(query) || utf8.RuneCountInString(query) > search.MaxQuery || strings.ContainsRune(query, 0)
	if bad || len(parts) != 3 || len(amounts) != 1 {
		return page.SearchPage{}, echo.ErrBadRequest
	}
	year, ok := parseNumber(parts[1])
	if !ok {
		return page.SearchPage{}, store.ErrNotFound
	}
	o, err := now.Outline(ctx, report.Key{Unit: parts[0], Year: year, Kind: parts[2]})
	if err != nil {
		return page.SearchPage{}, err
	}
	places, err := now.SameFigure(ctx, o.Key, amounts[0].Value, amounts[0].Unit)
	if err != nil {
		return page.SearchPage{}, err
	}
	findings, _, err := now.Checks(ctx, o.Key)
	if err != nil {
		return page.SearchPage{}, err
	}
	return s.pages.SameFigure(o, query, amounts[0], places, findings), nil
}
