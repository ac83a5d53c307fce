package draft

import (
	"slices"
	"strings"

	"disclosure/internal/original"
)

// part is a section, or a table.
type part struct {
	title  string
	place  string // in the original
	mark   string // the same as source.txt says it
	items  []item // of a section
	file   string // in which a section begins
	table  *table
	placed bool // the table stands in a section
}

// item is what stands in a section: a paragraph, a heading, a small grid, or a
// table of its own by its number.
type item struct {
	text  string
	level int // of a heading, from 1
	grid  [][]string
	table int
	place string
	mark  string
	from  int // its block, among those after the contents

	restates bool // the title of the part in other words, right below it
}

// tables lists the tables in published order.
func (d *Draft) tables() []*table {
	var all []*table
	for _, p := range d.parts {
		if p.table != nil {
			all = append(all, p.table)
		}
	}
	return all
}

// divide goes through the blocks after the contents and makes parts of them.
func (d *Draft) divide(blocks []block) {
	size := bodySize(blocks)
	claims := d.claim(blocks, size)
	forms, first := d.readForms(blocks, claims)
	counted := d.countedTitles(blocks, claims)
	section := -1 // the one that is open, among the parts
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		c := claims[i]
		switch {
		case c.of >= 0 && c.of != i:
			continue // it is a title, a caption or a note of a table
		case i >= first:
			forms[i].place, forms[i].mark, forms[i].from = b.where(), b.mark, i
			d.forms = append(d.forms, forms[i])
		case b.Grid != nil && c.of == i:
			if section >= 0 && (b.file != d.parts[section].file || glossaryWords.MatchString(d.parts[section].title)) {
				section = -1 // tables behind the words explained, or in a file of their own, are in no part
			}
			d.count++
			t := d.table(c, b)
			t.from = i
			d.parts = append(d.parts, part{title: t.title, table: t, place: b.where(), mark: b.mark, placed: section >= 0})
			if section >= 0 {
				d.parts[section].items = append(d.parts[section].items, item{table: d.count, place: b.where(), mark: b.mark, from: i})
			}
		case b.Grid != nil:
			if section < 0 {
				section = d.open("", b)
			}
			open := i > 0 && blocks[i-1].Grid != nil && claims[i-1].of == i-1 && d.offerHalf(i-1, i)
			if ofFigures(b.Grid) && !evaluates(blocks, i) && !open {
				d.look("grid", b, "这张表上面没有认出标题，现在作为正文里的小表格收着：对着原件看，上面印着标题或者“单位：万元”的，移到 tables.toml 和 tables 里；是上一张表的后半张的，接到那张表后面。")
			}
			d.parts[section].items = append(d.parts[section].items, item{grid: rowsOf(b.Grid), place: b.where(), mark: b.mark, from: i})
		case annexesWords.MatchString(bare(b.text())) && d.annexesTitle == "":
			d.annexesTitle = b.text()
			for i+1 < len(blocks) && claims[i+1].of < 0 && blocks[i+1].Paragraph != nil && thirdNumber.MatchString(blocks[i+1].text()) {
				i++
				d.annexes = append(d.annexes, blocks[i].text())
			}
			section = -1
		case section >= 0 && aboveEvaluation(blocks, i):
			d.parts[section].items = append(d.parts[section].items, item{text: b.text(), level: 1, place: b.where(), mark: b.mark, from: i})
		case section >= 0 && d.restates(section, b.text()):
			d.parts[section].items = append(d.parts[section].items, item{text: b.text(), restates: true, place: b.where(), mark: b.mark, from: i})
		case counted[i] || d.sectionTitle(blocks, claims, i, size):
			section = d.open(b.text(), b)
		default:
			if section < 0 {
				title := ""
				if d.inContents(b.text()) || aboveEvaluation(blocks, i) {
					title = b.text()
				}
				section = d.open(title, b)
				if d.parts[section].title == b.text() {
					continue
				}
			}
			d.parts[section].items = append(d.parts[section].items, item{text: b.text(), level: d.levelOf(d.parts[section].title, blocks, i), place: b.where(), mark: b.mark, from: i})
		}
	}
}

// open begins a section. One without a title of its own takes its first words,
// and a person is asked.
func (d *Draft) open(title string, b block) int {
	if title == "" {
		title = b.text()
		if title == "" || !short(title) {
			title = d.heading
		}
		d.look("title", b, "这段文字上面没有认出一部分的标题，暂时用“"+title+"”作标题：对着原件看，标题印的是什么，在 sections 里改好。")
	}
	d.parts = append(d.parts, part{title: title, place: b.where(), mark: b.mark, file: b.file})
	return len(d.parts) - 1
}

