package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"
	"golang.org/x/sync/semaphore"

	"github.com/disclosure/disclosure/internal/store"
)

// An answer costs who has it made, and nobody who waits for it. That one client
// has nothing left is no refusal of another. Who waits for whom is not seen from
// outside, so this test stands inside.
func TestWaitingIsFree(t *testing.T) {
	st, err := store.OpenMemory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	synctest.Test(t, func(t *testing.T) {
		s := &site{store: st, costly: newAllowance(), turns: semaphore.NewWeighted(1)}
		s.cache = newCache(1<<20, s.version)
		e := echo.New()
		e.IPExtractor = echo.ExtractIPDirect()
		ask := func(address, path string) error {
			r := httptest.NewRequest("GET", path, nil)
			r.RemoteAddr = address
			_, err := s.answer(e.NewContext(r, httptest.NewRecorder()), func(context.Context, *store.Snapshot) (*answer, error) {
				synctest.Wait() // until everybody else waits, too
				return newAnswer(htmlType, revalidate, []byte("page")), nil
			})
			return err
		}
		var readers sync.WaitGroup
		for range 2 * costlyBurst {
			readers.Go(func() {
				if err := ask("192.0.2.1:1", "/a"); err != nil {
					t.Errorf("got error %v, want the page that another has made", err)
				}
			})
		}
		readers.Wait()
		for i := range costlyBurst {
			if err := ask("192.0.2.1:1", "/"+string(rune('一'+i))); (err != nil) != (i == costlyBurst-1) {
				t.Fatalf("page %d of one client: got error %v, want one at %d: the first page was one, too", i+1, err, costlyBurst)
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
