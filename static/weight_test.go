package static_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"disclosure/static"
)

// What a reader's first page loads beside itself stays small, compressed as the
// server does it; so does what only some pages load.
func TestWeight(t *testing.T) {
	for name, most := range map[string]int{"site.css": 12_000, "site-large.css": 12_000, "site.js": 9_000, "tables.js": 3_000, "old.js": 1_500, "overview.css": 3_000, "checks.css": 3_000, "compare.css": 3_000, "copysearch.js": 3_000, "pictures.css": 3_000, "pictures-large.css": 3_000} {
		content, _, _ := static.Open(strings.TrimPrefix(static.Asset(name), "/static/"))
		var packed bytes.Buffer
		w := brotli.NewWriterLevel(&packed, 5)
		w.Write(content)
		w.Close()
		if packed.Len() > most {
			t.Errorf("%s: got %d bytes, want at most %d", name, packed.Len(), most)
		}
		t.Logf("%s: %d of %d bytes", name, packed.Len(), most)
	}
}
