package calc

import (
	"math/big"
	"strings"
	"testing"
)

func TestRounded(t *testing.T) {
	for _, test := range []struct {
		text, value string
		in          bool
	}{
		{"67.67", "67.665", true},
		{"67.67", "67.674999", true},
		{"67.67", "67.675", false}, // is printed as 67.68
		{"-67.67", "-67.665", true},
		{"-67.67", "-67.675", false},
		{"0.00", "0.0049", true},
		{"0.00", "0.005", false},
		{"0.00", "-0.005", false},
		{"160", "160.49", true},
		{"160", "160.5", false},
		{"160", "159.5", true},
	} {
		value, _ := new(big.Rat).SetString(test.text)
		_, fraction, _ := strings.Cut(test.text, ".")
		at, _ := new(big.Rat).SetString(test.value)
		if got := Rounded(value, len(fraction)).Meets(Exactly(at)); got != test.in {
			t.Errorf("%s printed as %s: got %v, want %v", test.value, test.text, got, test.in)
		}
	}
}

// TestSpans holds the bounds of calculations with spans to those of all values
// in them.
func TestSpans(t *testing.T) {
	between := func(from, to int64, fromOpen, toOpen bool) Span {
		return Span{bound{big.NewRat(from, 1), fromOpen}, bound{big.NewRat(to, 1), toOpen}}
	}
	for _, test := range []struct {
		name           string
		got            Span
		lo, hi         string
		loOpen, hiOpen bool
	}{
		{"sum", between(1, 2, false, true).Plus(between(3, 5, false, false)), "4", "7", false, true},
		{"difference", between(1, 2, false, true).Minus(between(3, 5, true, false)), "-4", "-1", false, true},
		{"product", between(1, 2, false, true).Times(between(3, 5, false, false)), "3", "10", false, true},
		{"product with signs", between(-1, 2, true, false).Times(between(-3, 5, false, true)), "-6", "10", false, true},
		{"product with nought", between(0, 2, false, true).Times(between(3, 5, true, true)), "0", "10", false, true},
		{"product of negatives", between(-2, -1, true, false).Times(between(-5, -3, true, false)), "3", "10", false, true},
	} {
		if test.got.lo.at.RatString() != test.lo || test.got.hi.at.RatString() != test.hi ||
			test.got.lo.open != test.loOpen || test.got.hi.open != test.hiOpen {
			t.Errorf("%s: got %s (open %v) to %s (open %v), want %s (%v) to %s (%v)", test.name,
				test.got.lo.at.RatString(), test.got.lo.open, test.got.hi.at.RatString(), test.got.hi.open,
				test.lo, test.loOpen, test.hi, test.hiOpen)
		}
	}
	if _, ok := between(1, 2, false, false).Over(between(-1, 1, false, false)); ok {
		t.Error("quotient: got a span for a divisor that may be nought, want none")
	}
	quotient, ok := between(1, 2, false, true).Over(between(4, 5, true, false))
	if !ok || quotient.lo.at.RatString() != "1/5" || quotient.hi.at.RatString() != "1/2" || quotient.lo.open || !quotient.hi.open {
		t.Errorf("quotient: got %v, want [1/5, 1/2)", quotient)
	}
}
