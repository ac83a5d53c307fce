package browser

import (
	"fmt"
	"os"
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
)

// shortLines lists the figures of running text after which a line ends though there is
// room for what follows.
const shortLines = `(() => {
	const wrong = [];
	const range = document.createRange();
	const nextOf = (node, whole) => {
		while (node !== whole && !node.nextSibling) node = node.parentElement;
		return node === whole ? null : node.nextSibling;
	};
	for (const figure of document.querySelectorAll(".prose p data")) {
		const p = figure.closest("p");
		const next = nextOf(figure, p);
		if (next?.nodeType !== Node.TEXT_NODE || !/\S{3}/.test(next.data)) continue;
		const first = next.data.search(/\S/);
		range.setStart(next, first);
		range.setEnd(next, first + 1);
		const letter = range.getBoundingClientRect();
		const last = [...figure.getClientRects()].at(-1);
		if (letter.top > last.bottom - 2 && last.right + 4 * letter.width < p.getBoundingClientRect().right) {
			wrong.push(p.id + " after " + figure.textContent);
		}
	}
	return wrong;
})()`

// Lines of running text are as full as they can be, also where a figure is a link.
func TestFullLines(t *testing.T) {
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
	for _, r := range reports[:2] {
		for n := range r.Sections {
			b.openOn(site.URL, fmt.Sprintf("%s/sections/%d", r.Base(), n+1))
			for width := int64(320); width <= 800; width += 20 {
				b.resize(width, 900)
				if wrong := eval[[]string](b, shortLines); len(wrong) > 0 {
					b.Errorf("%s/sections/%d at %d px: got lines that end early: %v", r.Base(), n+1, width, wrong)
				}
			}
		}
	}
}
