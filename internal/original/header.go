package original

import (
	"cmp"
	"math"
	"slices"
)

// heads is the words of a header over columns, from one to another with the end not
// counted in, at the line from which it begins.
type head struct {
	from, to, line int
	glyphs         []glyph
	box            Box
}

// headOf lays the header over the columns of a body and those that only the header has:
// each of its words for itself, where that gives every column one, else those that stand
// near together as one.
func (l *leaf) headOf(header []banded, body []Box) (columns []Box, cells []Cell, depth int) {
	apart := slices.Clone(header)
	for i := range apart {
		apart[i].runs = l.runs(apart[i].line, .4)
	}
	if columns = l.headed(apart, body); len(columns) > 1 {
		if cells, depth = l.laid(apart, columns); cells != nil {
			return columns, cells, depth
		}
	}
	if columns = l.headed(header, body); len(columns) < 2 {
		return nil, nil, 0
	}
	xs := dividers(columns)
	header = slices.Clone(header)
	for i := range header {
		header[i].runs = l.parted(header[i].line, xs)
	}
	cells, depth = l.laid(header, columns)
	return columns, cells, depth
}

// dividers are the places between columns, with those before the first and after the last.
func dividers(columns []Box) []float64 {
	xs := []float64{columns[0].Left - 1}
	for i := range columns[1:] {
		xs = append(xs, (columns[i].Right+columns[i+1].Left)/2)
	}
	return append(xs, columns[len(columns)-1].Right+1)
}

// headed adds to the columns of a body those in which it is blank, and only the header
// has words.
func (l *leaf) headed(header []banded, columns []Box) []Box {
	if len(header) == 0 {
		return columns
	}
	add := func(r run, sure func() bool) {
		if slices.ContainsFunc(columns, func(c Box) bool { return r.box.Left < c.Right && r.box.Right > c.Left }) || sure() {
			return
		}
		columns = append(columns, Box{Left: r.box.Left, Right: r.box.Right})
		slices.SortFunc(columns, func(a, b Box) int { return compare(a.Left, b.Left) })
	}
	words := phrases(header)
	foot := foot(words, len(header))
	for _, w := range atFoot(words, foot) {
		add(w.run, func() bool { return false })
	}
	for _, w := range words {
		add(w.run, func() bool {
			_, sure := group(w.run, columns, slices.Repeat([]float64{math.MaxFloat64}, len(columns)))
			return sure || w.first > foot
		})
	}
	return columns
}

// laid lays the words of a header over the columns of a body: those of its foot each over
// one, those above over the columns that they are in the middle of, those below with what
// they end. It returns no cells where a word can stand over several columns, or over none.
func (l *leaf) laid(header []banded, columns []Box) (cells []Cell, depth int) {
	if len(header) == 0 {
		return []Cell{}, 0
	}
	columns = slices.Clone(columns)
	mids := slices.Repeat([]float64{-1}, len(columns)) // heights of the word that is only that of each column
	var heads []head
	words := phrases(header)
	foot := foot(words, len(header))
	stands := func(w phrase, c int) {
		mids[c] = w.box.middleY()
		columns[c] = columns[c].with(Box{Left: w.box.Left, Right: w.box.Right, Bottom: 1})
		heads = append(heads, head{c, c + 1, min(max(foot, w.first), w.last), w.glyphs, w.box})
	}
	slices.SortStableFunc(words, func(a, b phrase) int { return compare(a.box.Left, b.box.Left) })
	at := atFoot(words, foot)
	runs := make([]run, len(at))
	for k, w := range at {
		runs[k] = w.run
	}
	single := singles(runs, columns)
	if single == nil {
		return nil, 0
	}
	for k, w := range at {
		stands(w, single[k])
	}
	for _, w := range words {
		if w.first <= foot {
			continue
		}
		// The word of a column whose cell stands lower than those beside it.
		single := singles([]run{w.run}, columns)
		if single == nil || mids[single[0]] >= 0 {
			return nil, 0
		}
		stands(w, single[0])
	}
	slices.SortStableFunc(words, func(a, b phrase) int { return b.last - a.last })
	words = slices.DeleteFunc(words, func(w phrase) bool { return w.last >= foot })
	for len(words) > 0 {
		n := slices.IndexFunc(words, func(w phrase) bool { return w.last != words[0].last })
		if n < 0 {
			n = len(words)
		}
		level := words[:n]
		words = words[n:]
		groups, unsure := make([][2]int, n), false
		for k, w := range level {
			if single := singles([]run{w.run}, columns); single != nil && mids[single[0]] < 0 {
				groups[k] = [2]int{single[0], single[0] + 1}
				mids[single[0]] = w.box.middleY()
				continue
			}
			several, sure := group(w.run, columns, mids)
			groups[k], unsure = several, unsure || !sure
		}
		if unsure {
			if groups = shared(level, columns, mids); groups == nil {
				return nil, 0
			}
		}
		for k, w := range level {
			line := w.last
			if groups[k][1]-groups[k][0] > 1 {
				line = (w.first + w.last) / 2
			}
			heads = append(heads, head{groups[k][0], groups[k][1], line, w.glyphs, w.box})
		}
	}
	return l.stacked(heads, len(header), columns)
}

