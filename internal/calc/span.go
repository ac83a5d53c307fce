package calc

import (
	"math/big"
	"strings"
)

// Span is the set of values that a printed figure, or what is calculated from
// printed figures, may stand for: all numbers between two bounds.
type Span struct{ lo, hi bound }

// bound is an end of a Span. An open one is not itself in the span.
type bound struct {
	at   *big.Rat
	open bool
}

// Exactly is the span of one value.
func Exactly(v *big.Rat) Span { return Span{bound{at: v}, bound{at: v}} }

// Rounded is the span of the values that are printed as v with so many
// decimals: half a unit of the last digit to either side, where halves are
// rounded away from zero. So no value is printed as 67.67 and as 67.68.
func Rounded(v *big.Rat, decimals int) Span {
	half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Mul(big.NewInt(2), power(decimals)))
	lo, hi := new(big.Rat).Sub(v, half), new(big.Rat).Add(v, half)
	return Span{bound{lo, v.Sign() <= 0}, bound{hi, v.Sign() >= 0}}
}

// power is ten to the n.
func power(n int) *big.Int {
	if n < len(powers) {
		return powers[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// powers are the powers of ten that figures have mostly.
var powers = func() (all [mostDecimals + 1]*big.Int) {
	for n := range all {
		all[n] = new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	}
	return all
}()

func (a Span) Plus(b Span) Span {
	return Span{
		bound{new(big.Rat).Add(a.lo.at, b.lo.at), a.lo.open || b.lo.open},
		bound{new(big.Rat).Add(a.hi.at, b.hi.at), a.hi.open || b.hi.open},
	}
}

func (a Span) Minus(b Span) Span {
	negative := Span{bound{new(big.Rat).Neg(b.hi.at), b.hi.open}, bound{new(big.Rat).Neg(b.lo.at), b.lo.open}}
	return a.Plus(negative)
}

// Times is the span of all products: its bounds are among the products of the
// bounds.
func (a Span) Times(b Span) Span {
	var s Span
	for i, x := range []bound{a.lo, a.hi} {
		for j, y := range []bound{b.lo, b.hi} {
			p := bound{new(big.Rat).Mul(x.at, y.at), (x.open || y.open) && !x.nought() && !y.nought()}
			if first := i+j == 0; first {
				s = Span{p, p}
				continue
			}
			if c := p.at.Cmp(s.lo.at); c < 0 || c == 0 && !p.open {
				s.lo = p
			}
			if c := p.at.Cmp(s.hi.at); c > 0 || c == 0 && !p.open {
				s.hi = p
			}
		}
	}
	return s
}

// nought tells whether b is a nought inside its span: its product with anything
// is in the span of products, however open the other bound is.
func (b bound) nought() bool { return !b.open && b.at.Sign() == 0 }

// Over is the span of all quotients; ok is false where the divisor may be
// nought.
func (a Span) Over(b Span) (s Span, ok bool) {
	if b.lo.at.Sign() <= 0 && b.hi.at.Sign() >= 0 {
		return Span{}, false
	}
	inverse := Span{bound{new(big.Rat).Inv(b.hi.at), b.hi.open}, bound{new(big.Rat).Inv(b.lo.at), b.lo.open}}
	return a.Times(inverse), true
}

// Meets tells whether the spans have a value in common.
func (a Span) Meets(b Span) bool { return a.ReachesUp(b) && b.ReachesUp(a) }

// ReachesUp tells whether a value of a is not above a value of b.
func (a Span) ReachesUp(b Span) bool {
	c := a.lo.at.Cmp(b.hi.at)
	return c < 0 || c == 0 && !a.lo.open && !b.hi.open
}

// Around is what a figure that is said to be about so much may stand for: half a unit
// of its last digit that is not nought to either side.
func Around(v *big.Rat, decimals int) Span {
	digits := strings.ReplaceAll(v.FloatString(decimals), ".", "")
	last := decimals - (len(digits) - len(strings.TrimRight(digits, "0")))
	unit := new(big.Rat).SetFrac(big.NewInt(1), power(max(0, last)))
	if last < 0 {
		unit.SetInt(power(-last))
	}
	half := unit.Quo(unit, big.NewRat(2, 1))
	return Span{bound{at: new(big.Rat).Sub(v, half)}, bound{at: new(big.Rat).Add(v, half)}}
}
