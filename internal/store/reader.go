package store

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"sync"
)

// pool is a pool of connections to one database that keeps the
// statements that it has prepared: to prepare most of ours takes SQLite longer than to run them.
type pool struct {
	*sql.DB
	mu       sync.Mutex
	prepared map[string]*sql.Stmt // closed with the pool
	under    []io.Closer          // what the connections stand on, the uppermost first
}

func (p *pool) Close() error {
	err := p.DB.Close()
	for _, u := range p.under {
		err = errors.Join(err, u.Close())
	}
	return err
}

// statement returns query prepared. Who waits for a connection to prepare it on
// keeps nobody waiting whose statement is there.
func (p *pool) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if statement := p.known(query); statement != nil {
		return statement, nil
	}
	fresh, err := p.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if first := p.prepared[query]; first != nil { // another question was quicker
		return first, fresh.Close()
	}
	p.prepared[query] = fresh
	return fresh, nil
}

func (p *pool) known(query string) *sql.Stmt {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.prepared[query]
}

// reader reads from a pool.
type reader struct {
	ctx  context.Context
	pool *pool
}

// QueryContext is that of sql.DB with a statement that is kept.
func (p *pool) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	statement, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, args...)
}

// into lists where the columns of a row go.
type into []any

// each runs a query and calls row after every row has gone into its places.
func (r reader) each(query string, args []any, places into, row func()) error {
	rows, err := r.pool.QueryContext(r.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		row()
	}
	return rows.Err()
}

// one reads the only row of a query, or answers ErrNotFound.
func (r reader) one(query string, args []any, places into) error {
	statement, err := r.pool.statement(r.ctx, query)
	if err != nil {
		return err
	}
	err = statement.QueryRowContext(r.ctx, args...).Scan(places...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}
