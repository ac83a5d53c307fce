package browser

import (
	"os"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
)

const (
	mark   = `document.querySelector("#r6c4 > .bound")`
	figure = `document.querySelector("#p1 a.same")`
)

// A mark is a link for mouse, finger and keyboard, although a click on its cell
// does something else.
func TestMarkIsFollowed(t *testing.T) {
	b := newTab(t)
	arrived := `location.pathname === "` + base + `/checks/tables/7" && location.hash === "#r6c4" && document.querySelector("#r6c4").matches(":target")`
	for _, width := range []int64{1280, 360} {
		b.resize(width, 800)
		b.open(narrow + "#r6c4")
		b.click(mark)
		b.want(arrived, "a click on the mark follows it")
	}
	b.click(`document.querySelector("#r6c4 .figure a")`)
	b.want(`location.pathname === "`+narrow+`" && location.hash === "#r6c4"`, "the figure leads back to its place")
	b.open(narrow)
	b.tabTo(mark)
	b.press("Enter")
	b.want(arrived, "Enter follows the mark")
	b.touchscreen()
	b.open(narrow + "#r6c4")
	b.tap(mark)
	b.want(arrived, "a tap follows the mark")
	b.open(narrow + "#r6c4")
	b.tap(`document.querySelector("#r6c4 data")`)
	b.want(cited, "a tap on the figure still offers to cite it")
}

// A mark is in nobody's way: not among the digits, not in what is copied, not
// on paper.
func TestMarkAside(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	for _, path := range []string{narrow, base + "/tables/1", base + "/tables/2", base + "/tables/4"} {
		for _, width := range []int64{360, 1280} {
			b.resize(width, 800)
			b.open(path)
			if over := eval[string](b, `[...document.querySelectorAll("td > .bound")].filter((m) => {
				const digits = document.createRange();
				digits.selectNodeContents(m.parentElement.querySelector("data"));
				const box = m.getBoundingClientRect(), next = m.parentElement.nextElementSibling?.querySelector("data");
				return digits.getBoundingClientRect().right > box.left + 1 || next && next.getBoundingClientRect().left < box.right;
			}).map((m) => m.hash).join(" ")`); over != "" {
				t.Errorf("%s at %d px: got marks over digits at %s", path, width, over)
			}
			right := `(() => new Set([...document.querySelectorAll("tbody td:nth-last-child(2).amount data")].map((d) => Math.round(d.getBoundingClientRect().right * 4))).size)()`
			if got := eval[int](b, right); got > 1 {
				t.Errorf("%s at %d px: got figures of one column that end at %d places, want one", path, width, got)
			}
		}
	}
	b.open(narrow)
	b.pointTo(`document.querySelector("#r6c5 data")`)
	b.want(`document.querySelector("#r6c5 > .cite-cell").getBoundingClientRect().left >= `+mark+`.getBoundingClientRect().right - 4`,
		"the control that cites a cell lies clear of the mark before it")
	eval[any](b, `getSelection().selectAllChildren(document.querySelector("#r6"))`)
	if got, want := eval[string](b, `getSelection().toString().replace(/\s+/g, " ").trim()`), "2010399 其他政府办公厅（室）及相关机构事务支出 2,139.00 75.77 2,063.23"; got != want {
		t.Errorf("a row selected: got %q, want %q", got, want)
	}
	eval[any](b, `getSelection().selectAllChildren(document.querySelector("#r6c4"))`)
	b.edit("copy")
	if got, want := b.pasted(), "2,139.00"; got != want {
		t.Errorf("a cell copied: got %q, want %q", got, want)
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.want(`[...document.querySelectorAll(".bound")].every((m) => !m.checkVisibility())`, "paper has no marks")
}

// A figure that stands in a table too says where, and leads there.
func TestFigureInText(t *testing.T) {
	b := newTab(t)
	path := base + "/sections/2"
	place := tip + `?.textContent.includes("表 1 · 收入总计 · 收入 · 2021 年预算数")`
	arrived := `location.pathname === "` + base + `/tables/1" && location.hash === "#r22c2"`
	b.open(path)
	b.tabTo(figure)
	b.want(place, "the keyboard shows the place")
	b.press("Enter")
	b.want(arrived, "Enter leads to the cell")
	b.open(path)
	b.pointTo(figure)
	b.want(place, "the mouse shows the place")
	b.click(figure)
	b.want(arrived, "a click leads to the cell")
	b.touchscreen()
	b.open(path)
	b.tap(figure)
	b.want(place, "the first tap shows the place")
	b.never(`location.pathname !== "`+path+`"`, "the first tap leaves the page", 300*time.Millisecond)
	b.tap(figure)
	b.want(arrived, "the second tap leads to the cell")

	b.withoutScripts()
	b.open(path)
	b.click(figure)
	b.want(arrived, "without scripts the link leads to the cell")
}

func TestAxeOfFigures(t *testing.T) {
	need(t, "axe")
	axe, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.open(base + "/sections/2")
	eval[any](b, string(axe)+";0")
	eval[any](b, figure+`.focus({ focusVisible: true })`)
	b.want(open, "tooltip of a figure")
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		if found := violations(b, "document", ""); found != "" {
			t.Errorf("%s:\n%s", scheme, found)
		}
	}
	b.open(narrow)
	eval[any](b, string(axe)+";0")
	eval[any](b, mark+`.focus({ focusVisible: true })`)
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		if found := violations(b, "document", ""); found != "" {
			t.Errorf("a mark with the focus, %s:\n%s", scheme, found)
		}
	}
	if found := eval[string](b, `axe.run({ include: ".bound" }, { runOnly: { type: "rule", values: ["target-size"] } }).then((found) => found.violations.flatMap((v) => v.nodes.map((n) => n.target.join(" "))).join("\n"))`); found != "" {
		t.Errorf("got targets that are too small or too near one another:\n%s", found)
	}
}
