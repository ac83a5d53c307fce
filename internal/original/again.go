package original

import "slices"

// titledAgain is the items of a page without the title and the captions that a table
// prints again where it goes on from the page before: the same lines above the same
// header, and other rows.
func titledAgain(before, p *leaf, items []item, doc *Document) []item {
	n := slices.IndexFunc(items, func(it item) bool { return it.table != nil })
	last := len(before.items) - 1
	if n < 1 || n > 4 || last < n || before.items[last].table == nil || !slices.EqualFunc(items[:n], before.items[last-n:last], func(a, b item) bool {
		return b.line != nil && a.line.text() == b.line.text()
	}) {
		return items
	}
	// A form that stands on each page says the same in its first column.
	a, b := before.items[last].table, items[n].table
	header := a.repeats(b)
	if header == 0 || !a.follows(b) || header >= a.rows || header >= b.rows || a.row(header)[0].Text == b.row(header)[0].Text {
		return items
	}
	for _, it := range items[:n] {
		doc.Asides = append(doc.Asides, Aside{Place{Page: p.number, Box: it.line.box}, it.line.text(), HeaderAgain})
	}
	return items[n:]
}
