package web_test

import (
	"bytes"
	"image/png"
	"net/http"
	"strings"
	"testing"
)

// Each page of a report names one image for those who link to it, with its size and what
// it shows; the image answers at that address alone and is kept for ever.
func TestCards(t *testing.T) {
	for _, name := range []string{"published", "shapes", "other"} {
		site, _ := newSite(t, name)
		cards := map[string]string{} // address → page
		for path, p := range crawl(t, site) {
			if p.doc == nil {
				continue
			}
			meta := func(property string) string {
				return p.doc.Find("meta[property='og:"+property+"']").AttrOr("content", "")
			}
			steps := strings.Split(path, "/")
			ofReport := len(steps) > 3 && steps[2] != "compare"
			if image := meta("image"); (image != "") != ofReport {
				t.Errorf("%s: got image %q", path, image)
			} else if image != "" {
				cards[strings.TrimPrefix(image, origin)] = path
				if meta("image:width") != "1200" || meta("image:height") != "630" || meta("image:alt") == "" {
					t.Errorf("%s: got %q by %q, alt %q", path, meta("image:width"), meta("image:height"), meta("image:alt"))
				}
			}
		}
		if len(cards) == 0 {
			t.Fatalf("%s: got no images", name)
		}
		for address := range cards {
			w := get(site, address)
			h := w.Header()
			if w.Code != http.StatusOK || h.Get("Content-Type") != "image/png" || !strings.Contains(h.Get("Cache-Control"), "immutable") || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
				t.Errorf("%s: got %d, %v", address, w.Code, h)
				continue
			}
			if img, err := png.Decode(bytes.NewReader(w.Body.Bytes())); err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 630 {
				t.Errorf("%s: got %v, error %v, want 1200 by 630", address, img.Bounds(), err)
			}
			other := address[:len(address)-len("0.png")] + "x.png"
			if w := get(site, other); w.Code != http.StatusNotFound {
				t.Errorf("%s: got %d, want 404", other, w.Code)
			}
		}
	}
}
