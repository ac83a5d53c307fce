package draft

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/original"
	"disclosure/internal/report"
)

// form is a form of a project: fields, then indicators of three levels with their
// targets.
type form struct {
	title, caption  string
	fields          []field
	indicatorsTitle string
	header          []string
	indicators      []indicator
	place, mark     string
	from            int    // its block, among those after the contents
	cols            [4]int // of levels, content and target in its grid
}

type field struct {
	name, text string
	amount     bool
	under      int // number of the field that it stands under, 0 for none
}

type indicator struct {
	levels  [2]string
	content string
	target  string
	bare    bool // it has no target, not even a blank one
}

// The words by which a form is known.
var (
	projectWords = regexp.MustCompile(`^项目名称$`)
	levelWords   = []*regexp.Regexp{
		regexp.MustCompile(`^一级指标$`), regexp.MustCompile(`^二级指标$`),
		regexp.MustCompile(`^(三级指标|指标内容|指标名称)$`), regexp.MustCompile(`(目标值|指标值)$`),
	}
	belowWords  = regexp.MustCompile(`(目标|概况|内容|依据)$`)
	amountWords = regexp.MustCompile(`金额|资金|拨款`)
	// itemMark is where the text of a field begins a new paragraph inside a line.
	itemMark = regexp.MustCompile(` +([0-9]{1,2}[.、][^0-9]|（[0-9一二三四五六七八九十]+）)`)
)

// readForm reads a grid as a form of a project. It is none where a cell is left
// over that the parts of a form do not hold, or where its indicators have no title.
func readForm(g *original.Grid, title string, captions []string) (*form, bool) {
	f := &form{title: title}
	if len(captions) > 0 {
		f.caption = captions[0]
	}
	if len(captions) > 1 || !f.read(g) || len(f.fields) == 0 || !projectWords.MatchString(f.fields[0].name) || f.fields[0].text == "" {
		return nil, false
	}
	return f, f.letters() == letters(g)+len([]rune(bare(title+strings.Join(captions, ""))))
}

// read reads title, fields and indicators of a grid. It tells whether all are there.
func (f *form) read(g *original.Grid) bool {
	cols, head := indicatorHeader(g)
	if head < 0 {
		return false
	}
	var within group
	row := 0
	for ; row < head && len(begins(g, row)) == 1; row++ {
		text := oneLine(begins(g, row)[0].Text)
		switch {
		case f.title == "":
			f.title = text
		case f.caption == "":
			f.caption = text
		case text != f.title && text != f.caption:
			return false
		}
	}
	for ; row < head; row++ {
		row += f.readFields(g, row, &within)
	}
	f.cols = cols
	f.readIndicators(g, cols, head)
	return f.title != "" && (f.indicatorsTitle != "" || len(f.indicators) == 0)
}

// indicatorHeader finds the row that names the levels, each of them once, and their columns.
func indicatorHeader(g *original.Grid) (cols [4]int, row int) {
	for row := range g.Rows {
		var found [4]int
		for _, c := range begins(g, row) {
			for k, words := range levelWords {
				if words.MatchString(bare(c.Text)) {
					cols[k] = c.Col
					found[k]++
				}
			}
		}
		if found == [4]int{1, 1, 1, 1} {
			return targetsBeside(g, cols, row), row
		}
	}
	return cols, -1
}

// targetsBeside is the columns of a header whose last word stands one column behind that of
// the targets, as extraction leaves it where a cell of the header spans two.
func targetsBeside(g *original.Grid, cols [4]int, head int) [4]int {
	holds := func(col int) bool {
		return slices.ContainsFunc(g.Cells, func(c original.Cell) bool { return c.Row > head && c.Col == col && c.Text != "" })
	}
	if before := cols[3] - 1; before > cols[2] && !holds(cols[3]) && holds(before) {
		cols[3] = before
	}
	return cols
}

