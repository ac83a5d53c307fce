package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/templates"
)

// unit lists the reports of a body.
func (s *site) unit(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	reports, err := ofUnit(ctx, now, a.Unit)
	if err != nil {
		return renderedPage{}, err
	}
	figures, err := now.HeadlineFigures(ctx, a.Unit)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Unit, s.pages.Unit(reports, figures)), nil
}

// ofUnit returns the outlines of the reports of a body, the latest year first.
func ofUnit(ctx context.Context, now *store.Snapshot, unit string) (reports []report.Outline, err error) {
	body, err := now.Body(unit)
	if err != nil {
		return nil, err
	}
	for _, listed := range body.Reports {
		r, err := now.Report(listed.Key)
		if err != nil {
			return nil, err
		}
		o, err := r.Outline(ctx)
		if err != nil {
			return nil, err
		}
		reports = append(reports, o)
	}
	return reports, nil
}

// year leads to a year on the page of a body. Another kind of page may stand
// there one day, so that nobody is to remember it.
func (s *site) year(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	if err := s.allow(c); err != nil {
		return err
	}
	now := s.store.Snapshot()
	defer now.Release()
	if !slices.ContainsFunc(now.Reports(), func(r *store.Report) bool { return r.Unit == a.Unit && r.Year == a.Year }) {
		return store.ErrNotFound
	}
	c.Response().Header().Set("Cache-Control", noStore)
	return c.Redirect(http.StatusFound, page.YearPath(a.Unit, a.Year))
}
