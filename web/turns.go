package web

import (
	"context"
	"net/http"
	"net/netip"
	"slices"
	"sync"
)

// turns shares slots for costly work among clients: each client has one piece of work
// in progress at a time, and clients with work waiting take turns, however much each
// of them asks for. Work is charged to its client when it begins.
type turns struct {
	limiter rateLimiter

	mu      sync.Mutex
	free    int // slots
	clients map[netip.Prefix]*queue
	next    []*queue // those with work waiting and none in progress, in turn
}

// queue is what one client waits for.
type queue struct {
	client   netip.Prefix
	waiting  []*job
	working  bool
	upcoming bool // it is in next
}

// job is a piece of work that waits for its turn. Where several clients ask for the
// same, it stands in the queue of each of them, and the first turn counts.
type job struct {
	cost    int           // towards the client's rate
	begun   chan struct{} // closed at its turn
	queues  []*queue
	charged *queue // whose turn it was, nil until then
}

func newJob(cost int) *job { return &job{cost: cost, begun: make(chan struct{})} }

func newTurns(slots int, limiter rateLimiter) *turns {
	return &turns{limiter: limiter, free: slots, clients: map[netip.Prefix]*queue{}}
}

// join makes a job wait for a client's turn, too. It returns a busyError where the
// client's rate does not allow that, beside what already waits for it.
func (t *turns) join(j *job, client netip.Prefix) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if j.charged != nil || slices.ContainsFunc(j.queues, func(q *queue) bool { return q.client == client }) {
		return nil
	}
	q := t.clients[client]
	if q == nil {
		q = &queue{client: client}
	}
	cost := j.cost
	for _, before := range q.waiting {
		cost += before.cost
	}
	if wait := t.limiter.wait(client, cost); wait > 0 {
		return &busyError{http.StatusTooManyRequests, wait}
	}
	t.clients[client] = q
	q.waiting = append(q.waiting, j)
	j.queues = append(j.queues, q)
	t.line(q)
	t.begin()
	return nil
}

// line puts a queue at the end of the line, where it has work to begin. A queue
// without any work is forgotten. The caller holds mu.
func (t *turns) line(q *queue) {
	switch {
	case len(q.waiting) > 0 && !q.working && !q.upcoming:
		q.upcoming = true
		t.next = append(t.next, q)
	case len(q.waiting) == 0 && !q.working && !q.upcoming:
		delete(t.clients, q.client)
	}
}

// begin gives free slots to those whose turn it is. The caller holds mu.
func (t *turns) begin() {
	for t.free > 0 && len(t.next) > 0 {
		q := t.next[0]
		t.next = t.next[1:]
		q.upcoming = false
		if len(q.waiting) == 0 { // all of it was dropped
			t.line(q)
			continue
		}
		j := q.waiting[0]
		t.free--
		q.working, j.charged = true, q
		t.remove(j)
		t.limiter.spend(q.client, j.cost)
		close(j.begun)
	}
}

// remove takes a job out of all queues. The caller holds mu.
func (t *turns) remove(j *job) {
	for _, q := range j.queues {
		q.waiting = slices.DeleteFunc(q.waiting, func(other *job) bool { return other == j })
		t.line(q)
	}
	j.queues = nil
}

// await waits for the turn of a job, and drops the job when ctx ends first.
func (t *turns) await(ctx context.Context, j *job) (release func(), err error) {
	if err := j.waitFor(ctx); err == nil {
		return func() { t.end(j) }, nil
	}
	t.mu.Lock()
	begun := j.charged != nil
	t.remove(j)
	t.mu.Unlock()
	if begun {
		t.end(j)
	}
	return nil, context.Cause(ctx)
}

// waitFor waits for the turn of a job until ctx ends.
func (j *job) waitFor(ctx context.Context) error {
	select {
	case <-j.begun:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (j *job) hasBegun() bool {
	select {
	case <-j.begun:
		return true
	default:
		return false
	}
}

// patience is how long a client waits for a turn.
func patience(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, slotTimeout, &busyError{http.StatusServiceUnavailable, slotTimeout})
}

// end gives back the slot of a job.
func (t *turns) end(j *job) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free++
	j.charged.working = false
	t.line(j.charged)
	t.begin()
}

// take waits for the turn of work that one client alone asks for.
func (t *turns) take(ctx context.Context, client netip.Prefix) (release func(), err error) {
	j := newJob(1)
	if err := t.join(j, client); err != nil {
		return nil, err
	}
	ctx, cancel := patience(ctx)
	defer cancel()
	return t.await(ctx, j)
}
