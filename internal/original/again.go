package original

import (
	"math"
	"regexp"
	"slices"
)

// goesOn are the words with which a title says that its table goes on: （续）, 续表.
var goesOn = regexp.MustCompile(`[（(]?(接?续上?表?|续[一二三四五六七八九十0-9]+)[）)]?$`)

// titledAgain is the items of a page without the title and the captions that a table
// prints again, all or some of them, where it goes on from the page before: above the
// same header and other rows, or above rows alone.
func titledAgain(before, p *leaf, items []item, doc *Document) []item {
	n := slices.IndexFunc(items, func(it item) bool { return it.table != nil })
	last := len(before.items) - 1
	if n < 1 || n > 4 || last < 0 || before.items[last].table == nil {
		return items
	}
	above := before.items[:last]
	for _, it := range items[:n] {
		k := slices.IndexFunc(above, func(a item) bool { return a.line != nil && a.line.text() == untilHere(it.line.text()) })
		if k < 0 && untilHere(it.line.text()) != "" {
			return items
		}
		above = above[max(k, 0):]
	}
	// A form that stands on each page says the same in its first column.
	a, b := before.items[last].table, items[n].table
	header := a.repeats(b)
	if !a.follows(b) || header == 0 && (a.states(0) || !b.states(0)) ||
		header > 0 && (header >= a.rows || header >= b.rows || a.row(header)[0].Text == b.row(header)[0].Text) {
		return items
	}
	for _, it := range items[:n] {
		doc.Asides = append(doc.Asides, Aside{Place{Page: p.number, Box: it.line.box}, it.line.text(), HeaderAgain})
	}
	return items[n:]
}

// untilHere is a title without the words that say that its table goes on.
func untilHere(title string) string { return goesOn.ReplaceAllString(title, "") }

// states tells whether a row has a figure.
func (t *table) states(row int) bool {
	return slices.ContainsFunc(t.row(row), func(c Cell) bool { return aFigure.MatchString(c.Text) })
}

// unrepeated is the items of a page without the lines with which the page before
// ended, where the program that made the file printed them twice.
func unrepeated(before, p *leaf, doc *Document) []item {
	for n := min(len(before.items), len(p.items)); n > 0; n-- {
		last, first := before.items[len(before.items)-n:], p.items[:n]
		letters := 0
		if !slices.EqualFunc(last, first, func(a, b item) bool {
			if a.line == nil || b.line == nil || math.Abs(a.line.box.Left-b.line.box.Left) > near {
				return false
			}
			letters += len(a.line.glyphs)
			return a.line.text() == b.line.text()
		}) || letters < 20 {
			continue
		}
		for _, it := range first {
			doc.Asides = append(doc.Asides, Aside{Place{Page: p.number, Box: it.line.box}, it.line.text(), PrintedTwice})
		}
		doc.Warnings = append(doc.Warnings, Warning{Place{Page: p.number}, "这一页开头的几行就是上一页末尾的几行，只收了一次：对着原件看。"})
		return p.items[n:]
	}
	return p.items
}
