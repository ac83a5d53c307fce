package original

import (
	"fmt"
	"math"
	"slices"
)

// A spreadsheet that is wider than the paper is printed in strips: all rows with the
// columns on the left, page after page, then all rows with those to the right of them.

// restarts tells whether a page begins the next strip of this table, and does not go on
// below it: it has the rows of the first page at the same heights, and a header of other
// words.
func (t *table) restarts(next *table) bool {
	return len(t.levels) > 0 && len(next.levels) > 0 && sameLevels(t.levels[0], next.levels[0]) && t.headed() && next.headed() && t.repeats(next) == 0
}

// headed tells whether the first row is one of words, as a header is.
func (t *table) headed() bool {
	words := 0
	for _, c := range t.row(0) {
		if aNumber.MatchString(c.Text) {
			return false
		}
		if c.Text != "" {
			words += c.ColSpan
		}
	}
	return 2*words > len(t.xs)-1
}

func sameLevels(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < near })
}

// besides tells whether a table is the next strip of this one: as many pages right after
// it, with the same rows at the same heights.
func (t *table) besides(next *table) bool {
	return len(t.levels) > 0 && next.pages[0] == t.page+1 && next.rows == t.rows && len(next.xs)+len(t.xs) <= maxCols && next.rows > 1 &&
		slices.EqualFunc(t.levels, next.levels, sameLevels)
}

// widen puts the next strip to the right of the table. A column that is printed again on
// each strip, so that its rows can be known, stands once.
func (t *table) widen(next *table) {
	again := t.columnsAgain(next)
	shift := t.xs[len(t.xs)-1] - next.xs[again]
	before := len(t.xs) - 1
	for _, x := range next.xs[again+1:] {
		t.xs = append(t.xs, x+shift)
	}
	for _, c := range next.cells {
		if c.Col < again {
			continue
		}
		c.Col += before - again
		t.cells = append(t.cells, c)
	}
	slices.SortStableFunc(t.cells, inOrder)
	t.pages = append(t.pages, next.pages...)
	t.page = next.page
}

// columnsAgain counts the leading columns of which the next strip says the same.
func (t *table) columnsAgain(next *table) (n int) {
	column := func(t *table, col int) (cells []string, words bool) {
		for _, c := range t.cells {
			if c.Col == col {
				cells = append(cells, fmt.Sprint(c.Row, c.RowSpan, c.ColSpan, c.Text))
				words = words || c.Text != ""
			}
		}
		slices.Sort(cells)
		return cells, words
	}
	for n < min(len(t.xs), len(next.xs))-2 {
		a, words := column(t, n)
		b, _ := column(next, n)
		if !words || !slices.Equal(a, b) {
			break
		}
		n++
	}
	return n
}
