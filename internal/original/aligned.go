package original

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// A table without upright lines says where its columns are by nothing but the places of
// its words. aligned finds such tables where every row agrees: a strip that no word of
// any row touches divides two columns, and each word of the header stands over the
// columns that it is in the middle of. A person is asked about each of them, and a table
// in which anything disagrees stays text.

// aligned takes the tables without upright lines out of the glyphs of a page. It returns
// the glyphs that are left, and how many of their lines look like rows of a table.
func (l *leaf) aligned(glyphs []glyph) (left []glyph, rows int) {
	var lines []banded
	for _, ln := range l.lines(glyphs, false) {
		lines = append(lines, l.banded(ln))
	}
	used, taken := map[int]bool{}, map[glyph]bool{}
	for i := 0; i < len(lines); i++ {
		first, end := region(lines, i)
		if first < 0 {
			continue
		}
		top := heading(lines, first, used)
		for first > top && begins(lines[first-1], lines[first:end]) {
			first--
		}
		if t := l.columns(lines[top:first], lines[first:end]); t != nil {
			l.items = append(l.items, item{table: t})
			for k := top; k < end; k++ {
				used[k] = true
				for _, g := range lines[k].glyphs {
					taken[g] = true
				}
			}
		}
		i = end - 1
	}
	for k, b := range lines {
		if !used[k] && b.tabular() && !countsPages([]banded{b}, nil) {
			rows++
		}
	}
	if len(taken) == 0 {
		return glyphs, rows
	}
	return slices.DeleteFunc(slices.Clone(glyphs), func(g glyph) bool { return taken[g] }), rows
}

// hasTable tells whether a table was found on the page.
func (l *leaf) hasTable() bool {
	return slices.ContainsFunc(l.items, func(it item) bool { return it.table != nil })
}

// region is the body of a table that begins with line i: rows with figures, and between
// them at most three lines without. first is -1 where there is none.
func region(lines []banded, i int) (first, end int) {
	if !lines[i].tabular() {
		return -1, i + 1
	}
	figures, rows, open := 0, 0, 0
	end = i
	for k := i; k < len(lines); k++ {
		if k > i && lines[k].box.Top-lines[k-1].box.Bottom > 3*lines[k].size {
			break
		}
		if lines[k].tabular() {
			figures += lines[k].figures
			rows, open, end = rows+1, 0, k+1
			continue
		}
		if open++; open > 3 || names(lines[k].text()) {
			break
		}
	}
	if figures < 3 || rows < 2 && figures < 4 {
		return -1, i + 1
	}
	return i, end
}

// heading is the line with which the header above a body begins: lines of several words,
// of which none names something as 单位：万元 does, or of one that is not in the middle.
func heading(lines []banded, first int, used map[int]bool) int {
	body := Box{}
	for _, b := range lines[first:min(first+8, len(lines))] {
		body = body.with(b.box)
	}
	top := first
	for k := first - 1; k >= 0 && first-k <= 6 && !used[k]; k-- {
		b := lines[k]
		if lines[k+1].box.Top-b.box.Bottom > 2.5*b.size || names(b.text()) {
			break
		}
		if len(b.runs) == 1 && (math.Abs(b.box.middleX()-body.middleX()) < 2*b.size || b.box.width() > .6*body.width()) && !inHeader(lines[:k+1]) {
			break
		}
		top = k
	}
	for top < first && len(lines[top].runs) == 1 && !slices.ContainsFunc(lines[top:first], func(b banded) bool { return len(b.runs) > 1 }) {
		top++ // a header has a line of several words
	}
	return top
}

// inHeader tells whether close above the last of lines one of several words stands, as it
// does above a word that is as high as two lines of a header.
func inHeader(lines []banded) bool {
	for k := len(lines) - 1; k > 0 && k > len(lines)-3; k-- {
		above, b := lines[k-1], lines[k]
		if above.box.Bottom < b.box.Top-b.size || names(above.text()) {
			return false
		}
		if len(above.runs) > 1 {
			return true
		}
	}
	return false
}

// names tells whether a line says something of the table below it, as 单位：万元 does.
func names(text string) bool {
	return namesSomething.MatchString(text) && !strings.HasPrefix(text, "其中")
}

var namesSomething = regexp.MustCompile(`[:：]\s*\S|^[0-9]{4}\s*年度?$`)

// columns makes a table of the lines of its header and its body; nil where these do not
// agree about the columns.
func (l *leaf) columns(header, body []banded) *table {
	columns, head, depth := l.headOf(header, l.strips(body))
	if head == nil || len(columns) < 2 || len(columns) > 40 || countsPages(body, columns) || !even(body, columns) {
		return nil
	}
	xs := dividers(columns)
	rows := labelled(body)
	t := &table{xs: xs, rows: depth + len(rows), cells: head, page: l.number, pages: []int{l.number}, header: depth, aligned: true, columns: columns}
	levels := []float64{}
	for _, b := range slices.Concat(header, body) {
		t.box = t.box.with(b.box)
	}
	for i, row := range rows {
		cells := make([][]glyph, len(columns))
		box := Box{}
		for _, b := range row {
			box = box.with(b.box)
			taken := map[int]bool{}
			for _, r := range b.runs {
				from, to := between(xs, r.box.Left), between(xs, r.box.Right)
				parts := []run{r}
				if from != to {
					parts = l.runs(newLine(r.glyphs), .3)
				}
				own := map[int]bool{}
				for _, p := range parts {
					c := between(xs, p.box.Left)
					if c != between(xs, p.box.Right) || taken[c] {
						return nil // a word lies over two columns, or two words that are far apart in one
					}
					own[c] = true
				}
				for c := range own {
					taken[c] = true
				}
			}
			for _, g := range b.glyphs {
				c := between(xs, g.box.middleX())
				cells[c] = append(cells[c], g)
			}
		}
		levels = append(levels, box.Top)
		for c, glyphs := range cells {
			around := Box{columns[c].Left - margin, box.Top, columns[c].Right + margin, box.Bottom}
			text, bold, indent := l.cellText(glyphs, around)
			t.cells = append(t.cells, Cell{Row: depth + i, Col: c, RowSpan: 1, ColSpan: 1, Text: text, Bold: bold, Indent: indent, Place: Place{Page: l.number, Box: around}})
		}
	}
	t.levels = [][]float64{levels}
	t.lines = slices.Concat(header, body)
	return t
}

