package browser

import (
	"fmt"
	"testing"
)

// A link to a folded finding opens it, from another page and from the same page.
func TestFoldedFinding(t *testing.T) {
	b := newTab(t)
	for _, size := range [][2]int64{{360, 640}, {1280, 800}} {
		b.resize(size[0], size[1])
		b.open(base + "/checks")
		ids := eval[[]string](b, `[...document.querySelectorAll("details .checks-list > li")].map((li) => li.id)`)
		if len(ids) < 100 {
			t.Fatalf("got %d findings folded away, want most of them", len(ids))
		}
		id := ids[len(ids)/2]
		seen := fmt.Sprintf(`((li) => {
			const box = li.getBoundingClientRect();
			return li.checkVisibility() && li.matches(":target") && box.top >= 0 && box.top < innerHeight / 2;
		})(document.getElementById(%q))`, id)
		b.want(fmt.Sprintf(`!document.getElementById(%q).checkVisibility()`, id), "the finding is folded away at first")
		eval[any](b, fmt.Sprintf(`location.hash = %q`, id))
		b.want(seen, fmt.Sprintf("%d px: gone to on the page, it is shown", size[0]))
		b.open(base + "/about")
		b.open(base + "/checks#" + id)
		b.want(seen, fmt.Sprintf("%d px: opened at its address, it is shown", size[0]))
	}
}

// The place of a figure is shown where the pointer or the keyboard is.
func TestFormulaPlaces(t *testing.T) {
	b := newTab(t)
	b.resize(1280, 800)
	b.open(base + "/checks")
	const link = `document.querySelector("#rounding .formula a")`
	const shown = `getComputedStyle(` + link + `, "::after").content`
	b.want(shown+` === "none"`, "the place is not shown at rest")
	eval[any](b, link+`.focus({focusVisible: true})`)
	b.want(shown+`.includes("测算明细")`, "the place is shown at the figure that has the focus")
}
