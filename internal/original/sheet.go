package original

import (
	"context"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// sheet is what is drawn on a page of a PDF, as the page is seen.
type sheet struct {
	number        int
	width, height float64
	glyphs        []glyph // as the file draws them
	rules         []rule
	pictures      float64 // the share of the page that pictures cover
	drawings      int     // paths that are no ruling lines
	unmapped      int     // glyphs that have no letter
	unseen        int     // glyphs that are there to be found and not to be seen
	tags          *tag    // of a tagged file, its structure on this page
	spaced        bool    // the file draws the spaces between words
	aside         [4]int  // glyphs by the quarter turns, clockwise, that set them upright
}

// glyph is a character where it is drawn.
type glyph struct {
	char rune
	box  Box     // of its place in the line, not only of its ink
	size float64 // of its font
	bold bool
	cut  bool // outside the paper, or cut off by the file
	mark int  // the marked content that it belongs to, -1 without
}

// rule is a straight line, horizontal or vertical.
type rule struct {
	vertical bool
	at       float64 // its y, or its x
	from, to float64
}

// space tells whether the glyph leaves no ink.
func (g glyph) space() bool {
	switch g.char {
	case ' ', '\t', '\u00a0', '\u3000', '\r', '\n', '\ufeff', '\u200b':
		return true
	}
	return false
}

// sheet reads page i, from 0. A page whose words are drawn on their side, as a wide table
// is on upright paper, is read as its reader turns it.
func (e *engine) sheet(ctx context.Context, i int, limits Limits) (*sheet, error) {
	s, err := e.turned(ctx, i, 0, limits)
	if err != nil {
		return nil, err
	}
	for quarters, n := range s.aside {
		if 2*n > len(s.glyphs) && quarters > 0 {
			return e.turned(ctx, i, quarters, limits)
		}
	}
	return s, nil
}

// turned reads page i after so many quarter turns, clockwise.
func (e *engine) turned(ctx context.Context, i, quarters int, limits Limits) (*sheet, error) {
	damaged := func() error {
		return refuse(Place{Page: i + 1}, "cannot be read: print the file anew as PDF")
	}
	loaded, err := e.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: e.document, Index: i})
	if err != nil {
		return nil, damaged()
	}
	defer e.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	page := requests.Page{ByReference: &loaded.Page}
	view, err := e.view(page)
	if err != nil {
		return nil, damaged()
	}
	if view.turned = (view.turned + quarters) % 4; quarters%2 == 1 {
		view.width, view.height = view.height, view.width
	}
	s := &sheet{number: i + 1, width: view.width, height: view.height}
	paths := &paths{engine: e, view: view, sheet: s, left: limits.Elements / 5}
	if err := paths.read(page); err != nil {
		if err == errTooMany {
			return nil, refuse(Place{Page: i + 1}, "has more drawings than are read: print it anew as PDF from the program that made it")
		}
		return nil, damaged()
	}
	text, err := e.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, damaged()
	}
	defer e.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := e.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, damaged()
	}
	if count.Count > limits.Glyphs {
		return nil, refuse(Place{Page: i + 1}, "has %d characters, more than %d, as no page for reading has: print it anew as PDF", count.Count, limits.Glyphs)
	}
	for k := range count.Count {
		if k%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := e.glyph(s, text.TextPage, k, view); err != nil {
			return nil, damaged()
		}
	}
	paths.rule()
	if e.tagged {
		s.tags = e.structure(page)
	}
	return s, nil
}

