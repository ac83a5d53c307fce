package search

import (
	"slices"
)

// rankedKind is what was found of one kind, the best first.
type rankedKind struct {
	kind Kind
	best int // stage of the first one
	ids  []int64
	more bool
}

// ranked returns the kinds of places that answer q, in order.
func (r *reader) ranked(q query) ([]rankedKind, error) {
	if err := r.resolve(q); err != nil {
		return nil, err
	}
	byKind := map[Kind]*rankedKind{}
	known := map[int64]bool{}
	for stage, look := range q.stages() {
		ids, err := r.ofEachKind(look)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if known[id] {
				continue
			}
			known[id] = true
			kind := kindOf(id)
			if byKind[kind] == nil {
				byKind[kind] = &rankedKind{kind: kind, best: stage}
			}
			k := byKind[kind]
			if k.more = len(k.ids) == mostOfKind; !k.more {
				k.ids = append(k.ids, id)
			}
		}
	}
	var all []rankedKind
	for _, kind := range kinds {
		if k := byKind[kind]; k != nil {
			all = append(all, *k)
		}
	}
	slices.SortStableFunc(all, func(a, b rankedKind) int { return a.best - b.best })
	return all, nil
}

// ofEachKind returns the first ids of each kind that answer a lookup, one more
// than are listed. It asks as seldom as it can: to find the first match in a
// range, the search engine looks at all those before it.
func (r *reader) ofEachKind(look lookup) (all []int64, err error) {
	for _, rest := range r.ranges {
		for rest.first <= rest.last {
			ids, err := r.matches(look, rest, mostOfKind+1)
			if all = append(all, ids...); err != nil {
				return nil, err
			}
			if len(ids) <= mostOfKind {
				break
			}
			last := ids[len(ids)-1]
			within := ofKind(kindOf(last))
			within.last = min(within.last, rest.last)
			if missing := mostOfKind + 1 - countFrom(ids, within.first); missing > 0 {
				ids, err = r.matches(look, idRange{last + 1, within.last}, missing)
				if all = append(all, ids...); err != nil {
					return nil, err
				}
			}
			rest.first = within.last + 1
		}
	}
	return all, nil
}

// countFrom counts the ids, which rise, that are not below first.
func countFrom(ids []int64, first int64) int {
	at, _ := slices.BinarySearch(ids, first)
	return len(ids) - at
}
