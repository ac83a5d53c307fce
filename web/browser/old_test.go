package browser

import (
	"os"
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
			b.wantOld(site.URL, base, before, test.place, test.says, test.now)
		}
		// Nothing is said of no place, nor on a page of the newest version.
		b.openOn(site.URL, base+"@"+before+"/tables/7")
		b.want(`document.querySelector(".old-version [role=status]").textContent === ""`, "a page without a place")
		b.openOn(site.URL, base+"/tables/7#r18c4")
		b.want(`!document.querySelector("script[src*='/old-']")`, "the newest version loads no such script")
	}
}

// What is gone is said to be gone, and leads nowhere; of two lists side by side each is
// told for itself, because their rows are no rows of each other.
func TestOldPlacesThatAreGone(t *testing.T) {
	const folder, hexi = "shili-hexi-jyj/2023-budget", "/shili-hexi-jyj/2023/budget"
	files := publishtest.Replaced(t, os.DirFS("../../internal/source/testdata/years"), folder,
		publishtest.Edit{File: "tables/01.csv", From: "二、事业收入,,二、教育支出,\"2,635.00\"\n,,三、社会保障和就业支出,158.70\n", To: ",,三、社会保障和就业支出,158.70\n,,二、教育支出,\"2,635.00\"\n"},
		publishtest.Edit{File: "source.txt", From: "二、事业收入\t\t二、教育支出\t2,635.00\n\t\t三、社会保障和就业支出\t158.70\n", To: "\t\t三、社会保障和就业支出\t158.70\n\t\t二、教育支出\t2,635.00\n"},
		publishtest.Edit{File: "tables/02.csv", From: "20509,教育费附加安排的支出,120.00,,120.00\n"},
		publishtest.Edit{File: "source.txt", From: "20509\t教育费附加安排的支出\t120.00\t\t120.00\n"},
		publishtest.Edit{File: "sections/1.txt", From: "河西区教育局是虚构的单位，只用来测试。", To: "以上各点从略。"},
		publishtest.Edit{File: "source.txt", From: "河西区教育局是虚构的单位，只用来测试。", To: "以上各点从略。"},
	)
	reports, err := publish.LoadAll(data.Files, files)
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
	b.resize(360, 640)
	for _, test := range []struct{ place, says, now string }{
		{"tables/2#r11c3", "最新版本没有。", ""},
		{"tables/2#r11", "最新版本没有。", ""},
		{"tables/2#r12c3", "与最新版本相同，位置有变。", "tables/2#r11c3"},
		{"tables/2#r12", "与最新版本相同，位置有变。", "tables/2#r11"},
		{"tables/2#r10c3", "与最新版本相同。", "tables/2#r10c3"},
		{"tables/1#r2c1", "最新版本没有。", ""},
		{"tables/1#r2c2", "最新版本没有。", ""},
		{"tables/1#r2c4", "与最新版本相同，位置有变。", "tables/1#r3c4"},
		{"tables/1#r3c3", "与最新版本相同，位置有变。", "tables/1#r2c3"},
		{"tables/1#r2", "最新版本没有其中一边。", ""},
		{"tables/1#r3", "其中一边位置有变。", ""},
		{"tables/1#r4c4", "与最新版本相同。", "tables/1#r4c4"},
		{"sections/1#p1", "最新版本没有。", ""},
	} {
		b.wantOld(site.URL, hexi, before, test.place, test.says, test.now)
	}
}

// wantOld holds what the page of a place in an old version says of that.
func (b *tab) wantOld(site, base, version, place, says, now string) {
	b.Helper()
	b.openOn(site, base+"@"+version+"/"+place)
	b.want(`document.querySelector(".old-version [role=status]").firstChild.textContent === "网址所指的这一处，`+says+`"`, place)
	if now == "" {
		b.want(`!document.querySelector(".old-version [role=status] a")`, place+" leads nowhere")
	} else {
		b.want(`document.querySelector(".old-version [role=status] a").getAttribute("href") === "`+base+"/"+now+`"`, place+" leads on")
	}
	b.want(`document.querySelector(".stays a").textContent.endsWith("`+says+`")`, place+" says so at the lower edge, too")
}
