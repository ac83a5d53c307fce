package chart

// Drawing is a picture of a fixed size, as it stands in a file or in an image that others
// show: shapes from the back to the front. It knows tones, and whoever renders it gives
// them colours.
type Drawing struct {
	Width, Height Px
	Shapes        []Shape
}

// Px is a length in hundredths of a pixel.
type Px int

// String writes the length as markup does: 12.5.
func (p Px) String() string { return hundredths(int(p)) }

// Tone is how strongly a shape stands out from the paper.
type Tone string

// The tones, from the faintest to the strongest, and that of what needs a look.
const (
	Faint  Tone = "faint"
	Light  Tone = "light"
	Middle Tone = "middle"
	Strong Tone = "strong"
	Soft   Tone = "soft" // of texts beside others
	Ink    Tone = "ink"
	Accent Tone = "accent"
)

// Shape is a box, a ribbon or a line of text: one of the three is set.
type Shape struct {
	Tone   Tone
	Box    *Box
	Ribbon *Shaft
	Text   *Line
}

// Box is a rectangle.
type Box struct{ X, Y, Width, Height Px }

// Shaft is a ribbon between two edges; its sides are curves that leave both upright.
type Shaft struct{ Top, Bottom Edge }

// Edge is the upper or lower edge of a ribbon.
type Edge struct{ X, Y, Width Px }

// Anchor is which point of a line of text stands at its place.
type Anchor string

// The anchors.
const (
	Start  Anchor = "start"
	Center Anchor = "middle"
	End    Anchor = "end"
)

// Line is a line of text on its baseline.
type Line struct {
	X, Y, Size Px
	Anchor     Anchor
	Bold       bool // of titles
	Text       string
}

// Add puts a shape in front of those before.
func (d *Drawing) Add(s Shape) { d.Shapes = append(d.Shapes, s) }

// AddBox adds a rectangle; one without width or height is left out.
func (d *Drawing) AddBox(tone Tone, b Box) {
	if b.Width > 0 && b.Height > 0 {
		d.Add(Shape{Tone: tone, Box: &b})
	}
}

// AddText adds a line of text.
func (d *Drawing) AddText(tone Tone, l Line) {
	if l.Text != "" {
		d.Add(Shape{Tone: tone, Text: &l})
	}
}

// AddLines adds a text in lines of at most a width, one em and a half apart, and returns
// the baseline of the last.
func (d *Drawing) AddLines(tone Tone, l Line, width Px) Px {
	for i, text := range Lines(l.Text, Em(int(width)*100/int(l.Size))) {
		if i > 0 {
			l.Y += l.Size * 3 / 2
		}
		l.Text = text
		d.AddText(tone, l)
	}
	return l.Y
}

// Of is the length in letters of a size.
func (e Em) Of(size Px) Px { return Px(int(e) * int(size) / 100) }

// Frame is the part of a drawing that a layout fills: percent are of its width, em of its
// letters.
type Frame struct {
	X, Y, Width, Size Px
}

// Across is where a place across lies.
func (f Frame) Across(p Percent) Px { return f.X + f.Along(p) }

// Along is how long a part of the width is.
func (f Frame) Along(p Percent) Px { return Px(int(f.Width) * int(p) / int(Whole)) }

// Down is where a place down lies.
func (f Frame) Down(e Em) Px { return f.Y + e.Of(f.Size) }

// Box is a box in the frame.
func (f Frame) Box(b Band, y, height Em) Box {
	return Box{f.Across(b.X), f.Down(y), f.Across(b.End()) - f.Across(b.X), f.Down(y+height) - f.Down(y)}
}

// Shaft is a ribbon in the frame.
func (f Frame) Shaft(r Ribbon, y, height Em) Shaft {
	edge := func(b Band, y Em) Edge {
		return Edge{f.Across(b.X), f.Down(y), f.Across(b.End()) - f.Across(b.X)}
	}
	return Shaft{edge(r.From, y), edge(r.To, y+height)}
}
