package report

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Role says what the cells of a column are.
type Role string

// The roles of a column. A label has levels; a key is a code or a year that
// tells rows of one label apart; an amount is a figure in the table's unit of
// money; text is anything else.
const (
	Label  Role = "label"
	Code   Role = "key"
	Amount Role = "amount"
	Text   Role = "text"
)

// Table is one annex table 附表: a header tree over leaf columns, and body rows
// of one cell a leaf column.
type Table struct {
	Number    int
	Label     string // 表 1, as published
	Title     string
	UnitName  string    // what follows 单位名称：, "" where not printed
	MoneyUnit MoneyUnit // what follows 单位：, "" where not printed
	Columns   []Column  // leaf columns
	Sides     []string  // first words of the header paths that stand side by side (收入, 支出); none for most
	Rows      []Row

	RowTotals    []Total // which row is the sum of which, by row number from 1
	ColumnTotals []Total // which column is the sum of which, by leaf column number from 1

	Empty *Empty // set where the law wants the table though it states nothing

	Form      *Form  // what surrounds the rows where the table is a form (table 14)
	RowsTitle string // the form's word for its rows: 年度主要任务
}

// Name is how the table is called in a sentence: 表 7 一般公共预算支出表.
func (t *Table) Name() string { return Entry{Label: t.Label, Title: t.Title}.Name() }

// Captions are the lines that are printed between the title and the header.
func (t *Table) Captions() []string {
	var lines []string
	if t.UnitName != "" {
		lines = append(lines, "单位名称："+t.UnitName)
	}
	if t.MoneyUnit != "" {
		lines = append(lines, "单位："+string(t.MoneyUnit))
	}
	return lines
}

// Column is a leaf column.
type Column struct {
	Path    []string // words of the header from the top to the leaf
	Role    Role
	OfWhich bool // 其中：, a part of a neighbour and not a summand
	Side    int  // index into Table.Sides, 0 where there are none
}

// HeaderPath is how files and the folder of a report write the column: the words
// of its header on one line, 基本支出/人员经费.
func (c Column) HeaderPath() string { return strings.Join(c.Path, PathSeparator) }

// PathSeparator divides the words of a header path.
const PathSeparator = "/"

// Row is a body row: one cell a leaf column.
type Row struct {
	Cells []Cell
}

// Cell is one published cell.
type Cell struct {
	Text  string // "" where left blank
	Level int    // depth of a label in the tree of its column, from 0
	Value decimal.NullDecimal
}

// Total says that one row or column of a table is the sum of others. In a row
// total, Column is the label column (from 1) that names the rows; it is 0 in a
// column total.
type Total struct {
	Column int
	Of     int
	Parts  []int
}

// Grand tells whether no other total takes t as a part.
func (t Total) Grand(all []Total) bool {
	for _, other := range all {
		if other.Column == t.Column && slices.Contains(other.Parts, t.Of) {
			return false
		}
	}
	return true
}

// Empty says why a table states nothing.
type Empty struct {
	Quote string // sentence of the report, as published
	From  Ref    // its paragraph
}

// HeaderCell is a cell of a table's header.
type HeaderCell struct {
	Text             string
	Rowspan, Colspan int
	First            int  // first leaf column below it, from 1
	Leaf             bool // it is the header of leaf column First
}

// Header derives the header rows from the columns' paths: neighbouring columns
// that share a path share a cell, and a leaf reaches down to the body.
func (t *Table) Header() [][]HeaderCell {
	depth := 0
	for _, c := range t.Columns {
		depth = max(depth, len(c.Path))
	}
	rows := make([][]HeaderCell, depth)
	for level := range depth {
		for j := 0; j < len(t.Columns); {
			path := t.Columns[j].Path
			if level >= len(path) {
				j++
				continue
			}
			cell := HeaderCell{Text: path[level], Rowspan: 1, Colspan: 1, First: j + 1}
			if level == len(path)-1 {
				cell.Leaf, cell.Rowspan = true, depth-level
			} else {
				for next := j + 1; next < len(t.Columns) && sharesPath(path, t.Columns[next].Path, level); next++ {
					cell.Colspan++
				}
			}
			rows[level] = append(rows[level], cell)
			j += cell.Colspan
		}
	}
	return rows
}

// sharesPath tells whether both paths go on below level and agree down to it.
func sharesPath(a, b []string, level int) bool {
	return len(b) > level+1 && slices.Equal(a[:level+1], b[:level+1])
}

// UniqueCode returns the code of row i (from 0) if it occurs once in the table
// and can be part of an address, else "".
func (t *Table) UniqueCode(i int) string {
	for j, c := range t.Columns {
		code := t.Rows[i].Cells[j].Text
		if c.Role == Code && addressable.MatchString(code) && t.countCode(code) == 1 {
			return code
		}
	}
	return ""
}

// addressable is a code that stays one word wherever its address is pasted.
var addressable = regexp.MustCompile(`^[\pL\pN._-]+$`)

func (t *Table) countCode(code string) int {
	n := 0
	for _, row := range t.Rows {
		for j, c := range t.Columns {
			if c.Role == Code && row.Cells[j].Text == code {
				n++
			}
		}
	}
	return n
}
