package web

import (
	"context"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"bytes"
	"github.com/disclosure/disclosure/internal/store"
	"github.com/disclosure/disclosure/templates"
)

// searchTimeout bounds one search. Nothing that a reader asks takes near as
// long.
const searchTimeout = 5 * time.Second

// search answers a query. What is asked has no end, so the answers are not
// kept.
func (s *site) search(c echo.Context) error {
	asked, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return echo.ErrBadRequest.WithInternal(err)
	}
	n := 1
	if text, ok := asked["page"]; ok {
		if n, ok = parseNumber(text[0]); !ok {
			return echo.ErrNotFound
		}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), searchTimeout)
	defer cancel()
	query := asked.Get("q")
	found, err := s.store.Search(ctx, query, n)
	if err != nil {
		return err
	}
	if n > max(found.Pages, 1) {
		return store.ErrNotFound
	}
	var body bytes.Buffer
	if err := templates.Search(s.pages.Search(query, found)).Render(ctx, &body); err != nil {
		return err
	}
	newAnswer(htmlType, revalidate, body.Bytes()).send(c.Response(), c.Request())
	return nil
}
