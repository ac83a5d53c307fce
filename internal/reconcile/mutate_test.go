package reconcile

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// TestMutations changes every figure of the tables in turn, by one in its last
// digit and by a factor of ten, and wants some outcome to change: no
// figure of the tables stands unbound, so none can be misprinted unseen.
func TestMutations(t *testing.T) {
	reading, rel := loadFirst(t)
	r := reading.Report
	before := outcomes(r, rel)
	mutations := 0
	for n := range r.Tables {
		for i := range r.Tables[n].Rows {
			for j := range r.Tables[n].Rows[i].Cells {
				c := &r.Tables[n].Rows[i].Cells[j]
				if !c.Value.Valid {
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
	if mutations < 500 {
		t.Errorf("got %d mutations, want those of all figures", mutations)
	}
	if !slices.Equal(outcomes(r, rel), before) {
		t.Error("got other outcomes of the report as published, want it unchanged")
	}
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

func outcomes(r *report.Report, rel relations) []finding.Outcome {
	var all []finding.Outcome
	for _, f := range rel.check(read(r)) {
		all = append(all, f.Outcome)
	}
	return all
}
