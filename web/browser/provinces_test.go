package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
)

// overlaps lists what no reader can read: text of two cells of a row that lies one
// over the other, a figure below its name without the head that it stood under, a page
// that is wider than the window; and a note of columns out of sight where none is.
const overlaps = `(() => {
	const wrong = [];
	const boxes = (e) => {
		const range = document.createRange();
		range.selectNodeContents(e.querySelector(":scope > span[id]") || e); // without the controls that share the cell
		return [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
	};
	for (const row of document.querySelectorAll("tbody tr")) {
		const cells = [...row.cells].filter((c) => c.clientHeight > 1 && c.textContent.trim());
		for (const [k, cell] of cells.entries()) {
			for (const other of cells.slice(k + 1)) {
				for (const a of boxes(cell)) {
					for (const b of boxes(other)) {
						if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3) {
							wrong.push(cell.textContent.trim() + " over " + other.textContent.trim());
						}
					}
				}
			}
		}
	}
	for (const sheet of document.querySelectorAll(".sheet")) {
		const note = sheet.querySelector(".beyond"), region = sheet.querySelector(".region");
		if (note && getComputedStyle(note).display !== "none" && region.scrollWidth <= region.clientWidth) {
			wrong.push("a table whose columns are all in sight says: " + note.textContent);
		}
	}
	for (const figure of document.querySelectorAll(".sided > tbody .amount:not(.lone):not(:empty)")) {
		if (getComputedStyle(figure).display === "flex" && !figure.dataset.head) {
			wrong.push("a figure without its head: " + figure.textContent);
		}
	}
	if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
		wrong.push("the page is " + document.documentElement.scrollWidth + " px wide");
	}
	return [...new Set(wrong)];
})()`

// The pages of reports in the shapes of other provinces can be read at any width:
// codes over several columns, tables without names of rows, notes under tables, small
// tables in texts, a tree of contents.
func TestOtherShapesAreReadable(t *testing.T) {
	reports, err := publish.LoadAll(data.Files, os.DirFS("../../internal/source/testdata/shapes"))
	if err != nil {
		t.Fatal(err)
	}
	site, err := serve(reports)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(site.Close)
	b := newTab(t)
	for _, width := range []int{320, 360, 500, 1280} {
		b.resize(int64(width), 800)
		for _, r := range reports[:2] { // the third has the shapes of the second
			pages := []string{""}
			for n := range r.Sections {
				pages = append(pages, fmt.Sprintf("/sections/%d", n+1))
			}
			for n := range r.Tables {
				pages = append(pages, fmt.Sprintf("/tables/%d", n+1))
			}
			for n := range r.Projects {
				pages = append(pages, fmt.Sprintf("/projects/%d", n+1))
			}
			for _, page := range pages {
				b.openOn(site.URL, r.Base()+page)
				for _, what := range eval[[]string](b, overlaps) {
					t.Errorf("%s%s at %d px: %s", r.Base(), page, width, what)
				}
			}
		}
	}
	// On paper a table that was wider than the window says nothing of sliding, and its
	// notes stand under it.
	need(t, "poppler")
	b.resize(1000, 800)
	b.openOn(site.URL, reports[0].Base()+"/tables/4")
	b.want(`document.querySelector(".beyond.shown")`, "the table is not wider than the window")
	if paper := b.print().all; strings.Contains(paper, "左右滑动") || !strings.Contains(paper, "公开04表") {
		t.Errorf("got on paper %s", paper)
	}
}
