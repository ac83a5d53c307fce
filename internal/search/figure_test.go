package search_test

import (
	"strings"
	"testing"

	"disclosure/internal/report"
	"disclosure/internal/search"
	"github.com/shopspring/decimal"
)

// A figure is found by its value in full, never by a part of its digits, and
// without a unit only as it is published.
func TestFiguresAreWhole(t *testing.T) {
	for _, test := range []struct {
		query string
		at    string
		found bool
	}{
		{"2708.03", futian + "/tables/7#r1c4", true},
		{"2,708.03", futian + "/sections/2#p1", true},
		{"708.03", futian + "/tables/7#r1c4", false},
		{"708.03", futian + "/sections/2#p1", false},
		{"2708.03元", futian + "/tables/7#r1c4", false},
		{"171.6万元", futian + "/projects/5#f6", true},
		{"171.60", futian + "/projects/5#i2", true},
		{"160万元", futian + "/projects/5#i1", true},
		{"-20000", qinghe + "/tables/2#r21c4", true},
		{"20000", qinghe + "/tables/2#r21c4", false},
		{"20103", futian + "/tables/7#r5", false},
	} {
		got := false
		for _, address := range everything(t, test.query) {
			got = got || address == test.at
		}
		if got != test.found {
			t.Errorf("%q: got %s found %v, want %v", test.query, test.at, got, test.found)
		}
	}
}

func TestSameFigure(t *testing.T) {
	s, err := library()
	if err != nil {
		t.Fatal(err)
	}
	futianKey := report.Key{Unit: futian, Year: 2021, Kind: "budget"}
	for _, test := range []struct {
		value, unit string
		want        string
	}{
		{"647.60", "万元", "/sections/3#p10 /tables/5#r8c2 /tables/5#r8c3 /tables/5#r8c4 /tables/13#r5c3 /tables/13#r5c4"},
		{"6476000", "元", "/sections/3#p10 /tables/5#r8c2 /tables/5#r8c3 /tables/5#r8c4 /tables/13#r5c3 /tables/13#r5c4"},
		{"6476000", "", ""},
		{"171.6", "", "/tables/14#r4c3 /tables/14#r4c4 /projects/5#f6 /projects/5#f7 /projects/5#f8 /projects/5#i2"},
		{"123456.78", "万元", ""},
	} {
		places, err := search.SameFigure(ctx, s, futianKey, decimal.RequireFromString(test.value), test.unit)
		var got []string
		for _, p := range places {
			got = append(got, p.Ref.String())
		}
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s%s: got %v (error %v), want %s", test.value, test.unit, got, err, test.want)
		}
	}
	if places, err := search.SameFigure(ctx, s, report.Key{Unit: "x"}, decimal.Zero, ""); err != nil || places != nil {
		t.Errorf("an unknown report: got %v, error %v, want nothing", places, err)
	}
}
