package main

import (
	"context"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

var rush []byte // of which the compiler does not know that nobody reads it

// What a rush of visitors took is given back once it is over, and not before.
func TestGiveBack(t *testing.T) {
	const size = 64 << 20
	kept := func() (bytes int) { // by the process, for its heap
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapSys - m.HeapReleased)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		go giveBack(ctx)
		time.Sleep(2 * time.Second) // after the start
		for range 5 {               // a rush of 40 seconds
			rush = make([]byte, size)
			for i := 0; i < size; i += 4096 {
				rush[i] = 1
			}
			if kept() < size {
				t.Errorf("got %d MB of memory kept while %d are in use", kept()>>20, size>>20)
			}
			time.Sleep(8 * time.Second)
		}
		rush = nil
		time.Sleep(3 * restTime)
		synctest.Wait()
		if got := kept(); got > size/2 {
			t.Errorf("got %d MB of memory kept after a rest, want less than %d", got>>20, size/2>>20)
		}
		stop()
	})
}
