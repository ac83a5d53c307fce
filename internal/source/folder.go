package source

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/report"
)

// folder hands out the text of a report folder's files, collects what is wrong
// with them, and knows which files were asked for.
type folder struct {
	fsys   fs.FS
	dir    string
	named  map[string]bool // files that the report is made of
	unsure map[string]bool // subfolders whose list of files could not be read
	errs   []error
	failed int            // how often something was found wrong, said or not
	said   map[string]int // how often each thing was said of each file
}

func newFolder(fsys fs.FS, dir string) *folder {
	return &folder{fsys: fsys, dir: dir, named: map[string]bool{}, unsure: map[string]bool{}, said: map[string]int{}}
}

// mostAlike is how often one thing is said of the lines of one file. More of the same
// is counted.
const mostAlike = 20

// mostSaid is how much is said of one report at once.
const mostSaid = 500

// mostSurplus is how many files are looked at that nothing names.
const mostSurplus = 20_000

// fail notes that line of the named file is wrong. The message ends with what
// to do.
func (f *folder) fail(name string, line int, format string, args ...any) {
	f.failed++
	alike := name + "\x00" + format
	if len(f.errs) >= mostSaid {
		return
	}
	if f.said[alike]++; f.said[alike] > mostAlike {
		return
	}
	f.errs = append(f.errs, &Error{path.Join(f.dir, name), max(line, 1), fmt.Sprintf(format, args...)})
}

// err joins everything that was noted, nil for nothing.
func (f *folder) err() error {
	for _, alike := range slices.Sorted(maps.Keys(f.said)) {
		if n := f.said[alike]; n > mostAlike {
			name, _, _ := strings.Cut(alike, "\x00")
			f.errs = append(f.errs, &Error{path.Join(f.dir, name), 1, fmt.Sprintf("%d more lines are wrong in a way that is said above: correct those first", n-mostAlike)})
		}
	}
	if len(f.errs) >= mostSaid {
		f.errs = append(f.errs, &Error{f.dir, 1, fmt.Sprintf("%d things are wrong, of which the first are said above: correct those first", f.failed)})
	}
	clear(f.said)
	return errors.Join(f.errs...)
}

// has tells whether the folder holds the named file.
func (f *folder) has(name string) bool {
	_, err := fs.Stat(f.fsys, path.Join(f.dir, name))
	return err == nil
}

// received returns a file exactly as it is, for the text as received.
func (f *folder) received(name string) (text string, ok bool) {
	text, ok = f.read(name)
	if !ok {
		return "", false
	}
	if strings.HasPrefix(text, byteOrderMark) {
		f.fail(name, 1, "begins with a byte order mark: save it as UTF-8 without one")
		return "", false
	}
	return text, f.clean(name, text, isControl)
}

// edited returns the text of a file that people edit: without a byte order
// mark, with LF line ends, free of characters that cannot be seen.
func (f *folder) edited(name string) (text string, ok bool) {
	text, ok = f.read(name)
	if !ok {
		return "", false
	}
	text = strings.TrimPrefix(text, byteOrderMark)
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return text, f.clean(name, text, isUnseen)
}

const byteOrderMark = "\uFEFF"

func (f *folder) read(name string) (text string, ok bool) {
	f.named[name] = true
	content, err := fs.ReadFile(f.fsys, path.Join(f.dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.fail(name, 1, "is missing: every report has this file, write it")
		return "", false
	case err != nil:
		f.fail(name, 1, "cannot be read (%v): make it a plain file that can be", err)
		return "", false
	}
	if line, bad := invalidLine(content); bad {
		f.fail(name, line, "is not UTF-8 here: save the file as UTF-8")
		return "", false
	}
	return string(content), true
}

// invalidLine returns the line of the first byte that is not UTF-8.
func invalidLine(content []byte) (line int, bad bool) {
	line = 1
	for len(content) > 0 {
		r, size := utf8.DecodeRune(content)
		if r == utf8.RuneError && size == 1 {
			return line, true
		}
		if r == '\n' {
			line++
		}
		content = content[size:]
	}
	return 0, false
}

// clean reports the first character of text that refuse names.
func (f *folder) clean(name, text string, refuse func(rune) bool) bool {
	line := 1
	for _, r := range text {
		switch {
		case r == '\n':
			line++
		case r == '\r':
			f.fail(name, line, "has a carriage return here: save the file with LF line ends")
			return false
		case r != '\t' && refuse(r):
			f.fail(name, line, "has the unseen character %U here: remove it", r)
			return false
		}
	}
	return true
}

func isControl(r rune) bool { return unicode.Is(unicode.Cc, r) }

// isUnseen tells whether r is a control character, or one that would break a
// line or turn the direction of writing on the page without being seen.
func isUnseen(r rune) bool {
	if r >= ' ' && r <= '~' || r >= '一' && r <= '鿿' { // quick for what most texts are made of
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control) || r == '\uFEFF'
}

// refuseSurplus reports every file that nothing names. Its editor believes
// that it is published.
func (f *folder) refuseSurplus() {
	before := f.failed
	err := fs.WalkDir(f.fsys, f.dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(strings.TrimPrefix(file, f.dir), "/")
		if strings.HasPrefix(path.Base(name), ".") && name != "" {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			if f.unsure[name] {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case f.named[name]:
		case entry.Type()&fs.ModeSymlink != 0:
			f.fail(name, 1, "is a link, and nothing names it: put there what it leads to, or remove it")
		default:
			f.fail(name, 1, "is not part of the report, nothing names it: %s", surplusRemedy(name))
		}
		if f.failed > before+mostSurplus {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		f.fail("", 1, "cannot be read (%v): make it a folder that can be", err)
	}
}

func surplusRemedy(name string) string {
	if report.IsOriginal(name) {
		return "write an [[original]] with its file, name and sha256 in " + reportFile + ", or remove it"
	}
	switch path.Dir(name) {
	case "sections":
		return "remove it, or name its section in " + reportFile
	case "tables":
		return "remove it, or name its table in " + tablesFile
	case "projects":
		return "remove it, or call it by its number, such as 01.toml"
	case earlierFolder:
		return "list its version in " + correctionsFile + ", or remove it"
	}
	return "remove it, or correct its name"
}
