package browser

import (
	"os"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
)

// The pages of a body, of two of its reports beside each other, of the list of bodies
// and of a table in a frame have no obstacle that axe knows, and nothing of them lies
// beyond the edge of a phone.
func TestBodies(t *testing.T) {
	need(t, "axe")
	axe, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatal(err)
	}
	reports, err := publish.LoadAll(data.Files, os.DirFS("../../internal/source/testdata/years"))
	if err != nil {
		t.Fatal(err)
	}
	site, err := serve(reports)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	b := newTab(t)
	const unit = "/shili-hexi-jyj"
	for _, path := range []string{"/", "/?year=2023", unit, unit + "/compare",
		unit + "/compare?a=2022/budget&b=2022/final-accounts", unit + "/compare?a=2023/budget&b=2024/budget&table=2",
		unit + "/2024/budget/tables/2/embed"} {
		for _, width := range []int64{360, 1280} {
			b.resize(width, 800)
			b.scheme("light")
			b.openOn(site.URL, path)
			eval[any](b, string(axe)+";0")
			if found := violations(b, "document", ""); found != "" {
				t.Errorf("%s at %d px:\n%s", path, width, found)
			}
			b.scheme("dark")
			if found := violations(b, "document", "cat.color"); found != "" {
				t.Errorf("%s at %d px, dark:\n%s", path, width, found)
			}
			b.want(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`, strings.TrimPrefix(path, unit)+" is no wider than the window")
		}
	}
}
