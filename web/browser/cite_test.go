package browser

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The panel in which a place is cited, and whether it is there.
const (
	panel = `document.querySelector(".cite-panel")`
	cited = `(` + panel + `?.getClientRects().length > 0)`
	said  = panel + `.querySelector(".cite-status").textContent`

	narrow = base + "/tables/7"
	heads  = "一般公共服务支出 › 政府办公厅（室）及相关机构事务 › 其他政府办公厅（室）及相关机构事务支出"
)

// copyButton is the button beside the k-th form: address, plain text, GB/T 7714.
func copyButton(k string) string {
	return panel + `.querySelector(".citation-forms > div:nth-child(` + k + `) button")`
}

// version is the short version of the report that the page shows.
func (b *tab) version() string {
	b.Helper()
	return eval[string](b, `document.querySelector(".version code").textContent`)
}

// permanent is the address of a page of the report in the version that is shown.
func (b *tab) permanent(path string) string {
	b.Helper()
	return origin + base + "@" + b.version() + strings.TrimPrefix(path, base)
}

func today() string { return time.Now().Format(time.DateOnly) }

// wantCell expects the citation of table 7's r6c4 on the clipboard, as plain
// text, with the day.
func wantCell(b *tab) {
	b.Helper()
	want := "《2021 年深圳市福田区政务服务数据管理局 (本级) 部门预算报告》，表 7 一般公共预算支出表，" + heads +
		"，2010399，支出总计，2,139.00 万元。版本 " + b.version() + "，见预算公开，" + b.permanent(narrow) + "#r6c4 （" + today() + " 查阅）。"
	if got := b.pasted(); got != want {
		b.Errorf("got citation %s\nwant %s", got, want)
	}
}

func TestCiteByKeyboard(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	b.open(narrow)
	control := `document.querySelector("#r6 a.cite")`
	b.tabTo(cellFigure("r1c4"))
	for !eval[bool](b, `document.activeElement === `+cellFigure("r6c4")) {
		b.do(chromedp.KeyEvent(kb.ArrowDown))
	}
	b.do(chromedp.KeyEvent(kb.ArrowLeft))
	b.want(`document.activeElement === `+control, "the arrows lead to the row's control")
	b.want(`getComputedStyle(`+control+`, "::before").opacity === "1"`, "the control shows when it has the focus")
	b.press("Enter")
	b.want(cited, "Enter opens the panel")
	b.want(panel+`.contains(document.activeElement)`, "the focus moves into the panel")
	b.want(`location.hash === ""`, "the address stays")
	b.press("Tab")
	b.press("Tab")
	b.want(`document.activeElement.matches(".cite-panel select")`, "Tab moves to the choice of a cell")
	for range 3 {
		b.do(chromedp.KeyEvent(kb.ArrowDown))
	}
	if got, want := eval[string](b, `document.activeElement.selectedOptions[0].textContent`), "支出总计：2,139.00 万元"; got != want {
		t.Errorf("got the third cell %q, want %q", got, want)
	}
	for !eval[bool](b, `document.activeElement === `+copyButton("2")) {
		b.press("Tab")
		if !eval[bool](b, panel+`?.contains(document.activeElement) ?? false`) {
			t.Fatal("Tab does not reach the button that copies")
		}
	}
	b.press("Enter")
	b.want(said+` === "已复制"`, "a screen reader hears that it is copied")
	b.want(panel+`.querySelector(".cite-status").getAttribute("role") === "status"`, "the message is a live region")
	wantCell(b)

	eval[any](b, panel+`.focus()`)
	b.press("Escape")
	b.want(`!`+cited, "Escape closes the panel")
	b.want(`document.activeElement === `+control, "the focus returns to the control")

	b.press("Enter")
	b.want(cited, "the panel opens again")
	eval[any](b, `[...`+panel+`.querySelectorAll("button, a[href]")].at(-1).focus()`)
	b.press("Tab")
	b.want(`!`+cited+` && document.activeElement === `+control, "leaving the panel closes it and goes back to where it was opened")
}

