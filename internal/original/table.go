package original

import (
	"math"
	"slices"
	"strings"
)

// table is a table on one page, or on several that go on from one another. Its
// cells stand by the places of its columns, of which some may divide nothing.
type table struct {
	xs     []float64
	rows   int
	cells  []Cell
	box    Box // on its first page
	page   int // its last page
	pages  []int
	levels [][]float64 // of the lines between rows, for each page
	header int
	rests  []int // the rows that may be the rest of the row above, which the end of a page cut

	aligned bool     // nothing draws its columns: they are where its words stand
	columns []Box    // of an aligned table, from the first letter to the last
	lines   []banded // of an aligned table
}

// table puts the glyphs of a page into the areas of its lattice, each by its
// centre.
func (s *sheet) table(l *lattice, glyphs []glyph) *table {
	page := s.number
	t := &table{xs: l.xs, rows: len(l.ys) - 1, box: l.box(), page: page, pages: []int{page}, levels: [][]float64{l.ys}}
	held := make([][]glyph, len(l.areas))
	at := make([]int, t.rows*(len(l.xs)-1))
	for i, a := range l.areas {
		for r := a.top; r < a.bottom; r++ {
			for c := a.left; c < a.right; c++ {
				at[r*(len(l.xs)-1)+c] = i
			}
		}
	}
	for _, ln := range s.lines(glyphs, false) {
		var run []glyph // that is drawn without a gap
		for k, g := range ln.glyphs {
			run = append(run, g)
			if k+1 < len(ln.glyphs) && !ln.glyphs[k+1].space() && !g.space() && ln.glyphs[k+1].box.Left-g.box.Right < .15*g.size {
				continue
			}
			own := l.owner(run)
			for _, g := range run {
				c, r := between(l.xs, g.box.middleX()), between(l.ys, g.box.middleY())
				i := at[r*(len(l.xs)-1)+c]
				if own >= 0 {
					i = at[r*(len(l.xs)-1)+own]
				}
				held[i] = append(held[i], g)
			}
			run = run[:0]
		}
	}
	for i, a := range l.areas {
		box := l.areaBox(a)
		text, bold, indent := s.cellText(held[i], box)
		t.cells = append(t.cells, Cell{
			Row: a.top, Col: a.left, RowSpan: a.bottom - a.top, ColSpan: a.right - a.left,
			Text: text, Bold: bold, Indent: indent, Place: Place{Page: page, Box: box},
		})
	}
	return t
}

// owner is the column that holds a run of glyphs which runs over the edge of its
// cell, as a spreadsheet lets it: that of its first glyph, or of its last where
// the first one is on the edge itself. It is -1 where no glyph lies on an edge.
func (l *lattice) owner(run []glyph) int {
	for i, g := range run {
		for _, x := range l.xs[1 : len(l.xs)-1] {
			if x > g.box.Left+.1*g.size && x < g.box.Right-.1*g.size && between(l.xs, run[0].box.middleX()) != between(l.xs, run[len(run)-1].box.middleX()) {
				if i == 0 {
					return between(l.xs, run[len(run)-1].box.middleX())
				}
				return between(l.xs, run[0].box.middleX())
			}
		}
	}
	return -1
}

// between is the index of the interval of places that holds a value.
func between(places []float64, value float64) int {
	i, _ := slices.BinarySearch(places, value)
	return max(0, min(i-1, len(places)-2))
}

// margin is what a cell leaves free at each side at least, in points.
const margin = 5.4

// cellText sets the glyphs of a cell into text. A line that had room for what
// stands on the next was ended by the author; others go on.
func (s *sheet) cellText(glyphs []glyph, box Box) (text string, bold bool, indent float64) {
	var b strings.Builder
	found := s.lines(glyphs, false)
	all := ""
	for i, l := range found {
		next := l.text()
		if i == 0 {
			all, bold, indent = next, l.bold, l.box.Left-box.Left
			continue
		}
		before := found[i-1]
		if box.width()-2*margin-before.box.width() > l.unit()+.2*l.size && !math.Signbit(box.width()-4*l.size) {
			b.WriteString(all + "\n")
			all = next
		} else {
			all = join(all, next)
		}
	}
	b.WriteString(all)
	return b.String(), bold, indent
}

// follows tells whether a table on the next page goes on with this one: it has
// the same edges, and each column of one of them is there in the other.
func (t *table) follows(next *table) bool {
	shift := t.xs[0] - next.xs[0]
	a, b := t.xs, next.xs
	if math.Abs(a[len(a)-1]-b[len(b)-1]-shift) > near {
		return false
	}
	if len(a) < len(b) {
		a, b, shift = b, a, -shift
	}
	for _, x := range b {
		if math.Abs(a[nearest(a, x+shift)]-x-shift) > near {
			return false
		}
	}
	return !next.titled()
}

// titled tells whether a table begins with a row that is one cell, as a form
// does that holds its own title.
func (t *table) titled() bool {
	first := t.row(0)
	return t.rows > 1 && len(t.xs) > 2 && len(first) == 1 && first[0].Text != "" && first[0].Col == 0 && first[0].ColSpan == len(t.xs)-1
}

