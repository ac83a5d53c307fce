package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"

	"disclosure/internal/finding"
)

// memories tells the databases in memory of a process apart.
var memories atomic.Int64

// OpenMemory opens a store of these reports in memory. It is gone when it is
// closed and its last snapshot is released.
//
// It returns before searches can be answered: the first ones wait until what
// they read has been laid down, which takes longer than all the rest.
func OpenMemory(ctx context.Context, reports ...finding.Checked) (*Store, error) {
	db, err := memory(ctx, func(db *pool) error {
		return errors.Join(createSchema(ctx, db), save(ctx, db, reports))
	})
	if err != nil {
		return nil, err
	}
	now, err := newSnapshot(ctx, db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	// A database of its own: a reader in memory waits for a writer.
	var laid *pool
	var failed error
	done := make(chan struct{})
	go func() {
		defer close(done)
		ctx := context.WithoutCancel(ctx)
		laid, failed = memory(ctx, func(db *pool) error { return index(ctx, db, reports) })
	}()
	now.index = func(ctx context.Context) (*pool, error) {
		select {
		case <-done:
			return laid, failed
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	db.under = append(db.under, indexCloser(now.index))
	s := &Store{stop: func() {}}
	s.now.Store(now)
	return s, nil
}

// frugal are the settings of a database in memory: beside it, a connection
// needs no pages of its own. The cache is in KB.
var frugal = append(slices.Clone(settings), setting{"cache_size", -256})

// memory makes a database in memory and fills it.
func memory(ctx context.Context, fill func(*pool) error) (*pool, error) {
	db, err := connect(memoryURI(memories.Add(1)), frugal)
	if err != nil {
		return nil, err
	}
	// The database lasts as long as one connection to it does, and the pool
	// may drop those that it lends.
	kept, err := db.Conn(ctx)
	if err == nil {
		db.under = []io.Closer{kept}
		err = fill(db)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store in memory: %w", err), db.Close())
	}
	return db, nil
}

// indexCloser closes the database of searches, once it is there.
type indexCloser func(context.Context) (*pool, error)

func (index indexCloser) Close() error {
	db, err := index(context.Background())
	if err != nil {
		return nil // who searched was told
	}
	return db.Close()
}
