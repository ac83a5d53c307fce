package browser

import (
	"fmt"
	"os"
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
)

// shapes is a report of our own making, with tables that the first one has not: a
// side of several columns of figures, a heading over columns of words alone,
// figures of twelve digits beside which a sign stands, and codes before the names of
// two sides.
const shapes = "/shili-linxi-smj/2025/budget"

// serveShapes puts that report on a local address.
func serveShapes(t *testing.T) (origin string) {
	t.Helper()
	reports, err := publish.LoadAll(data.Files, os.DirFS("testdata/reports"))
	if err != nil {
		t.Fatal(err)
	}
	site, err := serve(reports)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(site.Close)
	return site.URL
}

// onScreen counts the figures of a table that are whole in the window, with nothing
// over them.
const onScreen = `[...document.querySelectorAll("tbody data")].filter((f) => {
	const r = f.getBoundingClientRect();
	return r.width && r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight &&
		f.contains(document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2));
}).length`

// squeezed lists what has too little room: names of one or two characters a line,
// heads that do not stand over their figures, signs that touch a figure or are not in
// their table, rows of a side that share a line, and a table that scrolls up and down.
const squeezed = `(() => {
	const wrong = [];
	const shown = (e) => e && e.getClientRects().length > 0;
	for (const name of document.querySelectorAll("tbody .label")) {
		if (shown(name) && name.textContent.trim().length > 3 && name.clientWidth < 4 * parseFloat(getComputedStyle(name).fontSize)) {
			wrong.push("a name in " + name.clientWidth + " px: " + name.textContent.trim());
		}
	}
	const edge = (e) => Math.round(e.getBoundingClientRect().right);
	const heads = [...document.querySelectorAll("thead .amount")];
	for (const head of heads) {
		const figures = [...document.querySelectorAll("tbody td[headers~='" + head.id + "']")].filter(shown);
		for (const figure of figures) {
			const behind = figure.dataset.head && getComputedStyle(figure, "::before").content.includes(figure.dataset.head);
			if (!behind && (!head.offsetHeight || Math.abs(edge(head) - edge(figure)) > 1)) {
				wrong.push("the head " + head.textContent + " ends at " + edge(head) + ", " + figure.id + " at " + edge(figure));
			}
		}
	}
	const region = document.querySelector(".region"), inside = region.getBoundingClientRect().left + region.scrollWidth;
	const figures = [...document.querySelectorAll("tbody data")].filter(shown).map((f) => f.getBoundingClientRect());
	for (const sign of document.querySelectorAll("tbody .bound")) {
		const box = sign.getBoundingClientRect();
		if (box.width < 0.9 * sign.previousElementSibling.getBoundingClientRect().height) { // a line of its letters
			wrong.push("a sign of " + box.width + " px");
		}
		if (box.right > inside + 1) {
			wrong.push("a sign beyond the table: " + box.right + " of " + inside);
		}
		for (const f of figures) {
			if (f.top < box.bottom - 2 && f.bottom > box.top + 2 && f.right > box.right && f.left < box.right) {
				wrong.push("a figure at " + f.left + " touches the sign before it, which ends at " + box.right);
			}
		}
	}
	const above = {}; // of each side the cell before
	for (const cell of document.querySelectorAll(".sided > tbody td, .sided > tbody th")) {
		const side = (cell.className.match(/side-\d/) || [""])[0], box = cell.getBoundingClientRect();
		if (box.height < 2) {
			continue;
		}
		const before = above[side];
		if (before && before.row !== cell.parentElement && box.top < before.bottom - 2) {
			wrong.push(cell.textContent + " stands in the line of the row before");
		}
		above[side] = {row: cell.parentElement, bottom: box.bottom};
	}
	if (region.scrollHeight > region.clientHeight) {
		wrong.push("the table scrolls " + (region.scrollHeight - region.clientHeight) + " px up and down");
	}
	return [...new Set(wrong)].join("\n");
})()`

// Tables of other shapes show their figures on a phone and at a desk, and nothing of
// them spills.
func TestShapesOfTables(t *testing.T) {
	site := serveShapes(t)
	for n, least := range []int{1: 3, 2: 8, 3: 8, 4: 7} { // below the line that the report is made up
		if n == 0 {
			continue
		}
		t.Run(fmt.Sprintf("table %d", n), func(t *testing.T) {
			b := newTab(t)
			for _, width := range []int64{320, 360, 500, 768, 1280} {
				b.resize(width, 800)
				b.openOn(site, fmt.Sprintf("%s/tables/%d", shapes, n))
				if wrong := eval[string](b, spilt); wrong != "" {
					t.Errorf("at %d px:\n%s", width, wrong)
				}
				if wrong := eval[string](b, squeezed); wrong != "" {
					t.Errorf("at %d px:\n%s", width, wrong)
				}
				if count := eval[int](b, onScreen); width == 360 && count < least {
					t.Errorf("at %d px: got %d figures on the first screen, want %d or more", width, count, least)
				}
			}
		})
	}
}

// With large letters nothing of them spills on a phone either.
func TestShapesInLargeLetters(t *testing.T) {
	site := serveShapes(t)
	for _, e := range []*engine{chromiumLarge, chromiumMinimum} {
		t.Run(e.name, func(t *testing.T) {
			b := newTabIn(t, e)
			b.resize(360, 800)
			for n := 1; n <= 4; n++ {
				b.openOn(site, fmt.Sprintf("%s/tables/%d", shapes, n))
				for _, test := range []string{spilt, squeezed} {
					if wrong := eval[string](b, test); wrong != "" {
						t.Errorf("table %d:\n%s", n, wrong)
					}
				}
			}
		})
	}
}

// On a phone the sides of a table stand one below the other, and the head of each
// stays in sight as far as its side goes.
func TestSidesKeepTheirHeads(t *testing.T) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			b := newTabIn(t, e)
			b.resize(500, 700)
			for _, path := range []string{"/tables/1", "/tables/6"} {
				b.open(base + path)
				for _, test := range []struct{ row, head string }{{"r2c1", "c2"}, {"r3c1", "c2"}, {"r5c3", "c4"}, {"r12c3", "c4"}} {
					eval[any](b, `scrollTo(0, document.getElementById("`+test.row+`").getBoundingClientRect().top + scrollY - 120)`)
					b.want(`(() => {
						const head = document.getElementById("`+test.head+`"), r = head.getBoundingClientRect();
						const bar = document.querySelector(".contents").getBoundingClientRect().bottom;
						return Math.abs(r.top - bar) < 1.5 && head.contains(document.elementFromPoint(r.right - 20, r.top + r.height / 2));
					})()`, path+": at "+test.row+" the head "+test.head+" stands below the bar")
				}
			}
		})
	}
}
