package web

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"

	"disclosure/internal/store"
)

// askTimeout bounds the answer to one query. None of a reader takes nearly as long.
const askTimeout = 5 * time.Second

// ask answers an address whose query counts with a page.
func (s *site) ask(c echo.Context, answerTo func(context.Context, *store.Snapshot) (renderedPage, error)) error {
	return s.askFor(c, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		p, err := answerTo(ctx, now)
		if err != nil {
			return nil, err
		}
		body, err := p.render(displayOf(c.Request()).in(ctx))
		if err != nil {
			return nil, err
		}
		rendered := newAnswer(htmlType, revalidate, body)
		rendered.displayed = true
		return rendered, nil
	})
}

// askFor answers an address whose query counts. Its answers are not kept, because there
// is no end of queries. It releases its render slot and the snapshot before the client
// reads.
func (s *site) askFor(c echo.Context, answerTo renderFunc) error {
	e, err := s.asked(c, answerTo)
	if err != nil {
		return err
	}
	return e.send(c.Response(), c.Request())
}

func (s *site) asked(c echo.Context, answerTo renderFunc) (*encoded, error) {
	release, err := s.pageTurns.take(c.Request().Context(), networkOf(c.RealIP()))
	if err != nil {
		return nil, err
	}
	defer release()
	now := s.store.Snapshot()
	defer now.Release()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), askTimeout)
	defer cancel()
	made, err := answerTo(ctx, now)
	if err != nil {
		return nil, err
	}
	made.modified = s.modified(now)
	return made.encode(), nil
}
