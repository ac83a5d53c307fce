package reconcile

import (
	"cmp"
	"errors"
	"math/big"
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// expression is a calculation with figures: a figure, or two expressions and
// what joins them, or a definition by its name.
type expression struct {
	figure *figure // leaf
	round  bool    // the figure is rounded to what it prints, though that is a whole number

	op          operator
	left, right *expression // right is nil for a conversion and a name
	name        string      // of a definition; left is what it stands for
}

type operator rune

const (
	leaf    operator = 0
	add     operator = '+'
	sub     operator = '−'
	mul     operator = '×'
	div     operator = '÷'
	convert operator = '万' // of money, to the unit that is the name
	named   operator = '='
)

func of(f *figure) *expression { return &expression{figure: f} }

// sum adds figures up.
func sum(figures []*figure) *expression {
	e := of(figures[0])
	for _, f := range figures[1:] {
		e = &expression{op: add, left: e, right: of(f)}
	}
	return e
}

// roundedSum adds figures of a table up to a total. Where some of them print digits
// after the point, those that print none are rounded, too; nought is nought.
func roundedSum(r *reading, figures []*figure, total *figure) *expression {
	e := sum(figures)
	mixed := slices.ContainsFunc(append([]*figure{total}, figures...), func(f *figure) bool { return f.read(r).decimals > 0 })
	for at := e; mixed && at != nil; at = at.left {
		for _, node := range []*expression{at, at.right} {
			if node == nil || node.op != leaf {
				continue
			}
			p := node.figure.read(r)
			node.round = p.value != nil && p.decimals == 0 && p.value.Sign() != 0
		}
	}
	return e
}

// loose is the expression with its figures that are said to be about so much read as
// widely as that allows.
func (e *expression) loose() *expression {
	if e == nil {
		return nil
	}
	wide := *e
	if wide.figure != nil && wide.figure.about != "" {
		f := *wide.figure
		f.loose = true
		wide.figure = &f
	}
	wide.left, wide.right = e.left.loose(), e.right.loose()
	return &wide
}

// leaves calls visit for every figure with the operation before it.
func (e *expression) leaves(sign operator, visit func(operator, *figure)) {
	switch e.op {
	case leaf:
		visit(sign, e.figure)
	case convert, named:
		e.left.leaves(sign, visit)
	default:
		e.left.leaves(sign, visit)
		e.right.leaves(e.op, visit)
	}
}

// single is the one figure that the expression states, if only in another
// unit; nil where it calculates.
func (e *expression) single() *figure {
	switch e.op {
	case leaf:
		return e.figure
	case convert, named:
		return e.left.single()
	}
	return nil
}

// divides tells whether the result is a quotient or an amount in another unit, which
// as a rule cannot be printed with all their digits.
func (e *expression) divides() bool {
	if e == nil || e.op == leaf {
		return false
	}
	return e.op == div || e.op == convert || e.left.divides() || e.right.divides()
}

// The reasons why an expression has no value.
var (
	errNought = errors.New("a division by nought")
	errVague  = errors.New("a division by what may be nought")
)

// value calculates with the printed figures. A nil value is a blank: an
// expression all of whose summands are blank, or that multiplies one. A single
// blank summand contributes nothing.
func (e *expression) value(r *reading) (*big.Rat, error) {
	switch e.op {
	case leaf:
		return e.figure.read(r).value, nil
	case named:
		return e.left.value(r)
	}
	a, err := e.left.value(r)
	if err != nil {
		return nil, err
	}
	if e.op == convert {
		if a == nil {
			return nil, nil
		}
		return new(big.Rat).Quo(a, e.ratio()), nil
	}
	b, err := e.right.value(r)
	if err != nil {
		return nil, err
	}
	if a == nil && b == nil || (e.op == mul || e.op == div) && (a == nil || b == nil) {
		return nil, nil
	}
	if a == nil {
		a = new(big.Rat)
	}
	if b == nil {
		b = new(big.Rat)
	}
	switch e.op {
	case add:
		return new(big.Rat).Add(a, b), nil
	case sub:
		return new(big.Rat).Sub(a, b), nil
	case mul:
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
func (e *expression) span(r *reading, result bool) (span, error) {
	switch e.op {
	case leaf:
		p := e.figure.read(r)
		if p.value == nil {
			return exactly(new(big.Rat)), nil
		}
		return e.figure.span(p, result || e.round), nil
	case named:
		return e.left.span(r, result)
	}
	a, err := e.left.span(r, false)
	if err != nil {
		return span{}, err
	}
	if e.op == convert {
		s, _ := a.over(exactly(e.ratio()))
		return s, nil
	}
	b, err := e.right.span(r, false)
	if err != nil {
		return span{}, err
	}
	switch e.op {
	case add:
		return a.plus(b), nil
	case sub:
		return a.minus(b), nil
	case mul:
		return a.times(b), nil
	}
	s, ok := a.over(b)
	if !ok {
		return span{}, errVague
	}
	return s, nil
}

// ratio is how many of the unit that a conversion starts from make one of the unit
// that it leads to: 10,000 from 元 to 万元.
func (e *expression) ratio() *big.Rat {
	powers := report.MoneyUnit(e.name).Power() - report.MoneyUnit(e.left.unit()).Power()
	ratio := new(big.Rat).SetInt(power(int(max(powers, -powers))))
	if powers < 0 {
		ratio.Inv(ratio)
	}
	return ratio
}

// line is a formula on its way to being text.
type line struct {
	strings.Builder
	figures []finding.Stretch // where they stand, in their order
}

// figure writes a published figure, "" for a blank.
func (l *line) figure(text string) {
	text = cmp.Or(text, finding.Blank)
	from := l.Len()
	l.WriteString(text)
	l.figures = append(l.figures, finding.Stretch{Start: from, End: l.Len()})
}

// set gives a finding its formula, and its figures their places in it. The
// figures of the formula are the operands in their order, and then what is
// stated, if that is one figure.
func (l *line) set(f *finding.Finding) {
	f.Formula = l.String()
	for i, at := range l.figures {
		if i < len(f.Operands) {
			f.Operands[i].InFormula = at
		} else {
			f.Stated.InFormula = at
		}
	}
}

// formula writes the expression with the published figures.
func (e *expression) formula(r *reading) string {
	var b line
	e.write(&b, r, 0)
	return b.String()
}

// write puts brackets where an expression stands inside one that binds closer.
func (e *expression) write(b *line, r *reading, binding int) {
	switch e.op {
	case leaf:
		b.figure(e.figure.shown(r))
		return
	case convert:
		if v, err := e.left.value(r); e.left.op == leaf && err == nil && v != nil && v.Sign() == 0 {
			e.left.write(b, r, 0) // nought is nought in every unit
			return
		}
		b.WriteString("（")
		e.left.write(b, r, 0)
		if ratio := e.ratio(); ratio.IsInt() {
			b.WriteString("）÷ " + grouped(ratio, "", 0))
		} else {
			b.WriteString("）× " + grouped(new(big.Rat).Inv(ratio), "", 0))
		}
		return
	case named:
		b.WriteString(e.name + "（")
		e.left.write(b, r, 0)
		if v, err := e.left.value(r); v != nil && err == nil {
			b.WriteString(" = " + grouped(v, e.left.unit(), 0))
		}
		b.WriteString("）")
		return
	}
	own, right := 1, 1
	switch e.op {
	case sub:
		right = 2
	case mul:
		own, right = 2, 2
	case div:
		own, right = 2, 3
	}
	if own < binding {
		b.WriteString("（")
		defer b.WriteString("）")
	}
	e.left.write(b, r, own)
	b.WriteString(" " + string(e.op) + " ")
	e.right.write(b, r, right)
}
