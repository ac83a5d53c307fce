package web

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// The cache is not seen from outside but by how little work is done, so this
// test stands inside.
func TestCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c cache
		var made atomic.Int32
		page := func() (*answer, error) {
			made.Add(1)
			synctest.Wait() // until everybody else waits, too
			return newAnswer(htmlType, revalidate, []byte("page")), nil
		}
		var clients sync.WaitGroup
		for range 50 {
			clients.Go(func() {
				if a, err := c.get("1", "/a", page); err != nil || string(a.plain.body) != "page" {
					t.Errorf("got %v, error %v, want the page", a, err)
				}
			})
		}
		clients.Wait()
		if got := made.Load(); got != 1 {
			t.Errorf("50 clients at once: got %d makings, want 1", got)
		}
		made.Store(0)
		for _, step := range []struct {
			version, address string
			want             int32
		}{
			{"1", "/a", 0}, {"1", "/b", 1}, {"1", "/b", 1},
			{"2", "/a", 2}, {"2", "/a", 2}, {"2", "/b", 3}, // another version of the store makes all anew
		} {
			if _, err := c.get(step.version, step.address, page); err != nil || made.Load() != step.want {
				t.Errorf("version %s, %s: got %d makings so far, error %v, want %d", step.version, step.address, made.Load(), err, step.want)
			}
		}
		if got := len(c.answers); got != 2 {
			t.Errorf("got %d answers kept, want 2: those of the old version go", got)
		}
		failure := errors.New("no such page")
		for range 2 {
			if _, err := c.get("2", "/c", func() (*answer, error) { made.Add(1); return nil, failure }); err != failure {
				t.Errorf("got error %v, want that of the making", err)
			}
		}
		if got := len(c.answers); got != 2 || made.Load() != 5 {
			t.Errorf("after failures: got %d answers kept and %d makings, want 2 and 5: failures are not kept", got, made.Load())
		}
	})
}
