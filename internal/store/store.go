// Package store keeps published reports in SQLite and gives them back exactly
// as they were saved, whole or one part at a time.
//
// A store is a projection of the data folder: it can be thrown away and built
// again. It lives in memory (OpenMemory, Save) or in a file that Write made
// and Open reads. A file is never changed in place: Write puts a new one where
// the old one was, and an open Store moves over to it by itself.
//
// Several versions of one report may stand side by side. All questions are
// about the newest version of a report.Key, which is the one saved last.
// Questions about something that is not there answer ErrNotFound. A list
// without entries comes back as nil.
//
// Search finds places of the newest versions by words, codes and figures. What
// it can find is laid down by Save (save_search.go): each place (search_place.go,
// search_table.go) with its texts cut into short pieces (search_text.go), which
// a query is cut into as well (search_query.go).
//
// A Store may be used by many goroutines at once.
package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
)

// ErrNotFound is what a question about an unknown report or part answers,
// wrapped in a message that names it.
var ErrNotFound = errors.New("not found")

// Store is an open store of reports.
type Store struct {
	path string // "" in memory

	// mu is held for reading while a question is answered, and for writing
	// while reports are added or the file is exchanged. What a question reads
	// is therefore of one piece although it takes several statements.
	mu      sync.RWMutex
	db      *pool
	file    fs.FileInfo // the file that db reads; nil in memory
	version string
}

// memories tells the in-memory stores of a process apart.
var memories atomic.Int64

// OpenMemory opens an empty store in memory. It is gone when it is closed.
func OpenMemory(ctx context.Context) (*Store, error) {
	db, err := connect(memoryURI(memories.Add(1)), settings, nil)
	if err != nil {
		return nil, err
	}
	s, err := empty(ctx, db)
	if err == nil {
		// The database lasts as long as one connection to it does, and the pool
		// may drop those that it lends.
		db.kept, err = db.Conn(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store in memory: %w", err), db.Close())
	}
	return s, nil
}

// empty lays the schema into the empty database db.
func empty(ctx context.Context, db *pool) (*Store, error) {
	if err := createSchema(ctx, db); err != nil {
		return nil, err
	}
	version, err := contentVersion(ctx, db)
	return &Store{db: db, version: version}, err
}

// Open opens a file that Write made, for reading only. A missing file, a file
// that is not ours or one of another schema version is refused.
//
// When Write puts a new file at path, the store answers from that file from
// the next question on.
func Open(ctx context.Context, path string) (*Store, error) {
	s := &Store{path: path}
	if err := s.openFile(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// openFile makes the file at path the one that s reads. On error s is left as
// it was.
func (s *Store) openFile(ctx context.Context) error {
	found, err := inspect(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w; make it with: disclosure import --db %[1]s DIR…", s.path, fs.ErrNotExist)
	}
	if err != nil {
		return err
	}
	if err := found.readable(); err != nil {
		return err
	}
	db, err := connect(fileURI(s.path, "ro"), settings, found.is)
	if err != nil {
		return err
	}
	version, err := contentVersion(ctx, db)
	if err != nil {
		return errors.Join(fmt.Errorf("%s cannot be read: %w; %s", s.path, err, found.remedy()), db.Close())
	}
	if s.db != nil {
		s.db.Close() // nothing that was only read can fail to close in a way that matters
	}
	s.db, s.file, s.version = db, found.info, version
	return nil
}

// Close ends the store; a store in memory loses its reports.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.db.Close()
}

// Version changes whenever an answer of the store may have changed: it is a
// hash over key, version and content of all reports, in the order of saving.
// Equal stores have equal versions, in memory and in files.
//
// Who keeps answers under a version must ask for the version first.
func (s *Store) Version() string {
	// A file that cannot be opened is reported by the next question.
	_ = s.follow(context.Background())
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.version
}

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// contentVersion computes Version.
func contentVersion(ctx context.Context, q queryer) (string, error) {
	rows, err := q.QueryContext(ctx, `SELECT unit, year, kind, version, digest FROM report ORDER BY id`)
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
func (s *Store) read(ctx context.Context, ask func(r reader) error) error {
	for {
		err := s.follow(ctx)
		if err == nil {
			err = s.readOnce(ctx, ask)
		}
		if !errors.Is(err, errReplaced) { // while we looked: look again
			return err
		}
	}
}

func (s *Store) readOnce(ctx context.Context, ask func(r reader) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return ask(reader{ctx, s.db})
}

// follow opens the file anew when another one stands at its path. While there
// is none, the store goes on with the one that it has.
func (s *Store) follow(ctx context.Context) error {
	if s.path == "" {
		return nil
	}
	s.mu.RLock()
	current := s.current()
	s.mu.RUnlock()
	if current {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current() { // another question was quicker
		return nil
	}
	return s.openFile(context.WithoutCancel(ctx)) // all wait for it, not only who asked
}

// current tells whether no other file stands at the path of s.
func (s *Store) current() bool {
	info, err := os.Stat(s.path)
	return err != nil || sameFile(info, s.file)
}
