package web

import (
	"context"
	"fmt"
	"net/netip"
	"runtime/debug"
	"sync"
)

// makings are the answers in progress. Clients that ask for the same answer at the same
// time share one making of it.
type makings struct {
	mu        sync.Mutex
	byAddress map[string]*making
}

type making struct {
	job     *job
	clients int // that wait
	drop    context.CancelFunc

	done   chan struct{} // closed when the rest is set
	answer *encoded
	err    error
}

// share returns the answer at an address, which fresh makes at the turn of one of the
// clients that wait for it. While it waits for its turn the making is dropped with the last
// of them. Once begun it goes on, for the cache.
func (m *makings) share(ctx context.Context, address string, t *turns, cost int, client netip.Prefix, fresh func(context.Context) (*encoded, error)) (*encoded, error) {
	one, err := m.join(ctx, address, t, cost, client, fresh)
	if err != nil {
		return nil, err
	}
	turn, cancel := patience(ctx)
	defer cancel()
	if err := one.job.waitFor(turn); err != nil {
		m.leave(address, one)
		return nil, err
	}
	select {
	case <-one.done:
		return one.answer, one.err
	case <-ctx.Done():
		m.leave(address, one)
		return nil, ctx.Err()
	}
}

func (m *makings) join(ctx context.Context, address string, t *turns, cost int, client netip.Prefix, fresh func(context.Context) (*encoded, error)) (*making, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	one, known := m.byAddress[address]
	if !known {
		one = &making{job: newJob(cost), done: make(chan struct{})}
	}
	if err := t.join(one.job, client); err != nil {
		return nil, err
	}
	if !known {
		ctx, one.drop = context.WithCancel(context.WithoutCancel(ctx))
		m.byAddress[address] = one
		go m.run(ctx, address, one, t, fresh)
	}
	one.clients++
	return one, nil
}

// leave drops a making that has not begun when its last client has gone.
func (m *makings) leave(address string, one *making) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if one.clients--; one.clients == 0 && !one.job.hasBegun() {
		one.drop()
		m.forget(address, one)
	}
}

// forget lets the next client start anew. The caller holds mu.
func (m *makings) forget(address string, one *making) {
	if m.byAddress[address] == one {
		delete(m.byAddress, address)
	}
}

func (m *makings) run(ctx context.Context, address string, one *making, t *turns, fresh func(context.Context) (*encoded, error)) {
	defer one.drop()
	defer func() {
		if p := recover(); p != nil {
			one.err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
		m.mu.Lock()
		m.forget(address, one)
		m.mu.Unlock()
		close(one.done)
	}()
	release, err := t.await(ctx, one.job)
	if err != nil {
		one.err = err
		return
	}
	defer release()
	one.answer, one.err = fresh(context.WithoutCancel(ctx))
}
