package original

import (
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

// foot is the line of a header that has a word over most columns: the lowest of those
// with the most words.
func foot(header []banded) int {
	found := 0
	for i, b := range header {
		if len(b.runs) >= len(header[found].runs) {
			found = i
		}
	}
	return found
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
	for _, r := range header[foot(header)].runs {
		add(r, func() bool { return false })
	}
	for i, b := range header {
		for _, r := range b.runs {
			add(r, func() bool {
				_, sure := group(r, columns, slices.Repeat([]bool{true}, len(columns)))
				return sure || i > foot(header)
			})
		}
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
	lowest := make([]bool, len(columns)) // columns with a word in the foot
	var heads []head
	foot := foot(header)
	single := singles(header[foot].runs, columns)
	if single == nil {
		return nil, 0
	}
	for k, r := range header[foot].runs {
		lowest[single[k]] = true
		columns[single[k]] = columns[single[k]].with(Box{Left: r.box.Left, Right: r.box.Right, Bottom: 1})
		heads = append(heads, head{single[k], single[k] + 1, foot, r.glyphs, r.box})
	}
	for i := foot - 1; i >= 0; i-- {
		single := singles(header[i].runs, columns)
		for k, r := range header[i].runs {
			from, to := -1, -1
			switch several, sure := group(r, columns, lowest); {
			case single != nil && !lowest[single[k]]:
				from, to = single[k], single[k]+1
			case sure:
				from, to = several[0], several[1]
			case single != nil && over(r, heads, single[k]):
				from, to = single[k], single[k]+1
			default:
				return nil, 0
			}
			heads = append(heads, head{from, to, i, r.glyphs, r.box})
		}
	}
	for i := foot + 1; i < len(header); i++ {
		for _, r := range header[i].runs {
			k := slices.IndexFunc(heads, func(h head) bool {
				return h.line < i && h.to == h.from+1 && over(run{glyphs: r.glyphs, box: h.box}, []head{{from: h.from, to: h.to, box: r.box}}, h.from)
			})
			if k < 0 {
				return nil, 0
			}
			heads = append(heads, head{heads[k].from, heads[k].to, i, r.glyphs, r.box})
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
		if gap > apart*ln.size && !(len(r.glyphs) == 1 && len(before.glyphs) == 1) || meets && (len(r.glyphs) > 1 || len(before.glyphs) > 1) {
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

// over tells whether a word stands right above one of the same column, as the first line
// of a word does that the setting divided.
func over(r run, heads []head, column int) bool {
	return slices.ContainsFunc(heads, func(h head) bool {
		return h.from == column && h.to == column+1 && h.box.Top-r.box.Bottom < .5*r.glyphs[0].size &&
			(math.Abs(h.box.middleX()-r.box.middleX()) < near || math.Abs(h.box.Left-r.box.Left) < near)
	})
}

// group finds the columns, each with a word in the lowest line, that a word above them is
// in the middle of; not for sure where it is in the middle of none, or of others nearly
// as well.
func group(r run, columns []Box, lowest []bool) (found [2]int, sure bool) {
	least, next := math.Inf(1), math.Inf(1)
	for from := range columns {
		for to := from + 1; to <= len(columns) && lowest[to-1]; to++ {
			if to-from < 2 || !lowest[from] || r.box.Left < columns[from].Left-near || r.box.Right > columns[to-1].Right+near {
				continue
			}
			away := math.Abs((columns[from].Left+columns[to-1].Right)/2 - r.box.middleX())
			if away < least {
				found, least, next = [2]int{from, to}, away, least
			} else {
				next = math.Min(next, away)
			}
		}
	}
	size := r.glyphs[0].size
	return found, least < 1.2*size && next > least+1.2*size
}

// stacked makes cells of the words of a header. Those of one column that only the
// setting divided are one cell, and a cell reaches over the blank places above and below
// it.
func (l *leaf) stacked(heads []head, lines int, columns []Box) (cells []Cell, depth int) {
	at := make([][]int, lines) // the head over each column, by line; -1 for none
	for i := range at {
		at[i] = slices.Repeat([]int{-1}, len(columns))
	}
	slices.SortStableFunc(heads, func(a, b head) int { return a.line - b.line })
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
