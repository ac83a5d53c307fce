package browser

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// JavaScript expressions of the tests: the page's first terms, and the tooltip.
const (
	term  = `document.querySelectorAll("a.term:not(.own)")[0]`
	other = `document.querySelectorAll("a.term:not(.own)")[1]`
	tip   = `document.querySelector(".tooltip")`
	open  = `(` + tip + `?.getClientRects().length > 0)`

	section  = base + "/sections/3" // speaks of 项目支出 three times
	glossary = base + "/sections/8"
)

func TestTooltipByKeyboard(t *testing.T) {
	b := newTab(t)
	b.resize(1000, 800) // no definitions in the margin
	b.open(section)
	b.never(open, "tooltip before anything is done", 50*time.Millisecond)
	b.tabTo(term)
	b.want(`document.activeElement === `+term, "Tab moves to the term")
	b.want(open, "tooltip when the term has the focus")

	b.press("Escape")
	b.want(`!`+open, "Escape dismisses")
	b.want(`document.activeElement === `+term, "Escape keeps the focus on the term")

	b.open(section)
	b.tabTo(term)
	b.want(open, "tooltip when the term has the focus")
	b.pointTo(`document.querySelector("h1")`)
	b.never(`!`+open, "pointing elsewhere closes what the keyboard opened", 500*time.Millisecond)
	b.press("Tab")
	b.want(`!`+open+` || `+tip+`.textContent.includes(document.activeElement.textContent)`, "leaving the term dismisses")

	b.open(section)
	b.tabTo(term)
	b.press("Enter")
	b.want(`location.pathname === "`+glossary+`" && location.hash === "#t6"`, "Enter follows the link")
}

func TestTooltipByMouse(t *testing.T) {
	b := newTab(t)
	b.resize(1000, 800) // no definitions in the margin
	b.open(section)
	eval[any](b, `for (const e of [`+term+`, document.querySelector("h1")]) {
		e.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
	}`)
	b.never(open, "tooltip of a term that the pointer only passes", 400*time.Millisecond)
	b.pointTo(term)
	b.want(open, "tooltip where the pointer rests on a term")
	b.pointTo(tip + `.querySelector(".tooltip-definition")`)
	b.never(`!`+open, "the tooltip goes when the pointer moves onto it", 600*time.Millisecond)
	b.pointTo(`document.querySelector("h1")`)
	b.want(`!`+open, "pointing elsewhere dismisses")

	b.pointTo(term)
	b.want(open, "tooltip where the pointer rests on a term")
	b.press("Escape")
	b.want(`!`+open, "Escape dismisses under the pointer")

	b.open(section)
	b.pointTo(term)
	b.want(open, "tooltip where the pointer rests on a term")
	b.click(tip + `.querySelector("a")`)
	b.want(`location.pathname === "`+glossary+`" && location.hash === "#t6"`, "the tooltip's link leads to the entry")

	b.open(section)
	b.click(term)
	b.want(`location.hash === "#t6"`, "a click on the term follows the link")
}

func TestTooltipByTouch(t *testing.T) {
	b := newTab(t)
	b.resize(360, 740)
	b.touchscreen()
	b.open(section)
	b.tap(term)
	b.want(open, "the first tap explains the term")
	b.never(`location.pathname !== "`+section+`"`, "the first tap leaves the page", 300*time.Millisecond)
	b.tap(`document.querySelector("h1")`)
	b.want(`!`+open, "touching elsewhere dismisses")

	b.tap(term)
	b.want(open, "a tap explains the term again")
	b.tap(tip + `.querySelector(".tooltip-definition")`)
	b.never(`!`+open, "touching the tooltip dismisses it", 300*time.Millisecond)
	b.tap(tip + `.querySelector("a")`)
	b.want(`location.pathname === "`+glossary+`" && location.hash === "#t6"`, "the tooltip's link leads to the entry")

	b.open(section)
	b.tap(term)
	b.want(open, "a tap explains the term")
	b.tap(term)
	b.want(`location.hash === "#t6"`, "the second tap follows the link")
}

