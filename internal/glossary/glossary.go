// Package glossary finds the terms of a report's own glossary 名词解释 in
// running text and labels.
//
// Which spellings stand for a term is the editors' decision, made in the data:
// a wrong explanation is worse than none. This package only finds them.
package glossary

import (
	"sort"
	"strings"

	"disclosure/internal/report"
)

// Marker finds the mentions of a fixed list of terms. It is safe for use by
// several goroutines.
type Marker struct {
	spellings []spelling // longest first
}

type spelling struct {
	text string
	term *report.Term
}

// Mark is one mention of a term: the bytes text[Start:End].
type Mark struct {
	Start, End int
	Term       *report.Term
}

// New makes a Marker for terms, whose Numbers must differ. It keeps pointers
// into the slice.
func New(terms []report.Term) *Marker {
	m := &Marker{}
	for i := range terms {
		for _, text := range append([]string{terms[i].Name}, terms[i].Spellings...) {
			m.spellings = append(m.spellings, spelling{text, &terms[i]})
		}
	}
	sort.SliceStable(m.spellings, func(a, b int) bool {
		return len(m.spellings[a].text) > len(m.spellings[b].text)
	})
	return m
}

// Mark returns the mentions in text, in order and never overlapping: where two
// spellings meet the longer one counts. A spelling inside one of its term's
// never-contexts is no mention. Only the first mention of each term is
// returned, and none of a term whose number is in seen; Mark adds what it
// returns to seen, so that one map carried through a paragraph, a header or a
// column marks each term once in it.
func (m *Marker) Mark(text string, seen map[int]bool) []Mark {
	taken := make([]bool, len(text)+1)
	var all []Mark
	for _, s := range m.spellings {
		for from := 0; ; {
			at := strings.Index(text[from:], s.text)
			if at < 0 {
				break
			}
			start, end := from+at, from+at+len(s.text)
			if taken[start] || taken[end-1] {
				from = start + 1
				continue
			}
			from = end
			for i := start; i < end; i++ {
				taken[i] = true
			}
			if !insideAny(text, s.term.Never, start, end) {
				all = append(all, Mark{start, end, s.term})
			}
		}
	}
	sort.Slice(all, func(a, b int) bool { return all[a].Start < all[b].Start })
	first := all[:0]
	for _, mark := range all {
		if !seen[mark.Term.Number] {
			seen[mark.Term.Number] = true
			first = append(first, mark)
		}
	}
	return first
}

// insideAny tells whether text[start:end] lies within an occurrence of one of
// contexts.
func insideAny(text string, contexts []string, start, end int) bool {
	for _, context := range contexts {
		for from := max(0, end-len(context)); from <= start; from++ {
			if strings.HasPrefix(text[from:], context) {
				return true
			}
		}
	}
	return false
}
