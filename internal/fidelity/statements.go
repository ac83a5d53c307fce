package fidelity

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// kind says how the cells of a statement stand in their line.
type kind int

const (
	grid      kind = iota // every cell in its column; a sentence is a grid of one cell
	indicator             // every cell in its column, blank cells at the end left out
	names                 // a field or a header of a form: filled cells in order
)

// statement is what the report says in one line, or in a part of a line.
type statement struct {
	kind  kind
	at    string // address of the place under the report's base
	cells []cell
}

func (s statement) text() string {
	var parts []string
	for _, c := range s.cells {
		parts = append(parts, strings.Join(c.paragraphs, "¶"))
	}
	return strings.Join(parts, "\t")
}

// cell is what the report says in one cell.
type cell struct {
	at         string // "" for the place of the statement
	paragraphs []string
	divided    bool // paragraphs of one cell are told apart (forms)
}

func (c cell) blank() bool { return len(c.paragraphs) == 1 && c.paragraphs[0] == "" }

// paragraphMark is where a cell of a form as received begins a new paragraph: at
// a mark ¶ (a note's word for </p> <p>), or at a numbered item after white space.
// RE2 cannot look ahead, so the item is a group of its own.
var paragraphMark = regexp.MustCompile(`¶| +([0-9]{1,2}[.、][^0-9]|（[0-9一二三四五六七八九十]+）)`)

// divide returns the paragraphs of a received cell.
func (c cell) divide(received string) []string {
	if !c.divided || !strings.ContainsAny(received, "¶ ") {
		return []string{received}
	}
	var paragraphs []string
	start := 0
	for _, m := range paragraphMark.FindAllStringSubmatchIndex(received, -1) {
		paragraphs = append(paragraphs, received[start:m[0]])
		if start = m[1]; m[2] >= 0 {
			start = m[2]
		}
	}
	return append(paragraphs, received[start:])
}

func text(at, s string) cell { return cell{at: at, paragraphs: []string{s}} }

func sentence(at, s string) statement {
	return statement{kind: grid, at: at, cells: []cell{text(at, s)}}
}

// statements writes the report out in the order and notation of its text as
// received.
func statements(r *report.Report) []statement {
	var said []statement
	above := report.LinesAbove(r.Cover)
	for i, l := range append(slices.Clone(r.Cover), "") {
		if i == above {
			said = append(said, sentence("report.toml heading", r.Heading))
		}
		if i < len(r.Cover) {
			said = append(said, sentence("report.toml cover", l))
		}
	}
	if r.ContentsTitle != "" {
		said = append(said, sentence("report.toml contents_title", r.ContentsTitle))
	}
	for _, l := range r.Contents {
		said = append(said, sentence("report.toml contents", l))
	}
	placed := map[int]bool{} // tables that stand in a section
	for _, s := range r.Sections {
		ref := report.SectionRef(s.Number)
		said = append(said, sentence(ref.String(), s.Title))
		for _, b := range s.Blocks {
			switch at := b.Ref(s.Number); b.Kind {
			case report.TableBlock:
				if t := r.Table(b.Number); t != nil {
					said = append(said, tableStatements(t)...)
					placed[b.Number] = true
				}
			case report.GridBlock:
				for i, row := range b.Grid {
					said = append(said, rowStatement(row, func(j int) string { return ref.GridCell(b.Number, i+1, j+1).String() }))
				}
			default:
				said = append(said, sentence(at.String(), b.Text))
			}
		}
	}
	if r.AnnexesTitle != "" {
		said = append(said, sentence("report.toml annexes_title", r.AnnexesTitle))
	}
	for _, l := range r.Annexes {
		said = append(said, sentence("report.toml annexes", l))
	}
	for i := range r.Tables {
		if !placed[r.Tables[i].Number] {
			said = append(said, tableStatements(&r.Tables[i])...)
		}
	}
	for _, p := range r.Projects {
		ref := report.ProjectRef(p.Number)
		said = append(said, sentence(ref.String(), p.Title))
		said = append(said, fieldStatements(ref, p.Form)...)
		said = append(said, indicatorStatements(ref, p.Form)...)
	}
	return said
}

