package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"disclosure/internal/original"
	"disclosure/internal/report"
)

// The marks that extraction leaves in a text. Whether they are damage or print only a
// person can say, who has the original: each is asked about, and repaired where the
// answer says so.
var (
	// spacedWords has a space between two ideographs, as a narrow cell leaves where it
	// divides a line.
	spacedWords = regexp.MustCompile(`\p{Han}[、（]? \p{Han}`)
	spaceWithin = regexp.MustCompile(`(\p{Han}[、（]?) (\p{Han})`)
	goesOn      = regexp.MustCompile(`^([0-9]+[^0-9.．、\s]|[，。、；：）”])`)
)

// damage asks about what looks like damage by extraction, and repairs what a person
// confirmed.
func (d *Draft) damage() {
	for _, s := range d.sections() {
		for i, it := range s.items {
			switch {
			case it.text == "", report.IsDash(it.text) && besideFigure(s.items, i):
			case !strings.ContainsFunc(it.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
				d.offerMark(it)
			case i > 0 && goesOn.MatchString(it.text) && sentence(it.text) && unfinished(s.items[i-1]):
				d.offerCut(s.items[i-1], it)
			case it.level == 0:
				d.offerFormulas(it.from, "这一段")
			}
		}
	}
	for _, t := range d.tables() {
		d.offerSpaces(t.from, "《"+t.title+"》")
		d.offerFormulas(t.from, "《"+t.title+"》")
		d.offerEnds(t)
		d.unlevelled(t)
	}
	for _, f := range d.forms {
		d.offerSpaces(f.from, "项目“"+f.fields[0].text+"”")
		d.offerFormulas(f.from, "项目“"+f.fields[0].text+"”")
	}
}

// besideFigure tells whether a figure or another dash stands before or after an item, as it
// does beside a dash that is a cell of a table which stays text.
func besideFigure(items []item, i int) bool {
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(items) {
			continue
		}
		first, _, _ := strings.Cut(items[k].text, " ")
		if _, err := report.ParseAmount(first); err == nil || report.IsDash(first) {
			return true
		}
	}
	return false
}

// offerMark offers to leave out a mark that stands alone.
func (d *Draft) offerMark(it item) {
	d.propose(offer{kind: "mark", at: it.from, onto: it.from, yes: "去掉", no: "原件上就有",
		text:    "这一段只有“" + it.text + "”，像是提取时带进来的。",
		changes: []Change{{it.text, ""}},
		apply: func([]bool) {
			b := d.all[it.from]
			b.Paragraph = &original.Paragraph{}
			d.repair(it.from, b)
		}})
}

// offerCut offers to join a paragraph to the one before.
func (d *Draft) offerCut(before, it item) {
	whole := oneLine(before.text + "\n" + it.text)
	d.propose(offer{kind: "cut", at: it.from, onto: before.from, yes: "接起来", no: "原件上就是两段",
		text:    "上一段没有说完，这一段从半句开始，像是一段被断成了两段。",
		changes: []Change{around(before.text+"\n"+it.text, whole)},
		apply: func([]bool) {
			b := d.all[before.from]
			b.was = slices.Concat(b.received(), d.all[it.from].received())
			p := *b.Paragraph
			p.Text = whole
			b.Paragraph = &p
			d.all[before.from] = b
			d.all[it.from].gone = true
		}})
}

// offerSpaces offers to take spaces out of the words of the narrow cells of a grid.
func (d *Draft) offerSpaces(i int, name string) {
	d.offerWords(offer{kind: "spaces", at: i, onto: i, yes: "去掉这些空格", no: "原件上就有空格",
		text: name + "有 %d 处字间有空格，像是窄格里折行留下的。"}, func(text string) []Change {
		if text = oneLine(text); !spaced(text) {
			return nil
		}
		return []Change{{text, unspaced(text)}}
	})
}

// offerFormulas offers to write formulas that extraction made code of TeX as they are printed.
func (d *Draft) offerFormulas(i int, name string) {
	d.offerWords(offer{kind: "formulas", at: i, onto: i, yes: "写成算式的文字", no: "原件上就是这样",
		text: name + "有 %d 处算式像是提取时成了 TeX 代码：数字不变。"}, formulasIn)
}

// offerWords offers to repair the words that are found in cells of a grid, or in a paragraph.
func (d *Draft) offerWords(o offer, find func(text string) []Change) {
	b := d.all[o.at]
	if b.Grid == nil {
		b.Grid = &original.Grid{Cells: []original.Cell{{Text: b.Paragraph.Text}}}
	}
	var cells []int // of each change
	for i, c := range b.Grid.Cells {
		for _, change := range find(c.Text) {
			o.changes, cells = append(o.changes, change), append(cells, i)
		}
	}
	if len(cells) == 0 {
		return
	}
	o.text = fmt.Sprintf(o.text, len(cells))
	o.apply = func(chosen []bool) {
		grid := *b.Grid
		grid.Cells = slices.Clone(grid.Cells)
		for k, yes := range chosen {
			c := &grid.Cells[cells[k]]
			if change := o.changes[k]; yes && oneLine(c.Text) == change.Received {
				c.Text = change.Shown
			} else if yes {
				c.Text = strings.Replace(c.Text, change.Received, change.Shown, 1)
			}
		}
		if b.Paragraph != nil {
			p := *b.Paragraph
			p.Text = grid.Cells[0].Text
			b.Paragraph, b.Grid = &p, nil
		} else {
			b.Grid = &grid
		}
		d.repair(o.at, b)
	}
	d.propose(o)
}

