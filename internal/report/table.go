package report

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Role says what the cells of a column are.
type Role string

// The roles of a column. A label has levels; a key is a code or a year that
// tells rows of one label apart; an amount is a figure in the table's unit of
// money; a number is a figure that is no money, such as a count of 辆 or a
// percentage; text is anything else.
const (
	Label  Role = "label"
	Code   Role = "key"
	Amount Role = "amount"
	Number Role = "number"
	Text   Role = "text"
)

// States tells whether cells of the role state figures.
func (r Role) States() bool { return r == Amount || r == Number }

// Table is one annex table 附表: a header tree over leaf columns, and body rows
// of one cell a leaf column.
type Table struct {
	Number    int
	Label     string // 表 1, as published, wherever it stands; "" where none is printed
	Title     string
	Captions  []string  // lines between title and header, as published
	UnitName  string    // the body whose table it is, "" where nothing names it
	MoneyUnit MoneyUnit // of its amounts, "" where nothing names it
	Columns   []Column  // leaf columns
	Sides     []string  // first words of the header paths that stand side by side (收入, 支出); none for most
	Rows      []Row
	Notes     []string // lines under the table, as published: 注：…

	RowTotals    []Total // which row is the sum of which, by row number from 1
	ColumnTotals []Total // which column is the sum of which, by leaf column number from 1

	Empty *Empty // set where the law wants the table though it states nothing

	Form      *Form  // what surrounds the rows where the table is a form (table 14)
	RowsTitle string // the form's word for its rows: 年度主要任务
}

// Name is how the table is called in a sentence: 表 7 一般公共预算支出表.
func (t *Table) Name() string { return Entry{Label: t.Label, Title: t.Title}.Name() }

// Called is what the table is called for short: 表 1, else its title.
func (t *Table) Called() string { return cmp.Or(t.Label, t.Title) }

// LabelLine is the label where it stands on a line of its own above the title. It is
// "" where the title or a caption holds it, and where there is none.
func (t *Table) LabelLine() string {
	for _, line := range append([]string{t.Title}, t.Captions...) {
		if strings.Contains(line, t.Label) {
			return ""
		}
	}
	return t.Label
}

// StatesFigures tells whether the table states a figure other than zero.
func (t *Table) StatesFigures() bool {
	return slices.ContainsFunc(t.Rows, func(r Row) bool {
		return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Value.Valid && !c.Value.Decimal.IsZero() })
	})
}

// StatesNothing tells whether the table prints no figure at all, not even that there was
// none: a zero is a statement, and so are the words of a table that has no column for figures.
func (t *Table) StatesNothing() bool {
	if !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Role.States() }) {
		return !slices.ContainsFunc(t.Rows, func(r Row) bool {
			return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Text != "" })
		})
	}
	return !slices.ContainsFunc(t.Rows, func(r Row) bool {
		return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Value.Valid })
	})
}

// saysEmpty is what a note says under a table that states nothing.
var saysEmpty = regexp.MustCompile(`本表(?:为|是)空表|本表(?:为空|无数据|没有数据)`)

// CalledEmpty is the number of the note under the table that calls it empty, 0 where
// none does.
func (t *Table) CalledEmpty() int { return 1 + slices.IndexFunc(t.Notes, saysEmpty.MatchString) }

// Column is a leaf column.
type Column struct {
	Path    []string // words of the header from the top to the leaf
	Nth     []int    // for each word, which of the neighbouring header cells with this word it is, from 1; nil where each is the first
	Role    Role
	OfWhich bool // 其中：, a part of a neighbour and not a summand
	Side    int  // index into Table.Sides, 0 where there are none
}

// HeaderPath is how files write the column: the words of its header on one line,
// 基本支出/人员经费. A word that stands in a second cell beside the first has its number
// behind it: 预算数#2.
func (c Column) HeaderPath() string { return strings.Join(c.words(), PathSeparator) }

// FolderPath is the header path as the folder of a report writes it, where it must be read
// again: a stroke in a word is written twice, 对外投资//有价证券.
func (c Column) FolderPath() string {
	words := c.words()
	for k := range words {
		words[k] = strings.ReplaceAll(words[k], PathSeparator, PathSeparator+PathSeparator)
	}
	return strings.Join(words, PathSeparator)
}

// Leaf is the word of the header right above a column. A row of the header that only
// numbers the columns, 栏次 | 1 | 2, has none.
func (c Column) Leaf() string {
	path := c.Uncounted().Path
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1]
}

// Uncounted is the column without the word of a row that only numbers the columns.
func (c Column) Uncounted() Column {
	for len(c.Path) > 1 && (CountsColumn(c.Path[len(c.Path)-1]) || NamesCounts(c.Path[len(c.Path)-1])) {
		c.Path = c.Path[:len(c.Path)-1]
		c.Nth = c.Nth[:min(len(c.Nth), len(c.Path))]
	}
	return c
}

