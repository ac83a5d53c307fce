package browser

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// in runs a test in every engine.
func in(t *testing.T, test func(*tab)) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) { test(newTabIn(t, e)) })
	}
}

// No page complains in any engine: not when it is opened, not when the pointer,
// a finger and the keyboard go over what is on it.
func TestEnginesComplainOfNothing(t *testing.T) {
	in(t, func(b *tab) {
		for _, p := range append(pages, page{"print", base + "/print"}) {
			b.forget()
			b.open(p.path)
			for _, element := range []string{"a.term", "td[id] data", "main a.cite", "main td", ".checked", ".same", "h1"} {
				e := `document.querySelector("` + element + `")`
				if eval[bool](b, `Boolean(`+e+`?.getClientRects().length)`) {
					b.pointTo(e)
				}
			}
			for _, element := range []string{"h1", "td[id] data", "h1"} {
				e := `document.querySelector("` + element + `")`
				if eval[bool](b, `Boolean(`+e+`?.getClientRects().length)`) {
					b.click(e)
				}
			}
			for range 5 {
				b.press("Tab")
			}
			b.press("Escape")
			eval[any](b, `getSelection().selectAllChildren(document.querySelector("main")); dispatchEvent(new Event("beforeprint")); dispatchEvent(new Event("afterprint"))`)
			b.edit("copy")
			complaints, abroad := b.heard()
			slices.Sort(complaints)
			for _, c := range slices.Compact(complaints) {
				if p.name == "error" && strings.Contains(c, "404") {
					continue // the page itself: that is its status
				}
				b.Errorf("%s: got %q on the console, want nothing", p.path, c)
			}
			if len(abroad) > 0 {
				b.Errorf("%s: got requests to %q, want none that leave %s", p.path, abroad, origin)
			}
		}
	})
}

// An addressed row, cell and paragraph can be told from others by their colour.
func TestEnginesShowTheAddressedPlace(t *testing.T) {
	const ground = `((e) => { while (e && getComputedStyle(e).backgroundColor === "rgba(0, 0, 0, 0)") e = e.parentElement; return e && getComputedStyle(e).backgroundColor; })`
	in(t, func(b *tab) {
		for _, test := range []struct{ path, place, other string }{
			{narrow + "#r6", `document.querySelector("#r6 data")`, `document.querySelector("#r8 data")`},
			{narrow + "#r6c4", `document.querySelector("#r6c4 data")`, `document.querySelector("#r8c4 data")`},
			{base + "/tables/1#r22c2", `document.querySelector("#r22c2 data")`, `document.querySelector("#r1c2 data")`},
			{base + "/tables/14#i3", `document.querySelector("#i3 .content")`, `document.querySelector("#i5 .content")`},
			{section + "#p2", `document.querySelector("#p2")`, `document.querySelector("#p4")`},
			{base + "/projects/2#f1", `document.querySelector("#f1")`, `document.querySelector("#f3")`},
		} {
			b.open(test.path)
			b.want(`document.querySelector(":target")`, test.path+": there is an addressed place")
			b.want(ground+`(`+test.place+`) !== `+ground+`(`+test.other+`)`, test.path+": the addressed place has a colour of its own")
		}
	})
}

// The sign of a row or a paragraph opens its citation or leads to its address;
// what it opens closes again.
func TestEnginesCite(t *testing.T) {
	in(t, func(b *tab) {
		for _, test := range []struct{ path, sign, anchor string }{
			{narrow, `document.querySelector("#r6 a.cite")`, "r6"},
			{section, `document.querySelector("#p2").parentElement.querySelector("a.cite[href$='#p2']")`, "p2"},
		} {
			b.open(test.path)
			eval[any](b, test.sign+`.focus()`) // where no mouse is, the sign is pressed only when it shows
			b.click(test.sign)
			b.want(cited+` || location.hash === "#`+test.anchor+`"`, test.path+": the sign opens the citation or leads to the place")
			b.press("Escape")
			b.want(`!`+cited, test.path+": Escape closes the citation")
		}
	})
}

