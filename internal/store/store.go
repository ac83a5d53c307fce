// Package store keeps published reports in SQLite and gives them back exactly
// as they were saved, whole or one part at a time.
//
// A store is a projection of the data folder: it can be thrown away and built
// again. It is a SQLite database in a file that Write made and Open reads, or the same
// in memory (OpenMemory). What a store holds is never changed: Write puts a new file where the
// old one was, and an open Store moves over to it by itself.
//
// Questions are asked of a Snapshot, which answers all of them from the same
// content, whatever happens to the store meanwhile:
//
//	now := st.Snapshot()
//	defer now.Release()
//	r, err := now.Report(key)
//	outline, err := r.Outline(ctx)
//
// Several versions of one report may stand side by side; Versions lists them. All
// other questions of a snapshot are about the newest version of a report.Key, which is
// the one saved last. Questions about something that is not there answer ErrNotFound. A list
// without entries comes back as nil.
//
// A store keeps the documents of reports as package report writes them (report.go),
// beside them what was found (checks.go), the index of package search, which holds the
// newest version of each report, and for SQL a table of its figures (save.go).
//
// A Store and its snapshots may be used by many goroutines at once.
package store

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
)

// ErrNotFound is what a question about an unknown report or part answers,
// wrapped in a message that names it.
var ErrNotFound = errors.New("not found")

// Store is an open store of reports.
type Store struct {
	now     atomic.Pointer[Snapshot]
	problem atomic.Pointer[FileError]
	stop    func() // ends the looking for new files
	closing sync.Once
}

// Open opens a file that Write made. Its error is a FileError where the file is
// missing, damaged, not ours or of another schema version.
//
// The store reads a small file into memory; a large one it keeps open. Nothing that
// happens to the file shows in an answer: where somebody writes into a large file,
// questions fail until a whole file is there. When Write puts a new file at path, the
// store verifies it and moves over to it, which takes a moment and keeps nobody
// waiting. A file that is refused, or none, changes nothing but Problem. Each such
// change leaves one line in log.
func Open(ctx context.Context, path string, log *slog.Logger) (*Store, error) {
	now, info, err := openFile(ctx, path)
	if err != nil {
		return nil, err
	}
	s := &Store{}
	s.now.Store(now)
	following, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		(&follower{store: s, path: path, log: log, served: info}).follow(following)
	}()
	s.stop = func() { cancel(); <-ended }
	return s, nil
}

// Close ends the store. Snapshots that were not released go on until they are;
// later ones answer no question.
func (s *Store) Close() {
	s.closing.Do(func() {
		s.stop()
		last := s.now.Load()
		s.now.Store(last.closed())
		last.Release()
	})
}

// Snapshot returns what the store holds now. Who asks for it must release it.
func (s *Store) Snapshot() *Snapshot {
	for {
		// Between the two, the snapshot may have been replaced and let go.
		if now := s.now.Load(); now.hold() {
			return now
		}
	}
}

// Problem says why the file at the store's path is not the one that is being
// served; it is a FileError. A store in memory has none.
func (s *Store) Problem() error {
	if problem := s.problem.Load(); problem != nil {
		return problem
	}
	return nil
}
