package chart

import "github.com/shopspring/decimal"

// Bar is the bar of an amount: where it begins and how wide it is.
type Bar struct {
	X, Width Percent
	Negative bool // the bar ends at the zero from which others begin
}

// End is where the bar ends.
func (b Bar) End() Percent { return b.X + b.Width }

// Bars lays amounts out as bars of one scale from one zero: the largest and, where there
// are amounts of less than nothing, the smallest take all the width. An amount that is
// not valid has no bar.
func Bars(amounts []decimal.NullDecimal) []Bar {
	var least, most decimal.Decimal
	for _, a := range amounts {
		if a.Valid {
			least, most = decimal.Min(least, a.Decimal), decimal.Max(most, a.Decimal)
		}
	}
	bars := make([]Bar, len(amounts))
	span := most.Sub(least)
	if span.IsZero() {
		return bars
	}
	s := scale{span, Whole}
	zero := s.of(least.Neg())
	for i, a := range amounts {
		switch {
		case !a.Valid:
		case a.Decimal.IsNegative():
			end := s.of(a.Decimal.Sub(least))
			bars[i] = Bar{X: end, Width: zero - end, Negative: true}
		default:
			bars[i] = Bar{X: zero, Width: s.of(a.Decimal.Sub(least)) - zero}
		}
	}
	return bars
}

// Columns lays shares of one whole, in percent, out as columns of one scale, on which the
// whole, or the largest share where one is larger, takes all the height. A share that is
// not valid or below nothing has no height.
func Columns(shares []decimal.NullDecimal) []Percent {
	top := decimal.NewFromInt(100)
	for _, s := range shares {
		if s.Valid {
			top = decimal.Max(top, s.Decimal)
		}
	}
	heights := make([]Percent, len(shares))
	for i, s := range shares {
		if s.Valid && s.Decimal.IsPositive() {
			heights[i] = scale{top, Whole}.of(s.Decimal)
		}
	}
	return heights
}