// A tooltip stands at its term, for the pointer and the keyboard.
func TestEnginesTooltip(t *testing.T) {
	const at = `((term, tip) => [...term.getClientRects()].some((line) =>
		Math.max(line.left, tip.left) < Math.min(line.right, tip.right) + 2 &&
		Math.max(line.top - tip.bottom, tip.top - line.bottom) < 24))`
	in(t, func(b *tab) {
		for _, width := range []int64{1000, 360} {
			b.resize(width, 800)
			for _, path := range []string{base + "/sections/2", narrow} {
				b.open(path)
				b.pointTo(term)
				b.want(open, path+": a tooltip where the pointer rests on a term")
				b.want(at+`(`+term+`, `+tip+`.getBoundingClientRect())`, path+": the tooltip stands at the term")
				b.press("Escape")
				b.want(`!`+open, path+": Escape closes the tooltip")
				b.open(path)
				b.tabTo(term)
				b.want(open, path+": a tooltip when the term has the focus")
				b.want(at+`(`+term+`, `+tip+`.getBoundingClientRect())`, path+": the tooltip stands at the term with the focus")
			}
		}
	})
}

// Cells that are selected are copied as exact values, a text as it stands.
func TestEnginesCopy(t *testing.T) {
	in(t, func(b *tab) {
		copied := func(select_ string) string {
			eval[any](b, `window.addEventListener("copy", (e) => setTimeout(() => {}, window.copied = e.clipboardData.getData("text/plain") || getSelection().toString()), { once: true })`)
			eval[any](b, select_)
			time.Sleep(100 * time.Millisecond) // the page marks the cells of a selection
			b.edit("copy")
			if !b.holds(`window.copied`) {
				b.Fatal("nothing was copied")
			}
			return strings.TrimSpace(eval[string](b, `window.copied`))
		}
		b.open(narrow)
		got := copied(`getSelection().setBaseAndExtent(document.querySelector("#r3c4 data").firstChild, 1, document.querySelector("#r6c5 data").firstChild, 2)`)
		if want := "2479.70\t416.47\n2479.70\t416.47\n340.70\t340.70\n2139.00\t75.77"; got != want {
			b.Errorf("got %q from two columns of four rows, want %q", got, want)
		}
		b.open(narrow)
		if got, want := copied(`getSelection().selectAllChildren(document.querySelector("#r6c4"))`), "2,139.00"; got != want {
			b.Errorf("got %q from one cell, want %q", got, want)
		}
	})
}

// What is folded away opens and closes in every engine, and links lead on.
func TestEnginesContents(t *testing.T) {
	in(t, func(b *tab) {
		b.resize(360, 800)
		b.open(narrow)
		b.click(`document.querySelector(".contents summary")`)
		b.want(`document.querySelector(".contents > details").open`, "the contents open")
		link := `[...document.querySelectorAll(".contents a")].find((a) => a.pathname.endsWith("/tables/8"))`
		b.click(link)
		b.want(`location.pathname.endsWith("/tables/8")`, "a line of the contents leads to its part")
	})
}

// Every engine shows the text of every page: nothing has no place on the screen.
func TestEnginesShowEverything(t *testing.T) {
	in(t, func(b *tab) {
		for _, p := range pages {
			b.open(p.path)
			b.resize(1280, 800)
			lost := eval[[]string](b, `[...document.querySelectorAll("main :is(p, td, th, dt, dd, h1, h2)")].filter((e) =>
				e.textContent.trim() && !e.getClientRects().length && !e.closest("details:not([open]), [hidden], .definitions, .empty-column, .colophon, .beyond")).map((e) => e.nodeName + " " + e.className + " " + e.textContent.trim().slice(0, 20))`)
			if len(lost) > 0 {
				slices.Sort(lost)
				b.Errorf("%s: got no place for %q", p.path, slices.Compact(lost))
			}
		}
	})
}
