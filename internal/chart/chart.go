// Package chart turns numbers into the layout of pictures: places and sizes, no markup,
// no colours, no report.
//
// There are three types of layout:
//
//   - Flow (flow.go): amounts that divide from top to bottom, as bands of one scale with
//     ribbons between them;
//   - Bars (bars.go): amounts side by side, as bars of one scale from one zero;
//   - Columns (bars.go): shares of one whole over time, as columns of one scale.
//
// Places across are parts of the picture's width, so that one layout is right at every
// width; places down are counted in the size of its letters. Everything is a whole number
// of hundredths, made of exact decimals, so that a picture is the same on every machine.
// text.go says how wide a text is without a font.
package chart

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Percent is a part of a picture's width or height, in hundredths of a percent.
type Percent int

// Whole is all of the width or height.
const Whole Percent = 100_00

// String writes the part as markup does: 23.81%.
func (p Percent) String() string { return hundredths(int(p)) + "%" }

// Em is a length in hundredths of the size of the picture's letters.
type Em int

// String writes the length as markup does: 2.9em.
func (e Em) String() string { return hundredths(int(e)) + "em" }

func hundredths(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	switch {
	case n%100 == 0:
		return fmt.Sprintf("%s%d", sign, n/100)
	case n%10 == 0:
		return fmt.Sprintf("%s%d.%d", sign, n/100, n/10%10)
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// scale measures amounts: room is as wide as the whole amount.
type scale struct {
	whole decimal.Decimal
	room  Percent
}

// of is the width of an amount, rounded to a hundredth of a percent.
func (s scale) of(amount decimal.Decimal) Percent {
	return Percent(amount.Mul(decimal.NewFromInt(int64(s.room))).DivRound(s.whole, 0).IntPart())
}
