package browser

import (
	"fmt"
	"strings"
	"testing"
)

// A reader whose browser sets text at 200 %, or no letter below 24 px, loses
// nothing on a phone.
func TestLargeLettersLoseNothing(t *testing.T) {
	for _, e := range []*engine{chromiumLarge, chromiumMinimum} {
		for _, p := range append(pages, page{"print", base + "/print"}) {
			t.Run(e.name+"/"+p.name, func(t *testing.T) {
				b := newTabIn(t, e)
				b.resize(360, 800)
				b.open(p.path)
				if size := eval[string](b, `getComputedStyle(document.querySelector("main p, main a, main td")).fontSize`); !strings.HasPrefix(size, "2") && !strings.HasPrefix(size, "3") {
					t.Fatalf("got letters of %s, want large ones", size)
				}
				if small := eval[[]string](b, `[...document.querySelectorAll("body *")].filter((e) => parseFloat(getComputedStyle(e).fontSize) < 20 && e.getClientRects().length &&
					(e.placeholder || [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))).map((e) => e.nodeName + "." + e.className + " " + getComputedStyle(e).fontSize)`); len(small) > 0 {
					t.Errorf("%s: got small letters in %q, want all of them large", p.path, small)
				}
				if wrong := eval[string](b, spilt); wrong != "" {
					t.Errorf("%s at 360 px:\n%s", p.path, wrong)
				}
				eval[any](b, contents+`.open = true`)
				if wrong := eval[string](b, spilt); wrong != "" {
					t.Errorf("%s at 360 px with the contents open:\n%s", p.path, wrong)
				}
			})
		}
	}
}

// In the large type of the site itself nothing is lost either.
func TestLargeTypeLosesNothing(t *testing.T) {
	for _, p := range append(pages, page{"print", base + "/print"}) {
		t.Run(p.name, func(t *testing.T) {
			b := newTab(t)
			b.largeType()
			b.open(p.path)
			for _, width := range []int64{320, 360, 1280} {
				b.resize(width, 800)
				if wrong := eval[string](b, spilt); wrong != "" {
					t.Errorf("%s at %d px:\n%s", p.path, width, wrong)
				}
			}
		})
	}
}

// largeType chooses large type, as a reader does, for what is opened from now on.
func (b *tab) largeType() {
	b.Helper()
	b.open("/display?type=large&back=%2F")
	if size := eval[string](b, `getComputedStyle(document.documentElement).fontSize`); size != "24px" {
		b.Fatalf("got letters of %s, want 24px", size)
	}
}

// Nothing on a page moves once it is there, neither while it loads nor when it
// is scrolled through.
func TestNothingMoves(t *testing.T) {
	for _, p := range append(pages, page{"print", base + "/print"}) {
		t.Run(p.name, func(t *testing.T) {
			b := newTab(t)
			for _, width := range []int64{360, 1280} {
				b.resize(width, 800)
				b.open(p.path)
				moved := eval[[]string](b, `(async () => {
					const moved = [];
					const what = (node) => node?.nodeType === 1 ? node.nodeName.toLowerCase() + "." + node.className : String(node?.nodeName);
					new PerformanceObserver((list) => {
						for (const shift of list.getEntries()) {
							// A head that has just come to stay at the top has not moved.
							if (shift.sources.every((s) => s.node?.nodeName === "THEAD" && !s.previousRect.width)) {
								continue;
							}
							moved.push(shift.value.toFixed(4) + " " + shift.sources.map((s) => what(s.node)).join(" "));
						}
					}).observe({ type: "layout-shift", buffered: true });
					const frame = () => new Promise((done) => requestAnimationFrame(done));
					for (let k = 0; k < 5; k++) {
						await frame();
						scrollBy(0, 800);
					}
					await new Promise((done) => setTimeout(done, 200));
					return moved;
				})()`)
				if len(moved) > 0 {
					t.Errorf("%s at %d px: got %q moved, want nothing", p.path, width, moved)
				}
			}
		})
	}
}

