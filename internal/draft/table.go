package draft

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/original"
	"disclosure/internal/report"
)

// table is a table with what stands around its grid.
type table struct {
	label    string
	title    string
	captions []string
	notes    []string
	columns  []report.Column
	rows     [][]string
	place    string // in the original
	mark     string
	marks    tableMarks
	printed  [][]string // header rows as they stand in the text as received
	block    block      // of its grid
	from     int        // its block, among those after the contents
	levelled []int      // the levels of its names, as a person confirmed them

	// of the form of a whole body, whose rows are its tasks
	form      *form
	rowsTitle string
}

// tableMarks are the places of what stands around the grid of a table.
type tableMarks struct {
	label, title    string
	captions, notes []string
}

// table makes a table of a grid and of what is claimed for it.
func (d *Draft) table(c claimed, b block) *table {
	t := &table{title: d.said[c.title], place: b.where(), mark: b.mark, block: b}
	t.marks.title = d.all[c.title].mark
	if c.label >= 0 {
		t.label, t.marks.label = d.said[c.label], d.all[c.label].mark
	}
	t.captions = d.captions(c)
	for i, k := range c.captions {
		if i == 0 || !sameLine(d.all[c.captions[i-1]], d.all[k]) {
			t.marks.captions = append(t.marks.captions, d.all[k].mark)
		}
	}
	for _, k := range c.captions {
		if text := d.said[k]; t.label == "" && tableLabel.MatchString(text) && !labelled.MatchString(t.title) {
			t.label = strings.Trim(text, ":： ") // a caption holds it, and prints it
		}
	}
	for _, k := range c.notes {
		t.notes = append(t.notes, d.said[k])
		t.marks.notes = append(t.marks.notes, d.all[k].mark)
	}
	if t.readWhole(b.Grid) {
		if len(t.captions) == 1 {
			t.form.caption, t.captions = t.captions[0], nil
		}
	} else {
		t.read(b.Grid)
	}
	for j, column := range t.columns {
		for _, word := range column.Path {
			if word == "" {
				d.look("header", b, "《"+t.title+"》第 "+itoa(j+1)+" 列的表头是空的：对着原件看，在 CSV 文件的第一行和 tables.toml 里写好。")
			}
		}
	}
	return t
}

// unexplained asks why tables without figures are empty, where neither their notes nor the
// sections say it.
func (d *Draft) unexplained() {
	for _, t := range d.tables() {
		if len(t.rows) == 0 && len(t.notes) == 0 && !d.saysWhyEmpty(t.title) {
			d.look("empty", t.block, "《"+t.title+"》印的是空表，表下没有说明原因，正文里也没有找到：说了的，在 tables.toml 的 [table.empty] 里写明是哪一段；没有说的，照印的发布，网站会写明没有找到原因。")
		}
	}
}

// saysWhyEmpty tells whether a section says why a table of a title is empty.
func (d *Draft) saysWhyEmpty(title string) bool {
	return slices.ContainsFunc(d.parts, func(p part) bool {
		return slices.ContainsFunc(p.items, func(it item) bool {
			return it.level == 0 && report.SaysWhyEmpty(title, it.text) != "" ||
				slices.ContainsFunc(it.grid, func(row []string) bool { return report.SaysWhyListed(title, row) >= 0 })
		})
	})
}

// captions are the lines between title and grid; those that stand on one line
// have two spaces between them.
func (d *Draft) captions(c claimed) []string {
	var lines []string
	for i, k := range c.captions {
		if i > 0 && sameLine(d.all[c.captions[i-1]], d.all[k]) {
			lines[len(lines)-1] += "  " + d.said[k]
			continue
		}
		lines = append(lines, d.said[k])
	}
	return lines
}

// read divides the grid into header and body.
func (t *table) read(g *original.Grid) {
	g = spanned(g)
	depth := headerRows(g)
	if 2*depth > g.Rows && layout(g) {
		depth = 1 // the cells of a form reach over one another down to its end
	}
	t.columns = make([]report.Column, g.Cols)
	shared := sharedRow(g, depth)
	body := make([]string, g.Cols) // the row of sums that shares a row with the header
	for j := range g.Cols {
		var last *original.Cell
		for row := 0; row < depth; {
			c := g.At(row, j)
			if row == shared && (last == nil || last.ColSpan <= c.ColSpan || isFigure(c.Text)) {
				if c.Col == j {
					body[j] = oneLine(c.Text)
				}
				break
			}
			if (c.Text != "" || last == nil) && (c.Col == j || last == nil || last.ColSpan >= c.ColSpan) {
				t.columns[j].Path = append(t.columns[j].Path, oneLine(c.Text))
			}
			last, row = c, c.Row+c.RowSpan
		}
	}
	t.number()
	t.printed = t.headerLines()
	if shared >= 0 {
		t.rows = append(t.rows, body)
	}
	t.rows = append(t.rows, rowsOf(g.Sub(depth))...)
}

