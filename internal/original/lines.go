package original

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// line is glyphs that stand beside one another.
type line struct {
	glyphs []glyph // from left to right
	box    Box     // of those that leave ink
	size   float64
	bold   bool
	page   int
	owner  int    // the paragraph of a tagged file that it belongs to, 0 without
	style  string // of that paragraph
	spaced bool   // the file draws the spaces between words
}

// lines sets glyphs of the page into lines, from top to bottom. A wide gap without
// a space divides a line in two where apart is set: captions at both ends of it.
func (s *sheet) lines(glyphs []glyph, apart bool) []line {
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b glyph) int {
		return compare(a.box.middleY(), b.box.middleY())
	})
	var found []line
	for start := 0; start < len(sorted); {
		end, bottom := start+1, sorted[start].box.middleY()
		height := math.Max(sorted[start].size, 1)
		for end < len(sorted) && sorted[end].box.middleY()-bottom < .35*math.Max(height, sorted[end].size) {
			bottom = sorted[end].box.middleY()
			height = math.Max(height, sorted[end].size)
			end++
		}
		row := sorted[start:end]
		slices.SortStableFunc(row, func(a, b glyph) int { return compare(a.box.Left, b.box.Left) })
		found = append(found, s.divide(row, apart)...)
		start = end
	}
	return found
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// divide makes lines of a row of glyphs.
func (s *sheet) divide(row []glyph, apart bool) []line {
	var found []line
	from := 0
	for i := 1; i <= len(row); i++ {
		if i < len(row) && !(apart && !row[i].space() && !row[i-1].space() && row[i].box.Left-row[i-1].box.Right > 2*row[i].size) {
			continue
		}
		if l := newLine(row[from:i]); l.box != (Box{}) {
			l.page, l.spaced = s.number, s.spaced
			found = append(found, l)
		}
		from = i
	}
	return found
}

func newLine(glyphs []glyph) line {
	var l line
	ink, bold := 0, 0
	for _, g := range glyphs {
		if len(l.glyphs) > 0 && again(l.glyphs[len(l.glyphs)-1], g) {
			continue
		}
		l.glyphs = append(l.glyphs, g)
		if g.space() {
			continue
		}
		ink++
		if g.bold {
			bold++
		}
		l.box = l.box.with(g.box)
		l.size = math.Max(l.size, g.size)
	}
	l.bold = 2*bold > ink
	return l
}

// again tells whether a glyph is drawn over the same one to make it bold.
func again(a, b glyph) bool {
	return a.char == b.char && math.Abs(a.box.Left-b.box.Left) < .2*a.size && math.Abs(a.box.Top-b.box.Top) < .2*a.size
}

// text is what a line says. Spaces stand where the file has them, once, and
// where words are set apart without any.
func (l line) text() string {
	var b strings.Builder
	var last *glyph
	gap, spread := false, l.spread()
	for i := range l.glyphs {
		g := &l.glyphs[i]
		if g.space() {
			gap = gap || g.char == ' ' || g.char == '\u3000' || g.char == '\u00a0' || g.char == '\t'
			continue
		}
		if last != nil && (gap || g.box.Left-last.box.Right-spread > l.room(last.char, g.char)*g.size) {
			b.WriteByte(' ')
		}
		b.WriteRune(g.char)
		last, gap = g, false
	}
	return b.String()
}

// spread is how far a line is stretched to both edges: the gap that stands
// between most of its ideographs.
func (l line) spread() float64 {
	var gaps []float64
	for i := 1; i < len(l.glyphs); i++ {
		a, b := l.glyphs[i-1], l.glyphs[i]
		if wide(a.char) && wide(b.char) && !a.space() && !b.space() {
			gaps = append(gaps, b.box.Left-a.box.Right)
		}
	}
	if len(gaps) < 4 {
		return 0
	}
	slices.Sort(gaps)
	return math.Max(0, gaps[len(gaps)/2])
}

// room is the gap, in parts of the size, above which two characters are words
// of their own. Setting spreads ideographs, and digits among them, a little.
func (l line) room(a, b rune) float64 {
	switch {
	case !wide(a) && !wide(b):
		return .3
	case l.spaced && wide(a) != wide(b):
		return .8 // room around figures is no space
	}
	return .45
}

// wide tells whether a character is an ideograph or stands among them.
func wide(r rune) bool {
	return r >= 0x2E80 || r >= 0x2018 && r <= 0x2026 || r == 0xB7
}

// join sets the next line of a text behind what stands before it.
func join(before, next string) string {
	if before == "" || next == "" {
		return before + next
	}
	runes := []rune(before)
	a, b := runes[len(runes)-1], []rune(next)[0]
	if latin(a) && latin(b) && !(unicode.IsDigit(a) && unicode.IsDigit(b)) {
		return before + " " + next
	}
	return before + next
}

func latin(r rune) bool { return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// unit is the width of what cannot be broken at the start of a line: an
// ideograph with the punctuation behind it, or a whole word or figure.
func (l line) unit() float64 {
	width := 0.0
	var last *glyph
	for i := range l.glyphs {
		g := &l.glyphs[i]
		if g.space() {
			if last != nil {
				break
			}
			continue
		}
		if last != nil && !together(last.char, g.char) {
			break
		}
		width += g.box.width()
		last = g
	}
	return width
}

// together tells whether a line is not broken between two characters.
func together(a, b rune) bool {
	if strings.ContainsRune("，。；：、！？）》”’】％%…)]},.;:!?", b) || strings.ContainsRune("（《“‘【([{", a) {
		return true
	}
	return !wide(a) && !wide(b)
}