func TestCiteByMouse(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	b.open(narrow)
	b.click(cellFigure("r6c4"))
	b.citeFromBox()
	b.want(`document.getElementById("r6c4").matches(".cited")`, "the cited cell is marked")
	b.click(copyButton("3"))
	b.want(said+` === "已复制"`, "it says that it is copied")
	want := "深圳市福田区政务服务数据管理局（本级）. 2021 年深圳市福田区政务服务数据管理局 (本级) 部门预算报告[R/OL]. 版本 " + b.version() + ". 预算公开: 表 7 一般公共预算支出表, " + strings.ReplaceAll(heads, " › ", ", ") +
		", 2010399, 支出总计, 2,139.00 万元. " + b.permanent(narrow) + "#r6c4."
	if got := b.pasted(); got != want {
		t.Errorf("got citation %s\nwant %s", got, want)
	}
	b.want(`!`+panel+`.textContent.includes("`+today()+`")`, "the day is copied, not shown")
	b.click(copyButton("1"))
	b.want(said+` === "已复制"`, "it says that it is copied")
	if got, want := b.pasted(), b.permanent(narrow)+"#r6c4"; got != want {
		t.Errorf("got address %s, want %s", got, want)
	}
	b.do(chromedp.MouseClickXY(4, 400))
	b.want(`!`+cited, "a click elsewhere closes the panel")

	eval[any](b, `Object.defineProperty(navigator, "clipboard", { value: undefined })`)
	b.click(cellFigure("r6c4"))
	b.citeFromBox()
	b.click(copyButton("2"))
	b.want(said+` === "已复制"`, "it copies where the browser has only the old way")
	wantCell(b)
}

// A person with only a phone can copy a citation of one cell.
func TestCiteByTouch(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	b.resize(360, 740)
	b.touchscreen()
	b.open(narrow)
	shows := func(place string) string {
		return `getComputedStyle(document.querySelector("` + place + ` a.cite"), "::before").opacity === "1"`
	}
	b.want(`!(`+shows("#r6")+`)`, "no sign on a touchscreen before it is asked for")
	b.tap(cellFigure("r6c4"))
	b.citeFromBox()
	b.want(inWindow(panel), "the panel is in the window")
	b.tap(copyButton("2"))
	b.want(said+` === "已复制"`, "it says that it is copied")
	wantCell(b)
	b.tap(`document.querySelector(".cite-close")`)
	b.want(`!`+cited, "the panel can be closed")

	b.hold(`document.getElementById("r8c3")`)
	b.want(shows("#r8")+` && !document.querySelector(".box")`, "a finger that rests on a row shows its control and opens nothing")
	b.tap(`document.querySelector("#r8 a.cite")`)
	b.want(cited+` && `+panel+`.querySelector("a").hash === "#r8" && `+panel+`.querySelector("select").value === "整行"`, "a tap on the control cites the row")
	b.tap(`document.querySelector("h1")`)
	b.want(`!`+cited, "a tap elsewhere closes the panel")

	b.open(narrow)
	b.tap(`document.querySelector("tbody a.term")`)
	b.want(open+` && !`+cited, "a tap on a term explains it and cites nothing")
}

// hold rests a finger on an element.
func (b *tab) hold(element string) {
	b.Helper()
	x, y := b.middle(element)
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
	}
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y})
	time.Sleep(600 * time.Millisecond)
	touch(input.DispatchTouchEventTypeTouchEnd)
}

func inWindow(element string) string {
	return `((e) => {
		const box = e.getBoundingClientRect();
		return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && e.scrollWidth <= e.clientWidth;
	})(` + element + `)`
}

