package source

import (
	"slices"

	"disclosure/internal/report"
)

// readTotals finds the rows and columns that the declared totals name. A list that is
// not there is derived.
func readTotals(doc *document, key at, t *report.Table, entry tableEntry) {
	if entry.RowTotals == nil {
		t.RowTotals = derivedRowTotals(t)
	}
	if entry.ColumnTotals == nil {
		t.ColumnTotals = derivedColumnTotals(t)
	}
	for i, total := range entry.RowTotals {
		where := key.of("row_totals", i)
		j := findColumn(doc, where.of("label"), t.Columns, total.Label)
		if j < 0 {
			continue
		}
		if t.Columns[j].Role != report.Label {
			doc.fail(where.of("label"), "column %q holds no labels: name the label column whose rows add up", total.Label)
			continue
		}
		find := func(key at, text string) int { return findLabel(doc, key, t, j, text) }
		if found, ok := readTotal(doc, where, total.Total, total.Of, find); ok {
			found.Column = j + 1
			t.RowTotals = append(t.RowTotals, found)
		}
	}
	for i, total := range entry.ColumnTotals {
		find := func(key at, path string) int { return findSummand(doc, key, t, path) }
		if found, ok := readTotal(doc, key.of("column_totals", i), total.Total, total.Of, find); ok {
			t.ColumnTotals = append(t.ColumnTotals, found)
		}
	}
}

// readTotal reads one total, whose names find turns into numbers (from 0, -1
// for none).
func readTotal(doc *document, key at, name string, parts []string, find func(at, string) int) (t report.Total, ok bool) {
	of := find(key.of("total"), name)
	if len(parts) == 0 {
		doc.fail(key.of("of"), "the total %q has no parts: list them under of", name)
	}
	ok = of >= 0 && len(parts) > 0
	t.Of = of + 1
	for k, part := range parts {
		n := find(key.of("of", k), part)
		switch {
		case n < 0:
			ok = false
		case n == of, slices.Contains(t.Parts, n+1):
			doc.fail(key.of("of", k), "%q is counted twice in the total %q: list each part once, and not the total", part, name)
			ok = false
		}
		t.Parts = append(t.Parts, n+1)
	}
	return t, ok
}

// findLabel returns the one row (from 0) whose label in column j is text.
func findLabel(doc *document, key at, t *report.Table, j int, text string) int {
	var found []int
	var labels []string
	for i, row := range t.Rows {
		labels = append(labels, row.Cells[j].Text)
		if row.Cells[j].Text == text && text != "" {
			found = append(found, i+1)
		}
	}
	switch len(found) {
	case 1:
		return found[0] - 1
	case 0:
		doc.fail(key, "table %d has no row %q; the nearest are %s: copy one of them", t.Number, text, nearest(text, labels))
	default:
		doc.fail(key, "table %d has %d rows %q, %s: a total can only name a row that is there once", t.Number, len(found), text, rowNumbers(found))
	}
	return -1
}

// findSummand returns the column (from 0) of amounts with a header path.
func findSummand(doc *document, key at, t *report.Table, path string) int {
	j := findColumn(doc, key, t.Columns, path)
	switch {
	case j < 0:
	case t.Columns[j].Role != report.Amount:
		doc.fail(key, "column %q holds no amounts: name a column of amounts", path)
		return -1
	case t.Columns[j].OfWhich:
		doc.fail(key, "column %q is of_which, a part of its neighbour: leave it out of totals", path)
		return -1
	}
	return j
}
