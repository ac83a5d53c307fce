package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// Snapshot is all that a store held at one moment. All its answers are of one
// piece.
type Snapshot struct {
	db      *pool
	version string
	written time.Time                // the file; zero where there is none
	reports []*Report                // in the order of Reports
	byKey   map[report.Key][]*Report // all versions, oldest first
	bodies  []report.Body            // in the order of their slugs, invented ones last
	holders atomic.Int64             // who asked for it, and the store that it is the latest of
}

// newSnapshot returns the content of db, held once. With the last holder db is
// closed.
func newSnapshot(ctx context.Context, db *pool) (*Snapshot, error) {
	s := &Snapshot{db: db}
	s.holders.Store(1)
	var all []*Report
	var one Report
	var body report.Body
	hash := sha256.New()
	err := reader{ctx, db}.each(`SELECT id, unit, year, kind, version, digest, name, short, invented, withdrawn FROM report ORDER BY id`, nil,
		into{&one.id, &one.Unit, &one.Year, &one.Kind, &one.Version, &one.Digest, &body.Name, &body.Short, &body.Invented, &one.withdrawn}, func() {
			listed := body
			listed.Unit = one.Unit
			all = append(all, &Report{Key: one.Key, Version: one.Version, Digest: one.Digest, id: one.id, body: &listed, withdrawn: one.withdrawn})
			fmt.Fprintf(hash, "%q %d %q %q %q\n", one.Unit, one.Year, one.Kind, one.Version, one.Digest)
		})
	s.version = hex.EncodeToString(hash.Sum(nil))
	s.show(all)
	return s, err
}

// show makes these reports, in the order of saving, those of the snapshot.
func (s *Snapshot) show(all []*Report) {
	s.byKey = map[report.Key][]*Report{}
	for _, r := range all {
		s.byKey[r.Key] = append(s.byKey[r.Key], &Report{Key: r.Key, Version: r.Version, Digest: r.Digest, id: r.id, body: r.body, withdrawn: r.withdrawn, now: s})
	}
	for _, versions := range s.byKey {
		s.reports = append(s.reports, versions[len(versions)-1])
	}
	slices.SortFunc(s.reports, func(a, b *Report) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(b.Year, a.Year), cmp.Compare(a.Kind, b.Kind))
	})
	for _, r := range s.reports {
		if n := len(s.bodies); n == 0 || s.bodies[n-1].Unit != r.Unit {
			s.bodies = append(s.bodies, *r.body)
		}
		body := &s.bodies[len(s.bodies)-1]
		body.Reports = append(body.Reports, report.Listed{Key: r.Key, Withdrawn: r.withdrawn})
		body.Invented = body.Invented && r.body.Invented
	}
	slices.SortStableFunc(s.bodies, func(a, b report.Body) int {
		switch {
		case a.Invented == b.Invented:
			return 0
		case a.Invented:
			return 1
		}
		return -1
	})
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
	c := &Snapshot{db: s.db, version: s.version, written: s.written}
	c.show(slices.Concat(slices.Collect(maps.Values(s.byKey))...))
	c.holders.Store(1)
	return c
}

// Version differs whenever an answer may differ: it is a hash over key, version
// and content of all reports, in the order of saving. Equal stores have equal
// versions, in memory and in files.
func (s *Snapshot) Version() string { return s.version }

// Written is when the file of the store was written, the zero time where there is none.
func (s *Snapshot) Written() time.Time { return s.written }

// Reports lists the newest version of every report: by unit, the latest year first,
// then by kind. The list is shared and must not be changed.
func (s *Snapshot) Reports() []*Report { return s.reports }

// Bodies lists the bodies whose reports the store holds: by slug, invented ones last.
// The list is shared and must not be changed.
func (s *Snapshot) Bodies() []report.Body { return s.bodies }

// Body returns the body of a slug, or ErrNotFound.
func (s *Snapshot) Body(unit string) (report.Body, error) {
	if at := slices.IndexFunc(s.bodies, func(b report.Body) bool { return b.Unit == unit }); at >= 0 {
		return s.bodies[at], nil
	}
	return report.Body{}, fmt.Errorf("body %s: %w", unit, ErrNotFound)
}

// Report returns the newest version of key, or ErrNotFound.
func (s *Snapshot) Report(key report.Key) (*Report, error) {
	if versions := s.byKey[key]; len(versions) > 0 {
		return versions[len(versions)-1], nil
	}
	return nil, fmt.Errorf("report %s: %w", key.Base(), ErrNotFound)
}

// Versions lists all versions of key, oldest first. The list is shared and must not be
// changed.
func (s *Snapshot) Versions(key report.Key) []*Report { return s.byKey[key] }

// Outlines returns the outlines of Reports.
func (s *Snapshot) Outlines(ctx context.Context) (outlines []report.Outline, err error) {
	for _, r := range s.reports {
		o, err := r.Outline(ctx)
		if err != nil {
			return nil, err
		}
		outlines = append(outlines, o)
	}
	return outlines, nil
}

// Search answers a query with one page of hits; see search.Find.
func (s *Snapshot) Search(ctx context.Context, query search.Query) (search.Results, error) {
	return search.Find(ctx, s.db, query)
}
