package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"modernc.org/sqlite/vfs"
)

// smallFile is the size in bytes up to which a file is read into memory: some ten
// reports.
var smallFile int64 = 16 << 20 // less in tests

// content is what SQLite reads a database from: bytes in memory or, of a large file,
// the open file itself. A file stays what it is when another one takes its place;
// where it is changed in place, all that would be read is refused. It is the fs.FS
// that SQLite sees.
type content struct {
	io.ReaderAt
	info    fs.FileInfo
	file    *os.File // nil in memory
	written time.Time
}

// contentName is the name of the only file in a content.
const contentName = "store.db"

// contentOf is a content in memory, of a file that was written at some time or of none.
func contentOf(database []byte, written time.Time) *content {
	return &content{bytes.NewReader(database), memoryInfo(len(database)), nil, written}
}

// newContent reads a file, takes it over, and holds it against its seal; the error is
// errBroken where they do not agree. If the file does not stay as info says meanwhile,
// that is an error too.
func newContent(file *os.File, info fs.FileInfo) (*content, error) {
	c := &content{file, info, file, info.ModTime()}
	var err error
	var hash, seal []byte
	if size := info.Size(); size <= smallFile {
		database := bytes.NewBuffer(make([]byte, 0, size))
		hash, seal, err = copySealed(database, file, size)
		c = contentOf(database.Bytes(), info.ModTime())
		err = errors.Join(err, file.Close())
	} else {
		hash, seal, err = copySealed(io.Discard, file, size)
	}
	switch {
	case err != nil:
	case !bytes.Equal(hash, seal):
		err = errBroken
	default:
		return c, nil
	}
	return nil, errors.Join(err, c.Close())
}

func (c *content) Close() error {
	if c.file == nil {
		return nil
	}
	return c.file.Close()
}

// ReadAt reads from the file as it was when it was held against its seal.
func (c *content) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, off)
	if c.file == nil {
		return n, err
	}
	now, wrong := c.file.Stat()
	if wrong == nil && (now.Size() != c.info.Size() || !now.ModTime().Equal(c.info.ModTime())) {
		wrong = fmt.Errorf("%s was changed in place; write another file and move it there, as disclosure import does", c.file.Name())
	}
	if wrong != nil {
		return 0, wrong
	}
	return n, err
}

// open reads the content as a database. It is closed with the snapshot, or on error.
func (c *content) open(ctx context.Context) (*Snapshot, error) {
	name, files, err := vfs.New(c)
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	db, err := connect("file:"+contentName+"?mode=ro&immutable=1&vfs="+name, settings)
	if err != nil {
		return nil, errors.Join(err, files.Close(), c.Close())
	}
	db.under = []io.Closer{files, c}
	now, err := newSnapshot(ctx, db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	now.written = c.written
	return now, nil
}

// Open is for SQLite.
func (c *content) Open(name string) (fs.File, error) {
	if name != contentName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return contentReader{io.NewSectionReader(c, 0, c.info.Size()), c.info}, nil
}

type contentReader struct {
	*io.SectionReader
	info fs.FileInfo
}

func (r contentReader) Stat() (fs.FileInfo, error) { return r.info, nil }
func (contentReader) Close() error                 { return nil }

// memoryInfo is the size of a database in memory as a FileInfo.
type memoryInfo int64

func (i memoryInfo) Size() int64      { return int64(i) }
func (memoryInfo) Name() string       { return contentName }
func (memoryInfo) Mode() fs.FileMode  { return 0o400 }
func (memoryInfo) ModTime() time.Time { return time.Time{} }
func (memoryInfo) IsDir() bool        { return false }
func (memoryInfo) Sys() any           { return nil }
