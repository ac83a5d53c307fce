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

// Finder finds the mentions of a fixed list of terms. It is safe for use by
// several goroutines.
type Finder struct {
	spellings []spelling // longest first
}

type spelling struct {
	text string
	term *report.Term
}

// Mention is one mention of a term: the bytes text[Start:End].
type Mention struct {
	Start, End int
	Term       *report.Term
}

// New makes a Finder for terms, whose Numbers must differ. It keeps pointers
// into the slice.
func New(terms []report.Term) *Finder {
	f := &Finder{}
	for i := range terms {
		for _, text := range append([]string{terms[i].Name}, terms[i].Spellings...) {
			f.spellings = append(f.spellings, spelling{text, &terms[i]})
		}
	}
	sort.SliceStable(f.spellings, func(a, b int) bool {
		return len(f.spellings[a].text) > len(f.spellings[b].text)
	})
	return f
}

// Find returns the mentions in text, in order and never overlapping: where two
// spellings meet the longer one counts. A spelling inside one of its term's
// never-contexts is no mention. Only the first mention of each term is
// returned, and none of a term whose number is in seen; Find adds what it
// returns to seen, so that one map carried through a paragraph, a header or a
// column finds each term once in it.
func (f *Finder) Find(text string, seen map[int]bool) []Mention {
	taken := make([]bool, len(text)+1)
	var all []Mention
	for _, s := range f.spellings {
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
				all = append(all, Mention{start, end, s.term})
			}
		}
	}
	sort.Slice(all, func(a, b int) bool { return all[a].Start < all[b].Start })
	first := all[:0]
	for _, m := range all {
		if !seen[m.Term.Number] {
			seen[m.Term.Number] = true
			first = append(first, m)
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
