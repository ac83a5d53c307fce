package web

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/export"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// orFile serves a part of a report as a page or, where the address has an
// ending, as a file: /tables/7 and /tables/7.csv. Last is the parameter of the
// route that holds the last element of the address.
func (s *site) orFile(part report.Part, last string, asPage echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		name, ending, found := strings.Cut(c.Param(last), ".")
		if !found {
			return asPage(c)
		}
		values := slices.Clone(c.ParamValues())
		values[slices.Index(c.ParamNames(), last)] = name
		c.SetParamValues(values...)
		a, err := parseAddress(c)
		if err != nil {
			return err
		}
		ref := report.Ref{Part: part, Number: a.number}
		formats := export.Formats(ref)
		at := slices.IndexFunc(formats, func(f export.Format) bool { return f.Ending == ending })
		if at < 0 {
			return echo.ErrNotFound
		}
		return s.sendFile(c, a, ref, formats[at])
	}
}

var checksPage = report.Ref{Part: report.ChecksPart}

// checksFile serves the findings of a report as a file.
func (s *site) checksFile(f export.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := parseAddress(c)
		if err != nil {
			return err
		}
		return s.sendFile(c, a, checksPage, f)
	}
}

func (s *site) sendFile(c echo.Context, a address, ref report.Ref, f export.Format) error {
	cost := 1
	if ref.Part == report.OverviewPart {
		cost = wholeCost
	}
	return s.serveFile(c, cost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		return s.file(ctx, now, a, ref, f)
	})
}

// file makes the answer that holds ref as a file. Programs on any other site
// may read it.
func (s *site) file(ctx context.Context, now *store.Snapshot, a address, ref report.Ref, f export.Format) (*answer, error) {
	content, err := contentOf(ctx, now, a, ref, f)
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := f.Write(ctx, s.exports(), &body, content); err != nil {
		return nil, fmt.Errorf("write %s as %s: %w", ref, f.Ending, err)
	}
	made := newAnswer(f.ContentType, revalidate, body.Bytes())
	made.shared = true
	if f.Ending != "json" { // which browsers show
		made.fileName = export.FileName(report.Front{Key: a.Key}, ref, f.Ending)
	}
	return made, nil
}

// contentOf reads from the store what files of ref are made of.
func contentOf(ctx context.Context, now *store.Snapshot, a address, ref report.Ref, f export.Format) (c export.Content, err error) {
	r, o, err := reportOf(ctx, now, a)
	if err != nil {
		return c, err
	}
	c.Front = o.Front
	switch ref.Part {
	case report.SectionPart:
		c.Section, err = r.Section(ctx, a.number)
	case report.ProjectPart:
		c.Project, err = r.Project(ctx, a.number)
	case report.TablePart:
		if c.Table, err = r.Table(ctx, a.number); err == nil {
			c.Notes, err = r.Notes(ctx)
		}
	case report.ChecksPart:
		c.Checks, err = checksFound(ctx, r)
	default:
		if c.Whole, err = r.Whole(ctx); err == nil {
			c.Checks.Findings, c.Checks.Coverage, err = r.Checks(ctx)
			c.Checks.Date = o.Checks.Date
		}
		if err == nil && f.Ending == "zip" {
			c.Whole.Given, err = r.Originals(ctx)
		}
	}
	return c, err
}
