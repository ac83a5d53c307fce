package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"disclosure/internal/report"
)

// Earlier reads the earlier versions of r, a report that Load read from fsys, oldest
// first. Each is the Data Package in which it was published: its written form must be
// whole and have the version that the file is named after. The error joins an *Error
// for every file that is wrong.
func Earlier(fsys fs.FS, r *report.Report) ([]*report.Report, error) {
	var earlier []*report.Report
	var wrong []error
	for _, p := range r.Publications {
		if p.Version == r.ShortVersion() {
			continue
		}
		file := path.Join(r.Folder(), EarlierFile(p.Version))
		old, err := readPackage(fsys, file)
		switch {
		case err != nil:
		case old.Key != r.Key:
			err = fmt.Errorf("is a version of %s, and stands in the folder of %s: move it there", old.Folder(), r.Folder())
		case old.ShortVersion() != p.Version:
			err = fmt.Errorf("holds version %s: name the file after it, or put the version there that it is named after", old.ShortVersion())
		}
		if err != nil {
			wrong = append(wrong, &Error{file, 1, err.Error()})
			continue
		}
		earlier = append(earlier, old)
	}
	return earlier, errors.Join(wrong...)
}

// largestPackage bounds what all documents of a package may unpack to, in bytes: those
// of a large report, and the originals that are given away.
const largestPackage = 64<<20 + largestGiven

// packageFolder is where the written form of a report stands in its package.
const packageFolder = "report/"

// readPackage reads the report in a Data Package. What else the package holds is made
// of the report.
func readPackage(fsys fs.FS, file string) (*report.Report, error) {
	const anew = "take it anew from where it was published"
	content, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("cannot be read (%w): make it a plain file that can be", err)
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, fmt.Errorf("is no zip file (%w): %s", err, anew)
	}
	documents, left := map[string][]byte{}, largestPackage
	for _, f := range archive.File {
		name, ok := strings.CutPrefix(f.Name, packageFolder)
		if !ok {
			continue
		}
		if _, twice := documents[name]; twice {
			return nil, fmt.Errorf("holds %s twice: %s", f.Name, anew)
		}
		in, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("holds %s, which cannot be read (%w): %s", f.Name, err, anew)
		}
		document, err := io.ReadAll(io.LimitReader(in, int64(left)+1))
		if err = errors.Join(err, in.Close()); err != nil {
			return nil, fmt.Errorf("holds %s, which cannot be read (%w): %s", f.Name, err, anew)
		}
		if left -= len(document); left < 0 {
			return nil, fmt.Errorf("holds documents of more than %d MB up to %s: %s", largestPackage>>20, f.Name, anew)
		}
		documents[name] = document
	}
	r, err := report.Read(documents)
	if err != nil {
		return nil, fmt.Errorf("%s%w", packageFolder, err)
	}
	return r, nil
}
