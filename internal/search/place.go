package search

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/report"
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
	CheckKind                     // the checks, or one that does not agree
	NoteKind                      // the notes, or one of them
	HeadlineKind                  // a figure of the overview; found by its name only, and apart
)

// kinds lists those that are found among others.
var kinds = []Kind{ReportKind, TermKind, ProseKind, TableKind, FieldKind, IndicatorKind, CheckKind, NoteKind}

// place is a place that can be found: what is shown of it, and what it is
// found by.
type place struct {
	ref     report.Ref
	shown   shown
	names   []string // what it is called
	codes   []string
	body    []string // what else it says
	context []string // what its page is about, besides what is shown as Where
	figures []string // tokens of the amounts that it states
	amounts []int64  // those of money, in 分
}

// shown is what a hit shows of its place. It is kept in the store.
type shown struct {
	Where []string `json:"where,omitempty"`
	Path  []string `json:"path,omitempty"`
	Code  []string `json:"code,omitempty"`
	Text  string   `json:"text,omitempty"`
	Unit  string   `json:"unit,omitempty"`
	Facts []fact   `json:"facts,omitempty"`

	// Finding is a finding, whose words are made when it is shown: see worded.
	Finding *finding.Finding `json:"finding,omitempty"`
}

// fact is a cell that stands beside the text of a place.
type fact struct {
	Page   *report.Ref `json:"page,omitempty"` // nil for the page of the place
	Anchor string      `json:"at"`
	Name   []string    `json:"name,omitempty"`
	Text   string      `json:"text"`
	Unit   string      `json:"unit,omitempty"`
	Amount bool        `json:"amount,omitempty"`
}

// amount notes an amount that the place states.
func (p *place) amount(value decimal.Decimal, unit string) {
	p.figures = append(p.figures, published(value))
	if token, ok := worth(value, unit); ok {
		p.figures = append(p.figures, token)
	}
	if fen, ok := inFen(value, unit); ok {
		p.amounts = append(p.amounts, fen)
	}
}

// says adds a text to what the place is found by, with the amounts in it.
func (p *place) says(text string) {
	p.body = append(p.body, text)
	for _, m := range report.Mentions(text) {
		p.amount(m.Value, string(m.Unit))
	}
}

