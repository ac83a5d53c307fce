package report_test

import (
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // "" where it is no figure
	}{
		{"0", "0"},
		{"0.00", "0"},
		{"7", "7"},
		{"2,708.03", "2708.03"},
		{"2708.03", "2708.03"},
		{"1,234,567.8900", "1234567.89"},
		{"999", "999"},
		{"-20,000.00", "-20000"},
		{"0.000001", "0.000001"},
		{"99,999,999,999.99", "99999999999.99"},
		{"", ""},
		{" 1", ""},
		{"1 ", ""},
		{"1\n", ""},
		{"1e5", ""},
		{"1E5", ""},
		{"12,34", ""},
		{"1,2345", ""},
		{"1234,567", ""},
		{",123", ""},
		{"1,", ""},
		{"0,123", ""},
		{"007", ""},
		{"1.", ""},
		{".5", ""},
		{"1.2.3", ""},
		{"+1", ""},
		{"--1", ""},
		{"−1", "-1"}, // U+2212
		{"－3.40", "-3.4"},
		{"△3.40", "-3.4"},
		{"（3.40）", "-3.4"},
		{"(1,003.40)", "-1003.4"},
		{"(3.40", ""},
		{"（3.40)", ""},
		{"-（3.40）", ""},
		{"—", ""},
		{"１２", "12"}, // full-width digits
		{"１，２３４．５", "1234.5"},
		{"－１２", "-12"},
		{"1２", ""},    // of both widths
		{"1，234", ""}, // full-width comma among others
		{"٣", ""},     // a digit of another script
		{"0x10", ""},
		{"NaN", ""},
		{"Inf", ""},
		{"不适用", ""},
		{strings.Repeat("9", 18), strings.Repeat("9", 18)},
		{strings.Repeat("9", 19), ""}, // more than a 64-bit integer of minor units holds
		{"0.0000000000000000001", ""},
	} {
		got, err := report.ParseAmount(c.text)
		switch {
		case c.want == "" && err == nil:
			t.Errorf("ParseAmount(%q): got %s, want an error", c.text, got)
		case c.want != "" && err != nil:
			t.Errorf("ParseAmount(%q): got %v, want %s", c.text, err, c.want)
		case c.want != "" && got.String() != c.want:
			t.Errorf("ParseAmount(%q): got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // figure=value unit
	}{
		{"收入2,708.03万元，增加289.11万元，增长11.95%", []string{"2,708.03=2708.03万元", "289.11=289.11万元"}},
		{"包括人员支出 562.70 万元、公用支出 75.77 万元", []string{"562.70=562.7万元", "75.77=75.77万元"}},
		{"费用3亿元，另有5元", []string{"3=3亿元", "5=5元"}},
		{"2021年预算数0万元", []string{"0=0万元"}},
		{"实有在编人数15人，增长11.95%", nil},
		{"12,34万元和007万元", nil},    // no figures
		{"减少-5万元、−5万元、－5万元", nil}, // less than nothing
		{"编号A12元和1.2.3万元", nil},   // tails of longer words
		{"１2万元", nil},             // the digit before is full-width
		{"支出1,000.00元/人", []string{"1,000.00=1000元"}},
		{"", nil},
	} {
		var got []string
		for _, m := range report.Mentions(c.text) {
			got = append(got, c.text[m.Start:m.End]+"="+m.Value.String()+string(m.Unit))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Mentions(%q):\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
}

// FuzzParseAmount holds what is accepted to the form of a published figure,
// whose value says the same as its digits.
func FuzzParseAmount(f *testing.F) {
	for _, seed := range []string{"2,708.03", "0", "-1.50", "1e5", "12,34", "−1", "１", "1_000", "9999999999999999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, err := report.ParseAmount(text)
		if err != nil {
			return
		}
		if strings.Trim(text, "0123456789,.-−－△()（）０１２３４５６７８９，．") != "" {
			t.Fatalf("ParseAmount(%q): accepted a character that is in no figure", text)
		}
		plain := strings.NewReplacer(",", "", "，", "", "．", ".", "０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "−", "-", "－", "-", "△", "-", "(", "-", "（", "-", ")", "", "）", "").Replace(text)
		want, err := decimal.NewFromString(plain)
		if err != nil || !value.Equal(want) {
			t.Fatalf("ParseAmount(%q): got %s, want %s", text, value, plain)
		}
		fraction := 0
		if _, after, ok := strings.Cut(plain, "."); ok {
			fraction = len(after)
		}
		if got := value.StringFixed(int32(fraction)); got != plain && !(value.IsZero() && got == strings.TrimPrefix(plain, "-")) {
			t.Fatalf("ParseAmount(%q): written back as %s", text, got)
		}
	})
}

// FuzzMentions checks that mentions are figures in order, inside the text.
func FuzzMentions(f *testing.F) {
	f.Add("收入2,708.03万元，增加289.11 万元")
	f.Add("−5元1元,2元")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range report.Mentions(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("Mentions(%q): range %d to %d after %d", text, m.Start, m.End, end)
			}
			end = m.End
			if value, err := report.ParseAmount(text[m.Start:m.End]); err != nil || !value.Equal(m.Value) {
				t.Fatalf("Mentions(%q): %q is not %s", text, text[m.Start:m.End], m.Value)
			}
			if !strings.HasPrefix(strings.TrimLeft(text[m.End:], " \t\n\f\r"), string(m.Unit)) {
				t.Fatalf("Mentions(%q): no %s after %q", text, m.Unit, text[m.Start:m.End])
			}
		}
	})
}
