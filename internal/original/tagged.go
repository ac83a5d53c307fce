package original

import "slices"

// owners numbers the paragraphs of a tagged page from 1, says for each marked
// content which one it belongs to, and of which kind each is.
func (l *leaf) owners() (owners map[int]int, kinds map[int]string) {
	owners, kinds = map[int]int{}, map[int]string{}
	n := 0
	var walk func(t *tag, owner int)
	walk = func(t *tag, owner int) {
		switch t.kind {
		case "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Caption", "Note", "Title":
			n++
			owner = n
			kinds[n] = t.kind
		}
		for _, m := range t.marks {
			owners[m] = owner
		}
		for _, k := range t.kids {
			walk(k, owner)
		}
	}
	walk(l.tags, 0)
	return owners, kinds
}

// tagged takes the tables that a page has by its tags and not by ruling lines,
// and returns the glyphs that are left.
func (l *leaf) tagged(glyphs []glyph) []glyph {
	var tables []*tag
	var find func(*tag)
	find = func(t *tag) {
		if t.kind == "Table" {
			tables = append(tables, t)
			return
		}
		for _, k := range t.kids {
			find(k)
		}
	}
	find(l.tags)
	byMark := map[int][]glyph{}
	for _, g := range glyphs {
		if g.mark >= 0 {
			byMark[g.mark] = append(byMark[g.mark], g)
		}
	}
	used := map[int]bool{}
	for _, t := range tables {
		if built := l.tagTable(t, byMark, used); built != nil {
			l.items = append(l.items, item{table: built})
		}
	}
	var left []glyph
	for _, g := range glyphs {
		if g.mark < 0 || !used[g.mark] {
			left = append(left, g)
		}
	}
	return left
}

// tagTable makes a table of its tag; nil where its glyphs stand in a lattice.
func (l *leaf) tagTable(t *tag, byMark map[int][]glyph, used map[int]bool) *table {
	b := new(builder)
	box := Box{}
	header, inHeader := 0, true
	var taken []int
	var rows func(t *tag, head bool)
	rows = func(t *tag, head bool) {
		for _, k := range t.kids {
			if k.kind != "TR" {
				if k.kind == "THead" || k.kind == "TBody" || k.kind == "TFoot" || k.kind == "" || k.kind == "Div" {
					rows(k, k.kind == "THead")
				}
				continue
			}
			col := 0
			for _, c := range k.kids {
				var glyphs []glyph
				for _, m := range c.all() {
					glyphs = append(glyphs, byMark[m]...)
					taken = append(taken, m)
				}
				around := Box{}
				for _, g := range glyphs {
					around = around.with(g.box)
				}
				box = box.with(around)
				text, bold, _ := l.cellText(glyphs, around)
				col = b.add(Cell{RowSpan: c.spans[0], ColSpan: c.spans[1], Text: text, Bold: bold, Place: Place{Page: l.number, Box: around}}, col)
			}
			b.endRow()
			names := len(k.kids) > 0 && !slices.ContainsFunc(k.kids, func(c *tag) bool { return c.kind != "TH" })
			if inHeader = inHeader && (head || names); inHeader {
				header++
			}
		}
	}
	rows(t, false)
	g, err := b.grid(Place{Page: l.number})
	if box == (Box{}) || g == nil || err != nil {
		return nil
	}
	short := g.shortRows()
	if len(short) > 0 && !g.placed(short) {
		return nil
	}
	for _, m := range taken {
		used[m] = true
	}
	// Columns have no places but their order.
	xs := make([]float64, b.cols+1)
	for i := range xs {
		xs[i] = float64(i) * 100
	}
	return &table{xs: xs, rows: g.Rows, cells: g.Cells, box: box, page: l.number, pages: []int{l.number}, header: header, aligned: len(short) > 0}
}

// shortRows finds the rows of a tagged table that have fewer cells than there are
// columns: some programs leave out the cells that are blank.
func (g *Grid) shortRows() map[int]bool {
	short := map[int]bool{}
	for _, c := range g.Cells {
		if c.Place == (Place{}) { // it was put in where none was
			short[c.Row] = true
		}
	}
	return short
}

// placed puts the cells of short rows into the columns of the whole rows, in which their
// words stand; false where one stands in none, or in several.
func (g *Grid) placed(short map[int]bool) bool {
	columns := make([]Box, g.Cols)
	for _, c := range g.Cells {
		if !short[c.Row] && c.ColSpan == 1 {
			columns[c.Col] = columns[c.Col].with(Box{Left: c.Place.Box.Left, Right: c.Place.Box.Right, Bottom: 1})
		}
	}
	var cells []Cell
	taken := map[[2]int]bool{}
	for _, c := range g.Cells {
		if !short[c.Row] {
			cells = append(cells, c)
			continue
		}
		if c.Text == "" {
			continue
		}
		found := -1
		for k, column := range columns {
			if c.Place.Box.Left < column.Right && c.Place.Box.Right > column.Left {
				if found >= 0 || c.ColSpan > 1 || c.RowSpan > 1 {
					return false
				}
				found = k
			}
		}
		if found < 0 || taken[[2]int{c.Row, found}] {
			return false
		}
		taken[[2]int{c.Row, found}] = true
		c.Col = found
		cells = append(cells, c)
	}
	g.Cells = cells
	g.Complete()
	return true
}

// all lists the marked content in an element and below it.
func (t *tag) all() []int {
	found := append([]int(nil), t.marks...)
	for _, k := range t.kids {
		found = append(found, k.all()...)
	}
	return found
}
