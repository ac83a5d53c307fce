package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The marks that extraction leaves in a text. Whether they are damage or print only a
// person can say, who has the original: each is asked about, and none is repaired.
var (
	// spacedWords has a space between two ideographs, as a narrow cell leaves where it
	// divides a line.
	spacedWords = regexp.MustCompile(`\p{Han}[、（]? \p{Han}`)
	goesOn      = regexp.MustCompile(`^([0-9]+[^0-9.．、\s]|[，。、；：）”])`)
)

// damage asks about what looks like damage by extraction.
func (d *Draft) damage() {
	for _, s := range d.sections() {
		for i, it := range s.items {
			at := block{mark: it.mark}
			switch {
			case it.text == "":
			case !strings.ContainsFunc(it.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
				d.damaged("mark", at, it.place, "这一段只有“"+it.text+"”，像是提取时带进来的：原件上没有的，从 sections 里去掉，在 notes.toml 里说明。")
			case i > 0 && goesOn.MatchString(it.text) && unfinished(s.items[i-1]):
				d.damaged("cut", at, it.place, "上一段没有说完，这一段从半句开始，像是一段被断成了两段：原件上是一段的，在 sections 里接起来，在 notes.toml 里说明。")
			}
		}
	}
	for _, t := range d.tables() {
		var found []string
		for _, row := range slices.Concat(t.printed, t.rows) {
			for _, cell := range row {
				if spacedWords.MatchString(cell) && len([]rune(bare(cell))) > 3 && !slices.Contains(found, cell) {
					found = append(found, cell)
				}
			}
		}
		if len(found) > 0 {
			d.damaged("spaces", block{mark: t.mark}, t.place, fmt.Sprintf("《%s》有 %d 处字间有空格，如“%s”，像是窄格里折行留下的：是的话，在 tables 里去掉，在 notes.toml 里说明。", t.title, len(found), found[0]))
		}
		if names := t.flat(d.levels(t)); names > 4 {
			d.damaged("levels", block{mark: t.mark}, t.place, fmt.Sprintf("《%s》的 %d 个名称没有编码，也没有编号，看不出哪个是哪个的下级：有下级的，在 CSV 文件里名称前面空两格。", t.title, names))
		}
	}
}

func (d *Draft) damaged(kind string, at block, place, text string) {
	d.ask(Question{Key: key(kind, at.mark), Place: place, Text: text, Choices: []string{Checked}, Assumed: "照读出来的写"})
}

// unfinished tells whether a paragraph ends in the middle of a sentence.
func unfinished(it item) bool {
	runes := []rune(it.text)
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
