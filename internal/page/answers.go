package page

import (
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/answer"
	"disclosure/internal/report"
)

// AnswerView is a question of a reader with what the report answers.
type AnswerView struct {
	ID       string
	Question string
	Said     []Stretch
	Lead     string // before the quotes
	Quotes   []QuoteView
	More     *Link
	Pictures []Picture
}

// The questions, with their addresses on the page.
const (
	doesWhat     = "does"
	howMuch      = "money"
	whatFor      = "uses"
	moreOrLess   = "change"
	largestOne   = "largest"
	threePublics = "three-public"
	addsUp       = "adds-up"
	toReach      = "goals"
)

// answers says what the report answers, in the order in which a reader asks. What it
// does not answer is left out.
type answers struct {
	view  *view
	known Places
	kind  report.Kind
	found answer.Answers
	seen  map[int]bool
	all   []AnswerView
}

func (v *view) answers(r *report.Report, found answer.Answers, seen map[int]bool) (opening []Stretch, list []AnswerView) {
	a := &answers{view: v, known: placesOf(r), kind: v.outline.Words(), found: found, seen: seen}
	opening = a.opening()
	a.duties()
	a.income()
	a.uses()
	a.change()
	a.largest()
	a.threePublic()
	a.checks()
	a.goals()
	return opening, a.all
}

func (a *answers) say() *saying { return &saying{view: a.view, known: a.known, seen: a.seen} }

func (a *answers) add(id, question string, s *saying) *AnswerView {
	a.all = append(a.all, AnswerView{ID: id, Question: question, Said: s.pieces})
	return &a.all[len(a.all)-1]
}

func (a *answers) year() string { return strconv.Itoa(a.view.outline.Year) + " 年" }

func (a *answers) duties() {
	d := a.found.Duties
	if d == nil {
		return
	}
	s := a.say()
	quotes := d.Listed
	switch {
	case d.Is != nil && d.Of > 0 && len(d.Listed) > 0:
		s.words("报告这样介绍，并列出 ", strconv.Itoa(d.Of), " 项职能")
		if d.Of > len(d.Listed) {
			s.words("，例如")
		}
		s.words("：")
		quotes = append([]answer.Quote{*d.Is}, d.Listed...)
	case d.Is != nil:
		s.words("报告这样介绍：")
		quotes = []answer.Quote{*d.Is}
	case d.Of > len(d.Listed):
		s.words("报告列出 ", strconv.Itoa(d.Of), " 项职能，例如：")
	default:
		s.words("报告这样写：")
	}
	view := a.add(doesWhat, "这个"+a.kind.Body+"做什么？", s)
	for _, q := range quotes {
		view.Quotes = append(view.Quotes, s.quote(q))
	}
}

// listed adds parts of a whole with their shares: the first n, and how many more.
func listed(s *saying, parts []answer.Figure, whole answer.Figure, n int) {
	for i, part := range parts[:min(n, len(parts))] {
		if i > 0 {
			s.words("、")
		}
		s.shared(part, part.Label, whole)
	}
	if len(parts) > n {
		s.words("等 ", strconv.Itoa(len(parts)), " 项")
	}
}

const partsListed = 3

func (a *answers) income() {
	t := a.found.Income
	if t == nil {
		return
	}
	s := a.say()
	s.words(a.kind.Money, "收入 ").figure(t.Figure, a.kind.Money+"收入")
	switch {
	case len(t.Parts) == 1:
		s.words("，全部是").words(t.Parts[0].Label)
	case len(t.Parts) > 1:
		s.words("，来自")
		listed(s, t.Parts, t.Figure, partsListed)
	}
	s.words("。", perDay(t.Figure, a.view.outline.Year), "。")
	a.add(howMuch, a.year()+"有多少钱，从哪里来？", s)
}

func (a *answers) uses() {
	e := a.found.Expenditure
	if e == nil {
		return
	}
	s := a.say()
	if s.words(a.kind.Money, "支出 ").figure(e.Figure, a.kind.Money+"支出"); a.found.Basic != nil && a.found.Project != nil {
		s.words("，其中")
		s.shared(*a.found.Basic, "基本支出", e.Figure).words("，").shared(*a.found.Project, "项目支出", e.Figure)
	}
	s.words("。")
	if len(e.Parts) > 0 {
		s.words("按政府支出的功能分，")
		if len(e.Parts) == 1 {
			s.words("全部是").words(e.Parts[0].Label)
		} else {
			s.words("最多的是").shared(e.Parts[0], e.Parts[0].Label, e.Figure)
		}
		s.words("。")
	}
	view := a.add(whatFor, "花到哪里去？", s)
	if a.found.Spending != nil {
		view.More = &Link{Text: "一层一层看钱花在哪里", Href: "#" + spendingID}
	}
}

func (a *answers) change() {
	c := a.found.Change
	if c == nil {
		return
	}
	s := a.say()
	for one := c; one != nil; one = one.Other {
		s.words(a.subject(one), " ").figure(one.Now, a.subject(one)).words("，比", base(one.Base), more(one.More), " ").figure(one.By, more(one.More))
		if one.Rate != "" {
			s.words("，" + one.Rate)
		}
		s.words("。")
		if one == c && one.FromNothing() {
			s.words("由此推算，", strings.TrimSpace(base(one.Base)), "是 0（", one.Now.Text, " − ", byIn(one), "，本站推算），增长的百分比无从算起。")
		} else if one.Before != nil && one == c {
			sign := " − "
			if !one.More {
				sign = " + "
			}
			s.words("由此推算，", strings.TrimSpace(base(one.Base)), "是 ", a.computed(one), " ", string(one.Now.Unit), "（", one.Now.Text, sign, byIn(one), "，本站推算）。")
		}
	}
	view := a.add(moreOrLess, "比上年多还是少，为什么？", s)
	view.Lead = "报告说明的原因："
	for _, q := range c.Reasons {
		view.Quotes = append(view.Quotes, s.quote(q))
	}
	if view.Quotes == nil {
		view.Lead = ""
	}
}

