package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"disclosure/internal/original"
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
// confirmed. It tells whether anything was repaired.
func (d *Draft) damage() (repaired bool) {
	for _, s := range d.sections() {
		joined := -1 // the block that the last repair changed
		for i, it := range s.items {
			switch {
			case it.text == "":
			case !strings.ContainsFunc(it.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
				repaired = d.stray(it) || repaired
			case i > 0 && goesOn.MatchString(it.text) && unfinished(s.items[i-1]) && s.items[i-1].from != joined:
				if d.cut(s.items[i-1], it) {
					repaired, joined = true, it.from
				}
			}
		}
	}
	for _, t := range d.tables() {
		repaired = d.spaces(t) || repaired
		d.unlevelled(t)
	}
	return repaired
}

// stray offers to leave out a mark that stands alone.
func (d *Draft) stray(it item) bool {
	return d.offers(offer{kind: "mark", at: it.from, yes: "去掉", no: "原件上就有",
		text:    "这一段只有“" + it.text + "”，像是提取时带进来的。",
		changes: []Change{{it.text, ""}},
		apply: func([]bool) {
			b := d.all[it.from]
			b.Paragraph = &original.Paragraph{}
			d.repair(it.from, b)
		}})
}

// cut offers to join a paragraph to the one before.
func (d *Draft) cut(before, it item) bool {
	whole := oneLine(before.text + "\n" + it.text)
	return d.offers(offer{kind: "cut", at: it.from, yes: "接起来", no: "原件上就是两段",
		text:    "上一段没有说完，这一段从半句开始，像是一段被断成了两段。",
		changes: []Change{{before.text + "\n" + it.text, whole}},
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

// spaces offers to take spaces out of the words of narrow cells.
func (d *Draft) spaces(t *table) bool {
	g := d.all[t.from].Grid
	var changes []Change
	var cells []int
	for i, c := range g.Cells {
		if text := oneLine(c.Text); spaced(text) {
			changes, cells = append(changes, Change{text, unspaced(text)}), append(cells, i)
		}
	}
	if len(changes) == 0 {
		return false
	}
	return d.offers(offer{kind: "spaces", at: t.from, yes: "去掉这些空格", no: "原件上就有空格",
		text:    fmt.Sprintf("《%s》有 %d 处字间有空格，像是窄格里折行留下的。", t.title, len(changes)),
		changes: changes,
		apply: func(chosen []bool) {
			b := d.all[t.from]
			grid := *b.Grid
			grid.Cells = slices.Clone(grid.Cells)
			for k, yes := range chosen {
				if yes {
					grid.Cells[cells[k]].Text = changes[k].Shown
				}
			}
			b.Grid = &grid
			d.repair(t.from, b)
		}})
}

// spaced tells whether a text has spaces that may be left by a narrow cell. Two or three
// characters are set apart in print.
func spaced(text string) bool { return len([]rune(bare(text))) > 3 && spacedWords.MatchString(text) }

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
	d.ask(Question{Key: key("levels", t.mark), Place: t.place, File: b.file, At: b.Place, Choices: []string{Checked}, Assumed: asReceived,
		Text: fmt.Sprintf("《%s》的 %d 个名称没有编码，也没有编号，看不出哪个是哪个的下级：有下级的，在 CSV 文件里名称前面空两格。", t.title, names)})
}

// unfinished tells whether a paragraph ends in the middle of a sentence.
func unfinished(it item) bool {
	runes := []rune(it.text)
	if numberOf(it.text) >= 0 && titleEnd.MatchString(it.text) {
		return false // 1.“三公”经费支出决算总体情况说明
	}
	return it.level == 0 && len(runes) > 20 && !strings.ContainsRune("。；;：:！？!?”）)", runes[len(runes)-1])
}

// flat counts the names of the first column of a table in which nothing says a level:
// neither codes nor numbers nor, but for one body below its like, an indentation. It is 0
// where something does, and where most rows hold no figures, as those of forms.
func (t *table) flat(rows [][]string) (names int) {
	if coded(t) {
		return 0
	}
	indented, figures := 0, 0
	for _, row := range rows {
		if slices.ContainsFunc(row, isFigure) {
			figures++
		}
		switch cell := row[0]; {
		case numberOf(cell) >= 0:
			return 0
		case strings.HasPrefix(cell, " "):
			indented++
		case cell != "" && !isFigure(cell):
			names++
		}
	}
	if indented > 1 || 2*figures < len(rows) {
		return 0
	}
	return names
}
