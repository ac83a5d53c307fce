package browser

import (
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

// Large type is chosen once, without a script, and kept from page to page.
func TestLargeTypeIsKept(t *testing.T) {
	b := newTab(t)
	b.withoutScripts()
	b.resize(360, 800)
	b.open(narrow)
	b.click(`document.querySelector(".display button")`)
	b.want(`location.pathname === "`+narrow+`" && document.querySelector(".display button").textContent === "标准版"`, "the same page in large type")
	b.open("/about")
	b.want(`parseFloat(getComputedStyle(document.body).fontSize) >= 24`, "another page in large type")
	b.click(`document.querySelector(".display button")`)
	b.want(`location.pathname === "/about" && parseFloat(getComputedStyle(document.body).fontSize) < 20`, "the standard display again")
}

// In large type letters are of 24 px, the button of the display is 44 high, targets have
// the size that axe asks for, contrast is above 7 to 1 (AAA),
// and nothing is lost that the standard display has.
func TestLargeType(t *testing.T) {
	need(t, "axe")
	axe, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(pages, page{"search", "/search?q=%E5%9F%B9%E8%AE%AD"}) {
		t.Run(p.name, func(t *testing.T) {
			b := newTab(t)
			lost := func() (all []string) {
				for _, width := range []int64{320, 360, 1280} {
					b.resize(width, 800)
					all = append(all, strings.Split(eval[string](b, spilt), "\n")...)
				}
				return all
			}
			b.open(p.path)
			before := lost()
			b.open("/display?type=large&back=" + url.QueryEscape(p.path))
			b.want(`parseFloat(getComputedStyle(document.body).fontSize) >= 24`, "large letters")
			b.want(`document.querySelector(".display button").getBoundingClientRect().height >= 44`, "a large target")
			for _, wrong := range lost() {
				if !slices.Contains(before, wrong) { // what is wrong in both has a test of its own
					t.Errorf("%s in large type: %s", p.path, wrong)
				}
			}
			eval[any](b, string(axe)+";0")
			for _, scheme := range []string{"light", "dark"} {
				b.scheme(scheme)
				found := eval[string](b, `axe.run(document, { resultTypes: ["violations"], runOnly: { type: "rule", values: ["color-contrast-enhanced", "target-size"] } }).then((found) =>
					found.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))).join("\n"))`)
				if found != "" {
					t.Errorf("%s in large type, %s:\n%s", p.path, scheme, found)
				}
			}
		})
	}
}
