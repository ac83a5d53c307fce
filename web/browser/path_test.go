package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// tabUntil presses Tab until an element that the selector names has the focus.
func (b *tab) tabUntil(selector string) {
	b.Helper()
	for range 200 {
		b.press("Tab")
		if eval[bool](b, `document.activeElement.matches("`+selector+`")`) {
			return
		}
	}
	b.Fatalf("%s: got no focus on %s after 200 presses of Tab, want it reached", eval[string](b, `location.pathname`), selector)
}

// at waits until the page at a path of the site is there.
func (b *tab) at(path string) {
	b.Helper()
	b.want(`location.pathname === "`+path+`" && document.readyState === "complete"`, "the page "+path)
}

// A reader gets from the first page to one figure, and back, by keyboard alone.
func TestKeyboardPath(t *testing.T) {
	b := newTab(t)
	b.open("/")
	b.press("Tab")
	b.want(`document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0`, "the first stop is the way to the content, and is seen")
	b.tabUntil("input[name=q]")
	b.tabUntil("main a[href='" + base + "']")
	b.press("Enter")
	b.at(base)
	b.tabUntil("a[href='" + narrow + "']")
	b.press("Enter")
	b.at(narrow)
	b.tabUntil("tbody data")
	b.press("Enter")
	b.want(boxed, "Enter on a figure opens its box")
	b.back()
	b.want(`!`+boxed+` && location.pathname === "`+narrow+`" && document.activeElement.matches("tbody data")`, "Back closes it, and the figure has the focus again")
	b.back()
	b.at(base)
}

// Without scripts a reader searches, opens the contents, reads a table and finds
// its files.
func TestPathWithoutScripts(t *testing.T) {
	b := newTab(t)
	b.withoutScripts()
	b.resize(360, 800)
	b.open("/")
	b.tabUntil("input[name=q]")
	b.do(chromedp.KeyEvent("培训"))
	b.press("Enter")
	b.at("/search")
	b.want(`document.querySelector(".hits a")`, "something is found")
	b.open(base)
	b.click(`document.querySelector(".contents summary")`)
	b.click(`document.querySelector(".contents .group:has(a[href='` + narrow + `']) > summary")`)
	b.click(`document.querySelector(".contents a[href='` + narrow + `']")`)
	b.at(narrow)
	if got := eval[string](b, `document.querySelector("#r6c4").textContent.trim()`); !strings.Contains(got, "2,139.00") {
		t.Errorf("got %q in a cell, want 2,139.00", got)
	}
	file := `document.querySelector(".files a[href$='.csv']")`
	if got := eval[bool](b, `fetch(`+file+`.href).then((r) => r.ok && r.headers.get("content-type").startsWith("text/csv"))`); !got {
		t.Error("got no CSV file behind the link of the table, want one")
	}
}
