package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"disclosure/internal/finding"
)

// memories tells the databases in memory of a process apart.
var memories atomic.Int64

// OpenMemory opens a store of these reports that is in no file: it is built in memory
// as Write builds it, and read as Open reads a small file. It is gone when it is closed
// and its last snapshot is released.
func OpenMemory(ctx context.Context, reports ...finding.Checked) (*Store, error) {
	content, err := inMemory(ctx, reports)
	if err != nil {
		return nil, fmt.Errorf("store in memory: %w", err)
	}
	now, err := contentOf(content, time.Time{}).open(ctx)
	if err != nil {
		return nil, fmt.Errorf("store in memory: %w", err)
	}
	s := &Store{stop: func() {}}
	s.now.Store(now)
	return s, nil
}

// inMemory is the content of a database file of these reports.
func inMemory(ctx context.Context, reports []finding.Checked) (content []byte, err error) {
	db, err := connect(memoryURI(memories.Add(1)), building)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	kept, err := db.Conn(ctx) // the database lasts as long as one connection to it does
	if err != nil {
		return nil, err
	}
	defer kept.Close()
	if err := lay(ctx, db, reports); err != nil {
		return nil, err
	}
	return serialized(kept)
}

// serialized is the database of a connection as the content of a file.
func serialized(conn *sql.Conn) (content []byte, err error) {
	err = conn.Raw(func(driver any) (err error) {
		content, err = driver.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	})
	return content, err
}
