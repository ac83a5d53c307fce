package browser

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	dialog "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/reconcile"
	"disclosure/internal/report/reporttest"
)

// serveHostile puts the embedded report on a local address, with an attack in
// every text.
func serveHostile(t *testing.T, turn int) (origin string) {
	t.Helper()
	reports, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	attacked, _ := reporttest.Hostile(reports[0].Report, turn)
	result, err := reconcile.Reconcile(data.Files, fstest.MapFS{}, attacked)
	if err != nil {
		t.Fatal(err)
	}
	site, err := serve([]finding.Checked{{Report: attacked, Result: result}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(site.Close)
	return site.URL
}

// foreign counts what no page of the site has: elements and attributes that
// only an attack can have made.
const foreign = `document.querySelectorAll("img, base, iframe, object, embed, textarea, style, meta[http-equiv], " +
	"script[src*='evil'], [src*='evil'], link[href*='evil'], a[href^='javascript:'], a[href^='data:'], a[href*='//evil'], " +
	"[onload], [onerror], [onfocus], [onmouseover], [autofocus]").length`

// TestHostile shows the attacks to a real browser: no dialog opens, nothing is
// asked of another host, the policy of the pages has nothing to stop, and no
// element is there that the site did not make, neither at first nor after
// tooltips and the panel of citations have shown texts again.
func TestHostile(t *testing.T) {
	need(t, "chromium", "font")
	site := serveHostile(t, 5)
	more := []page{{"print", base + "/print"}, {"search", "/search?q=" + url.QueryEscape(reporttest.Attacks[0])}}
	for _, p := range append(more, pages...) {
		switch strings.TrimPrefix(p.path, base) {
		case "/checks/projects/9", "/pictures/flow", "/pictures/functions", "/pictures/three-public":
			continue // what binds a form or makes these pictures is known by labels, which are attacks now
		}
		t.Run(p.name, func(t *testing.T) {
			b := newTab(t)
			var mu sync.Mutex
			var dialogs []string
			if err := chromedp.Listen(b.ctx, func(event any) {
				if e, ok := event.(*dialog.EventJavascriptDialogOpening); ok {
					mu.Lock()
					defer mu.Unlock()
					dialogs = append(dialogs, e.Message)
					go chromedp.Call(b.ctx, dialog.HandleJavaScriptDialog, dialog.HandleJavaScriptDialogParams{Accept: true})
				}
			}); err != nil {
				t.Fatal(err)
			}
			b.do(chromedp.Navigate(site + p.path))
			look := func(when string) {
				if n := eval[int](b, foreign); n > 0 {
					t.Errorf("%s: got %d foreign elements %s", p.path, n, when)
				}
			}
			look("at first")
			// Later mentions: the first has its definition in the margin.
			const later = `[...document.querySelectorAll("a.term")].filter((a) => !/ term-/.test(a.className))`
			for i := range min(3, eval[int](b, later+`.length`)) {
				eval[any](b, fmt.Sprintf(later+`[%d].focus({ focusVisible: true })`, i))
				b.want(open, "tooltip when the term has the focus")
				look("with a tooltip")
			}
			const control = `document.querySelector("main a.cite")`
			if eval[bool](b, "Boolean("+control+")") {
				eval[any](b, control+".click()")
				b.want(cited, "panel of citations")
				look("with the panel of citations")
			}
			complaints, _ := b.heard()
			mu.Lock()
			defer mu.Unlock()
			if len(complaints) > 0 && p.name != "error" || len(dialogs) > 0 {
				t.Errorf("%s: got complaints %q and dialogs %q, want none", p.path, complaints, dialogs)
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			for _, r := range b.requests {
				if !strings.HasPrefix(r, site+"/") && r != "about:blank" {
					t.Errorf("%s: got a request to %s", p.path, r)
				}
			}
		})
	}
}