// sharedRow is the last row of a header where a row of sums shares it: it has a
// cell wider than the one above, or a figure. It is -1 where there is none.
func sharedRow(g *original.Grid, depth int) int {
	row := depth - 1
	if row == 0 || countedColumns(g, row) > row {
		return -1
	}
	for _, c := range g.Beginning(row) {
		if above := g.At(row-1, c.Col); isFigure(c.Text) || above.ColSpan < c.ColSpan {
			return row
		}
	}
	return -1
}

func isFigure(text string) bool {
	_, err := report.ParseAmount(text)
	return text != "" && err == nil
}

// number gives header words that stand several times their numbers.
func (t *table) number() {
	r := report.Table{Columns: t.columns}
	r.NumberWords()
}

// headerLines is the header as rows of cells.
func (t *table) headerLines() [][]string {
	r := report.Table{Columns: t.columns}
	var rows [][]string
	for _, cells := range r.Header() {
		row := make([]string, len(t.columns))
		for _, c := range cells {
			row[c.First-1] = c.Text
		}
		rows = append(rows, row)
	}
	return rows
}

// headerRows counts the rows of a header: it reaches down as far as a cell that
// begins in it does, and below a cell of several columns to the row that divides
// these.
func headerRows(g *original.Grid) int {
	depth := max(1, g.Header)
	for {
		next := depth
		for i := range g.Cells {
			c := &g.Cells[i]
			if c.Row >= depth {
				continue
			}
			end := c.Row + c.RowSpan
			next = max(next, end)
			if c.ColSpan > 1 && end < g.Rows && end >= depth && g.At(end, c.Col).ColSpan < c.ColSpan && words(g, end, c.Col, c.ColSpan) {
				next = max(next, end+1)
			}
		}
		if next == depth || next >= g.Rows {
			return countedColumns(g, min(next, g.Rows))
		}
		depth = next
	}
}

// countedColumns adds to a header of so many rows the row below it that numbers the
// columns: 栏次 | 1 | 2 | 3=1+2, or 1 | 2 | 3 over all of them.
func countedColumns(g *original.Grid, depth int) int {
	if depth >= g.Rows {
		return depth
	}
	counts, all := 0, g.Cols > 2
	for col := range g.Cols {
		all = all && oneLine(g.At(depth, col).Text) == itoa(col+1)
	}
	if all {
		return depth + 1
	}
	if countsBeside(g, depth) {
		return depth + 1
	}
	for _, c := range begins(g, depth) {
		switch text := oneLine(c.Text); {
		case c.RowSpan > 1:
			return depth
		case text == "" || report.NamesCounts(text):
		case report.CountsColumn(text):
			counts++
		default:
			return depth
		}
	}
	first := slices.IndexFunc(begins(g, depth), func(c *original.Cell) bool { return c.Text != "" })
	if first < 0 || !report.NamesCounts(oneLine(begins(g, depth)[first].Text)) || counts == 0 {
		return depth
	}
	return depth + 1
}

// countsBeside tells whether a row numbers the columns behind the words for the parts of a
// code: 类 | 款 | 项 | 栏次 | 1 | 2.
func countsBeside(g *original.Grid, row int) bool {
	words, named, counts := 0, false, 0
	for _, c := range begins(g, row) {
		switch text := oneLine(c.Text); {
		case text == "":
		case !named && codePart.MatchString(text):
			words++
		case !named && report.NamesCounts(text):
			named = true
		case named && report.CountsColumn(text):
			counts++
		default:
			return false
		}
	}
	return words > 0 && counts > 0
}

// codePart is the head of a column of a code that is printed in several.
var codePart = regexp.MustCompile(`^[类款项]$`)

// words tells whether the cells of a row, from a column on, are words: at least
// one is there, and none is a figure or a code.
func words(g *original.Grid, row, col, n int) bool {
	found := false
	for c := col; c < col+n; c++ {
		text := g.At(row, c).Text
		if text == "" {
			continue
		}
		if figureLike.MatchString(text) {
			return false
		}
		found = true
	}
	return found
}

// figureLike is a figure, a code, or a dash that stands for one, and no words that begin
// with a number: 2024年预算.
var figureLike = regexp.MustCompile(`^[-—－−△(（]*[0-9０-９][0-9０-９,，.．]*[%％]?[)）]?$|^[-—－−]+$`)
