package chart_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/chart"
)

func amounts(texts ...string) (all []decimal.Decimal) {
	for _, t := range texts {
		all = append(all, decimal.RequireFromString(t))
	}
	return all
}

// flows are amounts of every sort: one source and several, kinds with many parts, with
// one and with none, parts of a thousandth of the whole, and sums that miss a digit.
var flows = map[string]chart.Amounts{
	"福田": {Whole: amounts("2708.03")[0], Kinds: []chart.KindAmounts{
		{amounts("644.80")[0], amounts("552.50", "75.77", "16.53")},
		{amounts("2063.23")[0], amounts("3.96", "486.67", "764.20", "150.80", "647.60", "10.00")},
	}},
	"carried over": {Sources: amounts("860.50", "12.00", "5.00"), Whole: amounts("877.50")[0], Kinds: []chart.KindAmounts{
		{amounts("590.40")[0], nil}, {amounts("280.10")[0], nil}, {amounts("7.00")[0], nil},
	}},
	"rounded": {Sources: amounts("307.82"), Whole: amounts("307.82")[0], Kinds: []chart.KindAmounts{
		{amounts("105.58")[0], amounts("95.36", "10.23")}, {amounts("202.24")[0], amounts("202.24")},
	}},
	"twelve tiny parts": {Whole: amounts("1000000")[0], Kinds: []chart.KindAmounts{
		{amounts("11")[0], amounts("1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1")},
		{amounts("999989")[0], amounts("999989")},
	}},
}

// Each band is as wide as its amount on one scale, to a hundredth of a percent; bands of
// a row neither overlap nor leave the picture, and ribbons are as wide as what they join.
func TestFlow(t *testing.T) {
	for name, a := range flows {
		f := chart.LayFlow(a)
		rows := [][]chart.Band{f.Sources, {f.Whole}, f.Kinds, slices.Concat(f.Parts...)}
		var values [4][]decimal.Decimal
		values[0], values[1] = a.Sources, []decimal.Decimal{a.Whole}
		for _, k := range a.Kinds {
			values[2], values[3] = append(values[2], k.Value), append(values[3], k.Parts...)
		}
		for r, row := range rows {
			if len(row) != len(values[r]) {
				t.Fatalf("%s: row %d has %d bands, want %d", name, r, len(row), len(values[r]))
			}
			for i, b := range row {
				want := values[r][i].Mul(decimal.NewFromInt(int64(f.Whole.Width))).Div(a.Whole)
				if off := want.Sub(decimal.NewFromInt(int64(b.Width))).Abs(); off.GreaterThan(decimal.NewFromInt(2)) {
					t.Errorf("%s: row %d, band %d of %s: got width %s, want %s of %s", name, r, i, values[r][i], b.Width, want.Shift(-2), f.Whole.Width)
				}
				if b.X < 0 || b.End() > chart.Whole {
					t.Errorf("%s: row %d, band %d leaves the picture: %v", name, r, i, b)
				}
				if i > 0 && b.X <= row[i-1].End() {
					t.Errorf("%s: row %d: band %d begins at %s, the one before ends at %s", name, r, i, b.X, row[i-1].End())
				}
			}
		}
		for i, ribbons := range append([][]chart.Ribbon{f.In, f.Out}, f.Down...) {
			for j, r := range ribbons {
				if off := r.From.Width - r.To.Width; off < -2 || off > 2 {
					t.Errorf("%s: ribbon %d of row %d is %s wide at its top and %s below", name, j, i, r.From.Width, r.To.Width)
				}
				if j > 0 && i > 0 && r.From.X < ribbons[j-1].From.End() {
					t.Errorf("%s: ribbon %d of row %d overlaps the one before", name, j, i)
				}
			}
		}
		for i, at := range f.Numbers {
			if at < 0 || at > chart.Whole || i > 0 && at-f.Numbers[i-1] < chart.Whole/chart.MostParts {
				t.Errorf("%s: number %d stands at %s, after %v", name, i, at, f.Numbers[:i])
			}
		}
	}
}

func TestBars(t *testing.T) {
	values := func(texts ...string) (all []decimal.NullDecimal) {
		for _, text := range texts {
			value, err := decimal.NewFromString(text)
			all = append(all, decimal.NullDecimal{Decimal: value, Valid: err == nil})
		}
		return all
	}
	for _, test := range []struct {
		amounts []decimal.NullDecimal
		want    []chart.Bar
	}{
		{values("100", "50", "0.01", "0", "—"), []chart.Bar{{0, 100_00, false}, {0, 50_00, false}, {0, 1, false}, {}, {}}},
		{values("75", "-25"), []chart.Bar{{25_00, 75_00, false}, {0, 25_00, true}}},
		{values("-3.40"), []chart.Bar{{0, 100_00, true}}},
		{values("0", "0"), []chart.Bar{{}, {}}},
		{nil, []chart.Bar{}},
	} {
		if got := chart.Bars(test.amounts); !slices.Equal(got, test.want) {
			t.Errorf("%v: got %v, want %v", test.amounts, got, test.want)
		}
	}
	for _, test := range []struct {
		shares []decimal.NullDecimal
		want   []chart.Percent
	}{
		{values("25", "50", "75", "100"), []chart.Percent{25_00, 50_00, 75_00, 100_00}},
		{values("0", "", "77.0609319", "22.9390681"), []chart.Percent{0, 0, 77_06, 22_94}},
		{values("100", "200"), []chart.Percent{50_00, 100_00}}, // more than the whole
	} {
		if got := chart.Columns(test.shares); !slices.Equal(got, test.want) {
			t.Errorf("%v: got %v, want %v", test.shares, got, test.want)
		}
	}
}

func TestLengths(t *testing.T) {
	for got, want := range map[string]string{
		chart.Percent(23_81).String(): "23.81%",
		chart.Percent(100).String():   "1%",
		chart.Percent(150).String():   "1.5%",
		chart.Percent(5).String():     "0.05%",
		chart.Em(-290).String():       "-2.9em",
		chart.Px(-5).String():         "-0.05",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for text, want := range map[string]chart.Em{"基本支出": 400, "644.80": 5*67 + 34, "“三公”": 400, "": 0} {
		if got := chart.TextWidth(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// No line is wider than the room, nothing is lost but spaces at ends of lines, and no
// line begins with a mark that closes or cuts a number.
func TestLines(t *testing.T) {
	for _, test := range []struct {
		text  string
		width chart.Em
		want  []string
	}{
		{"收入 2,708.03 万元，来自一般公共预算拨款。", 1000, []string{"收入 2,708.03 万", "元，来自一般公共预算", "拨款。"}},
		{"预算。", 200, []string{"预", "算。"}},
		{"见https://a.example/b", 500, []string{"见", "https://a.example/b"}},
		{"（本级）", 1000, []string{"（本级）"}},
		{"", 1000, nil},
	} {
		if got := chart.Lines(test.text, test.width); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
