// Package calc calculates exactly with printed figures: what they come to, what they
// may stand for when each is rounded (span.go), in which unit (unit.go), and whether
// rounding explains a difference (judge.go). It knows no report, but the list of units
// of money. Figures are whatever its callers read numbers from.
package calc

import (
	"errors"
	"fmt"
	"math/big"

	"disclosure/internal/report"
)

// Number is a printed figure as it is calculated with.
type Number struct {
	Value    *big.Rat // nil for a blank, and for what has no value
	Decimals int      // that it prints; of a percentage, counted on its value
	Exact    bool     // it was not printed, so that it has no last digit to be rounded
	Loose    bool     // it is said to be about so much
}

// span is what the number may stand for. A number in a calculation is exact when it is
// printed as a whole; a result is rounded always.
func (n Number) span(result bool) Span {
	switch {
	case n.Loose:
		return Around(n.Value, n.Decimals)
	case n.Exact || n.Decimals == 0 && !result:
		return Exactly(n.Value)
	}
	return Rounded(n.Value, n.Decimals)
}

// Expr is a calculation with figures: a figure, or two expressions and what joins them,
// or a definition by its name.
type Expr[F any] struct {
	Figure F    // of a Leaf
	Round  bool // the figure is rounded to what it prints, though that is a whole number

	Op          Op
	Left, Right *Expr[F] // Right is nil for a Convert and a Named
	Name        string   // of a definition, for which Left stands; of the unit to which is converted
}

// Op is what an expression does.
type Op rune

// The operations. Text shows those that stand between figures.
const (
	Leaf    Op = 0
	Add     Op = '+'
	Sub     Op = '−'
	Mul     Op = '×'
	Div     Op = '÷'
	Convert Op = '万' // of money, to the unit that is the Name
	Named   Op = '='
)

// Text is how an operation is written, "" for a figure alone.
func (op Op) Text() string {
	if op == Leaf {
		return ""
	}
	return string(op)
}

// Reader reads the number that a figure states.
type Reader[F any] func(F) Number

// Leaves calls visit for every figure with the operation before it.
func (e *Expr[F]) Leaves(sign Op, visit func(Op, F)) {
	switch e.Op {
	case Leaf:
		visit(sign, e.Figure)
	case Convert, Named:
		e.Left.Leaves(sign, visit)
	default:
		e.Left.Leaves(sign, visit)
		e.Right.Leaves(e.Op, visit)
	}
}

// Single is the one figure that the expression states, if only in another unit; ok is
// false where it calculates.
func (e *Expr[F]) Single() (f F, ok bool) {
	switch e.Op {
	case Leaf:
		return e.Figure, true
	case Convert, Named:
		return e.Left.Single()
	}
	return f, false
}

// Adds tells whether the expression is a plain sum.
func (e *Expr[F]) Adds() bool {
	return e.Op == Leaf || e.Op == Add && e.Left.Adds() && e.Right.Adds()
}

// divides tells whether the result is a quotient or an amount in another unit, which
// as a rule cannot be printed with all their digits.
func (e *Expr[F]) divides() bool {
	if e == nil || e.Op == Leaf {
		return false
	}
	return e.Op == Div || e.Op == Convert || e.Left.divides() || e.Right.divides()
}

// The reasons why an expression has no value.
var (
	errNought = errors.New("a division by nought")
	errVague  = errors.New("a division by what may be nought")
)

// Value calculates with the printed figures. A nil value is a blank: an
// expression all of whose summands are blank, or that multiplies one. A single
// blank summand contributes nothing. The error is a division by nought.
func (e *Expr[F]) Value(unit func(F) string, read Reader[F]) (*big.Rat, error) {
	switch e.Op {
	case Leaf:
		return read(e.Figure).Value, nil
	case Named:
		return e.Left.Value(unit, read)
	}
	a, err := e.Left.Value(unit, read)
	if err != nil {
		return nil, err
	}
	if e.Op == Convert {
		if a == nil {
			return nil, nil
		}
		return new(big.Rat).Quo(a, e.Ratio(unit)), nil
	}
	b, err := e.Right.Value(unit, read)
	if err != nil {
		return nil, err
	}
	if a == nil && b == nil || (e.Op == Mul || e.Op == Div) && (a == nil || b == nil) {
		return nil, nil
	}
	if a == nil {
		a = new(big.Rat)
	}
	if b == nil {
		b = new(big.Rat)
	}
	switch e.Op {
	case Add:
		return new(big.Rat).Add(a, b), nil
	case Sub:
		return new(big.Rat).Sub(a, b), nil
	case Mul:
		return new(big.Rat).Mul(a, b), nil
	}
	if b.Sign() == 0 {
		return nil, errNought
	}
	return new(big.Rat).Quo(a, b), nil
}

// span calculates with everything that the printed figures may stand for. A
// figure that occurs twice is taken as two; the span may so be wider than need
// be, never narrower. It is only asked for expressions that have a value.
func (e *Expr[F]) span(unit func(F) string, read Reader[F], result bool) (Span, error) {
	switch e.Op {
	case Leaf:
		n := read(e.Figure)
		if n.Value == nil {
			return Exactly(new(big.Rat)), nil
		}
		return n.span(result || e.Round), nil
	case Named:
		return e.Left.span(unit, read, result)
	}
	a, err := e.Left.span(unit, read, false)
	if err != nil {
		return Span{}, err
	}
	if e.Op == Convert {
		s, _ := a.Over(Exactly(e.Ratio(unit)))
		return s, nil
	}
	b, err := e.Right.span(unit, read, false)
	if err != nil {
		return Span{}, err
	}
	switch e.Op {
	case Add:
		return a.Plus(b), nil
	case Sub:
		return a.Minus(b), nil
	case Mul:
		return a.Times(b), nil
	}
	s, ok := a.Over(b)
	if !ok {
		return Span{}, errVague
	}
	return s, nil
}

// Ratio is how many of the unit that a Convert starts from make one of the unit that it
// leads to: 10,000 from 元 to 万元.
func (e *Expr[F]) Ratio(unit func(F) string) *big.Rat {
	from, _ := e.Left.Unit(unit) // checked when the expression was made
	powers := report.MoneyUnit(e.Name).Power() - report.MoneyUnit(from).Power()
	ratio := new(big.Rat).SetInt(power(int(max(powers, -powers))))
	if powers < 0 {
		ratio.Inv(ratio)
	}
	return ratio
}

// Unit returns the unit of an expression, or says why it makes no sense.
func (e *Expr[F]) Unit(unit func(F) string) (string, error) {
	switch e.Op {
	case Leaf:
		return unit(e.Figure), nil
	case Named:
		return e.Left.Unit(unit)
	}
	a, err := e.Left.Unit(unit)
	if err != nil {
		return "", err
	}
	if e.Op == Convert {
		if !report.IsMoney(a) || a == e.Name {
			return "", fmt.Errorf("%s(…) converts from another unit of money, but here stands %s: remove it", e.Name, nameOf(a))
		}
		return e.Name, nil
	}
	b, err := e.Right.Unit(unit)
	if err != nil {
		return "", err
	}
	if e.Op == Add || e.Op == Sub {
		return CommonUnit(a, b)
	}
	return product(e.Op, a, b)
}
