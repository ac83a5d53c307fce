package web

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// The cache is not seen from outside but by how little work is done, so these
// tests stand inside.
func TestCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		version := "1"
		c := newCache(1<<20, func() string { return version })
		var made atomic.Int32
		page := func() (*encoded, error) {
			made.Add(1)
			synctest.Wait() // until everybody else waits, too
			return newAnswer(htmlType, revalidate, []byte("page")).encode(), nil
		}
		var clients sync.WaitGroup
		for range 50 {
			clients.Go(func() {
				if p, err := c.get("1", "/a", page); err != nil || string(p.answer.body) != "page" {
					t.Errorf("got %v, error %v, want the page", p, err)
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
			{"1", "/c", 4}, {"1", "/c", 5}, {"2", "/a", 5}, // and what is late of the old one is not kept
		} {
			version = max(version, step.version)
			if _, err := c.get(step.version, step.address, page); err != nil || made.Load() != step.want {
				t.Errorf("version %s, %s: got %d makings so far, error %v, want %d", step.version, step.address, made.Load(), err, step.want)
			}
		}
		failure := errors.New("no such page")
		for range 2 {
			if _, err := c.get("2", "/c", func() (*encoded, error) { made.Add(1); return nil, failure }); err != failure {
				t.Errorf("got error %v, want that of the making", err)
			}
		}
		if got := made.Load(); got != 7 {
			t.Errorf("after two failures: got %d makings, want 7: failures are not kept", got)
		}
	})
}

func TestCacheIsBounded(t *testing.T) {
	const limit = 1 << 20
	current := "1"
	c := newCache(limit, func() string { return current })
	made := map[string]int{}
	get := func(address string, bytes int) (makings int) {
		if _, err := c.get(current, address, func() (*encoded, error) {
			made[address]++
			return newAnswer(htmlType, revalidate, make([]byte, bytes)).encode(), nil
		}); err != nil {
			t.Fatal(err)
		}
		return made[address]
	}
	const size = 10_000 // of an answer; a few dozen are kept
	for i := range 1000 {
		get(fmt.Sprint("/", i), size)
		get("/popular", size)
		if c.size > limit {
			t.Fatalf("got %d bytes in the cache, want at most %d", c.size, limit)
		}
	}
	if got := get("/popular", size); got != 1 {
		t.Errorf("got %d makings of what was always asked for, want 1", got)
	}
	if got := get("/980", size); got != 1 {
		t.Errorf("got %d makings of what was asked for of late, want 1", got)
	}
	if got := get("/0", size); got != 2 {
		t.Errorf("got %d makings of what nobody asked for any more, want 2", got)
	}
	get("/large", limit/largestShare)
	if got := get("/large", limit/largestShare); got != 2 {
		t.Errorf("got %d makings of what is too large to keep, want 2", got)
	}
	if got := get("/990", size); got != 1 {
		t.Errorf("got %d makings after what is too large, want 1: it pushes nothing out", got)
	}
	current = "2"
	get("/", 10)
	if c.size > 2*entrySize {
		t.Errorf("got %d bytes in the cache after a new version of the store, want those of one small answer", c.size)
	}
}
