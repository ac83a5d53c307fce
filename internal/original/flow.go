package original

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

func sortItems(items []item) {
	slices.SortStableFunc(items, func(a, b item) int {
		p, q := a.box(), b.box()
		if math.Abs(p.middleY()-q.middleY()) < 4 && a.line != nil && b.line != nil {
			return compare(p.Left, q.Left)
		}
		return compare(p.Top, q.Top)
	})
}

// flow goes through the items of all pages and makes blocks of them.
func flow(pages []*leaf, doc *Document) {
	f := &flowing{doc: doc}
	for i, p := range pages {
		f.leaf = p
		items := p.items
		if i > 0 {
			items = titledAgain(pages[i-1], p, unrepeated(pages[i-1], p, doc), doc)
		}
		for k := range items {
			if items[k].table != nil {
				f.table(items[k].table)
			} else {
				f.line(items[k].line)
			}
		}
	}
	f.end()
	f.endTable()
}

// flowing is blocks that grow.
type flowing struct {
	doc   *Document
	leaf  *leaf
	lines []line // of the paragraph that is not ended
	edges []*edgesOf
	open  *table // the table that is not ended
	last  *table // the one that is the last block, nil where another one is
}

// edgesOf are the edges of the text where a line stands, those of text and
// tables, and where all lines begin and end.
type edgesOf struct {
	left, right float64
	outer       Box
	width       float64 // of the paper
	lefts       []float64
	ends        []lineEnd
}

// lineEnd is where the letters of a line end, and their size.
type lineEnd struct{ right, size float64 }

func (f *flowing) table(t *table) {
	f.end()
	if t.lines != nil && !(f.open != nil && f.open.page+1 == t.page && t.goesOnAs(f.open)) && t.header == 0 {
		f.unheaded(t)
		return
	}
	if f.open != nil && f.open.page+1 == t.page && f.open.follows(t) && !f.open.restarts(t) {
		header := make([]string, 0, 4)
		rows := *t
		rest, row := t.restOfRow(f.open), f.open.rows
		n := f.open.take(t)
		if rest && n == 0 {
			f.open.rests = append(f.open.rests, row)
		}
		if n > 0 {
			for row := range n {
				for _, c := range rows.row(row) {
					if c.Text != "" {
						header = append(header, c.Text)
					}
				}
			}
			f.doc.Asides = append(f.doc.Asides, Aside{Place{Page: t.page, Box: t.box}, strings.Join(header, " "), HeaderAgain})
		}
		return
	}
	f.endTable()
	f.open = t
}

func (f *flowing) endTable() {
	if f.open == nil {
		return
	}
	t := f.open
	f.open = nil
	if f.last != nil && f.last.besides(t) {
		f.doc.Warnings = append(f.doc.Warnings, Warning{Place{Page: t.pages[0], Box: t.box},
			fmt.Sprintf("这一页的表与第 %d 页的表行数相同、各行一样高，像是一张宽表的右半边，接在它的右边了：对着原件看。", f.last.pages[0])})
		f.last.widen(t)
		f.doc.Blocks[len(f.doc.Blocks)-1].Grid = f.last.grid()
		return
	}
	f.last = t
	f.doc.Blocks = append(f.doc.Blocks, Block{Place: Place{Page: t.pages[0], Box: t.box}, Grid: t.grid()})
}

func (f *flowing) line(l *line) {
	f.endTable()
	here := &f.leaf.edgesOf
	if n := len(f.lines); n > 0 && !f.goesOn(&f.lines[n-1], f.edges[n-1], l, here) {
		f.end()
	}
	f.lines = append(f.lines, *l)
	f.edges = append(f.edges, here)
}

// item begins with a number of its own: 1. 、（一）, 第一部分.
var numbered = regexp.MustCompile(`^([一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[)）]|第[一二三四五六七八九十]+(部分|章|节|条)|[0-9]{1,2}[.．、][^0-9])`)

