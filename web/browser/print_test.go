package browser

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestPrintedTable(t *testing.T) {
	p := printed(t, base+"/tables/2")
	p.check("h1")
	p.checkTable(".annex")
	if n := eval[int](p.tab, `document.querySelectorAll("thead th[scope=col]").length`); n != 16 {
		t.Errorf("got %d columns, want 16", n)
	}
	for i, size := range p.sizes() {
		if !landscape(size) {
			t.Errorf("page %d: got %v, want landscape", i+1, size)
		}
	}
	for _, m := range fontSize.FindAllStringSubmatch(p.poppler("pdftohtml", "-xml", "-i", "-zoom", "3", "-stdout", p.file), -1) {
		if size := number(m[1]) / 3; size < 8.3 { // sizes come as whole thirds of a point
			t.Errorf("got text of %.1f points, want 8.5 or more", size)
		}
	}
	for _, want := range []string{"单位：万元", "单位名称：深圳市福田区政务服务数据管理局（本级）", "一、一般公共预算拨款收入：", "五、基本支出："} {
		if !strings.Contains(squeeze(p.pages[0]), want) {
			t.Errorf("got no %q on paper", want)
		}
	}
	checkRunning(p, "收入总表", base+"/tables/2")
	if n := strings.Count(p.all, origin+base+"/tables/2"); n != len(p.pages) {
		t.Errorf("got the address %d times on %d pages, want it once on each: this browser draws it in the margin", n, len(p.pages))
	}

	// What is put away on the screen is on paper.
	eval[any](p.tab, `[...document.querySelectorAll(".columns button")].filter((b) => b.textContent === "隐藏空列").forEach((b) => b.click())`)
	again := p.print()
	again.checkTable(".annex")
	if n := eval[int](p.tab, `[...document.querySelectorAll("thead th[scope=col]")].filter((th) => th.checkVisibility()).length`); n != 5 {
		t.Errorf("got %d columns on the screen after printing, want the 5 that were there before", n)
	}
}

// checkRunning looks for what stands at the edge of every page: title, address
// and number of the page.
func checkRunning(p pdf, title, address string) {
	p.Helper()
	for i, text := range p.pages {
		for _, want := range []string{title, address} {
			if !strings.Contains(squeeze(text), squeeze(want)) {
				p.Errorf("page %d: got no %q on it", i+1, want)
			}
		}
		if !regexp.MustCompile(fmt.Sprintf(`(^|[^\d.,])%d($|[^\d.,])`, i+1)).MatchString(text) {
			p.Errorf("page %d: got no page number on it", i+1)
		}
	}
}

// A table that breaks over pages has its header on each of them, and no row is
// cut in two.
func TestPrintedHeaders(t *testing.T) {
	p := printed(t, base+"/tables/14")
	p.check("h1, h2")
	head := squeeze(eval[string](p.tab, `document.querySelector(".indicators thead").textContent`))
	pages := map[int]bool{}
	at := 0
	for _, row := range eval[[]string](p.tab, `[...document.querySelectorAll(".indicators tbody tr")].map((tr) => [...tr.cells].slice(-2).map((c) => c.textContent).join(""))`) {
		page := slices.IndexFunc(p.pages[at:], func(text string) bool { return strings.Contains(squeeze(text), squeeze(row)) })
		if page < 0 {
			t.Errorf("got no row %q in one piece on page %d or after it", row, at+1)
			continue
		}
		at += page
		pages[at] = true
	}
	if len(pages) < 2 {
		t.Errorf("got the indicators on %d page, want them on several: print another table", len(pages))
	}
	for page := range pages {
		if !strings.Contains(squeeze(p.pages[page]), head) {
			t.Errorf("page %d: got no header %q over its rows", page+1, head)
		}
	}
}

// A page of text says at its end what its terms mean.
func TestPrintedSection(t *testing.T) {
	p := printed(t, section)
	p.check("h1")
	for i, size := range p.sizes() {
		if landscape(size) {
			t.Errorf("page %d: got %v, want portrait", i+1, size)
		}
	}
	if text := strings.LastIndex(p.all, squeeze(eval[string](p.tab, `[...document.querySelectorAll(".prose p")].at(-1).textContent`))); text < 0 || strings.Index(p.all, "六、项目支出：") < text {
		t.Errorf("got %q, want the definition of 项目支出 after the text", p.all)
	}
}

func TestPrintedReport(t *testing.T) {
	p := printed(t, base+"/print")
	p.check("article .title")
	wide := 0
	for _, size := range p.sizes() {
		if landscape(size) {
			wide++
		}
	}
	if want := eval[int](p.tab, `document.querySelectorAll("article.wide").length`); wide < want || wide == len(p.pages) {
		t.Errorf("got %d landscape pages of %d, want one or more for each of %d wide tables and portrait for the rest", wide, len(p.pages), want)
	}
	units := eval[int](p.tab, `document.querySelectorAll(".money-unit").length`)
	if got := strings.Count(p.all, "单位：万元"); got < units {
		t.Errorf("got %d units of money, want one beside each of %d tables", got, units)
	}
	for _, text := range eval[[]string](p.tab, `[...document.querySelectorAll("article :is(th, td, dd > p, .prose p)")].map((c) => c.textContent)`) {
		if !p.has(text) {
			t.Errorf("got no %q on paper", text)
		}
	}
	first := squeeze(p.pages[0])
	for _, want := range eval[[]string](p.tab, `[...document.querySelectorAll(".cover :is(.title, .unit, .address)")].map((c) => c.textContent)`) {
		if !strings.Contains(first, squeeze(want)) {
			t.Errorf("got the cover %q, want %q on it", first, want)
		}
	}
	checkRunning(p, "福田区政务服务数据管理局2021年部门预算", base)
	checkParts(p)
}

