package report

// EditorialForm names the form of the editorial documents of a report.
const EditorialForm = "disclosure-editorial/1"

// WrittenPart is a part of a report as its documents. What is printed of it counts
// towards the version. Its editorial document holds what is known beside the print:
// roles, levels and totals of a table, repairs, headlines, spellings of terms. It
// counts towards no version, and is nil where nothing is known.
type WrittenPart struct {
	Document         // nothing is printed of the notes and of the text as received
	Editorial []byte // of the text as received, and of an original, the file itself
}

// NamedFile is a file of the written form.
type NamedFile struct {
	Name    string // tables/7.json, editorial/tables/7.json, source.txt
	Content []byte
}

// Files are the documents of the part as files beside the manifest.
func (p WrittenPart) Files() []NamedFile {
	var files []NamedFile
	if p.Content != nil {
		files = append(files, NamedFile{p.Path(), p.Content})
	}
	if p.Editorial != nil {
		files = append(files, NamedFile{p.editorialPath(), p.Editorial})
	}
	return files
}

func (p WrittenPart) editorialPath() string {
	if p.Ref.Part == SourcePart || IsOriginal(string(p.Ref.Part)) {
		return string(p.Ref.Part)
	}
	return "editorial/" + p.Path()
}

// WrittenParts writes the whole report: the parts of Documents in their order, then
// the notes, the text as received, and the originals that may be given away.
func (r *Report) WrittenParts() []WrittenPart {
	var parts []WrittenPart
	for _, d := range r.Documents() {
		parts = append(parts, WrittenPart{d, editorial(r.editorial(d.Ref))})
	}
	if len(r.Notes) > 0 {
		parts = append(parts, WrittenPart{Document{Ref: PageOf(NotesPart)}, written(writtenNotes(r.Notes))})
	}
	if r.Source != "" {
		parts = append(parts, WrittenPart{Document{Ref: PageOf(SourcePart)}, []byte(r.Source)})
	}
	for _, g := range r.Given {
		parts = append(parts, WrittenPart{Document{Ref: PageOf(Part(g.File))}, []byte(g.Content)})
	}
	return parts
}

// VersionOf is the version of the report that has these parts.
func VersionOf(k Key, parts []WrittenPart) string {
	var printed []Document
	for _, p := range parts {
		if p.Content != nil {
			printed = append(printed, p.Document)
		}
	}
	return hash(Manifest(k, printed))
}

// editorial writes a document, nil for one without content.
func editorial(o object) []byte {
	if empty(o) {
		return nil
	}
	return written(o)
}

// editorial is what is known of a published part beside its print.
func (r *Report) editorial(ref Ref) object {
	switch ref.Part {
	case SectionPart:
		for _, s := range r.Sections {
			if s.Number == ref.Number {
				return object{{"tables", numberList(s.Tables)}}
			}
		}
	case TablePart:
		for i := range r.Tables {
			if r.Tables[i].Number == ref.Number {
				return r.Tables[i].editorial()
			}
		}
	case ProjectPart:
		for _, p := range r.Projects {
			if p.Number == ref.Number {
				return object{{"name", p.Name}, {"amounts", p.Form.amounts()}, {"under", p.Form.under()}}
			}
		}
	}
	return r.Front.editorial()
}

func (f Front) editorial() object {
	var headlines, terms list
	for _, h := range f.Headlines {
		headlines = append(headlines, object{{"label", h.Label}, {"text", h.Text}, {"unit", string(h.Unit)}, {"from", h.From.written()}})
	}
	for _, t := range f.Terms {
		terms = append(terms, object{{"name", t.Name}, {"paragraph", t.Paragraph}, {"spellings", texts(t.Spellings)}, {"never", texts(t.Never)}})
	}
	return object{
		{"format", EditorialForm},
		{"unit", object{{"name", f.UnitName}, {"short", f.UnitShort}, {"contact", f.UnitContact}}},
		{"money_unit", string(f.MoneyUnit)},
		{"origin", f.Origin},
		{"invented", f.Invented},
		{"originals", writtenOriginals(f.Originals)},
		{"headlines", headlines},
		{"glossary", object{{"section", f.GlossarySection}, {"terms", terms}}},
		{"publications", writtenPublications(f.Publications)},
		{"withdrawn", f.Withdrawn.written()},
	}
}

// editorial leaves the levels of a column out where all of them are 0. The sides
// are counted from 1.
func (t *Table) editorial() object {
	var columns list
	for j, c := range t.Columns {
		o := object{{"role", string(c.Role)}, {"of_which", c.OfWhich}}
		if len(t.Sides) > 0 {
			o = append(o, member{"side", c.Side + 1})
		}
		columns = append(columns, append(o, member{"levels", t.levels(j)}))
	}
	label := t.Label
	if t.LabelLine() != "" {
		label = "" // the printed document says it
	}
	o := object{
		{"label", label},
		{"unit_name", t.UnitName},
		{"money_unit", string(t.MoneyUnit)},
		{"sides", texts(t.Sides)},
		{"columns", columns},
		{"row_totals", writtenTotals(t.RowTotals)},
		{"column_totals", writtenTotals(t.ColumnTotals)},
	}
	if t.Empty != nil {
		o = append(o, member{"empty", object{{"quote", t.Empty.Quote}, {"from", t.Empty.From.written()}}})
	}
	if t.Form != nil {
		o = append(o, member{"amounts", t.Form.amounts()}, member{"under", t.Form.under()})
	}
	return o
}

// levels are those of the cells of column j (from 0), one a row.
func (t *Table) levels(j int) list {
	var levels list
	deep := false
	for _, row := range t.Rows {
		level := 0
		if j < len(row.Cells) {
			level = row.Cells[j].Level
		}
		deep = deep || level != 0
		levels = append(levels, level)
	}
	if !deep {
		return nil
	}
	return levels
}

func writtenTotals(totals []Total) list {
	var l list
	for _, t := range totals {
		l = append(l, object{{"column", t.Column}, {"of", t.Of}, {"parts", numberList(t.Parts)}})
	}
	return l
}

// amounts are the numbers of the fields that state an amount.
func (f Form) amounts() list {
	var amounts list
	for k, field := range f.Fields {
		if field.Amount {
			amounts = append(amounts, k+1)
		}
	}
	return amounts
}

func writtenNotes(notes []Note) object {
	var l list
	for _, n := range notes {
		var edits list
		for _, e := range n.Edits {
			edits = append(edits, object{{"received", e.Received}, {"shown", e.Shown}})
		}
		l = append(l, object{{"from", n.From}, {"to", n.To}, {"at", n.At.written()}, {"why", n.Why}, {"edits", edits}})
	}
	return object{{"notes", l}}
}

func (r Ref) written() object {
	return object{{"part", string(r.Part)}, {"number", r.Number}, {"anchor", r.Anchor}}
}

func numberList(numbers []int) list {
	var l list
	for _, n := range numbers {
		l = append(l, n)
	}
	return l
}