func TestTooltipOneAtATime(t *testing.T) {
	b := newTab(t)
	b.resize(1000, 800) // no definitions in the margin
	b.open(base + "/tables/7")
	b.tabTo(other)
	b.want(open+` && `+tip+`.querySelector(".box-name").textContent === `+other+`.textContent`, "tooltip of the focused term")
	b.pointTo(term)
	b.want(tip+`?.querySelector(".box-name").textContent === `+term+`.textContent`, "tooltip of the term under the pointer")
	if n := eval[int](b, `document.querySelectorAll(".tooltip").length`); n != 1 {
		t.Errorf("got %d tooltips, want 1", n)
	}
}

// The tooltip shows the entry's own term and the whole definition, and says so
// where the report spells the term otherwise.
func TestTooltipText(t *testing.T) {
	b := newTab(t)
	b.resize(1000, 800) // no definitions in the margin
	for _, test := range []struct{ path, spelling, name, begins, ends, note string }{
		{section, "项目支出", "项目支出", "六、项目支出：", "。", ""},
		{base + "/tables/6", "一般公共预算拨款", "一般公共预算拨款收入", "一、一般公共预算拨款收入：", "。", "此处写作“一般公共预算拨款”。"},
		{base + "/tables/1", "结转下年", "年末结转和结余", "八、年末结转和结余：", "。", "此处写作“结转下年”。"},
		{glossary, "基本支出", "基本支出", "五、基本支出：", "。", ""},
		{base + "/print", "结转下年", "年末结转和结余", "八、年末结转和结余：", "。", "此处写作“结转下年”。"},
	} {
		b.open(test.path)
		b.tabTo(`[...document.querySelectorAll("a.term")].find((a) => a.textContent === "` + test.spelling + `")`)
		if !b.holds(open) {
			t.Errorf("%s: got no tooltip for %s", test.path, test.spelling)
			continue
		}
		text := func(selector string) string {
			return eval[string](b, tip+`.querySelector("`+selector+`")?.textContent ?? ""`)
		}
		if got := text(".box-name"); got != test.name {
			t.Errorf("%s: got term %q, want %q", test.path, got, test.name)
		}
		got := text(".tooltip-definition")
		if !strings.HasPrefix(got, test.begins) || !strings.HasSuffix(got, test.ends) {
			t.Errorf("%s: got definition %q, want one from %q to %q", test.path, got, test.begins, test.ends)
		}
		if want := eval[string](b, `document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent`); got != want {
			t.Errorf("%s: got definition %q, want the whole of %q", test.path, got, want)
		}
		if got := text(".tooltip-spelling"); got != test.note {
			t.Errorf("%s: got note on the spelling %q, want %q", test.path, got, test.note)
		}
		if got, want := eval[string](b, tip+`.querySelector("a").href`), eval[string](b, `document.activeElement.href`); got != want {
			t.Errorf("%s: got link to %s, want %s", test.path, got, want)
		}
	}
}

// A screen reader hears the definition once: as the description of the link.
func TestTooltipAloud(t *testing.T) {
	b := newTab(t)
	b.resize(1000, 800) // no definitions in the margin
	b.open(section)
	b.tabTo(term)
	b.want(open, "tooltip when the term has the focus")
	b.want(`document.activeElement.getAttribute("aria-describedby") === "def-6"`, "the link is described by the definition")
	b.want(tip+`.closest("[aria-hidden=true]")`, "the tooltip is hidden from screen readers")
	b.want(`!`+tip+`.querySelector("a[href]:not([tabindex='-1'])")`, "nothing in the tooltip takes the focus")
}

// shownTerms are the terms that are in sight: a column without figures is not.
const shownTerms = `[...document.querySelectorAll("a.term")].filter((a) => a.getClientRects().length > 0)`

