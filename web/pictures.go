package web

import (
	"bytes"
	"context"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/templates"
)

// pictureEnding is what the address of a picture's file ends with.
const pictureEnding = ".svg"

// pictureOrFile serves a picture as a page or, where the address has the ending, as a
// file, which any other site may show.
func (s *site) pictureOrFile(asPage echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := parseAddress(c)
		if err != nil {
			return err
		}
		slug, isFile := strings.CutSuffix(a.slug, pictureEnding)
		if !isFile {
			return asPage(c)
		}
		a.slug = slug
		return s.serveFile(c, 1, func(ctx context.Context, now *store.Snapshot) (*answer, error) {
			return s.pictureFile(ctx, now, a)
		})
	}
}

// picture shows a picture of a report.
func (s *site) picture(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, whole, err := drawn(ctx, now, a)
	if err != nil {
		return renderedPage{}, err
	}
	p, ok := s.pages.PicturePage(o, whole, a.slug)
	if !ok {
		return renderedPage{}, store.ErrNotFound
	}
	return newPage(templates.PicturePage, p), nil
}

// embeddedPicture is a picture for the frames of other sites.
func (s *site) embeddedPicture(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, whole, err := drawn(ctx, now, a)
	if err != nil {
		return renderedPage{}, err
	}
	p, ok := s.pages.EmbedPicture(o, whole, a.slug)
	if !ok {
		return renderedPage{}, store.ErrNotFound
	}
	embedded := newPage(templates.EmbedPicture, p)
	embedded.framed = true
	return embedded, nil
}

func (s *site) pictureFile(ctx context.Context, now *store.Snapshot, a address) (*answer, error) {
	o, whole, err := drawn(ctx, now, a)
	if err != nil {
		return nil, err
	}
	f, ok := s.pages.PictureFile(o, whole, a.slug)
	if !ok {
		return nil, store.ErrNotFound
	}
	var body bytes.Buffer
	if err := templates.PictureFile(f).Render(ctx, &body); err != nil {
		return nil, err
	}
	made := newAnswer(page.SVGType, revalidate, body.Bytes())
	made.shared = true
	return made, nil
}

// drawn gets the report that has the picture at an address, whole.
func drawn(ctx context.Context, now *store.Snapshot, a address) (report.Outline, *report.Report, error) {
	r, o, err := reportOf(ctx, now, a)
	if err == nil && !o.Has(report.PictureRef(a.slug)) {
		err = store.ErrNotFound
	}
	if err != nil {
		return o, nil, err
	}
	whole, err := r.Whole(ctx)
	return o, whole, err
}
