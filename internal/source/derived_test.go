package source_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// What the first report's folder does not say is derived as people had written it
// down: sides, roles, levels, totals and the figures of the overview.
func TestDerived(t *testing.T) {
	r, err := source.Load(data.Files, "futian-zwfwj/2021-budget")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/first-report.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, expected := strings.Split(derived(r), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(expected)) {
		a, b := at(got, i), at(expected, i)
		if a != b {
			t.Fatalf("line %d of what is derived: got %q, want %q", i+1, a, b)
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// derived writes down what is not printed of a report's tables and overview.
func derived(r *report.Report) string {
	var s strings.Builder
	for _, t := range r.Tables {
		line := fmt.Sprintf("table %d unit %s sides %v", t.Number, t.MoneyUnit, t.Sides)
		if t.Empty != nil {
			line += fmt.Sprintf(" empty %v", *t.Empty)
		}
		fmt.Fprintln(&s, line)
		for j, c := range t.Columns {
			fmt.Fprintf(&s, "  column %d %s side %d of which %v\n", j+1, c.Role, c.Side, c.OfWhich)
		}
		for i, row := range t.Rows {
			for j, c := range row.Cells {
				if c.Level > 0 {
					fmt.Fprintf(&s, "  row %d column %d level %d\n", i+1, j+1, c.Level)
				}
			}
		}
		for _, sum := range t.RowTotals {
			fmt.Fprintf(&s, "  rows of column %d: %d = %v\n", sum.Column, sum.Of, sum.Parts)
		}
		for _, sum := range t.ColumnTotals {
			fmt.Fprintf(&s, "  columns: %d = %v\n", sum.Of, sum.Parts)
		}
	}
	for _, h := range r.Headlines {
		fmt.Fprintf(&s, "headline %s %s %s %s\n", h.Label, h.Text, h.Unit, h.From)
	}
	return s.String()
}
