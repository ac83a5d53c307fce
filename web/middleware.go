package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// logRequests writes one line a request: as error where we failed, else as
// info. The line says nothing about who asked: no address, no query, no
// browser.
func logRequests(log *slog.Logger) echo.MiddlewareFunc {
	return middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
		HandleError: true, // the error page is sent, and its status known, before the line is written
		LogError:    true, LogLatency: true, LogMethod: true, LogURIPath: true, LogStatus: true, LogResponseSize: true,
		LogValuesFunc: func(c echo.Context, v middleware.RequestLoggerValues) error {
			status := c.Response().Status
			level := slog.LevelInfo
			if status >= 500 {
				level = slog.LevelError
			}
			attrs := []slog.Attr{
				slog.String("method", v.Method),
				slog.String("path", v.URIPath),
				slog.Int("status", status),
				slog.Int64("bytes", v.ResponseSize),
				slog.Duration("took", v.Latency),
			}
			if v.Error != nil {
				attrs = append(attrs, slog.String("error", v.Error.Error()))
			}
			log.LogAttrs(context.Background(), level, "request", attrs...)
			return nil
		},
	})
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
	headers := [][2]string{
		{"Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
			"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	}
	if strings.HasPrefix(origin, "https://") {
		headers = append(headers, [2]string{"Strict-Transport-Security", "max-age=63072000"})
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			h := c.Response().Header()
			for _, header := range headers {
				h.Set(header[0], header[1])
			}
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
