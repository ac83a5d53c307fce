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
	{"no version", []*report.Report{func() *report.Report { r := another("broken"); r.Version = ""; return r }()}, "set it to its content hash"},
	{"another version", []*report.Report{func() *report.Report { r := another("broken"); r.Heading += "。"; return r }()}, "set it to its content hash"},
	{"a cell missing", []*report.Report{broken(func(r *report.Report) {
		r.Tables[0].Rows[1].Cells = r.Tables[0].Rows[1].Cells[:3]
	})}, "tables/1.json: row 2 has 3 cells for 4 columns"},
	{"an amount that is not the text's", []*report.Report{broken(func(r *report.Report) {
		r.Tables[0].Rows[2].Cells[3].Value = decimal.NewNullDecimal(decimal.New(1, -19))
	})}, "Tables[0].Rows[2].Cells[3].Value"},
	{"an amount of another scale", []*report.Report{broken(func(r *report.Report) {
		r.Tables[0].Rows[2].Cells[3].Value = decimal.NewNullDecimal(decimal.New(0, -1))
	})}, "Tables[0].Rows[2].Cells[3].Value"},
	{"a target without a cell", []*report.Report{broken(func(r *report.Report) {
		r.Projects[0].Indicators[1].NoTarget = true
	})}, "Projects[0].Form.Indicators[1].Target"},
	{"a form of nothing", []*report.Report{broken(func(r *report.Report) { r.Tables[0].Form = &report.Form{} })}, "Tables[0].Form"},
	{"paragraphs not counted", []*report.Report{broken(func(r *report.Report) { r.Sections[0].Blocks[2].Number = 7 })}, "Sections[0].Blocks[2].Number"},
	{"terms not in order", []*report.Report{broken(func(r *report.Report) { r.Terms[0].Number = 5 })}, "Front.Terms[0].Number"},
	{"a definition that is not printed", []*report.Report{broken(func(r *report.Report) { r.Terms[0].Definition = "x" })}, "Front.Terms[0].Definition"},
	{"a blank paragraph", []*report.Report{broken(func(r *report.Report) { r.Sections[0].Blocks[1].Text = "" })}, "sections/1.json: block 2"},
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
