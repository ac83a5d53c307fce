package browser

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	mark   = `document.querySelector("#r11c2 > .bound")` // on the page signed
	figure = `document.querySelector("#p1 a.same")`
	small  = `document.querySelector(".figure-box")`
	boxed  = `(` + small + `?.checkVisibility())`

	signed = base + "/tables/4"
)

// cellFigure is the figure of a cell.
func cellFigure(id string) string { return `document.querySelector("#` + id + ` data")` }

// reads fails the test unless the open box of a figure reads as wanted, its
// lines joined by strokes.
func (b *tab) reads(want, message string) {
	b.Helper()
	b.want(boxed, message)
	got := eval[string](b, `[...`+small+`.querySelectorAll(":scope > p, li")].map((e) => e.textContent).filter(Boolean).join(" | ")`)
	if got != want {
		b.Errorf("%s: got %s, want %s", message, got, want)
	}
}

// One press on a figure opens one small box that says what it is: in a table, a
// form and running text alike, by mouse, finger and keyboard.
func TestFigureBox(t *testing.T) {
	b := newTab(t)
	cell := "深圳市福田区政务服务数据管理局 › 深圳市福田区政务服务数据管理局（本级） › 一般公共服务支出 › 政府办公厅（室）及相关机构事务 | " +
		"其他政府办公厅（室）及相关机构事务支出 | 2010399 · 支出总计 · 2021 年 | 2,139.00 万元 | 核对：3 项，都一致 | 这个数还出现在哪里 | 引用"
	for _, width := range []int64{1280, 360} {
		b.resize(width, 800)
		b.open(narrow)
		b.click(cellFigure("r6c4"))
		b.reads(cell, "a click on a figure")
		b.want(inWindow(small), "the box is in the window")
		b.click(cellFigure("r6c5"))
		b.want(boxed+` && document.querySelectorAll(".box").length === 1 && `+small+`.querySelector("b").textContent === "75.77"`, "one box at a time")
		b.click(`document.querySelector("h1")`)
		b.want(`!`+boxed, "a press elsewhere closes the box")
	}
	b.open(narrow)
	b.tabTo(cellFigure("r1c4"))
	b.press("Enter")
	b.want(boxed+` && `+small+`.contains(document.activeElement)`, "Enter opens the box, which has the focus")
	b.press("Escape")
	b.want(`!`+boxed+` && document.activeElement === `+cellFigure("r1c4"), "Escape closes the box, and the focus returns")

	for _, test := range []struct{ path, figure, want string }{
		{base + "/sections/2", figure, "部门预算收入 | 2021 年 | 2,708.03 万元 | 同一个数：表 1 · 收入总计 · 收入 · 2021 年预算数 | 核对：2 项，都一致 | 这个数还出现在哪里 | 引用"},
		{base + "/sections/3", `document.querySelector("#p6 span[data-checks]")`, "主要用于购买 | 2021 年 | 4 | 核对：1 项，都一致 | 引用"},
		{base + "/projects/1", cellFigure("f7p1"), "本年预算金额（万元） | 2021 年 | 476.00 万元 | 核对：9 项，都一致 | 这个数还出现在哪里 | 引用"},
		{base + "/projects/13", `document.querySelector("#i3c4 a.disagree")`, "产出指标 › 数量指标 | 购置办公设备数量 | 2021 年 | 10 | 核对：2 项，其中 1 项不一致 | 引用"},
		{base + "/tables/12", cellFigure("r3c3"), "深圳市福田区政务服务数据管理局 | 深圳市福田区政务服务数据管理局（本级） | 2020 · 总计 | 3.67 万元 | 核对：3 项，都一致 | 这个数还出现在哪里 | 引用"},
		{signed, mark, "工资福利支出"},
	} {
		b.touchscreen()
		b.resize(360, 740)
		b.open(test.path)
		b.tap(test.figure)
		if test.path == signed {
			b.want(boxed+` && `+small+`.textContent.includes("75.77") && `+small+`.textContent.includes("项尾差")`, "the sign belongs to its figure")
			continue
		}
		b.reads(test.want, test.path+": a tap")
	}

	b.open(narrow)
	for _, nothing := range []string{`document.querySelector("#r5c6")`, `document.querySelector("#r6 .label:not(:empty)")`, `document.querySelector("#r6c2")`} {
		b.tap(nothing)
		b.never(`document.querySelector(".box")`, "a tap on a blank cell, a label or a code opens something", 100*time.Millisecond)
	}
}

