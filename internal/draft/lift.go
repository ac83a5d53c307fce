package draft

import (
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/original"
)

// lifted takes out of grids what stands above their header and below their rows: some
// reports print the label, the title and 单位：万元 in the first rows of the table
// itself, and its notes in the last, or set the lines above a table in a grid of their
// own, so that they stand at both edges. Forms keep theirs, which belongs to them.
func (d *Draft) lifted(blocks []block) []block {
	var all []block
	lift := func(b block, rows, from int) {
		for row := from; row < rows; row++ {
			d.rows++
			for _, t := range texts(b, row) {
				t.row = d.rows
				all = append(all, t)
			}
		}
	}
	blocks = twoTables(blocks)
	for i, b := range blocks {
		if b.Grid != nil && (b.Grid.Aligned && d.asText(b) || i+1 < len(blocks) && blocks[i+1].Grid != nil && d.aboveHeader(b.Grid) == b.Grid.Rows) {
			lift(b, b.Grid.Rows, 0)
			continue
		}
		if b.Grid == nil {
			all = append(all, b)
			continue
		}
		top, end := 0, b.Grid.Rows
		if _, head := indicatorHeader(b.Grid); head < 0 {
			top = min(d.aboveHeader(b.Grid), b.Grid.Rows-1)
			end = max(belowRows(b.Grid), top+1)
		}
		lift(b, top, 0)
		grid := b
		if top > 0 || end < b.Grid.Rows {
			grid.Grid = b.Grid.Top(end).Sub(top)
		}
		all = append(all, grid)
		lift(b, b.Grid.Rows, end)
	}
	return all
}

// texts makes a paragraph of each cell that begins in a row of a grid.
func texts(b block, row int) (all []block) {
	for _, c := range begins(b.Grid, row) {
		if c.Text == "" {
			continue
		}
		p := original.Paragraph{Text: c.Text, Bold: c.Bold, Centred: c.ColSpan == b.Grid.Cols && !captionWords.MatchString(oneLine(c.Text)) && !noteWords.MatchString(oneLine(c.Text))}
		place := c.Place
		if place == (original.Place{}) {
			place = b.Place
		}
		all = append(all, block{Block: original.Block{Place: place, Paragraph: &p}, file: b.file, mark: markOf(b, place)})
	}
	return all
}

// markOf is the place of a cell of a block as source.txt says it.
func markOf(b block, place original.Place) string {
	if before, ok := strings.CutSuffix(b.mark, b.Place.Notation()); ok {
		return before + place.Notation()
	}
	return b.mark
}

// aboveHeader counts the leading rows of a grid that are a title, a label or captions,
// and have a table below them. A title is one cell as wide as the table, and is named
// by the contents or ends as titles of tables do: such a cell may also be the top of a
// header.
func (d *Draft) aboveHeader(g *original.Grid) int {
	n := 0
	for ; n < g.Rows && g.Cols > 1; n++ {
		cells := slices.DeleteFunc(begins(g, n), func(c *original.Cell) bool { return c.Text == "" })
		whole := len(cells) == 1 && cells[0].ColSpan == g.Cols && cells[0].RowSpan == 1
		if whole {
			text := oneLine(cells[0].Text)
			whole = d.inContents(text) || tableEnd.MatchString(text)
		}
		captions := len(cells) > 0 && !slices.ContainsFunc(cells, func(c *original.Cell) bool {
			text := oneLine(c.Text)
			return c.RowSpan > 1 || !captionWords.MatchString(text) && !tableLabel.MatchString(text) && !besideUnit(cells, text, d.heading)
		})
		if !whole && !captions {
			break
		}
	}
	return n
}

// besideUnit tells whether a cell of a row that says the unit of money, and nothing of the
// table's head, says something of the whole table too: its body, as the cover names it and
// with whatever code before it, or what a colon stands in, such as its year.
func besideUnit(cells []*original.Cell, text, heading string) bool {
	return slices.ContainsFunc(cells, func(c *original.Cell) bool { return unitAlone.MatchString(oneLine(c.Text)) }) &&
		(strings.ContainsAny(text, "：:") || strings.Contains(heading, strings.TrimLeft(codeBefore.ReplaceAllString(text, ""), "0123456789")))
}

// belowRows is the row from which on a grid holds nothing but notes, each of them one
// cell as wide as the table; the number of its rows where there are none.
func belowRows(g *original.Grid) int {
	end := g.Rows
	for row := g.Rows - 1; row > 1 && g.Cols > 1; row-- {
		cells := begins(g, row)
		if len(cells) != 1 || cells[0].ColSpan != g.Cols || cells[0].RowSpan > 1 || cells[0].Text == "" {
			break
		}
		if noteWords.MatchString(oneLine(cells[0].Text)) {
			end = row
		}
	}
	return end
}

// asText asks whether a grid whose columns nothing draws is a table, and tells whether a
// person said that it is text.
func (d *Draft) asText(b block) bool {
	const table, text = "表格", "文字"
	var names []string
	for _, c := range b.Grid.Cells {
		if c.Row+c.RowSpan == max(1, b.Grid.Header) {
			names = append(names, oneLine(c.Text))
		}
	}
	first := strings.Join(names, "，")
	return d.decide(Question{Key: key("columns", b.at(), first), Place: b.where(), File: b.file, At: b.Place, Choices: []string{table, text}, Assumed: table,
		Text: fmt.Sprintf("这张表没有竖线，分成的 %d 行、%d 列（%s）是按字的位置算的：对着原件看，每个数是不是在它的表头下面、它的名称旁边。", b.Grid.Rows, b.Grid.Cols, first)}) == text
}

// ofFigures tells whether a grid is more than a small table inside a text: it has at
// least three columns, and four rows with figures that do not only count the rows.
func ofFigures(g *original.Grid) bool {
	rows := map[int]bool{}
	for _, c := range g.Cells {
		if isFigure(c.Text) && c.Col > 0 {
			rows[c.Row] = true
		}
	}
	return g.Cols > 2 && len(rows) > 3
}
