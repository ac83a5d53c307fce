package browser

import (
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/publish/publishtest"
)

// Who opens a citation of an earlier version reads what has become of just the cell,
// row or paragraph that it names, and where that stands now.
func TestOldPlaces(t *testing.T) {
	reports, err := publish.LoadAll(data.Files, publishtest.Corrected(t))
	if err != nil {
		t.Fatal(err)
	}
	site, err := serve(reports)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	before := reports[0].Earlier[0].ShortVersion()
	b := newTab(t)
	for _, size := range [][2]int64{{360, 640}, {1280, 800}} {
		b.resize(size[0], size[1])
		for _, test := range []struct{ place, says, now string }{
			{"tables/7#r17c4", "最新版本改为“62.00”，位置有变。", "tables/7#r18c4"},
			{"tables/7#r17", "最新版本改了其中 1 格，位置有变。", "tables/7#r18"},
			{"tables/7#r12c4", "与最新版本相同，位置有变。", "tables/7#r13c4"},
			{"tables/7#code-2210201", "与最新版本相同，位置有变。", "tables/7#r18c2"},
			{"tables/7#r2c4", "与最新版本相同。", "tables/7#r2c4"},
			{"tables/7#c4", "与最新版本相同。", "tables/7#c4"},
			{"sections/1#p2", "与最新版本相同。", "sections/1#p2"},
		} {
			b.openOn(site.URL, base+"@"+before+"/"+test.place)
			b.want(`document.querySelector(".old-version [role=status]").firstChild.textContent === "网址所指的这一处，`+test.says+`"`, test.place)
			b.want(`document.querySelector(".old-version [role=status] a").getAttribute("href") === "`+base+"/"+test.now+`"`, test.place+" leads on")
			b.want(`document.querySelector(".stays a").textContent.endsWith("`+test.says+`")`, test.place+" says so at the lower edge, too")
		}
		// Nothing is said of no place, nor on a page of the newest version.
		b.openOn(site.URL, base+"@"+before+"/tables/7")
		b.want(`document.querySelector(".old-version [role=status]").textContent === ""`, "a page without a place")
		b.openOn(site.URL, base+"/tables/7#r18c4")
		b.want(`!document.querySelector("script[src*='/old-']")`, "the newest version loads no such script")
	}
}
