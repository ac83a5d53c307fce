package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/export"
	"disclosure/internal/reconcile"
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
	return s.serve(c, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		return s.file(ctx, now, a, ref, f)
	})
}

// file makes the answer that holds ref as a file. Programs on any other site
// may read it.
func (s *site) file(ctx context.Context, now *store.Snapshot, a address, ref report.Ref, f export.Format) (*answer, error) {
	write, err := s.writer(ctx, now, a, ref, f.Ending)
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := write(&body); err != nil {
		return nil, fmt.Errorf("write %s as %s: %w", ref, f.Ending, err)
	}
	made := newAnswer(f.ContentType, revalidate, body.Bytes())
	made.shared = true
	if f.Ending != "json" { // which browsers show
		made.fileName = export.FileName(report.Front{Key: a.Key}, ref, f.Ending)
	}
	return made, nil
}

// writer returns what writes ref in the format of ending, with all that it
// needs read from the store.
func (s *site) writer(ctx context.Context, now *store.Snapshot, a address, ref report.Ref, ending string) (func(io.Writer) error, error) {
	files := export.Site{Origin: s.pages.Origin}
	switch ref.Part {
	case report.SectionPart:
		o, section, err := numbered(ctx, now, a, (*store.Snapshot).Section)
		return func(w io.Writer) error { return files.SectionJSON(w, o.Front, section) }, err
	case report.ProjectPart:
		o, project, err := numbered(ctx, now, a, (*store.Snapshot).Project)
		return func(w io.Writer) error { return files.ProjectJSON(w, o.Front, project) }, err
	case report.TablePart:
		o, table, err := numbered(ctx, now, a, (*store.Snapshot).Table)
		if err != nil {
			return nil, err
		}
		notes, err := now.Notes(ctx, a.Key)
		return func(w io.Writer) error {
			switch ending {
			case "csv":
				return export.CSV(w, table)
			case "xlsx":
				return files.TableXLSX(w, o.Front, table, notes)
			}
			return files.TableJSON(w, o.Front, table, notes)
		}, err
	case report.ChecksPart:
		o, checks, err := outlineAndChecks(ctx, now, a)
		return func(w io.Writer) error {
			if ending == "csv" {
				return files.ChecksCSV(w, o.Front, checks)
			}
			return files.ChecksJSON(w, o.Front, checks)
		}, err
	}
	whole, err := now.Report(ctx, a.Key)
	if err != nil {
		return nil, err
	}
	var checks reconcile.Result
	checks.Findings, checks.Coverage, err = now.Checks(ctx, a.Key)
	return func(w io.Writer) error {
		switch ending {
		case "xlsx":
			return files.ReportXLSX(w, whole, checks.Findings)
		case "zip":
			return files.Package(w, whole, checks.Findings)
		case "sqlite":
			return files.SQLite(ctx, w, whole, checks.Findings)
		}
		return files.ReportJSON(w, whole, checks)
	}, err
}
