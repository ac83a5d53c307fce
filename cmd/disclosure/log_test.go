package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// count counts what is written and how often.
type count struct {
	bytes.Buffer
	writes int
}

func (c *count) Write(p []byte) (int, error) {
	c.writes++
	return c.Buffer.Write(p)
}

func TestLogLeavesInPieces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out count
		log, flush := newLog(&out)
		check := func(when string, writes, lines int) {
			t.Helper()
			synctest.Wait()
			if got := strings.Count(out.String(), "\n"); out.writes != writes || got != lines {
				t.Errorf("%s: got %d writes, %d lines, want %d and %d", when, out.writes, got, writes, lines)
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
