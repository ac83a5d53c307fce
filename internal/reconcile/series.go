package reconcile

import (
	"math/big"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
)

// series says that figures in a row never fall (or never rise).
type series struct {
	parts []*expression
	sign  string // ≤ or ≥
}

func (s series) figures(visit func(*figure)) {
	for _, part := range s.parts {
		part.Leaves(calc.Leaf, func(_ calc.Op, f *figure) { visit(f) })
	}
}

func (s series) judge(r *reading, f *finding.Finding) {
	var formula line
	var last *big.Rat
	var doubt finding.Doubt
	var words []string
	for i, e := range s.parts {
		value, _ := r.value(e)
		switch {
		case i == 0:
		case last != nil && value != nil && s.sign == "≤" && last.Cmp(value) > 0:
			formula.WriteString(" ≰ ")
		case last != nil && value != nil && s.sign == "≥" && last.Cmp(value) < 0:
			formula.WriteString(" ≱ ")
		default:
			formula.WriteString(" " + s.sign + " ")
		}
		last = value
		write(e, &formula, r, 0)
		e.Leaves(calc.Leaf, func(sign calc.Op, figure *figure) {
			f.Operands = append(f.Operands, figure.operand(r, sign.Text()))
			if doubt == "" {
				doubt, words = figure.uncertain(r)
			}
		})
	}
	f.Stated = f.Operands[len(f.Operands)-1]
	f.Operands = f.Operands[:len(f.Operands)-1]
	formula.set(f)
	f.Unit, f.Sign = unit(s.parts[len(s.parts)-1]), s.sign
	f.Outcome = finding.Agrees
	f.Reason.Claim = finding.NeverRises
	if s.sign == "≤" {
		f.Reason.Claim = finding.NeverFalls
	}
	for i := 1; i < len(s.parts) && f.Outcome != finding.Disagrees; i++ {
		s.step(r, f, s.parts[i-1], s.parts[i])
	}
	if doubt != "" {
		f.Outcome, f.Reason.Doubt, f.Reason.Words = finding.Unchecked, doubt, words
	}
}

// step judges two neighbours, and keeps what is worse.
func (s series) step(r *reading, f *finding.Finding, a, b *expression) {
	x, err := r.value(a)
	y, err2 := r.value(b)
	if err != nil || err2 != nil || x == nil || y == nil {
		f.Outcome, f.Reason.Doubt = finding.Unchecked, finding.BlankInRow
		return
	}
	outcome := equation{left: a, right: b, sign: s.sign}.outcome(r, x, y)
	if outcome == finding.Agrees || outcome == finding.Rounding && f.Outcome == finding.Unchecked {
		return
	}
	f.Outcome = outcome
	f.Computed = calc.Grouped(x, f.Unit, 0)
	f.Difference = calc.Signed(new(big.Rat).Sub(y, x), f.Unit, 0)
	f.Reason.Doubt, f.Reason.Words = "", []string{calc.Grouped(y, f.Unit, 0)}
	if outcome == finding.Unchecked {
		f.Reason.Doubt = finding.MaybeNought
	}
}
