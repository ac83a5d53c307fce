package reconcile

import (
	"strconv"
	"strings"

	"disclosure/internal/finding"
)

// fold marks the findings that say nothing of their own: sums of one, sums whose
// figures stand in another column of their table too, and relations that fail for the
// reason for which another fails.
func (rel relations) fold(findings []finding.Finding) {
	first := map[string]string{} // key of a sum, by its table and formula
	at := map[string]int{}
	for i := range findings {
		f := &findings[i]
		at[f.Key] = i
		if f.Outcome == finding.Agrees && isSum(f) && oneTerm(f) {
			f.Fold = finding.OneTerm
			continue
		}
		if f.Family != finding.Within {
			continue
		}
		same := strconv.Itoa(f.Stated.Ref.Number) + " " + f.Formula + " " + string(f.Outcome)
		if key, ok := first[same]; ok {
			f.Fold, f.Into = finding.SameFigures, key
			continue
		}
		first[same] = f.Key
	}
	for i := range findings {
		f := &findings[i]
		if lead, ok := at[key(rel.all[i].with)]; ok && f.Outcome != finding.Agrees && findings[lead].Outcome != finding.Agrees {
			f.Fold, f.Into = finding.SameReason, findings[lead].Key
		}
	}
}

// isSum tells a sum, be it of one.
func isSum(f *finding.Finding) bool {
	switch f.Says.Pattern {
	case finding.SumOfListed, finding.SumOfBelow, finding.SumOfRow:
		return true
	}
	return f.Reason.Claim == finding.Sum
}

// oneTerm tells whether at most one part of a sum is printed and not nought.
func oneTerm(f *finding.Finding) bool {
	terms := 0
	for _, o := range f.Operands {
		if strings.Trim(o.Value, "-0.") != "" {
			terms++
		}
	}
	return terms < 2
}
