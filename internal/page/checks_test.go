package page_test

import (
	"slices"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/report"
)

func TestChecks(t *testing.T) {
	o := sample().Outline()
	o.Checks = report.Tally{Agree: 900, Disagree: 1, Present: 9, Wanting: 1}
	p := site.Checks(o, []finding.Finding{
		{Key: "甲", Family: finding.Within, Outcome: finding.Agrees},
		{Key: "乙", Outcome: finding.Disagrees, Difference: "+0.01", Unit: "万元", Formula: "（_ + 1.00）× 2 = 2.01",
			Operands: []finding.Operand{
				{Ref: report.TableRef(1).Cell(3, 2), Place: finding.Place{What: finding.Words, Name: "甲"}, InFormula: finding.Stretch{Start: 3, End: 4}},
				{Ref: report.TableRef(1).Cell(4, 2), Place: finding.Place{What: finding.Words, Name: "合计"}, Text: "1.00", Value: "1.00", Unit: "万元", InFormula: finding.Stretch{Start: 7, End: 11}},
				{Text: "2", Value: "2", InFormula: finding.Stretch{Start: 17, End: 18}},
			}},
	}, finding.Coverage{})
	if got, want := p.Answer, "核对了 901 组数字：900 组对得上，1 组对不上。另查标题和必备内容 10 项，1 项不同或缺少。"; got != want {
		t.Errorf("answer: got %q, want %q", got, want)
	}
	x := 0
	for _, b := range p.Bar {
		if b.X != x || b.W < 8 {
			t.Errorf("bar: got %s at %d, %d wide, want it at %d and wide enough to see", b.Name, b.X, b.W, x)
		}
		x += b.W
	}
	if x != 1000 || len(p.Bar) != 2 {
		t.Errorf("bar: got %d parts, %d wide, want 2, 1000 wide", len(p.Bar), x)
	}
	c := p.Wanting[0].Checks[0]
	if want := (report.Ref{}).Check("乙").Anchor; c.ID != want || c.Difference != "+0.01万元" || c.Figures[1].Href != base+"/tables/1#r4c2" || c.Figures[1].Unit != "万元" {
		t.Errorf("finding: got %+v, want the id %s, its difference and a link to the cell", c, want)
	}
	if want := []page.FormulaPart{
		{Text: "（"},
		{Text: "空白", Href: base + "/tables/1#r3c2", Place: "甲 空白"},
		{Text: " + "},
		{Text: "1.00", Href: base + "/tables/1#r4c2", Place: "合计 1.00"},
		{Text: "）× "}, {Text: "2"}, {Text: " = 2.01"}, // a constant stands nowhere
	}; !slices.Equal(c.Formula, want) {
		t.Errorf("formula: got %q, want %q", c.Formula, want)
	}
	if agreeing := p.Agreeing[0].Checks[0]; agreeing.Figures != nil {
		t.Errorf("finding that agrees: got figures %v once more, want them in the formula alone", agreeing.Figures)
	}
	if len(p.Wanting) != 1 || len(p.Agreeing) != 1 {
		t.Errorf("got %d groups that are wanting and %d that agree, want one each", len(p.Wanting), len(p.Agreeing))
	}
}