// columnCount is what a row of a header that numbers the columns says of one: 3, or how
// it is counted, 3=1+2.
var columnCount = regexp.MustCompile(`^[0-9]{1,2}(\s*[=＝]\s*[0-9（(][0-9+＋\-－—×*/÷%（）()\s]*)?$`)

// countsName begins such a row, or fills it where a column has no number: 栏次, **.
var countsName = regexp.MustCompile(`^(栏\s*次|栏\s*目|列\s*次|\*{1,3})$`)

// NamesCounts tells whether a word of a header only says that its row numbers the columns.
func NamesCounts(word string) bool { return countsName.MatchString(word) }

// CountsColumn tells whether a word of a header is but the number of a column.
func CountsColumn(word string) bool { return columnCount.MatchString(word) }

// CountsColumns tells whether the last row of the header numbers the columns.
func (t *Table) CountsColumns() bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return NamesCounts(c.Path[len(c.Path)-1]) && len(c.Path) > 1 })
}

// words are the words of the header, with their numbers.
func (c Column) words() []string {
	words := slices.Clone(c.Path)
	for k, n := range c.Nth {
		if n > 1 {
			words[k] += nthMark + strconv.Itoa(n)
		}
	}
	return words
}

// The signs of a header path: between its words, and before the number of a word
// that the header has several times.
const (
	PathSeparator = "/"
	nthMark       = "#"
)

// NumberWords gives the words of the header their numbers, as the spans of the header
// that follow from the present ones need them: a word in a cell beside another cell
// with the same word, and a leaf whose whole path another column has.
func (t *Table) NumberWords() {
	cells := make([][]int, len(t.Columns))
	number := 0
	for _, row := range t.Header() {
		for _, c := range row {
			for j := c.First - 1; j < c.First-1+c.Colspan; j++ {
				cells[j] = append(cells[j], number)
			}
			number++
		}
	}
	t.numberWords(cells)
}

// numberWords is NumberWords, given the header cells above each column from the top
// down.
func (t *Table) numberWords(cells [][]int) {
	for j := range t.Columns {
		c := &t.Columns[j]
		c.Nth = nil
		for k := range c.Path {
			n := 1
			if k == len(c.Path)-1 {
				for i := range j {
					if slices.Equal(t.Columns[i].Path, c.Path) && sameNumbers(t.Columns[i], *c, k) {
						n++
					}
				}
			} else if j > 0 {
				left := t.Columns[j-1]
				if len(left.Path) > k+1 && slices.Equal(left.Path[:k+1], c.Path[:k+1]) && slices.Equal(cells[j-1][:k], cells[j][:k]) {
					n = left.nth(k)
					if cells[j-1][k] != cells[j][k] {
						n++
					}
				}
			}
			if n > 1 && c.Nth == nil {
				c.Nth = slices.Repeat([]int{1}, len(c.Path))
			}
			if n > 1 {
				c.Nth[k] = n
			}
		}
	}
}

// sameNumbers tells whether the words of both above depth k have the same numbers.
func sameNumbers(a, b Column, k int) bool {
	for i := range k {
		if a.nth(i) != b.nth(i) {
			return false
		}
	}
	return true
}

// ParseHeaderPath reads what FolderPath writes.
func ParseHeaderPath(text string) (path []string, nth []int) {
	const stroke = "\x00" // for the one of a word
	path = strings.Split(strings.ReplaceAll(text, PathSeparator+PathSeparator, stroke), PathSeparator)
	for k, word := range path {
		word = strings.ReplaceAll(word, stroke, PathSeparator)
		path[k] = word
		before, number, _ := strings.Cut(word, nthMark)
		if n, err := strconv.Atoi(number); err == nil && n > 1 && before != "" {
			if nth == nil {
				nth = slices.Repeat([]int{1}, len(path))
			}
			path[k], nth[k] = before, n
		}
	}
	return path, nth
}

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
				for next := j + 1; next < len(t.Columns) && sharesPath(t.Columns[j], t.Columns[next], level); next++ {
					cell.Colspan++
				}
			}
			rows[level] = append(rows[level], cell)
			j += cell.Colspan
		}
	}
	return rows
}

// sharesPath tells whether the paths of both go on below level and are of the same
// cells down to it.
func sharesPath(a, b Column, level int) bool {
	if len(b.Path) <= level+1 || !slices.Equal(a.Path[:level+1], b.Path[:level+1]) {
		return false
	}
	for k := range level + 1 {
		if a.nth(k) != b.nth(k) {
			return false
		}
	}
	return true
}

func (c Column) nth(k int) int {
	if c.Nth == nil {
		return 1
	}
	return c.Nth[k]
}