// formulasIn finds the formulas in a text that TeX writes between dollars, and how they are
// printed; not those with other commands.
func formulasIn(text string) (found []Change) {
	for _, code := range texFormula.FindAllString(text, -1) {
		if shown := formula(code); shown != code {
			found = append(found, Change{code, shown})
		}
	}
	return found
}

// formula is a formula of TeX as it is printed, and itself where it has other commands.
func formula(code string) string {
	if !texMarks.MatchString(code) {
		return code
	}
	plain := texText.ReplaceAllString(strings.Trim(code, "$"), "$1")
	plain = strings.NewReplacer(`\%`, "%", `\times`, "×", `\div`, "÷").Replace(plain)
	if strings.ContainsAny(plain, `\{}`) {
		return code
	}
	return strings.Join(strings.Fields(plain), " ")
}

var (
	texFormula = regexp.MustCompile(`\$[^$]+\$`)
	texText    = regexp.MustCompile(`\\text\{([^{}]*)\}`)
)

// spaced tells whether a text has spaces that may be left by a narrow cell. Words of two or
// three characters are set apart in print, and so are sums and clauses.
func spaced(text string) bool {
	n := len([]rune(bare(text)))
	if n <= 3 || n > longestName || strings.ContainsAny(text, "，。；：！？,;:") || sumWords.MatchString(bare(text)) && apartWords.MatchString(text) {
		return false
	}
	return spacedWords.MatchString(pairApart.ReplaceAllString(text, "$1$2"))
}

var (
	apartWords = regexp.MustCompile(`^\p{Han}( \p{Han})+$`)                          // 收 入 总 计
	pairApart  = regexp.MustCompile(`(^|[^\p{Han} ])\p{Han} \p{Han}([^\p{Han} ]|$)`) // 项 目（按科目分类）
)

// longestName is how many characters the words of a narrow cell have at most.
const longestName = 40

// unspaced is a text without the spaces between its ideographs.
func unspaced(text string) string {
	for spaceWithin.MatchString(text) {
		text = spaceWithin.ReplaceAllString(text, "$1$2")
	}
	return text
}

// unlevelled asks about names of which nothing says what stands below what.
func (d *Draft) unlevelled(t *table) {
	names := t.flat(d.levels(t))
	if names <= 4 {
		return
	}
	b := d.all[t.from]
	q := Question{Key: key("levels", t.mark), Place: t.place, File: b.file, At: b.Place, Choices: []string{Checked}, Assumed: asReceived,
		Text: fmt.Sprintf("《%s》的 %d 个名称没有编码，也没有编号，看不出哪个是哪个的下级：有下级的，在 CSV 文件里名称前面空两格。", t.title, names)}
	levels := t.bySums()
	for i, level := range levels {
		if name := t.rows[i][0]; name != "" {
			q.Changes = append(q.Changes, Change{name, strings.Repeat("　", level) + name})
		}
	}
	if levels != nil {
		q.Text = fmt.Sprintf("《%s》的 %d 个名称没有编码，也没有编号，看不出哪个是哪个的下级。按金额，下面这样加得起来（四舍五入差一点的也算）：对着原件看是不是这样；不是的，在 CSV 文件里名称前面空两格。", t.title, names)
		q.Choices = []string{bySums, Checked}
	}
	if answer, _ := d.ask(q); answer == bySums {
		t.levelled = levels
	}
}

// bySums is the choice to take the levels that the figures say.
const bySums = "照这样分级"

// unfinished tells whether a paragraph ends in the middle of a sentence.
func unfinished(it item) bool {
	runes := []rune(it.text)
	if (numberOf(it.text) >= 0 || fourthNumber.MatchString(it.text)) && titleEnd.MatchString(it.text) {
		return false // 1.“三公”经费支出决算总体情况说明
	}
	return it.level == 0 && len(runes) > 20 && !strings.ContainsRune("。；;：:！？!?”）)", runes[len(runes)-1])
}

// flat counts the names of the first column of a table in which nothing says a level:
// neither codes nor numbers nor, but for one body below its like, an indentation. It is 0
// where something does, and where most rows hold no figures, as those of forms.
func (t *table) flat(rows [][]string) (names int) {
	if coded(t) || t.addsUp() || slices.ContainsFunc(t.columns, func(c report.Column) bool { return strings.HasSuffix(c.Leaf(), "级指标") }) {
		return 0
	}
	indented, figures := 0, 0
	for i, row := range rows {
		if slices.ContainsFunc(row, isFigure) {
			figures++
		}
		switch cell := row[0]; {
		case numberOf(cell) >= 0:
			return 0
		case strings.HasPrefix(cell, " "):
			indented++
		case slices.ContainsFunc(rows[:i], func(above []string) bool { return cell != "" && above[0] == cell }) && !sumWords.MatchString(bare(cell)):
			return 0 // kinds, each named beside all of its kind
		case cell != "" && !isFigure(cell):
			names++
		}
	}
	if indented > 1 || 2*figures < len(rows) {
		return 0
	}
	return names
}