// Back closes what is open and stays on the page, where the reader was; after
// that, and after a link in the box, the history is as without the box.
func TestBackClosesTheBox(t *testing.T) {
	b := newTab(t)
	b.open(base)
	b.do(chromedp.Navigate(origin + narrow))
	b.click(cellFigure("r17c4"))
	b.want(boxed, "the box is open")
	at := eval[float64](b, `scrollY`)
	b.back()
	b.want(`!`+boxed+` && location.pathname === "`+narrow+`"`, "Back closes the box and stays on the page")
	if got := eval[float64](b, `scrollY`); got != at {
		t.Errorf("after Back: got the page at %v, want %v as before", got, at)
	}
	b.click(cellFigure("r17c4"))
	b.citeFromBox()
	b.back()
	b.want(`!document.querySelector(".box") && location.pathname === "`+narrow+`"`, "Back closes the panel that a box led to")

	for _, away := range []string{small + `.querySelector("a[href*='/checks/']")`, `document.querySelector(".standing a")`} {
		b.open(narrow)
		b.click(cellFigure("r6c4"))
		b.want(boxed, "the box is open")
		eval[any](b, `setTimeout(() => `+away+`.click())`)
		b.want(`location.pathname === "`+base+`/checks/tables/7"`, "a link leads on with the box open")
		b.back()
		b.want(`location.pathname === "`+narrow+`" && !`+boxed, "Back leads to the page")
		b.back()
		b.want(`location.pathname !== "`+narrow+`"`, "and once more before it")
	}
}

// citeFromBox presses 引用 in the open box of a figure.
func (b *tab) citeFromBox() {
	b.Helper()
	b.want(boxed, "the box of a figure")
	eval[any](b, small+`.querySelector("button").click()`)
	b.want(cited, "the panel that cites the figure")
}

// back goes back in the history, as the browser's own button does.
func (b *tab) back() {
	b.Helper()
	eval[any](b, `setTimeout(() => history.back())`)
}

// A table's figures are one stop for the keyboard, with arrow keys inside, and
// there is a way past the table.
func TestFiguresByKeyboard(t *testing.T) {
	b := newTab(t)
	for _, path := range []string{narrow, signed, base + "/tables/1", base + "/tables/14", base + "/projects/1", base + "/sections/3"} {
		b.open(path)
		if got := eval[string](b, `[...document.querySelectorAll(".part :is(table.annex, .prose, .fields)")].map((group) =>
			[...group.querySelectorAll("a, [tabindex]")].filter((e) => e.tabIndex === 0 && !e.matches(".term, :is(p, dt) > .cite, a[href*='/projects/']")).length).join(" ")`); strings.Trim(got, " 01") != "" {
			t.Errorf("%s: got %s stops at the figures of its tables, texts and forms, want one each", path, got)
		}
	}
	b.open(narrow)
	b.tabTo(cellFigure("r1c4"))
	for _, step := range []struct{ key, at string }{
		{kb.ArrowDown, cellFigure("r2c4")}, {kb.ArrowRight, cellFigure("r2c5")}, {kb.ArrowRight, cellFigure("r2c6")},
		{kb.ArrowRight, `document.querySelector("#r3 a.cite")`}, {kb.ArrowRight, cellFigure("r3c4")}, {kb.ArrowUp, cellFigure("r2c4")},
		{kb.ArrowLeft, `document.querySelector("#r2 a.cite")`},
	} {
		b.do(chromedp.KeyEvent(step.key))
		b.want(`document.activeElement === `+step.at, "the arrows lead to "+step.at)
	}
	b.want(`document.activeElement.getAttribute("aria-label") === "引用此行" && document.activeElement.getAttribute("aria-hidden") !== "true"`, "a row's control has a name when it has the focus")
	b.press("Enter")
	b.want(cited+` && `+panel+`.querySelector("a").hash === "#r2"`, "Enter on it cites the row")
	b.press("Escape")
	b.press("Tab")
	b.want(`!document.activeElement.matches("data, tbody .cite")`, "Tab leaves the figures")
	b.want(`[...document.querySelectorAll("tbody a.cite")].filter((a) => a.getAttribute("aria-hidden") !== "true").length <= 1`, "the other rows have no control for a screen reader")

	b.open(narrow)
	b.tabTo(`document.querySelector(".pass")`)
	b.want(inWindow(`document.querySelector(".pass")`)+` && document.querySelector(".pass").getBoundingClientRect().height > 20`, "the way past the table is seen when it has the focus")
	b.press("Enter")
	b.press("Tab")
	b.want(`document.activeElement.compareDocumentPosition(document.querySelector("table")) & Node.DOCUMENT_POSITION_PRECEDING && !document.activeElement.closest("table")`, "it leads past the table")
}