// restOfRow tells whether the first row has words in one cell and nothing else, as
// the rest of a row has that the end of a page cut in two. A label that begins with
// a number of its own is no rest, and the name of a sum is none.
func (t *table) restOfRow(above *table) bool {
	filled, words := 0, false
	for _, c := range t.row(0) {
		if c.Text != "" {
			filled++
			words = !aNumber.MatchString(c.Text) && !numbered.MatchString(c.Text) && !nameOfSum.MatchString(strings.TrimSpace(c.Text))
		}
	}
	return t.rows > 1 && filled == 1 && words || above.cutHeader(t)
}

// cutHeader tells whether the one row of a table before the end of a page and the first of
// the next may be one row of its header: both are words in the same columns.
func (t *table) cutHeader(next *table) bool {
	if t.rows != 1 || next.rows < 2 || len(t.xs) != len(next.xs) || next.header > 0 || t.header > 0 || !next.states(1) && !next.states(next.rows-1) {
		return false
	}
	filled := 0
	for _, c := range next.row(0) {
		if c.Text != "" {
			filled++
		}
		if aNumber.MatchString(c.Text) || aFigure.MatchString(c.Text) || numbered.MatchString(c.Text) || c.ColSpan > 1 || c.RowSpan > 1 {
			return false
		}
	}
	for _, c := range t.row(0) {
		if c.Text == "" || aFigure.MatchString(c.Text) || c.ColSpan > 1 {
			return false
		}
	}
	return filled > 1
}

// take goes on with the table of the next page. It returns how many rows of it
// only repeat the header.
func (t *table) take(next *table) (repeated int) {
	shift := t.xs[0] - next.xs[0]
	all := slices.Clone(t.xs)
	for _, x := range next.xs {
		all = append(all, x+shift)
	}
	xs := cluster(all)
	t.onto(xs, 0)
	next.onto(xs, shift)
	repeated = t.repeats(next)
	if repeated > 0 {
		t.header = repeated
	}
	for _, c := range next.cells {
		if c.Row < repeated {
			continue
		}
		c.Row += t.rows - repeated
		t.cells = append(t.cells, c)
	}
	t.rows += next.rows - repeated
	t.page = next.page
	t.pages = append(t.pages, next.pages...)
	t.levels = append(t.levels, next.levels...)
	return repeated
}

// onto gives the table other places of columns, of which its own are some.
func (t *table) onto(xs []float64, shift float64) {
	for i := range t.cells {
		c := &t.cells[i]
		left := nearest(xs, t.xs[c.Col]+shift)
		right := nearest(xs, t.xs[c.Col+c.ColSpan]+shift)
		c.Col, c.ColSpan = left, max(right-left, 1)
	}
	t.xs = xs
}

// repeats counts the leading rows that say the same in both tables.
func (t *table) repeats(next *table) int {
	same := 0
	for row := range min(t.rows, next.rows) {
		a, b := t.row(row), next.row(row)
		if !slices.EqualFunc(a, b, func(a, b Cell) bool {
			return a.Text == b.Text && a.Col == b.Col && a.ColSpan == b.ColSpan && a.RowSpan == b.RowSpan
		}) {
			break
		}
		same = row + 1
	}
	// Rows that a cell spans stand or fall together.
	for _, c := range t.cells {
		if c.Row < same && c.Row+c.RowSpan > same {
			same = c.Row
		}
	}
	text := false
	for row := range same {
		for _, c := range t.row(row) {
			text = text || c.Text != ""
		}
	}
	if !text {
		return 0
	}
	return same
}

// row lists the cells that begin in a row.
func (t *table) row(row int) []Cell {
	var found []Cell
	for _, c := range t.cells {
		if c.Row == row {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b Cell) int { return a.Col - b.Col })
	return found
}

// grid is the table without the columns and rows that divide no cells.
func (t *table) grid() *Grid {
	cols, rows := make([]int, len(t.xs)), make([]int, t.rows+1)
	for _, c := range t.cells {
		cols[c.Col], rows[c.Row] = 1, 1
	}
	// Each place becomes the number of those before it at which a cell begins.
	count := func(starts []int) int {
		n := 0
		for i, s := range starts {
			starts[i] = n
			n += s
		}
		return n
	}
	g := &Grid{Pages: t.pages, Header: t.header, Aligned: t.aligned}
	g.Cols, g.Rows = count(cols), count(rows)
	for _, row := range t.rests {
		g.Rests = append(g.Rests, rows[row])
	}
	for _, c := range t.cells {
		right, bottom := cols[c.Col+c.ColSpan], rows[c.Row+c.RowSpan]
		c.Col, c.Row = cols[c.Col], rows[c.Row]
		c.ColSpan, c.RowSpan = max(right-c.Col, 1), max(bottom-c.Row, 1)
		g.Cells = append(g.Cells, c)
	}
	g.Complete()
	return g
}
