package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/labstack/echo/v4"

	"disclosure/internal/store"
)

// Who waits for whom is not seen from outside, so these tests stand inside.

// workshop is a site whose pages and files take a while each.
type workshop struct {
	*site
	*echo.Echo
	mu    sync.Mutex
	began []string // paths of what was rendered, in order
}

// aRendering is how long a page takes to make: no number of them ends when a wait does.
const aRendering = 1100 * time.Millisecond

func inWorkshop(t *testing.T, slots int, test func(*testing.T, *workshop)) {
	t.Helper()
	st, err := store.OpenMemory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	synctest.Test(t, func(t *testing.T) {
		w := &workshop{site: &site{store: st, limiter: newRateLimiter()}, Echo: echo.New()}
		w.IPExtractor = echo.ExtractIPDirect()
		w.cache = newCache(1<<20, w.version)
		w.makings.byAddress = map[string]*making{}
		w.pageTurns, w.fileTurns = newTurns(slots, w.limiter), newTurns(1, w.limiter)
		test(t, w)
		time.Sleep(time.Minute) // what has begun ends
		synctest.Wait()
		for _, turns := range []*turns{w.pageTurns, w.fileTurns} {
			if len(turns.clients) > 0 || len(turns.next) > 0 {
				t.Errorf("got %d clients in the turns of an idle site, want none", len(turns.clients))
			}
		}
		if len(w.makings.byAddress) > 0 {
			t.Errorf("got %d makings in an idle site, want none", len(w.makings.byAddress))
		}
	})
}

// ask asks for a path until ctx ends.
func (w *workshop) ask(ctx context.Context, address, path string, t *turns, cost int) error {
	r := httptest.NewRequestWithContext(ctx, "GET", path, nil)
	r.RemoteAddr = address + ":1"
	return w.serveCosting(w.NewContext(r, httptest.NewRecorder()), standard, t, cost, func(ctx context.Context, _ *store.Snapshot) (*answer, error) {
		w.mu.Lock()
		w.began = append(w.began, path)
		w.mu.Unlock()
		if path == "/panic" {
			panic("oh")
		}
		time.Sleep(aRendering)
		return newAnswer(htmlType, revalidate, []byte("page")), ctx.Err()
	})
}

func (w *workshop) page(ctx context.Context, address, path string) error {
	return w.ask(ctx, address, path, w.pageTurns, 1)
}

func statusAfter(t *testing.T, err error) int {
	t.Helper()
	if err == nil {
		return http.StatusOK
	}
	return statusOf(err)
}

// However much one client asks for, a second one waits for one rendering at most, and
// never behind the queue of the first.
func TestTurns(t *testing.T) {
	inWorkshop(t, 1, func(t *testing.T, w *workshop) {
		ctx, cancel := context.WithCancel(t.Context())
		var greedy sync.WaitGroup
		for i := range 300 {
			greedy.Go(func() { w.page(ctx, "192.0.2.66", "/"+strconv.Itoa(i)) })
		}
		synctest.Wait()
		for _, path := range []string{"/mine", "/also-mine", "/250"} { // the last one waits in the long queue, too
			start := time.Now()
			if err := w.page(t.Context(), "192.0.2.77", path); err != nil {
				t.Errorf("%s: got error %v, want the page", path, err)
			}
			if took := time.Since(start); took > 2*aRendering {
				t.Errorf("%s: got the page after %v, want it after one other", path, took)
			}
		}
		// The clients have gone: what nobody waits for is not made.
		cancel()
		greedy.Wait()
		time.Sleep(aRendering)
		synctest.Wait()
		before := len(w.began)
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(w.began) != before {
			t.Errorf("got %d renderings after all clients had gone, want none", len(w.began)-before)
		}
		if got := w.limiter.of(networkOf("192.0.2.66")).Tokens(); got < renderBurst-10 {
			t.Errorf("got %.0f of its allowance left, want it to pay for what was begun", got)
		}
	})
}

