package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// codeParts are the header words of the columns over which a code of the
// classification is printed in parts, the larger first. In a whole code each part
// below the class has two digits: 301 | 7 is 30107.
var codeParts = []string{"类", "款", "项"}

// codeColumns returns the leaf columns, from 0, that hold the parts of the codes of
// a side; none where codes stand in one column.
func (t *Table) codeColumns(side int) []int {
	var columns []int
	for j, c := range t.Columns {
		if c.Side != side || c.Role != Code {
			continue
		}
		if k := len(columns); k < len(codeParts) && c.Leaf() == codeParts[k] {
			columns = append(columns, j)
		}
	}
	if len(columns) < 2 {
		return t.sharedCodeColumns(side)
	}
	return columns
}

// sharedCodeColumns returns the leaf columns of codes beside each other that share one cell
// of the header and print three digits of a class, then two of each part below it.
func (t *Table) sharedCodeColumns(side int) []int {
	var columns []int
	for j, c := range t.Columns {
		switch {
		case c.Side != side || c.Role != Code:
		case len(columns) == 0, len(columns) < len(codeParts) && columns[len(columns)-1] == j-1 && c.Leaf() == t.Columns[j-1].Leaf():
			columns = append(columns, j)
		default:
			return nil
		}
	}
	if len(columns) < 2 {
		return nil
	}
	for _, row := range t.Rows {
		for k, j := range columns {
			text := row.Cells[j].Text
			if k == 0 && labelOfSum.MatchString(Fold(text)) {
				break
			}
			if !partOfCode.MatchString(text) || text != "" && (len(text) > 2) != (k == 0) {
				return nil
			}
		}
	}
	return columns
}

var partOfCode = regexp.MustCompile(`^([0-9]{1,3})?$`)

// Codes returns the keys of each row of a side, in the order of the columns: codes
// and years. A code that is printed in parts is one key. A part that is left blank
// before a printed one is that of the row above.
func (t *Table) Codes(side int) [][]string {
	if all := t.codesInLabels(side); all != nil {
		return all
	}
	divided := t.codeColumns(side)
	var above []string // the parts of the last code
	all := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		if parts := codeOf(row, divided, above); parts != nil {
			above = parts
			all[i] = append(all[i], strings.Join(parts, ""))
		}
		for j, c := range t.Columns {
			if c.Side == side && c.Role == Code && row.Cells[j].Text != "" && !slices.Contains(divided, j) {
				all[i] = append(all[i], row.Cells[j].Text)
			}
		}
	}
	return all
}

// codesInLabels returns the codes of a side that has no column of codes but labels that
// begin with them, as [2010301]行政运行: all of its labels but those of sums. It is nil
// for every other side.
func (t *Table) codesInLabels(side int) [][]string {
	label := -1
	for j, c := range t.Columns {
		switch {
		case c.Side == side && c.Role == Code:
			return nil
		case c.Side == side && c.Role == Label:
			label = j
		}
	}
	if label < 0 {
		return nil
	}
	all := make([][]string, len(t.Rows))
	found := 0
	for i, row := range t.Rows {
		text := row.Cells[label].Text
		if code := leadingCode(text); code != "" {
			all[i] = []string{code}
			found++
		} else if text != "" && !labelOfSum.MatchString(Fold(text)) {
			return nil
		}
	}
	if found == 0 {
		return nil
	}
	return all
}

// labelOfSum is a label of a row that is the sum of others.
var labelOfSum = regexp.MustCompile(`(合计|总计|小计)$`)

// codedLabel is a label that begins with a code of the functional or the economic
// classification, in brackets or not.
var codedLabel = regexp.MustCompile(`^\s*[\[［【(（]?([2-5][0-9]{2}(?:[0-9]{2}){0,2})[\]］】)）]?\s*[-—]?\s*\pL`)

// leadingCode is the code that a label begins with, "" for none.
func leadingCode(label string) string {
	if m := codedLabel.FindStringSubmatch(label); m != nil {
		return m[1]
	}
	return ""
}

// Uncoded is a label without the code that it begins with.
func Uncoded(label string) string {
	if m := codedLabel.FindStringSubmatchIndex(label); m != nil {
		_, size := utf8.DecodeLastRuneInString(label[:m[1]])
		return label[m[1]-size:]
	}
	return label
}

