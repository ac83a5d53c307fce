// Package source reads the data folder: it turns the files that people edit
// into a report, or says which file, which line and what to do about it.
//
// A report folder is <unit>/<year>-<kind>. Each kind of file has a parser of
// its own (report.go, sections.go, tables.go, forms.go, glossary.go, notes.go, corrections.go)
// over two things they share: a folder, which hands out clean text and knows
// which files nothing names, and a document, which decodes TOML strictly and
// knows the line of every key. A loader carries what was read from one parser
// to the next, so that references can be resolved: a headline to its cell, a
// glossary entry to its paragraph.
//
// Nothing here is lenient about content, because what is read is published:
// the only tolerance is for what an editor adds unseen, a byte order mark and
// CRLF line ends in the files that people edit.
package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"

	"disclosure/internal/report"
)

// Error says what is wrong with a line of a file and what to do about it.
type Error struct {
	File    string // path inside the file system that Load was given
	Line    int    // from 1; 1 where a whole file is meant
	Message string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
}

// reportFolder is the form of the last element of a report folder's path.
var reportFolder = regexp.MustCompile(`^[0-9]{4}-[a-z-]+$`)

// LoadAll loads every report folder of fsys, sorted by path. A folder two deep
// is one when it holds a report.toml or is named like one (2021-budget), so
// that a report.toml forgotten or misspelled is an error and not a report that
// silently goes missing.
func LoadAll(fsys fs.FS) ([]*report.Report, error) {
	folders, err := fs.Glob(fsys, "*/*")
	if err != nil {
		return nil, err
	}
	var reports []*report.Report
	var errs []error
	found := false
	for _, dir := range folders {
		info, err := fs.Stat(fsys, dir)
		if err != nil || !info.IsDir() {
			continue
		}
		if _, err := fs.Stat(fsys, path.Join(dir, reportFile)); err != nil && !reportFolder.MatchString(path.Base(dir)) {
			continue
		}
		found = true
		r, err := Load(fsys, dir)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		reports = append(reports, r)
	}
	if !found {
		return nil, &Error{".", 1, "holds no report: make a folder <unit>/<year>-budget with a " + reportFile}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return reports, nil
}

// Load reads the report folder dir of fsys, whose last two path elements are
// <unit>/<year>-<kind>. An error joins one *Error or more for every file that
// is wrong.
func Load(fsys fs.FS, dir string) (*report.Report, error) {
	return load(fsys, dir, (*loader).readCorrections)
}

// LoadAlone is Load without a look at the versions before, which may be yet to come.
func LoadAlone(fsys fs.FS, dir string) (*report.Report, error) {
	return load(fsys, dir, func(l *loader) *corrections {
		l.named[correctionsFile] = true
		l.unsure[earlierFolder] = true
		return nil
	})
}

func load(fsys fs.FS, dir string, readCorrections func(*loader) *corrections) (*report.Report, error) {
	if info, err := fs.Stat(fsys, dir); err != nil || !info.IsDir() {
		return nil, &Error{dir, 1, "is no folder: name a report folder, <unit>/<year>-budget"}
	}
	l := &loader{folder: newFolder(fsys, dir), report: new(report.Report)}
	l.readSource()
	l.readReport()
	l.readOriginals()
	l.readSections()
	l.readTables()
	l.readProjects()
	l.resolveSections()
	l.resolveTables()
	l.readGlossary()
	l.readNotes()
	l.resolveHeadlines()
	corrections := readCorrections(l)
	l.attach()
	l.refuseSurplus()
	if len(l.errs) > 0 {
		return nil, l.err()
	}
	r := l.report
	for _, s := range l.sections {
		r.Sections = append(r.Sections, *s)
	}
	for _, t := range l.tables {
		r.Tables = append(r.Tables, *t)
	}
	for _, p := range l.projects {
		r.Projects = append(r.Projects, *p)
	}
	r.Version = r.ContentHash()
	if err := corrections.resolve(r); err != nil {
		return nil, err
	}
	return r, nil
}

// loader is a report on its way out of its folder. A section, table or project
// that could not be read is nil in its list, so that references to it are not
// reported as wrong a second time.
type loader struct {
	*folder
	report   *report.Report
	sections []*report.Section
	tables   []*report.Table
	projects []*report.Project
	placed   []placedTable // lines of sections that say where a table stands

	settings    settings  // report.toml
	settingsDoc *document // nil where report.toml could not be decoded
	entries     []tableEntry
	entriesDoc  *document // tables.toml, nil where it could not be decoded
	projectsOK  bool      // the list of projects is known
}

// readSource reads the text as received, which is kept byte for byte.
func (l *loader) readSource() {
	l.report.Source, _ = l.received("source.txt")
}

// section returns section n. Where the report has none it says so at key of
// doc; where the section could not be read it returns nil without a word,
// because its file has an error already.
func (l *loader) section(doc *document, key at, n int) *report.Section {
	if l.settingsDoc == nil {
		return nil
	}
	return pick(l.sections, doc, key, n, "section", "list it in "+reportFile)
}

// table is like section, for tables.
func (l *loader) table(doc *document, key at, n int) *report.Table {
	if l.entriesDoc == nil {
		return nil
	}
	return pick(l.tables, doc, key, n, "table", "list it in "+tablesFile)
}

// project is like section, for projects.
func (l *loader) project(doc *document, key at, n int) *report.Project {
	if !l.projectsOK {
		return nil
	}
	return pick(l.projects, doc, key, n, "project", "write projects/NN.toml")
}

func pick[T any](all []*T, doc *document, key at, n int, what, remedy string) *T {
	if n < 1 || n > len(all) {
		doc.fail(key, "there is no %s %d, the last is %s %d: correct the number, or %s", what, n, what, len(all), remedy)
		return nil
	}
	return all[n-1]
}

// paragraph returns paragraph k of section n; where there is none it says so
// at key of doc.
func (l *loader) paragraph(doc *document, sectionKey, key at, n, k int) (text string, ok bool) {
	s := l.section(doc, sectionKey, n)
	if s == nil {
		return "", false
	}
	text, ok = s.Paragraph(k)
	if !ok {
		doc.fail(key, "section %d has no paragraph %d: count its paragraphs from 1, headings apart", n, k)
	}
	return text, ok
}
