package web

import (
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/singleflight"
)

const (
	// cacheSize holds all pages and files of some ten reports in every coding,
	// in bytes. What is asked for most stays of more.
	cacheSize = 32 << 20

	// largestShare is how much of the cache, as one part in so many, an answer
	// may take: what is larger would push out what is asked for more.
	largestShare = 8

	// longestQueue bounds the answers that wait to be compressed better. One
	// that finds no place asks again when it is sent again.
	longestQueue = 256
)

// cache keeps the answers of one version of the store by their address. It
// holds good answers only, which come quickly compressed; what is asked for again
// is compressed as far as it goes in the background, one at a time, so that a
// crawler's passing by costs nothing. Make one with newCache.
type cache struct {
	limit   int           // in bytes
	current func() string // the version of the store as it stands now
	making  singleflight.Group

	mu      sync.Mutex
	version string
	answers *simplelru.LRU[string, *packed]
	size    int      // of all answers, in bytes
	queue   []string // addresses of answers to compress better
	queued  map[string]bool
	packing bool // someone works on the queue
}

func newCache(limit int, current func() string) *cache {
	c := &cache{limit: limit, current: current}
	c.clear("")
	return c
}

// clear makes the cache that of another version. The caller holds mu.
func (c *cache) clear(version string) {
	// The library counts entries, of which there may be any number.
	answers, err := simplelru.NewLRU(math.MaxInt, func(_ string, p *packed) { c.size -= p.size() })
	if err != nil {
		panic(err) // only a size of nothing is an error
	}
	c.version, c.answers, c.size = version, answers, 0
	c.queue, c.queued = nil, map[string]bool{}
}

// get returns the answer at an address, made by fresh where it is not known.
// Callers who ask for the same answer at the same time wait for one making of
// it; an error goes to all of them and is forgotten.
func (c *cache) get(version, address string, fresh func() (*packed, error)) (*packed, error) {
	if p := c.known(version, address); p != nil {
		return p, nil
	}
	made, err, _ := c.making.Do(version+" "+address, func() (any, error) {
		if p := c.known(version, address); p != nil {
			return p, nil // made between our look and our turn
		}
		p, err := fresh()
		if err == nil {
			c.keep(version, address, p)
		}
		return p, err
	})
	if err != nil {
		return nil, err
	}
	return made.(*packed), nil
}

// known returns the answer at an address, nil where it is not in the cache.
func (c *cache) known(version, address string) *packed {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.version {
		return nil
	}
	p, ok := c.answers.Get(address)
	if ok && !p.best {
		c.improve(address)
	}
	return p
}

// keep holds on to p, unless it is too large or came late: of a version that the
// store has left. Answers of another version go.
func (c *cache) keep(version, address string, p *packed) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.current() {
		return
	}
	if version != c.version {
		c.clear(version)
	}
	if p.size() <= c.limit/largestShare {
		c.put(address, p)
	}
}

// put makes p the answer at an address and lets those go that were not asked
// for longest. The caller holds mu.
func (c *cache) put(address string, p *packed) {
	if before, ok := c.answers.Peek(address); ok {
		c.size -= before.size()
	}
	c.size += p.size()
	c.answers.Add(address, p)
	for c.size > c.limit {
		c.answers.RemoveOldest()
	}
}

// improve has the answer at an address compressed better. The caller holds mu.
func (c *cache) improve(address string) {
	if c.queued[address] || len(c.queue) >= longestQueue {
		return
	}
	c.queued[address] = true
	c.queue = append(c.queue, address)
	if !c.packing {
		c.packing = true
		go c.pack()
	}
}

// pack works until the queue is empty.
func (c *cache) pack() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.queue) > 0 {
		version, address := c.version, c.queue[0]
		c.queue = c.queue[1:]
		if quick, ok := c.answers.Peek(address); ok {
			c.mu.Unlock()
			best := quick.answer.pack()
			c.mu.Lock()
			if version != c.version {
				continue
			}
			if _, ok := c.answers.Peek(address); ok {
				c.put(address, best)
			}
		}
		delete(c.queued, address)
	}
	c.packing = false
}
