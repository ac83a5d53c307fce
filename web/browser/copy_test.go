package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// drag selects with the mouse from the middle of one cell to that of another.
func (b *tab) drag(from, to string) {
	b.Helper()
	eval[any](b, `document.getElementById("`+to+`").scrollIntoView({ block: "center", inline: "nearest" })`)
	at := func(id string) (x, y float64) {
		p := eval[[2]float64](b, `(() => {
			const r = document.getElementById("`+id+`").getBoundingClientRect();
			return [r.left + r.width / 2, r.top + 12];
		})()`)
		return p[0], p[1]
	}
	x1, y1 := at(from)
	x2, y2 := at(to)
	mouse := func(kind input.DispatchMouseEventType, x, y float64, buttons int64) {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1})
	}
	mouse(input.DispatchMouseEventTypeMousePressed, x1, y1, 1)
	mouse(input.DispatchMouseEventTypeMouseMoved, (x1+x2)/2, (y1+y2)/2, 1)
	mouse(input.DispatchMouseEventTypeMouseMoved, x2, y2, 1)
	if !b.holds(`document.getElementById("` + to + `").matches(".picked")`) {
		b.Errorf("got no selection from %s to %s", from, to)
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, x2, y2, 0)
}

const picked = `[...document.querySelectorAll(".picked")].map((c) => c.textContent)`

// Cells that are selected paste as tab-separated exact values.
func TestCopyCells(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	for _, test := range []struct {
		name, path, from, to string
		before               string // what the reader does first
		want                 string
	}{
		{"codes, labels and figures", narrow, "r5c2", "r7c6", "",
			"2010301\t    行政运行\t340.70\t340.70\t\n2010399\t    其他政府办公厅（室）及相关机构事务支出\t2139.00\t75.77\t2063.23\n208\t社会保障和就业支出\t87.33\t87.33\t"},
		{"one column", narrow, "r3c4", "r6c4", "", "2479.70\n2479.70\n340.70\n2139.00"},
		{"from the right to the left", narrow, "r6c5", "r5c4", "", "340.70\t340.70\n2139.00\t75.77"},
		{"with the header", narrow, "c4", "r2c5", "", "支出总计\t基本支出\n2708.03\t644.80\n2708.03\t644.80"},
		{"a header over several columns", base + "/tables/12", "g1c6", "r1c8", "",
			"公务用车购置及运行维护费\t\t\n小计\t公务用车购置费\t公务用车运行维护费\n3.67\t\t3.67"},
		{"figures without separators stay exact", base + "/tables/6", "r1c2", "r2c2", "", "2708.03\n2708.03"},
		{"columns put away are left out", base + "/tables/2", "r1c2", "r2c5", `["r1c4", "r2c4"].forEach((id) => document.getElementById(id).classList.add("empty-column")); document.querySelector("table").classList.add("without-empty")`,
			"2708.03\t2708.03\t2063.23\n2708.03\t2708.03\t2063.23"},
	} {
		b.open(test.path)
		if test.before != "" {
			eval[any](b, test.before)
		}
		b.drag(test.from, test.to)
		b.want(picked+`.length > 0`, test.name+": the selected cells are marked")
		b.edit("copy")
		if got := b.pasted(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// In a spreadsheet the figures are numbers, codes and labels are text.
func TestCopiedTable(t *testing.T) {
	b := newTab(t)
	b.open(narrow)
	b.drag("r5c2", "r6c6")
	b.want(picked+`.length === 10`, "the rectangle is marked, not the lines between")
	html := eval[string](b, `(() => {
		const event = new ClipboardEvent("copy", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
		document.body.dispatchEvent(event);
		return event.clipboardData.getData("text/html");
	})()`)
	numbers := eval[[]float64](b, `[...new DOMParser().parseFromString(`+"`"+html+"`"+`, "text/html").querySelectorAll("td")].filter((c) => c.hasAttribute("x:num")).map((c) => Number(c.getAttribute("x:num")))`)
	if want := []float64{340.70, 340.70, 2139, 75.77, 2063.23}; len(numbers) != len(want) || numbers[2] != want[2] || numbers[4] != want[4] {
		t.Errorf("got numbers %v in %s, want %v", numbers, html, want)
	}
	for _, want := range []string{`">2010399</td>`, `mso-char-indent-count:2;padding-left:2em">行政运行</td>`, `sdval="2139.00">2,139.00</td>`, `mso-number-format:'@'`} {
		if !strings.Contains(strings.ReplaceAll(html, `\@`, `@`), want) {
			t.Errorf("got %s, want %s in it", html, want)
		}
	}
	if strings.Contains(html, "cite") || strings.Contains(html, "href") {
		t.Errorf("got %s, want no controls and no links", html)
	}
}

// The keyboard selects as the mouse does.
func TestCopyByKeyboard(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	b.open(narrow)
	eval[any](b, `(() => {
		const text = document.querySelector("#r3c4 data").firstChild;
		getSelection().setBaseAndExtent(text, 1, text, 2);
	})()`)
	for range 2 {
		b.do(chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(chromedp.ModifierShift)))
	}
	b.want(picked+`.length > 1`, "Shift and an arrow select cells")
	b.edit("copy")
	for _, line := range strings.Split(b.pasted(), "\n") {
		if !strings.Contains(line, ".") || strings.Contains(line, ",") {
			t.Errorf("got line %q, want exact values", line)
		}
	}
}

// Text in one cell, and text outside of a table, is copied as it stands.
func TestCopyText(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	b.open(narrow)
	eval[any](b, `getSelection().selectAllChildren(document.getElementById("r6c4"))`)
	b.want(picked+`.length === 0`, "one cell is no rectangle")
	b.edit("copy")
	if got, want := b.pasted(), "2,139.00"; got != want {
		t.Errorf("one cell: got %q, want %q as published", got, want)
	}
	eval[any](b, `getSelection().selectAllChildren(document.querySelector("h1"))`)
	b.edit("copy")
	if got, want := strings.TrimSpace(b.pasted()), "一般公共预算支出表"; got != want {
		t.Errorf("heading: got %q, want %q", got, want)
	}
	x, y := b.middle(`document.getElementById("r6c4")`)
	for n := int64(1); n <= 3; n++ {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: n})
		}
	}
	b.edit("copy")
	if got, want := strings.TrimSpace(b.pasted()), "2,139.00"; got != want {
		t.Errorf("three clicks in a cell: got %q, want %q", got, want)
	}
}

