package browser

import (
	"fmt"
	"testing"
	"time"
)

// inSight is true where an element is wholly in the window and in its table's
// region, and nothing that stays lies over it.
const inSight = `((e) => {
	const box = e.getBoundingClientRect();
	const region = e.closest(".region").getBoundingClientRect();
	const left = Math.max(0, region.left), right = Math.min(innerWidth, region.right);
	const top = Math.max(0, region.top), bottom = Math.min(innerHeight, region.bottom);
	if (box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1) {
		return false;
	}
	const x = [box.left + 2, box.right - 12], y = [box.top + 2, box.bottom - 12]; // a phone's scroll bars lie over the edges
	return x.flatMap((x) => y.map((y) => document.elementFromPoint(x, y)))
		.every((at) => e.contains(at) || at.matches(".bound")); // the mark of the figure before it stands between the two
})`

// A cell that is addressed is in sight and tinted, with the name of its row and
// the head of its column: when the page is opened at it and when one goes to it on
// the page.
func TestAddressedCell(t *testing.T) {
	wide := base + "/tables/2"
	for _, test := range []struct {
		path, cell, name, head string
		width, height          int64
	}{
		{wide, "r2c16", "r2c1", "c16", 360, 640},
		{wide, "r2c16", "r2c1", "c16", 1280, 800},
		{wide, "r2c3", "r2c1", "", 320, 450},
		{wide, "r1c9", "r1c1", "c9", 768, 500},
		{wide, "r1c9", "r1c1", "c9", 360, 640},
		{base + "/tables/5", "r9c15", "r9c1", "", 360, 400},
		{base + "/tables/7", "r18c6", "r18c3", "c6", 360, 640},
		{base + "/tables/12", "r4c3", "r4c2", "c3", 360, 640},
		{base + "/tables/1", "r22c4", "r22c3", "", 360, 640},
		{base + "/tables/1", "r22c4", "r22c3", "c4", 1280, 600},
		{base + "/tables/14", "r11c5", "r11c1", "c5", 360, 640},
	} {
		t.Run(test.path[len(base):]+"#"+test.cell, func(t *testing.T) {
			b := newTab(t)
			b.resize(test.width, test.height)
			target := `document.getElementById("` + test.cell + `")`
			check := func(how string) {
				b.want(inSight+`(`+target+`)`, how+": the cell is in sight")
				b.want(inSight+`(document.getElementById("`+test.name+`").closest("td, th"))`, how+": the name of its row is in sight")
				if test.head != "" {
					b.want(inSight+`(document.getElementById("`+test.head+`"))`, how+": the head of its column is in sight")
				}
				b.want(target+`.matches(":target")`, how+": the cell is the addressed place")
				b.want(tint(target)+` !== `+tint(`document.body`), how+": the cell is tinted")
				b.want(tint(target)+` !== `+tint(target+`.previousElementSibling`), how+": the cell stands out from its row")
			}
			b.open(test.path + "#" + test.cell)
			check("opened")
			b.open(test.path)
			eval[any](b, `location.hash = "`+test.cell+`"`)
			check("gone to")
		})
	}
}

func tint(element string) string { return `getComputedStyle(` + element + `).backgroundColor` }

// The addressed row, and a code's own address, are in sight as well.
func TestAddressedRow(t *testing.T) {
	b := newTab(t)
	b.resize(360, 500)
	b.open(base + "/tables/7#r17")
	row := `document.getElementById("r17")`
	b.want(inSight+`(document.getElementById("r17c3"))`, "the name of the row is in sight")
	b.want(inSight+`(document.getElementById("r17c4"))`, "its first figure is in sight")
	b.want(tint(row)+` !== `+tint(`document.body`), "the row is tinted")
	b.open(base + "/tables/7#code-2210201")
	b.want(inSight+`(document.getElementById("code-2210201"))`, "the cell of the code is in sight")
	b.open(base + "/tables/1#r22")
	b.want(inSight+`(document.getElementById("r22c2"))`, "of a table of two sides, the row is in sight")
}

const showEmpty = `document.querySelector(".columns button").click()`

// belowBar is true where the head of the table stands right below the bar of the
// contents, or at the top of a window that has none.
const belowBar = `Math.abs(document.querySelector("thead").getBoundingClientRect().top -
	[...document.querySelectorAll(".contents")].map((e) => e.getBoundingClientRect())
		.filter((r) => r.top < 1 && r.width > innerWidth / 2).reduce((n, r) => Math.max(n, r.bottom), 0)) < 1.5`

