package web

import (
	"math"
	"sync"
	"weak"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

const (
	// cacheSize holds all pages and files of some ten reports in every coding,
	// in bytes. What is asked for most stays of more.
	cacheSize = 32 << 20

	// largestShare is how much of the cache, as one part in so many, an answer
	// may take: what is larger would push out what is asked for more.
	largestShare = 8
)

// cache keeps the answers of one version of the store by their address, and no
// errors. Make one with newCache.
type cache struct {
	limit   int           // in bytes
	current func() string // the version of the store as it stands now

	mu      sync.Mutex
	version string
	answers *simplelru.LRU[string, *encoded]
	size    int                              // of all answers, in bytes
	large   map[string]weak.Pointer[encoded] // those that take too much, while a client still reads them
}

func newCache(limit int, current func() string) *cache {
	c := &cache{limit: limit, current: current}
	c.clear("")
	return c
}

// clear makes the cache that of another version. The caller holds mu.
func (c *cache) clear(version string) {
	// The library counts entries, of which there may be any number.
	answers, err := simplelru.NewLRU(math.MaxInt, func(_ string, e *encoded) { c.size -= e.size() })
	if err != nil {
		panic(err) // only a size of nothing is an error
	}
	c.version, c.answers, c.size = version, answers, 0
	c.large = map[string]weak.Pointer[encoded]{}
}

// known returns the answer at an address, nil where it is not in the cache.
func (c *cache) known(version, address string) *encoded {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.version {
		return nil
	}
	if e, ok := c.answers.Get(address); ok {
		return e
	}
	return c.large[address].Value()
}

// keep stores e, unless it came late: of a version that the store has left. Answers of another version go.
func (c *cache) keep(version, address string, e *encoded) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.current() {
		return
	}
	if version != c.version {
		c.clear(version)
	}
	if e.size() > c.limit/largestShare {
		c.large[address] = weak.Make(e)
		return
	}
	c.put(address, e)
}

// put makes e the answer at an address and lets those go that were not asked
// for longest. The caller holds mu.
func (c *cache) put(address string, e *encoded) {
	if before, ok := c.answers.Peek(address); ok {
		c.size -= before.size()
	}
	c.size += e.size()
	c.answers.Add(address, e)
	for c.size > c.limit {
		c.answers.RemoveOldest()
	}
}
