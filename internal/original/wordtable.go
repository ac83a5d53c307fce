package original

import (
	"slices"
	"strconv"
	"strings"
)

// table reads a table of a Word file into a grid. What floats beside its cells
// follows the grid, and so do tables inside a cell.
func (w *word) table(e *element) {
	at := Place{Paragraph: w.paragraph + 1}
	b := new(builder)
	var open []int // for each column, the cell that vMerge goes on with, from 1
	header, inHeader := 0, true
	var after []float
	for _, row := range rowsOf(e) {
		properties := row.kid("trPr")
		if properties.kid("del") != nil {
			w.deleted(row)
			continue
		}
		col := number(properties.kid("gridBefore"))
		next := make([]int, maxCols)
		for _, c := range cellsOf(row) {
			span := max(number(c.kid("tcPr", "gridSpan")), 1)
			merge := c.kid("tcPr", "vMerge")
			text, bold, float := w.cellText(c)
			after = append(after, float...)
			if merge != nil && merge.attr("val") != "restart" && col < len(open) && open[col] > 0 {
				above := &b.cells[open[col]-1]
				above.RowSpan++
				// Word does not show what a continued cell holds.
				if text != "" {
					w.doc.Asides = append(w.doc.Asides, Aside{w.here(), text, Hidden})
				}
				for k := col; k < min(col+above.ColSpan, maxCols); k++ {
					b.cover(k)
					next[k] = open[col]
				}
				col += above.ColSpan
				continue
			}
			start := len(b.cells)
			col = b.add(Cell{ColSpan: span, Text: text, Bold: bold, Place: w.here()}, col)
			if merge != nil && len(b.cells) > start {
				for k := b.cells[start].Col; k < col; k++ {
					next[k] = start + 1
				}
			}
		}
		open = next
		b.endRow()
		if inHeader = inHeader && properties.kid("tblHeader").on(); inHeader {
			header++
		}
	}
	g, err := b.grid(at)
	if err != nil && w.err == nil {
		w.err = err
	}
	if g != nil {
		g.Header = header
		w.doc.Blocks = append(w.doc.Blocks, Block{Place: at, Grid: g})
	}
	w.floating(after)
}

// cover takes a place of the current row for a cell above.
func (b *builder) cover(col int) {
	for col >= len(b.covered) {
		b.covered = append(b.covered, 0)
	}
	b.covered[col] = max(b.covered[col], 1)
	b.cols = max(b.cols, col+1)
}

// rowsOf lists the rows of a table, also those inside controls.
func rowsOf(e *element) []*element { return inside(e, "tr") }

func cellsOf(e *element) []*element { return inside(e, "tc") }

func inside(e *element, name string) []*element {
	var found []*element
	for _, k := range e.children() {
		switch k.name {
		case name:
			found = append(found, k)
		case "sdt":
			found = append(found, inside(k.kid("sdtContent"), name)...)
		case "ins", "moveTo", "customXml", "smartTag":
			found = append(found, inside(k, name)...)
		}
	}
	return found
}

func number(e *element) int {
	n, err := strconv.Atoi(e.attr("val"))
	if err != nil || n < 0 {
		return 0
	}
	return min(n, maxCols)
}

// cellText is the text of a cell, a line for each paragraph, whether most of it
// is bold, and what floats beside it.
func (w *word) cellText(c *element) (string, bool, []float) {
	var lines []string
	bold := false
	var after []float
	var read func([]*element)
	read = func(elements []*element) {
		for _, e := range elements {
			switch e.name {
			case "p":
				p, floats := w.readParagraph(e)
				after = append(after, floats...)
				if p != nil {
					lines = append(lines, p.Text)
					bold = bold || p.Bold
				}
			case "tbl":
				w.warn("这张表印在另一张表的一格里，排在那张表后面：对着原件看。")
				after = append(after, float{"table", &element{kids: []*element{e}}})
			case "sdt":
				read(e.kid("sdtContent").children())
			case "ins", "moveTo", "customXml", "smartTag":
				read(e.kids)
			case "del", "moveFrom":
				w.deleted(e)
			case "AlternateContent":
				read(choice(e))
			}
		}
	}
	read(c.kids)
	w.merge = nil
	lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	return strings.Join(lines, "\n"), bold, after
}
