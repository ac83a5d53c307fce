package page

import (
	"strings"
	"testing"

	"disclosure/internal/chart"
)

// A picture without title, description, figures, or an address and a full name of each
// part is none.
func TestPictureIsComplete(t *testing.T) {
	whole := func() Picture {
		return Picture{Slug: "x", Title: "图", Description: "说明。", Flow: &FlowPicture{
			Nodes: []FlowNode{{Href: "/a#r1c1", Name: "基本支出 1.00 万元"}}, Rows: []FlowRow{{}},
		}}
	}
	if err := whole().complete(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*Picture){
		"without title":  func(p *Picture) { p.Title = "" },
		"no description": func(p *Picture) { p.Description = "" },
		"no figures":     func(p *Picture) { p.Flow.Rows = nil },
		"no address":     func(p *Picture) { p.Flow.Nodes[0].Href = "" },
		"no name":        func(p *Picture) { p.Flow.Nodes[0].Name = "" },
	} {
		p := whole()
		spoil(&p)
		if err := p.complete(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}

// A text is shown from the width on at which it fits with half an em to spare.
func TestTier(t *testing.T) {
	for _, test := range []struct {
		width chart.Percent
		text  string
		want  int
	}{
		{100_00, "收入总计", 0},
		{31_04, "基本支出", 0}, // 4.5 em of 14.5
		{31_00, "基本支出", 1},
		{15_00, "基本支出", 2},
		{10_23, "基本支出", 3}, // 4.5 em of 44
		{10_20, "基本支出", 4},
		{0, "", 4},
	} {
		if got := tier(test.width, test.text); got != test.want {
			t.Errorf("%s in %s: got %d, want %d", test.text, test.width, got, test.want)
		}
	}
}
