package static_test

import (
	"math"
	"regexp"
	"strconv"
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

// In an engine that does not know :has a rule that names it is lost, and with it
// whatever stands in the same list; a script that asks for it ends there.
func TestOldEngines(t *testing.T) {
	content, _, _ := static.Open(strings.TrimPrefix(static.Asset("site.css"), "/static/"))
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(content), "")
	for _, rule := range regexp.MustCompile(`[^{};]+\{`).FindAllString(css, -1) {
		depth, with, without := 0, false, false
		for _, selector := range strings.FieldsFunc(rule, func(r rune) bool {
			switch r {
			case '(':
				depth++
			case ')':
				depth--
			}
			return r == ',' && depth == 0
		}) {
			if strings.Contains(selector, ":has(") {
				with = true
			} else {
				without = true
			}
		}
		if with && without {
			t.Errorf("a selector with :has stands in a list with one without it: %s", strings.TrimSpace(rule))
		}
	}
	content, _, _ = static.Open(strings.TrimPrefix(static.Asset("site.js"), "/static/"))
	for _, newer := range []string{":has(", ".at(-", ".checkVisibility(", ".toSorted(", ".findLast("} {
		if strings.Contains(string(content), newer) {
			t.Errorf("site.js contains %s, which engines of some years ago do not have", newer)
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

// The sheet of large type breaks where letters of its size have the room for which
// the other one breaks, and ends with rules of its own.
func TestLargeStyleSheet(t *testing.T) {
	open := func(name string) string {
		content, _, _ := static.Open(strings.TrimPrefix(static.Asset(name), "/static/"))
		return string(content)
	}
	standard, large := open("site.css"), open("site-large.css")
	query := regexp.MustCompile(`@media[^{]*?width: ([0-9.]+)(\w+)`)
	before, after := query.FindAllStringSubmatch(standard, -1), query.FindAllStringSubmatch(large, -1)
	if len(before) < 3 || len(before) != len(after) {
		t.Fatalf("got %d breakpoints, %d in large type, want some and as many", len(before), len(after))
	}
	for i, b := range before {
		from, _ := strconv.ParseFloat(b[1], 64)
		to, _ := strconv.ParseFloat(after[i][1], 64)
		if b[2] != "em" || after[i][2] != "em" || math.Abs(to-from*24/17) > 0.01 {
			t.Errorf("got the breakpoint %s%s as %s%s, want em, and 24/17 of them", b[1], b[2], after[i][1], after[i][2])
		}
	}
	if !strings.HasSuffix(large, "}\n") || !strings.Contains(large, "html { font-size: 150%; }") || strings.Contains(standard, "150%") {
		t.Error("got letters of one size in both sheets")
	}
}

// The style sheet asks for nothing from elsewhere, and is well formed as far as
// braces go.
func TestStyleSheet(t *testing.T) {
	content, _, _ := static.Open(strings.TrimPrefix(static.Asset("site.css"), "/static/"))
	css := string(content)
	for _, forbidden := range []string{"@import", "url(", "http:", "https:"} {
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
}
