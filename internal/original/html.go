package original

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML reads a web page as Word saves it, or any other: its paragraphs,
// headings and tables, in the charset that it declares.
func readHTML(ctx context.Context, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	content := make([]byte, size)
	if n, err := r.ReadAt(content, 0); err != nil && (err != io.EOF || int64(n) < size) {
		return nil, err
	}
	text, ok := decode(content, "text/html")
	if !ok {
		return nil, refuse(Place{}, "is not in the charset that it declares: open it and save it as UTF-8")
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, refuse(Place{}, "is no web page that can be read: save it as .docx")
	}
	w := &page{ctx: ctx, doc: new(Document), left: limits.Elements, counts: map[*html.Node]int{}, edge: map[*html.Node]bool{}}
	w.way, w.frames, w.inner = article(root)
	w.edges()
	w.walk(root, style{})
	w.flush()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case w.err != nil:
		return nil, w.err
	case w.left < 0:
		return nil, refuse(w.here(), "has more elements than are read: save the report in parts")
	case len(w.doc.Blocks) == 0:
		return nil, refuse(Place{}, "holds no text: save the page itself, and not its frame")
	}
	return w.doc, nil
}

// decode turns bytes into text by the byte order mark, the declaration or the
// bytes themselves. GB 2312 is read as GB 18030, which holds it.
func decode(content []byte, kind string) (string, bool) {
	encoding, name, _ := charset.DetermineEncoding(content[:min(len(content), 1024)], kind)
	if name == "gbk" || kind == "text/plain" {
		encoding, _ = charset.Lookup("gb18030")
	}
	decoded, err := encoding.NewDecoder().Bytes(content)
	decoded = bytes.TrimPrefix(decoded, []byte("\ufeff"))
	return string(decoded), err == nil && !bytes.ContainsRune(decoded, '\ufffd')
}

// page is a web page on its way into a document.
type page struct {
	ctx       context.Context
	doc       *Document
	left      int // elements that may still be read
	depth     int
	paragraph int
	text      strings.Builder
	style     style              // of the paragraph that is gathered
	bold, all int                // its letters
	counts    map[*html.Node]int // of each list, the number of its last item
	number    string             // of the item of a list that begins, until its first letter
	cell      *[]string
	err       error               // the first thing that is refused
	tables    []*html.Node        // found in cells of the table that is read
	way       map[*html.Node]bool // to the article, see there
	inner     *html.Node          // the article, at its end
	frames    map[*html.Node]bool // tables on it that only set parts of the page
	edge      map[*html.Node]bool // of the site, in the element that holds the report
}

// style is what the elements around a text say of it.
type style struct {
	name    string
	indent  float64
	size    float64
	bold    bool
	centred bool
	hidden  bool
	kept    bool // white space is kept
}

func (w *page) here() Place { return Place{Paragraph: w.paragraph + 1} }

// flush ends the paragraph that is gathered.
func (w *page) flush() {
	text := strings.Trim(w.text.String(), " \n\t\u00a0\u3000")
	w.text.Reset()
	bold := w.all > 0 && 2*w.bold > w.all
	w.bold, w.all = 0, 0
	if text == "" {
		return
	}
	w.paragraph++
	if w.cell != nil {
		*w.cell = append(*w.cell, text)
		return
	}
	w.doc.Blocks = append(w.doc.Blocks, Block{Place: Place{Paragraph: w.paragraph}, Paragraph: &Paragraph{
		Text: text, Style: w.style.name, Indent: w.style.indent, Size: w.style.size, Bold: bold, Centred: w.style.centred,
	}})
}