// Nothing shows between the bar and the head of a table, whatever fonts and
// letters the browser has.
func TestHeadStandsAtTheBar(t *testing.T) {
	for _, e := range []*engine{chromiumNow, chromium90, chromiumLarge, chromiumMinimum, firefox} {
		t.Run(e.name, func(t *testing.T) {
			b := newTabIn(t, e)
			b.resize(500, 1000)
			b.open(base + "/tables/7")
			for _, font := range []string{"inherit", "serif", "monospace"} {
				eval[any](b, `document.querySelector(".contents summary").style.fontFamily = "`+font+`"`)
				eval[any](b, `scrollTo(0, document.querySelector("tbody").rows[1].getBoundingClientRect().top + scrollY)`)
				b.want(belowBar, font+": the head stands right below the bar")
			}
		})
	}
}

// A table scrolls sideways only. The name of a row and the head of the table stay
// in sight meanwhile, unless the window is too low for a head.
func TestStickyParts(t *testing.T) {
	const region = `document.querySelector(".region")`
	const head = `document.querySelector("thead").getBoundingClientRect().top`
	for _, test := range []struct {
		path          string
		width, height int64
		all, stays    bool
	}{
		{"/tables/5", 360, 640, true, true},
		{"/tables/5", 1280, 640, true, true},
		{"/tables/4", 360, 640, false, true},
		{"/tables/4", 1280, 640, false, true},
		{"/tables/7", 360, 640, false, true},
		{"/tables/4", 640, 450, true, false},
		{"/tables/4", 320, 225, false, false},
	} {
		t.Run(test.path, func(t *testing.T) {
			b := newTab(t)
			b.resize(test.width, test.height)
			b.open(base + test.path)
			if test.all {
				eval[any](b, showEmpty)
				eval[any](b, region+`.scrollLeft = 300`)
				b.want(region+`.scrollLeft > 100`, "the region scrolls sideways")
				b.want(`(() => { const name = document.querySelector("tbody .name").getBoundingClientRect().left - `+region+`.getBoundingClientRect().left; return name > -2 && name < 40; })()`,
					"the name of a row stays at the edge of the region")
			}
			eval[any](b, region+`.scrollTop = 300`)
			b.want(region+`.scrollTop === 0`, "the region does not scroll up and down")
			eval[any](b, `scrollTo(0, document.querySelector("tbody").rows[1].getBoundingClientRect().top + scrollY)`)
			if test.stays {
				b.want(belowBar, "the head stays at the top of the window, right below what stays there")
				eval[any](b, `document.documentElement.style.overflowAnchor = "none"; document.querySelector("h1").style.paddingTop = "60px"`)
				b.want(belowBar, "it does so when what stands above the table grows")
			} else {
				b.want(head+` < 0`, "in a low window the head goes with its table")
			}
		})
	}
	b := newTab(t)
	b.open(base + "/tables/5")
	b.want(region+`.tabIndex === 0 && document.getElementById(`+region+`.getAttribute("aria-labelledby")).textContent.includes("表 5")`,
		"the region can be reached by keyboard and is named after its table")
}

// What lies beyond the edge is announced by something that is seen.
func TestBeyondTheEdge(t *testing.T) {
	b := newTab(t)
	beyond := `[...document.querySelectorAll(".beyond")].filter((e) => e.offsetHeight).map((e) => e.textContent).join()`
	for _, test := range []struct {
		width     int64
		path      string
		all       bool
		want      string
		scrolled  string
		noScripts string
	}{
		{360, "/tables/7", false, "", "", ""},
		{360, "/tables/5", false, "", "", "表格比屏幕宽，可以左右滑动"},
		{360, "/tables/5", true, "右边还有 10 列，可以左右滑动", "左边还有几列，可以左右滑动", "表格比屏幕宽，可以左右滑动"},
		{1280, "/tables/7", false, "", "", ""},
	} {
		b.resize(test.width, 800)
		b.open(base + test.path)
		if test.all {
			eval[any](b, showEmpty)
		}
		b.want(beyond+` === "`+test.want+`"`, fmt.Sprintf("%d px, %s, all columns %t: %q", test.width, test.path, test.all, test.want))
		eval[any](b, `document.querySelector(".region").scrollLeft = 9999`)
		b.want(beyond+` === "`+test.scrolled+`"`, fmt.Sprintf("%d px, %s, all columns %t, scrolled: %q", test.width, test.path, test.all, test.scrolled))
	}
	b.withoutScripts()
	for _, test := range []struct {
		path string
		want bool
	}{{"/tables/7", false}, {"/tables/5", true}, {"/tables/1", false}} {
		b.resize(360, 800)
		b.open(base + test.path)
		b.want(fmt.Sprintf(`(document.querySelector(".beyond").offsetHeight > 0) === %t`, test.want), test.path+", without scripts: whether more is announced")
	}
}

