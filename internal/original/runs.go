package original

import (
	"math"
	"regexp"
)

// run is words of a line that stand together.
type run struct {
	glyphs []glyph
	box    Box
	figure bool
}

// aFigure is a number as cells of a table state it.
var aFigure = regexp.MustCompile(`^([-−－△]|[（(])?[0-9０-９][0-9０-９,，]*([.．][0-9０-９]+)?[)）]?[%％]?$`)

// runs divides a line where the gap between two letters is wider than a part of their
// size.
func (s *sheet) runs(l line, gap float64) []run {
	if !l.parts(gap) {
		return []run{{glyphs: l.glyphs, box: l.box, figure: aFigure.MatchString(l.text())}}
	}
	var found []run
	var last *glyph
	var spaces []glyph
	for i := range l.glyphs {
		g := &l.glyphs[i]
		if g.space() {
			spaces = append(spaces, *g)
			continue
		}
		if last == nil || g.box.Left-last.box.Right > gap*math.Max(g.size, last.size) {
			if found = append(found, run{}); gap > .3 {
				spaces = nil // else besides puts the runs together again
			}
		}
		r := &found[len(found)-1]
		r.glyphs, r.box, last = append(append(r.glyphs, spaces...), *g), r.box.with(g.box), g
		spaces = nil
	}
	if gap > .3 {
		found = s.besides(found)
	}
	for i := range found {
		found[i].figure = aFigure.MatchString(newLine(found[i].glyphs).text())
	}
	return found
}

// parts tells whether a line has a gap wider than a part of the size of its letters, or,
// where such gaps are wide, a small one, beside which two figures may stand.
func (l *line) parts(gap float64) bool {
	var last *glyph
	for i := range l.glyphs {
		g := &l.glyphs[i]
		if g.space() {
			continue
		}
		if last != nil && g.box.Left-last.box.Right > math.Min(gap, .25)*math.Max(g.size, last.size) {
			return true
		}
		last = g
	}
	return false
}

// besides divides runs between two figures, which are of two columns however near they
// stand.
func (s *sheet) besides(runs []run) (found []run) {
	for _, r := range runs {
		open := false // the last run ends with a figure
		for _, part := range s.runs(newLine(r.glyphs), .25) {
			if n := len(found) - 1; open && part.figure || n < 0 || !open && part.box.Left == r.box.Left {
				found = append(found, part)
			} else {
				found[n].glyphs, found[n].box = append(found[n].glyphs, part.glyphs...), found[n].box.with(part.box)
			}
			open = part.figure
		}
	}
	return found
}

// banded is a line of a page with its runs, and how many of these are figures.
type banded struct {
	line
	runs    []run
	figures int
}

// banded is a line with its runs.
func (s *sheet) banded(l line) banded {
	b := banded{line: l, runs: s.runs(l, apart)}
	for _, r := range b.runs {
		if r.figure {
			b.figures++
		}
	}
	return b
}

// between two words of one cell there is less than this part of their size.
const apart = 1.2

// tabular tells whether a line is a row of a table: figures beside other words.
func (b banded) tabular() bool { return len(b.runs) > 1 && b.figures > 0 }
