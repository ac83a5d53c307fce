package report

import (
	"fmt"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// figure is the published form of a number: ASCII digits, either no separators
// or one comma before every three digits, an optional fraction, an optional
// leading hyphen.
var figure = regexp.MustCompile(`^-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?$`)

// maxDigits bounds a published figure, so that its value in minor units fits
// 64 bits.
const maxDigits = 18

// ParseAmount returns the exact value of a published figure such as 2,708.03,
// 2479.70 or 0. The decimal library accepts more (1e5, a typographic minus);
// a report does not.
func ParseAmount(text string) (decimal.Decimal, error) {
	if !figure.MatchString(text) {
		return decimal.Decimal{}, fmt.Errorf("%q is no figure: write digits as published, such as 2,708.03, 2708.03 or 0", text)
	}
	digits := 0
	plain := make([]byte, 0, len(text))
	for i := range len(text) {
		if text[i] != ',' {
			plain = append(plain, text[i])
		}
		if text[i] >= '0' && text[i] <= '9' {
			digits++
		}
	}
	if digits > maxDigits {
		return decimal.Decimal{}, fmt.Errorf("%q has more than %d digits: no figure of a budget has", text, maxDigits)
	}
	return decimal.NewFromString(string(plain))
}

// Exact writes a value for programs, with the digits after the point that were
// published and no separators: 2139.00.
func Exact(value decimal.Decimal) string {
	return value.StringFixed(max(0, -value.Exponent()))
}

// Mention is an amount of money stated in running text.
type Mention struct {
	Start, End int // byte range of the figure in the text, without its unit
	Value      decimal.Decimal
	Unit       MoneyUnit
}

var mention = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?)\s*(` + MoneyPattern() + `)`)

// Mentions finds the amounts that text states with their unit, in order. A
// figure that is no figure by ParseAmount, or the tail of a longer word, is
// left alone.
func Mentions(text string) []Mention {
	var found []Mention
	for _, m := range mention.FindAllStringSubmatchIndex(text, -1) {
		start, end := m[2], m[3]
		if before, _ := utf8.DecodeLastRuneInString(text[:start]); continuesFigure(before) {
			continue
		}
		value, err := ParseAmount(text[start:end])
		if err != nil {
			continue
		}
		found = append(found, Mention{start, end, value, MoneyUnit(text[m[4]:m[5]])})
	}
	return found
}

var namedUnit = regexp.MustCompile(`[（(](` + MoneyPattern() + `)[)）]`)

// unitIn returns the unit of money that a label names in brackets, such as
// 万元 in 本年预算金额（万元）, or "".
func unitIn(label string) MoneyUnit {
	if m := namedUnit.FindStringSubmatch(label); m != nil {
		return MoneyUnit(m[1])
	}
	return ""
}

// UnitOf returns the unit of money of leaf column j, counted from 1: the unit
// that its header names in brackets, else the table's. It is "" for a column
// that holds no amounts.
func (t *Table) UnitOf(j int) MoneyUnit {
	c := t.Columns[j-1]
	if c.Role != Amount {
		return ""
	}
	for _, word := range c.Path {
		if unit := unitIn(word); unit != "" {
			return unit
		}
	}
	return t.MoneyUnit
}

// Unit returns the unit of money that the field's name states in brackets, ""
// for a field that states no amount.
func (f Field) Unit() MoneyUnit {
	if !f.Amount {
		return ""
	}
	return unitIn(f.Name)
}

// continuesFigure tells whether a figure that begins right after r is only the
// tail of a longer word, or less than nothing: in -5万元 and −5万元 the amount
// is not 5.
func continuesFigure(r rune) bool {
	switch r {
	case '.', '．', '-', '−', '－', '–':
		return true
	}
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r >= '０' && r <= '９'
}
