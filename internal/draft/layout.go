package draft

import (
	"regexp"
	"slices"

	"disclosure/internal/original"
)

// layout tells whether a grid is a paper form that is laid out in cells, and no table with
// a header: it names three levels of indicators, or begins with the name of a project
// beside a cell of half its width.
func layout(g *original.Grid) bool {
	if _, head := indicatorHeader(g); head >= 0 {
		return !listsProjects(g, head)
	}
	first := g.At(0, 0)
	if numberOf(oneLine(first.Text)) >= 0 && numberOf(oneLine(first.Text)) < 3 && first.RowSpan > 1 && !slices.ContainsFunc(g.Cells, func(c original.Cell) bool { return isFigure(c.Text) }) {
		return true // a text in cells: 一、部门基本情况 | （一）部门概况 | …
	}
	next := first.Col + first.ColSpan
	return projectWords.MatchString(bare(first.Text)) && next < g.Cols && g.Rows > 2 && 2*g.At(0, next).ColSpan >= g.Cols
}

// listsProjects tells whether a grid names 项目名称 among the columns of the header in which
// the levels of indicators stand, or has columns left of these that are filled below it: it
// lists several projects, and is no form of one.
func listsProjects(g *original.Grid, head int) bool {
	cols, _ := indicatorHeader(g)
	for col := 0; col < cols[0] && head+1 < g.Rows; col++ {
		if own, below := g.At(head, col), g.At(head+1, col); own.Text != "" && below.Text != "" && below.Row == head+1 && own.ColSpan == 1 {
			return true
		}
	}
	return slices.ContainsFunc(g.Cells, func(c original.Cell) bool {
		at := g.At(head, c.Col)
		return projectWords.MatchString(bare(c.Text)) && at.Row == c.Row && at.Col == c.Col
	})
}

// evaluationWords are in the title of a form in which a body says what became of its targets.
var evaluationWords = regexp.MustCompile(`自评|评价|评分`)

// evaluates tells whether a grid is a form of evaluation by the lines above it or by its
// own words: such a one sets no targets for the year, and stays as it is printed.
func evaluates(blocks []block, g int) bool {
	if !layout(blocks[g].Grid) {
		return false
	}
	for k := g - 1; k >= max(0, g-4) && blocks[k].Paragraph != nil; k-- {
		if text := blocks[k].text(); (tableEnd.MatchString(text) || titleEnd.MatchString(text)) && short(text) && !tableLabel.MatchString(text) {
			if evaluationWords.MatchString(text) {
				return true
			}
			break
		}
	}
	_, head := indicatorHeader(blocks[g].Grid)
	return head >= 0 && slices.ContainsFunc(begins(blocks[g].Grid, head), func(c *original.Cell) bool { return doneWords.MatchString(bare(c.Text)) })
}

// doneWords name the column in which a form of evaluation says what was reached.
var doneWords = regexp.MustCompile(`得分$|完成(值|情况)$`)

// aboveEvaluation tells whether a paragraph is the title of a form of evaluation: nothing
// but captions stand between the two.
func aboveEvaluation(blocks []block, i int) bool {
	text := blocks[i].text()
	if !short(text) || sentence(text) || partNumber.MatchString(text) || !tableEnd.MatchString(text) {
		return false
	}
	for k := i + 1; k < len(blocks) && k < i+4; k++ {
		if blocks[k].Grid != nil {
			return evaluates(blocks, k)
		}
		if said := blocks[k].text(); !captionWords.MatchString(said) && !secondTitle.MatchString(said) {
			return false
		}
	}
	return false
}

// secondTitle is a line that belongs to the title above it: （2023年度）.
var secondTitle = regexp.MustCompile(`^[（(].{1,20}[)）]$`)