// strips finds the columns of a body: what lies between the strips that no word touches.
func (l *leaf) strips(body []banded) []Box {
	var columns []Box
	for _, b := range body {
		for _, r := range l.runs(b.line, .3) {
			columns = append(columns, Box{Left: r.box.Left, Right: r.box.Right})
		}
	}
	slices.SortFunc(columns, func(a, b Box) int { return compare(a.Left, b.Left) })
	var found []Box
	for _, c := range columns {
		if n := len(found); n > 0 && c.Left < found[n-1].Right+near {
			found[n-1].Right = math.Max(found[n-1].Right, c.Right)
			continue
		}
		found = append(found, c)
	}
	return found
}

// even tells whether the figures of each column stand under one another: their ends,
// their beginnings or their middles do.
func even(body []banded, columns []Box) bool {
	for _, column := range columns {
		var at [3][]float64
		for _, b := range body {
			for _, r := range b.runs {
				if r.figure && r.box.middleX() > column.Left && r.box.middleX() < column.Right {
					at[0], at[1], at[2] = append(at[0], r.box.Left), append(at[1], r.box.middleX()), append(at[2], r.box.Right)
				}
			}
		}
		if len(at[0]) > 1 && !slices.ContainsFunc(at[:], func(places []float64) bool { return slices.Max(places)-slices.Min(places) < 2*near }) {
			return false
		}
	}
	return true
}

// countsPages tells whether the lines are contents: titles, and numbers of pages that
// count on at their right.
func countsPages(body []banded, columns []Box) bool {
	last := 0
	for _, b := range body {
		r := b.runs[len(b.runs)-1]
		n, ok := numberOf(newLine(r.glyphs).text())
		if b.figures > 1 || b.figures == 1 && (!r.figure || !ok || n < last) {
			return false
		}
		last = max(last, n)
	}
	return len(columns) < 4
}

// begins tells whether a line is the first of labels whose rest stands below the figures
// of their row: it is as near to those as that rest is.
func begins(b banded, body []banded) bool {
	if len(body) < 2 || b.figures > 0 || body[1].figures > 0 {
		return false
	}
	above, below := body[0].box.middleY()-b.box.middleY(), body[1].box.middleY()-body[0].box.middleY()
	return above < b.size && math.Abs(above-below) < .3*b.size
}

// labelled gathers the lines of each row: a line without figures nearer to its neighbour
// than rows with figures are to one another is the rest of labels.
func labelled(body []banded) [][]banded {
	pitch := math.Inf(1)
	last := -1
	for i, b := range body {
		if !b.tabular() {
			continue
		}
		if last == i-1 && last >= 0 {
			pitch = math.Min(pitch, b.box.middleY()-body[last].box.middleY())
		}
		last = i
	}
	var rows [][]banded
	for i, b := range body {
		if i > 0 && b.box.middleY()-body[i-1].box.middleY() < .8*pitch && (b.figures == 0 || body[i-1].figures == 0) {
			rows[len(rows)-1] = append(rows[len(rows)-1], b)
			continue
		}
		rows = append(rows, []banded{b})
	}
	return rows
}

// hides tells whether a lattice divides rows and not columns, as a mere frame does: most
// figures inside it stand beside other words of their own cell, line under line.
func (s *sheet) hides(lattice *lattice, inside []glyph) bool {
	hidden, all := 0, 0
	for _, a := range lattice.areas {
		box := lattice.areaBox(a)
		var own []glyph
		for _, g := range inside {
			if box.holds(g.box.middleX(), g.box.middleY()) {
				own = append(own, g)
			}
		}
		for _, ln := range s.lines(own, false) {
			b := s.banded(ln)
			if all += b.figures; b.tabular() {
				hidden += b.figures
			}
			if len(lattice.xs) == 2 && len(b.runs) > 2 {
				return true
			}
		}
	}
	return hidden > 2 && 2*hidden > all
}

// goesOnAs gives an aligned table the columns of the one on the page before, where each
// of its own lies under one of them.
func (t *table) goesOnAs(before *table) bool {
	if !before.aligned || len(t.columns) != len(before.columns) {
		return false
	}
	for i, c := range t.columns {
		b := before.columns[i]
		if c.Left > b.Right || c.Right < b.Left {
			return false
		}
	}
	t.xs = slices.Clone(before.xs)
	return true
}

// unheaded leaves an aligned table without a header, of which nobody knows what its
// columns are, as lines of text.
func (f *flowing) unheaded(t *table) {
	f.doc.Warnings = append(f.doc.Warnings, Warning{Place{Page: t.page, Box: t.box}, "这里像是一张表，可是没有竖线，也没有表头，当作文字收了：对着原件看，是表的写成表。"})
	for _, b := range t.lines {
		for _, l := range f.leaf.lines(b.glyphs, true) {
			f.line(&l)
		}
	}
}