// subject is what a comparison is of, in the report's own words where it is no total.
func (a *answers) subject(c *answer.Change) string {
	switch {
	case len(c.Of) > 1 && slices.Contains(c.Of, "income") && slices.Contains(c.Of, "expenditure"):
		return a.kind.Money + "收入和支出各"
	case c.Now.Label != "":
		label := c.Now.Label
		for _, body := range []string{a.view.outline.UnitName, a.view.outline.UnitShort, strconv.Itoa(a.view.outline.Year) + "年度", strconv.Itoa(a.view.outline.Year) + "年"} {
			label = strings.ReplaceAll(label, body, "")
		}
		return strings.TrimSpace(label)
	}
	return a.kind.Money
}

func (a *answers) computed(c *answer.Change) string { return grouped(*c.Before) }

// byIn is the difference in the unit of the amount: as published where that is its own.
func byIn(c *answer.Change) string {
	if c.By.Unit == c.Now.Unit {
		return c.By.Text
	}
	return grouped(c.By.Yuan().Shift(-c.Now.Unit.Power()))
}

func (a *answers) largest() {
	l := a.found.Largest
	if l == nil {
		return
	}
	s := a.say()
	var view *AnswerView
	question := "最大的项目是什么，买了什么？"
	if l.Row != nil {
		s.words("项目支出里最大的一项是", l.Row.Label, " ").figure(l.Row.Figure, l.Row.Label)
		if l.Row.By == answer.ByUse {
			s.words("，主要用于")
			for i, part := range l.Row.Parts {
				if i > 0 {
					s.words("、")
				}
				s.words(part.Label, " ").figure(part.Figure, part.Label)
			}
		}
		s.words("。")
	}
	if f := l.Form; f != nil {
		name := Stretch{Text: Text{{Text: f.Label}}, Href: a.view.href(report.ProjectRef(f.Number)), Name: "项目绩效目标表：" + f.Label}
		if l.Of == 1 {
			s.words("报告附有一张项目绩效目标表，")
		} else {
			s.words("在 ", strconv.Itoa(l.Of), " 张项目绩效目标表里，金额最大的是")
		}
		s.pieces = append(s.pieces, name)
		s.words(" ").figure(f.Figure, f.Label)
		if view = a.add(largestOne, question, s.words("。")); f.Purpose != nil {
			view.Lead = "表中“" + f.Purpose.Field + "”一栏这样写："
			view.Quotes = []QuoteView{s.quote(f.Purpose.Quote)}
		}
		if f.Reckoning != nil {
			view.More = &Link{Text: "这个数是怎么算出来的", Href: a.view.href(*f.Reckoning)}
		}
		return
	}
	a.add(largestOne, question, s)
}

func (a *answers) threePublic() {
	t := a.found.ThreePublic
	if t == nil {
		return
	}
	s := a.say()
	if t.None != nil {
		view := a.add(threePublics, "“三公”经费多少？", s.words("报告写明没有："))
		view.Quotes = []QuoteView{s.quote(*t.None)}
		return
	}
	s.words("“三公”经费 ").figure(t.Figure, "“三公”经费")
	switch {
	case len(t.Parts) == 1:
		s.words("，全部是").words(t.Parts[0].Label)
	case len(t.Parts) > 1:
		s.words("，其中")
		listed(s, t.Parts, t.Figure, len(t.Parts))
	}
	if b := t.Before; b != nil {
		s.words("；", strconv.Itoa(a.view.outline.Year-1), " 年是 ").figure(*b, strconv.Itoa(a.view.outline.Year-1)+" 年“三公”经费")
		switch t.Yuan().Cmp(b.Yuan()) {
		case 0:
			s.words("，两年相同")
		case 1:
			s.words("，今年多 ", grouped(t.Yuan().Sub(b.Yuan()).Shift(-t.Unit.Power())), " ", string(t.Unit), "（本站计算）")
		default:
			s.words("，今年少 ", grouped(b.Yuan().Sub(t.Yuan()).Shift(-t.Unit.Power())), " ", string(t.Unit), "（本站计算）")
		}
	}
	if b := t.Budget; b != nil {
		s.words("；预算数是 ").figure(*b, "“三公”经费预算数")
	}
	a.add(threePublics, "“三公”经费多少？", s.words("。"))
}

func (a *answers) checks() {
	o := a.view.outline
	if !o.Checks.Any() {
		return
	}
	view := a.add(addsUp, "数字对得上吗？", a.say().words(checksAnswer(o.Checks)))
	view.More = &Link{Text: "看每一组", Href: a.view.href(report.PageOf(report.ChecksPart))}
}

func (a *answers) goals() {
	g := a.found.Goals
	if g == nil {
		return
	}
	s := a.say()
	switch {
	case g.Of > len(g.Quotes):
		s.words("报告列出 ", strconv.Itoa(g.Of), " 个目标，例如：")
	case g.Of > 0:
		s.words("报告列出 ", strconv.Itoa(g.Of), " 个目标：")
	default:
		s.words("报告这样写：")
	}
	view := a.add(toReach, a.year()+"要做成什么？", s)
	for _, q := range g.Quotes {
		view.Quotes = append(view.Quotes, s.quote(q))
	}
}
