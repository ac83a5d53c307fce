package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/original"
	"disclosure/internal/report"
	"disclosure/internal/source"

	"github.com/pelletier/go-toml/v2"
)

// write reads the files, all of them before anything is written, and writes the
// folder.
func write(ctx context.Context, dir string, names []string, out, errs io.Writer) error {
	var files []draft.File
	for _, name := range names {
		content, err := readPlain(name)
		if err != nil {
			return err
		}
		doc, err := read(ctx, name, content, errs)
		if err != nil {
			return err
		}
		files = append(files, draft.File{Name: filepath.Base(name), Content: content, Document: doc})
	}
	if dir == "" {
		d, err := draft.New("", files, nil, data.Files)
		if err != nil {
			return err
		}
		dir = filepath.Join("data", filepath.FromSlash(d.Dir))
	}
	decided, err := decisions(filepath.Join(dir, source.DecisionsFile))
	if err != nil {
		return err
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	d, err := draft.New(filepath.Base(filepath.Dir(absolute)), files, decided, data.Files)
	var wrong *draft.DecisionError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%s:%d: %w", filepath.Join(dir, source.DecisionsFile), lineOf(filepath.Join(dir, source.DecisionsFile), wrong.Key), err)
	}
	if err != nil {
		return err
	}
	if want := filepath.Base(filepath.FromSlash(d.Dir)); filepath.Base(absolute) != want {
		return fmt.Errorf("%s: the report is one of %s: call the folder so, or correct year and kind in its %s", dir, want, source.DecisionsFile)
	}
	return save(dir, d, out)
}

// read reads one file, and says so where that takes more than a second.
func read(ctx context.Context, name string, content []byte, errs io.Writer) (*original.Document, error) {
	said := time.AfterFunc(time.Second, func() { fmt.Fprintln(errs, "reading", name, "…") })
	defer said.Stop()
	doc, err := original.Read(ctx, name, bytes.NewReader(content), int64(len(content)), original.Limits{})
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("%s: takes more than %v to read: print it anew as PDF, or save it in parts", name, patience)
	}
	return doc, err
}

// decisions reads what a person decided; nothing where there is no such file.
func decisions(name string) (draft.Decisions, error) {
	content, err := readPlain(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	written := map[string]any{}
	if err := toml.Unmarshal(content, &written); err != nil {
		var wrong *toml.DecodeError
		line := 1
		if errors.As(err, &wrong) {
			line, _ = wrong.Position()
		}
		return nil, fmt.Errorf("%s:%d: is no list of decisions: write a line each, key = \"answer\"", name, line)
	}
	decided := draft.Decisions{}
	for key, value := range written {
		switch value := value.(type) {
		case string:
			decided[key] = value
		case toml.LocalDate, int64: // a day or a year without quotes
			decided[key] = fmt.Sprint(value)
		default:
			return nil, fmt.Errorf("%s:%d: %s: is no answer: write it between quotes, key = \"answer\"", name, lineOf(name, key), key)
		}
	}
	return decided, nil
}

// lineOf is the line of a decision in its file.
func lineOf(name, key string) int {
	content, _ := readPlain(name)
	for i, line := range strings.Split(string(content), "\n") {
		if keyOf(line) == key {
			return i + 1
		}
	}
	return 1
}

// save writes the files of a draft. What a person corrected stays as it is: a file
// that is not as draft last wrote it gets the new one beside it.
func save(dir string, d *draft.Draft, out io.Writer) error {
	review, err := readPlain(filepath.Join(dir, source.ReviewFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	written := draft.Written(review)
	changed := 0
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		old, err := readPlain(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case bytes.Equal(old, d.Files[name]):
			continue
		case name != source.ReviewFile && written[name] != fmt.Sprintf("%x", sha256.Sum256(old)):
			path += ".new"
			fmt.Fprintf(out, "%s was corrected by hand and is kept: compare it with %s.new, then remove that\n", name, name)
		}
		if err := replace(path, d.Files[name]); err != nil {
			return err
		}
		changed++
	}
	for _, name := range slices.Sorted(maps.Keys(written)) {
		removed, err := withdraw(dir, name, written[name], d)
		if err != nil {
			return err
		}
		if removed != "" {
			fmt.Fprintln(out, removed)
			changed++
		}
	}
	fmt.Fprintf(out, "%s: %d files, %d of them new or changed; %d questions in %s\n", dir, len(d.Files), changed, len(d.Questions), source.ReviewFile)
	return nil
}

// withdraw removes a file that draft wrote with a sum and does not write any more, such as
// the notes of repairs that were taken back. One that a person corrected stays, and is
// named.
func withdraw(dir, name, sum string, d *draft.Draft) (said string, err error) {
	if _, wanted := d.Files[name]; wanted || report.IsOriginal(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return "", nil
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	old, err := readPlain(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	case sum != fmt.Sprintf("%x", sha256.Sum256(old)):
		return name + " was corrected by hand and is kept: the report has none any more, remove it unless you mean it", nil
	}
	return name + " is no part of the report any more and is removed", os.Remove(path)
}

// replace writes a file in one step.
func replace(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	part := path + ".part"
	if err := os.WriteFile(part, content, 0o666); err != nil {
		return err
	}
	return os.Rename(part, path)
}
