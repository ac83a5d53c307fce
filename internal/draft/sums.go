package draft

import (
	"regexp"
	"slices"

	"disclosure/internal/report"

	"github.com/shopspring/decimal"
)

var sumWords = regexp.MustCompile(`(合计|总计|小计)$`)

// mostSummed bounds the rows of a table whose levels are looked for in its figures.
const mostSummed = 500

// bySums finds the levels that the names of the first column would have by the figures
// beside them: a name stands above those below it that add up to it in every column. That
// may be chance: only a person can say. It is nil where nothing adds up.
func (t *table) bySums() []int {
	figures := t.figureColumns()
	if len(figures) == 0 || len(t.rows) > mostSummed {
		return nil
	}
	n := len(t.rows)
	values := make([][]decimal.Decimal, n) // nil for a row that is no part of a sum
	for i, row := range t.rows {
		if row[0] == "" || sumWords.MatchString(bare(row[0])) {
			continue
		}
		values[i] = make([]decimal.Decimal, len(figures))
		for k, j := range figures {
			values[i][k] = amountOf(row[j])
		}
	}
	end := make([]int, n) // the row behind those below a name
	for i := n - 1; i >= 0; i-- {
		if end[i] = i + 1; values[i] != nil && !zero(values[i]) {
			end[i] = addsUp(i, values, end)
		}
	}
	levels := make([]int, n)
	for i := range n {
		for k := i + 1; k < end[i]; k++ {
			levels[k]++
		}
	}
	if slices.Max(levels) == 0 {
		return nil
	}
	return levels
}

// addsUp is the row behind those that add up to row i, the nearest to it where rounding
// leaves a difference of one in the last digit, and blank ones after them. It is the next
// row where none do.
func addsUp(i int, values [][]decimal.Decimal, end []int) int {
	found, least := i+1, decimal.Decimal{}
	sum := make([]decimal.Decimal, len(values[i]))
	for k := i + 1; k < len(values) && values[k] != nil; {
		away, near := decimal.Zero, true
		for j, whole := range values[i] {
			sum[j] = sum[j].Add(values[k][j])
			difference := sum[j].Sub(whole).Abs()
			away = away.Add(difference)
			near = near && difference.LessThanOrEqual(rounding(whole))
		}
		if k = end[k]; near && (found == i+1 || away.LessThan(least)) {
			found, least = k, away
		}
	}
	if found == i+1 {
		return found
	}
	for found < len(values) && values[found] != nil && zero(values[found]) {
		found++
	}
	return found
}

// rounding is one in the last digit behind the point.
func rounding(value decimal.Decimal) decimal.Decimal {
	if value.Exponent() >= 0 {
		return decimal.Zero
	}
	return decimal.New(1, value.Exponent())
}

// figureColumns are the columns with figures behind the first, up to one with words.
func (t *table) figureColumns() (columns []int) {
	for j := 1; j < len(t.columns); j++ {
		figures := 0
		for _, row := range t.rows {
			switch {
			case isFigure(row[j]):
				figures++
			case row[j] != "" && !figureLike.MatchString(row[j]):
				return columns
			}
		}
		if figures > 0 {
			columns = append(columns, j)
		}
	}
	return columns
}

func zero(values []decimal.Decimal) bool {
	return !slices.ContainsFunc(values, func(v decimal.Decimal) bool { return !v.IsZero() })
}

// amountOf is a figure, and nothing for what is none.
func amountOf(text string) decimal.Decimal {
	value, err := report.ParseAmount(text)
	if err != nil {
		return decimal.Zero
	}
	return value
}

// addsUp tells whether the first sum of the first column of figures is that of all rows above
// it: none of them stands below another.
func (t *table) addsUp() bool {
	column := 1
	for column < len(t.columns) && !slices.ContainsFunc(t.rows, func(row []string) bool { return isFigure(row[column]) }) {
		column++
	}
	if column >= len(t.columns) {
		return false
	}
	sum := decimal.Decimal{}
	for i, row := range t.rows {
		amount, err := report.ParseAmount(row[column])
		if sumWords.MatchString(bare(row[0])) {
			return i > 1 && err == nil && amount.IsPositive() && amount.Equal(sum)
		}
		if err == nil {
			sum = sum.Add(amount)
		}
	}
	return false
}
