package original

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a table into a grid; a table in one of its cells follows it.
func (w *page) table(n *html.Node, s style) {
	at := w.here()
	b := new(builder)
	header, inHeader := 0, true
	var read func(*html.Node, style, bool)
	read = func(n *html.Node, s style, head bool) {
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			switch k.DataAtom {
			case atom.Caption:
				w.walk(k, s)
			case atom.Thead, atom.Tbody, atom.Tfoot:
				read(k, s.of(k), k.DataAtom == atom.Thead)
			case atom.Tr:
				w.row(b, k, s.of(k))
				if inHeader = inHeader && head; inHeader {
					header++
				}
			}
		}
	}
	read(n, s, false)
	g, err := b.grid(at)
	if err != nil && w.err == nil {
		w.err = err
	}
	if g != nil {
		g.Header = header
		w.doc.Blocks = append(w.doc.Blocks, Block{Place: at, Grid: g})
	}
	inner := w.tables
	w.tables = nil
	for _, t := range inner {
		w.doc.Warnings = append(w.doc.Warnings, Warning{at, "这张表印在另一张表的一格里，排在那张表后面：对着原件看。"})
		w.table(t, s)
	}
}

func (w *page) row(b *builder, n *html.Node, s style) {
	col := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.DataAtom != atom.Td && k.DataAtom != atom.Th {
			continue
		}
		var lines []string
		w.cell = &lines
		at := w.here()
		inner := s.of(k)
		w.style = inner
		w.kids(k, inner)
		all, bold := w.all, w.bold
		w.flush()
		w.cell = nil
		col = b.add(Cell{
			RowSpan: spanOf(k, "rowspan"), ColSpan: spanOf(k, "colspan"),
			Text: strings.Join(lines, "\n"), Bold: all > 0 && 2*bold > all, Place: at,
		}, col)
	}
	b.endRow()
}

func spanOf(n *html.Node, key string) int {
	for _, a := range n.Attr {
		if a.Key == key {
			span, err := strconv.Atoi(strings.TrimSpace(a.Val))
			if err == nil && span > 0 {
				return min(span, 10_000)
			}
		}
	}
	return 1
}
