package browser

import (
	"os"
	"strings"
	"testing"
)

// violations runs axe on a part of the page, with all its rules or with those of
// one tag, and returns what it finds, one a line. Axe asks for the size of targets
// and a contrast of 7 to 1 only when it is told to.
func violations(b *tab, context, tag string) string {
	b.Helper()
	only := ""
	if tag != "" {
		only = `, runOnly: { type: "tag", values: ["` + tag + `"] }`
	}
	return eval[string](b, `axe.run(`+context+`, { resultTypes: ["violations"], rules: { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: true } }`+only+` }).then((found) =>
		found.violations.flatMap((v) => v.nodes.map((n) =>
			v.id + ": " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))).join("\n"))`)
}

func TestAxe(t *testing.T) {
	need(t, "axe")
	axe, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		t.Run(p.name, func(t *testing.T) {
			b := newTab(t)
			b.open(p.path)
			eval[any](b, string(axe)+";0")
			for _, width := range []int64{360, 1280} {
				b.resize(width, 800)
				look := func(state, scheme, context, tag string) {
					b.scheme(scheme)
					if found := violations(b, context, tag); found != "" {
						t.Errorf("%s at %d px, %s%s:\n%s", p.path, width, scheme, state, found)
					}
				}
				// What is dark differs from what is light in its colours only.
				look("", "light", "document", "")
				look("", "dark", "document", "cat.color")
				b.media("forced-colors", "active")
				if found := violations(b, "document", "cat.color"); found != "" {
					t.Errorf("%s at %d px, in forced colours:\n%s", p.path, width, found)
				}
				// A later mention, where the first has its definition in the margin.
				term := `(((shown) => shown.find((a) => !/ term-/.test(a.className)) ?? shown[0])([...document.querySelectorAll("a.term")].filter((a) => a.getClientRects().length > 0)))`
				if !eval[bool](b, `Boolean(`+term+`)`) {
					continue
				}
				eval[any](b, term+`.focus({ focusVisible: true })`)
				b.want(open, "tooltip when the term has the focus")
				look(", with a tooltip", "light", "document", "")
				look(", with a tooltip", "dark", "document", "cat.color")
				// The eye sees the tooltip, so its colours count although a
				// screen reader, and so axe, passes it by.
				eval[any](b, tip+`.removeAttribute("aria-hidden")`)
				look(", in the tooltip", "light", tip, "cat.color")
				look(", in the tooltip", "dark", tip, "cat.color")
				eval[any](b, tip+`.setAttribute("aria-hidden", "true"); document.activeElement.blur()`)
			}
		})
	}
}

// Axe is at work: it finds an obstacle that is there.
func TestAxeFinds(t *testing.T) {
	need(t, "axe")
	axe, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.open("/about")
	eval[any](b, string(axe)+";0")
	eval[any](b, `document.querySelector("main p:not(.colophon)").style.color = "#ccc"; document.querySelector("html").lang = ""`)
	found := violations(b, "document", "")
	for _, want := range []string{"color-contrast", "html-has-lang"} {
		if !strings.Contains(found, want) {
			t.Errorf("got %q on a page with pale text and no language, want %s", found, want)
		}
	}
}
