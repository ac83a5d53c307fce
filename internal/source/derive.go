package source

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// totalWords are how a row or a column that is the sum of others is called.
var totalWords = regexp.MustCompile(`(合计|总计|小计|总额)$`)

// ofWhichWords begin a column that lists a part of its neighbour; noSummand is a
// column beside summands that is none.
var (
	ofWhichWords = regexp.MustCompile(`^其中`)
	noSummand    = regexp.MustCompile(`增减|上年[^结余转]*数|比上年|同比|率|执行|完成|调整`)
)

// isTotal tells whether a label or a header word names a sum. Prints put white space
// into short words: 合 计.
func isTotal(words string) bool { return totalWords.MatchString(report.Fold(words)) }

// derivedColumnTotals finds the columns that are the sum of others by the words of
// the header: under one header cell, the one that is called 合计 or 小计 is the sum of
// its neighbours, of which one that is divided itself counts by its own sum or else by
// its parts. Where a neighbour compares with another year, or two of them are called
// so, nothing is derived, nor where columns stand behind 其中 and the figures do not say that
// they are parts.
func derivedColumnTotals(t *report.Table) []report.Total {
	var totals []report.Total
	uncounted := *t
	uncounted.Columns = nil
	for _, c := range t.Columns {
		uncounted.Columns = append(uncounted.Columns, c.Uncounted())
	}
	t = &uncounted
	for j, c := range t.Columns {
		leaf := len(c.Path) - 1
		if c.Role != report.Amount || c.OfWhich || !isTotal(c.Path[leaf]) {
			continue
		}
		total := report.Total{Of: j + 1}
		sure, ofWhich, behind := true, false, false // what stands behind 其中 may be of which, too
		for k := 0; k < len(t.Columns); k++ {
			other := t.Columns[k]
			ofWhich = ofWhich || other.OfWhich && other.Side == c.Side && under(other, c, leaf)
			if k == j || other.Side != c.Side || other.Role != report.Amount || other.OfWhich || !under(other, c, leaf) {
				continue
			}
			if slices.ContainsFunc(other.Path[leaf:], noSummand.MatchString) || len(other.Path) == leaf+1 && isTotal(other.Path[leaf]) {
				sure = false
				break
			}
			if !countedByItsTotal(t, k, leaf) {
				total.Parts = append(total.Parts, k+1)
				behind = behind || ofWhich && k > j
			}
		}
		if behind && !mostlyAddUp(t, total) {
			continue
		}
		if sure && len(total.Parts) > 1 {
			totals = append(totals, total)
		}
	}
	return totals
}

// mostlyAddUp tells whether columns come to another one in most rows that state it.
func mostlyAddUp(t *report.Table, total report.Total) bool {
	states, holds := 0, 0
	for _, row := range t.Rows {
		if own := row.Cells[total.Of-1].Value; own.Valid {
			sum := decimal.Decimal{}
			for _, part := range total.Parts {
				sum = sum.Add(row.Cells[part-1].Value.Decimal)
			}
			states++
			if sum.Equal(own.Decimal) {
				holds++
			}
		}
	}
	return 2*holds > states
}

// under tells whether a column stands under the same header cells as another down to
// a depth.
func under(c, other report.Column, depth int) bool {
	if len(c.Path) <= depth {
		return false
	}
	for k := range depth {
		if c.Path[k] != other.Path[k] || nth(c, k) != nth(other, k) {
			return false
		}
	}
	return true
}

func nth(c report.Column, k int) int {
	if c.Nth == nil {
		return 1
	}
	return c.Nth[k]
}

// countedByItsTotal tells whether column k is a part of a sum that stands beside it
// under a header cell below a depth, and so counts with that.
func countedByItsTotal(t *report.Table, k, depth int) bool {
	c := t.Columns[k]
	for below := depth + 1; below < len(c.Path); below++ {
		if isTotal(c.Path[len(c.Path)-1]) && below == len(c.Path)-1 {
			return false
		}
		for j, other := range t.Columns {
			if j != k && other.Side == c.Side && other.Role == report.Amount && under(other, c, below) &&
				len(other.Path) == below+1 && isTotal(other.Path[below]) {
				return true
			}
		}
	}
	return false
}

