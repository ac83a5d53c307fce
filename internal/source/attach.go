package source

import (
	"io/fs"
	"path"
)

// RelationsFile is the file of a report folder in which the relations between
// its figures are declared. A report may do without one. What it says is for
// the room that reconciles figures; here it is only known to belong.
const RelationsFile = "relations.toml"

// Files that package draft writes for the person who goes on from its draft.
const (
	ReviewFile    = "review.md"      // what a person must decide
	DecisionsFile = "decisions.toml" // what was decided
)

// attach marks files that belong to the folder and are read elsewhere.
func (l *loader) attach() {
	for _, name := range []string{RelationsFile, ReviewFile, DecisionsFile} {
		if l.has(name) {
			l.named[name] = true
		}
	}
}

// A File is a TOML file that another room reads by the rules of this one: keys
// are strict, texts are clean, and every value knows its line.
type File struct{ doc *document }

// ReadTOML reads the file name of dir into the struct that v points at. The
// error joins an *Error for each thing that is wrong.
func ReadTOML(fsys fs.FS, dir, name string, v any) (*File, error) {
	f := newFolder(fsys, dir)
	doc := f.decode(name, v)
	if doc == nil || len(f.errs) > 0 {
		return nil, f.err()
	}
	return &File{doc}, nil
}

// Fail notes that the value at key is wrong: names and indexes (from 0) in
// turn, such as "relation", 2, "rule". The message ends with what to do.
func (f *File) Fail(key []any, format string, args ...any) {
	f.doc.fail(key, format, args...)
}

// Line is the line of the value at key.
func (f *File) Line(key ...any) int { return f.doc.line(key) }

// Path is the file's path inside its file system.
func (f *File) Path() string { return path.Join(f.doc.folder.dir, f.doc.name) }

// Err joins everything that was noted with Fail, nil for nothing.
func (f *File) Err() error { return f.doc.folder.err() }

// Nearest lists, in quotes, the candidates most like a word that is none of
// them.
func Nearest(word string, candidates []string) string { return nearest(word, candidates) }
