package browser

import (
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

// inTheMiddle is true where an element is as far from its row's label as from
// the other edge of its table's region.
const inTheMiddle = `((e) => {
	const box = e.getBoundingClientRect();
	const label = e.closest("tr").querySelector(".stick").getBoundingClientRect().right;
	const edge = e.closest(".region").getBoundingClientRect().right;
	return Math.abs((box.left - label) - (edge - box.right)) < 4;
})`

// A cell that is addressed is in sight and tinted: when the page is opened at
// it and when one goes to it on the page.
func TestAddressedCell(t *testing.T) {
	wide := base + "/tables/2"
	for _, test := range []struct {
		path, cell    string
		width, height int64
		inner         bool // there are columns enough on both sides of it
	}{
		{wide, "r2c16", 360, 640, false},
		{wide, "r2c16", 1280, 800, false},
		{wide, "r2c3", 320, 568, false},
		{wide, "r1c9", 768, 500, true},
		{wide, "r1c9", 360, 640, true},
		{base + "/tables/5", "r9c15", 360, 400, false},
		{base + "/tables/7", "r18c6", 360, 500, false},
		{base + "/tables/1", "r22c4", 360, 640, false},
		{base + "/tables/14", "r11c5", 360, 640, false},
	} {
		t.Run(test.path[len(base):]+"#"+test.cell, func(t *testing.T) {
			b := newTab(t)
			b.resize(test.width, test.height)
			target := `document.getElementById("` + test.cell + `")`
			check := func(how string) {
				b.want(inSight+`(`+target+`)`, how+": the cell is in sight")
				b.want(target+`.matches(":target")`, how+": the cell is the addressed place")
				b.want(tint(target)+` !== `+tint(`document.body`), how+": the cell is tinted")
				b.want(tint(target)+` !== `+tint(target+`.previousElementSibling`), how+": the cell stands out from its row")
				if test.inner {
					b.want(inTheMiddle+`(`+target+`)`, how+": the cell is in the middle of what can be seen of its row")
				}
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
	b.want(inSight+`(`+row+`.cells[0])`, "the label of the row is in sight")
	b.want(tint(row+`.cells[0]`)+` !== `+tint(`document.body`), "the row is tinted")
	b.open(base + "/tables/7#code-2210201")
	b.want(inSight+`(document.querySelector("td:has(#code-2210201), th:has(#code-2210201)"))`, "the cell of the code is in sight")
}

// The label column stays in sight while a row is scrolled, and the header while
// rows are.
func TestStickyParts(t *testing.T) {
	b := newTab(t)
	b.resize(360, 400)
	b.open(base + "/tables/5")
	region := `document.querySelector(".region")`
	eval[any](b, region+`.scrollTo(400, 300)`)
	b.want(region+`.scrollLeft > 300 && `+region+`.scrollTop > 100`, "the region scrolls both ways")
	b.want(`Math.abs(document.querySelector("tbody .stick").getBoundingClientRect().left - `+region+`.getBoundingClientRect().left) < 2`,
		"the label column stays at the edge of the region")
	b.want(`Math.abs(document.querySelector("thead").getBoundingClientRect().top - `+region+`.getBoundingClientRect().top) < 2`,
		"the header stays at the top of the region")
	b.want(region+`.tabIndex === 0 && document.getElementById(`+region+`.getAttribute("aria-labelledby")).textContent.includes("表 5")`,
		"the region can be reached by keyboard and is named after its table")
}

func TestEmptyColumns(t *testing.T) {
	const button = `document.querySelector(".columns button")`
	const shown = `[...document.querySelectorAll("thead th[scope=col]")].filter((th) => th.checkVisibility()).length`
	// Every row of the header and of the body fills the same number of columns.
	const even = `(() => {
		const widths = [...document.querySelectorAll(".sheet.wide tbody tr")].map((tr) => [...tr.cells].filter((c) => c.checkVisibility()).length);
		const heads = [...document.querySelector(".sheet.wide thead").rows[0].cells].filter((c) => c.checkVisibility());
		return widths.every((n) => n === ` + shown + `) && heads.reduce((n, th) => n + th.colSpan, 0) === ` + shown + `;
	})()`
	for _, test := range []struct {
		path             string
		all, left        int
		label, put, back string
		hidden           string
	}{
		{base + "/tables/2", 16, 5, "隐藏 11 个空列", "显示 5 列，共 16 列", "共 16 列", "r2c16"},
		{base + "/tables/4", 13, 4, "隐藏 9 个空列", "显示 4 列，共 13 列", "共 13 列", "r1c13"},
		{base + "/tables/5", 15, 4, "隐藏 11 个空列", "显示 4 列，共 15 列", "共 15 列", "r1c15"},
	} {
		t.Run(test.path[len(base):], func(t *testing.T) {
			b := newTab(t)
			b.open(test.path)
			count := func(when string, columns int, pressed, status string) {
				t.Helper()
				if got := eval[int](b, shown); got != columns {
					t.Errorf("%s: got %d columns shown, want %d", when, got, columns)
				}
				b.want(even, when+": every row fills every column")
				if got := eval[string](b, button+`.getAttribute("aria-pressed")`); got != pressed {
					t.Errorf("%s: got aria-pressed %q, want %q", when, got, pressed)
				}
				if got := eval[string](b, button+`.textContent`); got != test.label {
					t.Errorf("%s: got label %q, want %q", when, got, test.label)
				}
				if got := eval[string](b, `document.querySelector(".columns [role=status]").textContent`); got != status {
					t.Errorf("%s: got status %q, want %q", when, got, status)
				}
			}
			count("opened", test.all, "false", test.back)
			b.click(button)
			count("pressed", test.left, "true", test.put)
			b.want(`document.querySelector(".region").scrollWidth <= document.querySelector(".region").clientWidth`, "the filled columns fit on the screen")
			b.click(button)
			count("pressed again", test.all, "false", test.back)

			b.click(button)
			eval[any](b, `location.hash = "`+test.hidden+`"`)
			b.want(inSight+`(document.getElementById("`+test.hidden+`"))`, "an addressed cell of a hidden column is in sight")
			count("addressed", test.all, "false", test.back)

			b.click(button)
			eval[any](b, `dispatchEvent(new Event("beforeprint"))`)
			if got := eval[int](b, shown); got != test.all {
				t.Errorf("printing: got %d columns, want %d", got, test.all)
			}
			eval[any](b, `dispatchEvent(new Event("afterprint"))`)
			count("printed", test.left, "true", test.put)
		})
	}
	b := newTab(t)
	for _, path := range []string{"/tables/1", "/tables/7", "/tables/8"} {
		b.open(base + path)
		b.never(`document.querySelector(".columns")`, path+": a control over empty columns", 10*time.Millisecond)
	}
}
