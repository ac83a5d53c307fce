package browser

import (
	"bytes"
	"image/png"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestPicture takes the picture of the site that README shows, and writes it
// where -picture says.
func TestPicture(t *testing.T) {
	b := newTab(t)
	call(b, emulation.SetScrollbarsHidden, emulation.SetScrollbarsHiddenParams{Hidden: true})
	b.open(base + "/tables/7")
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	size, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil || size.Width != 1280 || size.Height != 800 {
		t.Errorf("got a picture of %d × %d px, error %v, want 1280 × 800", size.Width, size.Height, err)
	}
	if *pictureFile != "" {
		if err := os.WriteFile(*pictureFile, picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
