package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

type shot struct {
	Path, Scheme, Do, File, Eval, Tab string
	W, H                              int64
	Full, Touch                       bool
}

func TestZZShot(t *testing.T) {
	raw := os.Getenv("SHOTS")
	if raw == "" {
		return
	}
	var shots []shot
	if err := json.Unmarshal([]byte(raw), &shots); err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	for _, s := range shots {
		b.resize(s.W, s.H)
		if s.Scheme == "" {
			s.Scheme = "light"
		}
		b.scheme(s.Scheme)
		if s.Path != "" {
			b.open(base + s.Path)
		}
		if s.Do != "" {
			eval[any](b, s.Do)
		}
		if s.Tab != "" {
			b.tabTo(s.Tab)
		}
		time.Sleep(300 * time.Millisecond)
		if s.Eval != "" {
			fmt.Println(eval[any](b, s.Eval))
		}
		if s.File == "" {
			continue
		}
		a := chromedp.CaptureScreenshot()
		if s.Full {
			a = chromedp.FullScreenshot(100)
		}
		img, err := chromedp.Run(b.ctx, a)
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile(s.File, img, 0o644)
	}
}
