package page

import (
	"strings"

	"disclosure/internal/report"
)

// tableTotal says in words what a table comes to, 收入总计 2,708.03 万元，支出总计
// 2,708.03 万元: the published text of the cells where a row that is a total, or
// that all others stand under, meets a column that is one. It is "" where the
// table has no such cell or states nothing. Where the rows of several sides have one
// name, that of its side stands before it: 收入 › 总计 and 支出 › 总计.
func tableTotal(t *report.Table) string {
	if t.Empty != nil {
		return ""
	}
	named := map[string]int{}
	for side := range t.Sides {
		if i, label := totalRow(t, side); i >= 0 {
			named[label]++
		}
	}
	var totals []string
	for side := range max(1, len(t.Sides)) {
		i, label := totalRow(t, side)
		if i < 0 {
			continue
		}
		columns := totalColumns(t, side)
		for _, j := range columns {
			cell := t.Rows[i].Cells[j]
			if !cell.Value.Valid {
				continue
			}
			path := t.Columns[j].Path
			name := strings.Join(path, step)
			if len(columns) == 1 {
				name = path[len(path)-1]
			}
			if len(columns) == 1 && label != "" {
				name = label
			}
			if named[label] > 1 && (len(columns) == 1 && label != "" || path[0] != t.Sides[side]) {
				name = t.Sides[side] + step + name
			}
			totals = append(totals, strings.TrimSpace(name+" "+cell.Text+" "+string(t.UnitOf(j+1))))
		}
	}
	return strings.Join(totals, "，")
}

// totalRow returns the row of a side that is the total of the others, and its
// label: the one declared, else without a label the first row where the labels
// of all others stand under its own. It is -1 where there is none.
func totalRow(t *report.Table, side int) (i int, label string) {
	for _, total := range t.RowTotals {
		if t.Columns[total.Column-1].Side == side && total.Grand(t.RowTotals) {
			return total.Of - 1, sideName(t, total.Of-1, side)
		}
	}
	places := t.Places()
	if len(t.Rows) < 2 || len(places[0][side].Path) != 1 || len(places[0][side].Codes) > 0 {
		return -1, ""
	}
	root := places[0][side].Path[0]
	for _, p := range places[1:] {
		if len(p[side].Path) < 2 || p[side].Path[0] != root {
			return -1, ""
		}
	}
	return 0, ""
}

// sideName is what row i prints first on a side: 总计, or 人员经费合计 in the column of
// codes, "" where there is nothing but figures.
func sideName(t *report.Table, i, side int) string {
	for j, c := range t.Columns {
		if text := t.Rows[i].Cells[j].Text; c.Side == side && !c.Role.States() && text != "" {
			return text
		}
	}
	return ""
}

// totalColumns are the columns of amounts of a side that are the total of
// others, or its only one.
func totalColumns(t *report.Table, side int) []int {
	var amounts, totals []int
	for j, c := range t.Columns {
		if c.Role == report.Amount && c.Side == side {
			amounts = append(amounts, j)
		}
	}
	if len(amounts) == 1 {
		return amounts
	}
	for _, total := range t.ColumnTotals {
		if t.Columns[total.Of-1].Side == side && total.Grand(t.ColumnTotals) {
			totals = append(totals, total.Of-1)
		}
	}
	return totals
}
