package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"disclosure/internal/store"
)

// healthz says that the process answers.
func (s *site) healthz(c echo.Context) error {
	return sayOK(c)
}

// readyz says that the site can show its reports: it renders pages of the first one,
// past the cache, at most once a second. Where the file of the store is not the one
// that is served, a word says why not. The log says which file.
func (s *site) readyz(c echo.Context) error {
	var wrong *store.FileError
	if errors.As(s.store.Problem(), &wrong) {
		c.Response().Header().Set("Cache-Control", noStore)
		return errors.Join(c.String(http.StatusServiceUnavailable, string(wrong.Problem)+"\n"), wrong)
	}
	if err := s.ready.check(c.Request().Context(), s.prove); err != nil {
		return echo.NewHTTPError(http.StatusServiceUnavailable).SetInternal(err)
	}
	return sayOK(c)
}

// readiness remembers for readyTime whether the site could show its reports. So
// frequent questions cost no more than rare ones, and count towards no client's rate.
// Its zero value has not looked yet.
type readiness struct {
	mu  sync.Mutex // held while one request looks and the others wait
	at  time.Time
	err error
}

const readyTime = time.Second

func (r *readiness) check(ctx context.Context, prove func(context.Context) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.at.IsZero() || time.Since(r.at) >= readyTime {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), renderTimeout)
		defer cancel()
		r.err = prove(ctx)
		r.at = time.Now()
	}
	return r.err
}

// prove renders pages of the first report, and none whose cost grows with the
// number of reports.
func (s *site) prove(ctx context.Context) error {
	now := s.store.Snapshot()
	defer now.Release()
	if len(now.Reports()) == 0 {
		return errors.New("the store holds no report")
	}
	first, err := now.Reports()[0].Outline(ctx)
	if err != nil {
		return err
	}
	views := map[string]view{"overview": s.overview}
	if len(first.Sections) > 0 {
		views["section"] = s.section
	}
	if len(first.Tables) > 0 {
		views["table"] = s.table
	}
	for name, v := range views {
		p, err := v(ctx, now, address{Key: first.Key, number: 1})
		if err == nil {
			_, err = p.render(ctx)
		}
		if err != nil {
			return fmt.Errorf("render the %s page: %w", name, err)
		}
	}
	return nil
}

func sayOK(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", noStore)
	return c.String(http.StatusOK, "ok\n")
}
