package calc

import (
	"math/big"
	"strings"
)

// mostDecimals is how many digits after the point a value may have to be shown
// with all of them.
const mostDecimals = 6

// Plain writes a value in its unit with at least so many decimals and, where
// they do not do, with all it has; of a value without end, two more. Decimals
// are counted on the value: 0.1195, in percent, is 11.95 and has four.
func Plain(v *big.Rat, unit string, least int) string {
	if unit == Percent {
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

// Grouped is Plain with a comma before every three digits of the whole.
func Grouped(v *big.Rat, unit string, least int) string {
	text := Plain(v, unit, least)
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

// Signed is Grouped with its sign, which nought has none of.
func Signed(v *big.Rat, unit string, least int) string {
	text := Grouped(v, unit, least)
	if v.Sign() > 0 {
		return "+" + text
	}
	return text
}

// SameValue compares two values as Plain writes them.
func SameValue(a, b string) bool {
	x, ok := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	return ok && ok2 && x.Cmp(y) == 0
}