// The signs are in nobody's way: not among the digits, not in what is copied.
func TestSignAside(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	for _, width := range []int64{360, 1280} {
		b.resize(width, 800)
		b.open(signed)
		if over := eval[string](b, `[...document.querySelectorAll("td > .bound")].filter((m) => {
			const digits = document.createRange();
			digits.selectNodeContents(m.parentElement.querySelector("data"));
			const box = m.getBoundingClientRect(), next = m.parentElement.nextElementSibling?.querySelector("data");
			return digits.getBoundingClientRect().right > box.left + 1 || box.width < 24 || box.height < 24 || next && next.getBoundingClientRect().left < box.right;
		}).map((m) => m.hash).join(" ")`); over != "" {
			t.Errorf("at %d px: got signs over digits, or too small to press, at %s", width, over)
		}
		right := `new Set([...document.querySelectorAll("tbody td:nth-child(2).amount data")].map((d) => Math.round(d.getBoundingClientRect().right * 4))).size`
		if got := eval[int](b, right); got != 1 {
			t.Errorf("at %d px: got figures of one column that end at %d places, want one", width, got)
		}
	}
	b.want(`document.querySelectorAll(".bound").length === 3 && document.querySelector(".standing").textContent.includes("≈")`, "only what does not agree has a sign, which is explained")
	eval[any](b, `getSelection().selectAllChildren(document.querySelector("#r11c2"))`)
	b.edit("copy")
	if got, want := b.pasted(), "75.77"; got != want {
		t.Errorf("a cell copied: got %q, want %q", got, want)
	}
}

// Without scripts a sign leads to its checks, and a figure in running text to
// the cell that it repeats.
func TestFiguresWithoutScripts(t *testing.T) {
	b := newTab(t)
	b.withoutScripts()
	b.open(signed)
	b.click(mark)
	b.want(`location.pathname === "`+base+`/checks/tables/4" && location.hash === "#r11c2" && document.querySelector("#r11c2 .figure a")`, "the sign leads to the checks of its figure")
	b.click(`document.querySelector("#r11c2 .figure a")`)
	b.want(`location.pathname === "`+signed+`" && location.hash === "#r11c2"`, "and back to its place")
	b.open(base + "/sections/2")
	b.click(figure)
	b.want(`location.pathname === "`+base+`/tables/1" && location.hash === "#r22c2"`, "a figure in the text leads to the cell")
}

// In an engine of some years ago everything that opens still opens, at its place.
func TestOldEngine(t *testing.T) {
	b := newTab(t)
	b.old()
	b.open(narrow)
	b.click(cellFigure("r6c4"))
	b.want(boxed+` && ((box, figure) => Math.min(Math.abs(box.top - figure.bottom), Math.abs(figure.top - box.bottom)) < 12)(
		`+small+`.getBoundingClientRect(), `+cellFigure("r6c4")+`.getBoundingClientRect())`, "the box of a figure stands right below or above it")
	b.citeFromBox()
	b.back()
	b.want(`!document.querySelector(".box")`, "Back closes it")
	eval[any](b, `document.querySelector("#r6 a.cite").click()`)
	b.want(cited+` && `+panel+`.querySelector("a").hash === "#r6" && location.hash === ""`, "a row's control cites the row")
	b.press("Escape")
	b.drag("r5c4", "r6c5")
	b.open(narrow + "#r6")
	b.want(tint(`document.querySelector("#r6c4")`)+` !== `+tint(`document.body`), "an addressed row is tinted")
	b.open(section)
	b.pointTo(other)
	b.want(open+` && Math.abs(`+tip+`.getBoundingClientRect().left - `+other+`.getBoundingClientRect().left) < 200 && `+tip+`.getBoundingClientRect().left > 100`, "a term is explained at the term")
	if complaints, _ := b.heard(); len(complaints) > 0 {
		t.Errorf("got complaints %q", complaints)
	}
}

