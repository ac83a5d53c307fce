package reconcile

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// A rule is written with
//
//	{表 7 | 行政运行 | 支出总计}   a figure by its place, see resolver.reference
//	「增加289.11万元」#2           the figure in these words of the relation's place; #2 its second occurrence
//	零「无…」                     words that say nought
//	有「主要用于…」               words that say that there is something
//	文字「每季度一次」              a quantity in words, which is never judged; = between two says that they are the same words
//	12 个月                      one of the few constants, see constants
//	上年收入                      a definition by its name
//	+ - * / ( ) 万元(…)          arithmetic; 万元(…) converts from another unit of money
//	= <= >=                      between expressions
//	<=>                          between two figures that are nought together, or neither is
//
// In a rule of several =, each expression after the first is held against the
// first, a relation each; several <= make one relation, a series.

// parser turns the text of a rule into expressions.
type parser struct {
	text    string
	resolve *resolver
	figures int // how many the expression holds, those of definitions each time
}

// A rule may come from anyone: what it is calculated with is bounded.
const (
	longestRule = 20_000 // in bytes
	mostFigures = 10_000
	mostDefined = 1_000 // definitions of a file
)

// newParser refuses a text that is too long to be a rule.
func newParser(text string, resolve *resolver) (*parser, error) {
	if len(text) > longestRule {
		return nil, fmt.Errorf("%q goes on for %d bytes, and a rule has %d at most: write several", shorten(text), len(text), longestRule)
	}
	return &parser{text: text, resolve: resolve}, nil
}

// uses counts figures.
func (p *parser) uses(figures int) error {
	if p.figures += figures; p.figures > mostFigures {
		return fmt.Errorf("the rule calculates with more than %d figures: write several", mostFigures)
	}
	return nil
}

// chain is a parsed rule: expressions and the signs between them.
type chain struct {
	parts []*expression
	signs []string // =, ≤ or ≥, one less than parts
}

// parseRule reads a whole rule.
func parseRule(text string, resolve *resolver) (chain, error) {
	p, err := newParser(text, resolve)
	if err != nil {
		return chain{}, err
	}
	var c chain
	for {
		e, err := p.sum()
		if err != nil {
			return chain{}, err
		}
		c.parts = append(c.parts, e)
		sign, ok := p.take("<=>", "⇔", "<=", "≤", ">=", "≥", "=")
		if !ok {
			break
		}
		if written, ok := map[string]string{"<=>": "⇔", "<=": "≤", ">=": "≥"}[sign]; ok {
			sign = written
		}
		c.signs = append(c.signs, sign)
	}
	return c, p.end()
}

// parseExpression reads an expression that is held against nothing, and counts its figures.
func parseExpression(text string, resolve *resolver) (e *expression, figures int, err error) {
	p, err := newParser(text, resolve)
	if err != nil {
		return nil, 0, err
	}
	if e, err = p.sum(); err != nil {
		return nil, 0, err
	}
	return e, p.figures, p.end()
}

func (p *parser) end() error {
	if p.text != "" {
		return fmt.Errorf("%q is not understood here: write an operator, or remove it", shorten(p.text))
	}
	return nil
}

// take reads one of the words given, if one stands next.
func (p *parser) take(words ...string) (word string, ok bool) {
	p.text = strings.TrimLeftFunc(p.text, unicode.IsSpace)
	for _, word := range words {
		if rest, ok := strings.CutPrefix(p.text, word); ok {
			p.text = strings.TrimLeftFunc(rest, unicode.IsSpace)
			return word, true
		}
	}
	return "", false
}

// operators are the operations by how they are written.
var operators = map[string]calc.Op{
	"+": calc.Add, "-": calc.Sub, "−": calc.Sub, "*": calc.Mul, "×": calc.Mul, "/": calc.Div, "÷": calc.Div,
}

func (p *parser) sum() (*expression, error) { return p.joined(p.product, "+", "-", "−") }

func (p *parser) product() (*expression, error) { return p.joined(p.factor, "*", "×", "/", "÷") }

func (p *parser) joined(next func() (*expression, error), signs ...string) (*expression, error) {
	e, err := next()
	for err == nil {
		sign, ok := p.take(signs...)
		if !ok {
			break
		}
		var right *expression
		right, err = next()
		e = &expression{Op: operators[sign], Left: e, Right: right}
	}
	return e, err
}

// constants are the numbers that a rule may state of itself, because nobody can doubt
// them: a whole, a percentage of all, the months and the quarters of a year. A finding
// shows them as such.
var constants = []string{"1", "100%", "12个月", "4个季度"}