// A table, or one column with the labels of its rows, is copied by a button: with its
// title, unit and source, as a text with levels and as a table with exact values.
func TestCopyByButton(t *testing.T) {
	b := newTab(t)
	holdClipboard(t)
	b.open(narrow)
	press := func(choice string) string {
		b.Helper()
		eval[any](b, `(() => {
			const select = document.querySelector(".copying select");
			select.value = "`+choice+`";
			select.scrollIntoView({ block: "center" });
		})()`)
		b.click(`document.querySelector(".copying button")`)
		b.want(`document.querySelector(".copying [role=status]").textContent === "已复制"`, "it says that it is copied")
		return b.pasted()
	}
	lines := strings.Split(press("整张表"), "\n")
	if want := "表 7 一般公共预算支出表，单位：万元"; lines[0] != want {
		t.Errorf("got first %q, want %q", lines[0], want)
	}
	if want := "\t2010399\t    其他政府办公厅（室）及相关机构事务支出\t2139.00\t75.77\t2063.23"; len(lines) != 21 || lines[7] != want {
		t.Errorf("got %d lines, the row %q, want 21 and %q", len(lines), lines[7], want)
	}
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "来源：深圳市福田区政务服务数据管理局（本级）. ") || !strings.HasSuffix(last, b.permanent(narrow)+".") {
		t.Errorf("got last %q, want the citation", last)
	}
	if got, want := strings.Split(press("项目支出"), "\n")[7], "\t2010399\t    其他政府办公厅（室）及相关机构事务支出\t2063.23"; got != want {
		t.Errorf("one column: got %q, want %q", got, want)
	}
	eval[any](b, `Object.defineProperty(navigator, "clipboard", { value: undefined })`)
	if got := press("基本支出"); !strings.Contains(got, "\t75.77\n") {
		t.Errorf("the old way: got %q, want the column", got)
	}
	b.open(base + "/tables/1") // of two sides: a column comes with the labels of its own side
	if got := strings.Split(press("支出 › 2021 年预算数"), "\n")[3]; got != "一般公共服务支出\t2479.70" {
		t.Errorf("a side: got %q, want the right side's label and figure", got)
	}
}
