package browser

import (
	"testing"
	"unicode"
	"unicode/utf8"

	titles "disclosure/internal/page"
)

// broken lists where a line of a title or a column head ends, as the title, the text
// before the end, and WBR where the page allows a line to end there. Lines of one character are those of a word that is
// wider than its line, which has to break somewhere.
const broken = `(() => {
	const ends = [];
	const range = document.createRange();
	for (const title of document.querySelectorAll("h1, h2, h3, thead th, .contents .text, .listing .text")) {
		if (title.getBoundingClientRect().width <= 1) { // not there, or for screen readers alone
			continue;
		}
		const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
		let before = "", bottom = null;
		while (texts.nextNode()) {
			const node = texts.currentNode;
			for (let i = 0; i < node.data.length; i++) {
				range.setStart(node, i);
				range.setEnd(node, i + 1);
				const box = range.getClientRects()[0];
				if (!box || box.width === 0) {
					before += node.data[i];
					continue;
				}
				if (bottom !== null && box.top > bottom - 2) {
					const allowed = i === 0 && (node.previousSibling ?? node.parentNode.previousSibling)?.nodeName === "WBR";
					ends.push([title.textContent, before, allowed ? "WBR" : ""]);
				}
				bottom = Math.max(box.bottom, bottom !== null && box.top <= bottom - 2 ? bottom : 0);
				before += node.data[i];
			}
		}
	}
	return ends;
})()`

// A line of a title ends between two phrases, at a space or beside
// punctuation, and never inside a word.
func TestTitlesBreakBetweenWords(t *testing.T) {
	b := newTab(t)
	seen := 0
	for _, width := range []int64{320, 360, 500, 640, 1280} {
		b.resize(width, 800)
		for _, path := range []string{"/", base, base + "/sections/2", base + "/sections/3", base + "/sections/5", base + "/tables/1", base + "/tables/4", base + "/tables/12", base + "/tables/13", base + "/tables/14", base + "/projects", base + "/projects/2"} {
			b.open(path)
			for _, end := range eval[[][3]string](b, broken) {
				seen++
				if title, before := end[0], end[1]; !mayEnd(title, len(before)) {
					t.Errorf("%s at %d px: got a line of %q end after %q, want the word whole", path, width, title, before)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("got no title of two lines, want some to look at")
	}
}

// At 200 % of the letters, too, lines of titles and heads end where the page allows
// it or beside punctuation: no word is wider than its line.
func TestLargeTitlesBreakBetweenWords(t *testing.T) {
	b := newTabIn(t, chromiumLarge)
	for _, width := range []int64{320, 360} {
		b.resize(width, 800)
		for _, p := range pages {
			b.open(p.path)
			eval[any](b, contents+`.open = true`)
			for _, end := range eval[[][3]string](b, broken) {
				after, _ := utf8.DecodeRuneInString(end[0][len(end[1]):])
				if end[2] != "WBR" && !punctuation(lastRune(end[1])) && !punctuation(after) {
					t.Errorf("%s at %d px: got a line of %q end after %q, want the word whole", p.path, width, end[0], end[1])
				}
			}
		}
	}
}

// mayEnd tells whether a line of title may end before its byte at.
func mayEnd(title string, at int) bool {
	end := 0
	for _, phrase := range titles.Phrases(title) {
		if end == at {
			return true
		}
		if titles.Quoted(phrase) {
			end += len(phrase)
			continue
		}
		for i, r := range phrase {
			if here := end + i; here == at && (punctuation(r) || i > 0 && punctuation(lastRune(phrase[:i]))) {
				return true
			}
		}
		end += len(phrase)
	}
	return false
}

func punctuation(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// On a phone the title and the first figure stand on the first screen, under a
// masthead and a breadcrumb of one line each; the report is named once.
func TestFirstScreen(t *testing.T) {
	b := newTab(t)
	b.resize(360, 800)
	for path, title := range map[string]int{"": 160, "/tables/1": 200, "/tables/7": 200, "/sections/3": 200, "/projects/1": 200} {
		b.open(base + path)
		at := eval[struct{ Masthead, Crumbs, Title, Figure int }](b, `(() => {
			const top = (e) => Math.round(e.getBoundingClientRect().top);
			return {
				Masthead: document.querySelector(".masthead").offsetHeight,
				Crumbs: document.querySelector(".breadcrumbs")?.offsetHeight ?? 0,
				Title: top(document.querySelector("h1")),
				Figure: top(document.querySelector("main :is(.opening data, .headlines .figure, tbody .amount data, .prose data, .field dd data)")),
			};
		})()`)
		if at.Masthead > 66 || at.Crumbs > 30 || at.Title > title || at.Figure > 700 {
			t.Errorf("%s: got %+v, want a masthead and a breadcrumb of one line, the title by %d px and a figure by 700", path, at, title)
		}
		name := "福田区政务服务数据管理局"
		if n := eval[int](b, `[document.querySelector(".masthead"), document.querySelector(".breadcrumbs"), document.querySelector("h1")]
			.map((e) => e?.textContent ?? "").join("").split("`+name+`").length - 1`); n != 1 {
			t.Errorf("%s: got the report named %d times at the head of its page, want once", path, n)
		}
	}
}
