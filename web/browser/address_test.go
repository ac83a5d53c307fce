package browser

import "testing"

// A place that a page does not have is said to be missing; one with a sign of the
// text around it is found.
func TestPlacesOfAddresses(t *testing.T) {
	b := newTab(t)
	for _, test := range []struct{ fragment, at, says string }{
		{"#r6c4", "#r6c4", ""},
		{"#r16c4。", "#r16c4", ""},
		{"#r16c4%E3%80%82", "#r16c4", ""},
		{"#r16c4（2026-11-25", "#r16c4", ""},
		{"#r16c4.)", "#r16c4", ""},
		{"#r16c4.", "#r16c4", ""},
		{"#code-2010399，", "#code-2010399", ""},
		{"#r99c1", "#r99c1", "“#r99c1”"},
		{"#r99c1。", "#r99c1%E3%80%82", "“#r99c1。”"},
		{"#%zz", "#%zz", "“#%zz”"},
		{"#top", "#top", ""},
		{"", "", ""},
	} {
		b.open(base + "/tables/7" + test.fragment)
		b.want(`location.hash === "`+test.at+`"`, test.fragment+" leads to "+test.at)
		if test.says == "" {
			b.want(`!document.querySelector(".missing-place")`, test.fragment+" is no matter")
			continue
		}
		b.want(`document.querySelector("main > [role=status]")?.textContent.includes("`+test.says+`")`, test.fragment+" is said to be missing")
		b.want(`scrollY === 0 && document.querySelector(".missing-place").getBoundingClientRect().bottom < innerHeight`, "it is said where the page is shown")
	}
	b.open(base + "/tables/7#r99c1")
	b.want(`document.querySelector(".missing-place").textContent`, "it is said")
	eval[bool](b, `(location.hash = "#r6c4", true)`)
	b.want(`document.querySelector(".missing-place").textContent === "" && document.querySelector("#r6c4").matches(":target")`, "and no longer where the place is there")
}
