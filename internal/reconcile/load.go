package reconcile

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/source"

	"disclosure/internal/finding"
)

// file is the form of relations.toml in a report's folder, and of the file of a
// form. What a rule is written with is said in parse.go, how it names figures
// in resolver.reference.
type file struct {
	Form  string      // the form of the report: forms/<form>.toml beside the unit's folder, else built in. In a report's file only
	Table []formTable // the tables of the form. In a form's file only

	Define []struct {
		Name, Value string
	}
	Relation []relationEntry
	Match    []matchEntry
	Targets  []targetsEntry
	Require  []requireEntry
	Remark   []struct {
		Key, Text string // of a relation that is declared elsewhere or follows from structure
	}
}

// loading is a file of relations on its way to being relations.
type loading struct {
	*source.File
	resolve resolver
	names   *names
	found   []relation
	alone   []lone
	keys    map[string]int // line of each key so far, of all files
}

// load reads the relations of r; see Reconcile.
func load(forms, fsys fs.FS, reading *reading) (relations, error) {
	dir := reading.Folder()
	names := newNames(reading.Report)
	rel := relations{all: derive(reading, names)}
	said := prose(reading, names)
	locate(rel.all, fsys, dir)
	locate(said, fsys, dir)
	if _, err := fs.Stat(fsys, path.Join(dir, source.RelationsFile)); errors.Is(err, fs.ErrNotExist) {
		rel.all = append(rel.all, said...)
		rel.sort()
		return rel, nil
	}
	var own file
	doc, err := source.ReadTOML(fsys, dir, source.RelationsFile, &own)
	if err != nil {
		return relations{}, err
	}
	keys := map[string]int{}
	for _, relation := range rel.all {
		keys[relation.key] = 0
	}
	if own.Form != "" {
		formal, err := loadForm(forms, fsys, own.Form, doc, keys, reading, names)
		if err != nil {
			return relations{}, err
		}
		rel.all = append(rel.all, formal...)
	}
	l := &loading{File: doc, resolve: newResolver(reading, nil), names: names, keys: keys}
	if len(own.Table) > 0 {
		l.Fail([]any{"table", 0}, "a report's tables are in its own files: remove it, only a form lists them here")
	}
	l.read(own)
	rel.all = append(rel.all, l.found...)
	rel.all = append(rel.all, unsaid(said, rel.all)...)
	rel.alone = append(rel.alone, l.alone...)
	l.remarks(own, rel.all)
	l.leads(rel.all)
	rel.all = l.withoutCopies(rel.all)
	rel.sort()
	return rel, l.Err()
}

// sort puts the relations in the order of families.
func (rel *relations) sort() {
	slices.SortStableFunc(rel.all, func(a, b relation) int {
		return slices.Index(finding.Families, a.family) - slices.Index(finding.Families, b.family)
	})
}

// formFolder is the folder of forms: that of the publisher beside the folders of the
// units, and the one that the caller has for all.
const formFolder = "forms"

// loadForm reads the relations of a form: from the publisher's own file of that name,
// else from the one among forms.
func loadForm(forms, fsys fs.FS, name string, doc *source.File, keys map[string]int, reading *reading, names *names) ([]relation, error) {
	var known []string
	var home fs.FS // of the form
	for _, place := range []fs.FS{fsys, forms} {
		files, _ := fs.Glob(place, formFolder+"/*.toml")
		for _, file := range files {
			form := strings.TrimSuffix(path.Base(file), ".toml")
			known = append(known, form)
			if form == name && home == nil {
				home = place
			}
		}
	}
	if home == nil {
		doc.Fail([]any{"form"}, "there is no form %q; the nearest are %s: correct the name, or write %s/%s.toml beside the folders of the units", name, nearest(name, known), formFolder, name)
		return nil, doc.Err()
	}
	var f file
	formDoc, err := source.ReadTOML(home, formFolder, name+".toml", &f)
	if err != nil {
		return nil, err
	}
	l := &loading{File: formDoc, resolve: newResolver(reading, f.Table), names: names, keys: keys}
	switch {
	case f.Form != "":
		l.Fail([]any{"form"}, "a form has no form itself: remove it")
	case len(f.Table) == 0:
		l.Fail(nil, "the form lists no [[table]]: list its tables")
	case len(f.Remark) > 0:
		l.Fail([]any{"remark", 0}, "a form has no remarks: write it in the relations.toml of the report")
	}
	l.read(f)
	l.leads(l.found)
	return l.found, l.Err()
}

// read compiles everything that a file declares.
func (l *loading) read(f file) {
	l.resolve.names = map[string]*definition{}
	if len(f.Define) > mostDefined {
		l.Fail([]any{"define", mostDefined}, "the file has %d definitions, and at most %d are read: remove what nothing uses", len(f.Define), mostDefined)
		return
	}
	for i, d := range f.Define {
		where := []any{"define", i}
		if !name.MatchString(d.Name) || name.FindString(d.Name) != d.Name {
			l.Fail(append(where, "name"), "%q cannot be a name: begin with a letter, and use letters, digits, - and ·", d.Name)
			continue
		}
		if _, twice := l.resolve.names[d.Name]; twice {
			l.Fail(append(where, "name"), "%q is defined twice: remove one", d.Name)
			continue
		}
		l.resolve.names[d.Name] = &definition{text: d.Value, report: func(err error) { l.Fail(append(where, "value"), "%v", err) }}
	}
	for _, d := range f.Define {
		_, _, _ = l.resolve.definition(d.Name) // refuses also what nothing uses
	}
	for i, e := range f.Relation {
		l.relation([]any{"relation", i}, e)
	}
	for i, e := range f.Match {
		l.match([]any{"match", i}, e)
	}
	for i, e := range f.Targets {
		l.targets([]any{"targets", i}, e)
	}
	for i, e := range f.Require {
		l.require([]any{"require", i}, e)
	}
}

// add notes a relation that is declared at where.
func (l *loading) add(where []any, relation relation) {
	relation.key = key(relation.key)
	relation.file, relation.line, relation.where = l.Path(), l.Line(where...), where
	if line, twice := l.keys[relation.key]; twice {
		other := "follows from the tables"
		if line > 0 {
			other = "is declared in line " + strconv.Itoa(line)
		}
		l.Fail(append(where, "key"), "the key %q %s already: give each relation a key of its own", relation.key, other)
		return
	}
	l.keys[relation.key] = relation.line
	l.found = append(l.found, relation)
}

// family reads the name of a family; usual is that of an entry without one.
func (l *loading) family(where []any, name string, usual finding.Family) finding.Family {
	if name == "" {
		return usual
	}
	var all []string
	for _, f := range finding.Families {
		if string(f) == name {
			return f
		}
		all = append(all, string(f))
	}
	l.Fail(append(where, "family"), "there is no family %q: write one of %s", name, strings.Join(all, ", "))
	return usual
}

// present refuses an entry that lacks a text.
func (l *loading) present(where []any, names ...string) bool {
	for i := 0; i < len(names); i += 2 {
		if names[i+1] == "" {
			l.Fail(where, "%s is missing or blank: write it", names[i])
			return false
		}
	}
	return true
}
