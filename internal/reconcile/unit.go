package reconcile

import (
	"fmt"
	"math/big"
	"strings"

	"disclosure/internal/report"
)

// Units are written as they are printed. Money (万元), percent, thousands of
// things (万人) and things that are counted (人, 台) never add up with one
// another; "" is a bare number.
const percent = "%"

// isTenThousands tells 万人 and the like.
func isTenThousands(unit string) bool { return strings.HasPrefix(unit, "万") && !report.IsMoney(unit) }

// sameThings are measure words that count the same things.
var sameThings = map[string]string{"名": "人", "位": "人", "家": "个", "项": "个", "个月": "月", "m²": "平方米", "场": "次", "张": "个"}

func countedAs(unit string) string {
	if same, ok := sameThings[unit]; ok {
		return same
	}
	return unit
}

// isBare tells a number that may stand for any count.
func isBare(unit string) bool { return unit == "" }

// commonUnit returns the unit of two things added up or compared.
func commonUnit(a, b string) (unit string, err error) {
	switch {
	case countedAs(a) == countedAs(b):
		return a, nil
	case isBare(a) && !report.IsMoney(b) && !isTenThousands(b):
		return b, nil
	case isBare(b) && !report.IsMoney(a) && !isTenThousands(a):
		return a, nil
	case report.IsMoney(a) && report.IsMoney(b):
		small, large := a, b
		if report.MoneyUnit(a).Power() > report.MoneyUnit(b).Power() {
			small, large = b, a
		}
		return "", fmt.Errorf("%s stands beside %s: write %s(…) around what is in %s, or name another figure", a, b, large, small)
	}
	return "", fmt.Errorf("%s stands beside %s: name figures of one kind", nameOf(a), nameOf(b))
}

func nameOf(unit string) string {
	if unit == "" {
		return "a bare number"
	}
	return unit
}

// check returns the unit of an expression, or says why it makes no sense.
func (e *expression) check() (unit string, err error) {
	switch e.op {
	case leaf:
		return e.figure.unit, nil
	case named:
		return e.left.check()
	}
	a, err := e.left.check()
	if err != nil {
		return "", err
	}
	if e.op == convert {
		if !report.IsMoney(a) || a == e.name {
			return "", fmt.Errorf("%s(…) converts from another unit of money, but here stands %s: remove it", e.name, nameOf(a))
		}
		return e.name, nil
	}
	b, err := e.right.check()
	if err != nil {
		return "", err
	}
	measured := func(unit string) bool { return report.IsMoney(unit) || isTenThousands(unit) }
	switch {
	case e.op == add || e.op == sub:
		return commonUnit(a, b)
	case e.op == mul && measured(a) && measured(b):
		return "", fmt.Errorf("%s is multiplied by %s: name figures whose product means something", a, b)
	case e.op == mul && measured(b):
		return b, nil
	case e.op == div && measured(b) && a != b:
		return "", fmt.Errorf("%s is divided by %s: name figures of one unit", nameOf(a), b)
	case measured(a) && !measured(b):
		return a, nil
	}
	return "", nil
}

// unit is that of an expression that was checked.
func (e *expression) unit() string {
	unit, _ := e.check()
	return unit
}

// mostDecimals is how many digits after the point a value may have to be shown
// with all of them.
const mostDecimals = 6

// plain writes a value in its unit with at least so many decimals and, where
// they do not do, with all it has; of a value without end, two more. Decimals
// are counted on the value: 0.1195, in percent, is 11.95 and has four.
func plain(v *big.Rat, unit string, least int) string {
	if unit == percent {
		v = new(big.Rat).Mul(v, big.NewRat(100, 1))
		least = max(0, least-2)
	}
	if v.IsInt() {
		return v.FloatString(least)
	}
	for n, rest := least, new(big.Int); n <= mostDecimals; n++ {
		if rest.Rem(power(n), v.Denom()).Sign() == 0 {
			return v.FloatString(n)
		}
	}
	return v.FloatString(least + 2)
}

// grouped is plain with a comma before every three digits of the whole.
func grouped(v *big.Rat, unit string, least int) string {
	text := plain(v, unit, least)
	digits, sign := strings.TrimPrefix(text, "-"), ""
	if digits != text {
		sign = "−"
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction
}

// signed is grouped with its sign, which nought has none of.
func signed(v *big.Rat, unit string, least int) string {
	text := grouped(v, unit, least)
	if v.Sign() > 0 {
		return "+" + text
	}
	return text
}

// sameValue compares two values as plain writes them.
func sameValue(a, b string) bool {
	x, ok := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	return ok && ok2 && x.Cmp(y) == 0
}