// constant is a number with letters.
var constant = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)?)\s*(%|\p{Han}*)`)

// name is the name of a definition.
var name = regexp.MustCompile(`^\p{L}[\p{L}0-9_·-]*`)

func (p *parser) factor() (*expression, error) {
	if err := p.uses(1); err != nil {
		return nil, err
	}
	if _, ok := p.take("("); ok {
		return p.bracketed()
	}
	for _, unit := range report.MoneyUnits() {
		if _, ok := p.take(string(unit) + "("); ok {
			e, err := p.bracketed()
			return &expression{Op: calc.Convert, Name: string(unit), Left: e}, err
		}
	}
	if _, ok := p.take("{"); ok {
		place, err := p.until("}")
		if err != nil {
			return nil, err
		}
		return p.leaf(p.resolve.reference(place))
	}
	if word, ok := p.take("零「", "有「", "文字「", "「"); ok {
		return p.quotation(strings.TrimSuffix(word, "「"))
	}
	if m := constant.FindStringSubmatch(p.text); m != nil {
		p.take(m[0])
		if !slices.Contains(constants, m[1]+m[2]) {
			return nil, fmt.Errorf("%q is printed nowhere: quote where the report says it; only %s may be written without", m[1]+m[2], strings.Join(constants, ", "))
		}
		f := &figure{place: finding.Place{What: finding.Constant}, text: m[1] + m[2], exact: true, decimals: decimals(m[1])}
		f.value, _ = new(big.Rat).SetString(m[1])
		if m[2] == calc.Percent {
			f.asPercent()
		}
		return of(f), nil
	}
	if word := name.FindString(p.text); word != "" {
		p.take(word)
		e, figures, err := p.resolve.definition(word)
		if err == nil {
			err = p.uses(figures)
		}
		return e, err
	}
	if p.text == "" {
		return nil, fmt.Errorf("the rule ends where a figure must stand: write it")
	}
	return nil, fmt.Errorf("%q is no figure: write {…}, 「…」, a number or a defined name", shorten(p.text))
}

func (p *parser) leaf(f *figure, err error) (*expression, error) {
	if err != nil {
		return nil, err
	}
	return of(f), nil
}

func (p *parser) bracketed() (*expression, error) {
	e, err := p.sum()
	if err != nil {
		return nil, err
	}
	if _, ok := p.take(")"); !ok {
		return nil, fmt.Errorf("a bracket is not closed before %q: write )", shorten(p.text))
	}
	return e, nil
}

// until reads up to a closing mark.
func (p *parser) until(mark string) (string, error) {
	text, rest, ok := strings.Cut(p.text, mark)
	if !ok {
		return "", fmt.Errorf("%q is not closed: write %s", shorten(p.text), mark)
	}
	p.text = rest
	return text, nil
}

var nthOccurrence = regexp.MustCompile(`^#([0-9]+)`)

// quotation reads words of the relation's place.
func (p *parser) quotation(kind string) (*expression, error) {
	text, err := p.until("」")
	if err != nil {
		return nil, err
	}
	nth := 0
	if m := nthOccurrence.FindStringSubmatch(p.text); m != nil {
		p.text = p.text[len(m[0]):]
		nth, _ = strconv.Atoi(m[1])
	}
	switch kind {
	case "零":
		return p.leaf(p.resolve.nought(text))
	case "有":
		return p.leaf(p.resolve.something(text))
	case "文字":
		return p.leaf(p.resolve.words(text))
	}
	return p.leaf(p.resolve.quoted(text, nth))
}

func shorten(text string) string {
	const most = 20
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// check refuses a rule that makes no sense.
func (c chain) check(r *reading) error {
	if len(c.parts) < 2 {
		return fmt.Errorf("the rule compares nothing: write =, <= or >= between two expressions")
	}
	for _, sign := range c.signs {
		if sign != c.signs[0] {
			return fmt.Errorf("the rule mixes %s and %s: write two relations", c.signs[0], sign)
		}
	}
	if c.signs[0] == "⇔" && (len(c.parts) > 2 || c.parts[0].Op != calc.Leaf || c.parts[1].Op != calc.Leaf) {
		return fmt.Errorf("<=> stands between two figures: write a relation for each pair")
	}
	for i, e := range c.parts {
		one, err := e.Unit(unitOf)
		if err != nil {
			return err
		}
		if err := checkDivisors(e, r); err != nil {
			return err
		}
		if i > 0 && c.signs[0] != "⇔" {
			if _, err := calc.CommonUnit(unit(c.parts[0]), one); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkDivisors refuses a division by nought.
func checkDivisors(e *expression, r *reading) error {
	if e == nil || e.Op == calc.Leaf {
		return nil
	}
	if e.Op == calc.Div {
		if v, err := r.value(e.Right); err == nil && v != nil && v.Sign() == 0 {
			return fmt.Errorf("%s is 0 and cannot divide: name another figure", formula(e.Right, r))
		}
	}
	if err := checkDivisors(e.Left, r); err != nil {
		return err
	}
	return checkDivisors(e.Right, r)
}
