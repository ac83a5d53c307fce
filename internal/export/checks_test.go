package export_test

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// wireChecks is checks.json as another program reads it.
type wireChecks struct {
	Report   struct{ Address, Version string }
	Address  string
	Outcomes map[string]int
	Findings []struct {
		Key, Family, Title, Formula, Computed, Difference, Unit string
		Outcome, Why, Remark, Basis, File, Where, Address       string
		Line                                                    int
		Operands                                                []wireOperand
		Stated                                                  *wireOperand
	}
	Coverage struct {
		Cells, Amounts int
		CellsCovered   int `json:"cells_covered"`
		AmountsCovered int `json:"amounts_covered"`
		Open           []struct {
			wireOperand
			Why string
		}
	}
}

type wireOperand struct {
	Sign, Label string
	Text        *string
	Value, Unit string
	Address     string
}

// checkOperand holds a figure that was read to that of a finding.
func checkOperand(t *testing.T, key string, r finding.Checked, got wireOperand, want finding.Operand) {
	t.Helper()
	text, address := "", site.Origin+r.PermanentBase()+want.Ref.String()
	if got.Text != nil {
		text = *got.Text
	}
	if want.Ref == (report.Ref{}) && want.Value != "" {
		address = ""
	}
	if got.Sign != want.Sign || got.Label != wording.Place(want.Place) || text != want.Text || (got.Text == nil) != (want.Text == "") ||
		got.Value != want.Value || got.Unit != want.Unit || got.Address != address {
		t.Errorf("%s: got figure %+v (%s), want %+v at %q", key, got, text, want, address)
	}
}

func TestChecksJSON(t *testing.T) {
	for _, r := range reports(t) {
		var got wireChecks
		read(t, write(t, func(w *bytes.Buffer) error { return site.ChecksJSON(w, r.Front, r.Result) }), &got)
		page := site.Origin + r.PermanentBase() + "/checks"
		if got.Address != page || got.Report.Address != site.Origin+r.PermanentBase() || got.Report.Version != r.ShortVersion() || len(got.Findings) != len(r.Findings) {
			t.Fatalf("%s: got address %s, report %+v, %d findings, want %s and %d", r.Base(), got.Address, got.Report, len(got.Findings), page, len(r.Findings))
		}
		want := map[string]int{}
		for outcome, n := range finding.Count(r.Findings) {
			want[wording.Outcome(outcome)] = n
		}
		if !reflect.DeepEqual(got.Outcomes, want) {
			t.Errorf("%s: got outcomes %v, want %v", r.Base(), got.Outcomes, want)
		}
		for i, g := range got.Findings {
			w := &r.Findings[i]
			if g.Key != w.Key || g.Family != string(w.Family) || g.Title != wording.Title(w) || g.Formula != wording.Formula(w) || g.Unit != w.Unit || g.Outcome != wording.Outcome(w.Outcome) ||
				g.Why != wording.Why(w) || g.Remark != w.Remark || g.Basis != w.Basis || g.File != w.File || g.Line != w.Line {
				t.Errorf("%s: got %+v, want %+v", w.Key, g, w)
			}
			if g.Computed != digitsOf(w.Computed) || g.Difference != digitsOf(w.Difference) {
				t.Errorf("%s: got result %q, difference %q, want the digits of %q, %q", w.Key, g.Computed, g.Difference, w.Computed, w.Difference)
			}
			if where := site.Origin + r.PermanentBase() + w.At().String(); g.Where != where || !strings.HasPrefix(g.Address, page+"#k-") {
				t.Errorf("%s: got it at %s, about %s, want at %s#k-…, about %s", w.Key, g.Address, g.Where, page, where)
			}
			if len(g.Operands) != len(w.Operands) || (g.Stated == nil) != (w.Stated.Place.What == "") {
				t.Errorf("%s: got %d figures against %v, want %d against %v", w.Key, len(g.Operands), g.Stated, len(w.Operands), w.Stated)
				continue
			}
			for k := range g.Operands {
				checkOperand(t, w.Key, r, g.Operands[k], w.Operands[k])
			}
			if g.Stated != nil {
				checkOperand(t, w.Key, r, *g.Stated, w.Stated)
			}
		}
		c, wantCoverage := got.Coverage, r.Coverage
		if c.Cells != wantCoverage.Cells || c.CellsCovered != wantCoverage.CellsCovered || c.Amounts != wantCoverage.Amounts || c.AmountsCovered != wantCoverage.AmountsCovered || len(c.Open) != len(wantCoverage.Open) {
			t.Fatalf("%s: got coverage %+v, want %+v", r.Base(), c, want)
		}
		for i, open := range c.Open {
			checkOperand(t, "open", r, open.wireOperand, wantCoverage.Open[i].Operand)
			if open.Why != wantCoverage.Open[i].Why {
				t.Errorf("%s: got why %q, want %q", open.Label, open.Why, wantCoverage.Open[i].Why)
			}
		}
	}
}

// digitsOf writes a figure as programs read it.
func digitsOf(figure string) string {
	digits := ""
	for _, c := range figure {
		switch {
		case c == '−':
			digits += "-"
		case c != ',' && c != '+':
			digits += string(c)
		}
	}
	return digits
}

func TestChecksCSV(t *testing.T) {
	for _, r := range reports(t) {
		content := string(write(t, func(w *bytes.Buffer) error { return site.ChecksCSV(w, r.Front, r.Result) }))
		text, marked := strings.CutPrefix(content, "\ufeff")
		if inPackage := unpacked(t, r)["lists/checks.csv"]; !marked || text != inPackage {
			t.Errorf("%s: got another file than that of the package behind a byte order mark", r.Base())
		}
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(records) != len(r.Findings)+1 {
			t.Fatalf("%s: got %d lines, error %v, want %d", r.Base(), len(records), err, len(r.Findings)+1)
		}
		for i, record := range records {
			for j, field := range record {
				if name := records[0][j]; i == 0 || name != "计算结果" && name != "差额" && name != "列示的数" { // numbers
					checkHarmless(t, field)
				}
			}
			if i == 0 {
				continue
			}
			w := &r.Findings[i-1]
			field := func(name string) string { return record[slices.Index(records[0], name)] }
			if field("计算结果") != digitsOf(w.Computed) || field("差额") != digitsOf(w.Difference) || field("结论") != wording.Outcome(w.Outcome) ||
				field("位置") != site.Origin+r.PermanentBase()+w.At().String() || !strings.HasPrefix(field("地址"), site.Origin+r.PermanentBase()+"/checks#k-") {
				t.Errorf("%s: got %q, want %+v", w.Key, record, w)
			}
		}
	}
}
