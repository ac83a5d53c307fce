package web

import (
	"bytes"
	"context"

	"github.com/labstack/echo/v4"

	"disclosure/internal/export"
	"disclosure/internal/store"
)

// exports are the files of this site.
func (s *site) exports() export.Site {
	return export.Site{Name: s.pages.Name, Origin: s.pages.Origin}
}

// reports lists all reports with their versions, for programs.
func (s *site) reports(c echo.Context) error {
	return s.serveFile(c, wholeCost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		listings, err := now.Listings(ctx)
		if err != nil {
			return nil, err
		}
		var body bytes.Buffer
		if err := s.exports().ReportsJSON(&body, listings); err != nil {
			return nil, err
		}
		made := newAnswer(jsonType, revalidate, body.Bytes())
		made.shared = true
		made.links = `</schema/disclosure-site/1/reports.json>; rel="describedby"; type="application/schema+json"`
		return made, nil
	})
}
