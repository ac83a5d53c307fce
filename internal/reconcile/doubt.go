package reconcile

import (
	"disclosure/internal/calc"
	"disclosure/internal/finding"
)

// uncertain returns why a figure on either side is none to calculate with, and
// what is said of it; no doubt where all are.
func (q equation) uncertain() (doubt finding.Doubt, words []string) {
	for _, e := range []*expression{q.left, q.right} {
		e.Leaves(calc.Leaf, func(_ calc.Op, f *figure) {
			if doubt == "" {
				doubt, words = f.uncertain()
			}
		})
	}
	return doubt, words
}

// uncertain returns why the figure is none to calculate with, and what is said
// of it.
func (f *figure) uncertain() (finding.Doubt, []string) {
	switch {
	case f.missing:
		return finding.NoTable, []string{f.place.Table}
	case f.words:
		return finding.InWords, []string{f.text}
	case f.about != "":
		return finding.About, []string{f.text, f.about}
	}
	return "", nil
}
