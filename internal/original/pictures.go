package original

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"sync"

	"github.com/klippa-app/go-pdfium/requests"
)

// Pictures draws the pages of a PDF, one at a time.
type Pictures struct {
	mu   sync.Mutex
	e    *engine
	stop func()
}

// OpenPictures opens a PDF to be drawn. It must be closed in the end.
func OpenPictures(ctx context.Context, content []byte) (*Pictures, error) {
	e, stop, err := openPDF(ctx, content)
	if err != nil {
		return nil, err
	}
	return &Pictures{e: e, stop: stop}, nil
}

// Close ends the drawing, once the page that is being drawn is done.
func (p *Pictures) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stop()
}

// Pages is the number of pages.
func (p *Pictures) Pages() int { return p.e.pages }

// The largest picture of a page, in pixels. A page of A4 is as wide as that.
const (
	pictureWidth  = 1100
	pictureHeight = 2200
)

// PNG draws a page, from 1.
func (p *Pictures) PNG(page int) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if page < 1 || page > p.e.pages {
		return nil, fmt.Errorf("there is no page %d of %d", page, p.e.pages)
	}
	drawn, err := p.e.RenderPageInPixels(&requests.RenderPageInPixels{
		Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: p.e.document, Index: page - 1}},
		Width: pictureWidth, Height: pictureHeight,
	})
	if err != nil {
		return nil, fmt.Errorf("page %d cannot be drawn: %w", page, err)
	}
	defer drawn.Cleanup()
	var b bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := fast.Encode(&b, drawn.Result.RenderedImage); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
