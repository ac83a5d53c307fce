package raster

import (
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"disclosure/internal/chart"
)

// canvas holds for each pixel how much ink it has, up to 255.
type canvas struct {
	width, height int
	ink           []byte

	// What fill works with, which is empty between paths.
	line      line
	edges     []edge
	near      []edge // those that pass the row of pixels
	crossings []crossing
}

func newCanvas(width, height int) *canvas {
	return &canvas{width: width, height: height, ink: make([]byte, width*height),
		line: line{cover: make([]int, width+1), run: make([]int, width+1)}}
}

// rows is how many lines are drawn through each row of pixels.
const rows = 16

// crossing is where an outline crosses a line, and whether it goes down or up.
type crossing struct{ x, turn int }

// fill inks the inside of a path: places that outlines go around more often in one sense
// than in the other.
func (c *canvas) fill(p path, strength int) {
	edges := p.edges(c.edges[:0])
	slices.SortFunc(edges, func(a, b edge) int { return a.from.y - b.from.y })
	top, bottom := c.height*unit, 0
	for _, e := range edges {
		top, bottom = min(top, e.from.y), max(bottom, e.to.y)
	}
	l, near, crossings := &c.line, c.near, c.crossings
	for y := max(0, top/unit); y < min(c.height, (bottom+unit-1)/unit); y++ {
		near = near[:0]
		for _, e := range edges {
			if e.from.y >= (y+1)*unit {
				break // as are all that begin below it
			}
			if e.to.y > y*unit {
				near = append(near, e)
			}
		}
		l.from, l.to = c.width, 0
		for k := range rows {
			at := y*unit*fine + (2*k+1)*unit
			crossings = crossings[:0]
			for _, e := range near {
				if at >= e.from.y*fine && at < e.to.y*fine {
					crossings = append(crossings, e.cross(at))
				}
			}
			slices.SortFunc(crossings, func(a, b crossing) int {
				if a.x != b.x {
					return a.x - b.x
				}
				return a.turn - b.turn
			})
			winding := 0
			for i, here := range crossings {
				if winding != 0 {
					l.span(crossings[i-1].x, here.x)
				}
				winding += here.turn
			}
		}
		running := 0
		for x := l.from; x <= min(l.to, c.width-1); x++ {
			running += l.run[x]
			n := running + l.cover[x]
			if n > 0 {
				amount := strength * min(n, rows*unit) / (rows * unit)
				pixel := &c.ink[y*c.width+x]
				*pixel += byte(((255 - int(*pixel)) * amount) / 255)
			}
		}
		if l.from <= l.to {
			clear(l.cover[l.from : l.to+1])
			clear(l.run[l.from : l.to+1])
		}
	}
	c.edges, c.near, c.crossings = edges, near, crossings
}

// edge is a straight piece of an outline from its upper end to its lower one; turn is -1
// where the outline runs upwards.
type edge struct {
	from, to point
	turn     int
}

// edges appends the pieces of a path that are not level to all.
func (p path) edges(all []edge) []edge {
	for _, outline := range p {
		for i, a := range outline {
			switch b := outline[(i+1)%len(outline)]; {
			case a.y < b.y:
				all = append(all, edge{a, b, 1})
			case a.y > b.y:
				all = append(all, edge{b, a, -1})
			}
		}
	}
	return all
}

// fine is how many parts of a step the lines through a row of pixels are counted in.
const fine = 2 * rows

// cross is where the edge crosses a line.
func (e edge) cross(at int) crossing {
	return crossing{e.from.x + round((e.to.x-e.from.x)*(at-e.from.y*fine), (e.to.y-e.from.y)*fine), e.turn}
}

// line is how much of each pixel of a row is covered: cover holds the pixels that a span
// covers in part, run where those begin and end that it covers wholly.
type line struct {
	cover, run []int
	from, to   int // the pixels that are touched
}

// span adds the steps between two places of a line drawn through the row.
func (l *line) span(from, to int) {
	width := len(l.cover) - 1
	from, to = max(from, 0), min(to, width*unit)
	if from >= to {
		return
	}
	first, last := from/unit, to/unit
	l.from, l.to = min(l.from, first), max(l.to, last)
	if first == last {
		l.cover[first] += to - from
		return
	}
	l.cover[first] += (first+1)*unit - from
	l.cover[last] += to - last*unit
	l.run[first+1] += unit
	l.run[last] -= unit
}

// text inks a line of text.
func (c *canvas) text(l chart.Line, strength int) {
	f := face{size: l.Size}
	x := steps(l.X)
	switch width := f.width(l.Text); l.Anchor {
	case chart.Center:
		x -= width / 2
	case chart.End:
		x -= width
	}
	for _, r := range l.Text {
		outline, advance := f.glyph(r, x, steps(l.Y))
		c.fill(outline, strength)
		x += advance
	}
}

// face is the font in one size.
type face struct {
	size   chart.Px
	buffer sfnt.Buffer
}

// designSize is the size in which outlines are read: one step of the design is one unit.
const designSize = 1000

// scaled is a length of the design, in 64ths, in steps of the size.
func (f *face) scaled(v fixed.Int26_6) int {
	return round(int(v)*int(f.size)*unit, 64*designSize*100)
}

func (f *face) index(r rune) sfnt.GlyphIndex {
	glyph, err := typeface().GlyphIndex(&f.buffer, r)
	if (err != nil || glyph == 0) && r != absent {
		return f.index(absent)
	}
	return glyph
}

// width is how far a text runs.
func (f *face) width(text string) (width int) {
	for _, r := range text {
		width += f.advance(f.index(r))
	}
	return width
}

func (f *face) advance(glyph sfnt.GlyphIndex) int {
	advance, err := typeface().GlyphAdvance(&f.buffer, glyph, fixed.I(designSize), font.HintingNone)
	if err != nil {
		return 0
	}
	return f.scaled(advance)
}

// glyph is the outline of a character whose origin stands at a place.
func (f *face) glyph(r rune, x, y int) (p path, advance int) {
	glyph := f.index(r)
	segments, err := typeface().LoadGlyph(&f.buffer, glyph, fixed.I(designSize), nil)
	if err != nil {
		return nil, 0
	}
	at := func(v fixed.Point26_6) point { return point{x + f.scaled(v.X), y + f.scaled(v.Y)} }
	for _, s := range segments {
		last := len(p) - 1
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p = append(p, []point{at(s.Args[0])})
			continue
		case sfnt.SegmentOpLineTo:
			p[last] = append(p[last], at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			p[last] = quadratic(p[last], p[last][len(p[last])-1], at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			p[last] = cubic(p[last], p[last][len(p[last])-1], at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	return p, f.advance(glyph)
}
