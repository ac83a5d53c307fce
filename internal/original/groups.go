package original

import (
	"math"
	"slices"
)

// shared divides the columns whose words stand below a line of words among these, each
// over several that it is between the outer two of. Where there are several ways to do so,
// it is the one in which each word is in the middle; nil where none is, or other ways are
// nearly as good.
func shared(level []phrase, columns []Box, mids []float64) (groups [][2]int) {
	slices.SortStableFunc(level, func(a, b phrase) int { return compare(a.box.Left, b.box.Left) })
	size := level[0].glyphs[0].size
	under := func(c int) bool { return below(level[0].run, mids, c) }
	ways, least, next := 0, math.Inf(1), math.Inf(1)
	way := make([][2]int, 0, len(level))
	var from func(c int, away float64)
	from = func(c int, away float64) {
		for c < len(columns) && !under(c) {
			c++
		}
		if c == len(columns) || len(way) == len(level) || ways > 1000 {
			if c < len(columns) || len(way) < len(level) {
				return
			}
			if ways++; away < least {
				groups, least, next = slices.Clone(way), away, least
			} else {
				next = math.Min(next, away)
			}
			return
		}
		x := level[len(way)].box.middleX()
		for to := c + 2; to <= len(columns) && under(to-1) && under(to-2); to++ {
			if columns[c].middleX() < x && x < columns[to-1].middleX() {
				way = append(way, [2]int{c, to})
				from(to, math.Max(away, math.Abs((columns[c].Left+columns[to-1].Right)/2-x)))
				way = way[:len(way)-1]
			}
		}
	}
	from(0, 0)
	if ways > 1 && (least > 1.2*size || next < least+1.2*size) || ways > 1000 {
		return nil
	}
	return groups
}

// below tells whether the word of a column stands below another: in the lowest line of the
// header, or nearer to it than to that word, as a word of several lines in height is not.
func below(r run, mids []float64, c int) bool {
	return mids[c]-r.box.middleY() > .7*(slices.Max(mids)-r.box.middleY())
}

// group finds the columns, each with a word that stands below it, that a word is in the
// middle of; not for sure where it is in the middle of none, or of others nearly as well.
func group(r run, columns []Box, mids []float64) (found [2]int, sure bool) {
	least, next := math.Inf(1), math.Inf(1)
	for from := range columns {
		for to := from + 1; to <= len(columns) && below(r, mids, to-1); to++ {
			if to-from < 2 || r.box.Left < columns[from].Left-near || r.box.Right > columns[to-1].Right+near {
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
