package web

import (
	"sync"

	"golang.org/x/sync/singleflight"
)

// cache keeps the answers of one version of the store by their address. It
// holds good answers only, so it cannot outgrow the site. The zero cache is
// ready to use.
type cache struct {
	making singleflight.Group

	mu      sync.Mutex
	version string
	answers map[string]*answer
}

// get returns the answer at an address, made by make where it is not known.
// Callers who ask for the same answer at the same time wait for one making of
// it; an error goes to all of them and is forgotten.
func (c *cache) get(version, address string, make func() (*answer, error)) (*answer, error) {
	if a := c.known(version, address); a != nil {
		return a, nil
	}
	made, err, _ := c.making.Do(version+" "+address, func() (any, error) {
		if a := c.known(version, address); a != nil {
			return a, nil // made between our look and our turn
		}
		a, err := make()
		if err != nil {
			return nil, err
		}
		c.keep(version, address, a)
		return a, nil
	})
	if err != nil {
		return nil, err
	}
	return made.(*answer), nil
}

func (c *cache) known(version, address string) *answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.version {
		return nil
	}
	return c.answers[address]
}

// keep holds on to a. Answers of another version go: the store does not go
// back to it.
func (c *cache) keep(version, address string, a *answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.version || c.answers == nil {
		c.version, c.answers = version, map[string]*answer{}
	}
	c.answers[address] = a
}