// parted is the words of a line of a header: those with a small gap between them are one,
// unless two columns meet in the gap. 合　计 and 收　入 are one word each.
func (l *leaf) parted(ln line, xs []float64) []run {
	var found []run
	for _, r := range l.runs(ln, .4) {
		n := len(found)
		if n == 0 {
			found = append(found, r)
			continue
		}
		before := &found[n-1]
		gap := r.box.Left - before.box.Right
		meets := slices.ContainsFunc(xs[1:len(xs)-1], func(x float64) bool { return x > before.box.Right-near && x < r.box.Left+near })
		if gap > apart*ln.size && !(len(r.glyphs) == 1 && len(before.glyphs) == 1) || meets {
			found = append(found, r)
			continue
		}
		before.glyphs, before.box = append(before.glyphs, r.glyphs...), before.box.with(r.box)
	}
	return found
}

// singles finds for each word the one column that it stands over; nil where two stand
// over one, or one over several without being in the middle of any.
func singles(runs []run, columns []Box) []int {
	found := make([]int, len(runs))
	for k, r := range runs {
		if len(runs) == len(columns) {
			found[k] = k
			continue
		}
		best, second, touched := math.Inf(1), math.Inf(1), 0
		for c, column := range columns {
			if r.box.Left < column.Right && r.box.Right > column.Left {
				touched++
			}
			away := math.Min(math.Abs(r.box.middleX()-column.middleX()), math.Min(math.Abs(r.box.Left-column.Left), math.Abs(r.box.Right-column.Right)))
			if r.box.Left > column.Right || r.box.Right < column.Left {
				away = math.Inf(1)
			}
			if away < best {
				best, second, found[k] = away, best, c
			} else {
				second = math.Min(second, away)
			}
		}
		if math.IsInf(best, 1) || second < 2*best+1 || touched > 1 {
			return nil
		}
	}
	for k := range found {
		if k > 0 && found[k] <= found[k-1] {
			return nil
		}
	}
	return found
}

// stacked makes cells of the words of a header. Those of one column that only the
// setting divided are one cell, and a cell reaches over the blank places above and below
// it.
func (l *leaf) stacked(heads []head, lines int, columns []Box) (cells []Cell, depth int) {
	at := make([][]int, lines) // the head over each column, by line; -1 for none
	for i := range at {
		at[i] = slices.Repeat([]int{-1}, len(columns))
	}
	slices.SortStableFunc(heads, func(a, b head) int { return cmp.Or(a.line-b.line, a.from-b.from) })
	for k := range heads {
		h := &heads[k]
		for i := h.line - 1; i >= 0 && h.glyphs != nil; i-- {
			above := at[i][h.from]
			if above < 0 {
				continue
			}
			if a := &heads[above]; a.from == h.from && a.to == h.to {
				a.glyphs, a.box = append(a.glyphs, h.glyphs...), a.box.with(h.box)
				h.glyphs = nil
			}
			break
		}
		if h.glyphs == nil {
			continue
		}
		for c := h.from; c < h.to; c++ {
			at[h.line][c] = k
		}
	}
	at = slices.DeleteFunc(at, func(row []int) bool { return !slices.ContainsFunc(row, func(k int) bool { return k >= 0 }) })
	for c := range columns { // blank places belong to the cell below them, else to the one above
		for i := len(at) - 2; i >= 0; i-- {
			if at[i][c] < 0 {
				at[i][c] = at[i+1][c]
			}
		}
		for i := 1; i < len(at); i++ {
			if at[i][c] < 0 {
				at[i][c] = at[i-1][c]
			}
		}
	}
	at = slices.CompactFunc(at, slices.Equal) // lines that only the setting divided
	headed := 0
	for k, h := range heads {
		top, rows := -1, 0
		for i := range at {
			if h.glyphs != nil && at[i][h.from] == k {
				if top < 0 {
					top = i
				}
				rows++
				for c := h.from; c < h.to; c++ {
					if at[i][c] != k {
						return nil, 0
					}
				}
			}
		}
		if rows == 0 {
			continue
		}
		text, bold, indent := l.cellText(h.glyphs, h.box)
		if at[len(at)-1][h.from] == k {
			headed += h.to - h.from
		}
		cells = append(cells, Cell{Row: top, Col: h.from, RowSpan: rows, ColSpan: h.to - h.from, Text: text, Bold: bold, Indent: indent, Place: Place{Page: l.number, Box: h.box}})
	}
	if headed != len(columns) {
		return nil, 0 // a column has no word over it
	}
	return cells, len(at)
}
