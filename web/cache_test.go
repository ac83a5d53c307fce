package web

import (
	"bytes"
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
		page := func() (*packed, error) {
			made.Add(1)
			synctest.Wait() // until everybody else waits, too
			return newAnswer(htmlType, revalidate, []byte("page")).quick(), nil
		}
		var clients sync.WaitGroup
		for range 50 {
			clients.Go(func() {
				if p, err := c.get("1", "/a", page); err != nil || string(p.forms[identity]().body) != "page" {
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
		if got := c.answers.Len(); got != 2 {
			t.Errorf("got %d answers kept, want 2: those of the old version go", got)
		}
		failure := errors.New("no such page")
		for range 2 {
			if _, err := c.get("2", "/c", func() (*packed, error) { made.Add(1); return nil, failure }); err != failure {
				t.Errorf("got error %v, want that of the making", err)
			}
		}
		if got := c.answers.Len(); got != 2 || made.Load() != 7 {
			t.Errorf("after failures: got %d answers kept and %d makings, want 2 and 7: failures are not kept", got, made.Load())
		}
	})
}

// What is asked for again is compressed as far as it goes, in the background.
func TestBestCompression(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCache(1<<20, func() string { return "1" })
		var body bytes.Buffer
		for i := range 400 {
			fmt.Fprintf(&body, "<td>%d</td><td>%d</td>", i, i*i)
		}
		get := func() *packed {
			p, err := c.get("1", "/a", func() (*packed, error) { return newAnswer(htmlType, revalidate, body.Bytes()).quick(), nil })
			if err != nil {
				t.Fatal(err)
			}
			synctest.Wait() // for the background
			return p
		}
		first, second, third := get(), get(), get()
		if first != second {
			t.Errorf("got another answer when first asked again, want the quick one: nobody waits for the best")
		}
		if first.forms[identity]().header.Get("ETag") != third.forms[identity]().header.Get("ETag") {
			t.Errorf("got two tags for the same plain bytes, want one")
		}
		for _, coding := range []coding{gzip, brotli} {
			quick, best := first.forms[coding](), third.forms[coding]()
			if len(best.body) >= len(quick.body) || quick.header.Get("ETag") == best.header.Get("ETag") {
				t.Errorf("%v: got %d bytes with tag %s after %d with %s, want fewer with another tag", coding,
					len(best.body), best.header.Get("ETag"), len(quick.body), quick.header.Get("ETag"))
			}
		}
		if get() != third {
			t.Errorf("got another answer after the best one")
		}
		if got := third.size(); c.size != got {
			t.Errorf("got %d bytes counted, want %d", c.size, got)
		}
	})
}

func TestCacheIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const limit = 1 << 20
		current := "1"
		c := newCache(limit, func() string { return current })
		made := map[string]int{}
		get := func(version, address string, bytes int) {
			if _, err := c.get(version, address, func() (*packed, error) {
				made[address]++
				return newAnswer(htmlType, revalidate, make([]byte, bytes)).quick(), nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 1000 {
			get("1", fmt.Sprint("/", i), 10_000)
			get("1", "/asked for again and again", 10_000)
		}
		synctest.Wait()
		sum := 0
		for _, p := range c.answers.Values() {
			sum += p.size()
		}
		if sum != c.size || sum > limit || sum < limit/2 {
			t.Errorf("got %d bytes in the cache and %d counted, want the same, at most %d", sum, c.size, limit)
		}
		if got := made["/asked for again and again"]; got != 1 {
			t.Errorf("got %d makings of what was always asked for, want 1", got)
		}
		get("1", "/0", 10_000)
		if got := made["/0"]; got != 2 {
			t.Errorf("got %d makings of what nobody asked for any more, want 2", got)
		}
		before := c.answers.Len()
		for range 2 {
			get("1", "/large", limit/largestShare)
		}
		if got := made["/large"]; got != 2 || c.answers.Len() != before {
			t.Errorf("got %d makings of a large answer and %d answers kept, want 2 and %d", got, c.answers.Len(), before)
		}
		current = "2"
		get("2", "/", 10)
		if c.answers.Len() != 1 || c.size > 2*entrySize {
			t.Errorf("got %d answers of %d bytes after a new version, want one of few", c.answers.Len(), c.size)
		}
	})
}
