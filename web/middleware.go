package web

import (
	"context"
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
// info. The line says nothing about who asked: no address, no query, no
// browser.
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
			// These five are what a record holds without asking for memory.
			attrs := [6]slog.Attr{
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.Int("status", response.Status),
				slog.Int64("bytes", response.Size),
				slog.Duration("took", time.Since(start)),
			}
			n := 5
			if err != nil {
				attrs[n] = slog.String("error", err.Error())
				n++
			}
			log.LogAttrs(context.Background(), level, "request", attrs[:n]...)
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

// secure sets the headers that bind the browser to what the pages need: their
// own style, script and images, and nothing else from anywhere.
func secure(origin string) echo.MiddlewareFunc {
	headers := http.Header{}
	headers.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "+
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
	headers.Set("X-Content-Type-Options", "nosniff")
	headers.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	headers.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	headers.Set("Cross-Origin-Opener-Policy", "same-origin")
	headers.Set("Cross-Origin-Resource-Policy", "same-origin")
	if strings.HasPrefix(origin, "https://") {
		headers.Set("Strict-Transport-Security", "max-age=63072000")
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			maps.Copy(c.Response().Header(), headers) // values are set anew, never changed
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
		return c.Redirect(http.StatusPermanentRedirect, to)
	}
}
