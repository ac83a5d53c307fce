package original

import (
	"errors"
	"math"
	"slices"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// thin is the most that a ruling line is thick, in points.
const thin = 3

// errTooMany says that a page has more drawings than are read.
var errTooMany = errors.New("too many drawings")

// paths reads the drawings of a page for its ruling lines and pictures.
type paths struct {
	*engine
	view  view
	sheet *sheet
	left  int // objects and segments that may still be read
	maybe []drawing
}

// drawing is a path that may be the outline of letters: the places of its parts, and the
// ruling lines that it makes if it is none.
type drawing struct {
	parts []Box
	rules []rule
}

func (p *paths) read(page requests.Page) error {
	count, err := p.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return err
	}
	for i := range count.Count {
		object, err := p.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return err
		}
		if err := p.object(object.PageObject, identity, 0); err != nil {
			return err
		}
	}
	return nil
}

var identity = structs.FPDF_FS_MATRIX{A: 1, D: 1}

func apply(m structs.FPDF_FS_MATRIX, x, y float64) (float64, float64) {
	return float64(m.A)*x + float64(m.C)*y + float64(m.E), float64(m.B)*x + float64(m.D)*y + float64(m.F)
}

// times is the matrix that does first m and then outer.
func times(m, outer structs.FPDF_FS_MATRIX) structs.FPDF_FS_MATRIX {
	return structs.FPDF_FS_MATRIX{
		A: m.A*outer.A + m.B*outer.C, B: m.A*outer.B + m.B*outer.D,
		C: m.C*outer.A + m.D*outer.C, D: m.C*outer.B + m.D*outer.D,
		E: m.E*outer.A + m.F*outer.C + outer.E, F: m.E*outer.B + m.F*outer.D + outer.F,
	}
}

// object reads one drawing; those inside a form are read with its matrix.
func (p *paths) object(ref references.FPDF_PAGEOBJECT, outer structs.FPDF_FS_MATRIX, depth int) error {
	if p.left--; p.left < 0 {
		return errTooMany
	}
	kind, err := p.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: ref})
	if err != nil {
		return err
	}
	if kind.Type != enums.FPDF_PAGEOBJ_PATH && kind.Type != enums.FPDF_PAGEOBJ_IMAGE && kind.Type != enums.FPDF_PAGEOBJ_FORM {
		return nil
	}
	matrix := outer
	if m, err := p.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: ref}); err == nil {
		matrix = times(m.Matrix, outer)
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		x1, y1 := p.view.point(apply(matrix, 0, 0))
		x2, y2 := p.view.point(apply(matrix, 1, 1))
		p.sheet.pictures += math.Abs(x2-x1) * math.Abs(y2-y1) / (p.view.width * p.view.height)
	case enums.FPDF_PAGEOBJ_PATH:
		return p.path(ref, matrix)
	case enums.FPDF_PAGEOBJ_FORM:
		count, err := p.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: ref})
		if err != nil || depth > 8 {
			return err
		}
		for i := range count.Count {
			inner, err := p.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: ref, Index: uint64(i)})
			if err != nil {
				return err
			}
			if err := p.object(inner.PageObject, matrix, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// path adds the ruling lines of a path: the strokes of its straight parts, and what it
// fills where that is as thin as a line. One that draws more than straight lines may be
// letters.
func (p *paths) path(ref references.FPDF_PAGEOBJECT, matrix structs.FPDF_FS_MATRIX) error {
	mode, err := p.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: ref})
	if err != nil {
		return err
	}
	filled := mode.FillMode != enums.FPDF_FILLMODE_NONE
	if !filled && !mode.Stroke {
		return nil
	}
	count, err := p.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: ref})
	if err != nil {
		return err
	}
	var d drawing
	var rules []rule // of the last part
	var x, y, startX, startY float64
	straight, last := true, true // all parts, and the last
	end := func() {
		if last {
			d.rules = append(d.rules, rules...)
		}
		rules, last = nil, true
	}
	stroke := func(toX, toY float64) {
		if r, ok := ruleOf(x, y, toX, toY); ok && mode.Stroke {
			rules = append(rules, r)
		}
	}
	for i := range count.Count {
		if p.left--; p.left < 0 {
			return errTooMany
		}
		segment, err := p.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: ref, Index: i})
		if err != nil {
			return err
		}
		kind, err := p.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: segment.PathSegment})
		if err != nil {
			return err
		}
		at, err := p.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
		if err != nil {
			return err
		}
		closed, err := p.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: segment.PathSegment})
		if err != nil {
			return err
		}
		toX, toY := p.view.point(apply(matrix, float64(at.X), float64(at.Y)))
		switch {
		case kind.Type == enums.FPDF_SEGMENT_MOVETO:
			end()
			d.parts = append(d.parts, Box{toX, toY, toX, toY})
			startX, startY = toX, toY
		case len(d.parts) == 0: // broken
			last, straight = false, false
		default:
			b := &d.parts[len(d.parts)-1]
			*b = Box{math.Min(b.Left, toX), math.Min(b.Top, toY), math.Max(b.Right, toX), math.Max(b.Bottom, toY)}
			if kind.Type == enums.FPDF_SEGMENT_LINETO {
				stroke(toX, toY)
			} else {
				last, straight = false, false
			}
		}
		x, y = toX, toY
		if closed.IsClose {
			stroke(startX, startY)
			x, y = startX, startY
		}
	}
	end()
	thick := false
	for _, b := range d.parts {
		thick = thick || b.height() > thin && b.width() > thin
	}
	if filled && straight && p.seen(ref) {
		for _, b := range d.parts {
			switch {
			case b.height() <= thin && b.width() > thin:
				d.rules = append(d.rules, rule{false, b.middleY(), b.Left, b.Right})
			case b.width() <= thin && b.height() > thin:
				d.rules = append(d.rules, rule{true, b.middleX(), b.Top, b.Bottom})
			}
		}
	}
	if !straight {
		p.sheet.drawings++
	}
	if thick && len(d.rules) > 0 {
		p.maybe = append(p.maybe, d)
	} else {
		p.sheet.rules = append(p.sheet.rules, d.rules...)
	}
	return nil
}

