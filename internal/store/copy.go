package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"modernc.org/sqlite/vfs"
)

// inMemory is the size in bytes up to which a file is copied to memory: some
// ten reports.
var inMemory int64 = 16 << 20 // less in tests

// privateCopy is a copy of a database file that no other program can reach: in
// memory or, if it is large, in a file without a name. SQLite reads its pages
// when it needs them, which may be long after the file has been overwritten or
// cut short. It is the fs.FS that SQLite sees.
type privateCopy struct {
	content io.ReaderAt
	info    fs.FileInfo // of the original
	file    *os.File    // nil in memory
}

// copyName is the name of the only file in a privateCopy.
const copyName = "store.db"

// newCopy copies a file and holds the copy against its seal; the error is
// errBroken where they do not agree. If the file does not stay as long as info
// says meanwhile, that is an error too.
func newCopy(original io.Reader, info fs.FileInfo) (*privateCopy, error) {
	c := &privateCopy{info: info}
	var err error
	var hash, seal []byte
	if size := info.Size(); size <= inMemory {
		content := bytes.NewBuffer(make([]byte, 0, size))
		hash, seal, err = copySealed(content, original, size)
		c.content = bytes.NewReader(content.Bytes())
	} else if c.file, err = nameless(); err == nil {
		hash, seal, err = copySealed(c.file, original, size)
		c.content = c.file
	}
	switch {
	case err != nil:
		err = fmt.Errorf("a copy to read from cannot be made: %w", err)
	case !bytes.Equal(hash, seal):
		err = errBroken
	default:
		return c, nil
	}
	return nil, errors.Join(err, c.Close())
}

// nameless makes a file in the system's folder for temporary files that goes
// with the process.
func nameless() (*os.File, error) {
	f, err := os.CreateTemp("", "disclosure-*.db")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (c *privateCopy) Close() error {
	if c.file == nil {
		return nil
	}
	return c.file.Close()
}

// open reads the copy as a database. The copy is closed with the snapshot, or
// on error.
func (c *privateCopy) open(ctx context.Context) (*Snapshot, error) {
	name, files, err := vfs.New(c)
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	db, err := connect("file:"+copyName+"?mode=ro&immutable=1&vfs="+name, settings)
	if err != nil {
		return nil, errors.Join(err, files.Close(), c.Close())
	}
	db.under = []io.Closer{files, c}
	now, err := newSnapshot(ctx, db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return now, nil
}

// Open is for SQLite.
func (c *privateCopy) Open(name string) (fs.File, error) {
	if name != copyName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return copyReader{io.NewSectionReader(c.content, 0, c.info.Size()), c.info}, nil
}

type copyReader struct {
	*io.SectionReader
	info fs.FileInfo
}

func (r copyReader) Stat() (fs.FileInfo, error) { return r.info, nil }
func (copyReader) Close() error                 { return nil }
