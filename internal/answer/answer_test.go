package answer_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/answer"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

func of(r *report.Report) answer.Answers { return answer.Of(r, r.Figures()) }

func load(t testing.TB, root, dir string) *report.Report {
	t.Helper()
	r, err := source.Load(os.DirFS(root), dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var first = [2]string{"../../data", "futian-zwfwj/2021-budget"}

const shapes = "../source/testdata/shapes"

// Every figure and every quote of an answer stands, letter by letter, at the place
// that the answer names.
func TestAnswersStandWhereTheySay(t *testing.T) {
	for _, from := range [][2]string{
		first, {shapes, "shili-yunshan-wlj/2024-final-accounts"}, {shapes, "shili-yunshan-wlj/2025-budget"},
		{"../source/testdata/reports", "shili-qinghe-nyncj/2023-budget"},
	} {
		r := load(t, from[0], from[1])
		a := of(r)
		figures, quotes := all(a)
		for _, f := range figures {
			if got := published(r, f.From); got != f.Text && !strings.Contains(got, f.Text) {
				t.Errorf("%s: %s %s: at %s stands %q", from[1], f.Label, f.Text, f.From, got)
			}
			if value, err := report.ParseAmount(f.Text); err != nil || !value.Equal(f.Value) {
				t.Errorf("%s: %s %s has the value %s", from[1], f.Label, f.Text, f.Value)
			}
		}
		for _, q := range quotes {
			if got := published(r, q.From); !strings.Contains(got, q.Text) {
				t.Errorf("%s: %q does not stand at %s: %q", from[1], q.Text, q.From, got)
			}
		}
		if len(figures) < 2 || len(quotes) < 2 {
			t.Errorf("%s: got %d figures and %d quotes, want that it answers", from[1], len(figures), len(quotes))
		}
	}
}

// all collects what an answer quotes.
func all(a answer.Answers) (figures []answer.Figure, quotes []answer.Quote) {
	total := func(t *answer.Total) {
		if t != nil {
			figures = append(append(figures, t.Figure), t.Parts...)
		}
	}
	total(a.Income)
	total(a.Expenditure)
	for _, f := range []*answer.Figure{a.Basic, a.Project} {
		if f != nil {
			figures = append(figures, *f)
		}
	}
	if a.Duties != nil {
		quotes = append(quotes, a.Duties.Listed...)
	}
	if a.Goals != nil {
		quotes = append(quotes, a.Goals.Quotes...)
	}
	for c := a.Change; c != nil; c = c.Other {
		figures, quotes = append(figures, c.Now, c.By), append(append(quotes, c.Quote), c.Reasons...)
	}
	if p := a.ThreePublic; p != nil {
		total(&p.Total)
		for _, f := range []*answer.Figure{p.Before, p.Budget} {
			if f != nil {
				figures = append(figures, *f)
			}
		}
	}
	if l := a.Largest; l != nil && l.Form != nil {
		figures = append(figures, l.Form.Figure)
		if l.Form.Purpose != nil {
			quotes = append(quotes, l.Form.Purpose.Quote)
		}
	}
	var branch func(b answer.Branch)
	branch = func(b answer.Branch) {
		figures = append(figures, b.Figure)
		for _, part := range b.Parts {
			branch(part)
		}
	}
	if a.Spending != nil {
		for _, b := range a.Spending.Branches {
			branch(b)
		}
	}
	return figures, quotes
}

// published is the text at a place, "" where there is none.
func published(r *report.Report, at report.Ref) string {
	var n, k int
	switch at.Part {
	case report.SectionPart:
		fmt.Sscanf(at.Anchor, "p%d", &n)
		text, _ := r.Sections[at.Number-1].Paragraph(n)
		return text
	case report.TablePart:
		t := r.Table(at.Number)
		if row, column, ok := report.CellOf(at); ok {
			return t.Rows[row-1].Cells[column-1].Text
		}
		fmt.Sscanf(at.Anchor, "f%d", &n)
		return strings.Join(t.Form.Fields[n-1].Paragraphs, "\n")
	case report.ProjectPart:
		form := r.Projects[at.Number-1].Form
		if _, err := fmt.Sscanf(at.Anchor, "f%dp%d", &n, &k); err == nil {
			return form.Fields[n-1].Paragraphs[k-1]
		}
		fmt.Sscanf(at.Anchor, "f%d", &n)
		return strings.Join(form.Fields[n-1].Paragraphs, "\n")
	}
	return ""
}

// said is a figure as the tests write it.
func said(f answer.Figure) string { return f.Label + " " + f.Text + " " + f.From.String() }

func TestFirstReport(t *testing.T) {
	a := of(load(t, first[0], first[1]))
	project, basic := a.Spending.Branches[0], a.Spending.Branches[1]
	var groups, classes, without []string
	for _, b := range project.Parts {
		groups = append(groups, fmt.Sprintf("%s %s %d", b.Label, b.Figure.Text, len(b.Parts)))
	}
	for _, b := range basic.Parts {
		classes = append(classes, fmt.Sprintf("%s %s %d", b.Label, b.Figure.Text, len(b.Parts)))
	}
	for _, f := range a.Spending.Forms.Without {
		without = append(without, f.Label+" "+f.Text)
	}
	for _, test := range []struct{ what, got, want string }{
		{"income", said(a.Income.Parts[0]), "政府预算拨款 2,708.03 /tables/1#r1c2"},
		{"largest function", said(a.Expenditure.Parts[0]), "一般公共服务支出 2,479.70 /tables/1#r1c4"},
		{"last year", a.Change.Before.String(), "2418.92"},
		{"what changed", fmt.Sprint(a.Change.Of), "[income expenditure]"},
		{"reasons", a.Change.Reasons[0].From.String(), "/sections/2#p3"},
		{"largest row", said(a.Largest.Row.Figure), "数据规划管理 764.20 /tables/5#r6c2"},
		{"largest form", said(a.Largest.Form.Figure), "网格信息服务 476.00 /projects/1#f7"},
		{"its reckoning", a.Largest.Form.Reckoning.String(), "/projects/1#i1c3"},
		{"three public", said(a.ThreePublic.Parts[0]), "公务用车运行维护费 3.67 /tables/12#r4c8"},
		{"three public of 2020", said(*a.ThreePublic.Before), " 3.67 /tables/12#r3c3"},
		{"goals", fmt.Sprint(a.Goals.Of, a.Goals.Quotes[1].Text), "6打造可信数据开放平台。"},
		{"groups", strings.Join(groups, "; "), "数据规划管理 764.20 4; 网格信息管理 647.60 3; 一般管理事务 486.67 7; 政务事项管理 150.80 2; 预算准备金 10.00 0; 购置费 3.96 4"},
		{"classes", strings.Join(classes, "; "), "工资福利支出 552.50 7; 商品和服务支出 75.77 11; 对个人和家庭的补助 16.53 2"},
		{"forms", fmt.Sprint(a.Spending.Forms.All, a.Spending.Forms.Placed, a.Spending.Forms.Covered), "13 13 18082300"},
		{"without a form", strings.Join(without, "; "), "绩效考核经费 162; 住房维修和物业管理补贴 72; 公务交通补贴 11; 预算准备金 10.00"},
	} {
		if test.got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.what, test.got, test.want)
		}
	}
	if last := project.Parts[5]; len(last.Forms) != 1 || len(last.Parts[0].Forms) != 0 {
		t.Errorf("购置费: got forms %v of it and %v of its first part, want the form of the whole", last.Forms, last.Parts[0].Forms)
	}
	if slices.ContainsFunc(a.Duties.Listed, func(q answer.Quote) bool { return strings.HasPrefix(q.Text, "贯彻") }) {
		t.Errorf("duties: got %v, want none that every body has", a.Duties.Listed)
	}
}