func (w *page) walk(n *html.Node, s style) {
	if w.left--; w.left < 0 || w.ctx.Err() != nil || w.depth > maxDepth {
		w.left = min(w.left, -1)
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	if w.sheds(n) {
		return
	}
	switch n.Type {
	case html.TextNode:
		w.write(n.Data, s)
		return
	case html.ElementNode:
	default:
		w.kids(n, s)
		return
	}
	s = s.of(n)
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript:
		return
	case atom.Del:
		w.set(n, Deleted)
		return
	case atom.Br:
		w.text.WriteByte('\n')
		return
	case atom.Img:
		if !s.hidden {
			w.doc.Warnings = append(w.doc.Warnings, Warning{w.here(), "这里有一张图片，图里的字没有读：对着原件看。"})
		}
		return
	case atom.Table:
		if s.hidden {
			break
		}
		if w.frames[n] {
			w.flush()
			w.kids(n, s)
			w.flush()
			return
		}
		if w.cell != nil {
			w.tables = append(w.tables, n)
			return
		}
		w.flush()
		w.table(n, s)
		return
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Div, atom.Li, atom.Ul, atom.Ol,
		atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Blockquote,
		atom.Pre, atom.Dl, atom.Dt, atom.Dd, atom.Body, atom.Center, atom.Hr, atom.Caption, atom.Figure, atom.Figcaption, atom.Form,
		atom.Td, atom.Th: // those of a frame; a table reads its own
		w.flush()
		if n.DataAtom == atom.Li {
			w.number = w.itemNumber(n)
		}
		w.style = s
		w.kids(n, s)
		w.flush()
		if n.DataAtom == atom.Li {
			w.number = ""
		}
		return
	}
	if s.hidden && !s.kept {
		w.set(n, Hidden)
		return
	}
	w.kids(n, s)
}

func (w *page) kids(n *html.Node, s style) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		w.walk(k, s)
	}
}

// set names a text that is set aside.
func (w *page) set(n *html.Node, why Reason) {
	if text := strings.Join(strings.Fields(textOf(n)), " "); text != "" {
		w.doc.Asides = append(w.doc.Asides, Aside{w.here(), text, why})
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// write adds text; white space is one space, and none at the start of a line.
func (w *page) write(text string, s style) {
	if s.hidden {
		if t := strings.TrimSpace(text); t != "" {
			w.doc.Asides = append(w.doc.Asides, Aside{w.here(), t, Hidden})
		}
		return
	}
	n := 0
	for _, r := range text {
		space := strings.ContainsRune(" \t\r\n\f", r)
		switch so := w.text.String(); {
		case !space || s.kept:
			if !space && w.number != "" {
				w.text.WriteString(w.number)
				w.number = ""
			}
			w.text.WriteRune(r)
			n++
		case so == "" || strings.HasSuffix(so, " ") || strings.HasSuffix(so, "\n"):
		default:
			w.text.WriteByte(' ')
		}
	}
	w.all += n
	if s.bold {
		w.bold += n
	}
	if w.style.size == 0 {
		w.style.size = s.size
	}
}

// of is the style inside an element.
func (s style) of(n *html.Node) style {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th:
		s.bold = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.bold, s.name = true, "heading "+n.Data[1:]
	case atom.Center:
		s.centred = true
	case atom.P, atom.Div, atom.Li:
		s.indent = 0
	case atom.Pre:
		s.kept = true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			if n.DataAtom == atom.P {
				s.name = a.Val
			}
		case "align":
			if n.DataAtom == atom.Table {
				break // it moves the table, and no text in it
			}
			s.centred = strings.EqualFold(a.Val, "center")
		case "hidden":
			s.hidden = true
		case "style":
			for rule := range strings.SplitSeq(a.Val, ";") {
				name, value, _ := strings.Cut(rule, ":")
				s.rule(strings.ToLower(strings.TrimSpace(name)), strings.ToLower(strings.TrimSpace(value)))
			}
		}
	}
	return s
}

func (s *style) rule(name, value string) {
	switch name {
	case "text-align":
		s.centred = value == "center"
	case "font-weight":
		n, err := strconv.Atoi(value)
		s.bold = strings.HasPrefix(value, "bold") || err == nil && n >= 600
	case "font-size":
		if size := points(value); size > 0 {
			s.size = size
		}
	case "text-indent", "margin-left":
		s.indent += points(value)
	case "display":
		s.hidden = s.hidden || value == "none"
	case "mso-hide":
		s.hidden = s.hidden || value == "all"
	case "white-space":
		s.kept = strings.HasPrefix(value, "pre")
	}
}

// points is a length such as 24.0pt, 2cm or 32px; 0 for one that rests on others.
func points(value string) float64 {
	for unit, size := range map[string]float64{"pt": 1, "px": .75, "cm": 72 / 2.54, "in": 72, "mm": 7.2 / 2.54} {
		if number, ok := strings.CutSuffix(value, unit); ok {
			n, err := strconv.ParseFloat(number, 64)
			if err != nil {
				return 0
			}
			return n * size
		}
	}
	return 0
}
