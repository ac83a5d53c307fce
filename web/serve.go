package web

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"

	"disclosure/internal/store"
)

// A renderFunc renders an answer from a snapshot, or returns why it cannot.
type renderFunc func(context.Context, *store.Snapshot) (*answer, error)

// renderTimeout bounds the rendering of one answer.
const renderTimeout = 10 * time.Second

// html serves the page of a view, which takes this much work.
func (s *site) html(v view, cost int) echo.HandlerFunc {
	return func(c echo.Context) error {
		how := displayOf(c.Request())
		return s.serveView(c, v, cost, how, func(ctx context.Context, p renderedPage) (*answer, error) {
			body, err := p.render(how.in(ctx))
			if err != nil {
				return nil, err
			}
			a := newAnswer(htmlType, revalidate, body)
			a.displayed = !s.pages.Copy
			a.links = p.links
			a.framed = p.framed
			return a, nil
		})
	}
}

// sheet serves the generated style sheet of a view's page. The sheet stands under
// the page's own address, so that it can also be rendered for a page that a cache
// elsewhere has kept.
func (s *site) sheet(v view, cost int) echo.HandlerFunc {
	return func(c echo.Context) error {
		path := c.Request().URL.Path
		return s.serveView(c, v, cost, standard, func(_ context.Context, p renderedPage) (*answer, error) {
			if p.sheet.Address != path {
				return nil, echo.ErrNotFound // the page has other content by now
			}
			return newAnswer(cssType, immutable, []byte(p.sheet.CSS)), nil
		})
	}
}

// serveView serves the answer that a function takes from the page of a view. One that
// shows a whole report, or an earlier version beside what became of it, waits among the
// files, so that no other page waits behind it.
func (s *site) serveView(c echo.Context, v view, cost int, how display, take func(context.Context, renderedPage) (*answer, error)) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	turns := s.pageTurns
	if cost >= wholeCost || s.isOld(a) {
		turns, cost = s.fileTurns, wholeCost
	}
	return s.serveCosting(c, how, turns, cost, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
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

// modified is when an answer from a snapshot may have changed last: with its file, or
// with the program.
func (s *site) modified(now *store.Snapshot) time.Time {
	if written := now.Written(); written.After(s.started) {
		return written
	}
	return s.started
}

// serveFixed serves an answer that does not come from the store. It counts towards
// no limit, because there are few such answers.
func (s *site) serveFixed(c echo.Context, fixed *answer) error {
	version, address := s.version(), c.Request().URL.EscapedPath()
	e := s.cache.known(version, address)
	if e == nil {
		fixed.modified = s.started
		e = fixed.encode()
		s.cache.keep(version, address, e)
	}
	return e.send(c.Response(), c.Request())
}

// serveFile serves the file at the request's path.
func (s *site) serveFile(c echo.Context, cost int, render renderFunc) error {
	return s.serveCosting(c, standard, s.fileTurns, cost, render)
}

// serveCosting serves the answer at the request's path in one display, rendered in turn
// where it is not in the cache. The rendering counts towards the rate of one client, and
// is free for those who wait for the same.
func (s *site) serveCosting(c echo.Context, how display, t *turns, cost int, render renderFunc) error {
	version, address := s.version(), how.key(c.Request().URL.EscapedPath())
	e := s.cache.known(version, address)
	if e == nil {
		var err error
		e, err = s.makings.share(c.Request().Context(), version+" "+address, t, cost, networkOf(c.RealIP()), func(ctx context.Context) (*encoded, error) {
			return s.render(ctx, address, render)
		})
		if err != nil {
			return err
		}
	}
	return e.send(c.Response(), c.Request())
}

// render renders the whole answer from one snapshot, which is released before a client
// reads, and keeps it in the cache.
func (s *site) render(ctx context.Context, address string, render renderFunc) (*encoded, error) {
	now := s.store.Snapshot()
	defer now.Release()
	if e := s.cache.known(now.Version(), address); e != nil {
		return e, nil // it was made while this request was on its way
	}
	ctx, cancel := context.WithTimeout(ctx, renderTimeout)
	defer cancel()
	a, err := render(ctx, now)
	if err != nil {
		return nil, err
	}
	a.modified = s.modified(now)
	e := a.encode()
	s.cache.keep(now.Version(), address, e)
	return e, nil
}
