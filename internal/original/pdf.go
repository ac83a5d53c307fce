package original

import (
	"context"
	"io"
	"math"
)

// readPDF reads a PDF: grids by the ruling lines that are drawn, or by the tags
// of a tagged file where none are, and paragraphs by their lines.
func readPDF(ctx context.Context, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	content := make([]byte, size)
	if n, err := r.ReadAt(content, 0); err != nil && (err != io.EOF || int64(n) < size) {
		return nil, err
	}
	type answer struct {
		doc *Document
		err error
	}
	// A call into PDFium does not end by itself when the time is over, so that nobody
	// waits for it any longer.
	answers := make(chan answer, 1)
	go func() {
		doc, err := pdfOf(ctx, content, limits)
		answers <- answer{doc, err}
	}()
	select {
	case a := <-answers:
		return a.doc, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// pdfOf reads the content of a PDF.
func pdfOf(ctx context.Context, content []byte, limits Limits) (*Document, error) {
	e, stop, err := openPDF(ctx, content)
	if err != nil {
		return nil, err
	}
	defer stop()
	if e.pages > limits.Pages {
		return nil, refuse(Place{}, "has %d pages, more than %d: save the report in parts", e.pages, limits.Pages)
	}
	doc := &Document{Pages: e.pages}
	var sheets []*sheet
	letters, spaces := 0, 0
	for i := range e.pages {
		s, err := e.sheet(ctx, i, limits)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil {
			err = s.legible()
		}
		if err != nil {
			return nil, err
		}
		for _, g := range s.glyphs {
			if g.space() {
				spaces++
			}
		}
		if letters += len(s.glyphs); letters > 20*limits.Glyphs {
			return nil, refuse(Place{Page: i + 1}, "is reached after more characters than are read: save the report in parts")
		}
		if s.unmapped > 0 {
			doc.Warnings = append(doc.Warnings, Warning{Place{Page: i + 1}, "这一页有认不出是什么字的符号，写成了 \ufffd：对着原件看，在 notes.toml 里修好。"})
		}
		if s.unseen > 0 {
			doc.Warnings = append(doc.Warnings, Warning{Place{Page: i + 1}, "这一页是图片，字是识别出来的，可能有错：每个数字都对着原件看。"})
		}
		sheets = append(sheets, s)
	}
	if letters == 0 {
		return nil, refuse(Place{}, "holds no text: send the file that it was printed from")
	}
	var pages []*leaf
	for _, s := range sheets {
		s.spaced = spaces > 0
		pages = append(pages, newLeaf(s, doc))
	}
	edges(pages, doc)
	flow(pages, doc)
	if len(doc.Blocks) == 0 {
		return nil, refuse(Place{}, "shows no text on its pages: send the file that it was printed from")
	}
	return doc, nil
}

// legible refuses a page that can be seen and not be read.
func (s *sheet) legible() error {
	at := Place{Page: s.number}
	ink := 0
	for _, g := range s.glyphs {
		if !g.space() {
			ink++
		}
	}
	switch {
	case ink == 0 && (s.pictures > .1 || s.drawings > 50):
		return refuse(at, "is only a picture: ask for the file that it was printed from (Word, Excel, or a PDF saved from them and not scanned)")
	case ink > 0 && 20*s.unmapped > ink:
		return refuse(at, "%d of %d signs say no letter, because its fonts were saved without: print it anew as PDF from the program that made it", s.unmapped, ink)
	}
	return nil
}

// leaf is a page on its way into blocks: its lines and tables from top to bottom.
type leaf struct {
	*sheet
	edgesOf
	items []item
}

// item is a line or a table.
type item struct {
	line  *line
	table *table
}

func (it item) box() Box {
	if it.line != nil {
		return it.line.box
	}
	return it.table.box
}

// newLeaf divides what is drawn on a page into tables and lines, and sets aside
// what cannot be seen.
func newLeaf(s *sheet, doc *Document) *leaf {
	l := &leaf{sheet: s}
	var seen, cut []glyph
	for _, g := range s.glyphs {
		if g.cut {
			cut = append(cut, g)
		} else {
			seen = append(seen, g)
		}
	}
	for _, c := range s.lines(cut, false) {
		doc.Asides = append(doc.Asides, Aside{Place{Page: s.number, Box: c.box}, c.text(), Outside})
	}
	free := seen
	for _, lattice := range lattices(s.rules) {
		inside, outside := split(free, lattice.box())
		if len(inside) == 0 || s.hides(lattice, inside) {
			continue
		}
		free = outside
		l.items = append(l.items, item{table: s.table(lattice, inside)})
	}
	if s.tags != nil {
		free = l.tagged(free)
	}
	free, rows := l.aligned(free)
	if rows > 2 || levelLines(s.rules) > 2 && !l.hasTable() {
		doc.Warnings = append(doc.Warnings, Warning{Place{Page: s.number}, "这一页有几行像是一张表，可是没有竖线，字的位置也说不清列在哪里，当作文字收了：对着原件看，是表的写成表。"})
	}
	for _, ln := range l.owned(free) {
		l.items = append(l.items, item{line: &ln})
	}
	sortItems(l.items)
	l.pageNumbersAside(doc)
	l.measure()
	return l
}

// owned sets glyphs into lines; those of a tagged file know their paragraph.
func (l *leaf) owned(glyphs []glyph) []line {
	found := l.lines(glyphs, true)
	if l.tags == nil {
		return found
	}
	owners, kinds := l.owners()
	for i := range found {
		for _, g := range found[i].glyphs {
			if !g.space() {
				found[i].owner = owners[g.mark]
				found[i].style = kinds[found[i].owner]
				break
			}
		}
	}
	return found
}

func split(glyphs []glyph, box Box) (inside, outside []glyph) {
	for _, g := range glyphs {
		if box.holds(g.box.middleX(), g.box.middleY()) {
			inside = append(inside, g)
		} else {
			outside = append(outside, g)
		}
	}
	return inside, outside
}

// measure finds the edges between which the text of a page stands.
func (l *leaf) measure() {
	l.edgesOf = edgesOf{width: l.sheet.width}
	for _, it := range l.items {
		l.outer = l.outer.with(it.box())
		if it.line == nil {
			continue
		}
		if len(l.lefts) == 0 || it.line.box.Left < l.left {
			l.left = it.line.box.Left
		}
		l.right = math.Max(l.right, it.line.end())
		l.lefts = append(l.lefts, it.line.box.Left)
		l.ends = append(l.ends, lineEnd{it.line.end(), it.line.size})
	}
}
