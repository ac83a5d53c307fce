package compare_test

import (
	"fmt"
	"testing"

	"disclosure/internal/compare"
	"disclosure/internal/report"
)

func TestPriors(t *testing.T) {
	all := reports(t, years)
	written := func(a, b string) (got []string) {
		for _, p := range compare.Priors(all[a], all[b]) {
			got = append(got, fmt.Sprintf("%s %s: %s%s, not %s%s", p.Label, p.Column, p.Text, p.Ref, p.Was, p.Before))
		}
		return got
	}
	if got := written("2022-budget", "2023-budget"); got != nil {
		t.Errorf("figures as they were published: got %q, want nothing", got)
	}
	want := "[公务接待费 2023年预算数: 0.80/tables/3#r3c2, not 0.50/tables/3#r3c3 合计 2023年预算数: 3.80/tables/3#r4c2, not 3.50/tables/3#r4c3]"
	if got := fmt.Sprint(written("2023-budget", "2024-budget")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := written("2023-budget", "2023-final-accounts"); got != nil {
		t.Errorf("reports of one year: got %q, want nothing", got)
	}
}

func TestRepeated(t *testing.T) {
	all := reports(t, years)
	before, after := all["2023-budget"], *all["2024-budget"]
	if got := compare.Repeated(before, &after); got != nil {
		t.Errorf("got %v, want no table that repeats last year's", got)
	}
	after.Tables = append([]report.Table(nil), after.Tables...)
	after.Tables[1].Rows = before.Tables[1].Rows
	if got := fmt.Sprint(compare.Repeated(before, &after)); got != "[{2 2}]" {
		t.Errorf("got %s, want table 2", got)
	}
	after.Tables[1].Rows = before.Tables[1].Rows[:2]
	before.Tables[1].Rows = before.Tables[1].Rows[:2]
	for i := range after.Tables[1].Rows {
		for j := range after.Tables[1].Rows[i].Cells {
			after.Tables[1].Rows[i].Cells[j].Value.Valid = false
		}
	}
	if got := compare.Repeated(before, &after); got != nil {
		t.Errorf("tables without figures: got %v, want nothing", got)
	}
}
