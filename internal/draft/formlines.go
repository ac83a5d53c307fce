package draft

import (
	"slices"
	"strings"

	"disclosure/internal/original"
)

// In the text as received ¶ stands between the paragraphs of one cell.
func inOneLine(text string) string { return strings.ReplaceAll(text, "\n", "¶") }

// fieldLines is the fields of a form in the text as received, one a line.
func (f *form) fieldLines() (lines []string) {
	for _, field := range f.fields {
		lines = append(lines, field.name+"\t"+inOneLine(field.text))
	}
	return lines
}

// indicatorLines is the header of the indicators and the indicators in the text as
// received.
func (f *form) indicatorLines() (lines []string) {
	if len(f.indicators) == 0 {
		return nil
	}
	lines = append(lines, strings.Join(append([]string{f.indicatorsTitle}, f.header...), "\t"))
	for k, in := range f.indicators {
		levels := f.shown(k)
		lines = append(lines, strings.Join([]string{"", levels[0], levels[1], inOneLine(in.content), in.target}, "\t"))
	}
	return lines
}

// linesOf is the form in the text as received, of its grid before it was repaired: fields
// and header as they are, and each row below as it is printed.
func (f *form) linesOf(g *original.Grid) (lines []string) {
	before := &form{title: f.title, caption: f.caption}
	before.read(g)
	lines = append(before.fieldLines(), strings.Join(append([]string{f.indicatorsTitle}, f.header...), "\t"))
	_, head := indicatorHeader(g)
	for _, row := range f.printedRows(g, head) {
		lines = append(lines, strings.Join(row, "\t"))
	}
	return lines
}

// printedRows is the rows of a grid below the header of the indicators: the four columns of
// the header, and where a row has words beside these, all that have any.
func (f *form) printedRows(g *original.Grid, head int) (rows [][]string) {
	blank := make([]bool, g.Cols)
	for col := range g.Cols {
		blank[col] = col > 0 && !slices.ContainsFunc(g.Cells, func(c original.Cell) bool { return c.Row >= head && c.Col == col && c.Text != "" })
	}
	for row := head + 1; row < g.Rows; row++ {
		texts := g.Row(row)
		if oneLine(texts[0]) == f.indicatorsTitle {
			texts[0] = ""
		}
		strict, all, beside, any := []string{""}, []string(nil), false, false
		for col, text := range texts {
			text = inOneLine(divided(text))
			any = any || text != ""
			if slices.Contains(f.cols[:], col) {
				strict = append(strict, text)
			} else {
				beside = beside || text != ""
			}
			if !blank[col] {
				all = append(all, text)
			}
		}
		switch {
		case beside:
			rows = append(rows, all)
		case any:
			rows = append(rows, strict)
		}
	}
	return rows
}
