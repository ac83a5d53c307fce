package page

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/glossary"
	"disclosure/internal/report"
)

// Text is published text as a row of runs; joined they are the text, character
// by character.
type Text []Run

// Run is plain text, or an amount, or the mention of a glossary term, or the
// term itself where its entry defines it.
type Run struct {
	Text    string
	Value   string   // exact value, where Text is an amount
	Figure  *Figure  // where Text is a figure that leads somewhere
	Checks  string   // where Text is a figure that relations bind: how many, and what does not agree
	Term    *Mention // where Text names a term
	Defines bool     // where Text is the term that the paragraph defines
	Way     *Way     // where Text is the name of a project that has a form

	// Phrases are the pieces of Text between which a line may end, in titles
	// and column heads; nil where all of Text stays together. An empty first
	// piece allows an end before the run.
	Phrases []string
}

// String returns the text alone.
func (t Text) String() string {
	var s string
	for _, r := range t {
		s += r.Text
	}
	return s
}

// Mention leads from a term in the text to its definition.
type Mention struct {
	Href       string // the glossary's entry
	Definition string // id of the definition in the same document
	Class      string // "term", and "term-k" on the first mention of the part's k-th term
}

// Definition is an entry of the glossary, repeated on a page that uses the term.
type Definition struct {
	ID    string
	Class string // "beside-k" for the k-th term of the part
	Name  string
	Text  string // whole, as published; "" where the explanation is the site's alone
	Own   string // what the site says of the word, "" for nothing
	Href  string // the entry
}

// prose marks the amounts, the figures and the terms in running text. Terms
// whose number is in seen are not marked again.
func (v *view) prose(s string, figures []finding.Binding, seen map[int]bool) Text {
	return v.runs(s, report.Mentions(s), figures, seen)
}

// label marks the terms in a header or in the label of a row.
func (v *view) label(s string, seen map[int]bool) Text {
	return v.runs(s, nil, nil, seen)
}

// amounts marks the amounts and the figures only.
func (v *view) amounts(s string, figures []finding.Binding) Text {
	return v.runs(s, report.Mentions(s), figures, nil)
}

// definition marks the name of the term in its entry, and in the rest what
// prose marks; the entry does not point at itself.
func (v *view) definition(term report.Term, s string) Text {
	seen := map[int]bool{term.Number: true}
	before, after, ok := strings.Cut(s, term.Name)
	if !ok {
		return v.prose(s, nil, seen)
	}
	t := append(v.prose(before, nil, seen), Run{Text: term.Name, Defines: true})
	return append(t, v.prose(after, nil, seen)...)
}

func (v *view) runs(s string, amounts []report.Mention, figures []finding.Binding, seen map[int]bool) Text {
	if s == "" {
		return nil
	}
	type span struct {
		start, end int
		run        Run
	}
	var spans []span
	free := func(start, end int) bool {
		return !slices.ContainsFunc(spans, func(other span) bool { return start < other.end && other.start < end })
	}
	if seen != nil {
		for _, name := range v.projectNames(s, amounts) {
			if free(name.start, name.end) {
				spans = append(spans, span{name.start, name.end, Run{Text: s[name.start:name.end], Way: name.way}})
			}
		}
		for _, m := range v.terms().Find(s, seen) {
			_, own := plainWord(m.Term)
			if own && slices.Contains(v.mentioned, m.Term) {
				continue // the site's words are marked once on a page
			}
			if free(m.Start, m.End) {
				spans = append(spans, span{m.Start, m.End, Run{Text: s[m.Start:m.End], Term: v.mention(m.Term)}})
			}
		}
	}
	for _, a := range amounts {
		if free(a.Start, a.End) {
			run := Run{Text: s[a.Start:a.End], Value: report.Exact(a.Value)}
			spans = append(spans, span{a.Start, a.End, v.bind(run, figures, a.Start, a.End)})
		}
	}
	for _, b := range figures {
		start, end := b.Figure.Start, b.Figure.End
		for _, sign := range []string{"%", "％"} {
			if strings.HasPrefix(s[end:], sign) {
				end += len(sign) // a percentage is one figure, and what is said of it stands behind its sign
			}
		}
		if start < end && free(start, end) {
			spans = append(spans, span{start, end, v.bind(Run{Text: s[start:end]}, figures, start, end)})
		}
	}
	sort.Slice(spans, func(a, b int) bool { return spans[a].start < spans[b].start })
	var t Text
	at := 0
	for _, span := range spans {
		if at < span.start {
			t = append(t, Run{Text: s[at:span.start]})
		}
		t = append(t, span.run)
		at = span.end
	}
	if at < len(s) {
		t = append(t, Run{Text: s[at:]})
	}
	return t
}

// terms finds the words that are explained: those of the report, and the site's.
func (v *view) terms() *glossary.Finder {
	if v.finder == nil {
		v.finder = glossary.New(append(slices.Clone(v.outline.Terms), plainTerms(v.outline)...))
	}
	return v.finder
}

// mention notes that the part mentions term. Where the glossary is in the same
// document, its entry itself is the definition.
func (v *view) mention(term *report.Term) *Mention {
	entry := report.SectionRef(v.outline.GlossarySection)
	m := &Mention{Href: v.href(entry.Term(term.Number)), Class: "term"}
	if word, ok := plainWord(term); ok {
		m.Href, m.Class = wordHref(word), "term own"
	} else if v.onPrint || v.ref == entry {
		m.Definition = v.id(entry.Paragraph(term.Paragraph))
		return m
	}
	m.Definition = definitionID(term)
	if !slices.Contains(v.mentioned, term) {
		v.mentioned = append(v.mentioned, term)
		m.Class += " term-" + strconv.Itoa(len(v.mentioned))
	}
	return m
}

func definitionID(term *report.Term) string {
	if word, ok := plainWord(term); ok {
		return "def-" + word.Key
	}
	return "def-" + strconv.Itoa(term.Number)
}

// definitions lists the terms that the part mentions, in order. It must be
// called after all text of the part is marked, and is nil for a part among others.
func (v *view) definitions() []Definition {
	var list []Definition
	for i, term := range v.mentioned {
		d := Definition{
			ID:    definitionID(term),
			Name:  term.Name,
			Text:  term.Definition,
			Own:   besides(term),
			Href:  v.href(report.SectionRef(v.outline.GlossarySection).Term(term.Number)),
			Class: "beside-" + strconv.Itoa(i+1),
		}
		if word, ok := plainWord(term); ok {
			d.Text, d.Own, d.Href = "", ownWords(word), wordHref(word)
		}
		list = append(list, d)
	}
	return list
}
