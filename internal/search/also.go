package search

import (
	"slices"
	"strings"
)

// Bounds of the other readings of a query.
const (
	few      = 5  // hits, below which other readings are offered
	mostAlso = 3  // readings
	alsoHits = 3  // of each reading
	mostTwo  = 10 // ways to divide a word in two
)

// also looks for readings of q that find what it does not: an everyday word as
// what reports say, and joined words apart.
func (r *reader) also(q query, found Results) ([]Also, error) {
	known := map[string]bool{}
	for _, k := range found.Kinds {
		for _, h := range k.Hits {
			known[h.Report.Base()+h.Ref.String()] = true
		}
	}
	var all []Also
	add := func(text string, q query) error {
		if err := r.resolve(q); err != nil {
			return err
		}
		stages := q.stages()
		ids, err := r.first(stages[len(stages)-1], alsoHits+few)
		if err != nil {
			return err
		}
		hits, err := r.hits(ids, q)
		if err != nil {
			return err
		}
		hits = slices.DeleteFunc(hits, func(h Hit) bool { return known[h.Report.Base()+h.Ref.String()] })
		if len(hits) > 0 && len(all) < mostAlso {
			all = append(all, Also{text, hits[:min(len(hits), alsoHits)]})
		}
		return nil
	}
	if len(q) == 1 {
		for _, text := range everyday[q[0].read.Text].words {
			if err := add(text, query{newWord(text)}); err != nil {
				return nil, err
			}
		}
	}
	if len(q) == 1 && len(q[0].phrases) == 1 && q[0].figure == "" {
		named, err := r.first(lookup{index: exactNames, match: q[0].phrases[0].key()}, 1)
		if err != nil || len(named) > 0 {
			return all, err // it is the name of something, and no words that were joined
		}
		text, apart, err := r.apart(q[0].phrases[0])
		if err == nil && apart != nil {
			err = add(text, apart)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// apart divides a phrase into two words of two characters at least that stand
// together at some place: those of which the rarer one is the most common.
func (r *reader) apart(p phrase) (text string, best query, err error) {
	most := 0
	for i := 2; i <= min(len(p.pieces)-2, mostTwo+1); i++ {
		var left, right strings.Builder
		for k, u := range p.pieces {
			if !u.chinese {
				return "", nil, nil
			}
			if k < i {
				left.WriteString(u.text)
			} else {
				right.WriteString(u.text)
			}
		}
		q := query{newWord(left.String()), newWord(right.String())}
		stages := q.stages()
		ids, err := r.first(stages[len(stages)-1], 1)
		if err != nil {
			return "", nil, err
		}
		if len(ids) == 0 {
			continue
		}
		rarer := mostOfKind
		for _, w := range q {
			ids, err := r.first(lookup{index: inTexts, match: w.phrase(ofPlace)}, mostOfKind)
			if err != nil {
				return "", nil, err
			}
			rarer = min(rarer, len(ids))
		}
		if rarer >= most { // of equal ones, the one with the longer first word
			most, text, best = rarer, left.String()+" "+right.String(), q
		}
	}
	return text, best, nil
}
