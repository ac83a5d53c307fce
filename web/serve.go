package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"disclosure/internal/store"
)

// A maker makes an answer from a snapshot, or says why there is none.
type maker func(context.Context, *store.Snapshot) (*answer, error)

// sheet serves the generated style sheet of a view's page. It stands under the
// page's own address, so that it can be made again for a page that a cache
// elsewhere has kept.
func (s *site) sheet(v view) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := parseAddress(c)
		if err != nil {
			return err
		}
		return s.serve(c, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
			p, err := v(ctx, now, a)
			if err != nil {
				return nil, err
			}
			if p.sheet.Address != c.Request().URL.Path {
				return nil, echo.ErrNotFound // of an older content of the page
			}
			return newAnswer(cssType, immutable, []byte(p.sheet.CSS)), nil
		})
	}
}

// renderTimeout bounds the making of one page, which no client can cancel.
const renderTimeout = 10 * time.Second

// html serves the page of a view, rendered only when it is not in the cache.
func (s *site) html(v view) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := parseAddress(c)
		if err != nil {
			return err
		}
		how := displayOf(c.Request())
		return s.serveAs(c, how, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
			p, err := v(ctx, now, a)
			if err != nil {
				return nil, err
			}
			body, err := p.render(how.in(ctx))
			if err != nil {
				return nil, err
			}
			made := newAnswer(htmlType, revalidate, body)
			made.displayed = true
			made.links = linkHeader(p.files)
			return made, nil
		})
	}
}

// version is that of the store as it stands now.
func (s *site) version() string {
	now := s.store.Snapshot()
	defer now.Release()
	return now.Version()
}

// serveFixed sends an answer that does not come from the store. It costs
// nobody's allowance and waits for no turn: nobody can have many of them made.
func (s *site) serveFixed(c echo.Context, fixed *answer) error {
	a, err := s.cache.get(s.version(), c.Request().URL.EscapedPath(), func() (*encoded, error) { return fixed.encode(), nil })
	if err != nil {
		return err
	}
	return a.send(c.Response(), c.Request())
}

// serve sends what fresh makes, and has the cache keep it for the request's
// path.
func (s *site) serve(c echo.Context, fresh maker) error {
	return s.serveAs(c, standard, fresh)
}

// serveAs sends what fresh makes for one display, and has the cache keep it for
// that and the request's path.
func (s *site) serveAs(c echo.Context, how display, fresh maker) error {
	a, err := s.answer(c, how, fresh)
	if err != nil {
		return err
	}
	return a.send(c.Response(), c.Request())
}

// answer is what serve sends. All that it says is from one snapshot, which is
// released before a slow reader begins to read. Several clients may wait for one
// answer, so its making does not end when the first of them goes away. It costs
// the first of them alone; where that one has nothing left to spend, the next
// one is the first.
func (s *site) answer(c echo.Context, how display, fresh maker) (*encoded, error) {
	now := s.store.Snapshot()
	defer now.Release()
	for {
		first := false
		a, err := s.cache.get(now.Version(), how.key(c.Request().URL.EscapedPath()), func() (*encoded, error) {
			first = true
			if err := s.spend(c); err != nil {
				return nil, err
			}
			return s.made(c.Request().Context(), now, fresh)
		})
		var refused *busyError
		if !first && errors.As(err, &refused) && refused.status == http.StatusTooManyRequests {
			continue // who has spent too much is another client
		}
		return a, err
	}
}

// made is what fresh makes when its turn has come.
func (s *site) made(ctx context.Context, now *store.Snapshot, fresh maker) (*encoded, error) {
	ctx = context.WithoutCancel(ctx)
	done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, renderTimeout)
	defer cancel()
	a, err := fresh(ctx, now)
	if err != nil {
		return nil, err
	}
	return a.encode(), nil
}
