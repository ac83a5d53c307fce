package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync/atomic"

	lru "github.com/hashicorp/golang-lru/v2"

	"disclosure/internal/report"
)

// outlinesKept is how many outlines a snapshot remembers, some 20 KB each.
const outlinesKept = 64

// Snapshot is all that a store held at one moment. All its answers are of one
// piece.
type Snapshot struct {
	db       *pool
	outlines *lru.Cache[report.Key, report.Outline] // of late: every page of a report wants its outline
	index    func(context.Context) (*pool, error)   // waits for what searches read
	version  string
	holders  atomic.Int64 // who asked for it, and the store that it is the latest of
}

// newSnapshot returns the content of db, held once. With the last holder db is
// closed.
func newSnapshot(ctx context.Context, db *pool) (*Snapshot, error) {
	version, err := contentVersion(ctx, db)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{db: db, outlines: noOutlines(), version: version, index: func(context.Context) (*pool, error) { return db, nil }}
	s.holders.Store(1)
	return s, nil
}

// noOutlines remembers no outline yet.
func noOutlines() *lru.Cache[report.Key, report.Outline] {
	kept, err := lru.New[report.Key, report.Outline](outlinesKept)
	if err != nil {
		panic(err) // only a size of nothing is an error
	}
	return kept
}

// hold adds a holder, unless the last one has gone.
func (s *Snapshot) hold() bool {
	for {
		n := s.holders.Load()
		if n == 0 {
			return false
		}
		if s.holders.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// Release ends the use of a snapshot by one who asked for it, once for each
// time that it was asked for.
func (s *Snapshot) Release() {
	if s.holders.Add(-1) == 0 {
		s.db.Close() // nothing that was only read can fail to close in a way that matters
	}
}

// closed is what a closed store hands out: it can be held and released, and its
// questions fail once s has gone.
func (s *Snapshot) closed() *Snapshot {
	c := &Snapshot{db: s.db, outlines: noOutlines(), version: s.version, index: s.index}
	c.holders.Store(1)
	return c
}

// Version differs whenever an answer may differ: it is a hash over key, version
// and content of all reports, in the order of saving. Equal stores have equal
// versions, in memory and in files.
func (s *Snapshot) Version() string { return s.version }

// contentVersion computes Version.
func contentVersion(ctx context.Context, db *pool) (string, error) {
	rows, err := db.DB.QueryContext(ctx, `SELECT unit, year, kind, version, digest FROM report ORDER BY id`)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	hash := sha256.New()
	for rows.Next() {
		var unit, kind, version, digest string
		var year int
		if err := rows.Scan(&unit, &year, &kind, &version, &digest); err != nil {
			return "", err
		}
		fmt.Fprintf(hash, "%q %d %q %q %q\n", unit, year, kind, version, digest)
	}
	return hex.EncodeToString(hash.Sum(nil)), rows.Err()
}

// read answers a question: ask reads what it needs through r.
func (s *Snapshot) read(ctx context.Context, ask func(r reader) error) error {
	return ask(reader{ctx, s.db})
}