// glyph reads character k and adds it to the sheet, unless PDFium made it up.
func (e *engine) glyph(s *sheet, text references.FPDF_TEXTPAGE, k int, view view) error {
	made, err := e.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: k})
	if err != nil || made.IsGenerated {
		return err
	}
	char, err := e.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: k})
	if err != nil {
		return err
	}
	loose, err := e.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: k})
	if err != nil {
		return err
	}
	size, err := e.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: k})
	if err != nil {
		return err
	}
	g := glyph{char: rune(char.Unicode), mark: -1, box: view.box(loose.Rect), size: size.FontSize}
	if m, err := e.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: k}); err == nil {
		g.size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
		s.aside[view.upright(float64(m.Matrix.A), float64(m.Matrix.B))]++
	}
	if weight, err := e.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: text, Index: k}); err == nil {
		g.bold = weight.FontWeight >= 600
	}
	if object, err := e.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: text, Index: k}); err == nil {
		if mode, err := e.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object.TextObject}); err == nil {
			switch mode.TextRenderMode {
			case enums.FPDF_TEXTRENDERMODE_INVISIBLE:
				s.unseen++
			case enums.FPDF_TEXTRENDERMODE_FILL_STROKE:
				g.bold = true // a font without bold letters is drawn with an outline
			}
		}
		if id, err := e.FPDFPageObj_GetMarkedContentID(&requests.FPDFPageObj_GetMarkedContentID{PageObject: object.TextObject}); err == nil {
			g.mark = id.MarkedContentID
		}
		g.cut = !e.window(object.TextObject, view).holds(g.box.middleX(), g.box.middleY())
	}
	if wrong, err := e.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: text, Index: k}); err == nil && wrong.HasUnicodeMapError || g.char == 0 || private(g.char) {
		s.unmapped++
		g.char = '\ufffd'
	}
	s.glyphs = append(s.glyphs, g)
	return nil
}

// view turns places of the file into places of the page as it is seen.
type view struct {
	left, bottom  float64
	width, height float64
	turned        int // quarters, clockwise
}

func (e *engine) view(page requests.Page) (view, error) {
	box, err := e.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return view{}, err
	}
	v := view{left: float64(box.Rect.Left), bottom: float64(box.Rect.Bottom)}
	v.width, v.height = float64(box.Rect.Right)-v.left, float64(box.Rect.Top)-v.bottom
	if turned, err := e.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page}); err == nil {
		v.turned = int(turned.PageRotation)
	}
	if v.turned%2 == 1 {
		v.width, v.height = v.height, v.width
	}
	return v, nil
}

// upright counts the quarter turns, clockwise, after which what runs in a direction of the
// file runs from left to right.
func (v view) upright(x, y float64) int {
	quarters := 0 // as the file draws it
	switch {
	case math.Abs(y) > math.Abs(x) && y > 0:
		quarters = 1
	case math.Abs(y) > math.Abs(x):
		quarters = 3
	case x < 0:
		quarters = 2
	}
	return (quarters - v.turned + 4) % 4
}

func (v view) point(x, y float64) (float64, float64) {
	x, y = x-v.left, y-v.bottom
	switch v.turned {
	case 1:
		return y, x
	case 2:
		return v.width - x, y
	case 3:
		return v.width - y, v.height - x
	}
	return x, v.height - y
}

func (v view) box(r structs.FPDF_FS_RECTF) Box {
	x1, y1 := v.point(float64(r.Left), float64(r.Top))
	x2, y2 := v.point(float64(r.Right), float64(r.Bottom))
	return Box{math.Min(x1, x2), math.Min(y1, y2), math.Max(x1, x2), math.Max(y1, y2)}
}

// window is the part of the page in which an object is drawn: a spreadsheet that
// runs over the end of a page is drawn on both, and cut off.
func (e *engine) window(object references.FPDF_PAGEOBJECT, view view) Box {
	window := Box{0, 0, view.width, view.height}
	clip, err := e.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: object})
	if err != nil {
		return window
	}
	count, err := e.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: clip.ClipPath})
	if err != nil {
		return window
	}
	for i := range min(count.Count, 16) {
		segments, err := e.FPDFClipPath_CountPathSegments(&requests.FPDFClipPath_CountPathSegments{ClipPath: clip.ClipPath, PathIndex: i})
		if err != nil || segments.Count == 0 || segments.Count > 64 {
			continue
		}
		var around Box
		for k := range segments.Count {
			if segments.Count <= 5 && k != 0 && k != 2 {
				continue // two corners make a box
			}
			segment, err := e.FPDFClipPath_GetPathSegment(&requests.FPDFClipPath_GetPathSegment{ClipPath: clip.ClipPath, PathIndex: i, SegmentIndex: k})
			if err != nil {
				return window
			}
			at, err := e.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
			if err != nil {
				return window
			}
			x, y := view.point(float64(at.X), float64(at.Y))
			if k == 0 {
				around = Box{x, y, x, y}
			}
			around = Box{math.Min(around.Left, x), math.Min(around.Top, y), math.Max(around.Right, x), math.Max(around.Bottom, y)}
		}
		window = Box{
			math.Max(window.Left, around.Left), math.Max(window.Top, around.Top),
			math.Min(window.Right, around.Right), math.Min(window.Bottom, around.Bottom),
		}
	}
	return window
}
