package web

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/search"
	"disclosure/internal/store"
	"disclosure/templates"
)

// search answers a query.
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
	if strings.HasSuffix(c.Request().URL.Path, ".json") {
		return s.askFor(c, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
			return s.foundJSON(ctx, now, asked, n)
		})
	}
	return s.ask(c, func(ctx context.Context, now *store.Snapshot) (renderedPage, error) {
		answered, err := s.found(ctx, now, asked, n)
		answered.Path = "/search?" + asked.Encode() // the way back from the other display
		return newPage(templates.Search, answered), err
	})
}

// question is what an address asks: q, where to look (in, year, kind), and the page n of
// hits; with the report that is searched, nil for all.
func question(ctx context.Context, now *store.Snapshot, asked url.Values, n int) (query search.Query, r *store.Report, in *report.Outline, err error) {
	query = search.Query{Text: asked.Get("q"), Page: n}
	if named, ok := asked["in"]; ok && named[0] != "" {
		key, err := namedReport(named[0])
		if err != nil {
			return query, nil, nil, err
		}
		var o report.Outline
		if r, o, err = reportOf(ctx, now, address{Key: key}); err != nil {
			return query, nil, nil, err
		}
		in, query.In = &o, o.Key
	}
	var ok bool
	if year := asked.Get("year"); year != "" {
		if query.Year, ok = parseNumber(year); !ok {
			return query, nil, nil, store.ErrNotFound
		}
	}
	if kind := asked.Get("kind"); kind != "" {
		if query.Kind, ok = page.SearchKind(kind); !ok {
			return query, nil, nil, store.ErrNotFound
		}
	}
	return query, r, in, nil
}

// found answers a question with a page. A figure with its unit of money in one report is
// a question of its own: where else the report states it, other than at the place named
// by at.
func (s *site) found(ctx context.Context, now *store.Snapshot, asked url.Values, n int) (page.SearchPage, error) {
	query, r, in, err := question(ctx, now, asked, n)
	if err != nil {
		return page.SearchPage{}, err
	}
	if amount, ok := amountAlone(query.Text); ok && in != nil && query.Kind == 0 && n == 1 {
		return s.sameFigure(ctx, r, query.Text, amount, *in, asked.Get("at"))
	}
	found, err := searchPage(ctx, now, query)
	if err != nil {
		return page.SearchPage{}, err
	}
	p := s.pages.Search(query, found, in)
	if in == nil && n == 1 {
		p.Name(now.Bodies())
	}
	return p, nil
}

// searchPage is a page of hits that is there.
func searchPage(ctx context.Context, now *store.Snapshot, query search.Query) (search.Results, error) {
	found, err := now.Search(ctx, query)
	if err == nil && query.Page > max(found.Pages, 1) {
		err = store.ErrNotFound
	}
	return found, err
}

// foundJSON answers a question for programs.
func (s *site) foundJSON(ctx context.Context, now *store.Snapshot, asked url.Values, n int) (*answer, error) {
	query, _, _, err := question(ctx, now, asked, n)
	if err != nil {
		return nil, err
	}
	found, err := searchPage(ctx, now, query)
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := s.exports().SearchJSON(&body, query.Text, found); err != nil {
		return nil, err
	}
	made := newAnswer(jsonType, revalidate, body.Bytes())
	made.shared = true
	return made, nil
}

// namedReport is the report named unit/year/kind.
func namedReport(named string) (key report.Key, err error) {
	parts := strings.Split(named, "/")
	if len(parts) != 3 {
		return key, echo.ErrBadRequest
	}
	year, ok := parseNumber(parts[1])
	if !ok {
		return key, store.ErrNotFound
	}
	return report.Key{Unit: parts[0], Year: year, Kind: parts[2]}, nil
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
func (s *site) sameFigure(ctx context.Context, r *store.Report, query string, amount report.Mention, o report.Outline, at string) (page.SearchPage, error) {
	places, err := r.SameFigure(ctx, amount.Value, string(amount.Unit))
	if err != nil {
		return page.SearchPage{}, err
	}
	findings, _, err := r.Checks(ctx)
	if err != nil {
		return page.SearchPage{}, err
	}
	return s.pages.SameFigure(o, query, amount, places, findings, at), nil
}
