package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/sync/semaphore"

	"disclosure/internal/store"
)

// An answer counts against the client whose request has it rendered, and against none
// that waits for the same answer. A client over its rate refuses no other client.
// Which request waits for which is not seen from outside, so this test stands inside.
func TestWaitingIsFree(t *testing.T) {
	st, err := store.OpenMemory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	synctest.Test(t, func(t *testing.T) {
		s := &site{store: st, limiter: newRateLimiter(), renderSlots: semaphore.NewWeighted(1)}
		s.cache = newCache(1<<20, s.version)
		e := echo.New()
		e.IPExtractor = echo.ExtractIPDirect()
		ask := func(address, path string) error {
			r := httptest.NewRequest("GET", path, nil)
			r.RemoteAddr = address
			_, err := s.cachedAnswer(e.NewContext(r, httptest.NewRecorder()), standard, func(context.Context, *store.Snapshot) (*answer, error) {
				synctest.Wait() // until everybody else waits, too
				return newAnswer(htmlType, revalidate, []byte("page")), nil
			})
			return err
		}
		var readers sync.WaitGroup
		for range 2 * renderBurst {
			readers.Go(func() {
				if err := ask("192.0.2.1:1", "/a"); err != nil {
					t.Errorf("got error %v, want the page that another has made", err)
				}
			})
		}
		readers.Wait()
		for i := range renderBurst {
			if err := ask("192.0.2.1:1", "/"+string(rune('一'+i))); (err != nil) != (i == renderBurst-1) {
				t.Fatalf("page %d of one client: got error %v, want one at %d: the first page was one, too", i+1, err, renderBurst)
			}
		}

		refuse := make(chan struct{})
		readers.Go(func() {
			s.cache.making.Do(s.version()+" /b", func() (any, error) {
				<-refuse
				return nil, &busyError{status: http.StatusTooManyRequests}
			})
		})
		synctest.Wait()
		readers.Go(func() {
			if err := ask("192.0.2.2:1", "/b"); err != nil {
				t.Errorf("got error %v, which is that of another client", err)
			}
		})
		synctest.Wait()
		close(refuse)
		readers.Wait()
	})
}

// Asking whether the site is ready costs one look a second, whoever asks.
func TestReadinessIsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r readiness
		looks := 0
		var found error
		check := func() error {
			return r.check(context.Background(), func(context.Context) error { looks++; return found })
		}
		bad := errors.New("the store is lost")
		for _, step := range []struct {
			after time.Duration
			found error
			want  error
			looks int
		}{
			{0, nil, nil, 1},
			{readyTime / 2, bad, nil, 1},
			{readyTime / 2, bad, bad, 2},
			{readyTime / 2, nil, bad, 2},
			{readyTime, nil, nil, 3},
		} {
			time.Sleep(step.after)
			found = step.found
			if got := check(); got != step.want || looks != step.looks {
				t.Errorf("after %v more: got %v and %d looks so far, want %v and %d", step.after, got, looks, step.want, step.looks)
			}
		}
	})
}
