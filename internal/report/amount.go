package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// figure is the published form of a number: ASCII digits, either no separators
// or one comma before every three digits, an optional fraction, and for less than
// nothing a minus, a triangle or brackets. Digits may be full-width, all of them.
var figure = regexp.MustCompile(`^(?:([-−－△])?(` + digits + `)|（(` + digits + `)）|\((` + digits + `)\))$`)

// wideDigits are the full-width digits; ascii makes ASCII of them and of what stands
// between them.
const wideDigits = "０１２３４５６７８９"

var ascii = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4",
	"５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "．", ".", "，", ",")

const digits = `(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?`

// maxDigits bounds a published figure, so that its value in minor units fits
// 64 bits.
const maxDigits = 18

// ParseAmount returns the exact value of a published figure such as 2,708.03,
// 2479.70 or 0, and of those below nothing: -3.40, −3.40, －3.40, △3.40, （3.40）
// and (3.40). The decimal library accepts more (1e5); a report does not.
func ParseAmount(text string) (decimal.Decimal, error) {
	parts := figure.FindStringSubmatch(text)
	if parts == nil && strings.ContainsAny(text, wideDigits) && !strings.ContainsAny(text, "0123456789") {
		parts = figure.FindStringSubmatch(ascii.Replace(text))
	}
	if parts == nil {
		return decimal.Decimal{}, fmt.Errorf("%q is no figure: write digits as published, such as 2,708.03, 2708.03 or 0", text)
	}
	plain := strings.ReplaceAll(parts[2]+parts[3]+parts[4], ",", "")
	if len(strings.Replace(plain, ".", "", 1)) > maxDigits {
		return decimal.Decimal{}, fmt.Errorf("%q has more than %d digits: no figure of a budget has", text, maxDigits)
	}
	value, err := decimal.NewFromString(plain)
	if parts[1] != "" || parts[2] == "" {
		value = value.Neg()
	}
	return value, err
}

// ParsePercent returns the exact number of percent that a published percentage
// states: 12.08 of 12.08%.
func ParsePercent(text string) (decimal.Decimal, error) {
	for _, sign := range []string{"%", "％"} {
		if number, ok := strings.CutSuffix(text, sign); ok {
			return ParseAmount(number)
		}
	}
	return decimal.Decimal{}, fmt.Errorf("%q is no percentage: write digits and %% as published", text)
}

// IsDash tells whether a cell is published as a dash, which states no figure.
func IsDash(text string) bool {
	switch text {
	case "-", "--", "—", "——", "–", "－", "−", "/":
		return true
	}
	return false
}

// ParseCell returns the exact value of what a cell of a column states: an amount, a
// number, or a percentage where the column holds no money. It is not valid where the
// cell states none, which a dash and words do not.
func ParseCell(role Role, text string) (value decimal.NullDecimal) {
	if !role.States() {
		return value
	}
	number, err := ParseAmount(text)
	if err != nil && role == Number {
		number, err = ParsePercent(text)
	}
	return decimal.NullDecimal{Decimal: number, Valid: err == nil}
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

// Mentions finds the amounts that text states with their unit, in order. A
// figure that is no figure by ParseAmount, or the tail of a longer word, is
// left alone.
func Mentions(text string) []Mention {
	plain, at := HalfWidth(text)
	found := mentionsIn(plain)
	if at == nil {
		return found
	}
	for k := range found {
		found[k].Start, found[k].End = at[found[k].Start], at[found[k].End]
	}
	return slices.DeleteFunc(found, func(m Mention) bool {
		_, err := ParseAmount(text[m.Start:m.End]) // of one width of digits
		return err != nil
	})
}

// HalfWidth is a text whose digits of full width, and the points between them, are ASCII,
// and where each of its bytes stands in the text, nil where that has none.
func HalfWidth(text string) (plain string, at []int) {
	if !strings.ContainsAny(text, wideDigits) {
		return text, nil
	}
	var b strings.Builder
	for i, r := range text {
		one := string(r)
		if strings.ContainsAny(one, wideDigits+"．") {
			one = ascii.Replace(one)
		}
		for k := range len(one) {
			at = append(at, i+k)
		}
		b.WriteString(one)
	}
	return b.String(), append(at, len(text))
}

// mentionsIn finds them in a text with no digits of full width.
func mentionsIn(text string) []Mention {
	var found []Mention
	digit := func(i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i := 0; i < len(text); i++ {
		if !digit(i) {
			continue
		}
		start := i
		for digit(i) || i < len(text) && text[i] == ',' {
			i++
		}
		end := i
		if i < len(text) && text[i] == '.' && digit(i+1) {
			for end++; digit(end); {
				end++
			}
		}
		unit, ok := moneyUnitBefore(strings.TrimLeft(text[end:], " \t\n\f\r"))
		if !ok {
			i-- // the digits of a fraction may be an amount of their own: 1.5.6 万元
			continue
		}
		i = end
		if !BeginsFigure(text, start) {
			continue
		}
		if value, err := ParseAmount(text[start:end]); err == nil {
			found = append(found, Mention{start, end, value, unit})
		}
	}
	return found
}

var inBrackets = regexp.MustCompile(`[（(]([^（()）]+)[)）]`)

// countUnits are the units of numbers that are no money.
var countUnits = []string{"辆", "人", "个", "台", "套", "台（套）", "次", "批次", "人次", "批", "%", "％", "平方米"}

// UnitIn returns the unit of money that a label names in brackets, such as
// 万元 in 本年预算金额（万元）, or "".
func UnitIn(label string) MoneyUnit {
	for _, m := range inBrackets.FindAllStringSubmatch(label, -1) {
		if IsMoney(m[1]) {
			return MoneyUnit(m[1])
		}
	}
	return ""
}

// CountUnit returns the unit of what is counted that a label names in brackets, such
// as 辆 in 公务用车保有量（辆）, or "".
func CountUnit(label string) string {
	for _, m := range inBrackets.FindAllStringSubmatch(label, -1) {
		if slices.Contains(countUnits, m[1]) {
			return m[1]
		}
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
		if unit := UnitIn(word); unit != "" {
			return unit
		}
	}
	return t.MoneyUnit
}

// Unit is the unit of the figures of leaf column j, counted from 1: of money, or of
// what is counted, or % of percentages. It is "" where nothing names one.
func (t *Table) Unit(j int) string {
	c := t.Columns[j-1]
	if c.Role == Number {
		for _, word := range slices.Backward(c.Path) {
			if unit := CountUnit(word); unit != "" {
				return unit
			}
		}
		for _, row := range t.Rows {
			if _, err := ParsePercent(row.Cells[j-1].Text); err == nil {
				return "%"
			}
		}
	}
	return string(t.UnitOf(j))
}

// UnitBeside is the unit of a figure of column j in a row with a label: that which the label
// counts, as 公务用车保有量（辆） does in a column of money, else that of the column.
func (t *Table) UnitBeside(label string, j int) string {
	if unit := CountUnit(label); unit != "" && t.Columns[j-1].Role == Amount {
		return unit
	}
	return t.Unit(j)
}

// BeginsFigure tells whether digits at a byte of a text are a figure from their first one:
// no tail of a longer word, and not less than nothing, as in -5万元.
func BeginsFigure(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return !continuesFigure(before)
}

// continuesFigure tells whether a figure that begins right after r is only the
// tail of a longer word, or less than nothing: in -5万元 and −5万元 the amount
// is not 5.
func continuesFigure(r rune) bool {
	switch r {
	case '.', '．', '-', '−', '－', '–', '△':
		return true
	}
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r >= '０' && r <= '９'
}