// Every kind of place is cited by its own words and address.
func TestCitedPlaces(t *testing.T) {
	b := newTab(t)
	for _, test := range []struct{ path, control, words string }{
		{base + "/sections/3", "#p4 a.cite", "，第三部分 部门预算支出具体情况，第 4 段，“三、离退休人员支出 6.33 万元，主要是离退休人员经费。”。"},
		{base + "/sections/8", "#t5 a.cite", "，第八部分 名词解释，第 5 条 基本支出，“五、基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出，包括人员经费（基本工资、津贴补贴等）和公用经费（包括办……”。"},
		{base + "/projects/1", "#f6 a.cite", "，项目 网格信息服务，项目总金额（万元），476.00 万元。"},
		{base + "/projects/1", "#f1 a.cite", "，项目 网格信息服务，项目名称，网格信息服务。"},
		{base + "/projects/1", "#i5 a.cite", "，项目 网格信息服务，产出指标 › 质量指标 › PDA信息安全性能，目标值 ≥95%。"},
		{base + "/projects/1", "#i1 a.cite", "，项目 网格信息服务，投入指标 › 测算明细，“该项目中标金额447.48万元，每月37.29万元，合同2021年7月到期，需261.03万元。到期后需重新招标，按照通……”。"},
		{base + "/tables/1", "#r2 a.cite", "，表 1 收支总表，一、政府预算拨款 › 1.一般公共预算拨款，收入 2021 年预算数 2,708.03 万元。"},
		{base + "/tables/12", "#r3 a.cite", "，表 12 一般公共预算“三公”经费支出表，深圳市福田区政务服务数据管理局（本级），2020，总计 3.67 万元，公务用车购置及运行维护费 小计 3.67 万元，公务用车购置及运行维护费 公务用车运行维护费 3.67 万元。"},
		{base + "/tables/13", "#r2 a.cite", "，表 13 部门预算绩效管理项目情况表，一般管理事务，预算金额 合计 486.67 万元，预算金额 一般公共预算拨款 486.67 万元。"},
		{base + "/tables/14", "#r11 a.cite", "，表 14 部门（单位）整体支出绩效目标申报表，合计，预算金额（万元） 总额 2,708.03 万元，预算金额（万元） 财政拨款 2,708.03 万元，预算金额（万元） 其他资金 0.00 万元。"},
	} {
		b.open(test.path)
		eval[any](b, `document.querySelector("`+test.control+`").click()`)
		b.want(cited, test.path+" "+test.control+": a panel")
		text := eval[string](b, panel+`.querySelector(".citation-forms > div:nth-child(2) dd").textContent`)
		anchor := strings.TrimSuffix(test.control, " a.cite")
		if want := "》" + test.words + "版本 " + b.version() + "，见预算公开，" + b.permanent(test.path) + anchor + " 。"; !strings.HasSuffix(text, want) {
			t.Errorf("%s %s: got %s, want it to end with %s", test.path, test.control, text, want)
		}
	}
	for _, test := range []struct{ path, cell, words string }{
		// The right side has labels of its own.
		{base + "/tables/1", "r4c4", "，一般公共服务支出 › 政府办公厅（室）及相关机构事务 › 其他政府办公厅（室）及相关机构事务支出，支出 › 2021 年预算数，2,139.00 万元。"},
		{base + "/tables/2", "r2c3", "，深圳市福田区政务服务数据管理局（本级），本年收入 › 政府预算拨款 › 一般公共预算拨款 › 小计，2,708.03 万元。"},
		{base + "/tables/14", "r1c3", "，基本支出，预算金额（万元） › 总额，644.80 万元。"},
		{base + "/projects/1", "i5c4", "，产出指标 › 质量指标 › PDA信息安全性能，目标值，≥95%。"},
	} {
		b.open(test.path)
		eval[any](b, `document.getElementById("`+test.cell+`").closest("tr").querySelector("a.cite").click()`)
		b.want(cited, test.path+"#"+test.cell+": a panel")
		eval[any](b, `((select, cell) => {
			select.selectedIndex = [...cell.parentElement.cells].filter((c) => c.textContent.trim()).indexOf(cell) + 1;
			select.dispatchEvent(new Event("change"));
		})(`+panel+`.querySelector("select"), document.getElementById("`+test.cell+`"))`)
		text := eval[string](b, panel+`?.querySelector(".citation-forms > div:nth-child(2) dd").textContent ?? ""`)
		if want := test.words + "版本 "; !strings.Contains(text, want) || !strings.Contains(text, "#"+test.cell+" 。") {
			t.Errorf("%s#%s: got %s, want it to hold %s and the address", test.path, test.cell, text, want)
		}
	}
}

