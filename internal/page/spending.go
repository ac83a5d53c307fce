package page

import (
	"strconv"

	"github.com/shopspring/decimal"

	"disclosure/internal/answer"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// SpendingView is the expenditure from the whole down to the single form.
type SpendingView struct {
	ID       string
	Whole    []Stretch
	Branches []BranchView
	Forms    []Stretch // how the project forms cover it, nil for a report without forms
}

// BranchView is a part of the expenditure, with a bar as long as its share.
type BranchView struct {
	Name   Text
	Form   *Link // the project form that is about it
	Figure Stretch
	Share  string
	Width  string // of the bar: 23.8%
	Class  string // basic or project
	By     string // what its parts are
	Parts  []BranchView
	Place  Link   // of its figure
	Text   *Link  // the paragraph that says what it is used for
	Forms  []Link // of a part that several forms are about, or that has parts
	Rest   string // what the parts leave open
}

// spendingID is the id of the list on the overview.
const spendingID = "spending"

// byWords say what the parts of a branch are.
var byWords = map[picture.Division]string{
	picture.ByEconomy:  "按经济分类，就是按钱怎么付出去分",
	picture.ByProject:  "按项目分",
	picture.ByFunction: "按功能分类，就是按政府办什么事分",
	picture.ByBody:     "按花钱的单位分",
	answer.ByUse:       "正文写明的用处",
}

func (v *view) spending(s *answer.Spending, say *saying) *SpendingView {
	if s == nil {
		return nil
	}
	view := &SpendingView{ID: spendingID}
	for _, b := range s.Branches {
		view.Branches = append(view.Branches, v.branch(b, s, say))
	}
	whole := &saying{view: v, known: say.known, seen: say.seen}
	whole.words("全部支出 ").figure(s.Whole, "全部支出").words("。从大到小排列，百分数是占全部支出的份额。")
	view.Whole = whole.pieces
	view.Forms = v.formsSaid(s, say)
	return view
}

func (v *view) branch(b answer.Branch, s *answer.Spending, say *saying) BranchView {
	one := &saying{view: v, known: say.known, seen: say.seen}
	one.figure(b.Figure, b.Label)
	view := BranchView{
		Name: plain(b.Label), Figure: one.pieces[0],
		Share: share(b.Yuan(), s.Whole.Yuan()), Width: width(b.Yuan(), s.Whole.Yuan()),
		Class: map[bool]string{true: "project", false: "basic"}[b.Projects],
		By:    byWords[b.By],
		Place: Link{Text: placeName(v.outline, b.From, say.known), Href: v.href(b.From)},
	}
	if len(b.Parts) == 0 { // a control holds the name of another, and no link
		view.Name = v.label(b.Label, say.seen)
	}
	if b.Under != "" && b.Under != b.Label {
		view.Name = append(Text{{Text: b.Under + " · "}}, view.Name...)
	}
	if b.Text != nil {
		view.Text = &Link{Text: placeName(v.outline, *b.Text, say.known), Href: v.href(*b.Text)}
	}
	for _, n := range b.Forms {
		if e, ok := v.outline.Entry(report.ProjectRef(n)); ok {
			form := Link{Text: "目标表", Label: "目标表：" + e.Title, Href: v.href(report.ProjectRef(n))}
			if report.Fold(e.Title) != report.Fold(b.Label) {
				form.Text = form.Label
			}
			view.Forms = append(view.Forms, form)
		}
	}
	for _, part := range b.Parts {
		view.Parts = append(view.Parts, v.branch(part, s, say))
	}
	if rest := b.Rest(); len(b.Parts) > 0 && !rest.IsZero() {
		view.Rest = "各项相加比它" + map[bool]string{true: "少", false: "多"}[rest.IsPositive()] + " " + grouped(rest.Abs()) + " " + string(b.Unit) + "，原文如此。"
	}
	return view
}

// width is a share as the width of a bar.
func width(part, whole decimal.Decimal) string {
	if !whole.IsPositive() || part.IsNegative() {
		return "0"
	}
	return part.Mul(decimal.New(100, 0)).DivRound(whole, 12).Round(2).String() + "%"
}

// formsSaid says how the project forms cover the project expenditure, and what of it has no form.
func (v *view) formsSaid(s *answer.Spending, say *saying) []Stretch {
	f := s.Forms
	if f.Placed == 0 {
		return nil
	}
	one := &saying{view: v, known: say.known, seen: say.seen}
	var project answer.Branch
	for _, b := range s.Branches {
		if b.Projects {
			project = b
		}
	}
	unit := project.Unit
	inUnit := func(yuan decimal.Decimal) string { return grouped(yuan.Shift(-unit.Power())) + " " + string(unit) }
	one.words("报告附有 ", strconv.Itoa(f.All), " 张项目绩效目标表，")
	if f.Placed == f.All {
		one.words("都是这 ")
	} else {
		one.words("其中 ", strconv.Itoa(f.Placed), " 张是这 ")
	}
	one.words(strconv.Itoa(len(project.Parts)), " 项的组成部分，合计 ", inUnit(f.Covered), "，占项目支出 ").figure(project.Figure, "项目支出")
	one.words(" 的 ", share(f.Covered, project.Yuan()), "。")
	if len(f.Without) > 0 {
		without := decimal.Zero
		one.words("没有绩效目标表的是：")
		for i, w := range f.Without {
			if i > 0 {
				one.words("、")
			}
			one.words(w.Label, " ").figure(w, w.Label)
			without = without.Add(w.Yuan())
		}
		one.words("，合计 ", inUnit(without), "。")
	}
	one.words("绩效目标表属于哪一项，报告没有写；这里由本站按名称和金额对应，合计由本站相加。")
	return one.pieces
}
