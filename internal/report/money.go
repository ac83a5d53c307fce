package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// MoneyUnit is a unit of money as a report prints it; "" where none is printed.
type MoneyUnit string

// moneyUnits are the units of money that a report may use, with the power of ten
// that each is of a 元. Every other list of them in the program is made from this
// one.
var moneyUnits = []struct {
	unit  MoneyUnit
	power int32
}{
	{"元", 0}, {"百元", 2}, {"千元", 3}, {"万元", 4}, {"百万元", 6}, {"亿元", 8},
}

// moneyUnitBefore returns the unit of money that a text begins with.
func moneyUnitBefore(text string) (MoneyUnit, bool) {
	for _, known := range moneyUnits { // none begins with another
		if strings.HasPrefix(text, string(known.unit)) {
			return known.unit, true
		}
	}
	return "", false
}

// MoneyUnits lists the units of money, the smallest first.
func MoneyUnits() []MoneyUnit {
	var units []MoneyUnit
	for _, u := range moneyUnits {
		units = append(units, u.unit)
	}
	return units
}

// ParseMoneyUnit returns the unit of money that text is.
func ParseMoneyUnit(text string) (MoneyUnit, error) {
	if unit := MoneyUnit(text); unit.known() {
		return unit, nil
	}
	return "", fmt.Errorf("%q is no unit of money: write one of %s, as the report prints it", text, moneyPattern(" "))
}

// IsMoney tells whether a unit, as it is printed behind a figure, is one of money.
func IsMoney(unit string) bool { return MoneyUnit(unit).known() }

func (u MoneyUnit) known() bool {
	_, ok := u.power()
	return ok
}

// Power is the power of ten that the unit is of a 元: 4 for 万元.
func (u MoneyUnit) Power() int32 {
	power, _ := u.power()
	return power
}

func (u MoneyUnit) power() (power int32, ok bool) {
	for _, known := range moneyUnits {
		if known.unit == u {
			return known.power, true
		}
	}
	return 0, false
}

// Yuan is the exact value in 元 of an amount of money; false where unit is no
// unit of money.
func Yuan(value decimal.Decimal, unit MoneyUnit) (decimal.Decimal, bool) {
	power, ok := unit.power()
	return value.Shift(power), ok
}

// MoneyPattern is a regular expression of the units of money, the longer ones
// first, so that 百万元 is not taken for 万元.
func MoneyPattern() string { return moneyPattern("|") }

func moneyPattern(between string) string {
	var units []string
	for _, unit := range MoneyUnits() {
		units = append(units, string(unit))
	}
	slices.SortStableFunc(units, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(units, between)
}
