package draft

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/original"
)

// taskWords name the columns of the tasks of a whole body, which stand between the fields
// and the indicators of its form.
var taskWords = regexp.MustCompile(`^(任务名称|主要任务|工作任务|主要内容|任务内容)$`)

// taskHeader is the row that begins the header of the tasks of a form, and the first of
// their columns; -1 where there are none.
func taskHeader(g *original.Grid) (row, col int) {
	_, head := indicatorHeader(g)
	for row := range max(head, 0) {
		cells := begins(g, row)
		for at := 1; at+1 < len(cells); at++ { // the first is the word for all of them
			if taskWords.MatchString(bare(cells[at].Text)) {
				return row, cells[at].Col
			}
		}
	}
	return -1, -1
}

// readWhole reads a grid as the form of a whole body: fields, a table of tasks, indicators.
// It is none where a cell is left over that these do not hold.
func (t *table) readWhole(g *original.Grid) bool {
	w := &table{}
	if !w.parseWhole(g) || len(w.rows) == 0 || len(w.form.indicators) == 0 || w.rowsTitle == "" {
		return false
	}
	all := w.form.letters() + len([]rune(bare(w.rowsTitle)))
	for _, cells := range slices.Concat(w.printed, w.rows) {
		all += len([]rune(bare(strings.Join(cells, ""))))
	}
	if all != letters(g) {
		return false
	}
	t.columns, t.printed, t.rows, t.rowsTitle, t.form = w.columns, w.printed, w.rows, w.rowsTitle, w.form
	return true
}

// parseWhole reads what it can of such a grid.
func (t *table) parseWhole(g *original.Grid) bool {
	row, col := taskHeader(g)
	if row < 0 {
		return false
	}
	cols, head := indicatorHeader(g)
	t.form = &form{cols: cols}
	var within group
	for r := 0; r < row; r++ {
		r += t.form.readFields(g, r, &within)
	}
	t.form.readIndicators(g, cols, head)
	t.rowsTitle = oneLine(g.At(row, 0).Text)
	t.read(tasks(g, row, head, col))
	return true
}

// wholeLines is the form of a whole body in the text as received, of its grid before it was
// repaired.
func wholeLines(g *original.Grid) (lines []string) {
	t := &table{}
	t.parseWhole(g)
	row, _ := taskHeader(g)
	_, head := indicatorHeader(g)
	var left []string // what stands beside the tasks
	for r := row; r < head; r++ {
		if len(begins(g, r)) > 0 {
			left = append(left, oneLine(g.Row(r)[0]))
		}
	}
	lines = append(t.form.fieldLines(), t.taskLines(left[max(0, len(left)-len(t.rows)):])...)
	return append(lines, t.form.printedLines(g, head)...)
}

// taskLines is the tasks of a form in the text as received, with what stands beside each of
// their rows.
func (t *table) taskLines(left []string) (lines []string) {
	for i, cells := range t.printed {
		beside := ""
		if i == 0 {
			beside = t.rowsTitle
		}
		lines = append(lines, beside+"\t"+strings.Join(cells, "\t"))
	}
	for i, cells := range t.rows {
		lines = append(lines, left[i]+"\t"+strings.Join(cells, "\t"))
	}
	return lines
}

// tasks is the part of a grid with the tasks of a form, whose columns are those from col on in
// which a cell begins.
func tasks(g *original.Grid, from, to, col int) *original.Grid {
	part := g.Top(to).Sub(from)
	part.Cells = slices.DeleteFunc(part.Cells, func(c original.Cell) bool { return c.Col < col })
	return narrowed(part)
}

// offerAgain offers to show the word for the tasks of a form once, where the row below its first
// has it again.
func (d *Draft) offerAgain(i int, title string) (open bool) {
	g := d.all[i].Grid
	row, _ := taskHeader(g)
	_, head := indicatorHeader(g)
	if row < 0 {
		return false
	}
	word := oneLine(g.At(row, 0).Text)
	var cells []int
	var changes []Change
	for k, c := range g.Cells {
		if c.Row > row && c.Row < head && c.Col == 0 && word != "" && oneLine(c.Text) == word {
			cells = append(cells, k)
			line := strings.TrimRight(strings.Join(joined([][]string{g.Row(c.Row)}), ""), "\t")
			changes = append(changes, Change{line, strings.TrimPrefix(line, word)})
		}
	}
	if len(cells) != 1 {
		return false
	}
	return d.propose(offer{kind: "again", at: i, onto: i, yes: "只显示一次", no: "原件上就印了两次",
		text:    "《" + title + "》里“" + word + "”是跨多行的一格，在它的第一行又出现了一次，像是提取时重复的。",
		changes: changes,
		apply: func([]bool) {
			b := d.all[i]
			grid := *g
			grid.Cells = slices.Clone(g.Cells)
			grid.Cells[cells[0]].Text = ""
			b.Grid = &grid
			d.repair(i, b)
		}})
}
