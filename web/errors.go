package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/search"
	"disclosure/internal/store"
	"disclosure/templates"
)

// errorPages holds the pages for what can go wrong, by display and status. They
// are rendered at start: nothing is left that could fail when they are needed. Only
// an address below a body is answered with a page of its own (missing.go).
type errorPages map[display]map[int][]byte

func renderErrorPages(pages page.Site) (errorPages, error) {
	all := errorPages{}
	for _, how := range []display{standard, large} {
		all[how] = map[int][]byte{}
		for _, status := range page.ErrorStatuses() {
			var body bytes.Buffer
			if err := templates.Error(pages.Error(status)).Render(how.in(context.Background()), &body); err != nil {
				return nil, err
			}
			all[how][status] = body.Bytes()
		}
	}
	return all, nil
}

// statusOf translates an error of any room to HTTP. What nobody foresaw is our
// fault.
func statusOf(err error) int {
	var he *echo.HTTPError
	var refused search.QueryError
	var busy *busyError
	switch {
	case errors.As(err, &he):
		return he.Code
	case errors.As(err, &busy):
		return busy.status
	case errors.Is(err, context.Canceled):
		return http.StatusRequestTimeout // the client has gone
	case errors.Is(err, store.ErrNotFound):
		return http.StatusNotFound
	case errors.As(err, &refused):
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

// fail sends the page of an error, wherever it comes from. What the error says is
// for the log (see logRequests) and never for the public.
func (s *site) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status := page.ErrorStatus(statusOf(err))
	body := s.errors[displayOf(c.Request())][status]
	if status == http.StatusNotFound || status == http.StatusGone {
		if says := s.missing(c, status); says != nil {
			body = says
		}
	}
	h := c.Response().Header()
	var busy *busyError
	if errors.As(err, &busy) {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(busy.after.Seconds()))))
	}
	h.Set("Content-Type", htmlType)
	if strings.HasSuffix(c.Request().URL.Path, ".json") {
		body = problem(s.pages.Error(status))
		h.Set("Content-Type", problemType)
		share(h)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", noStore)
	c.Response().WriteHeader(status)
	if c.Request().Method != http.MethodHead {
		c.Response().Write(body) // an error means that the client has gone
	}
}

// problem is what an error says to programs (RFC 9457).
func problem(says page.ErrorPage) []byte {
	body, err := json.Marshal(struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{says.Heading, says.Status, says.Message + says.Advice})
	if err != nil {
		panic(err) // texts and a number
	}
	return append(body, '\n')
}
