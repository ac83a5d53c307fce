package reconcile

import (
	"cmp"
	"errors"
	"math/big"
	"slices"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
)

// relation is what ought to hold in a report.
type relation struct {
	key     string
	family  finding.Family
	says    finding.Statement
	basis   string
	remark  string
	with    string // key of the relation that fails for the same reason, "" for none
	doubt   string // what the report leaves open, "" for nothing
	file    string
	line    int
	where   []any  // in its file, of a declared one
	matched bool   // it follows from a [[match]]
	seek    string // text by which the line is found, of a relation that is not declared
	rule    rule
}

// rule is how a relation is checked.
type rule interface {
	// judge fills in formula, operands, outcome and reason of a finding.
	judge(r *reading, f *finding.Finding)
	// figures visits what the rule holds against one another; nothing where it
	// is about words.
	figures(visit func(*figure))
}

// equation says that a calculation gives a stated result, or does not go
// beyond it.
type equation struct {
	left, right *expression
	sign        string // =, ≤ or ≥
}

// equal holds a calculation against a single figure, wherever that stands.
func equal(left, right *expression) equation {
	if left.Op == calc.Leaf && right.Op != calc.Leaf {
		left, right = right, left
	}
	return equation{left: left, right: right, sign: "="}
}

func (q equation) figures(visit func(*figure)) {
	for _, side := range []*expression{q.left, q.right} {
		side.Leaves(calc.Leaf, func(_ calc.Op, f *figure) { visit(f) })
	}
}

func (q equation) judge(r *reading, f *finding.Finding) {
	f.Reason.Claim, f.Sign = q.claim(), q.sign
	q.left.Leaves(calc.Leaf, func(sign calc.Op, figure *figure) {
		f.Operands = append(f.Operands, figure.operand(r, sign.Text()))
	})
	if q.right.Op == calc.Leaf {
		f.Stated = q.right.Figure.operand(r, "")
	} else {
		f.Stated.Place.What = finding.RightSide
		q.right.Leaves(calc.Leaf, func(sign calc.Op, figure *figure) {
			o := figure.operand(r, sign.Text())
			if sign == calc.Leaf {
				o.Sign = q.sign
			}
			f.Operands = append(f.Operands, o)
		})
	}
	f.Unit = unit(q.right)
	q.conclude(r, f)
	q.formula(r, f)
}

// conclude judges the printed figures and the doubts about them.
func (q equation) conclude(r *reading, f *finding.Finding) {
	if f.Reason.Claim == finding.Something {
		q.something(r, f)
		return
	}
	doubt, words := q.uncertain(r)
	if doubt == finding.Unread { // nothing of it can be calculated
		f.Outcome, f.Reason.Doubt, f.Reason.Words = finding.Unchecked, doubt, words
		return
	}
	q.compare(r, f)
	if f.Outcome != finding.Agrees && q.sign == "=" && q.floor() {
		f.Outcome, f.Reason.Doubt = finding.Unchecked, finding.Floor
	}
	if doubt == "" {
		return
	}
	if f.Reason.Doubt == "" && doubt == finding.About {
		f.Outcome = q.about(r, f.Outcome)
	} else {
		f.Outcome = finding.Unchecked
	}
	f.Reason.Doubt, f.Reason.Words = doubt, words
}

// something holds a figure against words that say that there is more than nought.
func (q equation) something(r *reading, f *finding.Finding) {
	value := q.left.Figure.read(r).value
	switch {
	case value != nil && value.Sign() != 0:
		f.Outcome = finding.Agrees
	case value != nil || r.decidedNought(q.left.Figure):
		f.Outcome = finding.Disagrees
	default:
		f.Outcome, f.Reason.Doubt = finding.Unchecked, finding.BlankOne
	}
}

// floor tells whether one of two figures is printed as a bound that the other keeps to:
// 100% beside ≥98%.
func (q equation) floor() bool {
	a, b := single(q.left), single(q.right)
	return a != nil && b != nil && a.value != nil && b.value != nil && oneBound(a, b) && (a.keeps(b) || b.keeps(a))
}

// oneBound tells whether one of two figures is printed as a bound, and the other is not.
func oneBound(a, b *figure) bool { return (a.bound == "") != (b.bound == "") }

// keeps tells whether the figure keeps to the bound that another is printed as.
func (f *figure) keeps(other *figure) bool {
	order := f.value.Cmp(other.value)
	switch other.bound {
	case "≥", ">", "＞":
		return order > 0
	case "≤", "<", "＜":
		return order < 0
	}
	return false
}

// cannotFail tells whether a limit of two printed figures holds whatever the larger one
// is: nought is not more than any amount.
func (q equation) cannotFail(r *reading) bool {
	small, large := q.left, q.right
	if q.sign == "≥" {
		small, large = large, small
	}
	if q.sign == "=" || small.Op != calc.Leaf || large.Op != calc.Leaf {
		return false
	}
	a, b := small.Figure.read(r).value, large.Figure.read(r).value
	return a != nil && a.Sign() == 0 && (b == nil || b.Sign() >= 0)
}

