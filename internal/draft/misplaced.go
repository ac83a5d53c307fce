package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/original"
)

// The words by which the columns of indicators are known. Words of both levels are of the
// first where one of the second follows them.
var (
	firstLevel  = regexp.MustCompile(`^(投入|产出|效益|效果|满意度|成本|管理|过程|运行成本|管理效率|履职效能|社会效应)指标$`)
	secondLevel = regexp.MustCompile(`(数量|质量|时效|成本|效益|影响|满意度)指标$|^(工作时效|资金支出进度|测算明细|可持续影响)$`)
	bothLevels  = regexp.MustCompile(`^(成本|满意度)指标$`)
	// targetForm is a target as most are: a number with a sign and a unit, or a word.
	targetForm = regexp.MustCompile(`^[≥≤＞＜><=＝]*\s*[0-9０-９][0-9０-９.,]*\s*\S{0,6}$|^(及时|有效|长期有效|不适用|优|良好)$`)
)

func isLevel(text string) bool {
	text = bare(text)
	return firstLevel.MatchString(text) || secondLevel.MatchString(text)
}

// isSecond tells whether a text is a word of the second level, and of no other.
func isSecond(text string) bool {
	text = bare(text)
	return secondLevel.MatchString(text) && (!firstLevel.MatchString(text) || bothLevels.MatchString(text))
}

// misplaced is rows of indicators that look as if extraction had moved, cut or glued their
// cells, and the row that they would be.
type misplaced struct {
	rows  []int // of the grid
	shown [4]string
}

// offerRows offers to put right the rows of a form's indicators that extraction moved, cut
// or glued. It tells whether a person has yet to say.
func (d *Draft) offerRows(i int, title string) (open bool) {
	g := d.all[i].Grid
	cols, head := indicatorHeader(g)
	if head < 0 || evaluates(d.all, i) {
		return false
	}
	words := 0
	for _, c := range begins(g, head) {
		if c.Col >= cols[0] && c.Text != "" {
			words++
		}
	}
	if words != len(cols) {
		return false // it says more of each indicator
	}
	all := misplacedRows(g, cols, head)
	if len(all) == 0 {
		return false
	}
	f := &form{title: title, cols: cols}
	f.read(g)
	var changes []Change
	for _, s := range all {
		var lines []string
		for _, row := range s.rows {
			lines = append(lines, strings.Join(f.printedRow(g, head, row), "\t"))
		}
		changes = append(changes, Change{strings.Join(lines, "\n"), "\t" + strings.Join(inOneLines(s.shown[:]), "\t")})
	}
	name := "《" + title + "》"
	if len(f.fields) > 0 && projectWords.MatchString(f.fields[0].name) {
		name = "项目“" + f.fields[0].text + "”"
	}
	return d.propose(offer{kind: "rows", at: i, onto: i, yes: "照改的写", no: "原件上就是这样",
		text:    fmt.Sprintf("%s的绩效指标有 %d 处像是提取时错了格、断了行或者重复了：格里的字一个不改，按级别的名称放回各自的列。对着原件看。", name, len(all)),
		changes: changes,
		apply: func(chosen []bool) {
			b := d.all[i]
			b.Grid = replaced(g, cols, head, all, chosen)
			d.repair(i, b)
		}})
}