// What has the focus can be seen, at a desk and at 200 % and 400 % of its letters:
// nothing that stays in its place while the page scrolls lies over it.
func TestFocusIsInSight(t *testing.T) {
	for _, p := range pages {
		t.Run(p.name, func(t *testing.T) {
			b := newTab(t)
			for _, size := range [][2]int64{{1280, 900}, {640, 450}, {320, 225}} {
				b.resize(size[0], size[1])
				b.open(p.path)
				hidden := eval[[]string](b, `(async () => {
					const stops = [...document.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")].filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0 && e.type !== "hidden");
					const step = Math.ceil(stops.length / 60);
					const hidden = [];
					// Forwards and backwards: what comes into sight from below and from above.
					for (const order of [stops, [...stops].reverse()]) {
						for (let k = 0; k < order.length; k += step) {
							const e = order[k];
							e.focus({ focusVisible: true });
							await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
							const seen = document.activeElement === e && [...e.getClientRects()].some((r) => {
								for (const x of [0.1, 0.5, 0.9]) {
									for (const y of [0.2, 0.5, 0.8]) {
										// Of a region that is larger than the window the part in the window counts.
										const along = (from, to, end, at) => Math.max(from, 0) + (Math.min(to, end) - Math.max(from, 0)) * at;
										const hit = document.elementFromPoint(along(r.left, r.right, innerWidth, x), along(r.top, r.bottom, innerHeight, y));
										if (hit && (e.contains(hit) || hit.contains(e) && !hit.matches("html, body, main"))) {
											return true;
										}
									}
								}
								return false;
							});
							if (!seen) {
								const r = e.getBoundingClientRect();
								const over = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
								hidden.push(e.outerHTML.slice(0, 90) + " at " + [r.left, r.top, r.width, r.height].map(Math.round) + " under " + (over ? over.nodeName + "." + over.className : "nothing"));
							}
						}
					}
					return hidden;
				})()`)
				if len(hidden) > 0 {
					t.Errorf("%s at %d × %d: got %d stops whose focus is hidden, such as\n%s", p.path, size[0], size[1], len(hidden), strings.Join(hidden[:min(4, len(hidden))], "\n"))
				}
			}
		})
	}
}

// The first screen of each table on a phone shows money: at least so many of its
// figures, whole, with nothing over them.
func TestFiguresInSight(t *testing.T) {
	least := []int{1: 2, 2: 8, 3: 8, 4: 12, 5: 12, 6: 4, 7: 14, 8: 3, 9: 3, 10: 1, 11: 6, 12: 12, 13: 6, 14: 3}
	b := newTab(t)
	b.resize(360, 800)
	for n := 1; n <= 14; n++ {
		path := fmt.Sprintf("%s/tables/%d", base, n)
		b.open(path)
		count := eval[[2]int](b, `(() => {
			const figures = [...document.querySelectorAll("main data")];
			return [figures.filter((f) => {
				const r = f.getBoundingClientRect();
				if (!r.width || r.left < 0 || r.right > innerWidth || r.top < 0 || r.bottom > innerHeight) {
					return false;
				}
				const hit = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
				return hit && (f.contains(hit) || hit.contains(f));
			}).length, figures.length];
		})()`)
		if count[0] < least[n] {
			t.Errorf("%s: got %d of %d figures on the first screen, want %d or more", path, count[0], count[1], least[n])
		}
		t.Logf("table %d: %d of %d figures", n, count[0], count[1])
	}
}

// Every sheet of every page of a report says by itself which report, which part,
// which address and which version it is, and none is empty.
func TestEverySheetSaysWhatItIs(t *testing.T) {
	for _, p := range pages {
		if !strings.HasPrefix(p.path, base) || p.name == "error" {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			paper := printed(t, p.path)
			paper.checkNoneEmpty()
			title := squeeze(eval[string](paper.tab, `document.title.split(" · ")[0]`))
			for i, text := range paper.pages {
				for _, want := range []string{"2021年", title, origin + p.path, paper.version()} {
					if !strings.Contains(squeeze(text), want) {
						t.Errorf("%s, sheet %d of %d: got no %q on it: %.200q", p.path, i+1, len(paper.pages), want, text)
					}
				}
			}
		})
	}
}
