package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"disclosure/internal/store"
)

// A renderFunc renders an answer from a snapshot, or returns why it cannot.
type renderFunc func(context.Context, *store.Snapshot) (*answer, error)

// renderTimeout bounds the rendering of one answer, which no client can cancel.
const renderTimeout = 10 * time.Second

// html serves the page of a view.
func (s *site) html(v view) echo.HandlerFunc {
	return func(c echo.Context) error {
		how := displayOf(c.Request())
		return s.serveView(c, v, how, func(ctx context.Context, p renderedPage) (*answer, error) {
			body, err := p.render(how.in(ctx))
			if err != nil {
				return nil, err
			}
			a := newAnswer(htmlType, revalidate, body)
			a.displayed = true
			a.links = p.links
			return a, nil
		})
	}
}

// sheet serves the generated style sheet of a view's page. The sheet stands under
// the page's own address, so that it can also be rendered for a page that a cache
// elsewhere has kept.
func (s *site) sheet(v view) echo.HandlerFunc {
	return func(c echo.Context) error {
		return s.serveView(c, v, standard, func(_ context.Context, p renderedPage) (*answer, error) {
			if p.sheet.Address != c.Request().URL.Path {
				return nil, echo.ErrNotFound // the page has other content by now
			}
			return newAnswer(cssType, immutable, []byte(p.sheet.CSS)), nil
		})
	}
}

// serveView serves the answer that a function takes from the page of a view.
func (s *site) serveView(c echo.Context, v view, how display, take func(context.Context, renderedPage) (*answer, error)) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	return s.serveAs(c, how, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		p, err := v(ctx, now, a)
		if err == nil && p.old != nil {
			err = tellChanges(ctx, now, a, p.old)
		}
		if err != nil {
			return nil, err
		}
		return take(ctx, p)
	})
}

// version is that of the store at this moment.
func (s *site) version() string {
	now := s.store.Snapshot()
	defer now.Release()
	return now.Version()
}

// serveFixed serves an answer that does not come from the store. It counts towards
// no limit, because there are few such answers.
func (s *site) serveFixed(c echo.Context, fixed *answer) error {
	e, err := s.cache.get(s.version(), c.Request().URL.EscapedPath(), func() (*encoded, error) { return fixed.encode(), nil })
	if err != nil {
		return err
	}
	return e.send(c.Response(), c.Request())
}

// serve serves the answer at the request's path, rendered where it is not in the
// cache.
func (s *site) serve(c echo.Context, render renderFunc) error {
	return s.serveAs(c, standard, render)
}

// serveAs does the same for one display.
func (s *site) serveAs(c echo.Context, how display, render renderFunc) error {
	e, err := s.cachedAnswer(c, how, render)
	if err != nil {
		return err
	}
	return e.send(c.Response(), c.Request())
}

// cachedAnswer returns the answer that serve sends. The whole answer comes from one
// snapshot, which is released before the client reads. Clients that ask for the same
// answer at the same time share one rendering, so it does not end when the first
// client goes away. The rendering counts towards the rate of the first client
// alone. Where that client has exceeded its rate, the next one becomes the first.
func (s *site) cachedAnswer(c echo.Context, how display, render renderFunc) (*encoded, error) {
	now := s.store.Snapshot()
	defer now.Release()
	for {
		first := false
		e, err := s.cache.get(now.Version(), how.key(c.Request().URL.EscapedPath()), func() (*encoded, error) {
			first = true
			if err := s.allow(c); err != nil {
				return nil, err
			}
			return s.render(c.Request().Context(), now, render)
		})
		var busy *busyError
		if !first && errors.As(err, &busy) && busy.status == http.StatusTooManyRequests {
			continue // it was another client that exceeded its rate
		}
		return e, err
	}
}

// render waits for a free slot, then renders.
func (s *site) render(ctx context.Context, now *store.Snapshot, render renderFunc) (*encoded, error) {
	ctx = context.WithoutCancel(ctx)
	release, err := s.acquireSlot(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	ctx, cancel := context.WithTimeout(ctx, renderTimeout)
	defer cancel()
	a, err := render(ctx, now)
	if err != nil {
		return nil, err
	}
	return a.encode(), nil
}
