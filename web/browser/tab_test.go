package browser

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// tab is a window of a browser under test. Its methods end the test when the
// browser fails.
type tab struct {
	*testing.T
	window
	hearing
	ctx context.Context // of a Chromium, for commands that only it knows
}

// windowTime is how long a test may use one window: the machine may be busy.
const windowTime = 4 * time.Minute

// newTab opens a window of its own in the current Chromium, which is closed with
// the test. Tests with windows run side by side.
func newTab(t *testing.T) *tab {
	t.Helper()
	return newTabIn(t, chromiumNow)
}

// newTabIn opens a window in an engine.
func newTabIn(t *testing.T, e *engine) *tab {
	t.Helper()
	need(t, e.needs, "font")
	t.Parallel()
	browser, err := e.up()
	if err != nil {
		t.Fatal(err)
	}
	b := &tab{T: t}
	if b.window, err = browser.open(t, &b.hearing); err != nil {
		t.Fatal(err)
	}
	if w, ok := b.window.(chromiumWindow); ok {
		b.ctx = w.ctx
	}
	b.resize(1280, 800)
	return b
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// call sends a command of the DevTools protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// eval returns the value of a JavaScript expression; a promise is waited for.
func eval[T any](b *tab, expression string) (value T) {
	b.Helper()
	text, err := b.window.evaluate(expression)
	if err == nil {
		err = json.Unmarshal(text, &value)
	}
	if err != nil {
		b.Fatal(err)
	}
	return value
}

// open shows an address of the site and waits until it is loaded.
func (b *tab) open(path string) {
	b.Helper()
	b.openOn(origin, path)
}

// openOn does so on a site of the test's own.
func (b *tab) openOn(site, path string) {
	b.Helper()
	b.must(b.window.navigate("about:blank"))
	b.must(b.window.navigate(site + path))
	// The load that the engine tells of may be that of the page before.
	if !b.holds(`document.readyState === "complete" && location.href.startsWith("` + site + `/")`) {
		b.Fatalf("%s: got a page that does not load within %s", path, patience)
	}
}

// must ends the test if the browser has failed.
func (b *tab) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// resize gives the window a size; Chromium's is a phone below 700 px.
func (b *tab) resize(width, height int64) {
	b.Helper()
	b.must(b.window.resize(width, height))
}

// withoutScripts turns the scripts of pages off, but not those of the test.
func (b *tab) withoutScripts() {
	b.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// old takes from pages what engines of some years ago do not have.
func (b *tab) old() {
	b.Helper()
	call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		delete HTMLElement.prototype.showPopover;
		delete Array.prototype.at;
		delete Array.prototype.toSorted;
		CSS.supports = () => false;
		for (const type of [Element, Document]) {
			for (const name of ["querySelector", "querySelectorAll", "matches", "closest"]) {
				const own = type.prototype[name];
				if (own) {
					type.prototype[name] = function (selector) {
						if (/:has\(/.test(selector)) {
							throw new SyntaxError(selector + " is not a valid selector");
						}
						return own.call(this, selector);
					};
				}
			}
		}`})
}

func (b *tab) touchscreen() {
	b.Helper()
	call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
}

// scheme asks for light or dark pages.
func (b *tab) scheme(name string) {
	b.Helper()
	b.media("prefers-color-scheme", name)
}

// media has the browser prefer one thing, and no fades: a colour on its way to
// another is none that a test can judge.
func (b *tab) media(feature, value string) {
	b.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: feature, Value: value},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	b.settled()
}

// settled waits until the page is drawn and no colour fades any more: what began to
// fade before motion was asked to be reduced goes on.
func (b *tab) settled() {
	b.Helper()
	eval[any](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => Promise.allSettled(document.getAnimations().map((a) => a.finished))).then(() => 0)`)
}

// patience is how long something may take that should be so at once: the
// machine may be busy.
const patience = 10 * time.Second

// holds tells whether a JavaScript expression becomes true. While the page
// changes it may fail, which is the same as false.
func (b *tab) holds(expression string) bool {
	b.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if value, err := b.window.evaluate("Boolean(" + expression + ")"); err == nil && string(value) == "true" {
			return true
		}
	}
	return false
}

// want fails the test unless a JavaScript expression becomes true.
func (b *tab) want(expression, message string) {
	b.Helper()
	if !b.holds(expression) {
		b.Errorf("%s: got false, want true", message)
	}
}

// never fails the test if a JavaScript expression is true at any time within
// the given one.
func (b *tab) never(expression, message string, during time.Duration) {
	b.Helper()
	for end := time.Now().Add(during); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if eval[bool](b, "Boolean("+expression+")") {
			b.Errorf("%s: got true, want false", message)
			return
		}
	}
}

// middle is the middle of the first line of an element, scrolled into the
// window.
func (b *tab) middle(element string) (x, y float64) {
	b.Helper()
	at := eval[[2]float64](b, `(() => {
		const e = `+element+`;
		const at = e.closest(".box") ? "nearest" : "center"; // a box moves with the page
		e.scrollIntoView({ block: at, inline: at });
		const r = e.getClientRects()[0];
		return [r.left + r.width / 2, r.top + r.height / 2];
	})()`)
	return at[0], at[1]
}

func (b *tab) pointTo(element string) {
	b.Helper()
	x, y := b.middle(element)
	b.must(b.window.move(x, y))
}

func (b *tab) click(element string) {
	b.Helper()
	x, y := b.middle(element)
	b.must(b.window.click(x, y))
}

func (b *tab) tap(element string) {
	b.Helper()
	x, y := b.middle(element)
	b.tapAt(x, y)
}

func (b *tab) tapAt(x, y float64) {
	b.Helper()
	b.must(b.window.tap(x, y))
}

// press types a key: Tab, Enter, Escape or an arrow such as ArrowDown.
func (b *tab) press(key string) {
	b.Helper()
	b.must(b.window.press(key))
}

// edit has the browser do what a key such as Ctrl+C asks for: copy or paste.
func (b *tab) edit(command string) {
	b.Helper()
	b.must(b.window.edit(command))
}

// tabTo moves the focus by keyboard onto an element: it starts right before it.
func (b *tab) tabTo(element string) {
	b.Helper()
	eval[any](b, `(() => {
		const e = `+element+`;
		const all = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")].filter((x) => x.checkVisibility?.() ?? x.getClientRects().length);
		all[all.indexOf(e) - 1].focus();
	})()`)
	b.press("Tab")
}

// heard are what the console complained of and the requests that left the site.
func (b *tab) heard() (complaints, abroad []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if !strings.HasPrefix(r, origin+"/") && r != "about:blank" && !strings.HasPrefix(r, "data:") {
			abroad = append(abroad, r)
		}
	}
	return b.complaints, abroad
}

// forget drops what was heard so far.
func (b *tab) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints, b.requests = nil, nil
}