func TestOtherShapes(t *testing.T) {
	accounts := of(load(t, shapes, "shili-yunshan-wlj/2024-final-accounts"))
	budget := of(load(t, shapes, "shili-yunshan-wlj/2025-budget"))
	unit := of(load(t, shapes, "shili-yunshan-wlj/2025-unit-budget"))
	bodies := of(load(t, "../source/testdata/reports", "shili-qinghe-nyncj/2023-budget"))
	rows := of(load(t, "../source/testdata/years", "shili-hexi-jyj/2023-budget"))
	for _, test := range []struct{ what, got, want string }{
		{"budgeted beside spent", accounts.ThreePublic.Text + " of " + accounts.ThreePublic.Budget.Text, "4.20 of 6.00"},
		{"of the year before, in a column", rows.ThreePublic.Text + " after " + rows.ThreePublic.Before.Text, "3.50 after 4.20"},
		{"parts in rows", said(rows.ThreePublic.Parts[0]), "公务用车运行维护费 3.00 /tables/3#r2c3"},
		{"parts of one kind", said(accounts.ThreePublic.Parts[0]), "公务用车运行维护费 3.90 /tables/4#r1c11"},
		{"another total than the overview's", fmt.Sprint(accounts.Change.Of, accounts.Change.Now.Label), "[]支出总计"},
		{"in two units", budget.Change.Before.String() + string(budget.Change.Now.Unit), "875.5万元"},
		{"no forms", fmt.Sprint(unit.Spending.Forms.All, unit.Largest), "0 <nil>"},
		{"the amount of the year in a group of a form", fmt.Sprint(budget.Largest.Form.Text, string(budget.Largest.Form.Unit), budget.Largest.Form.From), "2,800,000.00元/projects/1#f5"},
		{"less than before", bodies.Change.Before.String(), "6000000.5"},
		{"bodies are no sources", fmt.Sprint(len(bodies.Income.Parts)), "0"},
		{"what is not stated", fmt.Sprint(bodies.Expenditure, bodies.Spending, bodies.ThreePublic), "<nil> <nil> <nil>"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %s, want %s", test.what, test.got, test.want)
		}
	}
}

