package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// engine is a browser that tests open windows of. It starts with its first
// window and stops with the tests.
type engine struct {
	name  string
	needs string // what must be installed
	start func() (running, error)

	once    sync.Once
	running running
	err     error
}

// running is a browser that runs.
type running struct {
	// open opens a window of its own, without cookies, and tells heard what
	// it complains of and asks for. The window closes with the test.
	open func(t *testing.T, heard *hearing) (window, error)
	stop func()
}

// window is a window of a browser as a test moves it. Places are in CSS pixels
// from the window's upper left corner.
type window interface {
	navigate(address string) error
	// evaluate runs a script and returns its value, or what its promise
	// comes to, as JSON.
	evaluate(script string) ([]byte, error)
	resize(width, height int64) error
	move(x, y float64) error
	click(x, y float64) error
	tap(x, y float64) error
	// press types a key: Tab, Enter, Escape or an arrow.
	press(key string) error
	// edit does what an editing key such as Ctrl+C does: copy or paste.
	edit(command string) error
	print() ([]byte, error)
}

// The engines. Those of large letters are Chromium with a setting that a reader
// has made in it.
var (
	chromiumNow = &engine{name: "Chromium", needs: "chromium", start: func() (running, error) {
		return startChromium(chromium(), chromedp.Flag("headless", "new"))
	}}
	chromium90 = &engine{name: "Chromium 90", needs: "chromium 90", start: func() (running, error) {
		return startChromium(chromium90Path)
	}}
	chromiumLarge = &engine{name: "Chromium, text at 200 %", needs: "chromium", start: func() (running, error) {
		return startChromium(chromium(), chromedp.Flag("headless", "new"),
			chromedp.Flag("blink-settings", "defaultFontSize=32,defaultFixedFontSize=26"))
	}}
	chromiumMinimum = &engine{name: "Chromium, no letter below 24 px", needs: "chromium", start: func() (running, error) {
		return startChromium(chromium(), chromedp.Flag("headless", "new"),
			chromedp.Flag("blink-settings", "minimumFontSize=24,minimumLogicalFontSize=24"))
	}}
	firefox = &engine{name: "Firefox ESR", needs: "firefox", start: startFirefox}

	engines = []*engine{chromiumNow, chromium90, firefox}
)

// up starts the engine if it is not running.
func (e *engine) up() (running, error) {
	e.once.Do(func() {
		if e.running, e.err = e.start(); e.err != nil {
			e.err = fmt.Errorf("start %s: %w", e.name, e.err)
		}
	})
	return e.running, e.err
}

func stopEngines() {
	for _, e := range []*engine{chromiumNow, chromium90, chromiumLarge, chromiumMinimum, firefox} {
		if e.running.stop != nil {
			e.running.stop()
		}
	}
}

// hearing is what a window complained of on its console, and what it asked for.
type hearing struct {
	mu         sync.Mutex
	complaints []string
	requests   []string
}

func (h *hearing) complain(text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.complaints = append(h.complaints, text)
}

func (h *hearing) request(address string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests = append(h.requests, address)
}

const chromium90Path = "node_modules/chrome-aws-lambda/bin/chromium"

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// startChromium starts a Chromium with a profile of its own, which is removed
// again.
func startChromium(path string, more ...chromedp.ExecAllocatorOption) (running, error) {
	options := append([]chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path),
		chromedp.NoFirstRun,
		chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-renderer-backgrounding", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("hide-scrollbars", false),
		chromedp.Flag("lang", "zh-CN"),
	}, more...)
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	browser, stopBrowser := chromedp.NewContext(allocator)
	stop := func() { stopBrowser(); stopAllocator() }
	if err := chromedp.Do(browser); err != nil {
		stop()
		return running{}, err
	}
	return running{
		stop: stop,
		open: func(t *testing.T, heard *hearing) (window, error) {
			ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
			t.Cleanup(cancel)
			if err := chromedp.Do(ctx); err != nil {
				return nil, err
			}
			ctx, cancel = context.WithTimeout(ctx, windowTime)
			t.Cleanup(cancel)
			if err := chromedp.Listen(ctx, heard.devTools); err != nil {
				return nil, err
			}
			if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
				return nil, err
			}
			_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
			return chromiumWindow{ctx}, err
		},
	}, nil
}

// devTools hears an event of the DevTools protocol.
func (h *hearing) devTools(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		h.request(e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			for _, arg := range e.Args {
				h.complain("console: " + string(arg.Value) + arg.Description)
			}
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		h.complain("exception: " + text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			h.complain(e.Entry.Text + " " + e.Entry.URL)
		}
	}
}

// chromiumWindow moves a window by the DevTools protocol.
type chromiumWindow struct{ ctx context.Context }

func (w chromiumWindow) navigate(address string) error {
	return chromedp.Do(w.ctx, chromedp.Navigate(address))
}

func (w chromiumWindow) evaluate(script string) ([]byte, error) {
	value, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]byte](script, chromedp.EvalAwaitPromise))
	if err == nil && value == nil {
		value = json.RawMessage("null") // undefined
	}
	return value, err
}

// resize makes the window a phone below 700 px and a screen from there on.
func (w chromiumWindow) resize(width, height int64) error {
	_, err := chromedp.Call(w.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 700,
	})
	return err
}

func (w chromiumWindow) move(x, y float64) error {
	return chromedp.Do(w.ctx, chromedp.MouseEvent(chromedp.MouseMoved, x, y))
}

func (w chromiumWindow) click(x, y float64) error {
	return chromedp.Do(w.ctx, chromedp.MouseClickXY(x, y))
}
func (w chromiumWindow) tap(x, y float64) error { return chromedp.Do(w.ctx, chromedp.TapXY(x, y)) }

func (w chromiumWindow) press(key string) error {
	keys := map[string]string{
		"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape,
		"ArrowLeft": kb.ArrowLeft, "ArrowUp": kb.ArrowUp, "ArrowRight": kb.ArrowRight, "ArrowDown": kb.ArrowDown,
	}
	return chromedp.Do(w.ctx, chromedp.KeyEvent(keys[key]))
}

func (w chromiumWindow) edit(command string) error {
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		_, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: "Unidentified", Commands: []string{command}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (w chromiumWindow) print() ([]byte, error) {
	return chromedp.Run(w.ctx, chromedp.PrintToPDF(
		chromedp.PDFPreferCSSPageSize(), chromedp.PDFOutlineAndTagged(), chromedp.PDFPrintBackground()))
}