// Columns in which nothing is stated are put away where all have no room; the
// reader can have them back, and an address or the printer brings them back.
func TestEmptyColumns(t *testing.T) {
	const button = `document.querySelector(".columns button")`
	const status = `document.querySelector(".columns [role=status]")`
	const shown = `[...document.querySelectorAll("thead th[scope=col]")].filter((th) => th.offsetWidth > 0).length`
	// Every row of the header and of the body fills the same number of columns.
	const even = `(() => {
		const widths = [...document.querySelectorAll(".sheet.wide tbody tr")].map((tr) => [...tr.cells].filter((c) => c.offsetWidth > 0).length);
		const heads = [...document.querySelector(".sheet.wide thead").rows[0].cells].filter((c) => c.offsetWidth > 0);
		return widths.every((n) => n === ` + shown + `) && heads.reduce((n, th) => n + th.colSpan, 0) === ` + shown + `;
	})()`
	for _, test := range []struct {
		path      string
		all, left int
		hidden    string
	}{
		{base + "/tables/2", 16, 5, "r2c16"},
		{base + "/tables/4", 13, 4, "r1c13"},
		{base + "/tables/5", 15, 4, "r1c15"},
	} {
		t.Run(test.path[len(base):], func(t *testing.T) {
			b := newTab(t)
			b.open(test.path)
			count := func(when string, away bool) {
				t.Helper()
				columns, says, offers := test.all, fmt.Sprintf("%d 列全部显示", test.all), "隐藏空列"
				if away {
					columns, says, offers = test.left, fmt.Sprintf("%d 个空列未显示", test.all-test.left), "显示空列"
				}
				if got := eval[int](b, shown); got != columns {
					t.Errorf("%s: got %d columns shown, want %d", when, got, columns)
				}
				b.want(even, when+": every row fills every column")
				if got := eval[string](b, status+`.textContent`); got != says {
					t.Errorf("%s: got status %q, want %q", when, got, says)
				}
				if got := eval[string](b, button+`.textContent`); got != offers {
					t.Errorf("%s: got label %q, want %q", when, got, offers)
				}
			}
			count("opened", true)
			b.want(`document.querySelector(".region").scrollWidth <= document.querySelector(".region").clientWidth`, "the filled columns fit on the screen")
			b.click(button)
			count("asked for", false)
			b.click(button)
			count("put away again", true)

			eval[any](b, `location.hash = "`+test.hidden+`"`)
			b.want(inSight+`(document.getElementById("`+test.hidden+`"))`, "an addressed cell of a hidden column is in sight")
			count("addressed", false)

			b.click(button)
			eval[any](b, `dispatchEvent(new Event("beforeprint"))`)
			if got := eval[int](b, shown); got != test.all {
				t.Errorf("printing: got %d columns, want %d", got, test.all)
			}
			eval[any](b, `dispatchEvent(new Event("afterprint"))`)
			count("printed", true)

			b.withoutScripts()
			b.open(test.path)
			if got := eval[int](b, shown); got != test.all {
				t.Errorf("without scripts: got %d columns, want %d", got, test.all)
			}
		})
	}
	b := newTab(t)
	for _, path := range []string{"/tables/1", "/tables/7", "/tables/8", "/tables/12"} {
		b.open(base + path)
		b.never(`document.querySelector(".columns:not(.copying)")`, path+": a control over empty columns where all columns have room", 10*time.Millisecond)
	}
	b.resize(360, 800)
	b.open(base + "/tables/12")
	b.want(status+`.textContent === "3 个空列未显示"`, "on a phone the empty columns of table 12 are put away")
}

// On a phone prose stands folded under the figures of its row, and opens there.
func TestFoldedProse(t *testing.T) {
	b := newTab(t)
	b.resize(360, 800)
	b.open(base + "/tables/14")
	cell := `document.getElementById("r4c2")`
	before := eval[string](b, cell+`.textContent`)
	b.want(cell+`.offsetHeight < 40`, "the prose takes a line")
	b.click(cell + `.querySelector("button")`)
	b.want(cell+`.offsetHeight > 100`, "the prose is open")
	if got := eval[string](b, cell+`.textContent`); got != before || len(got) < 100 {
		t.Errorf("got text %q, want the published text", got)
	}
	b.open(base + "/tables/14#r9c2")
	b.want(`document.getElementById("r9c2").getAttribute("class").includes("folded") === false`, "an addressed text is open")
	const goal = `document.querySelector("#f3 dd")`
	b.open(base + "/tables/14")
	b.want(goal+`.offsetHeight < 40`, "the prose in the head of the form takes a line")
	b.open(base + "/tables/14#f3p1")
	b.want(goal+`.offsetHeight > 100`, "addressed, it is open")
	b.resize(1280, 800)
	b.open(base + "/tables/14")
	b.want(goal+`.offsetHeight > 50 && !`+goal+`.querySelector("button").offsetHeight`, "where there is room the head is not folded")
	b.want(cell+`.offsetHeight > 50 && !`+cell+`.querySelector("button").offsetHeight`, "where there is room nothing is folded")
}
