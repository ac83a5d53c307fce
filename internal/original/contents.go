package original

import (
	"math"
	"regexp"
	"slices"
	"strconv"
)

var (
	aPage         = regexp.MustCompile(`^[0-9]{1,3}$`)
	contentsTitle = regexp.MustCompile(`^(目\s*[录次]|(?i)contents)$`)
)

// pageNumbersAside sets aside the page numbers behind the entries of contents that have no
// leaders: numbers below one another at the right, each at the height of an entry, that
// count on with the pages. They stand under the title of the contents, or on the page after
// such.
func (l *leaf) pageNumbersAside(doc *Document) {
	titled := slices.ContainsFunc(l.items, func(it item) bool { return it.line != nil && contentsTitle.MatchString(it.line.text()) })
	if !titled && !slices.ContainsFunc(doc.Asides, func(a Aside) bool { return a.Reason == Leader && a.Place.Page == l.number-1 }) {
		return
	}
	var found []int // among the items
	last := 0
	for i, it := range l.items {
		if it.line == nil || !aPage.MatchString(it.line.text()) || !l.entryBeside(it.line) {
			continue
		}
		n, _ := strconv.Atoi(it.line.text())
		if len(found) > 0 && (n < last || math.Abs(l.items[found[0]].line.box.Right-it.line.box.Right) > near) {
			return // a table, or figures of a text
		}
		found, last = append(found, i), n
	}
	if len(found) < 3 {
		return
	}
	kept := l.items[:0]
	for i, it := range l.items {
		if len(found) > 0 && found[0] == i {
			doc.Asides = append(doc.Asides, Aside{Place{Page: l.number, Box: it.line.box}, it.line.text(), Leader})
			found = found[1:]
			continue
		}
		kept = append(kept, it)
	}
	l.items = kept
}

// entryBeside tells whether one other line stands at the height of a line, to its left.
func (l *leaf) entryBeside(number *line) bool {
	beside := 0
	for _, it := range l.items {
		if it.line == nil || it.line == number || math.Abs(it.line.box.middleY()-number.box.middleY()) > .5*number.size {
			continue
		}
		if beside++; it.line.box.Right > number.box.Left {
			return false
		}
	}
	return beside == 1
}
