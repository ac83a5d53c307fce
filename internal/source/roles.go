package source

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// What the words of a header say about a column. The last word of its path is looked
// at, except for a unit in brackets, which may stand in any.
var (
	codeWords   = regexp.MustCompile(`编码$|编号$|代码$|^(类|款|项|年度|年份)$`)
	nameWords   = regexp.MustCompile(`(单位|名称|项目|科目|类别|品目)$`)
	textWords   = regexp.MustCompile(`备注|说明|时间|内容|依据|序号|行次|栏次|目标`)
	numberWords = regexp.MustCompile(`%|％|数量|人数|辆数|台数|次数|比例|占比|增长率|完成率|幅度`)
)

// bodyOfProject is the head of a column that says beside the name of a project who has it.
// itemOfProject is that of one that says which item of a classification pays for it.
var itemOfProject = regexp.MustCompile(`科目(名称)?$`)

var bodyOfProject = regexp.MustCompile(`(单位|部门)(名称)?$`)

// roles derives what the cells of each column are from its header and its cells. A
// column of figures is one in which at least half of what is printed is figures or
// dashes; a blank column is one where its header names neither a code nor a name nor
// words. Label columns are the columns of words left of the first figures of their
// side; giveRoles tells them from other words.
func (g grid) roles(columns []report.Column) []report.Role {
	roles := make([]report.Role, len(columns))
	for j, c := range columns {
		leaf := c.Leaf()
		filled, figures, percents := g.count(j)
		switch {
		case codeWords.MatchString(leaf):
			roles[j] = report.Code
		case filled > 0 && 2*figures < filled,
			filled == 0 && (nameWords.MatchString(leaf) || textWords.MatchString(leaf)),
			textWords.MatchString(leaf) && !numberWords.MatchString(leaf):
			roles[j] = report.Text
		case percents > 0 && 2*percents >= figures, countsThings(c):
			roles[j] = report.Number
		default:
			roles[j] = report.Amount
		}
	}
	return roles
}

// count tells how many cells of a column are filled, how many of them are figures or
// dashes, and how many percentages.
func (g grid) count(j int) (filled, figures, percents int) {
	for _, row := range g.rows {
		text := strings.TrimLeft(row.cells[j], " ")
		if text == "" {
			continue
		}
		filled++
		_, noFigure := report.ParseAmount(text)
		_, noPercent := report.ParsePercent(text)
		if noPercent == nil {
			percents++
		}
		if noFigure == nil || noPercent == nil || report.IsDash(text) {
			figures++
		}
	}
	return filled, figures, percents
}

// single tells whether no text stands twice in a column.
func (g grid) single(j int) bool {
	seen := map[string]bool{}
	for _, row := range g.rows {
		if text := strings.TrimSpace(row.cells[j]); text != "" && seen[text] {
			return false
		} else {
			seen[text] = true
		}
	}
	return true
}

// countsThings tells whether the header says that the figures are no money.
func countsThings(c report.Column) bool {
	return numberWords.MatchString(c.Leaf()) ||
		slices.ContainsFunc(c.Path, func(word string) bool { return report.CountUnit(word) != "" })
}

// listsUnder tells whether column j begins another list under the first word of column
// top: all columns below that word stand under second words, which differ from list to
// list, and each list has words before its figures.
func listsUnder(columns []report.Column, roles []report.Role, top, j int) bool {
	second := func(k int) string {
		if len(columns[k].Path) < 3 {
			return ""
		}
		return columns[k].Path[1]
	}
	if second(j) == second(j-1) {
		return false
	}
	for k := top; k < len(columns) && topWord(columns[k]) == topWord(columns[top]); {
		end := k
		for end < len(columns) && topWord(columns[end]) == topWord(columns[top]) && second(end) == second(k) {
			end++
		}
		if second(k) == "" || roles[k].States() || !slices.ContainsFunc(roles[k:end], report.Role.States) {
			return false
		}
		k = end
	}
	return true
}

