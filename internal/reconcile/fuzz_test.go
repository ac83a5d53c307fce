package reconcile_test

import (
	"bytes"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

// FuzzRelations declares anything of the planted report. It is refused with a
// line of the file and what to do, or every finding says what a reader needs,
// and figures that disagree differ.
func FuzzRelations(f *testing.F) {
	all := files(f)
	const name = planted + "/" + source.RelationsFile
	own := all[name].Data
	f.Add(own)
	for _, block := range bytes.Split(own, []byte("\n\n")) {
		f.Add(append(block, '\n'))
	}
	f.Add([]byte(rule("部分 2 段 2", "「102.00万元」 = 1 / 3")))
	r, err := source.Load(all, planted)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, relations []byte) {
		fsys := fstest.MapFS{"forms/small.toml": all["forms/small.toml"], name: {Data: relations}}
		result, err := reconcile.Reconcile(fsys, fsys, r)
		if err != nil {
			found := refusals(err)
			if len(found) == 0 {
				t.Fatalf("refused without a line: %v", err)
			}
			for _, e := range found {
				file := fsys[e.File]
				if file == nil || e.Line < 1 || e.Line > bytes.Count(file.Data, []byte("\n"))+1 || !strings.ContainsAny(e.Message, ":;") {
					t.Errorf("got %v, want a line of the file and what to do", e)
				}
			}
			return
		}
		checkResult(t, r, result)
	})
}

// FuzzFigures reconciles the planted report with any text in a paragraph, as
// nothing about it is declared: what follows from structure is judged, and
// every amount of the text is counted.
func FuzzFigures(f *testing.F) {
	fsys := os.DirFS("testdata/planted")
	r, err := source.Load(fsys, planted)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range r.Sections {
		for _, b := range s.Blocks {
			f.Add(b.Text, "1,234.50")
		}
	}
	f.Add("约−5万元（下降3.1%），合约２元，1万2元", "0")
	f.Fuzz(func(t *testing.T, text, figure string) {
		value, err := report.ParseAmount(figure)
		if err != nil {
			return
		}
		changed := *r
		changed.Sections = append([]report.Section{}, r.Sections...)
		changed.Sections[0].Blocks = []report.Block{{Number: 1, Text: text}}
		changed.Tables = append([]report.Table{}, r.Tables...)
		changed.Tables[0].Rows = append([]report.Row{}, r.Tables[0].Rows...)
		row := &changed.Tables[0].Rows[0]
		row.Cells = append([]report.Cell{}, row.Cells...)
		for j, c := range row.Cells {
			if c.Value.Valid {
				row.Cells[j].Text, row.Cells[j].Value.Decimal = figure, value
			}
		}
		result, err := reconcile.Reconcile(fstest.MapFS{}, fstest.MapFS{}, &changed)
		if err != nil {
			t.Fatal(err)
		}
		checkResult(t, &changed, result)
		mentions, bound := 0, 0 // in the text, by no relation and by one
		for _, f := range result.Findings {
			if strings.HasPrefix(f.Key, "said.") && f.Stated.Ref.Number == 1 {
				bound++
			}
		}
		for _, o := range result.Coverage.Open {
			if o.Ref.Part == report.SectionPart && o.Ref.Number == 1 && o.Money {
				mentions++
				if o.Start < 0 || o.End <= o.Start || o.End > len(text) || !strings.Contains(text, o.Text) {
					t.Errorf("%q: got %+v, want an amount in the text", text, o)
				}
			}
		}
		if want := len(report.Mentions(text)); bound == 0 && mentions < want {
			t.Errorf("%q: got %d amounts, want %d at least", text, mentions, want)
		}
	})
}

func checkResult(t *testing.T, r *report.Report, result finding.Result) {
	t.Helper()
	keys := map[string]bool{}
	for _, f := range result.Findings {
		if f.Key == "" || keys[f.Key] || strings.ContainsAny(f.Key, " \t\n") || wording.Title(&f) == "" || wording.Why(&f) == "" || wording.Family(f.Family) == "" {
			t.Errorf("got finding %+v, want a key of its own, a title and why", f)
		}
		keys[f.Key] = true
		difference, ok := new(big.Rat).SetString(strings.NewReplacer("−", "-", ",", "").Replace(f.Difference))
		switch {
		case !slices.Contains([]finding.Outcome{finding.Agrees, finding.Rounding, finding.Disagrees, finding.Unchecked}, f.Outcome):
			t.Errorf("%s: got outcome %q", f.Key, f.Outcome)
		case f.Difference != "" && !ok:
			t.Errorf("%s: got difference %q, want a number", f.Key, f.Difference)
		case f.Outcome == finding.Disagrees && f.Difference != "" && difference.Sign() == 0:
			t.Errorf("%s: got no difference between figures that disagree", f.Key)
		}
	}
	c := result.Coverage
	if c.CellsCovered > c.Cells || c.AmountsCovered > c.Amounts || len(c.Open) != c.Cells-c.CellsCovered+c.Amounts-c.AmountsCovered+c.Others-c.OthersCovered {
		t.Errorf("got coverage %d of %d, %d of %d and %d open", c.CellsCovered, c.Cells, c.AmountsCovered, c.Amounts, len(c.Open))
	}
}
