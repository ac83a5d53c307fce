package calc

import (
	"errors"
	"math/big"
)

// Verdict is what comes of holding two expressions against each other.
type Verdict int

// The verdicts.
const (
	Holds    Verdict = iota // by the printed figures, or as the result rounds to the stated one
	Near                    // not by these, but by values that round to every one of them
	Cut                     // by cutting digits off a quotient, not by rounding it
	Fails                   // by no values that round to the printed figures
	Unjudged                // a division by what rounding may have made of nought
)

// Relation holds two expressions against each other by a sign: =, ≤ or ≥.
type Relation[F any] struct {
	Left, Right *Expr[F]
	Sign        string
	Unit        func(F) string
	Read        Reader[F]
}

// Judge judges the relation by the values of both sides, none of which may be nil.
func (q Relation[F]) Judge(computed, stated *big.Rat) Verdict {
	order := computed.Cmp(stated)
	switch {
	case order == 0, q.Sign == "≤" && order < 0, q.Sign == "≥" && order > 0:
		return Holds
	case q.Sign == "=" && q.Left.Op != Leaf && q.rounds(computed, stated):
		return Holds
	}
	fits, err := q.Fits()
	switch {
	case err != nil:
		return Unjudged
	case fits:
		return Near
	case q.Sign == "=" && q.Left.divides() && q.cut(computed, stated):
		return Cut
	}
	return Fails
}

// Fits tells whether values that round to the printed figures satisfy the relation. Where
// one figure is said to be another, neither is calculated with: both are results.
func (q Relation[F]) Fits() (bool, error) {
	a, err := q.Left.span(q.Unit, q.Read, q.Left.Op == Leaf)
	b, err2 := q.Right.span(q.Unit, q.Read, true)
	if err := errors.Join(err, err2); err != nil {
		return false, err
	}
	switch q.Sign {
	case "≤":
		return a.ReachesUp(b), nil
	case "≥":
		return b.ReachesUp(a), nil
	}
	return a.Meets(b), nil
}

// rounds tells whether the result of a calculation, rounded to the digits of the
// stated figure, is that figure: no such result agrees more.
func (q Relation[F]) rounds(computed, stated *big.Rat) bool {
	if q.Right.Op != Leaf {
		return false
	}
	n := q.Read(q.Right.Figure).Decimals
	return computed.FloatString(n) == stated.FloatString(n)
}

// cut tells whether a quotient whose further digits are cut off, not rounded, is the
// stated figure.
func (q Relation[F]) cut(computed, stated *big.Rat) bool {
	if q.Right.Op != Leaf {
		return false
	}
	last := new(big.Rat).SetFrac(big.NewInt(1), power(q.Read(q.Right.Figure).Decimals))
	rest := new(big.Rat).Sub(computed, stated)
	return rest.Sign() == stated.Sign() && rest.Abs(rest).Cmp(last) < 0
}
