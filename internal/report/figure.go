package report

import (
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Figure is one amount of a report with all that is needed to compare it with those
// of other reports. The cells of a table, the texts and the forms have figures; a
// cell left blank has none.
type Figure struct {
	Ref       Ref    // of the cell, the paragraph or the field
	Nth       int    // of the amounts under one anchor, from 1
	Text      string // as published
	MoneyUnit MoneyUnit
	Value     decimal.Decimal // in MoneyUnit

	TableID    string // see Table.ID; of a project form its title likewise
	ColumnID   string // see Table.ColumnIDs; of a form the name of the field likewise
	ColumnPath string // words of the header joined by PathSeparator, or the name of the field
	LabelPath  string // labels from the top down to the row's own, the heading above a text, or the name of a project

	Row       int    // of a table, from 1; 0 for none
	RowParent int    // the row above it by code, else by level, on its side; 0 for none
	Depth     int    // how many rows stand above it
	Side      string // of a table that has sides: 收入
	Code      string // of the row
	IsTotal   bool   // the row is the sum of others
	IsLeaf    bool   // no row has the row above it

	AboutYear int    // year in the row's key, else in the header, else the report's
	Headline  string // see HeadlineNames, "" for none
}

// Minor is the value in minor units: Value is minor / 10^scale. It is false for a
// value that 64 bits cannot hold.
func (f Figure) Minor() (minor int64, scale int, ok bool) {
	if f.Value.Exponent() > 0 || !f.Value.Coefficient().IsInt64() {
		return 0, 0, false
	}
	return f.Value.Coefficient().Int64(), int(-f.Value.Exponent()), true
}

// Fen is the value in 分, false for what is no money or no whole number of them.
func (f Figure) Fen() (fen int64, ok bool) {
	yuan, ok := Yuan(f.Value, f.MoneyUnit)
	if !ok {
		return 0, false
	}
	exact := yuan.Shift(2)
	if !exact.IsInteger() || exact.Abs().GreaterThan(decimal.NewFromInt(math.MaxInt64)) {
		return 0, false
	}
	return exact.IntPart(), true
}

// Figures lists the figures of the report: those of the sections, of the tables and
// of the project forms, each in reading order.
func (r *Report) Figures() []Figure {
	f := figures{report: r, bare: newBare(r.UnitName, r.UnitShort), stated: map[Ref][]Headline{}}
	for _, h := range r.Headlines {
		f.stated[h.From] = append(f.stated[h.From], h)
	}
	for i := range r.Sections {
		f.section(&r.Sections[i])
	}
	for i := range r.Tables {
		f.table(&r.Tables[i])
	}
	for i := range r.Projects {
		p := &r.Projects[i]
		f.form(&p.Form, ProjectRef(p.Number), Figure{TableID: f.bare.words(p.Title), LabelPath: p.Name})
	}
	return f.all
}

// figures collects the figures of a report.
type figures struct {
	report *Report
	bare   bare
	stated map[Ref][]Headline // by the place that states them
	all    []Figure
}

// add adds a figure, whose headline is looked up.
func (f *figures) add(figure Figure, value decimal.Decimal, unit MoneyUnit) {
	figure.Value, figure.MoneyUnit = value, unit
	if figure.AboutYear == 0 {
		figure.AboutYear = f.report.Year
	}
	for _, h := range f.stated[figure.Ref] {
		if h.Text == figure.Text && h.CommonName() != "" {
			figure.Headline = h.CommonName()
		}
	}
	f.all = append(f.all, figure)
}

// text adds the amounts that a text states. It returns how many figures its anchor
// has by then, of which before stand in texts before it.
func (f *figures) text(text string, figure Figure, before int) int {
	first := len(f.all)
	mentions := Mentions(text)
	for k, m := range mentions {
		figure.Nth, figure.Text = before+k+1, text[m.Start:m.End]
		f.add(figure, m.Value, m.Unit)
	}
	for _, h := range f.stated[figure.Ref] {
		from := strings.Index(text, h.Text)
		if from < 0 || h.CommonName() == "" {
			continue
		}
		for k, m := range mentions { // the first amount in the words that are quoted
			if m.Start >= from && m.Start < from+len(h.Text) {
				f.all[first+k].Headline = h.CommonName()
				break
			}
		}
	}
	return before + len(mentions)
}

func (f *figures) section(s *Section) {
	heading := s.Title
	for _, b := range s.Blocks {
		switch b.Kind {
		case HeadingBlock:
			heading = b.Text
		case ParagraphBlock:
			f.text(b.Text, Figure{Ref: b.Ref(s.Number), LabelPath: heading}, 0)
		case GridBlock:
			for i, row := range b.Grid {
				for j, text := range row {
					f.text(text, Figure{Ref: SectionRef(s.Number).GridCell(b.Number, i+1, j+1), LabelPath: heading}, 0)
				}
			}
		}
	}
}

// form adds the figures of a form, which are like the given one.
func (f *figures) form(form *Form, page Ref, like Figure) {
	for k, field := range form.Fields {
		path := form.Path(k + 1)
		like.ColumnPath, like.ColumnID = strings.Join(path, PathSeparator), f.bare.path(path)
		for m, text := range field.Paragraphs {
			like.Ref = page.Field(k + 1)
			if len(field.Paragraphs) > 1 {
				like.Ref = page.FieldParagraph(k+1, m+1)
			}
			if value, err := ParseAmount(text); field.Amount && err == nil {
				like.Nth, like.Text = 1, text
				f.add(like, value, form.FieldUnit(k+1))
				continue
			}
			f.text(text, like, 0)
		}
	}
	for k, indicator := range form.Indicators {
		for j, paragraphs := range [][]string{2: indicator.Content, 3: {indicator.Target}} {
			like.Ref, like.ColumnPath = page.IndicatorCell(k+1, j+1), ""
			if j < len(form.IndicatorHeader) {
				like.ColumnPath = form.IndicatorHeader[j]
			}
			like.ColumnID = f.bare.words(like.ColumnPath)
			n := 0
			for _, text := range paragraphs {
				n = f.text(text, like, n)
			}
		}
	}
}

func (f *figures) table(t *Table) {
	page := TableRef(t.Number)
	like, ids := Figure{TableID: t.ID(&f.report.Front)}, t.ColumnIDs(&f.report.Front)
	if t.Form != nil {
		f.form(t.Form, page, like)
	}
	for k, line := range t.Notes {
		note := like
		note.Ref = page.Note(k + 1)
		f.text(line, note, 0)
	}
	places := t.Places()
	trees := t.rowTrees(places)
	paths, years := make([]string, len(t.Columns)), make([]int, len(t.Columns))
	for j, c := range t.Columns {
		paths[j], years[j] = c.HeaderPath(), yearIn(c.Path)
	}
	for i, row := range t.Rows {
		for j, cell := range row.Cells {
			c := t.Columns[j]
			if cell.Text == "" || c.Role == Label || c.Role == Code {
				continue
			}
			at, node := places[i][c.Side], trees[c.Side][i]
			figure := like
			figure.Ref, figure.Nth, figure.Text = page.Cell(i+1, j+1), 1, cell.Text
			figure.ColumnPath, figure.ColumnID = paths[j], ids[j]
			figure.LabelPath = strings.Join(at.Path, PathSeparator)
			figure.Row, figure.RowParent, figure.Depth = i+1, node.parent, node.depth
			figure.IsTotal, figure.IsLeaf = node.total, node.leaf
			figure.Code, figure.AboutYear = codeAndYear(at.Codes)
			if figure.AboutYear == 0 {
				figure.AboutYear = years[j]
			}
			if len(t.Sides) > 0 {
				figure.Side = t.Sides[c.Side]
			}
			switch {
			case cell.Value.Valid:
				unit := t.UnitOf(j + 1)
				if unit == "" && c.Role == Amount {
					unit = f.report.MoneyUnit
				}
				if slices.ContainsFunc(at.Path, func(label string) bool { return CountUnit(label) != "" }) {
					unit = "" // 公务用车保有量（辆） in a column of money, and what stands below it
				}
				f.add(figure, cell.Value.Decimal, unit)
			case c.Role == Text:
				f.text(cell.Text, figure, 0)
			}
		}
	}
}
