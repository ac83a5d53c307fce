package draft

import (
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/original"
)

// offerRests offers to join to the rows of a grid what stands of them at the top of the
// next page. It tells whether a person has yet to say.
func (d *Draft) offerRests(i int, name string) (open bool) {
	g := d.all[i].Grid
	var changes []Change
	var rests []int // rows
	var pages []string
	for _, row := range g.Rests {
		texts := g.Row(row)
		col := slices.IndexFunc(texts, func(text string) bool { return text != "" })
		if col < 0 || row == 0 {
			continue
		}
		before := g.Row(row - 1)
		shown := slices.Clone(before)
		for k, text := range texts {
			if text != "" {
				above := g.At(row-1, k)
				before[above.Col] = above.Text
				shown[above.Col] = seamless(above.Text, text)
			}
		}
		changes = append(changes, Change{strings.Join(joined([][]string{inOneLines(before), inOneLines(texts)}), "\n"), strings.Join(inOneLines(shown), "\t")})
		rests = append(rests, row)
		if page := itoa(g.At(row, col).Place.Page); !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
	}
	if len(rests) == 0 {
		return false
	}
	return d.propose(offer{kind: "rest", at: i, onto: i, yes: "接到上一行", no: "原件上就是两行",
		text:    fmt.Sprintf("《%s》在第 %s 页的第一行像是上一页最后一行没有写完的。", name, strings.Join(pages, "、")),
		changes: changes,
		apply: func(chosen []bool) {
			b := d.all[i]
			grid := *g
			grid.Cells, grid.Rests = slices.Clone(g.Cells), slices.Clone(g.Rests)
			for k := len(rests) - 1; k >= 0; k-- {
				if chosen[k] {
					joinRow(&grid, rests[k])
				}
			}
			b.Grid = &grid
			d.repair(i, b)
		}})
}

// cutOpen tells whether a person has yet to say which rows of a grid a page cut.
func (d *Draft) cutOpen(i int) bool {
	_, decided := d.decided[key("rest", d.all[i].mark)]
	return len(d.all[i].Grid.Rests) > 0 && !decided
}

// seamless is a text that goes on in another, whose paragraphs stay.
func seamless(text, rest string) string {
	if cut := strings.LastIndex(text, "\n"); cut >= 0 {
		return text[:cut+1] + seamless(text[cut+1:], rest)
	}
	first, more, found := strings.Cut(rest, "\n")
	text = oneLine(text + "\n" + first)
	if found {
		text += "\n" + more
	}
	return text
}

// joinRow joins the words of a row to those above them, and takes the row away.
func joinRow(g *original.Grid, row int) {
	for _, c := range g.Cells {
		if c.Row == row && c.Text != "" {
			above := g.At(row-1, c.Col)
			above.Text = seamless(above.Text, c.Text)
		}
	}
	g.Cells = slices.DeleteFunc(g.Cells, func(c original.Cell) bool { return c.Row == row && c.RowSpan == 1 })
	for k := range g.Cells {
		switch c := &g.Cells[k]; {
		case c.Row == row:
			c.RowSpan, c.Text = c.RowSpan-1, ""
		case c.Row > row:
			c.Row--
		case c.Row+c.RowSpan > row:
			c.RowSpan--
		}
	}
	g.Rows--
	g.Complete()
	g.Rests = slices.DeleteFunc(g.Rests, func(rest int) bool { return rest == row })
	for k := range g.Rests {
		if g.Rests[k] > row {
			g.Rests[k]--
		}
	}
}