// Where the scripts fail to open something, the link leads.
func TestFailingScript(t *testing.T) {
	b := newTab(t)
	b.open(narrow)
	eval[any](b, `places.ofRow = () => { throw new Error("broken") }`)
	eval[any](b, `document.querySelector("#r6 a.cite").click()`)
	b.want(`location.hash === "#r6"`, "the control leads to its row")
}

func TestAxeOfFigures(t *testing.T) {
	need(t, "axe")
	axe, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	for _, width := range []int64{1280, 360} {
		b.resize(width, 800)
		for _, test := range []struct{ path, figure string }{
			{base + "/sections/2", figure}, {narrow, cellFigure("r6c4")}, {signed, mark}, {base + "/projects/1", cellFigure("f7p1")},
		} {
			b.open(test.path)
			eval[any](b, string(axe)+";0")
			b.click(test.figure)
			b.want(boxed, "the box of a figure")
			for _, scheme := range []string{"light", "dark"} {
				b.scheme(scheme)
				if found := violations(b, "document", ""); found != "" {
					t.Errorf("%s at %d px, %s:\n%s", test.path, width, scheme, found)
				}
			}
		}
	}
}

// In forced colours, which take all tints away, the addressed place, the current
// page among the contents and the legend of the checks are told by lines.
func TestForcedColours(t *testing.T) {
	b := newTab(t)
	b.media("forced-colors", "active")
	for _, at := range []string{narrow + "#r6c4", narrow + "#r6", base + "/sections/3#p4", base + "/projects/1#f7"} {
		b.open(at)
		b.want(`getComputedStyle(document.querySelector(":target")).outlineStyle === "solid"`, at+": the addressed place has an outline")
	}
	b.want(`((current, other) => getComputedStyle(current).borderLeftColor !== getComputedStyle(other).borderLeftColor)(
		document.querySelector(".contents li a[aria-current]"), document.querySelector(".contents li a:not([aria-current])"))`, "the current page stands out in the contents")
	b.open(base + "/checks")
	b.want(`new Set([...document.querySelectorAll(".legend li")].map((li) => getComputedStyle(li, "::before").backgroundColor)).size === 4`, "the legend has four different signs")
}

// Where else an amount stands can be asked of an amount in any paragraph of a form's
// indicator, and on the page of a version; what is asked is the amount, without the words
// around it.
func TestWhereElseOfAForm(t *testing.T) {
	b := newTab(t)
	b.open(base)
	version := eval[string](b, `document.documentElement.innerHTML.match(/budget(@[0-9a-f]{12})/)[1]`)
	const figure = `document.querySelector("tbody [id] p data")`
	for _, path := range []string{base + "/projects/2", base + version + "/projects/2"} {
		b.open(path)
		b.click(figure)
		b.want(boxed, path+": the box is open")
		b.want(`((asked) => asked.get("q") === `+figure+`.textContent + "万元" && asked.get("in") === "`+base[1:]+`" && asked.get("at") === "/projects/2#" + `+figure+`.closest("[id]").id)(
			new URL(`+small+`.querySelector("a[href^='/search']").href).searchParams)`, path+": the amount and its place are asked")
		eval[any](b, `setTimeout(() => `+small+`.querySelector("a[href^='/search']").click())`)
		b.want(`location.pathname === "/search" && document.querySelector("main").textContent.includes("里还有")`, path+": its own place is not among the answers")
	}
}