// checkParts wants each sheet after cover and contents to name its part, all
// parts in their order, and no sheet that has only its head and foot.
func checkParts(p pdf) {
	p.Helper()
	parts := eval[[]string](p.tab, `[...document.querySelectorAll(".leaf > .colophon")].map((c) => c.textContent.split(" · ")[0])`)
	if len(parts) < 20 {
		p.Fatalf("got the parts %q, want all of the report", parts)
	}
	at := -1
	for i, text := range p.pages[2:] {
		head := squeeze(strings.SplitN(text, "\n", 2)[0])
		if at+1 < len(parts) && strings.HasSuffix(head, squeeze(parts[at+1])) {
			at++
		} else if at < 0 || !strings.HasSuffix(head, squeeze(parts[at])) {
			p.Errorf("page %d: got the head %q, want the name of part %q or of the next", i+3, head, parts[max(at, 0)])
		}
		if n := len([]rune(squeeze(text))); n < 120 {
			p.Errorf("page %d: got %d characters, want more than head and foot", i+3, n)
		}
	}
	if at != len(parts)-1 {
		p.Errorf("got the last part %q, want %q", parts[max(at, 0)], parts[len(parts)-1])
	}
}

// What does not agree has its sign on paper, and a sentence with the address of
// its checks.
func TestPrintedDisagreement(t *testing.T) {
	p := printed(t, base+"/projects/11")
	for _, want := range []string{"15.67≠", "标≠的1个对不上", base + "/checks/projects/11"} {
		if !strings.Contains(p.all, squeeze(want)) {
			t.Errorf("got no %q on paper, in %q", want, p.all)
		}
	}
}

// Paper has what is open on the screen: what wants a look, and of what agrees
// how many.
func TestPrintedChecks(t *testing.T) {
	p := printed(t, base+"/checks")
	closed := eval[[]string](p.tab, `[...document.querySelectorAll("details .checks-list .relation")].map((r) => r.textContent)`)
	if len(closed) < 100 {
		t.Fatalf("got %d agreements, want them in the page", len(closed))
	}
	checkRunning(p, "数字核对", base+"/checks")
	if len(p.pages) > 12 {
		t.Errorf("got %d pages, want only what is open", len(p.pages))
	}
	for _, text := range eval[[]string](p.tab, `[...document.querySelectorAll(".findings > .checks-list .relation")].map((r) => r.textContent)`) {
		if !p.has(text) {
			t.Errorf("got no %q on paper", text)
		}
	}
}

// Firefox draws no margin boxes: there the first lines of every sheet say what it
// is. No sheet is empty, and a wide table stands on landscape ones alone.
func TestPaperFromFirefox(t *testing.T) {
	need(t, "poppler")
	b := newTabIn(t, firefox)
	for _, path := range []string{"/tables/4", "/tables/7", "/sections/1", "/projects/4", "/checks"} {
		b.open(base + path)
		p := b.print()
		for i, text := range p.pages {
			if !strings.Contains(squeeze(text), origin+base+path) || !strings.Contains(text, "2021") || !strings.Contains(text, p.version()) {
				t.Errorf("%s, sheet %d: got %.200q, want year, address and version on it", path, i+1, text)
			}
		}
		for i, size := range p.sizes() {
			if landscape(size) != (path == "/tables/4") {
				t.Errorf("%s, page %d: got %v, want landscape for the wide table alone", path, i+1, size)
			}
		}
		p.checkNoneEmpty()
	}
	b.open(base + "/print")
	p := b.print()
	p.checkNoneEmpty()
	wide := 0
	for i, text := range p.pages {
		if i != 1 && !strings.Contains(squeeze(text), origin+base) { // the contents stand between the cover and the parts
			t.Errorf("the whole report, sheet %d: got %.200q, want its address on it", i+1, text)
		}
		if landscape(p.sizes()[i]) {
			wide++
		}
	}
	if parts := eval[int](b, `document.querySelectorAll(".leaf > .wide").length`); wide < parts || wide > 2*parts {
		t.Errorf("got %d landscape sheets, want one or two for each of %d wide tables", wide, parts)
	}
}

func (p pdf) checkNoneEmpty() {
	p.Helper()
	for i, text := range p.pages {
		if len([]rune(squeeze(text))) < 20 {
			p.Errorf("page %d: got %q, want no empty sheet", i+1, text)
		}
	}
}
