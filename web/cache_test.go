package web

import (
	"fmt"
	"runtime"
	"testing"
)

// get returns the answer at an address, made by fresh where c does not have it.
func (c *cache) get(version, address string, fresh func() *encoded) *encoded {
	e := c.known(version, address)
	if e == nil {
		e = fresh()
		c.keep(version, address, e)
	}
	return e
}

// The cache is not seen from outside but by how little work is done, so these
// tests stand inside.
func TestCache(t *testing.T) {
	version, made := "1", 0
	c := newCache(1<<20, func() string { return version })
	for _, step := range []struct {
		version, address string
		want             int
	}{
		{"1", "/a", 1}, {"1", "/a", 1}, {"1", "/b", 2}, {"1", "/b", 2},
		{"2", "/a", 3}, {"2", "/a", 3}, {"2", "/b", 4}, // another version of the store makes all anew
		{"1", "/c", 5}, {"1", "/c", 6}, {"2", "/a", 6}, // and what is late of the old one is not kept
	} {
		version = max(version, step.version)
		c.get(step.version, step.address, func() *encoded {
			made++
			return newAnswer(htmlType, revalidate, []byte("page")).encode()
		})
		if made != step.want {
			t.Errorf("version %s, %s: got %d makings so far, want %d", step.version, step.address, made, step.want)
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	const limit = 1 << 20
	current := "1"
	c := newCache(limit, func() string { return current })
	made := map[string]int{}
	get := func(address string, bytes int) (makings int) {
		c.get(current, address, func() *encoded {
			made[address]++
			return newAnswer(htmlType, revalidate, make([]byte, bytes)).encode()
		})
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
	runtime.GC() // nobody reads it any more
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
