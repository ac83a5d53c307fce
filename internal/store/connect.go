package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"

	"modernc.org/sqlite"
)

// These numbers in its header mark a SQLite file as ours, and its schema as one that
// this program can read.
const (
	applicationID = 0x44495343 // "DISC"

	// SchemaVersion is that of the files that this program writes, and the only
	// one that it reads. It rises with every change of a schema.sql, and of what is
	// stored as JSON by the names of Go fields: outlines, listings, findings and bindings.
	SchemaVersion = 25
)

//go:embed schema.sql
var schema string

// setting is a pragma.
type setting struct {
	name  string
	value int64
}

// settings hold for every connection.
var settings = []setting{
	{"busy_timeout", 5000},
	{"foreign_keys", 1},
	{"trusted_schema", 0}, // a file may come from anywhere
	{"temp_store", 2},     // in memory: where SQLite reads by way of Go it can make no files
}

// connections is how many questions are answered at once: one a processor, or
// some more where those are few.
func connections() int { return max(8, runtime.GOMAXPROCS(0)) }

// memoryURI names a database in memory that all connections of this process
// share who know its number.
func memoryURI(number int64) string {
	return fmt.Sprintf("file:/disclosure-%d?vfs=memdb", number)
}

// newFileURI names a file to make. Without a URI SQLite would take a ? or # in
// the path for something else.
func newFileURI(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	return fileURI(filepath.ToSlash(path)) + "?mode=rwc"
}

// fileURI names a file by its path with slashes. A path of Windows begins with a drive,
// which without a slash before it would be the name of a host.
func fileURI(path string) string {
	if len(path) > 1 && path[1] == ':' {
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path}
	return u.String()
}

// connect prepares a pool of connections to the database uri with these
// settings. The first one is opened at the first use.
func connect(uri string, with []setting) (*pool, error) {
	for _, s := range with {
		uri += fmt.Sprintf("&_pragma=%s(%d)", s.name, s.value)
	}
	base, err := sqlite.NewConnector(uri)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector{base, with})
	db.SetMaxOpenConns(connections())
	db.SetMaxIdleConns(connections())
	return &pool{DB: db, prepared: map[string]*sql.Stmt{}}, nil
}

// connector opens connections and reads their settings back: SQLite ignores a
// pragma that it does not know without a word.
type connector struct {
	driver.Connector
	settings []setting
}

// Connect opens one connection of the pool.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.check(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func (c connector) check(ctx context.Context, conn driver.Conn) error {
	for _, s := range c.settings {
		got, err := readPragma(ctx, conn, s.name)
		if err != nil {
			return err
		}
		if got != s.value {
			return fmt.Errorf("SQLite setting %s is %v, want %d", s.name, got, s.value)
		}
	}
	return nil
}

// readPragma returns the value of a pragma of one connection, nil where SQLite
// does not know it.
func readPragma(ctx context.Context, conn driver.Conn, name string) (driver.Value, error) {
	rows, err := conn.(driver.QueryerContext).QueryContext(ctx, "PRAGMA "+name, nil)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if len(rows.Columns()) == 0 {
		return nil, nil
	}
	value := make([]driver.Value, len(rows.Columns()))
	if err := rows.Next(value); err != nil {
		return nil, fmt.Errorf("SQLite setting %s: %w", name, err)
	}
	return value[0], nil
}
