package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// FileError says why a file cannot be read as a store.
type FileError struct {
	Problem Problem
	text    string
	cause   error
}

// Error names the file and says what to do about it.
func (e *FileError) Error() string { return e.text }

// Unwrap returns what the system said, nil where it said nothing.
func (e *FileError) Unwrap() error { return e.cause }

// Problem is what is wrong with a file, in a word that anyone may read.
type Problem string

const (
	Missing    Problem = "missing"
	Unreadable Problem = "unreadable" // the system refuses to read it
	Foreign    Problem = "foreign"    // no store of reports
	Outdated   Problem = "outdated"   // of another schema version
	Damaged    Problem = "damaged"
)

// systemError is a FileError out of what the system said about the file at
// path.
func systemError(path string, err error) *FileError {
	if errors.Is(err, fs.ErrNotExist) {
		return &FileError{Missing, fmt.Sprintf("%s is missing; %s", path, remedy(path)), err}
	}
	return unreadable(path, err)
}

func unreadable(path string, err error) *FileError {
	if errors.Is(err, fs.ErrPermission) {
		err = fmt.Errorf("%w; let this user read it, with: chmod 644 %s, and enter the folders above it", err, path)
	}
	return &FileError{Unreadable, fmt.Sprintf("%s cannot be read: %v", path, err), err}
}

// remedy is what to do about a file of ours that cannot be read.
func remedy(path string) string {
	return "make it anew with: disclosure import --db " + path + " DIR…"
}

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
// would be slower to say less. The file is returned open where it is a regular
// one, else nil.
func inspect(path string) (*os.File, found, error) {
	f := found{path: path}
	info, err := os.Stat(path)
	if err != nil {
		return nil, f, err
	}
	f.info = info
	if !info.Mode().IsRegular() { // opening a pipe would wait for its other end
		return nil, f, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, f, err
	}
	if err := f.look(file); err != nil {
		file.Close()
		return nil, f, err
	}
	return file, f, nil
}

func (f *found) look(file *os.File) (err error) {
	if f.info, err = file.Stat(); err != nil {
		return err
	}
	header := make([]byte, headerSize)
	switch _, err := file.ReadAt(header, 0); {
	case errors.Is(err, io.EOF):
		return nil // too short to be a database
	case err != nil:
		return err
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
	return nil
}

// readable says why Open cannot read the file, nil if it can.
func (f found) readable() *FileError {
	wrong := func(p Problem, text string, args ...any) *FileError {
		return &FileError{p, f.path + " " + fmt.Sprintf(text, args...), nil}
	}
	switch {
	case !f.sqlite:
		return wrong(Foreign, "is no SQLite database; name a file that disclosure import made")
	case !f.ours:
		return wrong(Foreign, "is a database of another program; name a file that disclosure import made")
	case f.schema != SchemaVersion:
		return wrong(Outdated, "has schema version %d, this program reads version %d; %s", f.schema, SchemaVersion, remedy(f.path))
	case !f.whole:
		return wrong(Damaged, "is cut short; %s", remedy(f.path))
	}
	return nil
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

// openFile reads the file at path. It returns the FileInfo even when it refuses the
// file, nil where there is no file.
func openFile(ctx context.Context, path string) (*Snapshot, fs.FileInfo, error) {
	file, found, err := inspect(path)
	if err != nil {
		return nil, found.info, systemError(path, err)
	}
	if wrong := found.readable(); wrong != nil {
		if file != nil {
			file.Close()
		}
		return nil, found.info, wrong
	}
	whole, err := newContent(file, found.info)
	if errors.Is(err, errBroken) {
		return nil, found.info, &FileError{Damaged, fmt.Sprintf("%s is damaged: %v; %s", path, err, remedy(path)), nil}
	}
	if err != nil {
		return nil, found.info, unreadable(path, err)
	}
	now, err := whole.open(ctx)
	if err != nil {
		return nil, found.info, unreadable(path, err)
	}
	return now, found.info, nil
}

// sameFile looks at more than the file's identity: that of a file which is
// gone may be given to the next one.
func sameFile(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