// The panel stays in the window, cuts nothing off, and on a wide screen leaves
// what is cited in sight.
func TestCitePlace(t *testing.T) {
	b := newTab(t)
	for _, size := range [][2]int64{{320, 568}, {320, 320}, {768, 900}, {1280, 800}} {
		b.resize(size[0], size[1])
		for _, path := range []string{base + "/sections/3", base + "/tables/1", base + "/tables/2", narrow, base + "/tables/14", base + "/projects/2"} {
			b.open(path)
			wrong := eval[string](b, `(async () => {
				const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
				const wrong = [];
				const all = [...document.querySelectorAll("a.cite")].filter((c) => c.getClientRects().length);
				for (const control of all.filter((c, i) => i % 5 === 0 || i === all.length - 1)) {
					for (const block of ["start", "center", "end"]) {
						control.scrollIntoView({ block, inline: "nearest" });
						control.click();
						await frame();
						const panel = document.querySelector(".cite-panel"), box = panel.getBoundingClientRect();
						const say = (what) => wrong.push(control.hash + " at the " + block + ": " + what + " " + JSON.stringify(box));
						if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) say("beyond the window");
						if (panel.scrollWidth > panel.clientWidth) say("cut off at the side");
						if (document.documentElement.scrollWidth > document.documentElement.clientWidth) say("the page is too wide");
						const at = control.getBoundingClientRect();
						const room = innerHeight - Math.min(innerHeight - at.bottom, at.top) - at.height > 300;
						if (innerWidth >= 700 && room && at.left < box.right && at.right > box.left && at.top < box.bottom && at.bottom > box.top) say("it covers the control " + JSON.stringify(at));
						control.click();
						if (document.querySelector(".cite-panel")) say("a second click does not close it");
					}
				}
				return wrong.join("\n");
			})()`)
			if wrong != "" {
				t.Errorf("%s at %d × %d:\n%s", path, size[0], size[1], wrong)
			}
		}
	}
}

// What is cut off or beyond the window with the panel and the page's own
// citation open.
func TestNothingIsCutOffWhenCiting(t *testing.T) {
	b := newTab(t)
	for _, path := range []string{base + "/sections/3", narrow, base + "/tables/2"} {
		for _, width := range []int64{320, 1280} {
			b.resize(width, 800)
			b.open(path)
			eval[any](b, `document.querySelector(".citation").open = true; document.querySelector("a.cite").click()`)
			b.want(cited, "a panel")
			if wrong := eval[string](b, spilt); wrong != "" {
				t.Errorf("%s at %d px:\n%s", path, width, wrong)
			}
		}
	}
}

func TestCiteWithoutScripts(t *testing.T) {
	b := newTab(t)
	b.withoutScripts()
	b.open(narrow)
	b.pointTo(`document.getElementById("r6c4")`)
	b.click(`document.querySelector("#r6 a.cite")`)
	b.want(`location.hash === "#r6" && document.querySelector("#r6:target")`, "the row's control leads to the row")
	b.click(`document.querySelector(".citation summary")`)
	b.want(`document.querySelector(".citation dd:last-child").checkVisibility()`, "the page's citation opens")
	b.want(`!document.querySelector(".citation button") && !document.querySelector(".cite-hint")`, "no button that would do nothing")
	b.open(base + "/sections/3")
	b.click(`document.querySelector("#p4 a.cite")`)
	b.want(`location.hash === "#p4" && document.querySelector("#p4:target")`, "the paragraph's control leads to the paragraph")
}

// No control is printed or read out as a part of a header.
func TestCiteAside(t *testing.T) {
	b := newTab(t)
	b.open(narrow)
	b.want(`document.getElementById(document.querySelector("#r6 th:has(.cite)").getAttribute("aria-labelledby")).textContent === "其他政府办公厅（室）及相关机构事务支出"`,
		"the header is named by the label alone")
	b.want(`getComputedStyle(document.querySelector(".cite")).userSelect === "none"`, "the control is not copied with the text")
	eval[any](b, `document.querySelector("#r6 .cite").click()`)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.want(`[...document.querySelectorAll(".cite, .citation, .cite-panel")].every((e) => getComputedStyle(e).display === "none")`, "nothing of it is printed")
}

func TestAxeWhenCiting(t *testing.T) {
	need(t, "axe")
	axe, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{narrow, base + "/sections/3", base + "/projects/2"} {
		t.Run(path[len(base):], func(t *testing.T) {
			b := newTab(t)
			b.open(path)
			eval[any](b, string(axe)+";0")
			for _, width := range []int64{360, 1280} {
				b.resize(width, 800)
				eval[any](b, `document.querySelector(".citation").open = true; document.querySelectorAll("a.cite")[4].click()`)
				b.want(cited, "a panel")
				for _, scheme := range []string{"light", "dark"} {
					b.scheme(scheme)
					if found := violations(b, "document", ""); found != "" {
						t.Errorf("%s at %d px, %s, with the panel:\n%s", path, width, scheme, found)
					}
				}
				b.press("Escape")
			}
		})
	}
}
