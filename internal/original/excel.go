package original

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readExcel reads a workbook, one sheet after another: what stands inside drawn
// borders or merged columns of figures is a grid, what stands alone a paragraph.
// Texts are those that Excel shows.
func readExcel(ctx context.Context, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	// Excelize checks sizes too; this one does not believe what a part says of itself.
	a, err := openArchive(r, size, limits)
	if err != nil {
		return nil, err
	}
	if err := a.measure(); err != nil {
		return nil, err
	}
	file, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{
		UnzipSizeLimit: limits.Expanded, UnzipXMLSizeLimit: limits.Expanded,
	})
	if err != nil {
		return nil, refuse(Place{}, "is damaged or no workbook: open it and save it as .xlsx")
	}
	defer file.Close()
	doc := new(Document)
	left := limits.Elements
	a.left = limits.Expanded
	parts, err := a.worksheets()
	if err != nil {
		return nil, err
	}
	boxed := map[int]bool{}
	for _, name := range file.GetSheetList() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		doc.Pages++
		w := &worksheet{file: file, name: name, doc: doc, left: &left, boxed: boxed}
		if w.facts, err = a.facts(parts[name]); err != nil {
			return nil, err
		}
		if err := w.read(ctx); err != nil {
			return nil, err
		}
	}
	if len(doc.Blocks) == 0 {
		return nil, refuse(Place{}, "has no cell with text in a sheet that is shown: send the workbook with its figures")
	}
	return doc, nil
}

// measure unpacks every part of a file once to see that it is no larger than
// what may be read, and that no part of it declares entities.
func (a *archive) measure() error {
	for name, f := range a.files {
		r, err := f.Open()
		if err != nil {
			return refuse(Place{}, "its part %s cannot be unpacked: open the file and save it anew", name)
		}
		head := make([]byte, 4096)
		n, _ := io.ReadFull(r, head)
		rest, err := io.Copy(io.Discard, io.LimitReader(r, a.left+1))
		r.Close()
		if a.left -= int64(n) + rest; a.left < 0 {
			return refuse(Place{}, "unpacks to more than is read: save it anew without its pictures")
		}
		if err != nil {
			return refuse(Place{}, "its part %s is cut or damaged: open the file and save it anew", name)
		}
		if strings.HasSuffix(name, ".xml") && strings.Contains(string(head[:n]), "<!") {
			return refuse(Place{}, "its part %s declares entities, which no program for workbooks writes: open the file and save it anew", name)
		}
	}
	return nil
}

// worksheet is a sheet on its way into blocks.
type worksheet struct {
	file  *excelize.File
	name  string
	doc   *Document
	left  *int // cells that may still be read
	cells [][]string
	raw   [][]string
	spans map[[2]int][2]int // rows and columns of merged cells, by row and column from 0
	under map[[2]int]bool   // places that a merged cell covers, but for its first
	hides map[int]bool      // rows from 0
	gone  map[int]bool      // columns from 0
	cols  int
	facts map[[2]int]fact // by row and column from 0
	boxed map[int]bool    // by style, whether it draws borders
}

func (w *worksheet) at(row, col int) Place {
	cell, _ := excelize.CoordinatesToCellName(col+1, row+1)
	return Place{Sheet: w.name, Cell: cell}
}

func (w *worksheet) read(ctx context.Context) error {
	if shown, err := w.file.GetSheetVisible(w.name); err == nil && !shown {
		before := len(w.doc.Asides)
		err := w.aside(ctx)
		if len(w.doc.Asides) > before {
			w.doc.Warnings = append(w.doc.Warnings, Warning{Place{Sheet: w.name}, "这张工作表是隐藏的，没有收：属于报告的，取消隐藏，再运行一次。"})
		}
		return err
	}
	if err := w.load(ctx); err != nil {
		return err
	}
	if err := w.merged(); err != nil {
		return err
	}
	w.hidden()
	return w.blocks()
}

// aside names the texts of a hidden sheet.
func (w *worksheet) aside(ctx context.Context) error {
	if err := w.load(ctx); err != nil {
		return err
	}
	for row := range w.cells {
		for col, text := range w.cells[row] {
			if text != "" {
				w.doc.Asides = append(w.doc.Asides, Aside{w.at(row, col), text, Hidden})
			}
		}
	}
	return nil
}