// places returns the places of one kind in a report, in reading order.
func places(r finding.Checked, kind Kind) []place {
	switch kind {
	case ReportKind:
		return []place{{shown: shown{Where: []string{r.UnitName}, Text: r.Heading}, names: []string{r.Heading, r.UnitName, r.UnitShort}, body: r.Cover}}
	case TermKind:
		return terms(r.Report)
	case ProseKind:
		return prose(r.Report)
	case TableKind:
		return tables(r.Report)
	case CheckKind:
		return checks(r)
	case NoteKind:
		return notes(r.Report)
	case HeadlineKind:
		return headlines(r.Report)
	}
	var all []place
	for _, t := range r.Tables {
		if t.Form != nil {
			all = append(all, ofForm(report.TableRef(t.Number), t.Name(), *t.Form, kind)...)
		}
	}
	for _, p := range r.Projects {
		ref := report.ProjectRef(p.Number)
		if kind == FieldKind {
			all = append(all, place{ref: ref, shown: shown{Where: []string{p.Title}, Text: p.Name}, names: []string{p.Name, p.Title}})
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
		p.shown.Facts = headlineFacts(r, func(h report.Headline) bool { return nameKey(h.Label) == nameKey(t.Name) })
		all = append(all, p)
	}
	return all
}

// headlineFacts are the chosen headline figures of a report as cells beside a
// place that speaks of them.
func headlineFacts(r *report.Report, chosen func(report.Headline) bool) (facts []fact) {
	for _, h := range r.Headlines {
		if h.Unit != "" && chosen(h) {
			page := report.Ref{Part: h.From.Part, Number: h.From.Number}
			facts = append(facts, fact{Page: &page, Anchor: h.From.Anchor, Name: []string{h.Label}, Text: h.Text, Unit: string(h.Unit), Amount: true})
		}
	}
	return facts
}

// inQuotes is the short name in a long one: 三公 in “三公”经费.
var inQuotes = regexp.MustCompile(`“(.+?)”`)

// headlines are the figures of the overview, by the name that they have there
// and the label of their row.
func headlines(r *report.Report) []place {
	own := ownNamesOf(r)
	var all []place
	for _, h := range r.Headlines {
		if h.Unit == "" {
			continue
		}
		p := place{ref: h.From, shown: shown{Path: []string{h.Label}, Text: h.Text, Unit: string(h.Unit)}, names: []string{h.Label}}
		if short := inQuotes.FindStringSubmatch(h.Label); short != nil {
			p.names = append(p.names, short[1])
		}
		for i := range r.Tables {
			t := &r.Tables[i]
			if h.From.Part != report.TablePart || t.Number != h.From.Number {
				continue
			}
			p.shown.Where = []string{t.Name()}
			for i, sides := range t.Places() {
				for _, at := range sides {
					if holdsCell(h.From, t.Number, i+1, at.Column, *t) && at.Column > 0 {
						if label := at.Path[len(at.Path)-1]; !own.has(label) {
							p.names = append(p.names, label)
						}
					}
				}
			}
		}
		all = append(all, p)
	}
	return all
}

// holdsCell tells whether the cell at ref stands in row i of table n, on the side
// of the label column.
func holdsCell(ref report.Ref, n, i, label int, t report.Table) bool {
	for j, c := range t.Columns {
		if ref == report.TableRef(n).Cell(i, j+1) {
			return label > 0 && c.Side == t.Columns[label-1].Side
		}
	}
	return false
}

// ownNames are the names of a report's own body, as keys.
type ownNames []string

func ownNamesOf(r *report.Report) ownNames {
	return ownNames{nameKey(r.UnitName), nameKey(r.UnitShort)}
}

// has tells whether a label is the name of the report's own body: it says
// nothing about its row that is not true of all.
func (o ownNames) has(label string) bool {
	key := nameKey(label)
	return utf8.RuneCountInString(key) >= 4 && slices.ContainsFunc(o, func(own string) bool { return strings.Contains(own, key) })
}

// notes returns the page of the repairs, and each repair.
func notes(r *report.Report) []place {
	if len(r.Notes) == 0 {
		return nil
	}
	page := report.Ref{Part: report.NotesPart}
	all := []place{{ref: page, shown: shown{Text: report.NotesPart.Name()}, names: []string{report.NotesPart.Name()}}}
	for _, n := range r.Notes {
		p := place{ref: page.Note(n.Number), shown: shown{Where: []string{report.NotesPart.Name()}, Text: n.Why}}
		p.says(n.Why)
		for _, e := range n.Edits {
			p.body = append(p.body, e.Received, e.Shown)
		}
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
			case b.Kind == report.HeadingBlock:
				where = []string{s.Title, b.Text}
				p := place{ref: ref.Heading(b.Number), shown: shown{Where: where[:1], Text: b.Text}, names: []string{b.Text}}
				all = append(all, p)
			case b.Kind == report.GridBlock:
				for i, row := range b.Grid {
					p := place{ref: ref.GridCell(b.Number, i+1, 1), shown: shown{Where: where, Text: strings.Join(row, "　")}}
					p.says(p.shown.Text)
					all = append(all, p)
				}
			case b.Kind == report.ParagraphBlock && !defines[b.Number]:
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
			p := place{ref: ref.Field(k + 1), shown: shown{Where: where, Path: f.Path(k + 1), Text: text}, names: []string{field.Name}, body: f.Path(field.Under)}
			if len(field.Paragraphs) > 1 {
				p.ref = ref.FieldParagraph(k+1, m+1)
			}
			value, err := report.ParseAmount(text)
			switch {
			case field.Amount && err == nil:
				p.shown.Unit = string(f.FieldUnit(k + 1))
				p.amount(value, p.shown.Unit)
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
