package report

import "github.com/shopspring/decimal"

// moneyPowers are the powers of ten of the units of money, in 元.
var moneyPowers = map[string]int32{"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}

// Yuan is the exact value in 元 of an amount of money; false where unit is no
// unit of money.
func Yuan(value decimal.Decimal, unit string) (decimal.Decimal, bool) {
	power, ok := moneyPowers[unit]
	return value.Shift(power), ok
}