// misplacedRows finds the rows that look misplaced, in their order.
func misplacedRows(g *original.Grid, cols [4]int, head int) (all []misplaced) {
	above, repeats, blanks := "", 0, 0
	last, rowBefore := -1, -1 // the one of them that the row before is, and that row
	var before [4]string
	title := oneLine(g.At(head, 0).Text)
	for row := head + 1; row < g.Rows; row++ {
		texts := g.Row(row)
		if cols[0] > 0 && (oneLine(texts[0]) == title || row == head+1 && !isLevel(texts[0])) {
			texts[0] = ""
		}
		words := slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return text == "" })
		if len(words) == 0 {
			continue
		}
		if len(words) == 1 && !isLevel(words[0]) && before[2] != "" && before[3] != "" {
			// It is the end of the content above, which a page or a narrow cell cut.
			if last < 0 {
				all = append(all, misplaced{[]int{rowBefore}, before})
				last = len(all) - 1
			}
			before[2] = oneLine(before[2] + "\n" + words[0])
			all[last].rows, all[last].shown = append(all[last].rows, row), before
			continue
		}
		printed := [4]string{texts[cols[0]], texts[cols[1]], texts[cols[2]], texts[cols[3]]}
		now, ok := printed, true
		if isMisplaced(texts, now, cols) {
			now, ok = placed(words)
		} else if now[3] == "" {
			now[2], now[3] = unglued(now[2])
		}
		if !ok {
			now = printed
		}
		if now[0] != "" && now[0] == above {
			now[0] = ""
			repeats++
		} else if now[0] != "" {
			above = now[0]
		} else {
			blanks++
		}
		last = -1
		if ok && (now != printed || outside(texts, cols)) {
			all = append(all, misplaced{[]int{row}, now})
			last = len(all) - 1
		}
		before, rowBefore = now, row
	}
	if repeats > blanks {
		return nil // the print says its levels in each row
	}
	return all
}

// isMisplaced tells whether the cells of a row stand in columns that are not theirs.
func isMisplaced(texts []string, now [4]string, cols [4]int) bool {
	other := func(text string) bool { return text != "" && !isLevel(text) }
	switch {
	case outside(texts, cols),
		now[0] != "" && isSecond(now[0]) && !firstLevel.MatchString(bare(now[0])),
		now[1] != "" && isLevel(now[1]) && !isSecond(now[1]),
		isLevel(now[2]), isLevel(now[3]):
		return true
	case now[2] == "":
		return now[3] != "" || slices.ContainsFunc(now[:2], other)
	}
	return now[3] == "" && slices.ContainsFunc(now[:2], other) && targetForm.MatchString(now[2])
}

// outside tells whether a row has words beside the columns of the indicators.
func outside(texts []string, cols [4]int) bool {
	for col, text := range texts {
		if text != "" && !slices.Contains(cols[:], col) {
			return true
		}
	}
	return false
}

// placed puts the words of a row into the columns that they are of; not where they are
// more or fewer than a row has.
func placed(words []string) (row [4]string, ok bool) {
	if len(words) > 0 && firstLevel.MatchString(bare(words[0])) && !(bothLevels.MatchString(bare(words[0])) && (len(words) < 2 || !isSecond(words[1]))) {
		row[0], words = words[0], words[1:]
	}
	if len(words) > 0 && isSecond(words[0]) {
		row[1], words = words[0], words[1:]
	}
	switch {
	case len(words) == 1:
		row[2], row[3] = unglued(words[0])
	case len(words) == 2 && !isLevel(words[0]) && !isLevel(words[1]):
		row[2], row[3] = words[0], words[1]
	default:
		return row, false
	}
	return row, true
}

// unglued divides a content from a target that stands in the same cell below it.
func unglued(text string) (content, target string) {
	at := strings.LastIndex(text, "\n")
	if at < 0 || !targetForm.MatchString(text[at+1:]) {
		return text, ""
	}
	return text[:at], text[at+1:]
}

// replaced is a grid in which the chosen rows are as they would be.
func replaced(g *original.Grid, cols [4]int, head int, all []misplaced, chosen []bool) *original.Grid {
	top := g.Top(head + 1)
	for row := head + 1; row < g.Rows; row++ {
		k := slices.IndexFunc(all, func(s misplaced) bool { return slices.Contains(s.rows, row) })
		switch {
		case k < 0 || !chosen[k]:
			put(top, g.Row(row))
		case row == all[k].rows[0]:
			texts := make([]string, g.Cols)
			for n, text := range all[k].shown {
				texts[cols[n]] = text
			}
			put(top, texts)
		}
	}
	return top
}

func inOneLines(texts []string) (lines []string) {
	for _, text := range texts {
		lines = append(lines, inOneLine(text))
	}
	return lines
}
