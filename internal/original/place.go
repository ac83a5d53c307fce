package original

import (
	"fmt"
	"math"
)

// Place is where something stands in a file: of a PDF a page and a box, of a
// workbook a sheet and a cell, else a paragraph or a line.
type Place struct {
	Page      int    // from 1
	Box       Box    // on the page
	Sheet     string // its name
	Cell      string // B4
	Paragraph int    // from 1, paragraphs of tables counted
	Line      int    // from 1
}

// String is the place for a person, without the box.
func (p Place) String() string {
	switch {
	case p.Page > 0:
		return fmt.Sprintf("page %d", p.Page)
	case p.Sheet != "" && p.Cell != "":
		return fmt.Sprintf("sheet %s, cell %s", p.Sheet, p.Cell)
	case p.Sheet != "":
		return "sheet " + p.Sheet
	case p.Paragraph > 0:
		return fmt.Sprintf("paragraph %d", p.Paragraph)
	case p.Line > 0:
		return fmt.Sprintf("line %d", p.Line)
	}
	return ""
}

// Notation is the place in the notation of a text as received, with the box.
func (p Place) Notation() string {
	if p.Page > 0 {
		return fmt.Sprintf("page %d, %.0f %.0f %.0f %.0f", p.Page, math.Max(p.Box.Left, 0), math.Max(p.Box.Top, 0), math.Max(p.Box.Right, 0), math.Max(p.Box.Bottom, 0))
	}
	return p.String()
}

// Box is a rectangle on a page in points (1/72 inch), from the page's upper left
// corner to the right and down.
type Box struct{ Left, Top, Right, Bottom float64 }

func (b Box) width() float64   { return b.Right - b.Left }
func (b Box) height() float64  { return b.Bottom - b.Top }
func (b Box) middleX() float64 { return (b.Left + b.Right) / 2 }
func (b Box) middleY() float64 { return (b.Top + b.Bottom) / 2 }

// holds tells whether a point is in the box.
func (b Box) holds(x, y float64) bool {
	return x >= b.Left && x < b.Right && y >= b.Top && y < b.Bottom
}

// with is the smallest box around both; the empty box adds nothing.
func (b Box) with(other Box) Box {
	switch (Box{}) {
	case b:
		return other
	case other:
		return b
	}
	return Box{
		math.Min(b.Left, other.Left), math.Min(b.Top, other.Top),
		math.Max(b.Right, other.Right), math.Max(b.Bottom, other.Bottom),
	}
}
