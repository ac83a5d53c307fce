package reconcile

import (
	"math/big"
	"strings"

	"disclosure/internal/finding"
)

// series says that figures in a row never fall (or never rise).
type series struct {
	parts []*expression
	sign  string // ≤ or ≥
}

func (s series) figures(visit func(*figure)) {
	for _, part := range s.parts {
		part.leaves(leaf, func(_ operator, f *figure) { visit(f) })
	}
}

func (s series) judge(r *reading, f *finding.Finding) {
	var formula line
	reason := ""
	for i, e := range s.parts {
		if i > 0 {
			formula.WriteString(" " + s.sign + " ")
		}
		e.write(&formula, r, 0)
		e.leaves(leaf, func(sign operator, figure *figure) {
			f.Operands = append(f.Operands, figure.operand(r, signText(sign)))
			if reason == "" {
				reason = figure.uncertain()
			}
		})
	}
	f.Stated = f.Operands[len(f.Operands)-1]
	f.Operands = f.Operands[:len(f.Operands)-1]
	formula.set(f)
	f.Unit = s.parts[len(s.parts)-1].unit()
	f.Outcome = finding.Agrees
	f.Why = "各数依次" + map[string]string{"≤": "没有减少", "≥": "没有增加"}[s.sign] + "。"
	for i := 1; i < len(s.parts) && f.Outcome != finding.Disagrees; i++ {
		s.step(r, f, s.parts[i-1], s.parts[i])
	}
	if reason != "" {
		f.Outcome, f.Why = finding.Unchecked, reason+"，无法核对。"
	}
}

// step judges two neighbours, and keeps what is worse.
func (s series) step(r *reading, f *finding.Finding, a, b *expression) {
	x, err := a.value(r)
	y, err2 := b.value(r)
	if err != nil || err2 != nil || x == nil || y == nil {
		f.Outcome, f.Why = finding.Unchecked, "有一处空白，无法核对；空白不当作0。"
		return
	}
	outcome := equation{left: a, right: b, sign: s.sign}.outcome(r, x, y)
	if outcome == finding.Agrees || outcome == finding.Rounding && f.Outcome == finding.Unchecked {
		return
	}
	f.Outcome = outcome
	f.Computed = grouped(x, f.Unit, 0)
	f.Difference = signed(new(big.Rat).Sub(y, x), f.Unit, 0)
	f.Why = "前一处为" + withUnit(f.Computed, f.Unit, false) + "，后一处为" + withUnit(grouped(y, f.Unit, 0), f.Unit, false)
	if s.sign == "≤" {
		f.Why += "，反而减少"
	} else {
		f.Why += "，反而增加"
	}
	f.Why += withUnit(strings.TrimLeft(f.Difference, "+−"), f.Unit, true) + "。"
}