// claimed is what a paragraph is to a table: of is the grid's place among the
// blocks, -1 for none.
type claimed struct {
	of       int
	title    int   // for the grid: its title among the blocks, -1 for none
	label    int   // the line with its label
	captions []int // lines between title and grid
	notes    []int // lines under it
}

// claim finds for each grid its title, the captions between, and the notes below.
// A grid without a title is none of its own.
func (d *Draft) claim(blocks []block, size float64) []claimed {
	claims := make([]claimed, len(blocks))
	for i := range claims {
		claims[i] = claimed{of: -1, title: -1, label: -1}
	}
	for g, b := range blocks {
		if b.Grid == nil {
			continue
		}
		c := claimed{of: g, title: -1, label: -1}
		k := g - 1
		for ; k >= 0 && claims[k].of < 0 && blocks[k].Paragraph != nil; k-- {
			text := blocks[k].text()
			if !captionWords.MatchString(text) && !tableLabel.MatchString(text) && !beside(blocks, k) {
				break
			}
			c.captions = append([]int{k}, c.captions...)
		}
		if k >= 0 && claims[k].of < 0 && !evaluates(blocks, g) && d.tableTitle(blocks[k], size, len(c.captions) > 0) {
			c.title = k
			if k > 0 && claims[k-1].of < 0 && tableLabel.MatchString(blocks[k-1].text()) {
				c.label = k - 1
			}
		}
		if c.title < 0 {
			continue
		}
		c.notes = notesUnder(blocks, g)
		claims[g] = c
		for _, list := range [][]int{{c.title, c.label}, c.captions, c.notes} {
			for _, at := range list {
				if at >= 0 {
					claims[at].of = g
				}
			}
		}
	}
	return claims
}

// beside tells whether a paragraph stands on the line of one that is a caption.
func beside(blocks []block, k int) bool {
	for _, step := range []int{-1, 1} {
		for other := k + step; other >= 0 && other < len(blocks) && sameLine(blocks[k], blocks[other]); other += step {
			if captionWords.MatchString(blocks[other].text()) {
				return true
			}
		}
	}
	return false
}

// sameLine tells whether two blocks stand on one line of a page or one row of a
// sheet.
func sameLine(a, b block) bool {
	if a.row > 0 || b.row > 0 {
		return a.row == b.row
	}
	if a.Place.Page > 0 {
		height := a.Place.Box.Bottom - a.Place.Box.Top
		return a.Place.Page == b.Place.Page && abs(a.Place.Box.Top-b.Place.Box.Top) < height/2
	}
	return a.Place.Sheet != "" && a.Place.Sheet == b.Place.Sheet && digits(a.Place.Cell) == digits(b.Place.Cell)
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

func digits(cell string) string { return strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") }

// tableTitle tells whether the paragraph above a grid is its title: the contents
// name it, or it stands in the middle or with captions below, and ends as titles
// of tables do.
func (d *Draft) tableTitle(b block, size float64, captions bool) bool {
	text := b.text()
	if b.Paragraph == nil || !short(text) || sentence(text) || noteWords.MatchString(text) || partNumber.MatchString(text) {
		return false
	}
	if d.inContents(text) {
		return true
	}
	stands := b.Paragraph.Centred || b.Paragraph.Size > size
	return captions && (stands || titleEnd.MatchString(text)) || tableEnd.MatchString(text) && (stands || labelled.MatchString(text))
}

// notesUnder finds the notes under a grid: lines that begin as notes do, and what
// stands between two of them.
func notesUnder(blocks []block, g int) []int {
	last := g
	for k := g + 1; k < len(blocks) && k <= g+8; k++ {
		text := blocks[k].text()
		if text == "" || blocks[k].Paragraph.Centred || headingLevel(text) > 0 || partNumber.MatchString(text) {
			break
		}
		counts := k == last+1 && k > g+1 && thirdNumber.MatchString(text) // 2. after 注：1.
		if noteWords.MatchString(text) || counts || k == g+1 && emptyWords.MatchString(text) {
			last = k
		}
	}
	var notes []int
	for k := g + 1; k <= last; k++ {
		notes = append(notes, k)
	}
	return notes
}

// rowsOf is a grid as rows of cells; what a cell covers beside or below its first
// place is blank.
func rowsOf(g *original.Grid) [][]string {
	var rows [][]string
	for row := range g.Rows {
		cells := g.Row(row)
		for j := range cells {
			cells[j] = oneLine(cells[j])
		}
		if slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			rows = append(rows, cells)
		}
	}
	return rows
}
