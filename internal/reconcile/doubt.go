package reconcile

import (
	"strings"
	"unicode"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
)

// uncertain returns why a figure on either side is none to calculate with, and
// what is said of it; no doubt where all are.
func (q equation) uncertain(r *reading) (doubt finding.Doubt, words []string) {
	for _, e := range []*expression{q.left, q.right} {
		e.Leaves(calc.Leaf, func(_ calc.Op, f *figure) {
			if doubt == "" {
				doubt, words = f.uncertain(r)
			}
		})
	}
	return doubt, words
}

// uncertain returns why the figure is none to calculate with, and what is said
// of it.
func (f *figure) uncertain(r *reading) (finding.Doubt, []string) {
	p := f.read(r)
	switch {
	case f.missing:
		return finding.NoTable, []string{f.place.Table}
	case f.words:
		return finding.InWords, []string{f.text}
	case f.table > 0 && p.value == nil && strings.ContainsFunc(p.text, unicode.IsDigit):
		return finding.Unread, []string{p.text}
	case f.about != "":
		return finding.About, []string{f.text, f.about}
	}
	return "", nil
}
