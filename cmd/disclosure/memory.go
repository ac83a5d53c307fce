package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// The ballast has the heap grow by 12 MB between two collections while hardly
// anything lives, instead of by Go's 4: a collection costs the same however
// seldom it comes, and a cached answer an eighth less. A full cache moves its
// collections further apart by itself. Nobody touches the ballast, so it takes
// addresses and no memory.
const (
	ballastSize = 8 << 20
	garbage     = 120 // how much the heap may grow, in percent of what lives and the ballast

	restTime = 10 * time.Second // how long nothing happens until memory is given back
	restSize = 16 << 20         // what counts as nothing, in bytes: some visitors, and /readyz asked each second
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
