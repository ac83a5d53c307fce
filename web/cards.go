package web

import (
	"context"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/raster"
	"disclosure/internal/store"
)

// card serves the image of a report that others show who link to it. It is the one that
// the store keeps, else it is drawn when it is first asked for. It has no other address
// than the one that its pages name, which says what it is drawn of.
func (s *site) card(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	return s.serveFile(c, 1, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
		r, o, err := reportOf(ctx, now, a)
		if err == nil && page.CardName(o) != c.Param("name") {
			err = store.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		image, err := r.Image(ctx)
		if err == nil && image == nil {
			image, err = drawCard(ctx, r)
		}
		if err != nil {
			return nil, err
		}
		made := newAnswer("image/png", immutable, image)
		made.shared = true
		return made, nil
	})
}

func drawCard(ctx context.Context, r *store.Report) ([]byte, error) {
	whole, err := r.Whole(ctx)
	if err != nil {
		return nil, err
	}
	return raster.PNG(page.Card(whole))
}