// derivedRowTotals finds the rows that are the sum of others by their labels. A row
// that is called 合计 or 总计 is the sum of the rows at the top of the tree above it,
// of which those that an earlier sum holds count by that; one that stands above all
// others is the sum of those below it. A row whose label the parts of an earlier sum
// have already tells what the row above it is made of, and is no part. Where the parts
// may be parts of one another, nothing is derived.
func derivedRowTotals(t *report.Table) []report.Total {
	var totals []report.Total
	for side := range max(1, len(t.Sides)) {
		column, rows := topRows(t, side)
		add := func(of int, parts []topRow) {
			total := report.Total{Column: column, Of: of}
			parts, sure := withoutOfWhich(t, side, parts)
			if !sure {
				return
			}
			for _, part := range parts {
				total.Parts = append(total.Parts, part.number)
			}
			if len(parts) > 0 && standApart(parts) {
				totals = append(totals, total)
			}
		}
		if len(rows) > 2 && isTotal(rows[0].label) && !slices.ContainsFunc(rows[1:], func(r topRow) bool { return isTotal(r.label) }) {
			if last := rows[len(rows)-1]; rows[1].code == "" || last.code != "" { // else projects may stand below a body
				add(rows[0].number, rows[1:])
			}
			continue
		}
		var open []topRow            // parts of the next sum
		earlier := map[string]bool{} // labels
		for _, row := range rows {
			if !isTotal(row.label) {
				if !earlier[report.BareTitle(row.label)] || len(open) <= 1 { // else 年初结转和结余, and below it 一、一般公共预算财政拨款 once more
					open = append(open, row)
				}
				continue
			}
			add(row.number, open)
			for _, part := range open {
				earlier[report.BareTitle(part.label)] = true
			}
			open = []topRow{row}
		}
	}
	return totals
}

// standApart tells whether none of the parts of a sum may be a part of another: no label
// stands there twice, none without a number below one that has one, and no row with a
// code below one without, such as a body.
func standApart(parts []topRow) bool {
	seen := map[string]bool{}
	numbered, uncoded := false, false
	for _, part := range parts {
		if isTotal(part.label) {
			continue
		}
		name, has := part.code+" "+report.BareTitle(part.label), report.Numbering(part.label) >= 0
		if seen[name] || numbered && !has || uncoded && part.code != "" {
			return false
		}
		seen[name], numbered, uncoded = true, numbered || has, uncoded || part.code == ""
	}
	return true
}

// withoutOfWhich leaves out of the parts of a sum those that 其中 lists of the part above
// them: they end where their amounts make its own. It is unsure where they never do.
func withoutOfWhich(t *report.Table, side int, parts []topRow) (rest []topRow, sure bool) {
	for k := 0; k < len(parts); k++ {
		if k == 0 || !ofWhichWords.MatchString(report.Fold(parts[k].label)) {
			rest = append(rest, parts[k])
			continue
		}
		end := k + 1
		for end <= len(parts) && !addUp(t, side, parts[k:end], rest[len(rest)-1]) {
			end++
		}
		if end > len(parts) {
			return nil, false
		}
		k = end - 1
	}
	return rest, true
}

// addUp tells whether each amount of a row is the sum of those of others on its side.
func addUp(t *report.Table, side int, parts []topRow, of topRow) bool {
	for j, c := range t.Columns {
		if c.Side != side || c.Role != report.Amount {
			continue
		}
		sum := decimal.Decimal{}
		for _, part := range parts {
			sum = sum.Add(t.Rows[part.number-1].Cells[j].Value.Decimal)
		}
		if !sum.Equal(t.Rows[of.number-1].Cells[j].Value.Decimal) {
			return false
		}
	}
	return true
}

// topRow is a row at the top of the tree of labels of a side.
type topRow struct {
	number int // from 1
	label  string
	code   string
}

// topRows are the rows at the top of the tree of a side whose rows are all named in
// one column, and the number of that column; none where several columns of labels
// nest. A row whose label stands in the column of codes beside it is one of them; one whose
// code is below that of another row is none.
func topRows(t *report.Table, side int) (column int, rows []topRow) {
	code := -1
	for j, c := range t.Columns {
		switch {
		case c.Side != side:
		case c.Role == report.Label && column > 0:
			return 0, nil
		case c.Role == report.Label:
			column = j + 1
		case c.Role == report.Code && code < 0:
			code = j
		}
	}
	if column == 0 {
		return 0, nil
	}
	codes, apart := t.Codes(side), t.Apart(side)
	for i, row := range t.Rows {
		cell := row.Cells[column-1]
		switch {
		case apart[i] > 0:
		case cell.Text != "" && cell.Level == 0:
			rows = append(rows, topRow{i + 1, cell.Text, strings.Join(codes[i], " ")})
		case cell.Text == "" && code >= 0 && isTotal(row.Cells[code].Text):
			rows = append(rows, topRow{i + 1, row.Cells[code].Text, ""})
		}
	}
	return column, rows
}
