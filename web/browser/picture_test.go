package browser

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// takePicture writes the picture of the site that README shows.
func takePicture(file string) error {
	for _, thing := range []string{"chromium", "font"} {
		if why := missing[thing]; why != "" {
			return errors.New(why + "; run .ci/setup browsers")
		}
	}
	ctx, cancel := context.WithTimeout(browser, time.Minute)
	defer cancel()
	_, err := chromedp.Call(ctx, emulation.SetScrollbarsHidden, emulation.SetScrollbarsHiddenParams{Hidden: true})
	if err != nil {
		return err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(origin+base+"/tables/7")); err != nil {
		return err
	}
	image, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	return os.WriteFile(file, image, 0o644)
}
