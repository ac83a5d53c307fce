package reconcile

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// expression is a calculation with figures of a report.
type expression = calc.Expr[*figure]

func of(f *figure) *expression { return &expression{Figure: f} }

func unitOf(f *figure) string { return f.unit }

// unit is that of an expression that was checked.
func unit(e *expression) string {
	unit, _ := e.Unit(unitOf)
	return unit
}

// value is what an expression comes to in r.
func (r *reading) value(e *expression) (*big.Rat, error) { return e.Value(unitOf, r.number) }

// sum adds figures up.
func sum(figures []*figure) *expression {
	e := of(figures[0])
	for _, f := range figures[1:] {
		e = &expression{Op: calc.Add, Left: e, Right: of(f)}
	}
	return e
}

// roundedSum adds figures of a table up to a total. Where some of them print digits
// after the point, those that print none are rounded, too; nought is nought.
func roundedSum(r *reading, figures []*figure, total *figure) *expression {
	e := sum(figures)
	mixed := slices.ContainsFunc(append([]*figure{total}, figures...), func(f *figure) bool { return f.read(r).decimals > 0 })
	for at := e; mixed && at != nil; at = at.Left {
		for _, node := range []*expression{at, at.Right} {
			if node == nil || node.Op != calc.Leaf {
				continue
			}
			p := node.Figure.read(r)
			node.Round = p.value != nil && p.decimals == 0 && p.value.Sign() != 0
		}
	}
	return e
}

// loose is the expression with its figures that are said to be about so much read as
// widely as that allows.
func loose(e *expression) *expression {
	if e == nil {
		return nil
	}
	wide := *e
	if wide.Figure != nil && wide.Figure.about != "" {
		f := *wide.Figure
		f.loose = true
		wide.Figure = &f
	}
	wide.Left, wide.Right = loose(e.Left), loose(e.Right)
	return &wide
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
func formula(e *expression, r *reading) string {
	var b line
	write(e, &b, r, 0)
	return b.String()
}

// countWords are what is counted by the figures that are no published ones.
var countWords = map[finding.What]string{finding.RowCount: "行", finding.FormCount: "张"}

// write puts brackets where an expression stands inside one that binds closer.
func write(e *expression, b *line, r *reading, binding int) {
	switch e.Op {
	case calc.Leaf:
		b.figure(e.Figure.shown(r))
		b.WriteString(countWords[e.Figure.place.What])
		return
	case calc.Convert:
		if v, err := r.value(e.Left); e.Left.Op == calc.Leaf && err == nil && v != nil && v.Sign() == 0 {
			// Nought is nought in every unit, and is written without its own.
			b.figure(strings.TrimSpace(strings.TrimSuffix(e.Left.Figure.shown(r), e.Left.Figure.unit)))
			return
		}
		b.WriteString("（")
		write(e.Left, b, r, 0)
		if ratio := e.Ratio(unitOf); ratio.IsInt() {
			b.WriteString("）÷ " + calc.Grouped(ratio, "", 0))
		} else {
			b.WriteString("）× " + calc.Grouped(new(big.Rat).Inv(ratio), "", 0))
		}
		return
	case calc.Named:
		b.WriteString(e.Name + "（")
		write(e.Left, b, r, 0)
		if v, err := r.value(e.Left); v != nil && err == nil {
			b.WriteString(" = " + calc.Grouped(v, unit(e.Left), 0))
		}
		b.WriteString("）")
		return
	}
	own, right := 1, 1
	switch e.Op {
	case calc.Sub:
		right = 2
	case calc.Mul:
		own, right = 2, 2
	case calc.Div:
		own, right = 2, 3
	}
	if own < binding {
		b.WriteString("（")
		defer b.WriteString("）")
	}
	write(e.Left, b, r, own)
	b.WriteString(" " + e.Op.Text() + " ")
	write(e.Right, b, r, right)
}

// single is the one figure that an expression states, nil where it calculates.
func single(e *expression) *figure {
	f, _ := e.Single()
	return f
}

// formula writes what is computed and what is printed: 10 + 6.35 = 16.35，列示 15.67.
func (q equation) formula(r *reading, f *finding.Finding) {
	var l line
	if claim := f.Reason.Claim; claim == finding.Something || claim == finding.Nought {
		q.inWords(&l, r, f)
		l.set(f)
		return
	}
	write(q.left, &l, r, 0)
	a, err := r.value(q.left)
	b, err2 := r.value(q.right)
	sign, known := q.sign, err == nil && err2 == nil && a != nil && b != nil
	computed := f.Computed
	if f.Unit != "" && !report.IsMoney(f.Unit) {
		computed += f.Unit
	}
	order := 0
	if known {
		order = a.Cmp(b)
	}
	calculated := q.left.Op != calc.Leaf
	switch {
	case f.Outcome == finding.Unchecked && (f.Reason.Doubt == finding.Floor || f.Reason.Doubt == finding.InWords && !calculated):
		sign = "与" // nothing is concluded
	case f.Reason.Doubt == finding.ByNought, f.Reason.Doubt == finding.InWords && calculated:
		if f.Reason.Doubt == finding.ByNought {
			l.WriteString("，除数为 0")
		}
		l.WriteString("，列示 ")
		write(q.right, &l, r, 0)
		l.set(f)
		return
	case sign == "≤" && order > 0:
		sign = "≰"
	case sign == "≥" && order < 0:
		sign = "≱"
	case sign != "=" || order == 0:
	case f.Outcome == finding.Agrees && calculated:
		sign = "= " + computed + " ≈"
	case f.Outcome == finding.Agrees:
		sign = "≈"
	case calculated && q.right.Op == calc.Leaf && q.right.Figure.place.What != finding.Constant:
		l.WriteString(" = " + computed + "，列示 ")
		write(q.right, &l, r, 0)
		l.set(f)
		return
	case calculated:
		sign = "= " + computed + " ≠"
	default:
		sign = "≠"
	}
	l.WriteString(" " + sign + " ")
	write(q.right, &l, r, 0)
	if q.right.Op != calc.Leaf && known && strings.HasSuffix(sign, "≠") {
		l.WriteString(" = " + f.Stated.Text)
	}
	l.set(f)
}

// inWords writes figures beside the words that they are held against, as a sentence:
// 列示 0.00，原文写“主要用于公务接待”.
func (q equation) inWords(l *line, r *reading, f *finding.Finding) {
	l.WriteString("列示 ")
	write(q.left, l, r, 0)
	if f.Outcome == finding.Agrees {
		l.WriteString("，与原文所写")
		write(q.right, l, r, 0)
		l.WriteString("相符")
		return
	}
	l.WriteString("，原文写")
	write(q.right, l, r, 0)
}