// tableStatements writes a table: label, title, what is printed above it,
// header rows, body rows, notes. A form's fields stand above the rows and its
// indicators below them, and a form's grid has one more column at the left that
// holds the word for the rows.
func tableStatements(t *report.Table) []statement {
	ref := report.TableRef(t.Number)
	var said []statement
	for _, line := range append([]string{t.LabelLine(), t.Title}, t.Captions...) {
		if line != "" {
			said = append(said, sentence(ref.String(), line))
		}
	}
	left := 0
	if t.Form != nil {
		said = append(said, fieldStatements(ref, *t.Form)...)
		left = 1
	}
	for level, row := range t.Header() {
		s := statement{kind: grid, at: ref.String(), cells: make([]cell, left+len(t.Columns))}
		for k := range s.cells {
			s.cells[k] = text("", "")
		}
		if level == 0 && left > 0 {
			s.cells[0] = text("", t.RowsTitle)
		}
		for _, h := range row {
			s.cells[left+h.First-1] = text(ref.Column(h.First).String(), h.Text)
		}
		said = append(said, s)
	}
	for i, row := range t.Rows {
		s := statement{kind: grid, at: ref.Row(i + 1).String()}
		if left > 0 {
			s.cells = append(s.cells, text("", ""))
		}
		for j, c := range row.Cells {
			s.cells = append(s.cells, text(ref.Cell(i+1, j+1).String(), c.Text))
		}
		said = append(said, s)
	}
	if t.Form != nil {
		said = append(said, indicatorStatements(ref, *t.Form)...)
	}
	for k, line := range t.Notes {
		said = append(said, sentence(ref.Note(k+1).String(), line))
	}
	return said
}

// rowStatement is a line of cells, the j-th of which (from 0) stands at at(j).
func rowStatement(cells []string, at func(j int) string) statement {
	s := statement{kind: grid, at: at(0)}
	for j, c := range cells {
		s.cells = append(s.cells, text(at(j), c))
	}
	return s
}

func fieldStatements(ref report.Ref, f report.Form) []statement {
	var said []statement
	if f.Caption != "" {
		said = append(said, sentence(ref.String(), f.Caption))
	}
	for k, field := range f.Fields {
		at := ref.Field(k + 1).String()
		said = append(said, statement{kind: names, at: at, cells: []cell{
			text(at, field.Name),
			{at: at, paragraphs: field.Paragraphs, divided: true},
		}})
	}
	return said
}

// indicatorStatements writes the indicators: a level stands only in the first of
// the rows that share it.
func indicatorStatements(ref report.Ref, f report.Form) []statement {
	if len(f.Indicators) == 0 {
		return nil
	}
	header := statement{kind: names, at: ref.String(), cells: []cell{text("", f.IndicatorsTitle)}}
	for _, word := range f.IndicatorHeader {
		header.cells = append(header.cells, text("", word))
	}
	said := []statement{header}
	for k, row := range f.Indicators {
		level1, level2 := row.Level1, row.Level2
		if k > 0 && f.Indicators[k-1].Level1 == level1 {
			level1 = ""
			if f.Indicators[k-1].Level2 == level2 {
				level2 = ""
			}
		}
		at := func(j int) string { return ref.IndicatorCell(k+1, j).String() }
		s := statement{kind: indicator, at: ref.Indicator(k + 1).String(), cells: []cell{
			text("", ""), text(at(1), level1), text(at(2), level2),
			{at: at(3), paragraphs: row.Content, divided: true},
		}}
		if !row.NoTarget {
			s.cells = append(s.cells, text(at(4), row.Target))
		}
		said = append(said, s)
	}
	return said
}
