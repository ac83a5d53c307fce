package web

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// logRequests writes one line a request: as error where we failed, else as
// info, or as a warning where too much was asked. The line says nothing about who asked: no address, no query, no
// browser. Only that of a request which was refused because too much was asked says
// from which network.
func logRequests(log *slog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			start := time.Now()
			r, response := c.Request(), c.Response()
			err := next(c)
			if err != nil {
				c.Error(err) // the error page is sent, and its status known, before the line is written
			}
			level := slog.LevelInfo
			if response.Status >= 500 {
				level = slog.LevelError
			}
			line := []slog.Attr{
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.Int("status", response.Status),
				slog.Int64("bytes", response.Size),
				slog.Duration("took", time.Since(start)),
			}
			var busy *busyError
			if errors.As(err, &busy) {
				level = max(level, slog.LevelWarn)
				// An operator must know whom to ask, or to shut out.
				line = append(line, slog.String("client", networkOf(c.RealIP()).String()))
			}
			if err != nil {
				line = append(line, slog.String("error", err.Error()))
			}
			log.LogAttrs(r.Context(), level, "request", line...)
			return nil
		}
	}
}

// recoverPanics makes a panic an error like any other, with the stack in it.
func recoverPanics() echo.MiddlewareFunc {
	return middleware.RecoverWithConfig(middleware.RecoverConfig{
		DisableStackAll:     true,
		DisableErrorHandler: true,
		LogErrorFunc: func(_ echo.Context, err error, stack []byte) error {
			return fmt.Errorf("panic: %w\n%s", err, stack)
		},
	})
}

// commonHeader is what every answer is sent with. It binds the browser to what
// the pages need: their own style, script and images, and nothing else from
// anywhere.
func commonHeader(origin string) http.Header {
	headers := http.Header{}
	headers.Set("Content-Security-Policy", contentPolicy("'none'"))
	headers.Set("X-Content-Type-Options", "nosniff")
	headers.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	headers.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	headers.Set("Cross-Origin-Opener-Policy", "same-origin")
	headers.Set("Cross-Origin-Resource-Policy", "same-origin")
	if strings.HasPrefix(origin, "https://") {
		headers.Set("Strict-Transport-Security", "max-age=63072000")
	}
	return headers
}

// contentPolicy says what a page may load, and whose frames may show it.
func contentPolicy(ancestors string) string {
	return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
		"connect-src 'self'; " + // audits of a page read robots.txt from within it
		"base-uri 'none'; form-action 'self'; frame-ancestors " + ancestors
}

// secure sends every answer with the common header.
func secure(common http.Header) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			maps.Copy(c.Response().Header(), common) // values are replaced by others, never changed
			return next(c)
		}
	}
}

// withoutSlash leads from an address with slashes at its end to the one
// without. The path goes back escaped as it came and with one slash in front,
// so that no browser takes it for another host.
func withoutSlash(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		path := c.Request().URL.EscapedPath()
		if path == "/" || !strings.HasSuffix(path, "/") {
			return next(c)
		}
		to := "/" + strings.Trim(path, "/")
		if query := c.Request().URL.RawQuery; query != "" {
			to += "?" + query
		}
		return leadTo(c, to)
	}
}

// leadTo leads for ever from a spelling of an address to the right one. Caches are to ask
// again: what has no address today may have one some day.
func leadTo(c echo.Context, to string) error {
	c.Response().Header().Set("Cache-Control", revalidate)
	return c.Redirect(http.StatusPermanentRedirect, to)
}
