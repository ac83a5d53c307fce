package export

import (
	"strings"
	"unicode"

	"disclosure/internal/report"
	"github.com/xuri/excelize/v2"
)

// style is how a cell looks.
type style struct {
	format string // number format, "" for General
	level  int    // indentation
	total  total
	header bool
	right  bool
	wrap   bool
	bold   bool
}

// font is that of all cells, so that figures and words stand on one line. Programs that
// lack it take one of their own for both.
const font = "Microsoft YaHei"

// maxDigits is how many significant digits a spreadsheet keeps. A longer figure
// goes in as text, or Excel would show zeros for its last digits.
const maxDigits = 15

// digits counts the significant digits of a plain figure.
func digits(plain string) int {
	return len(strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(plain), "0"))
}

// format is the number format that shows a figure as it was published, with the sign
// or the brackets of one below nothing and with the sign of a percentage, which does
// not change its value.
func format(published string) string {
	first := strings.IndexFunc(published, unicode.IsDigit)
	end := strings.LastIndexFunc(published, unicode.IsDigit) + 1
	before, digits, after := published[:first], published[first:end], published[end:]
	f := "0"
	if strings.Contains(digits, ",") {
		f = "#,##0"
	}
	if _, decimals, ok := strings.Cut(digits, "."); ok {
		f += "." + strings.Repeat("0", len(decimals))
	}
	if before == "-" {
		before = ""
	}
	if after != "" {
		after = `"` + after + `"`
	}
	if before == "" {
		return f + after
	}
	return f + after + `;"` + before + `"` + f + after
}

// style gives a range of cells its look; each look is defined once a workbook.
func (b *book) style(sheet string, col, row, width, height int, st style) {
	id, known := b.styles[st]
	if !known {
		var err error
		if id, err = b.file.NewStyle(st.definition()); err != nil {
			b.do(err)
			return
		}
		b.styles[st] = id
	}
	b.do(b.file.SetCellStyle(sheet, at(col, row), at(col+width-1, row+height-1), id))
}

func (st style) definition() *excelize.Style {
	const thin, double = 1, 6
	d := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: 11, Bold: st.header || st.bold || st.total != noTotal},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: st.wrap || st.header, Indent: st.level},
	}
	if st.level > 0 {
		d.Alignment.Horizontal = "left" // Excel indents only what is aligned
	}
	if st.right {
		d.Alignment.Horizontal, d.Alignment.Indent = "right", 1 // off the text of the next column
	}
	if st.header {
		d.Alignment.Horizontal, d.Alignment.Vertical = "center", "center"
		for _, side := range []string{"left", "right", "top", "bottom"} {
			d.Border = append(d.Border, excelize.Border{Type: side, Color: "808080", Style: thin})
		}
	}
	if st.total != noTotal {
		d.Border = append(d.Border, excelize.Border{Type: "top", Color: "000000", Style: thin})
	}
	if st.total == grandTotal {
		d.Border = append(d.Border, excelize.Border{Type: "bottom", Color: "000000", Style: double})
	}
	if st.format != "" {
		d.CustomNumFmt = &st.format
	}
	return d
}

// widths is how wide each column should be, in digits: wide enough for its
// figures, and for texts as long as they stay within reason; where there are many, less
// is, so that a printed page can be read.
func (g grid) widths(header [][]report.HeaderCell) []float64 {
	const narrow, many = 10, 10
	wide := 64.0
	if len(g.columns) > many {
		wide = 36
	}
	list := make([]float64, len(g.columns))
	for _, row := range header {
		for _, h := range row {
			if h.Leaf { // it may break into as many lines as it has rows
				list[h.First-1] = float64(extent(h.Text)/h.Rowspan + 3)
			}
		}
	}
	for j := range list {
		list[j] = min(max(list[j], narrow), 2*narrow)
		for _, row := range g.rows {
			list[j] = max(list[j], min(float64(extent(row[j].text)+2*row[j].level+2), wide))
		}
	}
	return list
}

// lineHeight is the height of a line of Chinese text, in points.
const lineHeight = 16

// maxLines is how many of them a row can show: Excel allows it 409 points.
const maxLines = 25

// heights is how many lines each row needs, the header's among them. Not every
// program finds that out when it opens a file.
func (g grid) heights(header [][]report.HeaderCell, widths []float64) []int {
	var list []int
	for _, row := range header {
		lines := 1
		for _, h := range row {
			width := 0.0
			for j := range h.Colspan {
				width += widths[h.First-1+j]
			}
			if h.Rowspan == 1 {
				lines = max(lines, linesIn(h.Text, width))
			}
		}
		list = append(list, min(lines, maxLines))
	}
	for _, row := range g.rows {
		lines := 1
		for j, c := range row {
			if g.columns[j].folded {
				continue
			}
			lines = max(lines, linesIn(c.text, widths[j]-float64(2*c.level)))
		}
		list = append(list, min(lines, maxLines))
	}
	return list
}

// linesIn is how many lines a text takes in a cell of this width.
func linesIn(s string, width float64) int {
	lines := 0
	for line := range strings.SplitSeq(s, "\n") {
		lines += 1 + int(float64(max(extent(line)-1, 0))/max(width-1, 1))
	}
	return lines
}

// extent is the width of a text's longest line; a Chinese character takes two
// digits.
func extent(s string) int {
	widest := 0
	for line := range strings.SplitSeq(s, "\n") {
		width := 0
		for _, r := range line {
			if width++; r >= 0x1100 {
				width++
			}
		}
		widest = max(widest, width)
	}
	return widest
}

// letters is the name of a column: A, B … AA.
func letters(col int) string {
	return strings.TrimRight(at(col, 1), "1")
}
