package export

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"disclosure/internal/csvline"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// The profile that the descriptor follows.
const profile = "https://datapackage.org/profiles/2.0/datapackage.json"

// descriptor is datapackage.json. What the standard has no word for (unit,
// role, path, citation) stands beside its own properties, as it allows.
type descriptor struct {
	Schema       string             `json:"$schema"`
	Name         string             `json:"name"`
	Title        string             `json:"title"`
	Description  string             `json:"description"`
	Homepage     string             `json:"homepage"`
	Version      string             `json:"version"`
	Citation     string             `json:"citation"`
	Sources      []sourceEntry      `json:"sources"`
	Contributors []contributorEntry `json:"contributors"`
	Resources    []resourceEntry    `json:"resources"`
}

type sourceEntry struct {
	Title string `json:"title"`
	Path  string `json:"path"`
}

// contributorEntry says who did what: the budget unit wrote the report, the site
// publishes this copy of it.
type contributorEntry struct {
	Title string   `json:"title"`
	Path  string   `json:"path,omitempty"`
	Roles []string `json:"roles"`
}

type resourceEntry struct {
	Name        string        `json:"name"`
	Type        string        `json:"type,omitempty"` // "table", or "" for a document
	Path        string        `json:"path"`
	Title       string        `json:"title"`
	Description string        `json:"description,omitempty"`
	Homepage    string        `json:"homepage,omitempty"`
	Format      string        `json:"format"`
	MediaType   string        `json:"mediatype"`
	Encoding    string        `json:"encoding,omitempty"`
	Bytes       int           `json:"bytes"`
	Hash        string        `json:"hash"`
	TableID     string        `json:"table_id,omitempty"` // holds across years and bodies
	MoneyUnit   string        `json:"unit,omitempty"`
	Dialect     *dialectEntry `json:"dialect,omitempty"` // of tables
	Schema      *tableSchema  `json:"schema,omitempty"`
}

type dialectEntry struct {
	Header         bool   `json:"header"`
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type tableSchema struct {
	Fields        []fieldEntry `json:"fields"`
	MissingValues []string     `json:"missingValues"`
}

// missing adds texts that stand for no figure.
func (s *tableSchema) missing(texts []string) {
	for _, text := range texts {
		if !slices.Contains(s.MissingValues, text) {
			s.MissingValues = append(s.MissingValues, text)
		}
	}
}

// besideFigures returns the dashes of a column of figures, as a file writes them, and
// whether it holds words.
func (g grid) besideFigures(j int) (dashes []string, words bool) {
	for _, row := range g.rows {
		switch c := row[j]; {
		case c.exact != "" || c.text == "":
		case report.IsDash(c.text):
			dashes = append(dashes, csvline.Guarded(c.text))
		default:
			words = true
		}
	}
	return dashes, words
}

type fieldEntry struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	Description string   `json:"description,omitempty"`
	ID          string   `json:"column_id,omitempty"` // holds across years and bodies
	Unit        string   `json:"unit,omitempty"`
	Role        string   `json:"role,omitempty"`
	Path        []string `json:"path,omitempty"` // words of the header, where it has several levels
}

// Package writes a report as a zip file that is a Data Package v2: a
// descriptor, a CSV file for each annex table, CSV files for all else that comes
// in rows, the report in its written form, and a text that tells how to read them.
//
// The CSV files are what CSV writes without the byte order mark: readers of Data
// Packages take the mark for a part of the first column's name, and then find
// no column of the name that the schema gives.
func (s Site) Package(w io.Writer, r *report.Report, findings []finding.Finding) error {
	home := s.address(r.Front, report.Ref{})
	d := descriptor{
		Schema: profile, Name: reportName(r.Front),
		Title: r.Heading + r.InventedMark(), Description: r.Words().Report + "的附表、正文、表单、名词解释、整理说明和勾稽核对。读法见 README.md。" + r.Origin,
		Homepage: home, Version: r.ShortVersion(), Citation: s.citation(r.Front, report.Ref{}),
		Sources:      []sourceEntry{{report.SourcePart.Name(), s.address(r.Front, report.Ref{Part: report.SourcePart})}},
		Contributors: []contributorEntry{{Title: r.UnitName, Roles: []string{"creator"}}, {s.Name, s.Origin, []string{"publisher"}}},
	}
	for _, o := range s.originals(r.Front) {
		if o.From != "" {
			d.Sources = append(d.Sources, sourceEntry{o.Name, o.From})
		}
	}
	var files []file
	add := func(g grid, folder, address, unit string) error {
		content := new(bytes.Buffer)
		if err := g.csv(content); err != nil {
			return err
		}
		f := file{folder + g.name + ".csv", content.Bytes()}
		entry := f.entry(g)
		entry.Homepage, entry.MoneyUnit = address, unit
		files, d.Resources = append(files, f), append(d.Resources, entry)
		return nil
	}
	for i := range r.Tables {
		t := &r.Tables[i]
		g := annex(r.Front, t)
		g.id = t.ID(&r.Front)
		for j, id := range t.ColumnIDs(&r.Front) {
			g.columns[j].id = id
		}
		if err := add(g, "tables/", s.address(r.Front, report.TableRef(t.Number)), string(t.MoneyUnit)); err != nil {
			return err
		}
	}
	for _, g := range s.lists(r, findings) {
		if len(g.rows) == 0 {
			continue
		}
		if err := add(g, "lists/", "", ""); err != nil {
			return err
		}
	}
	for _, f := range documents(r) {
		files, d.Resources = append(files, f.file), append(d.Resources, f.entry)
	}
	content := new(bytes.Buffer)
	if err := encode(content, d); err != nil {
		return err
	}
	return pack(w, append([]file{{"datapackage.json", content.Bytes()}, {"README.md", []byte(s.readme(d, r.Front))}}, files...))
}

