package web

import (
	"context"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/compare"
	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/templates"
)

// compare lays two reports of a body beside each other, which a query names: a and b,
// the table of the first with its counterpart, and the column of both. Without a pair it
// asks for one.
func (s *site) compare(c echo.Context) error {
	unit := c.Param("unit")
	asked, _ := url.ParseQuery(c.Request().URL.RawQuery) // with all that it can read
	if asked.Get("a") == "" && asked.Get("b") == "" || s.pages.Copy {
		return s.html(s.comparing, 1)(c)
	}
	compared, err := readComparison(unit, asked)
	if err != nil {
		return err
	}
	return s.ask(c, func(ctx context.Context, now *store.Snapshot) (renderedPage, error) {
		return s.compared(ctx, now, compared)
	})
}

// readComparison reads a query. What it does not know or cannot read it passes over: other sites add
// words of their own to links.
func readComparison(unit string, asked url.Values) (c page.Comparison, err error) {
	for name, key := range map[string]*report.Key{"a": &c.A, "b": &c.B} {
		year, kind, ok := strings.Cut(asked.Get(name), "/")
		if !ok {
			return c, store.ErrNotFound
		}
		*key = report.Key{Unit: unit, Kind: kind}
		if key.Year, ok = parseNumber(year); !ok {
			return c, store.ErrNotFound
		}
	}
	for name, field := range map[string]*int{"table": &c.Table, "column": &c.Column} {
		if text := asked.Get(name); text != "" {
			n, ok := parseNumber(text)
			if !ok {
				return c, store.ErrNotFound
			}
			*field = n
		}
	}
	return c, nil
}

// comparing asks for two reports.
func (s *site) comparing(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	reports, err := ofUnit(ctx, now, a.Unit)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Compare, s.pages.Compare(reports, "请选本单位的两份报告。")), nil
}

func (s *site) compared(ctx context.Context, now *store.Snapshot, c page.Comparison) (renderedPage, error) {
	reports, err := ofUnit(ctx, now, c.A.Unit)
	if err != nil {
		return renderedPage{}, err
	}
	first, a, err := reportOf(ctx, now, address{Key: c.A})
	if err != nil {
		return renderedPage{}, err
	}
	second, b, err := reportOf(ctx, now, address{Key: c.B})
	switch {
	case err != nil:
		return renderedPage{}, err
	case c.A == c.B:
		return newPage(templates.Compare, s.pages.Compare(reports, "前者和后者是同一份报告，没有差别可看。请选两份不同的报告。")), nil
	case c.Table == 0:
		return newPage(templates.Compare, s.pages.ComparePair(reports, c, a, b)), nil
	}
	x, err := first.Table(ctx, c.Table)
	if err != nil {
		return renderedPage{}, err
	}
	var y *report.Table
	for _, pair := range compare.Tables(a, b) {
		if pair.A == c.Table && pair.B > 0 {
			if y, err = second.Table(ctx, pair.B); err != nil {
				return renderedPage{}, err
			}
		}
	}
	return newPage(templates.Compare, s.pages.CompareTable(reports, c, a, b, x, y)), nil
}
