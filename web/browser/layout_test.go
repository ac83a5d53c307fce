package browser

import (
	"strings"
	"testing"
)

// widths are those of a small phone, a phone, a tablet, a desk and a wall.
var widths = []int64{320, 360, 768, 1280, 1920}

// spilt lists what is cut off or stands beyond the window: the page itself, an
// element that hides what does not fit, and text at the side of the window or
// of its own cell. What scrolls in a region of its own may be wider, and what is
// there only for screen readers is no box of a size.
const spilt = `(() => {
	const wrong = [];
	const page = document.documentElement;
	const width = page.clientWidth;
	const say = (what, element, text = "") =>
		wrong.push(what + ": " + element.nodeName.toLowerCase() + "." + element.className + " " + text.trim().slice(0, 30));
	const hidden = new Set([...document.querySelectorAll("body *")].filter((e) => {
		const { clipPath, position, width, height } = getComputedStyle(e);
		return clipPath === "inset(50%)" || e.matches(".skip") || position === "absolute" && width === "1px" && height === "1px" ||
			e.matches("thead th, .again, .blank") && height === "0px"; // on a phone: heads of names, and what the page's title says
	}));
	const unseen = (e) => {
		while (e && !hidden.has(e)) e = e.parentElement;
		return Boolean(e);
	};

	if (page.scrollWidth > width) {
		say("the page is " + page.scrollWidth + " px wide in a window of " + width, page);
	}
	for (const e of document.body.querySelectorAll("*")) {
		if (!e.checkVisibility() || unseen(e)) {
			continue;
		}
		const style = getComputedStyle(e);
		if (e.matches(".folded, input")) {
			continue; // it unfolds, or scrolls as what is typed grows
		}
		const hides = (overflow) => overflow === "hidden" || overflow === "clip";
		if (e.matches(".folded, input")) {
			continue; // prose behind a control that opens it
		}
		if (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1 || hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1) {
			say("cut off", e, e.textContent);
		}
		if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") {
			say("shortened", e, e.textContent);
		}
	}
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const range = document.createRange();
	while (texts.nextNode()) {
		const text = texts.currentNode, parent = text.parentElement;
		if (!text.data.trim() || !parent.checkVisibility() || unseen(parent)) {
			continue;
		}
		range.selectNodeContents(text);
		const cell = parent.closest("th, td")?.getBoundingClientRect();
		for (const line of range.getClientRects()) {
			if (line.width === 0) {
				continue;
			}
			if (!parent.closest(".region, .example") && (line.left < -1 || line.right > width + 1)) {
				say("beyond the window", parent, text.data);
			}
			if (cell && (line.left < cell.left - 1 || line.right > cell.right + 1)) {
				say("beyond its cell", parent, text.data);
			}
		}
	}
	for (const region of document.querySelectorAll(".region")) {
		const box = region.getBoundingClientRect();
		if (box.left < -1 || box.right > width + 1) {
			say("a region beyond the window", region);
		}
		if (region.scrollWidth > region.clientWidth + 1 && getComputedStyle(region).overflowX !== "auto") {
			say("a region that cannot be scrolled to its end", region);
		}
	}
	return [...new Set(wrong)].join("\n");
})()`

const contents = `(document.querySelector(".contents > details") ?? {})`

func TestNothingIsCutOff(t *testing.T) {
	for _, p := range append(pages, page{"print", base + "/print"}) {
		t.Run(p.name, func(t *testing.T) {
			b := newTab(t)
			b.open(p.path)
			for _, width := range widths {
				b.resize(width, 800)
				eval[any](b, `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(0))))`)
				if wrong := eval[string](b, spilt); wrong != "" {
					t.Errorf("%s at %d px:\n%s", p.path, width, wrong)
				}
				eval[any](b, contents+`.open = true`)
				if wrong := eval[string](b, spilt); wrong != "" {
					t.Errorf("%s at %d px with the contents open:\n%s", p.path, width, wrong)
				}
				eval[any](b, contents+`.open = false`)
			}
		})
	}
}

// On a wide screen a definition stands in the margin beside the first mention of its
// term, and one whose term is mentioned in the same line stands under it.
func TestDefinitionsInTheMargin(t *testing.T) {
	b := newTab(t)
	b.resize(1600, 1000)
	b.open(base + "/sections/2")
	if wrong := eval[string](b, `(() => {
		const mention = document.querySelector(".term-1"), definition = document.querySelector(".beside-1");
		mention.insertAdjacentHTML("afterend", "<a class='term term-2' href='#'>项目支出</a>");
		definition.insertAdjacentHTML("afterend", "<div class='definition beside-2'>" + definition.innerHTML + "</div>");
		const text = document.querySelector(".prose").getBoundingClientRect(), at = mention.getBoundingClientRect();
		const first = definition.getBoundingClientRect(), second = document.querySelector(".beside-2").getBoundingClientRect();
		return [
			first.left < text.right || second.left < text.right ? "a definition stands in the text" : "",
			Math.abs(first.top - at.top) > 1 ? "the first one does not stand beside its term" : "",
			second.top < first.bottom ? "the second one stands over the first" : "",
		].join("");
	})()`); wrong != "" {
		t.Error(wrong)
	}
}

// No page complains on the console, breaks its own security policy, or asks
// anything of another site.
func TestNoComplaints(t *testing.T) {
	b := newTab(t)
	for _, p := range append(pages, page{"print", base + "/print"}) {
		b.forget()
		b.open(p.path)
		eval[any](b, `(() => {
			document.querySelector(".columns button")?.click();
			document.querySelector("a.term")?.focus({ focusVisible: true });
		})()`)
		if title := eval[string](b, `document.querySelector("[title]")?.cloneNode().outerHTML ?? ""`); title != "" {
			t.Errorf("%s: got %s, want no title attribute: neither touch nor keyboard reaches it", p.path, title)
		}
		complaints, abroad := b.heard()
		for _, c := range complaints {
			if p.name == "error" && strings.Contains(c, "404") && strings.Contains(c, p.path) {
				continue // the page itself: that is its status
			}
			t.Errorf("%s: got %q on the console, want nothing", p.path, c)
		}
		for _, r := range abroad {
			t.Errorf("%s: got a request to %s, want none that leave %s", p.path, r, origin)
		}
	}
	// The policy that the pages send is in force in this browser.
	b.forget()
	b.open("/")
	eval[any](b, `document.body.append(Object.assign(document.createElement("img"), { src: "https://example.org/a.png" }))`)
	eval[any](b, `new Promise((done) => setTimeout(done, 100))`)
	if complaints, _ := b.heard(); !strings.Contains(strings.Join(complaints, " "), "Content Security Policy") {
		t.Errorf("got %q after loading a picture of another site, want a breach of the policy", complaints)
	}
}