// load reads the rows of the sheet, as shown and raw. What the sheet says of its
// own size is not believed.
func (w *worksheet) load(ctx context.Context) error {
	w.hides = map[int]bool{}
	for _, raw := range []bool{false, true} {
		rows, err := w.file.Rows(w.name)
		if err != nil {
			return refuse(Place{Sheet: w.name}, "is no sheet of cells, or damaged: open the workbook and save it anew")
		}
		var all [][]string
		for rows.Next() {
			if ctx.Err() != nil {
				rows.Close()
				return ctx.Err()
			}
			texts, err := rows.Columns(excelize.Options{RawCellValue: raw})
			if *w.left -= len(texts) + 1; *w.left < 0 || len(texts) > maxCols || err != nil {
				rows.Close()
				return refuse(Place{Sheet: w.name}, "has more cells than are read, or damaged ones: delete what lies beyond its tables, and save it")
			}
			if rows.GetRowOpts().Hidden {
				w.hides[len(all)] = true
			}
			all = append(all, texts)
			w.cols = max(w.cols, len(texts))
		}
		rows.Close()
		if raw {
			w.raw = all
		} else {
			w.cells = all
		}
	}
	return nil
}

func (w *worksheet) merged() error {
	w.spans, w.under = map[[2]int][2]int{}, map[[2]int]bool{}
	merges, err := w.file.GetMergeCells(w.name)
	if err != nil {
		return refuse(Place{Sheet: w.name}, "has damaged merged cells: open the workbook and save it anew")
	}
	for _, m := range merges {
		left, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil || err2 != nil || (right-left+1)*(bottom-top+1) > 100_000 {
			return refuse(Place{Sheet: w.name}, "has a damaged merged cell at %s: open the workbook and save it anew", m.GetStartAxis())
		}
		w.spans[[2]int{top - 1, left - 1}] = [2]int{bottom - top + 1, right - left + 1}
		w.cols = min(max(w.cols, right), maxCols)
		for row := top; row <= bottom; row++ {
			for col := left; col <= right; col++ {
				if row > top || col > left {
					w.under[[2]int{row - 1, col - 1}] = true
				}
			}
		}
	}
	return nil
}

// hidden finds the rows and columns that are not shown, and names what stands
// in them.
func (w *worksheet) hidden() {
	w.gone = map[int]bool{}
	for col := range w.cols {
		name, _ := excelize.ColumnNumberToName(col + 1)
		if shown, err := w.file.GetColVisible(w.name, name); err == nil && !shown {
			w.gone[col] = true
		}
	}
	rows, cols := map[int]bool{}, map[int]bool{}
	for row := range w.cells {
		for col, text := range w.cells[row] {
			if text == "" || !w.hides[row] && !w.gone[col] {
				continue
			}
			w.doc.Asides = append(w.doc.Asides, Aside{w.at(row, col), text, Hidden})
			if w.gone[col] {
				cols[col] = true
			} else {
				rows[row] = true
			}
		}
	}
	const remedy = "里面有字，没有收：属于报告的，取消隐藏，再运行一次。"
	for row := range w.cells {
		if rows[row] {
			w.doc.Warnings = append(w.doc.Warnings, Warning{Place{Sheet: w.name}, fmt.Sprintf("第 %d 行是隐藏的，%s", row+1, remedy)})
		}
	}
	for col := range w.cols {
		if cols[col] {
			name, _ := excelize.ColumnNumberToName(col + 1)
			w.doc.Warnings = append(w.doc.Warnings, Warning{Place{Sheet: w.name}, fmt.Sprintf("%s 列是隐藏的，%s", name, remedy)})
		}
	}
}

// text is what a cell shows. A formula that was never computed is refused, and
// a value of more digits than are shown is named.
func (w *worksheet) text(row, col int) (string, error) {
	shown, raw := pick(w.cells, row, col), pick(w.raw, row, col)
	at := w.at(row, col)
	if fact := w.facts[[2]int{row, col}]; fact.formula != "" && fact.bare {
		return "", refuse(at, "holds the formula =%s and no value: open the workbook in Excel and save it, so that its formulas are computed", fact.formula)
	}
	switch {
	case more(raw, shown):
		w.doc.Warnings = append(w.doc.Warnings, Warning{at, fmt.Sprintf("显示的是 %s，存着的是 %s；收了显示的。", shown, raw)})
	case w.facts[[2]int{row, col}].wrong:
		w.doc.Warnings = append(w.doc.Warnings, Warning{at, "显示的是 " + shown + "，公式出错了：在表里改好，再运行一次。"})
	}
	return shown, nil
}

func pick(rows [][]string, row, col int) string {
	if row < len(rows) && col < len(rows[row]) {
		return rows[row][col]
	}
	return ""
}

// more tells whether a raw value has more digits than what is shown of it.
func more(raw, shown string) bool {
	a, ok := decimals(raw)
	b, ok2 := decimals(strings.ReplaceAll(shown, ",", ""))
	return ok && ok2 && a > b
}

// decimals counts the decimals of a plain number.
func decimals(text string) (int, bool) {
	text = strings.TrimRight(strings.Trim(strings.TrimSpace(text), "()-−%"), "%")
	whole, part, _ := strings.Cut(text, ".")
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	return len(strings.TrimRight(part, "0")), whole != ""
}
