package original

import (
	"context"
	"io"
	"path"
	"strconv"
	"strings"
)

// readWord reads a .docx: its text as it is when every tracked change is
// accepted, with text boxes and footnotes after the paragraph that holds them.
func readWord(ctx context.Context, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	a, err := openArchive(r, size, limits)
	if err != nil {
		return nil, err
	}
	w := &word{doc: new(Document), notes: map[string]*element{}, styles: map[string]*element{}}
	main, parts, err := a.parts()
	if err != nil {
		return nil, err
	}
	body, err := a.tree(main)
	if err != nil {
		return nil, err
	}
	if body = body.kid("document", "body"); body == nil {
		return nil, refuse(Place{}, "is no Word document: open it and save it as .docx")
	}
	for _, part := range parts {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		root, err := a.tree(part.name)
		if err != nil {
			return nil, err
		}
		switch {
		case root == nil:
		case part.kind == "styles":
			w.readStyles(root)
		case part.kind == "numbering":
			w.numbering = newNumbering(root)
		case part.kind == "footnotes" || part.kind == "endnotes":
			for _, note := range root.kid(part.kind).children() {
				w.notes[strings.TrimSuffix(part.kind, "s")+note.attr("id")] = note
			}
		case part.kind == "header" || part.kind == "footer":
			if text := strings.TrimSpace(plain(root)); text != "" {
				w.doc.Asides = append(w.doc.Asides, Aside{Text: text, Reason: RunningHead})
			}
		}
	}
	if w.numbering == nil {
		w.numbering = newNumbering(nil)
	}
	w.blocks(body.kids)
	if w.err != nil {
		return nil, w.err
	}
	if len(w.doc.Blocks) == 0 {
		return nil, refuse(Place{}, "holds no text: a scanned report has to be sent as the file it was printed from")
	}
	return w.doc, ctx.Err()
}

func (e *element) children() []*element {
	if e == nil {
		return nil
	}
	return e.kids
}

// part is a file inside a .docx or .xlsx and what it is to the document.
type part struct{ name, kind, id string }

// parts finds the main document by the relations of the package, and what
// belongs to it by its own.
func (a *archive) parts() (main string, parts []part, err error) {
	relations := func(name string) ([]part, error) {
		root, err := a.tree(name)
		var found []part
		for _, e := range root.kid("Relationships").children() {
			if e.attr("TargetMode") != "External" {
				found = append(found, part{e.attr("Target"), path.Base(e.attr("Type")), e.attr("Id")})
			}
		}
		return found, err
	}
	top, err := relations("_rels/.rels")
	if err != nil {
		return "", nil, err
	}
	for _, p := range top {
		if p.kind == "officeDocument" {
			main = strings.TrimPrefix(p.name, "/")
		}
	}
	dir, base := path.Split(main)
	parts, err = relations(dir + "_rels/" + base + ".rels")
	for i, p := range parts {
		if strings.HasPrefix(p.name, "/") {
			parts[i].name = p.name[1:]
		} else {
			parts[i].name = path.Join(dir, p.name)
		}
	}
	return main, parts, err
}

// word is a Word file on its way into a document.
type word struct {
	doc       *Document
	styles    map[string]*element
	defaults  *element // properties of every paragraph
	numbering *numbering
	notes     map[string]*element // footnote2, endnote1
	paragraph int                 // the number of the one that is read, from 1
	err       error               // the first thing that is refused
	merge     *Paragraph          // the paragraph whose end was deleted: the next goes on with it
}

func (w *word) readStyles(root *element) {
	for _, e := range root.kid("styles").children() {
		switch e.name {
		case "style":
			w.styles[e.attr("styleId")] = e
		case "docDefaults":
			w.defaults = e
		}
	}
}

// property finds a property of a paragraph (a path below pPr or rPr): its own,
// else that of its style and of the styles on which that is based.
func (w *word) property(p *element, path ...string) *element {
	if e := p.kid(path...); e != nil {
		return e
	}
	id := p.kid("pPr", "pStyle").attr("val")
	for range 16 {
		style := w.styles[id]
		if style == nil {
			break
		}
		if e := style.kid(path...); e != nil {
			return e
		}
		id = style.kid("basedOn").attr("val")
	}
	return w.defaults.kid(path[0] + "Default").kid(path...)
}

func (w *word) here() Place { return Place{Paragraph: w.paragraph} }

func (w *word) warn(message string) {
	w.doc.Warnings = append(w.doc.Warnings, Warning{w.here(), message})
}