// goesOn tells whether a line goes on with the paragraph of the one before.
func (f *flowing) goesOn(a *line, at *edgesOf, b *line, here *edgesOf) bool {
	em := math.Max(a.size, b.size)
	switch {
	case a.page == b.page && b.box.middleY()-a.box.middleY() < .5*em:
		return false // both stand at one height
	case leaders.MatchString(a.text()):
		return false
	case math.Abs(a.size-b.size) > 1:
		return false
	case a.page == b.page && (a.owner != 0 || b.owner != 0):
		return a.owner == b.owner
	}
	if at.centred(a) && here.centred(b) {
		// The lines of a title.
		return a.page == b.page && b.box.Top-a.box.Bottom < 1.5*em
	}
	if here.centred(b) {
		// The second line of a heading as wide as the page.
		left, right := a.box.Left-at.left, at.right-a.box.Right
		return len(f.lines) == 1 && a.page == b.page && math.Abs(left-right) < 1.5*em && !ended(a.text()) && b.box.Top-a.box.Bottom < 1.5*em
	}
	if at.centred(a) && len(f.lines) > 1 {
		return false
	}
	if a.box.Left-at.left > .4*(at.right-at.left) && b.box.Left-here.left < .8*em {
		return false // it stands at the right edge
	}
	if a.page != b.page && f.atEdge(b, here) && !ended(a.text()) && !(at.centred(a) && numbered.MatchString(b.text())) {
		// A sentence goes on at the edge of the next page.
		return true
	}
	if room := at.right - a.box.Right - b.unit(); room > 1.6*em || room > .6*em && (!f.atEdge(b, here) || ended(a.text()) || numbered.MatchString(b.text())) {
		return false // there was room for more
	}
	if alone := at.full(a) == 1; ended(a.text()) && (alone || numbered.MatchString(b.text())) || alone && a.box.width() < .5*at.width {
		return false // nothing says that there was no room
	}
	if a.page == b.page && b.box.Top-a.box.Bottom > 2.5*em {
		return false
	}
	indent, before := b.box.Left-here.left, a.box.Left-at.left
	switch {
	case indent > before+.8*em:
		return false
	case indent > before-.8*em && (len(f.lines) == 1 || before > .8*em):
		// Both begin at the same place: a paragraph without a first indent goes on,
		// and one with it begins.
		return before < .8*em && !numbered.MatchString(b.text())
	}
	return !(indent < .8*em && len(f.lines) > 1 && numbered.MatchString(b.text()) && f.lines[0].box.Left-f.edges[0].left < .8*em)
}

// atEdge tells whether a line begins at the left edge of the text, and the paragraph
// before it did not. What hangs over the right edge makes lines look short by one letter.
func (f *flowing) atEdge(b *line, here *edgesOf) bool {
	em := math.Max(f.lines[0].size, b.size)
	return f.lines[0].box.Left-f.edges[0].left > .8*em && b.box.Left-here.left < .8*em
}

// full counts the lines of its size that reach as far to the right as this one.
func (at *edgesOf) full(l *line) int {
	n := 0
	for _, e := range at.ends {
		if e.right > l.end()-l.size && math.Abs(e.size-l.size) < 1 {
			n++
		}
	}
	return n
}

// end is where the letters of a line end: punctuation behind them may hang over the edge
// of the text.
func (l *line) end() float64 {
	for i := len(l.glyphs) - 1; i >= 0; i-- {
		if g := l.glyphs[i]; !g.space() && !strings.ContainsRune("，。、；：！？,.;:!?", g.char) {
			return g.box.Right
		}
	}
	return l.box.Right
}

// ended tells whether a text ends as a sentence does.
func ended(text string) bool {
	runes := []rune(text)
	return len(runes) > 0 && strings.ContainsRune("。；;：:！？!?", runes[len(runes)-1])
}

// centred tells whether a line stands in the middle of the text or of the whole
// page, with room at both sides, or alone in the middle of the paper.
func (at edgesOf) centred(l *line) bool {
	for _, edges := range [][2]float64{{at.left, at.right}, {at.outer.Left, at.outer.Right}} {
		left, right := l.box.Left-edges[0], edges[1]-l.box.Right
		if left > 2*l.size && right > 2*l.size && math.Abs(left-right) < 1.5*l.size {
			return true
		}
	}
	if math.Abs(l.box.middleX()-at.width/2) > .5*l.size || l.box.Left > at.left+1 && l.box.Left < at.left+6*l.size {
		return false
	}
	beside := 0
	for _, left := range at.lefts {
		if math.Abs(left-l.box.Left) < 2 {
			beside++
		}
	}
	return beside == 1
}

// end makes a block of the paragraph.
func (f *flowing) end() {
	if len(f.lines) == 0 {
		return
	}
	first, at := f.lines[0], f.edges[0]
	p := &Paragraph{Style: first.style, Indent: first.box.Left - at.left, Size: first.size, Bold: first.bold, Centred: at.centred(&first)}
	box := Box{}
	for i, l := range f.lines {
		switch {
		case i == 0:
			p.Text = l.text()
		case f.edges[i].centred(&l):
			p.Text += "\n" + l.text()
		default:
			p.Text = join(p.Text, l.text())
		}
		if l.page == first.page {
			box = box.with(l.box)
		}
	}
	if p.Text != "" {
		f.last = nil
		f.doc.Blocks = append(f.doc.Blocks, Block{Place: Place{Page: first.page, Box: box}, Paragraph: p})
	}
	f.lines, f.edges = f.lines[:0], f.edges[:0]
}
