package original

import (
	"errors"
	"math"

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

// path adds the ruling lines of a path: its straight strokes, and what it fills
// where that is as thin as a line.
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
	var outline []Box // of each part of the path
	var x, y, startX, startY float64
	straight := true
	stroke := func(toX, toY float64) {
		if mode.Stroke {
			p.stroke(x, y, toX, toY)
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
			outline = append(outline, Box{toX, toY, toX, toY})
			startX, startY = toX, toY
		case kind.Type == enums.FPDF_SEGMENT_LINETO && len(outline) > 0:
			stroke(toX, toY)
			b := &outline[len(outline)-1]
			*b = Box{math.Min(b.Left, toX), math.Min(b.Top, toY), math.Max(b.Right, toX), math.Max(b.Bottom, toY)}
		default:
			straight = false
		}
		x, y = toX, toY
		if closed.IsClose {
			stroke(startX, startY)
			x, y = startX, startY
		}
	}
	if filled && straight && p.seen(ref) {
		for _, b := range outline {
			switch {
			case b.height() <= thin && b.width() > thin:
				p.sheet.rules = append(p.sheet.rules, rule{false, b.middleY(), b.Left, b.Right})
			case b.width() <= thin && b.height() > thin:
				p.sheet.rules = append(p.sheet.rules, rule{true, b.middleX(), b.Top, b.Bottom})
			}
		}
	}
	if !straight {
		p.sheet.drawings++
	}
	return nil
}

// seen tells whether what a path fills is not as white as the paper.
func (p *paths) seen(ref references.FPDF_PAGEOBJECT) bool {
	c, err := p.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: ref})
	return err != nil || c.FillColor.A > 0 && (c.FillColor.R < 250 || c.FillColor.G < 250 || c.FillColor.B < 250)
}

// stroke adds a stroke that is level or upright.
func (p *paths) stroke(x1, y1, x2, y2 float64) {
	switch {
	case math.Abs(y1-y2) < 1 && math.Abs(x1-x2) > 1:
		p.sheet.rules = append(p.sheet.rules, rule{false, (y1 + y2) / 2, math.Min(x1, x2), math.Max(x1, x2)})
	case math.Abs(x1-x2) < 1 && math.Abs(y1-y2) > 1:
		p.sheet.rules = append(p.sheet.rules, rule{true, (x1 + x2) / 2, math.Min(y1, y2), math.Max(y1, y2)})
	}
}
