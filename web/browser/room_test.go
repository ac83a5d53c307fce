package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// A code that stands behind its name on a phone is as far from it in a row of any
// level.
func TestGapBeforeCode(t *testing.T) {
	b := newTab(t)
	for _, page := range []string{narrow, base + "/tables/3", base + "/tables/8"} {
		b.resize(360, 740)
		b.open(page)
		gaps := eval[[]float64](b, `[...document.querySelectorAll(".flow > tbody > tr:has(.name span):has(.code span)")].map((row) => {
			const [name, code] = [".name span", ".code span"].map((text) => row.querySelector(text).getBoundingClientRect());
			return code.top < name.bottom ? code.left - name.right : -1;
		}).filter((gap) => gap >= 0)`)
		for _, gap := range gaps {
			if len(gaps) < 2 || gap > gaps[0]+1 || gap < gaps[0]-1 {
				t.Fatalf("%s: got gaps of %v px, want several rows with the same", page, gaps)
			}
		}
	}
}

// On paper the names of a table of two sides have all the room that its figures and
// their heads leave.
func TestNamesHaveTheRoomOnPaper(t *testing.T) {
	site := serveShapes(t)
	b := newTab(t)
	b.resize(658, 900) // an A4 sheet between its margins
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	for _, page := range []struct{ origin, path string }{{origin, base + "/tables/1"}, {origin, base + "/tables/6"}, {site, shapes + "/tables/1"}} {
		b.openOn(page.origin, page.path)
		b.want(`Boolean(document.querySelector(".annex.sided"))`, page.path+" has two sides")
		spare := eval[[]string](b, `[...document.querySelectorAll(".sided thead .amount")].flatMap((head) => {
			const range = document.createRange();
			const widths = [head, ...document.querySelectorAll("tbody td[headers~='" + head.id + "']")].map((cell) => {
				range.selectNodeContents(cell);
				return range.getBoundingClientRect().width;
			});
			const style = getComputedStyle(head), em = parseFloat(style.fontSize);
			const free = head.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - Math.max(...widths);
			return free > 1.5 * em ? [head.textContent + " " + Math.round(free)] : [];
		})`)
		if len(spare) > 0 {
			t.Errorf("%s: got figures with px to spare %v, want that room with the names", page.path, spare)
		}
	}
}

// Where a table is wider than a phone, the name of a row begins a line of its own below
// what the row stands under, and is in sight.
func TestNameBeginsItsLine(t *testing.T) {
	b := newTab(t)
	b.withoutScripts()
	b.resize(360, 800)
	b.open(base + "/tables/12")
	b.want(`document.querySelector("#r1c2").getBoundingClientRect().right < 200`, "the year of the first row at the beginning of a line")
	b.want(`document.querySelector("#r1c2").getBoundingClientRect().top > document.querySelector("#r1c1").getBoundingClientRect().top`, "it below the body")
}
