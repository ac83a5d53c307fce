package web

import (
	"context"
	"encoding/xml"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"disclosure/internal/export"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/static"
)

// sourceText serves the text as received, byte for byte.
func (s *site) sourceText(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	return s.serveFile(c, 1, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		r, _, err := reportOf(ctx, now, a)
		if err != nil {
			return nil, err
		}
		text, err := r.Source(ctx)
		if err != nil {
			return nil, err
		}
		made := newAnswer(textType, revalidate, []byte(text))
		made.shared = true
		return made, nil
	})
}

// original serves an original that the publisher allows to be given away, byte for byte.
// A PDF is shown, so that its pages have addresses; anything else, which may hold
// scripts, is saved.
func (s *site) original(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	file := "original" + c.Param("file")
	if !report.IsOriginal(file) {
		return echo.ErrNotFound
	}
	return s.serveFile(c, wholeCost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		r, _, err := reportOf(ctx, now, a)
		if err != nil {
			return nil, err
		}
		given, err := r.Original(ctx, file)
		if err != nil {
			return nil, err
		}
		made := newAnswer(export.OriginalTypes[path.Ext(file)], revalidate, []byte(given.Content))
		made.shared = true
		made.policy = originalPolicy
		if path.Ext(file) != ".pdf" {
			made.fileName = strings.ReplaceAll(a.Folder(), "/", "-") + "-" + file
		}
		return made, nil
	})
}

// originalPolicy lets a PDF load nothing. Chromium and Firefox of today show it in their
// viewers whatever the policy says; older Chromium wraps it into an object of its own.
const originalPolicy = "default-src 'none'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (s *site) robots(c echo.Context) error {
	text := "User-agent: *\nDisallow: /search\nDisallow: /display\nDisallow: /*/compare?\nCrawl-delay: 1\n\nSitemap: " + s.pages.Origin + "/sitemap.xml\n"
	return s.serveFixed(c, newAnswer(textType, revalidate, []byte(text)))
}

// listings are those of all versions of a body's reports, or of all.
func listings(ctx context.Context, now *store.Snapshot, unit string) (all [][]report.Listing, err error) {
	if unit == "" {
		return now.Listings(ctx)
	}
	body, err := now.Body(unit)
	if err != nil {
		return nil, err
	}
	for _, listed := range body.Reports {
		var versions []report.Listing
		for _, r := range now.Versions(listed.Key) {
			one, err := r.Listing(ctx)
			if err != nil {
				return nil, err
			}
			versions = append(versions, one)
		}
		all = append(all, versions)
	}
	return all, nil
}

// written is when the reports of a snapshot were written: with its file, or with the
// program that holds them. A copy of the site says the same each time.
func (s *site) written(now *store.Snapshot) time.Time {
	if file := now.Written(); !file.IsZero() {
		return file
	}
	if program, err := os.Executable(); err == nil {
		if info, err := os.Stat(program); err == nil {
			return info.ModTime()
		}
	}
	return s.started
}

// feed serves the news of a body, or of all.
func (s *site) feed(c echo.Context) error {
	unit := c.Param("unit")
	return s.serveFile(c, wholeCost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		reports, err := listings(ctx, now, unit)
		if err != nil {
			return nil, err
		}
		body, err := xml.MarshalIndent(s.pages.Feed(unit, reports, s.written(now)), "", " ")
		if err != nil {
			return nil, err
		}
		made := newAnswer(atomType, revalidate, append([]byte(xml.Header), body...))
		made.shared = true
		return made, nil
	})
}

// schema serves a JSON Schema of the written form of reports, or of a list of all.
func (s *site) schema(c echo.Context) error {
	name := path.Join(c.Param("form"), c.Param("edition"), c.Param("file"))
	content, err := report.Schemas.ReadFile(name)
	if err != nil {
		content, err = export.Schemas.ReadFile(name)
	}
	if err != nil {
		return echo.ErrNotFound
	}
	made := newAnswer(schemaType, revalidate, content)
	made.shared = true
	return s.serveFixed(c, made)
}

// securityText says where to report a weakness of the site (RFC 9116). It is not
// kept in the cache, because it must not be served after its Expires.
func (s *site) securityText(c echo.Context) error {
	if s.pages.Contact == "" {
		return echo.ErrNotFound
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=86400")
	return c.String(http.StatusOK, "Contact: "+s.pages.Contact+"\n"+
		"Expires: "+expiry(time.Now()).Format(time.RFC3339)+"\n"+
		"Preferred-Languages: zh, en\n"+
		"Canonical: "+s.pages.Origin+"/.well-known/security.txt\n")
}

// expiry is the first day of the quarter after next: three to six months away,
// less than the year that the RFC allows, and the same for a whole quarter.
func expiry(now time.Time) time.Time {
	now = now.UTC()
	quarter := (int(now.Month()) - 1) / 3
	return time.Date(now.Year(), time.Month(3*(quarter+2)+1), 1, 0, 0, 0, 0, time.UTC)
}

func (s *site) static(c echo.Context) error {
	return s.asset(c, c.Param("name"), immutable)
}

// favicon answers the address that browsers try on their own.
func (s *site) favicon(c echo.Context) error {
	return s.asset(c, path.Base(static.Asset("favicon.ico")), revalidate)
}

func (s *site) asset(c echo.Context, name, cacheControl string) error {
	content, contentType, ok := static.Open(name)
	if !ok {
		return echo.ErrNotFound
	}
	return s.serveFixed(c, newAnswer(contentType, cacheControl, content))
}
