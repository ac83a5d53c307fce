package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/search"
	"disclosure/internal/store"
	"disclosure/templates"
)

// FixedAddresses lists the addresses of a site that New has made which do not depend on
// its reports.
func FixedAddresses(site http.Handler) (fixed []string) {
	for _, route := range site.(*echo.Echo).Routes() {
		if route.Method == http.MethodGet && !strings.ContainsAny(route.Path, ":*") {
			fixed = append(fixed, route.Path)
		}
	}
	return fixed
}

// copySearch is the search page of a copy.
func (s *site) copySearch(ctx context.Context, now *store.Snapshot, _ address) (renderedPage, error) {
	reports, err := now.Outlines(ctx)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.CopySearch, s.pages.CopySearch(reports)), nil
}

// searchable serves what a script on the search page of a copy looks into.
func (s *site) searchable(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	return s.serveFile(c, 1, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		r, o, err := reportOf(ctx, now, a)
		if err != nil {
			return nil, err
		}
		whole, err := r.Whole(ctx)
		if err != nil {
			return nil, err
		}
		body, err := json.Marshal(search.NewFile(whole, o.Base()))
		if err != nil {
			return nil, err
		}
		made := newAnswer("application/json; charset=utf-8", revalidate, body)
		made.often, made.shared = true, true // as all JSON of a report
		return made, nil
	})
}
