package browser

import (
	"os"
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
)

// misdrawn lists what is wrong with the pictures of a page as the browser has laid them
// out: a label that leaves its box, texts over one another, a drawing that is wider than
// its place, and boxes or bars that are not as wide as their amounts on one scale.
const misdrawn = `(() => {
	const wrong = [];
	const box = (e) => e.getBoundingClientRect();
	const amount = (text) => Number(text.match(/([-0-9,.]+) (?:元|万元)/)[1].replaceAll(",", ""));
	for (const flow of document.querySelectorAll(".flow-picture")) {
		const texts = [...flow.querySelectorAll("text")].filter((t) => getComputedStyle(t).display !== "none");
		const all = box(flow);
		for (const [k, text] of texts.entries()) {
			const a = box(text), own = box(text.parentNode.querySelector("rect"));
			const middle = (a.top + a.bottom) / 2;
			if (middle > own.top && middle < own.bottom && (a.left < own.left || a.right > own.right)) {
				wrong.push(text.textContent + " leaves its box: " + [a.left, a.right, own.left, own.right].map(Math.round));
			}
			if (a.left < all.left - 1 || a.right > all.right + 1 || a.bottom > all.bottom + 1) {
				wrong.push(text.textContent + " leaves the picture");
			}
			for (const other of texts.slice(k + 1)) {
				const b = box(other);
				if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5) {
					wrong.push(text.textContent + " over " + other.textContent);
				}
			}
		}
		const nodes = [...flow.querySelectorAll("a")].map((a) => ({ name: a.getAttribute("aria-label"), width: a.querySelector("rect").getBBox().width }));
		const whole = nodes.reduce((x, y) => amount(y.name) > amount(x.name) ? y : x);
		for (const n of nodes) {
			const want = whole.width * amount(n.name) / amount(whole.name);
			if (Math.abs(n.width - want) > 0.2) {
				wrong.push(n.name + " is " + n.width + " px wide, want " + want);
			}
		}
	}
	for (const table of document.querySelectorAll(".picture table:has(.bar-line)")) {
		const bars = [...table.querySelectorAll(".bar-line rect")].map((r) => ({ value: Number(r.closest("tr").querySelector("data").value), width: r.getBBox().width, left: Math.round(box(r).left) }));
		const widest = bars.reduce((a, b) => b.width > a.width ? b : a, bars[0]);
		const scale = widest.width / Math.abs(widest.value);
		for (const b of bars) {
			if (Math.abs(b.width - scale * Math.abs(b.value)) > 0.5) {
				wrong.push("the bar of " + b.value + " is " + b.width + " px wide, want " + scale * Math.abs(b.value));
			}
		}
		if (!bars.some((b) => b.value < 0) && new Set(bars.map((b) => b.left)).size > 1) {
			wrong.push("bars begin at " + [...new Set(bars.map((b) => b.left))]);
		}
	}
	for (const cell of document.querySelectorAll(".steps td")) {
		if (cell.scrollWidth > cell.clientWidth + 1) {
			wrong.push("too little room for " + cell.textContent.trim());
		}
	}
	if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
		wrong.push("the page is " + document.documentElement.scrollWidth + " px wide");
	}
	return [...new Set(wrong)];
})()`

var pictureSlugs = []string{"flow", "functions", "quarters", "three-public"}

// Pictures are right at every width, in standard and large type: labels fit or give way
// to numbers, nothing overlaps, and sizes are in proportion.
func TestPicturesAreRight(t *testing.T) {
	reports, err := publish.LoadAll(data.Files, os.DirFS("../../internal/source/testdata/shapes"))
	if err != nil {
		t.Fatal(err)
	}
	shapes, err := serve(reports)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(shapes.Close)
	for _, large := range []bool{false, true} {
		t.Run(map[bool]string{false: "standard", true: "large"}[large], func(t *testing.T) {
			b := newTab(t)
			look := func(site, path string, widths ...int64) {
				if large {
					b.openOn(site, "/display?type=large&back=%2F")
				}
				b.openOn(site, path)
				for _, width := range widths {
					b.resize(width, 800)
					b.settled()
					if wrong := eval[[]string](b, misdrawn); len(wrong) > 0 {
						t.Errorf("%s at %d px: %q", path, width, wrong)
					}
				}
			}
			for _, slug := range pictureSlugs {
				look(origin, base+"/pictures/"+slug, 320, 360, 460, 600, 700, 768, 1080, 1280, 1920)
			}
			look(origin, base, 320, 768, 1920)
			for _, report := range []string{"/shili-yunshan-wlj/2024/final-accounts", "/shili-yunshan-wlj/2025/budget"} {
				look(shapes.URL, report, 320, 500, 1280)
				look(shapes.URL, report+"/pictures/functions", 320, 1280)
			}
		})
	}
}

// The keyboard goes through each part of a picture, in the order of its table, and each
// shows that it has the focus and leads to where its figure is printed.
func TestPicturesByKeyboard(t *testing.T) {
	b := newTab(t)
	b.open(base + "/pictures/flow")
	names := eval[[]string](b, `[...document.querySelectorAll(".flow-picture a")].map((a) => a.getAttribute("aria-label"))`)
	if len(names) != 12 {
		t.Fatalf("got parts %q, want 12", names)
	}
	eval[any](b, `document.querySelector(".flow-picture a").focus({ focusVisible: true })`)
	for i, name := range names {
		if i > 0 {
			b.press("Tab")
		}
		b.want(`document.activeElement.getAttribute("aria-label") === "`+name+`"`, "focus on "+name)
		b.want(`getComputedStyle(document.activeElement.querySelector("rect")).strokeWidth === "3px"`, "a thick line around "+name)
	}
	b.press("Tab")
	b.want(`document.activeElement.closest(".figures tbody")`, "focus in the table after the picture")
	eval[any](b, `[...document.querySelectorAll(".flow-picture a")].at(-1).focus()`)
	b.press("Enter")
	b.want(`location.pathname === "`+base+`/tables/5" && location.hash === "#r9c2"`, "the cell of the last part")
}

// In forced colours and on paper every box has a line around it, and in forced colours
// no fill hides a text.
func TestPicturesInForcedColours(t *testing.T) {
	b := newTab(t)
	b.open(base + "/pictures/flow")
	b.media("forced-colors", "active")
	for _, selector := range []string{".flow-picture rect", ".flow-picture path"} {
		b.want(`[...document.querySelectorAll("`+selector+`")].every((e) => getComputedStyle(e).stroke !== "none" && getComputedStyle(e).fillOpacity === "1")`, selector+" has a line and no wash")
	}
	b.want(`getComputedStyle(document.querySelector(".flow-picture rect")).fill !== getComputedStyle(document.querySelector(".flow-picture text")).fill`, "a text in another colour than its box")
}
