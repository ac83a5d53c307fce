package reconcile

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// print prints a value with so many decimals, halves away from zero, as a
// figure of a rule.
func print(v *big.Rat, decimals int) *figure {
	text := v.FloatString(decimals)
	value, _ := new(big.Rat).SetString(text)
	return &figure{text: text, value: value, decimals: decimals}
}

// judged is the outcome of a calculation against a figure.
func judged(left, right *expression) finding.Outcome {
	var f finding.Finding
	equal(left, right).judge(&reading{Report: new(report.Report)}, &f)
	return f.Outcome
}

// TestHonestRoundingIsNeverDenied prints values that satisfy a relation, each
// rounded on its own, and wants no 不一致: a department that only rounds is
// never accused.
func TestHonestRoundingIsNeverDenied(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	value := func(most int64) *big.Rat { return big.NewRat(random.Int64N(most*100_000)+1, 100_000) }
	places := func() int { return 1 + random.IntN(3) }
	for range 3000 {
		a, b, c := value(5000), value(5000), value(90)
		whole := big.NewRat(random.Int64N(30)+1, 1) // counted, so exact
		sum := new(big.Rat).Add(new(big.Rat).Add(a, b), c)
		product := new(big.Rat).Mul(new(big.Rat).Mul(a, c), whole)
		growth := new(big.Rat).Quo(a, new(big.Rat).Add(a, b)) // a of a+b
		pa, pb, pc, pw := of(print(a, places())), of(print(b, places())), of(print(c, places())), of(print(whole, 0))
		join := func(op calc.Op, x, y *expression) *expression { return &expression{Op: op, Left: x, Right: y} }
		for _, test := range []struct {
			name   string
			left   *expression
			result *big.Rat
		}{
			{"sum", join(calc.Add, join(calc.Add, pa, pb), pc), sum},
			{"difference", join(calc.Sub, join(calc.Sub, of(print(sum, places())), pb), pc), a},
			{"product", join(calc.Mul, join(calc.Mul, pa, pc), pw), product},
			{"quotient", join(calc.Div, pa, join(calc.Add, pa, pb)), growth},
			{"repeated", pa, a},
		} {
			if value := test.left.Right; value != nil && test.left.Op == calc.Div {
				if v, err := (&reading{Report: new(report.Report)}).value(test.left); err != nil || v == nil {
					continue // printed as nought
				}
			}
			printed := print(test.result, random.IntN(4))
			if got := judged(test.left, of(printed)); got != finding.Agrees && got != finding.Rounding {
				t.Fatalf("%s of %s, %s, %s and %s is %s, printed as %s: got %s, want 一致 or 尾差", test.name,
					a.FloatString(5), b.FloatString(5), c.FloatString(5), whole.RatString(), test.result.FloatString(7), printed.text, got)
			}
		}
	}
}

// TestSumsAreJudgedByTheirDigits holds the outcome of sums of figures of two
// decimals to a rule that can be said without intervals: off by less than half
// a hundredth a figure, the result among them, is 尾差, anything more 不一致.
func TestSumsAreJudgedByTheirDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		n := 2 + random.IntN(10)
		var parts []*figure
		total := int64(0)
		for range n {
			v := random.Int64N(100_000) + 1
			total += v
			parts = append(parts, print(big.NewRat(v, 100), 2))
		}
		off := random.Int64N(int64(2*n)) - int64(n)
		want := finding.Disagrees
		switch double := max(2*off, -2*off); {
		case off == 0:
			want = finding.Agrees
		case double < int64(n+1):
			want = finding.Rounding
		}
		if total+off <= 0 {
			continue
		}
		if got := judged(sum(parts), of(print(big.NewRat(total+off, 100), 2))); got != want {
			t.Fatalf("%d figures, %d hundredths off: got %s, want %s", n, off, got, want)
		}
	}
}