// pairsUnder tells whether column j begins another list under the first word of column top:
// all columns below that word are words before figures, time after time, and the figures
// are called the same in each list: 功能科目 | 预算数 | 经济科目 | 预算数 under one 支出.
func pairsUnder(columns []report.Column, roles []report.Role, top, j int) bool {
	end := top
	for end < len(columns) && topWord(columns[end]) == topWord(columns[top]) && len(columns[end].Path) == 2 {
		end++
	}
	if j >= end || end < len(columns) && topWord(columns[end]) == topWord(columns[top]) {
		return false
	}
	var starts []int
	var figures [][]string // what those of each list are called
	for k := top; k < end; k++ {
		begins := roles[k] == report.Text && (k == top || roles[k-1].States())
		switch {
		case begins:
			starts, figures = append(starts, k), append(figures, nil)
		case len(figures) > 0 && roles[k].States():
			figures[len(figures)-1] = append(figures[len(figures)-1], columns[k].Leaf())
		default:
			return false
		}
	}
	return len(starts) > 1 && slices.Contains(starts, j) && !slices.ContainsFunc(figures, func(called []string) bool {
		return len(called) == 0 || !slices.Equal(called, figures[0])
	})
}

// countsRows tells whether a column only counts the rows of all sides.
func countsRows(c report.Column) bool {
	c = c.Uncounted()
	return len(c.Path) == 1 && rowCount.MatchString(report.Fold(c.Path[0]))
}

var rowCount = regexp.MustCompile(`^(序号|行次)$`)

// derivedSides finds the sides of a header: groups of columns that have words and
// figures each, under a cell of their own, and from each column on that has the words
// of the first again: 科目名称 | 决算数 | 科目名称 | 决算数 under one 公用经费.
func derivedSides(columns []report.Column, roles []report.Role) []string {
	var starts []int // first columns of the groups
	first := 0
	if countsRows(columns[0]) && len(columns) > 1 {
		first = 1
	}
	flat := len(columns[first].Path) == 1
	top := first // the first column under the same first word
	for j, c := range columns {
		other := j > first && !flat && topWord(c) != topWord(columns[j-1])
		if other {
			top = j
		}
		if j < first {
			continue
		}
		if j == first || other || j > top && slices.Equal(c.Path, columns[top].Path) || j > top && (listsUnder(columns, roles, top, j) || pairsUnder(columns, roles, top, j)) {
			starts = append(starts, j)
		}
	}
	if len(starts) < 2 {
		return nil
	}
	var sides []string
	for k, start := range starts {
		end := len(columns)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		group := roles[start:end]
		words := slices.IndexFunc(group, func(r report.Role) bool { return r != report.Code })
		if words < 0 || group[words] != report.Text || !slices.ContainsFunc(group, report.Role.States) {
			return nil
		}
		if name := topWord(columns[start]); slices.Contains(sides, name) {
			sides = append(sides, columns[start].FolderPath())
		} else {
			sides = append(sides, name)
		}
	}
	return sides
}

// giveRoles gives the columns that no list of the entry names their derived role. A
// role that the entry lists is that of the listed columns alone.
func (g grid) giveRoles(columns []report.Column, derived []report.Role, written map[int]bool, entry tableEntry) {
	given := map[report.Role]bool{
		report.Label: entry.Labels != nil, report.Code: entry.Keys != nil,
		report.Amount: entry.Amounts != nil, report.Number: entry.Numbers != nil,
	}
	figures := map[int]bool{}  // sides whose figures have begun
	projects := map[int]bool{} // sides whose labels name projects
	single := map[int]bool{}   // sides whose labels name each project once
	for j := range columns {
		c := &columns[j]
		if !written[j] {
			c.Role = derived[j]
			if c.Role == report.Text && !figures[c.Side] && !textWords.MatchString(c.Leaf()) && !(projects[c.Side] && (bodyOfProject.MatchString(c.Leaf()) || single[c.Side] && itemOfProject.MatchString(c.Leaf()))) {
				c.Role = report.Label
			}
			if c.Role == report.Label && c.Leaf() == "项目名称" {
				projects[c.Side], single[c.Side] = true, g.single(j)
			}
			if given[c.Role] {
				c.Role = report.Text
			}
		}
		figures[c.Side] = figures[c.Side] || c.Role.States()
		c.OfWhich = entry.OfWhich == nil && c.Role == report.Amount && slices.ContainsFunc(c.Path, ofWhichWords.MatchString)
	}
}