// The tooltip stays in the window and never covers its term, wherever the term
// stands on the smallest screen.
func TestTooltipPlace(t *testing.T) {
	b := newTab(t)
	for _, path := range []string{section, base + "/sections/5", base + "/tables/1", base + "/tables/2", base + "/tables/7", glossary} {
		for _, height := range []int64{568, 320} {
			b.resize(320, height)
			b.open(path)
			terms := eval[int](b, shownTerms+`.length`)
			if terms == 0 {
				t.Errorf("%s: got no term, want some", path)
			}
			for k := range terms {
				for _, at := range []string{"start", "center", "end"} {
					wrong := eval[string](b, placed(k, at))
					if wrong != "" {
						t.Errorf("%s at 320 × %d, term %d at the %s of the window: %s", path, height, k, at, wrong)
					}
				}
			}
		}
	}
}

// placed focuses the k-th term, scrolls it to a place in the window and says
// what is wrong with where the tooltip then is.
func placed(k int, at string) string {
	return `(async () => {
		const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		document.activeElement.blur();
		const term = ` + shownTerms + `[` + strconv.Itoa(k) + `];
		term.focus({ focusVisible: true });
		term.scrollIntoView({ block: "` + at + `", inline: "nearest" });
		await frame();
		const tip = document.querySelector(".tooltip");
		if (!tip) {
			const line = term.getClientRects()[0];
			const hit = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
			return term.contains(hit) ? "no tooltip" : "";
		}
		const box = tip.getBoundingClientRect();
		const wrong = [];
		if (box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight) {
			wrong.push("it leaves the window: " + JSON.stringify(box));
		}
		if (tip.scrollWidth > tip.clientWidth) {
			wrong.push("its text is cut off at the side");
		}
		for (const line of term.getClientRects()) {
			if (line.left < box.right && box.left < line.right && line.top < box.bottom && box.top < line.bottom) {
				wrong.push("it covers the term");
			}
		}
		return wrong.join("; ");
	})()`
}

// Where the definition stands in the margin beside a term, it is not said again;
// a mention far from it is explained where it is.
func TestTooltipInTheMargin(t *testing.T) {
	b := newTab(t)
	b.resize(1280, 800)
	b.open(section)
	b.pointTo(term)
	b.never(open, "a tooltip beside the definition in the margin", 500*time.Millisecond)
	b.want(`Math.abs(document.querySelector(".beside-1").getBoundingClientRect().top - document.querySelector(".term-1").getBoundingClientRect().top) < 40`, "the definition stands level with the term")
	b.tabTo(other)
	b.want(open+` && `+tip+`.getBoundingClientRect().top - `+other+`.getBoundingClientRect().bottom < 20`, "the tooltip stands under a later mention")
}

func TestTooltipFollowsItsTerm(t *testing.T) {
	b := newTab(t)
	b.resize(1000, 800) // no definitions in the margin
	b.open(section)
	b.tabTo(term)
	b.want(open, "tooltip when the term has the focus")
	before := eval[float64](b, tip+`.getBoundingClientRect().top - `+term+`.getBoundingClientRect().top`)
	eval[any](b, `scrollBy(0, 60)`)
	b.want(tip+` && Math.abs(`+tip+`.getBoundingClientRect().top - `+term+`.getBoundingClientRect().top) < 400`, "the tooltip moves with the term")
	after := eval[float64](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => `+
		tip+`.getBoundingClientRect().top - `+term+`.getBoundingClientRect().top)`)
	if before != after {
		t.Errorf("got the tooltip %v px from its term after scrolling, want %v as before", after, before)
	}
	eval[any](b, `scrollTo(0, document.documentElement.scrollHeight)`)
	b.want(`!`+open, "the tooltip closes when its term is out of sight")
}

func TestTermWithoutScripts(t *testing.T) {
	b := newTab(t)
	b.withoutScripts()
	b.open(section)
	b.click(term)
	b.want(`location.pathname === "`+glossary+`" && location.hash === "#t6"`, "the link leads to the entry")
	b.want(`document.querySelector(":target").textContent.startsWith("六、项目支出：")`, "the entry is the addressed place")
	b.open(base + "/tables/2")
	b.want(`!document.querySelector(".columns")`, "no control that would do nothing")
}