// CodeParts returns the printed parts of the code of each row of a side whose codes
// are printed in parts; nil where they stand in one column.
func (t *Table) CodeParts(side int) [][]string {
	columns := t.codeColumns(side)
	if columns == nil {
		return nil
	}
	all := make([][]string, len(t.Rows))
	var above []string
	for i, row := range t.Rows {
		if all[i] = codeOf(row, columns, above); all[i] != nil {
			above = all[i]
		}
	}
	return all
}

// PartOfCode tells whether a leaf column, from 0, prints one part of the codes of its
// side.
func (t *Table) PartOfCode(j int) bool {
	return slices.Contains(t.codeColumns(t.Columns[j].Side), j)
}

// codeOf returns the parts of the code of a row, nil where it prints none.
func codeOf(row Row, columns []int, above []string) (parts []string) {
	last := -1
	for k, j := range columns {
		if row.Cells[j].Text != "" {
			last = k
		}
	}
	for k := range last + 1 {
		switch text := row.Cells[columns[k]].Text; {
		case text == "" && k < len(above):
			parts = append(parts, above[k])
		case k > 0 && len(text) == 1:
			parts = append(parts, "0"+text)
		default:
			parts = append(parts, text)
		}
	}
	return parts
}

// CodePlace is a code with the leaf column, from 0, in which it is printed or its
// last part is.
type CodePlace struct {
	Code   string
	Column int
}

// UniqueCodes returns for each row the codes that occur once in the table and can be
// part of an address, at most one for each side.
func (t *Table) UniqueCodes() [][]CodePlace {
	count := map[string]int{}
	unique := make([][]CodePlace, len(t.Rows))
	sides := make([][][]string, max(1, len(t.Sides)))
	for side := range sides {
		sides[side] = t.Codes(side)
		for _, codes := range sides[side] {
			for _, code := range codes {
				count[code]++
			}
		}
	}
	for i := range t.Rows {
		for side := range sides {
			for _, code := range sides[side][i] {
				if count[code] == 1 && addressable.MatchString(code) {
					unique[i] = append(unique[i], CodePlace{code, t.codeEnd(i, side, code)})
					break
				}
			}
		}
	}
	return unique
}

// codeEnd is the column in which a code of row i is printed, or its last part.
func (t *Table) codeEnd(i, side int, code string) int {
	end := -1
	for j, c := range t.Columns {
		text := t.Rows[i].Cells[j].Text
		switch {
		case c.Side == side && c.Role == Label && end < 0 && leadingCode(text) == code:
			end = j
		case c.Side != side || c.Role != Code || text == "":
		case text == code:
			return j
		case slices.Contains(t.codeColumns(side), j):
			end = j
		}
	}
	return end
}

// addressable is a code that stays one word wherever its address is pasted.
var addressable = regexp.MustCompile(`^[\pL\pN._-]+$`)

// codeBelow is a code of the classification below its class: two digits a part.
var codeBelow = regexp.MustCompile(`^[0-9]{3}([0-9]{2})+$`)

// Apart returns for each row of a side the row that it is a part of by its code alone, from
// 1: others stand between them, as where all classes are listed before what they are made
// of. It is 0 where the row above says it, or none does.
func (t *Table) Apart(side int) []int {
	apart := make([]int, len(t.Rows))
	rows := map[string]int{} // by code
	codes := t.Codes(side)
	for i := range t.Rows {
		label, level := t.labelOf(i, side)
		switch {
		case len(codes[i]) == 0 && label != "":
			clear(rows) // codes begin anew under a label without one, such as a body's name
		case len(codes[i]) != 1 || label == "":
		default:
			code := codes[i][0]
			for above := code; level == 0 && codeBelow.MatchString(above) && apart[i] == 0; {
				above = above[:len(above)-2]
				apart[i] = rows[above]
			}
			rows[code] = i + 1
		}
	}
	return apart
}

// labelOf is the last label of a row on a side, and its level.
func (t *Table) labelOf(i, side int) (label string, level int) {
	for j, c := range t.Columns {
		if cell := t.Rows[i].Cells[j]; c.Side == side && c.Role == Label && cell.Text != "" {
			label, level = cell.Text, cell.Level
		}
	}
	return label, level
}
