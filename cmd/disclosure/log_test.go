package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// count counts what is written and how often.
type count struct {
	mu            sync.Mutex
	writes, lines int
}

func (c *count) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writes++
	c.lines += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

func (c *count) counted() (writes, lines int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.writes, c.lines
}

func TestLogLeavesInPieces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out count
		log, flush := newLog(&out)
		check := func(when string, writes, lines int) {
			t.Helper()
			synctest.Wait()
			if gotWrites, gotLines := out.counted(); gotWrites != writes || gotLines != lines {
				t.Errorf("%s: got %d writes, %d lines, want %d and %d", when, gotWrites, gotLines, writes, lines)
			}
		}
		log.Info("one")
		log.Info("two")
		check("at first", 0, 0)
		time.Sleep(logDelay)
		check("after a while", 1, 2)
		log.Info("three")
		log.Warn("four")
		check("at a warning", 2, 4)
		log.Info("five")
		flush()
		check("at the end", 3, 5)
		time.Sleep(2 * logDelay)
		check("with nothing more to say", 3, 5)
		log.Info(strings.Repeat("x", logSize))
		check("at a size", 4, 6)
	})
}
