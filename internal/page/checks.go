package page

import (
	"fmt"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// ChecksPage shows what came of holding the figures of a report against one
// another.
type ChecksPage struct {
	Base
	ChecksView
}

// ChecksView is what was found as it is read. On the print page, which is long
// enough without them, Agreeing says only how many there are, and Whole where
// they are.
type ChecksView struct {
	ID       string // on the print page
	Level    int    // of the heading
	Question string
	Title    string
	Answer   string
	Severity string         // how bad it is
	Jump     []CheckSubject // what does not agree, to be jumped to
	Bar      []BarPart
	About    *Link        // whom to tell of a mistake of the site, nil where nobody is named
	Wanting  []CheckGroup // what does not agree, rounding, and what could not be checked
	AgreeID  string
	Agreeing []CheckGroup // by family
	Whole    *Link
	OpenID   string
	Coverage string
	Open     []OpenFigures // by what they stand in
}

// BarPart is an outcome in the picture, which is barWidth units wide.
type BarPart struct {
	Name  string
	Class string
	Count int
	X, W  int
	Href  string
}

// CheckGroup is a list of findings.
type CheckGroup struct {
	ID, Title, Explanation string
	Of                     string // what is counted: 组, of titles and contents 项
	Count                  int
	Checks                 []CheckView    // of what agrees
	Subjects               []CheckSubject // of what is to be looked at
}

// CheckView is one finding.
type CheckView struct {
	ID, Title  string
	Control    *Control // nil on the print page
	Formula    []FormulaPart
	Figures    []CheckedFigure // once more with their places, where it does not agree
	Difference string          // with its sign and unit, "" for none
	Why        string
	Remark     string
	Basis      string
}

// FormulaPart is a stretch of a formula: a published figure, which leads to
// its place, or what joins figures.
type FormulaPart struct {
	Text  string
	Href  string // "" for what joins figures
	Place string // the figure after the words for where it stands
}

// CheckedFigure is a figure of a relation with the way to its place.
type CheckedFigure struct {
	Sign string
	Link
	Figure string // as published
	Unit   string // where Figure does not say it
}

// OpenFigures are those of one table, form or section.
type OpenFigures struct {
	Around  string
	Figures []OpenFigure
}

// OpenFigure is a figure that no relation binds.
type OpenFigure struct {
	Link
	Figure string
	After  string // why it stands only there, and what divides it from the next one
}

// The picture: its width, and how wide at least a part is so that it is seen.
const (
	barWidth = 1000
	barLeast = 8
)

// Checks is the page of the findings of a report.
func (s Site) Checks(o report.Outline, findings []finding.Finding, c finding.Coverage) ChecksPage {
	ref := report.Ref{Part: report.ChecksPart}
	v := newView(o, ref).checks(findings, c)
	v.About = s.told()
	p := ChecksPage{
		Base:       s.base("checks", o, ref, v.Title, fullTitle(o.Front)+"："+v.Question+v.Answer),
		ChecksView: v,
	}
	p.OwnSheets = s.ownSheets("checks")
	return p
}

func (v *view) checks(findings []finding.Finding, c finding.Coverage) ChecksView {
	t := v.outline.Checks
	p := ChecksView{
		ID: v.partID(), Level: v.titleLevel(),
		Question: "数字对得上吗？", Title: report.ChecksPart.Name(),
		Answer: checksAnswer(t), Severity: severity(findings),
		Bar:     v.bar(),
		AgreeID: v.anchor("agree"), OpenID: v.anchor("coverage"),
		Coverage: coverage(c) + madeOn(t),
	}
	if v.onPrint {
		p.Whole = &Link{Text: report.ChecksPart.Name(), Href: v.outline.Base() + v.ref.String()}
	}
	for _, w := range []struct {
		outcome finding.Outcome
		explain string
	}{
		{finding.Disagrees, "按原文印出的数字或文字，两边不同，四舍五入也解释不了。"},
		{finding.Rounding, "印出的数字略有出入，但四舍五入或者舍去后面的位数，可以产生这样的差额。"},
		{finding.Unchecked, "该有数字的地方空着而表中的合计也不能推定，或者以文字表述，或者写有“约”而放宽后可以相合，所以不下结论。这不算通过。"},
	} {
		g := v.wanting(findings, string(w.outcome), wording.Outcome(w.outcome), func(f *finding.Finding) bool {
			return f.Outcome == w.outcome && f.Family != finding.Completeness
		})
		g.Explanation = w.explain
		if g.Count > 0 {
			p.Wanting = append(p.Wanting, g)
		}
		if w.outcome == finding.Disagrees {
			p.Jump = g.Subjects
		}
	}
	if g := v.wanting(findings, "titles", "标题和必备内容", func(f *finding.Finding) bool {
		return f.Outcome != finding.Agrees && f.Family == finding.Completeness
	}); g.Count > 0 {
		g.Of = "项"
		g.Explanation = fmt.Sprintf("另查标题和必备内容 %d 项，这几项用字不同、没有找到，或者说的与表不合。不涉及金额，不在上面的数字里。", t.Present+t.Wanting)
		p.Wanting = append(p.Wanting, g)
	}
	if g := v.sameReason(findings); g.Count > 0 {
		p.Wanting = append(p.Wanting, g)
	}
	for _, family := range finding.Families {
		g := v.checkGroup(findings, string(family), wording.Family(family), func(f *finding.Finding) bool {
			return f.Fold == "" && f.Outcome == finding.Agrees && f.Family == family
		})
		if family == finding.Completeness {
			g.Of = "项"
		}
		if g.Count > 0 {
			p.Agreeing = append(p.Agreeing, g)
		}
	}
	folded := v.checkGroup(findings, "folded", "不单独计数的：相加的各项里至多一项不是 0 或空白，或同样的数字在表中另一栏再出现",
		func(f *finding.Finding) bool { return f.Fold != "" && f.Fold != finding.SameReason })
	if folded.Count > 0 {
		p.Agreeing = append(p.Agreeing, folded)
	}
	for _, open := range c.Open {
		around := wording.Around(open.Place)
		if n := len(p.Open); n == 0 || p.Open[n-1].Around != around {
			p.Open = append(p.Open, OpenFigures{Around: around})
		}
		all := &p.Open[len(p.Open)-1].Figures
		if n := len(*all); n > 0 {
			(*all)[n-1].After += "；"
		}
		o := OpenFigure{Link: Link{Text: wording.Inside(open.Place), Href: v.href(open.Ref)}, Figure: open.Text}
		if open.Why != "" {
			o.After = "（" + strings.TrimSuffix(open.Why, "。") + "）"
		}
		*all = append(*all, o)
	}
	return p
}

// bar lays the outcomes side by side, in the order of the page.
func (v *view) bar() []BarPart {
	t := v.outline.Checks
	parts := []BarPart{}
	for _, part := range []struct {
		outcome finding.Outcome
		count   int
	}{
		{finding.Agrees, t.Agree}, {finding.Rounding, t.Rounded}, {finding.Disagrees, t.Disagree}, {finding.Unchecked, t.Unchecked},
	} {
		class := string(part.outcome)
		parts = append(parts, BarPart{Name: wording.Outcome(part.outcome), Class: class, Count: part.count, Href: "#" + v.anchor(class)})
	}
	var shown []BarPart
	widest, used := 0, 0
	for _, p := range parts {
		if p.Count == 0 {
			continue
		}
		p.W = max(barLeast, barWidth*p.Count/t.Total())
		used += p.W
		shown = append(shown, p)
		if p.Count > shown[widest].Count {
			widest = len(shown) - 1
		}
	}
	x := 0
	for i := range shown {
		if i == widest {
			shown[i].W += barWidth - used // what rounding left, or the narrow parts took
		}
		shown[i].X = x
		x += shown[i].W
	}
	return shown
}

// checkGroup lists the findings of a group; the print page only counts them.
func (v *view) checkGroup(findings []finding.Finding, id, title string, in func(*finding.Finding) bool) CheckGroup {
	g := CheckGroup{ID: v.anchor(id), Title: title, Of: "组"}
	for i := range findings {
		if !in(&findings[i]) {
			continue
		}
		g.Count++
		if !v.onPrint {
			g.Checks = append(g.Checks, v.check(&findings[i]))
		}
	}
	return g
}

// wanting lists findings that are to be looked at by what they are about.
func (v *view) wanting(findings []finding.Finding, id, title string, in func(*finding.Finding) bool) CheckGroup {
	g := CheckGroup{ID: v.anchor(id), Title: title, Of: "组"}
	var wanted []*finding.Finding
	for i := range findings {
		if f := &findings[i]; f.Fold == "" && in(f) {
			wanted = append(wanted, f)
		}
	}
	g.Count, g.Subjects = len(wanted), v.bySubject(id, wanted)
	return g
}

func (v *view) check(f *finding.Finding) CheckView {
	c := CheckView{ID: v.id(v.ref.Check(f.Key)), Title: wording.Title(f), Formula: v.formula(f), Why: wording.Why(f), Remark: f.Remark, Basis: f.Basis}
	if c.Control = v.control(v.ref.Check(f.Key), "引用这一项"); c.Control != nil {
		c.Control.Words = wording.Outcome(f.Outcome)
	}
	if f.Difference != "" {
		c.Difference = wording.Signed(f)
	}
	if f.Outcome == finding.Agrees {
		return c
	}
	for _, o := range f.Operands {
		c.Figures = append(c.Figures, v.checkedFigure(o, o.Sign))
	}
	if f.Stated.Place.What != "" {
		c.Figures = append(c.Figures, v.checkedFigure(f.Stated, "对照"))
	}
	return c
}

// formula makes the figures of a formula links to their places.
func (v *view) formula(f *finding.Finding) []FormulaPart {
	var parts []FormulaPart
	for _, piece := range wording.Pieces(f) {
		part := FormulaPart{Text: piece.Text}
		if o := piece.Figure; o != nil && o.Ref != (report.Ref{}) {
			part.Href, part.Place = v.href(o.Ref), wording.Place(o.Place)+" "+piece.Text
		}
		parts = append(parts, part)
	}
	return parts
}

func (v *view) checkedFigure(o finding.Operand, sign string) CheckedFigure {
	c := CheckedFigure{Sign: sign, Link: Link{Text: wording.Place(o.Place)}, Figure: o.Text}
	if o.Ref != (report.Ref{}) {
		c.Href = v.href(o.Ref)
	}
	switch {
	case o.Text == c.Link.Text:
		c.Figure = "" // a table without a label is named by its title
	case o.Text == "":
		c.Figure = wording.Blank
	case o.Value != "" && !strings.HasSuffix(o.Text, o.Unit):
		if _, err := report.ParseAmount(o.Text); err == nil {
			c.Unit = o.Unit
		}
	}
	return c
}
