package search

import (
	"math"
	"strings"
)

// Near is a query close to one that found nothing, which finds something.
type Near struct {
	Query string
	Hits  []Hit // some of what it finds
}

// Bounds of the search for near queries.
const (
	mostNear   = 4
	nearHits   = 3
	nearProbes = 16 // questions to the index
)

// near looks for queries close to q, the closest first: the figure in another
// unit, fewer words, a shorter part of a word.
func (r reader) near(q query) ([]Near, error) {
	var all []Near
	probes := 0
	try := func(typed string) (found bool, err error) {
		if probes++; probes > nearProbes || len(all) >= mostNear {
			return false, nil
		}
		closer, err := parse(typed)
		if err != nil || len(closer) == 0 {
			return false, nil
		}
		if err := r.resolve(closer); err != nil {
			return false, err
		}
		stages := closer.stages()
		ids, err := r.matches(stages[len(stages)-1], idRange{0, math.MaxInt64}, nearHits)
		if err != nil || len(ids) == 0 {
			return false, err
		}
		hits, err := r.hits(ids, closer)
		if err != nil {
			return false, err
		}
		all = append(all, Near{typed, hits})
		return true, nil
	}
	for _, list := range [][]string{otherUnits(q), fewerWords(q)} {
		for _, typed := range list {
			if _, err := try(typed); err != nil {
				return nil, err
			}
		}
	}
	if len(all) > 0 {
		return all, nil
	}
	for _, w := range q {
		for _, typed := range shorter(w) {
			found, err := try(typed)
			if err != nil {
				return nil, err
			}
			if found {
				break
			}
		}
	}
	return all, nil
}

// otherUnits asks for a bare number as an amount of money, and for an amount
// as a bare number.
func otherUnits(q query) []string {
	if len(q) != 1 || q[0].figure == "" {
		return nil
	}
	number := q[0].value.String()
	var all []string
	for _, unit := range []string{"元", "万元", "亿元", ""} {
		if unit != q[0].unit {
			all = append(all, number+unit)
		}
	}
	return all
}

// fewerWords leaves out one word of several, or all but one.
func fewerWords(q query) []string {
	if len(q) < 2 {
		return nil
	}
	var all []string
	for i := range q {
		var rest []string
		for k, w := range q {
			if k != i {
				rest = append(rest, w.typed)
			}
		}
		all = append(all, strings.Join(rest, " "))
	}
	if len(q) > 2 {
		for _, w := range q {
			all = append(all, w.typed)
		}
	}
	return all
}

// shorter returns parts of a word, long ones first and at least two characters
// long: its beginnings and its ends, down to one character for a word of two.
func shorter(w word) []string {
	if w.figure != "" {
		return nil
	}
	letters := []rune(w.typed)
	var all []string
	for length := len(letters) - 1; length >= min(2, len(letters)-1) && length > 0; length -= max(1, length/8) {
		all = append(all, string(letters[:length]), string(letters[len(letters)-length:]))
	}
	return all
}