// begins lists the cells that begin in a row, without blank ones at its end.
func begins(g *original.Grid, row int) []*original.Cell {
	var cells []*original.Cell
	all := g.Beginning(row)
	for i := range all {
		cells = append(cells, &all[i])
	}
	for len(cells) > 0 && cells[len(cells)-1].Text == "" && cells[len(cells)-1].ColSpan == 1 {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// readFields reads a row of names and values, or of names whose values stand in
// the row below. It returns how many more rows it took.
func (f *form) readFields(g *original.Grid, row int, within *group) (more int) {
	cells := begins(g, row)
	if len(cells) > 1 && cells[0].RowSpan > 1 && cells[0].Col == 0 {
		f.fields = append(f.fields, field{name: oneLine(cells[0].Text)})
		within.enter(cells[0], len(f.fields))
		cells = cells[1:]
	}
	add := func(name *original.Cell, value string) {
		field := newField(name.Text, value)
		field.under = within.above(name, len(f.fields)+1)
		f.fields = append(f.fields, field)
	}
	if len(cells) > 1 && !slices.ContainsFunc(cells, func(c *original.Cell) bool { return !belowWords.MatchString(bare(c.Text)) }) {
		for _, c := range cells {
			add(c, g.At(row+1, c.Col).Text)
		}
		return 1
	}
	cells = unspanned(cells)
	for i := 0; i < len(cells); i += 2 {
		value := ""
		if i+1 < len(cells) {
			value = cells[i+1].Text
		}
		add(cells[i], value)
	}
	return 0
}

// unspanned is the cells of a row of names and values without the blank ones that others
// span, as text has them: a name is never blank, and the name of a body or a project has a
// value.
func unspanned(cells []*original.Cell) []*original.Cell {
	for i := 0; i < len(cells); i += 2 {
		if cells[i].Text == "" || i+2 < len(cells) && cells[i+1].Text == "" && nameWords.MatchString(bare(cells[i].Text)) {
			return slices.DeleteFunc(cells, func(c *original.Cell) bool { return c.Text == "" })
		}
	}
	return cells
}

// nameWords end the names of fields that hold a name.
var nameWords = regexp.MustCompile(`名称$`)

func newField(name, text string) field {
	f := field{name: oneLine(name), text: divided(text)}
	if _, err := report.ParseAmount(f.text); err == nil && amountWords.MatchString(f.name) {
		f.amount = true
	}
	return f
}

// divided is a text with a line for each paragraph: those of the file, and the
// items that a line counts.
func divided(text string) string {
	return itemMark.ReplaceAllString(text, "\n$1")
}

func (f *form) readIndicators(g *original.Grid, cols [4]int, head int) {
	for _, c := range begins(g, head) {
		switch {
		case c.Col < cols[0] && c.Text != "":
			f.indicatorsTitle = oneLine(c.Text)
		case c.Col >= cols[0] && c.Text != "":
			f.header = append(f.header, oneLine(c.Text))
		}
	}
	var above indicator
	for row := head + 1; row < g.Rows; row++ {
		if len(begins(g, row)) == 0 {
			continue
		}
		if c := g.At(row, 0); cols[0] > 0 && c.Row == row && c.Text != "" && f.indicatorsTitle == "" {
			f.indicatorsTitle = oneLine(c.Text)
		}
		var in indicator
		for k := range in.levels {
			in.levels[k] = oneLine(g.At(row, cols[k]).Text)
			if in.levels[k] == "" && (k == 0 || in.levels[0] == above.levels[0]) {
				in.levels[k] = above.levels[k]
			}
		}
		in.content, in.target = divided(g.At(row, cols[2]).Text), oneLine(g.At(row, cols[3]).Text)
		in.bare = in.target == "" && (g.At(row, cols[2]) == g.At(row, cols[3]) || targetless.MatchString(bare(in.levels[1])))
		f.indicators = append(f.indicators, in)
		above = in
	}
}

// targetless are the indicators that say how money was reckoned, and have no target.
var targetless = regexp.MustCompile(`^(测算明细|资金支出进度)$`)

// shifted is the word of a level that stands where contents do, "" for none.
func (f *form) shifted() string {
	for _, in := range f.indicators {
		if isLevel(in.content) {
			return in.content
		}
	}
	return ""
}

// letters counts the letters of a form as the grid states them: a level that rows
// share once, and the title of the indicators once.
func (f *form) letters() int {
	var b strings.Builder
	b.WriteString(f.title + f.caption + f.indicatorsTitle + strings.Join(f.header, ""))
	for _, field := range f.fields {
		b.WriteString(field.name + field.text)
	}
	for k, in := range f.indicators {
		shown := f.shown(k)
		b.WriteString(shown[0] + shown[1] + in.content + in.target)
	}
	return len([]rune(bare(b.String())))
}

// shown is the levels of indicator k as they are printed: not again where the row
// above has them.
func (f *form) shown(k int) [2]string {
	levels := f.indicators[k].levels
	if k > 0 && f.indicators[k-1].levels[0] == levels[0] {
		if f.indicators[k-1].levels[1] == levels[1] {
			levels[1] = ""
		}
		levels[0] = ""
	}
	return levels
}

func letters(g *original.Grid) int {
	n := 0
	for _, c := range g.Cells {
		n += len([]rune(bare(c.Text)))
	}
	return n
}

// toml is the file of the form.
func (f *form) toml() []byte {
	var b bytes.Buffer
	if f.title != "" {
		fmt.Fprintf(&b, "title = %s\n", Quote(f.title))
	}
	if f.caption != "" {
		fmt.Fprintf(&b, "caption = %s\n", Quote(f.caption))
	}
	if len(f.indicators) > 0 {
		fmt.Fprintf(&b, "indicators_title = %s\n", Quote(f.indicatorsTitle))
		list(&b, "indicator_header", f.header)
	}
	for k, field := range f.fields {
		kind := "text"
		if field.amount {
			kind = "amount"
		}
		fmt.Fprintf(&b, "\n[[field]]\nname = %s\n", Quote(field.name))
		if field.under > 0 && f.nearest(k, f.fields[field.under-1].name) == field.under {
			fmt.Fprintf(&b, "under = %s\n", Quote(f.fields[field.under-1].name))
		}
		fmt.Fprintf(&b, "%s = %s\n", kind, Quote(field.text))
	}
	for _, in := range f.indicators {
		fmt.Fprintf(&b, "\n[[indicator]]\nlevel1 = %s\nlevel2 = %s\ncontent = %s\n", Quote(in.levels[0]), Quote(in.levels[1]), Quote(in.content))
		if !in.bare {
			fmt.Fprintf(&b, "target = %s\n", Quote(in.target))
		}
	}
	return b.Bytes()
}

// nearest is the number of the last of the first n fields that has a name.
func (f *form) nearest(n int, name string) int {
	for n > 0 && f.fields[n-1].name != name {
		n--
	}
	return n
}
