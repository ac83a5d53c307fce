package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// errReplaced says that another file stands where the open one was.
var errReplaced = errors.New("the file was replaced")

// found is what stands at a path, judged by its first bytes.
type found struct {
	path   string
	info   fs.FileInfo
	sqlite bool   // it is a SQLite database
	ours   bool   // and carries our application id
	schema uint32 // its schema version
	whole  bool   // it is as long as it says
}

// The header of a SQLite file: https://www.sqlite.org/fileformat.html#the_database_header
const (
	magic               = "SQLite format 3\x00"
	headerSize          = 100
	pageSizeOffset      = 16
	pageCountOffset     = 28
	userVersionOffset   = 60
	applicationIDOffset = 68
)

// inspect looks at the file at path without opening it as a database, which
// would be slower to say less. It fails where there is no file to look at.
func inspect(path string) (found, error) {
	f := found{path: path}
	info, err := os.Stat(path)
	if err != nil {
		return f, err
	}
	f.info = info
	if !info.Mode().IsRegular() { // opening a pipe would wait for its other end
		return f, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return f, err
	}
	defer file.Close()
	header := make([]byte, headerSize)
	switch _, err := io.ReadFull(file, header); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return f, nil // too short to be a database
	case err != nil:
		return f, fmt.Errorf("%s: %w", path, err)
	}
	number := func(at int) uint32 { return binary.BigEndian.Uint32(header[at:]) }
	f.sqlite = string(header[:len(magic)]) == magic
	f.ours = number(applicationIDOffset) == applicationID
	f.schema = number(userVersionOffset)
	page := int64(binary.BigEndian.Uint16(header[pageSizeOffset:]))
	if page == 1 {
		page = 65536
	}
	f.whole = f.info.Size() >= page*int64(number(pageCountOffset))
	return f, nil
}

// readable says why Open cannot read the file.
func (f found) readable() error {
	switch {
	case !f.sqlite:
		return fmt.Errorf("%s is no SQLite database; name a file that disclosure import made", f.path)
	case !f.ours:
		return fmt.Errorf("%s is a database of another program; name a file that disclosure import made", f.path)
	case f.schema != schemaVersion:
		return fmt.Errorf("%s has schema version %d, this program reads version %d; %s", f.path, f.schema, schemaVersion, f.remedy())
	case !f.whole:
		return fmt.Errorf("%s is cut short; %s", f.path, f.remedy())
	}
	return nil
}

// remedy is what to do about a file of ours that cannot be read.
func (f found) remedy() string {
	return "make it anew with: disclosure import --db " + f.path + " DIR…"
}

// replaceable says why Write must not put another file in its place. One of
// ours may always be replaced, whatever its schema version or state.
func (f found) replaceable() error {
	switch {
	case !f.sqlite:
		return fmt.Errorf("%s exists and is no database of this program; choose another name or remove it", f.path)
	case !f.ours:
		return fmt.Errorf("%s exists and is a database of another program; choose another name or remove it", f.path)
	}
	return nil
}

// is tells whether the file still stands at its path, else errReplaced.
func (f found) is() error {
	info, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	if !sameFile(info, f.info) {
		return fmt.Errorf("%s: %w", f.path, errReplaced)
	}
	return nil
}

// sameFile looks at more than the file's identity: that of a file which is
// gone may be given to the next one.
func sameFile(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
