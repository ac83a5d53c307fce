package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"disclosure/internal/report"
	"disclosure/internal/store"
	"github.com/shopspring/decimal"
)

// broken returns a sealed report of its own key after damage was done to it.
func broken(damage func(r *report.Report)) *report.Report {
	r := another("broken")
	damage(r)
	return r
}

var refused = []struct {
	name    string
	reports []*report.Report
	message string // what must stand in the message
}{
	{"a version twice", []*report.Report{another("x"), another("x")}, "/x/2031/budget: version"},
	{"no version", []*report.Report{broken(func(r *report.Report) { r.Version = "" })}, "no version"},
	{"a cell missing", []*report.Report{broken(func(r *report.Report) {
		r.Tables[0].Rows[1].Cells = r.Tables[0].Rows[1].Cells[:3]
	})}, "table 1: row 2 has 3 cells for 4 leaf columns"},
	{"a row without cells", []*report.Report{broken(func(r *report.Report) {
		r.Tables[1].Columns, r.Tables[1].Rows = nil, make([]report.Row, 1)
	})}, "table 2: row 1 has 0 cells"},
	{"an amount too large", []*report.Report{broken(func(r *report.Report) {
		r.Tables[0].Rows[2].Cells[3].Value = decimal.NewNullDecimal(decimal.RequireFromString("9223372036854775808"))
	})}, "table 1: row 3, column 4: the amount 9223372036854775808"},
	{"an amount too fine", []*report.Report{broken(func(r *report.Report) {
		r.Tables[0].Rows[2].Cells[3].Value = decimal.NewNullDecimal(decimal.New(1, -19))
	})}, "table 1: row 3, column 4"},
	{"an amount in hundreds", []*report.Report{broken(func(r *report.Report) {
		r.Tables[0].Rows[2].Cells[3].Value = decimal.NewNullDecimal(decimal.New(1, 2))
	})}, "table 1: row 3, column 4"},
	{"an unknown table", []*report.Report{broken(func(r *report.Report) { r.Sections[1].Tables = []int{7} })}, "section 2 speaks of table 7"},
	{"a target without a cell", []*report.Report{broken(func(r *report.Report) {
		r.Projects[0].Indicators[1].NoTarget = true
	})}, "project 1: indicator 2"},
	{"a target without a cell in a table", []*report.Report{broken(func(r *report.Report) {
		r.Tables[2].Form.Indicators[1].NoTarget = true
	})}, "table 3: indicator 2"},
	{"a number twice", []*report.Report{broken(func(r *report.Report) { r.Projects[1].Number = 1 })}, "project 1 follows project 1"},
	{"numbers not in order", []*report.Report{broken(func(r *report.Report) { r.Terms[0].Number = 5 })}, "term 2 follows term 5"},
}

func TestSaveRefuses(t *testing.T) {
	for _, test := range refused {
		reports := append([]*report.Report{another("good")}, test.reports...)
		_, err := store.OpenMemory(ctx, unchecked(reports...)...)
		if err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: got error %v, want one that says %q", test.name, err, test.message)
		}
	}
}

func TestCancelledSave(t *testing.T) {
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := store.OpenMemory(cancelled, unchecked(sample())...); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
}