// rule adds the ruling lines of what turns out to be no outline of letters.
func (p *paths) rule() {
	letters := slices.Clone(p.sheet.glyphs)
	slices.SortFunc(letters, func(a, b glyph) int { return compare(a.box.Left, b.box.Left) })
	widest := 0.0
	for _, g := range letters {
		widest = math.Max(widest, g.box.width()+overLetter*g.size)
	}
	for _, d := range p.maybe {
		if slices.ContainsFunc(d.parts, func(b Box) bool { return !inLetter(b, letters, widest) }) {
			p.sheet.rules = append(p.sheet.rules, d.rules...)
		}
	}
}

// overLetter is the part of its size by which an outline may go beyond the place of a letter.
const overLetter = .15

// inLetter tells whether a place lies in that of one of these letters, which stand in the
// order of their left edges and are at most so wide.
func inLetter(b Box, letters []glyph, widest float64) bool {
	first, _ := slices.BinarySearchFunc(letters, b.Left-widest, func(g glyph, left float64) int { return compare(g.box.Left, left) })
	for _, g := range letters[first:] {
		more := overLetter * g.size
		if g.box.Left > b.Right {
			return false
		}
		if b.Left > g.box.Left-more && b.Right < g.box.Right+more && b.Top > g.box.Top-more && b.Bottom < g.box.Bottom+more {
			return true
		}
	}
	return false
}

// seen tells whether what a path fills is not as white as the paper.
func (p *paths) seen(ref references.FPDF_PAGEOBJECT) bool {
	c, err := p.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: ref})
	return err != nil || c.FillColor.A > 0 && (c.FillColor.R < 250 || c.FillColor.G < 250 || c.FillColor.B < 250)
}

// ruleOf is the ruling line that a stroke is, which is level or upright.
func ruleOf(x1, y1, x2, y2 float64) (r rule, ok bool) {
	switch {
	case math.Abs(y1-y2) < 1 && math.Abs(x1-x2) > 1:
		return rule{false, (y1 + y2) / 2, math.Min(x1, x2), math.Max(x1, x2)}, true
	case math.Abs(x1-x2) < 1 && math.Abs(y1-y2) > 1:
		return rule{true, (x1 + x2) / 2, math.Min(y1, y2), math.Max(y1, y2)}, true
	}
	return rule{}, false
}
