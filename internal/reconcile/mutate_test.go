package reconcile

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// TestMutations changes every figure of the tables in turn, by one in its last
// digit and by a factor of ten, and wants some outcome to change: no
// figure of the tables stands unbound, so none can be misprinted unseen.
func TestMutations(t *testing.T) {
	reading, rel := loadFirst(t)
	if n := mutate(t, reading.Report, rel, func(_, _, _ int) bool { return true }); n < 500 {
		t.Errorf("got %d mutations, want those of all figures", n)
	}
}

// In reports of other shapes, of which nothing is declared, each figure of each total
// and of each part of one is held.
func TestMutationsOfTotals(t *testing.T) {
	const body = "shili-yunshan-wlj/"
	files := os.DirFS("../source/testdata/shapes")
	for folder, least := range map[string]int{body + "2024-final-accounts": 100, body + "2025-budget": 100} {
		r, err := source.Load(files, folder)
		if err != nil {
			t.Fatal(err)
		}
		rel, err := load(files, files, read(r))
		if err != nil {
			t.Fatal(err)
		}
		if n := mutate(t, r, rel, inTotal(r)); n < least {
			t.Errorf("%s: got %d mutations, want %d at least", folder, n, least)
		}
	}
}

// inTotal tells which cells are a total, or a part of one: table, row and column from 0.
func inTotal(r *report.Report) func(n, i, j int) bool {
	held := map[[3]int]bool{}
	for n := range r.Tables {
		t := &r.Tables[n]
		for _, total := range t.RowTotals {
			for _, row := range append([]int{total.Of}, total.Parts...) {
				for j, c := range t.Columns {
					if c.Side == t.Columns[total.Column-1].Side {
						held[[3]int{n, row - 1, j}] = true
					}
				}
			}
		}
		for _, total := range t.ColumnTotals {
			for _, column := range append([]int{total.Of}, total.Parts...) {
				for i := range t.Rows {
					held[[3]int{n, i, column - 1}] = true
				}
			}
		}
	}
	return func(n, i, j int) bool { return held[[3]int{n, i, j}] }
}

// mutate changes the chosen figures of r in turn, and counts the changes.
func mutate(t *testing.T, r *report.Report, rel relations, chosen func(n, i, j int) bool) (mutations int) {
	t.Helper()
	before := outcomes(r, rel)
	for n := range r.Tables {
		for i := range r.Tables[n].Rows {
			for j := range r.Tables[n].Rows[i].Cells {
				c := &r.Tables[n].Rows[i].Cells[j]
				if !c.Value.Valid || r.Tables[n].Columns[j].Role != report.Amount || !chosen(n, i, j) {
					continue
				}
				published := *c
				for _, value := range mutants(published) {
					mutations++
					c.Value = decimal.NewNullDecimal(value)
					c.Text = value.StringFixed(digits(published.Text))
					if slices.Equal(outcomes(r, rel), before) {
						t.Errorf("%s: got the same outcomes with %s in place of %s, want another", report.TableRef(n+1).Cell(i+1, j+1), c.Text, published.Text)
					}
					*c = published
				}
			}
		}
	}
	if !slices.Equal(outcomes(r, rel), before) {
		t.Error("got other outcomes of the report as published, want it unchanged")
	}
	return mutations
}

// mutants are the values that a figure is misprinted with.
func mutants(c report.Cell) []decimal.Decimal {
	v := c.Value.Decimal
	last := decimal.New(1, -digits(c.Text))
	all := []decimal.Decimal{v.Add(last)}
	if !v.IsZero() {
		all = append(all, v.Mul(decimal.NewFromInt(10)))
	}
	return all
}

// digits counts the decimals of a published figure.
func digits(text string) int32 {
	_, fraction, _ := strings.Cut(text, ".")
	return int32(len(fraction))
}

// outcomes are those of all relations, among them how those of sums that say nothing of
// their own are folded.
func outcomes(r *report.Report, rel relations) []finding.Outcome {
	var all []finding.Outcome
	for _, f := range rel.check(read(r)) {
		all = append(all, f.Outcome)
	}
	return all
}
