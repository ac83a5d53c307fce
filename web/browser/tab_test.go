package browser

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a page of the browser under test. Its methods end the test when the
// browser fails.
type tab struct {
	*testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string // of the browser's console
	requests   []string
}

// newTab opens a window of its own, which is closed with the test. Tests with
// windows run side by side.
func newTab(t *testing.T) *tab {
	t.Helper()
	need(t, "chromium", "font")
	t.Parallel()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{T: t, ctx: ctx}
	b.do()
	var stop context.CancelFunc
	b.ctx, stop = context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(stop)
	if err := chromedp.Listen(b.ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.resize(1280, 800)
	return b
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			for _, arg := range e.Args {
				b.complaints = append(b.complaints, "console: "+string(arg.Value)+arg.Description)
			}
		}
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.complaints = append(b.complaints, e.Entry.Text+" "+e.Entry.URL)
		}
	}
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
func eval[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatal(err)
	}
	return value
}

// open shows an address of the site and waits until it is loaded.
func (b *tab) open(path string) {
	b.Helper()
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate(origin+path))
}

// resize makes the window a phone below 700 px and a screen from there on.
func (b *tab) resize(width, height int64) {
	b.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 700,
	})
}

// withoutScripts turns the scripts of pages off, but not those of the test.
func (b *tab) withoutScripts() {
	b.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

func (b *tab) touchscreen() {
	b.Helper()
	call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
}

// scheme asks for light or dark pages, and for no fades from one to the other.
func (b *tab) scheme(name string) {
	b.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// patience is how long something may take that should be so at once: the
// machine may be busy.
const patience = 10 * time.Second

// holds tells whether a JavaScript expression becomes true. While the page
// changes it may fail, which is the same as false.
func (b *tab) holds(expression string) bool {
	b.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")")); err == nil && ok {
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
		e.scrollIntoView({ block: "center", inline: "center" });
		const r = e.getClientRects()[0];
		return [r.left + r.width / 2, r.top + r.height / 2];
	})()`)
	return at[0], at[1]
}

func (b *tab) pointTo(element string) {
	b.Helper()
	x, y := b.middle(element)
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
}

func (b *tab) click(element string) {
	b.Helper()
	x, y := b.middle(element)
	b.do(chromedp.MouseClickXY(x, y))
}

func (b *tab) tap(element string) {
	b.Helper()
	x, y := b.middle(element)
	b.tapAt(x, y)
}

func (b *tab) tapAt(x, y float64) {
	b.Helper()
	b.do(chromedp.TapXY(x, y))
}

// press types keys: "Tab", "Enter" or "Escape".
func (b *tab) press(key string) {
	b.Helper()
	keys := map[string]string{"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape}
	b.do(chromedp.KeyEvent(keys[key]))
}

// tabTo moves the focus by keyboard onto an element: it starts right before it.
func (b *tab) tabTo(element string) {
	b.Helper()
	eval[any](b, `(() => {
		const e = `+element+`;
		const all = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")].filter((x) => x.checkVisibility());
		all[all.indexOf(e) - 1].focus();
	})()`)
	b.press("Tab")
}

// heard are what the console complained of and the requests that left the site.
func (b *tab) heard() (complaints, abroad []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if !strings.HasPrefix(r, origin+"/") && r != "about:blank" {
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
