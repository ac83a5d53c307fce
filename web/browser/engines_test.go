package browser

import (
	"slices"
	"testing"
)

// in runs a test in every engine.
func in(t *testing.T, test func(*tab)) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) { test(newTabIn(t, e)) })
	}
}

// What is folded away opens and closes in every engine, and links lead on.
func TestEnginesContents(t *testing.T) {
	in(t, func(b *tab) {
		b.resize(360, 800)
		b.open(narrow)
		b.click(`document.querySelector(".contents summary")`)
		b.want(`document.querySelector(".contents > details").open`, "the contents open")
		link := `[...document.querySelectorAll(".contents a")].find((a) => a.pathname.endsWith("/tables/8"))`
		b.click(link)
		b.want(`location.pathname.endsWith("/tables/8")`, "a line of the contents leads to its part")
	})
}

// Every engine shows the text of every page: nothing has no place on the screen.
func TestEnginesShowEverything(t *testing.T) {
	in(t, func(b *tab) {
		for _, p := range pages {
			b.open(p.path)
			b.resize(1280, 800)
			lost := eval[[]string](b, `[...document.querySelectorAll("main :is(p, td, th, dt, dd, h1, h2)")].filter((e) =>
				e.textContent.trim() && !e.getClientRects().length && !e.closest("details:not([open]), [hidden], .definitions, .empty-column")).map((e) => e.nodeName + " " + e.className + " " + e.textContent.trim().slice(0, 20))`)
			if len(lost) > 0 {
				slices.Sort(lost)
				b.Errorf("%s: got no place for %q", p.path, slices.Compact(lost))
			}
		}
	})
}
