package export

import (
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// grid is a table of any kind on its way into a file.
type grid struct {
	name        string // for programs, in ASCII: table-07, paragraphs
	id          string // see report.Table.ID; "" for lists
	title       string // for people: 表07_一般公共预算支出表, 正文
	description string
	money       string // unit of its amounts, where a printed sheet must say it
	source      string // address of what it shows
	columns     []column
	rows        [][]cell
}

// kind says what the cells of a column are.
type kind int

const (
	text   kind = iota // published text
	label              // published text with a level
	code               // text of digits and letters that must never become a number
	amount             // a figure, exact
	count              // a whole number that we count, such as the number of a row
)

// column is one leaf column.
type column struct {
	path []string // words of the header from the top down; one for lists
	nth  []int    // see report.Column
	kind kind
	id   string // see report.Table.ColumnIDs; "" for lists
	unit string // of its figures, "" where nothing names one
	note string // what is in it, where the path does not say it all

	folded bool // it is for programs: a workbook has it folded
}

// name is the header of the column on one line.
func (c column) name() string { return report.Column{Path: c.path, Nth: c.nth}.HeaderPath() }

// headed is the header of the column on one line with the unit of its figures, where no
// word of it says the unit: 支出总计（万元）. It goes along wherever the column is pasted.
func (c column) headed() string {
	if c.unit == "" || strings.Contains(c.name(), c.unit) {
		return c.name()
	}
	return c.name() + "（" + c.unit + "）"
}

// cell is one cell. Its text is "" where it is blank.
type cell struct {
	text  string
	level int
	exact string // a figure's digits without separators; "" where it is none
	total total
}

// total says whether a row is the sum of others.
type total int

const (
	noTotal    total = iota
	partTotal        // it is a part of another total
	grandTotal       // it is not
)

// words makes a blank or textual cell, number a counted one.
func words(s string) cell { return cell{text: s} }

func number(n int) cell {
	digits := strconv.Itoa(n)
	return cell{text: digits, exact: digits}
}

// figure makes the cell of an amount's published text.
func figure(published string) cell {
	value, err := report.ParseAmount(published)
	if err != nil {
		return words(published)
	}
	return cell{text: published, exact: report.Exact(value)}
}
