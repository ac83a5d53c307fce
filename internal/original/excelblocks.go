package original

import (
	"regexp"
	"slices"
	"strings"
)

// blocks makes blocks of the rows: those with borders are rows of grids, and
// where a sheet draws none, those with several texts.
func (w *worksheet) blocks() error {
	rows := len(w.cells)
	for at := range w.facts {
		if at[1] < maxCols {
			w.cols = max(w.cols, at[1]+1)
		}
		if w.border(at[0], at[1]) && at[0] < 100_000 {
			rows = max(rows, at[0]+1)
		}
	}
	drawn := false
	ruled := make([]int, rows)
	for row := range rows {
		for col := range w.cols {
			if !w.gone[col] && w.border(row, col) {
				ruled[row]++
			}
		}
		drawn = drawn || ruled[row] > 1
	}
	inTable := make([]bool, rows)
	for row := range rows {
		inTable[row] = drawn && ruled[row] > 1 || !drawn && (w.filled(row) > 1 || row > 0 && inTable[row-1] && w.totals(row))
	}
	for row := 1; row < rows && !drawn; row++ {
		end := row
		for end < rows && inTable[row-1] && !inTable[end] && w.belongs(end) {
			end++
		}
		for ; end < rows && inTable[end] && row < end; row++ {
			inTable[row] = true
		}
	}
	for row := 0; row < rows; row++ {
		if w.hides[row] {
			continue
		}
		if !inTable[row] {
			if err := w.paragraphs(row); err != nil {
				return err
			}
			continue
		}
		end := row
		for end < rows && (inTable[end] || w.hides[end]) {
			end++
		}
		if err := w.grid(row, end); err != nil {
			return err
		}
		row = end - 1
	}
	return nil
}

// belongs tells whether a row with at most one text may stand between two rows of a table
// that no lines are drawn around: a merged cell reaches into it from above, or it has a
// label in the first column and nothing beside that, and is set as the row above. The title
// of another table is no such label.
func (w *worksheet) belongs(row int) bool {
	first, texts := -1, 0
	for col := range w.cols {
		if w.under[[2]int{row, col}] {
			if from, _ := w.merge(row, col); from[0] < row {
				return true
			}
		}
		if pick(w.cells, row, col) != "" && !w.gone[col] {
			first, texts = col, texts+1
		}
	}
	if texts != 1 || pick(w.cells, row-1, first) == "" || titleOfTable.MatchString(strings.TrimSpace(pick(w.cells, row, first))) {
		return false
	}
	for col := range first {
		if pick(w.cells, row-1, col) != "" {
			return false
		}
	}
	_, span := w.merge(row, first)
	return span[1] == 1 && w.look(row, first) == w.look(row-1, first)
}

// totals tells whether a row holds nothing but the name of a sum, as the only row of an
// empty table does.
func (w *worksheet) totals(row int) bool {
	texts, names := 0, 0
	for col, text := range w.cells[row] {
		if text == "" || w.gone[col] {
			continue
		}
		if texts++; nameOfSum.MatchString(strings.TrimSpace(text)) {
			names++
		}
	}
	return texts == 1 && names == 1
}

var nameOfSum = regexp.MustCompile(`^(合|总|小)[\s\x{3000}]*计$`)

// titleOfTable is a title or a label of a table, or a line that says what it is of.
var titleOfTable = regexp.MustCompile(`表$|^(附?表|附件|续表)|[:：]`)

// border tells whether a cell, or the merged cell that covers it, has lines
// around it.
func (w *worksheet) border(row, col int) bool {
	f, ok := w.facts[[2]int{row, col}]
	if !ok {
		return false
	}
	boxed, known := w.boxed[f.style]
	if !known {
		if style, err := w.file.GetStyle(f.style); err == nil {
			for _, b := range style.Border {
				boxed = boxed || b.Style > 0 && (b.Type == "left" || b.Type == "right")
			}
		}
		w.boxed[f.style] = boxed
	}
	return boxed
}

// filled counts the texts of a row.
func (w *worksheet) filled(row int) int {
	n := 0
	for col, text := range w.cells[row] {
		if text != "" && !w.gone[col] {
			n++
		}
	}
	return n
}

