package page_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/report"
)

func TestChecks(t *testing.T) {
	o := sample().Outline()
	o.Checks = report.Tally{Agree: 900, Disagree: 1, Present: 9, Wanting: 1, Figures: 1200, Unbound: 130, Prose: 135, Untold: 127}
	p := site.Checks(o, []finding.Finding{
		{Key: "甲", Family: finding.Within, Outcome: finding.Agrees},
		{Key: "乙", Outcome: finding.Disagrees, Difference: "+0.01", Unit: "万元", Formula: "（_ + 1.00）× 2 = 2.01",
			Operands: []finding.Operand{
				{Ref: report.TableRef(1).Cell(3, 2), Place: finding.Place{What: finding.Words, Name: "甲"}, InFormula: finding.Stretch{Start: 3, End: 4}},
				{Ref: report.TableRef(1).Cell(4, 2), Place: finding.Place{What: finding.Words, Name: "合计"}, Text: "1.00", Value: "1.00", Unit: "万元", InFormula: finding.Stretch{Start: 7, End: 11}},
				{Text: "2", Value: "2", InFormula: finding.Stretch{Start: 17, End: 18}},
			}},
	}, finding.Coverage{})
	if got, want := p.Answer, "核对了 901 组数字：900 组对得上，1 组对不上。表里的数共 1065 个，3 个没有核对；正文里的金额 135 个，127 个没有核对。"; got != want {
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
	c := p.Wanting[0].Subjects[0].Checks[0]
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

// Readers are asked to tell of mistakes where somebody is named whom to tell.
func TestChecksAskForMistakes(t *testing.T) {
	o := sample().Outline()
	named := site
	named.Contact = "mailto:report@example.test"
	if p := site.Checks(o, nil, finding.Coverage{}); p.About != nil {
		t.Errorf("got %v, want no way to nobody", *p.About)
	}
	if p := named.Checks(o, nil, finding.Coverage{}); p.About == nil || p.About.Href != "/about" {
		t.Errorf("got %v, want the page that names whom to tell", p.About)
	}
}

// What is to be looked at stands under what it is about, the largest difference of money
// first; whether it is bad is said from where it stands and how much it is.
func TestChecksBySubject(t *testing.T) {
	o := sample().Outline()
	in := func(key, project, difference, unit string, family finding.Family) finding.Finding {
		return finding.Finding{Key: key, Family: family, Outcome: finding.Disagrees, Difference: difference, Unit: unit,
			Says: finding.Statement{Project: project}, Stated: finding.Operand{Ref: report.TableRef(1).Cell(1, 2), Place: finding.Place{What: finding.Cell, Table: "表 1"}}}
	}
	findings := []finding.Finding{
		in("甲", "网络", "−0.5", "万元", finding.Forms), in("乙", "", "+1", "个", finding.Targets), in("丙", "购置", "−20,000", "元", finding.Forms),
		in("丁", "网络", "+30.2", "千元", finding.Forms),
		{Key: "戊", Family: finding.Completeness, Outcome: finding.Disagrees}, {Key: "己", Family: finding.Within, Outcome: finding.Disagrees, Difference: "+9", Unit: "亿元", Fold: finding.SameReason},
	}
	p := site.Checks(o, findings, finding.Coverage{})
	var got []string
	for _, s := range p.Jump {
		got = append(got, s.Title+"："+s.Says)
	}
	if want := []string{"项目“网络”：2 组，最大相差 30.2千元", "项目“购置”：1 组，相差 20,000元", "表 1 收支总表：1 组"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := "附表里各项相加都没有对不上的；对不上的在项目申报表、绩效目标里，金额最大的一处相差 30.2千元。"; !strings.HasPrefix(p.Severity, want) {
		t.Errorf("got %s, want it to begin %s", p.Severity, want)
	}
	more := append([]finding.Finding{{Family: finding.Across, Outcome: finding.Agrees}, {Family: finding.Prose, Outcome: finding.Disagrees}}, findings...)
	if got, want := site.Checks(o, more, finding.Coverage{}).Severity, "附表里各项相加、各表之间都没有对不上的；对不上的在文字说明、项目申报表、绩效目标里，"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want it to begin %s", got, want)
	}
	more[1].Operands = []finding.Operand{{Ref: report.TableRef(1).Cell(1, 2)}}
	if got, want := site.Checks(o, more, finding.Coverage{}).Severity, "附表里各项相加、各表之间都没有对不上的；对不上的在文字说明同附表之间、项目申报表、绩效目标里，"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want it to begin %s", got, want)
	}
	if last := p.Wanting[len(p.Wanting)-1]; last.Title != "与上面某一项是同一个原因" || last.Count != 1 || len(p.Agreeing) != 0 {
		t.Errorf("got %+v last and %d groups that agree, want what fails for a known reason last, and none among those that agree", last, len(p.Agreeing))
	}
	findings[1].Family = finding.Across
	if got, want := site.Checks(o, findings, finding.Coverage{}).Severity, "附表的合计或各表之间有 1 组对不上，"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want it to begin %s", got, want)
	}
	if got, want := site.Checks(o, nil, finding.Coverage{}).Severity, "没有对不上的。"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want it to begin %s", got, want)
	}
}

// A table without a label is named once among the figures of a finding, by its title.
func TestCheckNamesTableOnce(t *testing.T) {
	for label, want := range map[string]string{"": "", "表 8": "基金表"} {
		table := finding.Operand{Place: finding.Place{What: finding.WholeTable, Table: cmp.Or(label, "基金表")}, Text: "基金表"}
		p := site.Checks(sample().Outline(), []finding.Finding{{Key: "甲", Family: finding.Completeness, Outcome: finding.Disagrees, Operands: []finding.Operand{table},
			Says: finding.Statement{Pattern: finding.SaysWhy}, Reason: finding.Reason{Claim: finding.Explained}}}, finding.Coverage{})
		if got := p.Wanting[0].Subjects[0].Checks[0].Figures[0].Figure; got != want {
			t.Errorf("labelled %q: got %q beside its name, want %q", label, got, want)
		}
	}
}
