package web

import (
	"context"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/export"
	"disclosure/internal/figures"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// figures serves the amounts of a report, of the newest versions of a body's reports, or
// of all, one line each. The lines were written when the store was.
func (s *site) figures(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	cost := wholeCost
	if a.Kind != "" {
		cost = 1
	}
	return s.serveFile(c, cost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		of, err := figuresOf(ctx, now, a)
		if err != nil {
			return nil, err
		}
		lines, err := now.FigureLines(ctx, of)
		if err != nil {
			return nil, err
		}
		body, length := figures.File(lines)
		made := newAnswer(export.FiguresType, revalidate, body)
		made.unpackedLength = length
		made.shared = true
		made.links = `</schema/disclosure-site/1/figures.json>; rel="describedby"; type="application/schema+json"`
		made.fileName = strings.ReplaceAll(strings.Trim(strings.ReplaceAll(c.Request().URL.Path, "@", "-"), "/"), "/", "-")
		return made, nil
	})
}

// figuresOf are the reports at an address that stand: one, those of a body, or all but
// those that are made up.
func figuresOf(ctx context.Context, now *store.Snapshot, a address) (of []*store.Report, err error) {
	if a.Kind != "" {
		r, _, err := reportOf(ctx, now, a)
		return []*store.Report{r}, err
	}
	bodies := now.Bodies()
	if a.Unit != "" {
		body, err := now.Body(a.Unit)
		if err != nil {
			return nil, err
		}
		bodies = []report.Body{body}
	}
	for _, body := range bodies {
		if body.Invented && a.Unit == "" {
			continue
		}
		for _, listed := range body.Reports {
			r, err := now.Report(listed.Key)
			if err != nil {
				return nil, err
			}
			if !listed.Withdrawn {
				of = append(of, r)
			}
		}
	}
	return of, nil
}
