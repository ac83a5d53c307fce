package search

import (
	"slices"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// checks returns the page of the checks, and those relations that do not simply
// agree.
func checks(r finding.Checked) []place {
	if len(r.Findings) == 0 {
		return nil
	}
	page := report.Ref{Part: report.ChecksPart}
	counts := finding.Count(r.Findings)
	all := []place{{ref: page, shown: shown{Text: report.ChecksPart.Name()}, names: []string{report.ChecksPart.Name(), report.ChecksPart.ShortName(), "勾稽核对"}, body: []string{"勾稽关系"}}}
	for _, f := range r.Findings {
		if f.Outcome == finding.Agrees || f.Fold != "" {
			continue
		}
		p := place{ref: page.Check(f.Key), shown: shown{Where: []string{report.ChecksPart.Name()}, Finding: &f}}
		p.body = []string{wording.Outcome(f.Outcome), wording.Title(&f), wording.Why(&f)}
		p.says(f.Remark)
		for _, o := range append(slices.Clone(f.Operands), f.Stated, finding.Operand{Value: f.Computed, Unit: f.Unit}) {
			if value, err := decimal.NewFromString(o.Value); err == nil {
				p.amount(value, o.Unit)
			}
		}
		all = append(all, p)
	}
	for _, outcome := range []finding.Outcome{finding.Disagrees, finding.Rounding, finding.Unchecked} {
		if counts[outcome] > 0 {
			all[0].body = append(all[0].body, wording.Outcome(outcome))
		}
	}
	return all
}

// worded is s in words.
func (s shown) worded(anchor string) shown {
	f := s.Finding
	if f == nil {
		return s
	}
	s.Path, s.Text = []string{wording.Outcome(f.Outcome), wording.Title(f)}, wording.Formula(f)
	if f.Computed != "" { // what a reader who adds up comes to
		s.Facts = []fact{
			{Anchor: anchor, Name: []string{"算得"}, Text: f.Computed, Unit: f.Unit, Amount: true},
			{Anchor: anchor, Name: []string{"差额"}, Text: f.Difference, Unit: f.Unit},
		}
	}
	return s
}