// A rate that does not follow from the difference leaves the year before out: one of
// the two is wrong, and nobody knows which.
func TestContradictedRate(t *testing.T) {
	r := load(t, first[0], first[1])
	for i := range r.Sections[1].Blocks {
		b := &r.Sections[1].Blocks[i]
		b.Text = strings.Replace(b.Text, "11.95%", "11.99%", 1)
	}
	if c := of(r).Change; c == nil || c.Before != nil {
		t.Errorf("got %+v, want the comparison without a derived figure", c)
	}
}

// An amount below nought in a sentence is not quoted without its sign.
func TestNegativeAmountIsNotCompared(t *testing.T) {
	for _, sign := range []string{"-", "−", "－", "△"} {
		r := &report.Report{Front: report.Front{Key: report.Key{Year: 2021}}, Sections: []report.Section{{Number: 1, Blocks: []report.Block{
			{Kind: report.ParagraphBlock, Text: "部门预算收入" + sign + "12.00万元，比2020年减少5.00万元。"}}}}}
		if c := of(r).Change; c != nil {
			t.Errorf("%s: got %+v, want no comparison", sign, c)
		}
	}
}

// The unit of a form's amount stands with it or above it; one below is of other figures.
func TestUnitOfForm(t *testing.T) {
	p := &report.Project{Form: report.Form{Fields: []report.Field{
		{Name: "本年预算金额", Paragraphs: []string{"12.00"}, Amount: true},
		{Name: "单价（元）", Paragraphs: []string{"3.00"}, Amount: true},
	}}}
	if f, ok := answer.FormAmount(p, "万元"); !ok || f.Unit != "万元" {
		t.Errorf("got %+v, want an amount in 万元", f)
	}
}

func BenchmarkOf(b *testing.B) {
	r := load(b, first[0], first[1])
	for b.Loop() {
		of(r)
	}
}

// What stands under another heading than that of the duties is none of them.
func TestDutiesEndAtTheNextHeading(t *testing.T) {
	block := func(level int, text string) report.Block {
		if level == 0 {
			return report.Block{Kind: report.ParagraphBlock, Text: text}
		}
		return report.Block{Kind: report.HeadingBlock, Level: level, Text: text}
	}
	r := &report.Report{Sections: []report.Section{{Number: 1, Title: "一、基本职能及主要工作"}}}
	for _, b := range []report.Block{block(2, "（一）职能简介"), block(0, "负责林业生态保护修复。"), block(2, "（二）重点工作"), block(0, "1.完成营造林3.5万亩。")} {
		r.Sections[0].Add(b)
	}
	d := of(r).Duties
	if d == nil || len(d.Listed) != 1 || d.Listed[0].Text != "负责林业生态保护修复。" {
		t.Errorf("got duties %+v, want the one under its heading", d)
	}
}

// paragraphs is a report with one section of these paragraphs under one heading.
func paragraphs(heading string, texts ...string) *report.Report {
	r := &report.Report{Front: report.Front{Key: report.Key{Year: 2024}}, Sections: []report.Section{{Number: 1, Title: heading}}}
	for _, text := range texts {
		r.Sections[0].Add(report.Block{Kind: report.ParagraphBlock, Text: text})
	}
	return r
}

// A sentence that lists the duties between semicolons is a list of duties.
func TestDutiesInOneSentence(t *testing.T) {
	d := of(paragraphs("主要职能", "某局贯彻落实有关方针政策，加强集中统一领导。主要职责是：指导人民信访工作；贯彻执行有关法律法规；（三）统筹志愿服务工作等。")).Duties
	if d == nil || d.Of != 3 || len(d.Listed) != 2 || d.Listed[0].Text != "指导人民信访工作" || d.Listed[1].Text != "统筹志愿服务工作等" {
		t.Errorf("got duties %+v, want two of the three that the sentence lists", d)
	}
}

// A body that was founded this year had nothing a year before: 100% of nothing is no rate.
func TestNothingBefore(t *testing.T) {
	r := paragraphs("决算情况", "2024年度支出总计307.82万元。与2023年度相比，支出总计增加307.82万元，增长100.00%。")
	r.Headlines = []report.Headline{{Label: "支出", Text: "307.82", Unit: "万元"}}
	c := of(r).Change
	if c == nil || !c.FromNothing() || c.Rate != "" {
		t.Errorf("got %+v, want a comparison with nothing, without a rate", c)
	}
	if o := answer.OfExpenditure(r); o != nil {
		t.Errorf("got %+v, want no comparison for the overview's first sentence", o)
	}
}

// A report that has no figure of the three public expenses may say that there are none.
func TestNoThreePublic(t *testing.T) {
	for text, want := range map[string]bool{
		"某局2024年度无“三公”经费财政拨款支出。":         true,
		"本单位没有安排“三公”经费预算。具体如下。":          true,
		"某局严格管理，没有超标准使用“三公”经费。":          false,
		"2024年“三公”经费预算6.40万元，无因公出国（境）费。": false,
	} {
		three := of(paragraphs("七、“三公”经费支出情况", text)).ThreePublic
		if got := three != nil && three.None != nil; got != want {
			t.Errorf("%s: got none %t, want %t", text, got, want)
		}
	}
}