// file is one file of the package.
type file struct {
	path    string
	content []byte
}

// describe describes a file of any format.
func (f file) describe(e resourceEntry) resourceEntry {
	sum := sha256.Sum256(f.content)
	e.Path, e.Encoding, e.Bytes, e.Hash = f.path, "utf-8", len(f.content), "sha256:"+hex.EncodeToString(sum[:])
	return e
}

// writtenFolder is where the written form of the report stands in the package.
const writtenFolder = "report/"

// mediaTypes are those of the files of the written form, by their endings; the originals
// of a report are among them.
var mediaTypes = map[string]string{
	"json": "application/json",
	"txt":  "text/plain",
	"html": "text/html",
	"pdf":  "application/pdf",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

type describedFile struct {
	file
	entry resourceEntry
}

// documents are all files of the written form of a report, from which it can be read
// whole: the manifest, what is counted in its version, and what is known beside it.
func documents(r *report.Report) []describedFile {
	var files []describedFile
	add := func(name, title string, content []byte) {
		f := file{writtenFolder + name, content}
		ending := strings.TrimPrefix(path.Ext(name), ".")
		entry := f.describe(resourceEntry{Title: title, Format: ending, MediaType: mediaTypes[ending]})
		entry.Name = strings.NewReplacer("/", "-", ".json", "").Replace(f.path)
		if !strings.HasPrefix(entry.MediaType, "text/") && ending != "json" {
			entry.Encoding = ""
		}
		files = append(files, describedFile{f, entry})
	}
	add("manifest.json", "清单", report.Manifest(r.Key, r.Documents()))
	for _, p := range r.WrittenParts() {
		title := p.Heading
		if title == "" {
			title = p.Ref.Part.Name()
		}
		for _, f := range p.Files() {
			add(f.Name, title, f.Content)
		}
	}
	return files
}

// entry describes a CSV file of a grid.
func (f file) entry(g grid) resourceEntry {
	schema := &tableSchema{MissingValues: []string{""}}
	e := f.describe(resourceEntry{
		Name: g.name, TableID: g.id, Type: "table", Title: g.title, Description: g.description,
		Format: "csv", MediaType: "text/csv",
		Dialect: &dialectEntry{Header: true, Delimiter: ",", LineTerminator: "\r\n", QuoteChar: `"`, DoubleQuote: true},
		Schema:  schema,
	})
	for j, c := range g.columns {
		field := fieldEntry{Name: csvline.Guarded(c.headed()), Type: "string", Description: c.note, ID: c.id, Unit: c.unit}
		switch c.kind {
		case amount:
			field.Role = "amount"
			if dashes, words := g.besideFigures(j); !words { // a column that holds words, too, is none of numbers
				field.Type = "number"
				schema.missing(dashes)
			}
		case count:
			field.Type = "integer"
		case label:
			field.Role, field.Description = "label", "每深一级，前面多两个空格。"+c.note
		case code:
			field.Role = "key"
		}
		if len(c.path) > 1 {
			field.Path = c.path
		}
		schema.Fields = append(schema.Fields, field)
	}
	return e
}

// pack writes the zip file. All times are the earliest that a zip file can
// state, so that the same files give the same bytes.
func pack(w io.Writer, files []file) error {
	out := zip.NewWriter(w)
	for _, f := range files {
		in, err := out.CreateHeader(&zip.FileHeader{Name: f.path, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := in.Write(f.content); err != nil {
			return err
		}
	}
	return out.Close()
}
