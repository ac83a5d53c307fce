package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/templates"
)

// display is how a reader has the pages shown. A cookie says it, which holds
// nothing else and is read nowhere else.
type display string

const (
	standard display = ""
	large    display = "large" // 大字版: large letters, high contrast
)

const (
	displayCookie = "type"
	displayTime   = 365 * 24 * 60 * 60 // seconds that a browser keeps the cookie
)

// displayOf returns the display that the sender of r has chosen.
func displayOf(r *http.Request) display {
	for _, field := range r.Header["Cookie"] {
		for pair := range strings.SplitSeq(field, ";") {
			if strings.Trim(pair, " \t") == displayCookie+"="+string(large) {
				return large
			}
		}
	}
	return standard
}

// in returns a context in which templates render pages for d.
func (d display) in(ctx context.Context) context.Context {
	if d == large {
		return templates.InLarge(ctx)
	}
	return ctx
}

// key is the name under which the cache keeps what stands at a path for d. No
// path of a request begins as a key of large does.
func (d display) key(path string) string {
	if d == standard {
		return path
	}
	return string(d) + ":" + path
}

// display sets how pages are shown from now on, and leads back to the page from
// which the reader asked for it.
func (s *site) display(c echo.Context) error {
	cookie := http.Cookie{
		Name: displayCookie, Path: "/", SameSite: http.SameSiteLaxMode, HttpOnly: true,
		Secure: strings.HasPrefix(s.pages.Origin, "https://"),
	}
	switch c.QueryParam(displayCookie) {
	case string(large):
		cookie.Value, cookie.MaxAge = string(large), displayTime
	case "standard":
		cookie.MaxAge = -1 // forget it
	default:
		return echo.ErrBadRequest
	}
	c.SetCookie(&cookie)
	c.Response().Header().Set("Cache-Control", noStore)
	return c.Redirect(http.StatusSeeOther, local(c.QueryParam("back")))
}

// local returns the address on this site that text says, "/" where it says none
// or another site's.
func local(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/") {
		return "/"
	}
	// A browser takes //x and /\x for another site.
	to := url.URL{Path: "/" + strings.TrimLeft(u.Path, `/\`), RawQuery: u.Query().Encode()}
	return to.String()
}
