package source

import (
	"slices"
	"strconv"
	"strings"
)

// nearest lists the candidates that are most like the word, for a message that
// says what could have been meant.
func nearest(word string, candidates []string) string {
	const most = 3
	candidates = slices.Clone(candidates)
	slices.Sort(candidates)
	candidates = slices.Compact(candidates)
	candidates = slices.DeleteFunc(candidates, func(c string) bool { return c == "" })
	distance := map[string]int{}
	for _, c := range candidates {
		distance[c] = editDistance([]rune(word), []rune(c))
	}
	slices.SortStableFunc(candidates, func(a, b string) int { return distance[a] - distance[b] })
	var quoted []string
	for _, c := range candidates[:min(most, len(candidates))] {
		quoted = append(quoted, strconv.Quote(c))
	}
	if len(quoted) == 0 {
		return "none at all"
	}
	return strings.Join(quoted, ", ")
}

// editDistance counts the characters to insert, drop or change between a and b.
func editDistance(a, b []rune) int {
	above := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := above[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, above[j+1]+1, row[j]+1)
		}
		above = row
	}
	return above[len(b)]
}
