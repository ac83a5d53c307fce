package static_test

import (
	"regexp"
	"strings"
	"testing"

	"disclosure/static"
)

func TestAssetsOpenUnderTheirHashedNames(t *testing.T) {
	for name, wantType := range map[string]string{
		"site.css": "text/css; charset=utf-8", "favicon.svg": "image/svg+xml", "favicon.ico": "image/x-icon",
	} {
		address := static.Asset(name)
		hashed, ok := strings.CutPrefix(address, "/static/")
		if !ok || !regexp.MustCompile(`-[0-9a-f]{12}\.[a-z]+$`).MatchString(hashed) {
			t.Errorf("%s: got address %q, want /static/ and a hashed name", name, address)
		}
		content, contentType, ok := static.Open(hashed)
		if !ok || len(content) == 0 || contentType != wantType {
			t.Errorf("%s: got %d bytes of %q, found %t; want content of %q", name, len(content), contentType, ok, wantType)
		}
	}
	for _, name := range []string{"site.css", "../static.go", "", "site-000000000000.css"} {
		if _, _, ok := static.Open(name); ok {
			t.Errorf("Open(%q) found a file, want none: only hashed names are served", name)
		}
	}
}

func TestAssetPanicsForAnUnknownName(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Asset of an unknown name returned, want a panic")
		}
	}()
	static.Asset("none.css")
}

// The style sheet asks for nothing from elsewhere, and is well formed as far as
// braces go.
func TestStyleSheet(t *testing.T) {
	content, _, _ := static.Open(strings.TrimPrefix(static.Asset("site.css"), "/static/"))
	css := string(content)
	for _, forbidden := range []string{"@import", "url(", "http:", "https:", "gradient"} {
		if strings.Contains(css, forbidden) {
			t.Errorf("site.css contains %q", forbidden)
		}
	}
	depth := 0
	for i, r := range css {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 {
			t.Fatalf("site.css closes a brace too many near %q", css[max(0, i-60):i+1])
		}
	}
	if depth != 0 {
		t.Errorf("site.css leaves %d braces open", depth)
	}
	for _, rule := range []string{".term-1 { anchor-name: --term-1; }", "--beside-1 bottom", ".term-40 {"} {
		if !strings.Contains(css, rule) {
			t.Errorf("site.css lacks %q: definitions would not stand beside the text", rule)
		}
	}
}