// TestWholeNumbersAreExact wants whole figures in a calculation to be just what
// they are, and a whole result to be rounded.
func TestWholeNumbersAreExact(t *testing.T) {
	whole := func(n int64) *figure { return print(big.NewRat(n, 1), 0) }
	cents := func(n int64) *figure { return print(big.NewRat(n, 100), 2) }
	for _, test := range []struct {
		name  string
		left  *expression
		right *figure
		want  finding.Outcome
	}{
		{"counted things", sum([]*figure{whole(4), whole(3), whole(2), whole(2)}), whole(10), finding.Disagrees},
		{"counted things that agree", sum([]*figure{whole(4), whole(3), whole(2), whole(2)}), whole(11), finding.Agrees},
		{"whole result of decimals", sum([]*figure{cents(16049), whole(0)}), whole(160), finding.Agrees},
		{"whole result too far", sum([]*figure{cents(16051), whole(0)}), whole(160), finding.Disagrees},
		{"product", &expression{Op: calc.Mul, Left: of(whole(970)), Right: of(cents(55))}, whole(533), finding.Rounding},
		{"the same figure with fewer digits", of(cents(206323)), whole(2063), finding.Rounding},
		{"the same figure, one off", of(cents(206323)), cents(206324), finding.Disagrees},
		{"the same count, one off", of(whole(10)), whole(11), finding.Disagrees},
		{"quotient that rounds to the result", &expression{Op: calc.Div, Left: of(cents(28911)), Right: of(cents(241892))}, print(big.NewRat(1195, 10000), 4), finding.Agrees},
		{"quotient one digit off", &expression{Op: calc.Div, Left: of(cents(914)), Right: of(cents(5853))}, print(big.NewRat(1561, 10000), 4), finding.Rounding},
		{"quotient far off", &expression{Op: calc.Div, Left: of(cents(914)), Right: of(cents(5853))}, print(big.NewRat(1651, 10000), 4), finding.Disagrees},
	} {
		if got := judged(test.left, of(test.right)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// What is said to be about so much is judged where no reading of it closes the gap.
func TestAbout(t *testing.T) {
	about := func(n int64, word string) *figure {
		f := print(big.NewRat(n, 1), 0)
		f.about = word
		return f
	}
	whole := func(n int64) *figure { return print(big.NewRat(n, 1), 0) }
	for _, test := range []struct {
		name  string
		parts []*figure
		right *figure
		want  finding.Outcome
	}{
		{"the same", []*figure{whole(20), about(6, "约")}, whole(26), finding.Agrees},
		{"within its last digit", []*figure{print(big.NewRat(205, 10), 1), about(6, "约")}, print(big.NewRat(262, 10), 1), finding.Unchecked},
		{"tens", []*figure{whole(1), about(160, "大约")}, whole(165), finding.Unchecked},
		{"beyond its last digit", []*figure{whole(20), about(6, "约")}, whole(30), finding.Disagrees},
		{"more than so much", []*figure{whole(20), about(6, "余")}, whole(30), finding.Unchecked},
	} {
		var f finding.Finding
		equal(sum(test.parts), of(test.right)).judge(&reading{Report: &report.Report{}}, &f)
		if f.Outcome != test.want || f.Reason.Doubt != finding.About {
			t.Errorf("%s: got %s and doubt %q, want %s and that it is about so much", test.name, f.Outcome, f.Reason.Doubt, test.want)
		}
	}
}

// A blank that the sum of its row decides is nought for what a text says of it, and
// figures of a table that print no digits after the point are rounded beside those
// that do.
func TestDecidedAndMixed(t *testing.T) {
	cell := func(text string) report.Cell {
		return report.Cell{Text: text, Value: report.ParseCell(report.Amount, text)}
	}
	column := report.Column{Path: []string{"金额"}, Role: report.Amount}
	r := read(&report.Report{Tables: []report.Table{{
		Number: 1, Columns: []report.Column{column, column, column}, ColumnTotals: []report.Total{{Of: 1, Parts: []int{2, 3}}},
		Rows: []report.Row{{Cells: []report.Cell{cell("3.67"), cell(""), cell("3.67")}}, {Cells: []report.Cell{cell("3.67"), cell(""), cell("3.00")}},
			{Cells: []report.Cell{cell("86,959,408.34"), cell("22,118,861"), cell("64,840,547.00")}}, {Cells: []report.Cell{cell("30.00"), cell("12"), cell("10.00")}}},
	}}})
	for _, test := range []struct {
		row  int
		said *figure
		want finding.Outcome
	}{
		{1, print(new(big.Rat), 2), finding.Agrees},
		{1, print(big.NewRat(1, 1), 2), finding.Disagrees},
		{2, print(new(big.Rat), 2), finding.Unchecked}, // its row does not decide it
	} {
		var f finding.Finding
		equal(of(r.cell(1, test.row, 2)), of(test.said)).judge(r, &f)
		if f.Outcome != test.want {
			t.Errorf("row %d: got %s, want %s", test.row, f.Outcome, test.want)
		}
	}
	for row, want := range map[int]finding.Outcome{3: finding.Rounding, 4: finding.Disagrees} {
		var f finding.Finding
		total := r.cell(1, row, 1)
		equal(roundedSum(r, []*figure{r.cell(1, row, 2), r.cell(1, row, 3)}, total), of(total)).judge(r, &f)
		if f.Outcome != want {
			t.Errorf("row %d: got %s, want %s", row, f.Outcome, want)
		}
	}
}
