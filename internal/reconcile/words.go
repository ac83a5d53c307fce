package reconcile

import (
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// cellPlace is where a cell stands; labels are those of the rows of its side.
func cellPlace(t *report.Table, row, column int, labels map[string]int) finding.Place {
	p := finding.Place{What: finding.Cell, Table: t.Called(), Column: t.Columns[column-1].Path}
	p.Name, p.Keys = rowNames(t, row, t.Columns[column-1].Side, labels)
	if p.Name == "" && p.Keys == "" {
		p.Number = row
	}
	p.Own = t.UnitName != "" && report.Fold(p.Name) == report.Fold(t.UnitName)
	return p
}

// rowNames names a row by its own label and, where it has none or shares it, by
// its keys.
func rowNames(t *report.Table, row, side int, labels map[string]int) (own, keys string) {
	var all []string
	for j, c := range t.Columns {
		text := t.Rows[row-1].Cells[j].Text
		switch {
		case c.Side != side || text == "":
		case c.Role == report.Label:
			own = text
		case c.Role == report.Code:
			all = append(all, text)
		}
	}
	if own == "" || labels[own] > 1 {
		keys = strings.Join(all, " ")
	}
	return own, keys
}

// labelCounts counts the rows that have each label on a side.
func labelCounts(t *report.Table, side int) map[string]int {
	counts := map[string]int{}
	for i := range t.Rows {
		counts[ownLabel(t, i+1, side)]++
	}
	return counts
}

// ownLabel is the last label of a row on a side.
func ownLabel(t *report.Table, row, side int) string {
	own := ""
	for j, c := range t.Columns {
		if c.Side == side && c.Role == report.Label && t.Rows[row-1].Cells[j].Text != "" {
			own = t.Rows[row-1].Cells[j].Text
		}
	}
	return own
}
