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
	_, head := indicatorHeader(g)
	return append(before.fieldLines(), f.printedLines(g, head)...)
}

// printedLines is the header of the indicators, and the rows of a grid below it as they are
// printed.
func (f *form) printedLines(g *original.Grid, head int) []string {
	lines := []string{strings.Join(append([]string{f.indicatorsTitle}, f.header...), "\t")}
	for row := head + 1; row < g.Rows; row++ {
		if cells := f.printedRow(g, head, row); cells != nil {
			lines = append(lines, strings.Join(cells, "\t"))
		}
	}
	return lines
}

// printedRow is a row of a grid below the header of the indicators: its cells in the four
// columns of the header, and where it has words beside these, in all columns that have any
// in some row. It is nil for a blank row.
func (f *form) printedRow(g *original.Grid, head, row int) []string {
	strict, all, beside, blank := []string{""}, []string(nil), false, true
	for col, text := range g.Row(row) {
		if col == 0 && oneLine(text) == f.indicatorsTitle {
			text = ""
		}
		text = inOneLine(divided(text))
		blank = blank && text == ""
		if slices.Contains(f.cols[:], col) {
			strict = append(strict, text)
		} else {
			beside = beside || text != ""
		}
		if col == 0 || slices.ContainsFunc(g.Cells, func(c original.Cell) bool { return c.Row >= head && c.Col == col && c.Text != "" }) {
			all = append(all, text)
		}
	}
	switch {
	case blank:
		return nil
	case beside:
		return all
	}
	return strict
}
