package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// garbage is how much the heap may grow between two collections, in percent of
// what lives, which is 2 MB and the page cache: 16 MB at least. A collection
// costs the same however seldom it comes; with the 4 MB of Go's own setting a
// cached answer costs an eighth more.
const garbage = 400

const (
	restTime = 10 * time.Second // how long nothing happens until memory is given back
	restSize = 1 << 20          // what counts as nothing, in bytes: the odd visitor
)

// giveBack returns memory to the system whenever the server rests: a second
// after its start, of which a fifth is never needed again, and after each rush
// of visitors. It ends with ctx.
func giveBack(ctx context.Context) {
	wait := time.NewTimer(time.Second)
	defer wait.Stop()
	for before, busy := uint64(0), true; ; wait.Reset(restTime) {
		select {
		case <-ctx.Done():
			return
		case <-wait.C:
		}
		now := allocated()
		rests := before == 0 || now-before < restSize
		if rests && busy {
			debug.FreeOSMemory()
			now = allocated()
		}
		before, busy = now, !rests
	}
}

// allocated is how much memory was ever asked of the heap, in bytes.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
