package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// WrittenForm names the written form of a report, in which its version is
// computed. Every report that it can express keeps it, also when a later form is
// there.
const WrittenForm = "disclosure-report/1"

// Document is one part of a report in its written form: JSON in UTF-8 that holds
// what is published there, and nothing else. What a reader is told beside it, such
// as levels, totals, exact values, repairs and findings, is not in it. The schemas
// of documents are those of Schemas.
type Document struct {
	Ref     Ref    // of the part; the zero Ref is the front
	Heading string // of the part, as published
	Content []byte
}

// Path is the name of the document's file beside the manifest: front.json,
// tables/7.json.
func (d Document) Path() string {
	if d.Ref.Number == 0 {
		return d.part() + ".json"
	}
	return d.part() + "/" + strconv.Itoa(d.Ref.Number) + ".json"
}

// part is what the manifest calls the part.
func (d Document) part() string {
	if d.Ref.Part == OverviewPart {
		return frontName
	}
	return string(d.Ref.Part)
}

// frontName is what the manifest calls the front.
const frontName = "front"

// Documents writes the report: the front, then each section, table and project form
// in published order. A table that stands in a section follows it.
func (r *Report) Documents() []Document {
	documents := []Document{{Ref{}, r.Heading, written(r.writtenFront())}}
	placed := map[int]bool{}
	table := func(t *Table) {
		documents = append(documents, Document{TableRef(t.Number), t.Title, written(t.written())})
		placed[t.Number] = true
	}
	for _, s := range r.Sections {
		documents = append(documents, Document{SectionRef(s.Number), s.Title, written(s.written())})
		for _, n := range s.Holds() {
			if t := r.Table(n); t != nil {
				table(t)
			}
		}
	}
	for i := range r.Tables {
		if t := &r.Tables[i]; !placed[t.Number] {
			table(t)
		}
	}
	for _, p := range r.Projects {
		form := append(object{{"heading", p.Title}}, p.Form.written()...)
		documents = append(documents, Document{ProjectRef(p.Number), p.Title, written(form)})
	}
	return documents
}

// Manifest writes the list of a report's documents. The SHA-256 of its bytes is the
// version of the report.
func Manifest(k Key, documents []Document) []byte {
	var parts list
	for _, d := range documents {
		parts = append(parts, object{
			{"part", d.part()},
			{"number", d.Ref.Number},
			{"heading", d.Heading},
			{"sha256", hash(d.Content)},
		})
	}
	return written(object{
		{"format", WrittenForm},
		{"unit", k.Unit},
		{"year", k.Year},
		{"kind", k.Kind},
		{"parts", parts},
	})
}

// ContentHash is the version of a report, 64 hexadecimal digits: the SHA-256 of its
// manifest. A published character changes it; the work of the editors does not.
func (r *Report) ContentHash() string { return hash(Manifest(r.Key, r.Documents())) }

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// ShortVersion is the version as people read and cite it: the first twelve
// digits of the hash.
func (f Front) ShortVersion() string {
	return f.Version[:min(len(f.Version), shortVersion)]
}

// writtenFront is the front as it is printed. A list of contents that does not stand
// under the heading says after which part it does.
func (r *Report) writtenFront() object {
	var contents list
	for _, printed := range []struct {
		heading string
		lines   []string
		after   object
	}{
		{r.ContentsTitle, r.Contents, nil},
		{r.AnnexesTitle, r.Annexes, object{{"part", string(SectionPart)}, {"number", len(r.Sections)}}},
	} {
		if len(printed.lines) > 0 {
			contents = append(contents, object{{"heading", printed.heading}, {"after", printed.after}, {"lines", texts(printed.lines)}})
		}
	}
	return object{{"heading", r.Heading}, {"cover", texts(r.Cover)}, {"contents", contents}}
}

func (s Section) written() object {
	var blocks list
	for _, b := range s.Blocks {
		switch b.Kind {
		case HeadingBlock:
			blocks = append(blocks, object{{"heading", b.Text}, {"level", span(b.Level)}})
		case GridBlock:
			var rows list
			for _, row := range b.Grid {
				rows = append(rows, texts(row))
			}
			blocks = append(blocks, object{{"grid", rows}})
		case TableBlock:
			blocks = append(blocks, object{{"table", b.Number}})
		default:
			blocks = append(blocks, object{{"text", b.Text}})
		}
	}
	return object{{"heading", s.Title}, {"blocks", blocks}}
}

func (t *Table) written() object {
	var header, rows list
	for _, row := range t.Header() {
		var cells list
		for _, c := range row {
			cells = append(cells, object{{"text", c.Text}, {"rowspan", span(c.Rowspan)}, {"colspan", span(c.Colspan)}})
		}
		header = append(header, cells)
	}
	for _, row := range t.Rows {
		var cells list
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		rows = append(rows, cells)
	}
	o := object{{"label", t.LabelLine()}, {"title", t.Title}, {"captions", texts(t.Captions)}}
	if t.Form != nil {
		o = append(o, member{"form", t.Form.written()}, member{"rows_heading", t.RowsTitle})
	}
	return append(o, member{"header", header}, member{"rows", rows}, member{"notes", texts(t.Notes)})
}

// span is how far a cell of a header reaches, or the level of a heading; one is left
// out.
func span(n int) int {
	if n == 1 {
		return 0
	}
	return n
}

// written is the form in its own order. Each cell is a list of its paragraphs; a
// row of indicators without a cell for the target has one cell less.
func (f Form) written() object {
	var fields, rows list
	for _, field := range f.Fields {
		fields = append(fields, object{{"name", field.Name}, {"text", texts(field.Paragraphs)}})
	}
	for _, i := range f.Indicators {
		cells := list{list{i.Level1}, list{i.Level2}, texts(i.Content)}
		if !i.NoTarget {
			cells = append(cells, list{i.Target})
		}
		rows = append(rows, cells)
	}
	indicators := object{{"heading", f.IndicatorsTitle}, {"header", texts(f.IndicatorHeader)}, {"rows", rows}}
	return object{{"caption", f.Caption}, {"fields", fields}, {"indicators", indicators}}
}
