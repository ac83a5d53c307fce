package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/templates"
)

// forgiving leads from an address for which there is nothing to the one that was
// meant. It changes nothing of an address that answers.
func (s *site) forgiving(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := next(c)
		if err == nil || c.Response().Committed || statusOf(err) != http.StatusNotFound {
			return err
		}
		to := s.shortened(c.Request().URL)
		if to == "" {
			to = meant(c.Request().URL)
		}
		if to == "" || !s.known(c, to) {
			return err
		}
		if query := c.Request().URL.RawQuery; query != "" {
			to += "?" + query
		}
		return leadTo(c, to)
	}
}

// known tells whether path has the form of an address of the site, and of a body
// that has reports here.
func (s *site) known(c echo.Context, path string) bool {
	e := c.Echo()
	found := e.AcquireContext()
	defer e.ReleaseContext(found)
	found.Reset(c.Request(), nil)
	e.Router().Find(http.MethodGet, path, found)
	if found.Path() == "" {
		return false
	}
	unit := found.Param("unit")
	if unit == "" {
		return true
	}
	now := s.store.Snapshot()
	defer now.Release()
	_, err := now.Body(unit)
	return err == nil
}

// missing is the page for an address below a body that has reports here, which says
// what there is, or why a report was withdrawn; nil for any other address. It counts towards the client's rate as
// any rendering does. A client that has exceeded its rate gets the common page.
func (s *site) missing(c echo.Context, status int) []byte {
	steps := strings.Split(strings.Trim(c.Request().URL.Path, "/"), "/")
	if len(steps) < 2 || s.allow(c) != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(c.Request().Context(), slotTimeout)
	defer cancel()
	now := s.store.Snapshot()
	defer now.Release()
	reports, err := ofUnit(ctx, now, steps[0])
	if err != nil {
		return nil
	}
	versions, err := versionsAt(ctx, now, steps)
	if err != nil {
		return nil
	}
	says := s.pages.Missing(reports, versions, steps)
	if status == http.StatusGone && len(versions) > 0 {
		says = s.pages.Withdrawn(versions[len(versions)-1])
	}
	var body bytes.Buffer
	if err := templates.Error(says).Render(displayOf(c.Request()).in(ctx), &body); err != nil {
		return nil
	}
	return body.Bytes()
}