// With slots for several, one client has only one of them.
func TestOneAtATime(t *testing.T) {
	inWorkshop(t, 4, func(t *testing.T, w *workshop) {
		var readers sync.WaitGroup
		start := time.Now()
		for i := range 5 {
			readers.Go(func() {
				if err := w.page(t.Context(), "192.0.2.66", "/"+strconv.Itoa(i)); err != nil {
					t.Error(err)
				}
			})
		}
		readers.Go(func() { // files wait for files alone
			if err := w.ask(t.Context(), "192.0.2.66", "/a.xlsx", w.fileTurns, wholeCost); err != nil || time.Since(start) > aRendering {
				t.Errorf("got a file after %v, error %v, want it at once", time.Since(start), err)
			}
		})
		readers.Wait()
		if took := time.Since(start); took != 5*aRendering {
			t.Errorf("got 5 pages of one client after %v, want one after another", took)
		}
		if got := w.limiter.of(networkOf("192.0.2.66")).Tokens(); got != min(renderBurst, renderBurst-5-wholeCost+5*rendersPerSecond) {
			t.Errorf("got %.0f of the allowance left", got)
		}
	})
}

// A client over its rate is refused, and none that waits for the same answer. Those
// who wait for what another has rendered pay nothing.
func TestRate(t *testing.T) {
	inWorkshop(t, 1, func(t *testing.T, w *workshop) {
		var readers sync.WaitGroup
		for range 2 * renderBurst {
			readers.Go(func() {
				if err := w.page(t.Context(), "192.0.2.1", "/a"); err != nil {
					t.Errorf("got error %v, want the page that another request has made", err)
				}
			})
		}
		readers.Wait()
		if len(w.began) != 1 {
			t.Errorf("got %d renderings of one page, want 1", len(w.began))
		}
		ctx, cancel := context.WithCancel(t.Context())
		refused := 0
		var busy *busyError
		for i := range renderBurst / wholeCost {
			readers.Go(func() { w.ask(ctx, "192.0.2.1", "/"+strconv.Itoa(i)+".zip", w.fileTurns, wholeCost) })
			synctest.Wait()
		}
		if err := w.ask(ctx, "192.0.2.1", "/more.zip", w.fileTurns, wholeCost); errors.As(err, &busy) && busy.status == http.StatusTooManyRequests {
			refused++
		}
		readers.Go(func() { w.ask(ctx, "192.0.2.2", "/more.zip", w.fileTurns, wholeCost) })
		synctest.Wait()
		if refused != 1 {
			t.Error("got no refusal, want 429 for files beyond the allowance")
		}
		cancel()
		readers.Wait()
	})
}

// Work that waits too long is refused for now and costs nothing. A panic is an error
// of its request and keeps no slot.
func TestSlotsComeBack(t *testing.T) {
	inWorkshop(t, 1, func(t *testing.T, w *workshop) {
		if err := w.page(t.Context(), "192.0.2.1", "/panic"); statusAfter(t, err) != http.StatusInternalServerError {
			t.Errorf("got error %v, want that of the panic", err)
		}
		var others sync.WaitGroup
		for i := range 10 {
			others.Go(func() { w.page(t.Context(), "198.51.100."+strconv.Itoa(i), "/"+strconv.Itoa(i)) })
		}
		synctest.Wait()
		start := time.Now()
		if err := w.page(t.Context(), "192.0.2.1", "/late"); statusAfter(t, err) != http.StatusServiceUnavailable || time.Since(start) != slotTimeout {
			t.Errorf("got error %v after %v, want 503 after %v", err, time.Since(start), slotTimeout)
		}
		if got := w.limiter.of(networkOf("192.0.2.1")).Tokens(); got != renderBurst {
			t.Errorf("got %.0f of the allowance left, want all: nothing was rendered", got)
		}
		others.Wait()
		if err := w.page(t.Context(), "192.0.2.1", "/at-last"); err != nil {
			t.Errorf("got error %v, want the page of an idle site", err)
		}
	})
}
