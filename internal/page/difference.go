package page

import (
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// difference is what the second figure is more than the first, in the smaller of their
// units of money; false where either states no number, or they count different things.
func difference(a, b amount) (less decimal.Decimal, unit string, ok bool) {
	if !a.Value.Valid || !b.Value.Valid {
		return less, "", false
	}
	unit = a.unit
	if report.IsMoney(a.unit) && report.IsMoney(b.unit) && report.MoneyUnit(b.unit).Power() < report.MoneyUnit(a.unit).Power() {
		unit = b.unit
	}
	x, _, okA := inUnit(a, unit)
	y, _, okB := inUnit(b, unit)
	if !okA || !okB {
		return less, "", false
	}
	return y.Sub(x), unit, true
}

// inUnit is the figure in a unit.
func inUnit(a amount, unit string) (value decimal.Decimal, of string, ok bool) {
	if a.unit == unit {
		return a.Value.Decimal, unit, true
	}
	if !report.IsMoney(a.unit) || !report.IsMoney(unit) {
		return value, "", false
	}
	yuan, ok := report.Yuan(a.Value.Decimal, report.MoneyUnit(a.unit))
	return yuan.Shift(-report.MoneyUnit(unit).Power()), unit, ok
}

// places is how many decimals a figure is published with.
func (a amount) places() int32 { return max(0, -a.Value.Decimal.Exponent()) }

// signedAmount writes what we compute: with its sign, separators and so many decimals,
// or more where it has more.
func signedAmount(v decimal.Decimal, places int32) string {
	return signOf(v) + separated(v.Abs().StringFixed(max(places, -v.Exponent())))
}

func signOf(v decimal.Decimal) string {
	switch v.Sign() {
	case 1:
		return "+"
	case -1:
		return "−"
	}
	return ""
}

// separated puts the separators of thousands into the digits of a number.
func separated(digits string) string {
	whole, rest, point := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + rest
	}
	return whole
}

// ratio is what a figure is of another in percent, rounded to one decimal.
func ratio(part, whole decimal.Decimal) string {
	return separated(part.Shift(2).DivRound(whole, 1).StringFixed(1)) + "%"
}
