package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Read reads a report from the files of its written form: manifest.json, the
// documents that it lists, and the editorial documents and source.txt where they are
// there. It refuses whatever does not say just what the report read from it says:
// a file whose sum is not the manifest's, a later format, a key or a file that it
// does not know.
func Read(files map[string][]byte) (*Report, error) {
	content, ok := files[manifestName]
	if !ok {
		return nil, fmt.Errorf("%s is missing: give all files of the report's folder", manifestName)
	}
	var m writtenManifest
	if err := m.read(content); err != nil {
		return nil, err
	}
	known := map[string]bool{manifestName: true}
	var parts []WrittenPart
	add := func(ref Ref, heading, sum string) error {
		p := WrittenPart{Document: Document{Ref: ref, Heading: heading}}
		if sum != "" {
			if p.Content, ok = files[p.Path()]; !ok {
				return fmt.Errorf("%s is missing: %s lists it", p.Path(), manifestName)
			}
			known[p.Path()] = true
			if got := hash(p.Content); got != sum {
				return fmt.Errorf("%s has the SHA-256 %s, and %s says %s: take both anew from where the report was published", p.Path(), got, manifestName, sum)
			}
		}
		p.Editorial = files[p.editorialPath()]
		known[p.editorialPath()] = true
		if p.Content != nil || p.Editorial != nil {
			parts = append(parts, p)
		}
		return nil
	}
	for i, listed := range m.Parts {
		ref, ok := listed.ref()
		if !ok {
			return nil, fmt.Errorf("%s: entry %d of parts is %s %d: this program knows no such part; use a newer one", manifestName, i+1, listed.Part, listed.Number)
		}
		if err := add(ref, listed.Heading, listed.SHA256); err != nil {
			return nil, err
		}
	}
	for _, part := range []Part{NotesPart, SourcePart} {
		if err := add(PageOf(part), "", ""); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if IsOriginal(name) {
			if err := add(PageOf(Part(name)), "", ""); err != nil {
				return nil, err
			}
		}
		if !known[name] {
			return nil, fmt.Errorf("%s is no file of the report: %s does not list it; remove it", name, manifestName)
		}
	}
	version := hash(content)
	r, err := Assemble(Key{Unit: m.Unit, Year: m.Year, Kind: m.Kind}, version, parts)
	if err != nil {
		return nil, err
	}
	if err := r.provedOriginals(); err != nil {
		return nil, err
	}
	if got := r.ContentHash(); got != version {
		return nil, fmt.Errorf("%s and its documents are not written as %s says: keys in the order of the schemas, two spaces a level, nothing twice; take them from a publisher's .zip", manifestName, WrittenForm)
	}
	return r, nil
}

const manifestName = "manifest.json"

// writtenManifest is manifest.json.
type writtenManifest struct {
	Format string         `json:"format"`
	Unit   string         `json:"unit"`
	Year   int            `json:"year"`
	Kind   string         `json:"kind"`
	Parts  []manifestPart `json:"parts"`
}

type manifestPart struct {
	Part    string `json:"part"`
	Number  int    `json:"number"`
	Heading string `json:"heading"`
	SHA256  string `json:"sha256"`
}

func (m *writtenManifest) read(content []byte) error {
	// A later format may have other keys, so that its name is looked at first.
	var f struct {
		Format string `json:"format"`
	}
	if err := json.Unmarshal(content, &f); err != nil {
		return fmt.Errorf("%s is no JSON: %w", manifestName, err)
	}
	if f.Format != WrittenForm {
		return laterForm(manifestName, f.Format, WrittenForm)
	}
	return decode(manifestName, content, m)
}

func laterForm(name, got, want string) error {
	return fmt.Errorf("%s has the format %q, and this program reads %q: use a program that knows the other one, or take the report anew from its data folder", name, got, want)
}

// ref is the published part that an entry of the manifest lists.
func (p manifestPart) ref() (Ref, bool) {
	switch part := Part(p.Part); {
	case p.Part == frontName:
		return Ref{}, p.Number == 0
	default:
		return Ref{Part: part, Number: p.Number}, part.Numbered() && p.Number > 0
	}
}

// decode reads a document and refuses keys that it does not know.
func decode(name string, content []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		if key, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
			return fmt.Errorf("%s has the key %s, which this program does not know: use a newer one, or take the report anew from its data folder", name, key)
		}
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s has something behind its end: remove it", name)
	}
	return nil
}

// Assemble puts a report together from its parts, without a look at their sums. The
// parts of one sort stand in the order of their numbers.
func Assemble(k Key, version string, parts []WrittenPart) (*Report, error) {
	r := &Report{Front: Front{Key: k, Version: version}}
	for _, p := range parts {
		if err := r.add(p); err != nil {
			return nil, err
		}
	}
	for i := range r.Terms {
		t := &r.Terms[i]
		for s := range r.Sections {
			if r.Sections[s].Number == r.GlossarySection {
				t.Definition, _ = r.Sections[s].Paragraph(t.Paragraph)
			}
		}
	}
	return r, nil
}

func (r *Report) add(p WrittenPart) error {
	switch p.Ref.Part {
	case SectionPart:
		s, err := ReadSection(p)
		if err == nil {
			r.Sections = append(r.Sections, *s)
		}
		return err
	case TablePart:
		t, err := ReadTable(p)
		if err == nil {
			r.Tables = append(r.Tables, *t)
		}
		return err
	case ProjectPart:
		project, err := ReadProject(p)
		if err == nil {
			r.Projects = append(r.Projects, *project)
		}
		return err
	case NotesPart:
		notes, err := ReadNotes(p)
		r.Notes = notes
		return err
	case SourcePart:
		r.Source = string(p.Editorial)
		return nil
	}
	if file := string(p.Ref.Part); IsOriginal(file) {
		r.Given = append(r.Given, Given{file, string(p.Editorial)})
		return nil
	}
	return r.readFront(p)
}

// readDocuments decodes both documents of a part; one that is not there leaves what
// it would fill as it is.
func (p WrittenPart) readDocuments(published, editorial any) error {
	if p.Content != nil {
		if err := decode(p.Path(), p.Content, published); err != nil {
			return err
		}
	}
	if p.Editorial != nil {
		return decode(p.editorialPath(), p.Editorial, editorial)
	}
	return nil
}
