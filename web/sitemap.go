package web

import (
	"context"
	"encoding/xml"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// The sitemap (https://www.sitemaps.org/protocol.html) is one list of all pages where
// there are few reports. Of more it is a list of lists, one for each body and one of the
// pages of the site itself, so that none is longer than a program may expect.
const mostReportsInSitemap = 100

type sitemapEntry struct {
	Address  string `xml:"loc"`
	Modified string `xml:"lastmod,omitempty"` // the day on which the content was published, where it is stated
}

type urlset struct {
	XMLName xml.Name       `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Entries []sitemapEntry `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name       `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Entries []sitemapEntry `xml:"sitemap"`
}

// sitemap serves the whole list, or the list of lists.
func (s *site) sitemap(c echo.Context) error {
	return s.serveXML(c, func(ctx context.Context, now *store.Snapshot) (any, error) {
		if len(now.Reports()) > mostReportsInSitemap {
			return s.sitemaps(ctx, now)
		}
		reports, err := now.Outlines(ctx)
		return urlset{Entries: append(s.ownPages(), s.pagesOf(reports)...)}, err
	})
}

// sitemapOfSite lists the pages of the site itself.
func (s *site) sitemapOfSite(c echo.Context) error {
	return s.serveXML(c, func(context.Context, *store.Snapshot) (any, error) { return urlset{Entries: s.ownPages()}, nil })
}

// sitemapOfUnit lists the pages of a body.
func (s *site) sitemapOfUnit(c echo.Context) error {
	unit := c.Param("unit")
	return s.serveXML(c, func(ctx context.Context, now *store.Snapshot) (any, error) {
		reports, err := ofUnit(ctx, now, unit)
		return urlset{Entries: s.pagesOf(reports)}, err
	})
}

func (s *site) serveXML(c echo.Context, made func(context.Context, *store.Snapshot) (any, error)) error {
	return s.serveFile(c, wholeCost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		list, err := made(ctx, now)
		if err != nil {
			return nil, err
		}
		body, err := xml.MarshalIndent(list, "", " ")
		if err != nil {
			return nil, err
		}
		return newAnswer(xmlType, revalidate, append([]byte(xml.Header), body...)), nil
	})
}

func (s *site) ownPages() []sitemapEntry {
	var entries []sitemapEntry
	for _, path := range []string{"/", "/about", "/data", "/accessibility", page.WordsPath} {
		entries = append(entries, sitemapEntry{Address: s.pages.Origin + path})
	}
	return entries
}

// pagesOf lists the pages of reports and of their bodies, whose reports stand together.
func (s *site) pagesOf(reports []report.Outline) []sitemapEntry {
	var entries []sitemapEntry
	for i, o := range reports {
		if o.Invented {
			continue
		}
		if i == 0 || o.Unit != reports[i-1].Unit {
			entries = append(entries, sitemapEntry{Address: s.pages.Origin + page.UnitPath(o.Unit)})
		}
		p, _ := o.Publication(o.ShortVersion())
		for _, ref := range o.Pages() {
			entry := sitemapEntry{s.pages.Origin + o.Base() + ref.Path(), p.Published}
			if o.Withdrawn != nil {
				if ref.Part != report.HistoryPart {
					continue
				}
				entry.Modified = o.Withdrawn.Date
			}
			entries = append(entries, entry)
		}
	}
	return entries
}

// sitemaps lists the lists. That of a body was modified when its last report was.
func (s *site) sitemaps(ctx context.Context, now *store.Snapshot) (sitemapIndex, error) {
	index := sitemapIndex{Entries: []sitemapEntry{{Address: s.pages.Origin + "/sitemap-site.xml"}}}
	listings, err := now.Listings(ctx)
	if err != nil {
		return index, err
	}
	unit := ""
	for _, versions := range listings {
		newest := versions[len(versions)-1]
		if newest.Invented {
			continue
		}
		if newest.Unit != unit {
			unit = newest.Unit
			index.Entries = append(index.Entries, sitemapEntry{Address: s.pages.Origin + page.UnitPath(unit) + "/sitemap.xml"})
		}
		last := &index.Entries[len(index.Entries)-1]
		if len(newest.Publications) == 0 { // its only version
			last.Modified = max(last.Modified, newest.Published)
		}
		for _, p := range newest.Publications {
			last.Modified = max(last.Modified, p.Published)
		}
		if newest.Withdrawn != nil {
			last.Modified = max(last.Modified, newest.Withdrawn.Date)
		}
	}
	return index, nil
}