// about is the outcome of an equation with figures that are said to be about so much,
// given that of the printed ones. What agrees, agrees; what does not is judged where no
// reading of them closes the gap: about 62 is read as 61.5 to 62.5, about 160 as 155 to
// 165. A figure that is said to be more or less than so much has no such bounds.
func (q equation) about(r *reading, printed finding.Outcome) finding.Outcome {
	if printed != finding.Disagrees {
		return printed
	}
	bounded := true
	for _, e := range []*expression{q.left, q.right} {
		e.Leaves(calc.Leaf, func(_ calc.Op, f *figure) {
			bounded = bounded && (f.about == "" || slices.Contains(aroundWords, f.about))
		})
	}
	wide := q.relation(r)
	wide.Left, wide.Right = loose(q.left), loose(q.right)
	fits, err := wide.Fits()
	if !bounded || err != nil || fits {
		return finding.Unchecked
	}
	return finding.Disagrees
}

// relation is the equation as it is judged.
func (q equation) relation(r *reading) calc.Relation[*figure] {
	return calc.Relation[*figure]{Left: q.left, Right: q.right, Sign: q.sign, Unit: unitOf, Read: r.number}
}

// aroundWords say that a figure may be less or more than it is printed.
var aroundWords = []string{"约", "大约", "大概", "左右", "上下"}

// compare calculates, and judges by the values alone.
func (q equation) compare(r *reading, f *finding.Finding) {
	computed, err := r.value(q.left)
	stated, err2 := r.value(q.right)
	if err = errors.Join(err, err2); err != nil {
		f.Outcome, f.Reason.Doubt = finding.Unchecked, finding.ByNought
		return
	}
	if computed == nil || stated == nil {
		if !q.decided(r) {
			f.Outcome, f.Reason.Doubt = finding.Unchecked, q.blank(computed == nil, stated == nil)
			return
		}
		f.Reason.Doubt = finding.BlankDecided
		computed, stated = cmp.Or(computed, zero), cmp.Or(stated, zero)
	}
	least := q.decimals(r)
	f.Computed = calc.Grouped(computed, f.Unit, least)
	if q.left.Op == calc.Leaf {
		f.Computed = calc.Grouped(computed, f.Unit, q.left.Figure.read(r).decimals)
	}
	f.Difference = calc.Signed(new(big.Rat).Sub(computed, stated), f.Unit, least)
	if q.right.Op != calc.Leaf {
		f.Stated.Text, f.Stated.Value, f.Stated.Unit = calc.Grouped(stated, f.Unit, 0), calc.Plain(stated, f.Unit, 0), f.Unit
	}
	verdict := q.relation(r).Judge(computed, stated)
	f.Outcome, f.Reason.Cut = verdicts[verdict], verdict == calc.Cut
	if f.Outcome == finding.Unchecked {
		f.Reason.Doubt = finding.MaybeNought
	}
}

// decided tells whether the sums of their tables decide all blanks of the equation.
func (q equation) decided(r *reading) bool {
	all := true
	for _, e := range []*expression{q.left, q.right} {
		e.Leaves(calc.Leaf, func(sign calc.Op, f *figure) {
			if f.read(r).value == nil {
				all = all && sign != calc.Div && r.decidedNought(f)
			}
		})
	}
	return all
}

// claim is what the equation says of its figures.
func (q equation) claim() finding.Claim {
	switch {
	case q.right.Op == calc.Leaf && q.right.Figure.exact && q.right.Figure.end > 0: // words that say nought
		return finding.Nought
	case q.right.Op == calc.Leaf && q.right.Figure.some:
		return finding.Something
	case q.sign == "≤":
		return finding.AtMost
	case q.sign == "≥":
		return finding.AtLeast
	case q.left.Op == calc.Leaf:
		return finding.Same
	case q.left.Adds():
		return finding.Sum
	}
	return finding.Calculated
}

// blank tells which side has no figures.
func (q equation) blank(left, right bool) finding.Doubt {
	switch {
	case left && right:
		return finding.BlankBoth
	case left && q.left.Op != calc.Leaf:
		return finding.BlankParts
	case left:
		return finding.BlankOne
	}
	return finding.BlankResult
}

// verdicts are the outcomes of what is calculated.
var verdicts = map[calc.Verdict]finding.Outcome{
	calc.Holds: finding.Agrees, calc.Near: finding.Rounding, calc.Cut: finding.Rounding, calc.Fails: finding.Disagrees, calc.Unjudged: finding.Unchecked,
}

// outcome judges the values of both sides.
func (q equation) outcome(r *reading, computed, stated *big.Rat) finding.Outcome {
	return verdicts[q.relation(r).Judge(computed, stated)]
}

// decimals is how many the result is shown with at least: those of the stated
// figure.
func (q equation) decimals(r *reading) int {
	if q.right.Op == calc.Leaf {
		return q.right.Figure.read(r).decimals
	}
	return 0
}