// blocks reads paragraphs and tables one after another.
func (w *word) blocks(elements []*element) {
	for _, e := range elements {
		switch e.name {
		case "p":
			p, after := w.readParagraph(e)
			if p != nil && p.Text != "" {
				w.doc.Blocks = append(w.doc.Blocks, Block{Place: w.here(), Paragraph: p})
			}
			w.floating(after)
		case "tbl":
			w.table(e)
		case "sdt":
			w.blocks(e.kid("sdtContent").children())
		case "ins", "moveTo", "smartTag", "customXml":
			w.blocks(e.kids)
		case "del", "moveFrom":
			w.deleted(e)
		case "AlternateContent":
			w.blocks(choice(e))
		case "altChunk":
			w.warn("这里嵌着另一个文件，没有读：打开原件，把它的内容复制出来，另存一次。")
		}
	}
}

// choice is what a program that knows the newest drawings shows; the fallback
// holds the same again.
func choice(e *element) []*element {
	if c := e.kid("Choice"); c != nil {
		return c.kids
	}
	return e.kid("Fallback").children()
}

// floating reads the text boxes and notes that a paragraph holds. Their blocks
// say by their style what they are.
func (w *word) floating(after []float) {
	for _, f := range after {
		first := len(w.doc.Blocks)
		w.blocks(f.content.kids)
		for i := first; i < len(w.doc.Blocks); i++ {
			if p := w.doc.Blocks[i].Paragraph; p != nil {
				p.Style = f.kind
			}
		}
	}
}

// float is a text that stands outside the flow, and what it is.
type float struct {
	kind    string // "text box", "footnote", "endnote"
	content *element
}

// deleted names what a tracked change deletes.
func (w *word) deleted(e *element) {
	if text := plain(e); text != "" {
		w.doc.Asides = append(w.doc.Asides, Aside{w.here(), text, Deleted})
	}
}

// plain is all text in an element, deleted text too.
func plain(e *element) string {
	var b strings.Builder
	var walk func(*element)
	walk = func(e *element) {
		b.WriteString(e.text)
		for _, k := range e.kids {
			walk(k)
		}
	}
	walk(e)
	return b.String()
}

// readParagraph reads one paragraph, and what floats beside it. It returns nil
// for a paragraph that goes on with the one before, whose end is deleted.
func (w *word) readParagraph(e *element) (*Paragraph, []float) {
	w.paragraph++
	run := runs{word: w}
	run.read(e.kids)
	text := strings.Trim(run.text.String(), "\n \t\u3000")
	if before := w.merge; before != nil {
		before.Text += text
		if e.kid("pPr", "rPr", "del") == nil {
			w.merge = nil
		}
		return nil, run.after
	}
	style := w.styles[e.kid("pPr", "pStyle").attr("val")].kid("name").attr("val")
	p := &Paragraph{
		Text:    w.number(e, text != "") + text,
		Style:   style,
		Size:    half(w.property(e, "rPr", "sz")),
		Bold:    run.runs > 0 && 2*run.bold > run.runs,
		Centred: w.property(e, "pPr", "jc").attr("val") == "center",
	}
	if run.size > 0 {
		p.Size = run.size
	}
	indent := w.property(e, "pPr", "ind")
	p.Indent = twips(indent, "left") + twips(indent, "firstLine") - twips(indent, "hanging")
	if c, err := strconv.ParseFloat(indent.attr("firstLineChars"), 64); err == nil && p.Size > 0 {
		p.Indent = twips(indent, "left") + c/100*p.Size
	}
	if strings.HasPrefix(style, "toc ") {
		// An entry of the contents ends with a leader and its page.
		if at := strings.LastIndexByte(p.Text, '\t'); at > 0 && pageNumber(p.Text[at+1:]) {
			w.doc.Asides = append(w.doc.Asides, Aside{w.here(), p.Text[at+1:], Leader})
			p.Text = p.Text[:at]
		}
	}
	if e.kid("pPr", "rPr", "del") != nil {
		w.merge = p
	}
	return p, run.after
}

// number is the automatic number of a paragraph; an empty one has none.
func (w *word) number(e *element, text bool) string {
	own := e.kid("pPr", "numPr")
	inherited := w.property(e, "pPr", "numPr")
	id := own.kid("numId").attr("val")
	if id == "" {
		id = inherited.kid("numId").attr("val")
	}
	if id == "" || id == "0" || !text {
		return ""
	}
	at := own.kid("ilvl").attr("val")
	if at == "" {
		at = inherited.kid("ilvl").attr("val")
	}
	level, _ := strconv.Atoi(at)
	label, ok := w.numbering.next(id, level)
	if !ok {
		w.warn("自动编号的写法没有见过，写成了“" + label + "”：对着原件看。")
	}
	return label
}

// half is a size in half points.
func half(e *element) float64 {
	n, err := strconv.ParseFloat(e.attr("val"), 64)
	if err != nil {
		return 0
	}
	return n / 2
}

// twips is a length in twentieths of a point.
func twips(e *element, name string) float64 {
	n, err := strconv.ParseFloat(e.attr(name), 64)
	if err != nil {
		return 0
	}
	return n / 20
}
