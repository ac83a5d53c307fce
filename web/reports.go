package web

import (
	"bytes"
	"context"

	"github.com/labstack/echo/v4"

	"disclosure/internal/export"
	"disclosure/internal/report"
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

// filesOfReport lists the files of a version with their sizes and sums, so that a mirror can
// check what it loaded. It makes those that are not in the cache, where they then are.
func (s *site) filesOfReport(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	return s.serveFile(c, wholeCost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		r, o, err := reportOf(ctx, now, a)
		if err != nil {
			return nil, err
		}
		listing, err := r.Listing(ctx)
		if err != nil {
			return nil, err
		}
		a := address{Key: a.Key, version: o.ShortVersion()}
		made := map[string]report.FileSum{}
		for _, f := range export.Formats(report.Ref{}) {
			e, err := s.render(ctx, o.PermanentBase()+"."+f.Ending, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
				return s.file(ctx, now, a, report.Ref{}, f)
			})
			if err != nil {
				return nil, err
			}
			made[f.Ending] = report.SumOf(e.answer.body)
		}
		var body bytes.Buffer
		if err := s.exports().FilesJSON(&body, listing, made); err != nil {
			return nil, err
		}
		list := newAnswer(jsonType, revalidate, body.Bytes())
		list.shared = true
		list.links = `</schema/disclosure-site/1/files.json>; rel="describedby"; type="application/schema+json"`
		return list, nil
	})
}
