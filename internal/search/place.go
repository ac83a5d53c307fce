package search

import (
	"regexp"
	"strings"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// Kind is a kind of place that a search finds.
type Kind int

// The kinds of places, in the order in which they are shown where none of them
// answers better than another.
const (
	ReportKind    Kind = 1 + iota // a whole report
	TermKind                      // an entry of the glossary
	ProseKind                     // a section, a heading or a paragraph
	TableKind                     // a table, one of its columns or one of its rows
	FieldKind                     // a project form or a field of a form
	IndicatorKind                 // a row of indicators
)

// kinds lists all of them.
var kinds = []Kind{ReportKind, TermKind, ProseKind, TableKind, FieldKind, IndicatorKind}

// place is a place that can be found: what is shown of it, and what it is
// found by.
type place struct {
	ref     report.Ref
	shown   shown
	names   []string // what it is called
	codes   []string
	body    []string // what else it says
	figures []string // marks of the amounts that it states
}

// shown is what a hit shows of its place. It is kept in the store.
type shown struct {
	Where []string `json:"where,omitempty"`
	Path  []string `json:"path,omitempty"`
	Code  []string `json:"code,omitempty"`
	Text  string   `json:"text,omitempty"`
	Unit  string   `json:"unit,omitempty"`
	Facts []fact   `json:"facts,omitempty"`
}

// fact is a cell that stands beside the text of a place.
type fact struct {
	Anchor string   `json:"at"`
	Name   []string `json:"name,omitempty"`
	Text   string   `json:"text"`
	Unit   string   `json:"unit,omitempty"`
	Amount bool     `json:"amount,omitempty"`
}

// amount marks an amount that the place states.
func (p *place) amount(value decimal.Decimal, unit string) {
	p.figures = append(p.figures, published(value))
	if mark, ok := worth(value, unit); ok {
		p.figures = append(p.figures, mark)
	}
}

// says adds a text to what the place is found by, with the amounts in it.
func (p *place) says(text string) {
	p.body = append(p.body, text)
	for _, m := range report.Mentions(text) {
		p.amount(m.Value, m.Unit)
	}
}

// places returns the places of one kind in a report, in reading order.
func places(r *report.Report, kind Kind) []place {
	switch kind {
	case ReportKind:
		return []place{{shown: shown{Where: []string{r.UnitName}, Text: r.Heading}, names: []string{r.Heading, r.UnitName, r.UnitShort}}}
	case TermKind:
		return terms(r)
	case ProseKind:
		return prose(r)
	case TableKind:
		return tables(r)
	}
	var all []place
	for _, t := range r.Tables {
		if t.Form != nil {
			all = append(all, ofForm(report.TableRef(t.Number), tableName(t), *t.Form, kind)...)
		}
	}
	for _, p := range r.Projects {
		ref := report.ProjectRef(p.Number)
		if kind == FieldKind {
			all = append(all, place{ref: ref, shown: shown{Where: []string{p.Title}, Text: p.Name}, names: []string{p.Name}})
		}
		all = append(all, ofForm(ref, p.Name, p.Form, kind)...)
	}
	return all
}

func terms(r *report.Report) []place {
	var all []place
	for _, t := range r.Terms {
		p := place{
			ref:   report.SectionRef(r.GlossarySection).Term(t.Number),
			shown: shown{Where: []string{sectionTitle(r, r.GlossarySection)}, Path: []string{t.Name}, Text: t.Definition},
			names: append([]string{t.Name}, t.Spellings...),
		}
		p.says(t.Definition)
		all = append(all, p)
	}
	return all
}

func sectionTitle(r *report.Report, n int) string {
	for _, s := range r.Sections {
		if s.Number == n {
			return s.Title
		}
	}
	return ""
}

func prose(r *report.Report) []place {
	var all []place
	for _, s := range r.Sections {
		ref := report.SectionRef(s.Number)
		defines := map[int]bool{} // paragraphs that are entries of the glossary
		if s.Number == r.GlossarySection {
			for _, t := range r.Terms {
				defines[t.Paragraph] = true
			}
		}
		all = append(all, place{ref: ref, shown: shown{Text: s.Title}, names: []string{s.Title}})
		where := []string{s.Title}
		for _, b := range s.Blocks {
			switch {
			case b.Heading:
				where = []string{s.Title, b.Text}
				p := place{ref: ref.Heading(b.Number), shown: shown{Where: where[:1], Text: b.Text}, names: []string{b.Text}}
				all = append(all, p)
			case !defines[b.Number]:
				p := place{ref: ref.Paragraph(b.Number), shown: shown{Where: where, Text: b.Text}}
				p.says(b.Text)
				all = append(all, p)
			}
		}
	}
	return all
}

// ofForm returns the fields or the indicators of a form.
func ofForm(ref report.Ref, name string, f report.Form, kind Kind) []place {
	var all []place
	where := []string{name}
	if kind == IndicatorKind {
		for k, d := range f.Indicators {
			text := strings.Join(d.Content, "\n")
			p := place{
				ref:   ref.Indicator(k + 1),
				shown: shown{Where: where, Path: filled(d.Level1, d.Level2), Text: text},
				body:  []string{d.Level1, d.Level2},
			}
			p.says(text)
			if d.Target != "" {
				p.shown.Facts = []fact{{Anchor: ref.IndicatorCell(k+1, 4).Anchor, Name: f.IndicatorHeader[min(3, len(f.IndicatorHeader)):], Text: d.Target}}
				p.says(d.Target)
			}
			all = append(all, p)
		}
		return all
	}
	for k, field := range f.Fields {
		for m, text := range field.Paragraphs {
			p := place{ref: ref.Field(k + 1), shown: shown{Where: where, Path: []string{field.Name}, Text: text}, names: []string{field.Name}}
			if len(field.Paragraphs) > 1 {
				p.ref = ref.FieldParagraph(k+1, m+1)
			}
			value, err := report.ParseAmount(text)
			switch {
			case field.Amount && err == nil:
				p.shown.Unit = field.Unit()
				p.amount(value, field.Unit())
			case text == name: // the form is found by it already
				continue
			default:
				p.says(text)
			}
			all = append(all, p)
		}
	}
	return all
}

// filled returns the texts that are not blank.
func filled(texts ...string) []string {
	var all []string
	for _, text := range texts {
		if text != "" {
			all = append(all, text)
		}
	}
	return all
}

// numbering stands before the words of a label: 一、 1. （二）.
var numbering = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[0-9]+[.．、]|[（(][一二三四五六七八九十0-9]+[)）])\s*`)
