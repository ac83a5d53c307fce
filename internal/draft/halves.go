package draft

import (
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/original"
)

// offerHalf offers to join a grid to the table right above it, whose rows it may go on with
// on the next page. It tells whether a person has yet to say.
func (d *Draft) offerHalf(above, i int) (open bool) {
	first, second := d.all[above].Grid, d.all[i].Grid
	rows, ok := goingOn(first, second)
	if !ok || d.cutOpen(above) || d.cutOpen(i) {
		return false
	}
	title := ""
	for _, t := range d.tables() {
		if t.from == above {
			title = t.title
		}
	}
	return d.propose(offer{kind: "half", at: i, onto: above, yes: "接到上一张表后面", no: "原件上是另一张表",
		text:    fmt.Sprintf("这张表上面没有标题，紧接着《%s》，列数合得上，像是它在下一页的后半张。", title),
		changes: []Change{{strings.Join(joined(rowsOf(second)), "\n"), strings.Join(joined(rows), "\n")}},
		apply: func([]bool) {
			b := d.all[above]
			b.was = slices.Concat(b.received(), d.all[i].received())
			b.Grid = first.Top(first.Rows)
			for _, texts := range rows {
				put(b.Grid, texts)
			}
			d.all[above] = b
			d.all[i].gone = true
		}})
}

// goingOn is the rows of a grid as those of another that it goes on with: without a header
// that stands there again, and with as many columns. Only blank columns are left out or
// added, behind the last that holds anything, or where they are as many as are too much.
func goingOn(first, second *original.Grid) (rows [][]string, ok bool) {
	rows = rowsOf(second)
	depth := headerRows(spanned(first))
	if head := rowsOf(first.Top(depth)); len(rows) > len(head) && slices.EqualFunc(head, rows[:len(head)], func(a, b []string) bool {
		return bare(strings.Join(a, "\t")) == bare(strings.Join(b, "\t"))
	}) {
		rows = rows[len(head):]
	}
	var filled []int // columns
	for col := range second.Cols {
		if slices.ContainsFunc(rows, func(row []string) bool { return row[col] != "" }) {
			filled = append(filled, col)
		}
	}
	if len(rows) == 0 || len(filled) < 2 || !slices.ContainsFunc(rows, func(row []string) bool { return slices.ContainsFunc(row, isFigure) }) {
		return nil, false
	}
	keep := make([]int, second.Cols) // the columns, without those left out
	for col := range keep {
		keep[col] = col
	}
	switch last := filled[len(filled)-1]; {
	case last < first.Cols:
		keep = keep[:min(len(keep), first.Cols)]
	case len(filled) == first.Cols:
		keep = filled
	default:
		return nil, false
	}
	for i, row := range rows {
		texts := make([]string, first.Cols)
		for k, col := range keep {
			texts[k] = row[col]
		}
		rows[i] = texts
	}
	return rows, true
}

// put adds a row to a grid.
func put(g *original.Grid, texts []string) {
	for col, text := range texts {
		g.Cells = append(g.Cells, original.Cell{Row: g.Rows, Col: col, RowSpan: 1, ColSpan: 1, Text: text})
	}
	g.Rows++
}

// offerEnds offers to join the end of a name that stands in a row of its own to the name
// above it.
func (d *Draft) offerEnds(t *table) {
	g := d.all[t.from].Grid
	if d.cutOpen(t.from) {
		return
	}
	var changes []Change
	var ends []int // rows
	var columns []int
	for row := headerRows(spanned(g)) + 1; row < g.Rows; row++ {
		col, ok := endOfName(g, row)
		if !ok || len(ends) > 0 && ends[len(ends)-1] == row-1 {
			continue
		}
		above, texts := g.Row(row-1), g.Row(row)
		shown := slices.Clone(above)
		shown[col] = oneLine(above[col] + "\n" + texts[col])
		changes = append(changes, Change{strings.Join(joined([][]string{above, texts}), "\n"), strings.Join(shown, "\t")})
		ends, columns = append(ends, row), append(columns, col)
	}
	if len(ends) == 0 {
		return
	}
	d.propose(offer{kind: "spill", at: t.from, onto: t.from, yes: "接到上一行", no: "原件上就是两行",
		text:    fmt.Sprintf("《%s》有 %d 行只有半个名称，没有数，像是上一行的名称被截成了两行。", t.title, len(ends)),
		changes: changes,
		apply: func(chosen []bool) {
			b := d.all[t.from]
			grid := g.Top(headerRows(spanned(g)))
			for row := grid.Rows; row < g.Rows; row++ {
				texts := g.Row(row)
				if k := slices.Index(ends, row); k >= 0 && chosen[k] {
					continue
				}
				if k := slices.Index(ends, row+1); k >= 0 && chosen[k] {
					texts[columns[k]] = oneLine(texts[columns[k]] + "\n" + g.Row(row + 1)[columns[k]])
				}
				put(grid, texts)
			}
			b.Grid = grid
			d.repair(t.from, b)
		}})
}

// endOfName tells whether a row is the end of a name of the row above, and in which column:
// nothing else stands in it, and it closes what is open there, or it is short and without
// the code that rows with figures have.
func endOfName(g *original.Grid, row int) (col int, ok bool) {
	texts, above := g.Row(row), g.Row(row-1)
	filled := 0
	for j, text := range texts {
		if text != "" {
			col = j
			filled++
		}
		if g.At(row, j).Row != row {
			return 0, false
		}
	}
	if filled != 1 || above[col] == "" || isFigure(oneLine(texts[col])) || !slices.ContainsFunc(above, isFigure) {
		return 0, false
	}
	end, name := oneLine(texts[col]), oneLine(above[col])
	if numberOf(end) >= 0 {
		return 0, false
	}
	if open(name) > 0 && open(end) < 0 || strings.ContainsAny(string([]rune(end)[:1]), "）)，、。") {
		return col, true
	}
	inRow, _ := code(above)
	return col, inRow != "" && len([]rune(name)) >= longName && len([]rune(end)) <= shortEnd
}

// longName is from how many characters on a name may have been cut, and shortEnd is how many
// of it are left at most.
const longName, shortEnd = 10, 6

// open counts the brackets that a text opens, less those that it closes.
func open(text string) int {
	return strings.Count(text, "（") + strings.Count(text, "(") - strings.Count(text, "）") - strings.Count(text, ")")
}