// paragraphs makes a paragraph of each line of each cell of a row.
func (w *worksheet) paragraphs(row int) error {
	for col := range w.cols {
		if w.gone[col] || w.under[[2]int{row, col}] {
			continue
		}
		text, err := w.text(row, col)
		if err != nil {
			return err
		}
		p := Paragraph{}
		if strings.TrimSpace(text) != "" {
			p = w.look(row, col)
		}
		for l := range strings.SplitSeq(text, "\n") {
			l = strings.TrimRight(l, " \t\r\u3000\u00a0")
			said := strings.TrimLeft(l, " \t\u3000\u00a0")
			if said == "" {
				continue
			}
			one := p
			one.Text = said
			for _, r := range l[:strings.Index(l, said)] {
				// An ideographic space is as wide as a letter, any other half of that.
				if one.Indent += p.Size / 2; r == '\u3000' {
					one.Indent += p.Size / 2
				}
			}
			w.doc.Blocks = append(w.doc.Blocks, Block{Place: w.at(row, col), Paragraph: &one})
		}
	}
	return nil
}

// look is how a cell is set.
func (w *worksheet) look(row, col int) Paragraph {
	p := Paragraph{}
	style, err := w.file.GetStyle(w.facts[[2]int{row, col}].style)
	if err != nil {
		return p
	}
	if style.Font != nil {
		p.Size, p.Bold = style.Font.Size, style.Font.Bold
	}
	if style.Alignment != nil {
		p.Centred = strings.HasPrefix(style.Alignment.Horizontal, "center")
		p.Indent = float64(style.Alignment.Indent) * 9
	}
	return p
}

// grid makes a grid of the rows from top to end, without those and the columns
// that are hidden, and without columns beyond the borders.
func (w *worksheet) grid(top, end int) error {
	var rows, cols []int
	for row := top; row < end; row++ {
		if !w.hides[row] {
			rows = append(rows, row)
		}
	}
	for col := range w.cols {
		if w.gone[col] {
			continue
		}
		for _, row := range rows {
			if w.border(row, col) || pick(w.cells, row, col) != "" {
				cols = append(cols, col)
				break
			}
		}
	}
	if len(rows)*len(cols) > maxPlaces {
		return refuse(w.at(top, 0), "has a larger table than is read: delete what lies beyond it, and save it")
	}
	g := &Grid{Rows: len(rows), Cols: len(cols)}
	covered := map[[2]int]bool{}
	for i, row := range rows {
		for j, col := range cols {
			if covered[[2]int{i, j}] {
				continue
			}
			from, span := w.merge(row, col)
			height := count(rows[i:], from[0]+span[0])
			width := count(cols[j:], from[1]+span[1])
			for r := i; r < i+height; r++ {
				for c := j; c < j+width; c++ {
					covered[[2]int{r, c}] = true
				}
			}
			text, err := w.text(from[0], from[1])
			if err != nil {
				return err
			}
			trimmed := strings.TrimLeft(text, " \u3000\u00a0")
			cell := Cell{Row: i, Col: j, RowSpan: height, ColSpan: width, Text: strings.TrimSpace(trimmed), Place: w.at(from[0], from[1])}
			if cell.Text != "" {
				look := w.look(from[0], from[1])
				cell.Bold = look.Bold
				cell.Indent = look.Indent + float64(len([]rune(text))-len([]rune(trimmed)))*look.Size/2
			}
			g.Cells = append(g.Cells, cell)
		}
	}
	w.doc.Blocks = append(w.doc.Blocks, Block{Place: w.at(top, cols[0]), Grid: g})
	return nil
}

// count is how many of the first places lie before an end, at least one.
func count(places []int, end int) int {
	n, _ := slices.BinarySearch(places, end)
	return max(n, 1)
}

// merge is the merged cell that covers a place: where it begins, and its rows
// and columns.
func (w *worksheet) merge(row, col int) (from, span [2]int) {
	at := [2]int{row, col}
	if span, ok := w.spans[at]; ok {
		return at, span
	}
	if w.under[at] {
		for from, span := range w.spans {
			if row >= from[0] && row < from[0]+span[0] && col >= from[1] && col < from[1]+span[1] {
				return from, span
			}
		}
	}
	return at, [2]int{1, 1}
}
