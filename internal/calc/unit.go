package calc

import (
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// Units are written as they are printed. Money (万元), percent, thousands of
// things (万人) and things that are counted (人, 台) never add up with one
// another; "" is a bare number.
const Percent = "%"

// isTenThousands tells 万人 and the like.
func isTenThousands(unit string) bool { return strings.HasPrefix(unit, "万") && !report.IsMoney(unit) }

// sameThings are measure words that count the same things.
var sameThings = map[string]string{"名": "人", "位": "人", "家": "个", "项": "个", "个月": "月", "m²": "平方米", "场": "次", "张": "个"}

// CountedAs is the unit that stands for all that count the same things.
func CountedAs(unit string) string {
	if same, ok := sameThings[unit]; ok {
		return same
	}
	return unit
}

// isBare tells a number that may stand for any count.
func isBare(unit string) bool { return unit == "" }

// CommonUnit returns the unit of two things added up or compared.
func CommonUnit(a, b string) (unit string, err error) {
	switch {
	case CountedAs(a) == CountedAs(b):
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

// product returns the unit of two things multiplied, or divided.
func product(op Op, a, b string) (unit string, err error) {
	measured := func(unit string) bool { return report.IsMoney(unit) || isTenThousands(unit) }
	switch {
	case op == Mul && measured(a) && measured(b):
		return "", fmt.Errorf("%s is multiplied by %s: name figures whose product means something", a, b)
	case op == Mul && measured(b):
		return b, nil
	case op == Div && measured(b) && a != b:
		return "", fmt.Errorf("%s is divided by %s: name figures of one unit", nameOf(a), b)
	case measured(a) && !measured(b):
		return a, nil
	}
	return "", nil
}
