package page_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/report"
)

// bindings are some figures of the sample: two cells, an amount field, two
// figures of one paragraph of which one repeats a cell, and one in a paragraph
// of an indicator.
func bindings() []finding.Binding {
	agrees := finding.Bound{Key: "甲", Outcome: finding.Agrees, Family: finding.Within}
	rounding := finding.Bound{Key: "乙", Outcome: finding.Rounding}
	disagrees := finding.Bound{Key: "丙", Outcome: finding.Disagrees, Family: finding.Forms}
	unchecked := finding.Bound{Key: "丁", Outcome: finding.Unchecked}
	text := func(ref report.Ref, paragraph, start, end int, text string, bound ...finding.Bound) finding.Binding {
		return finding.Binding{Relations: bound, Figure: finding.Operand{
			Ref: ref, Place: finding.Place{What: finding.Paragraph, Name: "第一部分", Number: 1}, Text: text, Value: "1", Unit: "万元", Paragraph: paragraph, Start: start, End: end}}
	}
	cell := func(ref report.Ref, place finding.Place, text string, bound ...finding.Bound) finding.Binding {
		return finding.Binding{Relations: bound, Figure: finding.Operand{Ref: ref, Place: place, Text: text, Value: text, Unit: "万元"}}
	}
	repeated := text(report.SectionRef(1).Paragraph(1), 0, 15, 19, "3.00万元", agrees)
	repeated.Repeats = finding.Repeated{Ref: report.TableRef(4).Cell(1, 3),
		Place: finding.Place{What: finding.Cell, Table: "表 4", Name: "基本支出", Column: []string{"金额（万元）"}}}
	return []finding.Binding{
		repeated,
		text(report.SectionRef(1).Paragraph(1), 0, 40, 41, "5元", agrees, disagrees),
		cell(report.TableRef(1).Cell(3, 2), finding.Place{What: finding.Cell, Table: "表 1", Name: "收入合计", Column: []string{"预算数"}}, "1,200.50", agrees, rounding, unchecked),
		cell(report.TableRef(1).Cell(4, 2), finding.Place{What: finding.Cell, Table: "表 1", Name: "收入总计", Column: []string{"预算数"}}, "1,200.50", agrees),
		cell(report.ProjectRef(1).Field(2), finding.Place{What: finding.Field, Project: "网络服务", Name: "金额（万元）"}, "476.00", agrees, disagrees),
		text(report.ProjectRef(1).IndicatorCell(1, 3), 1, 4, 8, "1.00 万元", agrees),
	}
}

// bound are findings with the keys of the bindings.
func bound() []finding.Finding {
	return []finding.Finding{
		{Key: "甲", Says: finding.Statement{Words: "收入总计应当等于合计"}, Formula: "1,200.50 = 1,200.50", Outcome: finding.Agrees},
		{Key: "乙", Outcome: finding.Rounding}, {Key: "丙", Outcome: finding.Disagrees}, {Key: "丁", Outcome: finding.Unchecked},
	}
}

// of returns the bindings of one part.
func of(part report.Ref) (list []finding.Binding) {
	for _, b := range bindings() {
		if b.Figure.Ref.Path() == part.Path() {
			list = append(list, b)
		}
	}
	return list
}

func TestPartChecks(t *testing.T) {
	o := sample().Outline()
	p := site.PartChecks(o, report.TableRef(1), of(report.TableRef(1)), bound())
	if got, want := p.Answer, "这里有 2 个数字参加了核对；各项核对中，1 项尾差、1 项无法核对。"; got != want {
		t.Errorf("answer: got %q, want %q", got, want)
	}
	if len(p.Places) != 2 || p.Places[0].ID != "r3c2" || p.Places[0].Label != "“收入合计”的“预算数”" {
		t.Fatalf("places: got %+v, want the two cells by their labels", p.Places)
	}
	f := p.Places[1].Figures[0]
	if f.Href != base+"/tables/1#r4c2" || f.CheckedFigure.Figure != "1,200.50" || f.Unit != "万元" {
		t.Errorf("figure: got %+v, want 1,200.50 万元 as a link to its cell", f)
	}
	want := page.BoundRelation{Link: page.Link{Text: "收入总计应当等于合计", Href: base + "/checks#" + (report.Ref{}).Check("甲").Anchor},
		Formula: "1,200.50 = 1,200.50", Outcome: "一致", Class: "agree"}
	if got := f.Relations[0]; got != want {
		t.Errorf("relation: got %+v, want %+v", got, want)
	}
	if got, want := p.Canonical, "https://example.test"+base+"/checks/tables/1"; got != want {
		t.Errorf("address: got %s, want %s", got, want)
	}
	var crumbs []string
	for _, l := range p.Crumbs {
		crumbs = append(crumbs, l.Href)
	}
	if !slices.Equal(crumbs, []string{base, base + "/checks"}) {
		t.Errorf("crumbs: got %q, want the report and then its checks", crumbs)
	}
	p = site.PartChecks(o, report.SectionRef(1), of(report.SectionRef(1)), bound())
	if len(p.Places) != 1 || len(p.Places[0].Figures) != 2 {
		t.Errorf("figures of one paragraph: got %+v, want them in one place", p.Places)
	}
	p = site.PartChecks(o, report.ProjectRef(1), of(report.ProjectRef(1)), bound())
	if got, want := p.Places[0].Label, "“金额（万元）”"; got != want {
		t.Errorf("label of a field: got %s, want %s", got, want)
	}
}

func TestMarks(t *testing.T) {
	r := sample()
	o := r.Outline()
	table := site.Table(o, &r.Tables[0], of(report.TableRef(1))).TableView
	for _, test := range []struct {
		id   string
		want *page.Mark
	}{
		{"r3c2", &page.Mark{Href: base + "/checks/tables/1#r3c2", Name: "尾差", Class: "bound rounding"}},
		{"r4c2", nil}, // agrees
		{"r1c2", nil}, // takes part in no check
	} {
		if got := cellOf(t, table, test.id).Mark; !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got mark %+v, want %+v", test.id, got, test.want)
		}
	}
	for id, want := range map[string]string{"r3c2": "3 项，其中 1 项尾差、1 项无法核对", "r4c2": "1", "r1c2": ""} {
		if got := checksIn(cellOf(t, table, id).Text); got != want {
			t.Errorf("%s: got checks %q, want %q", id, got, want)
		}
	}
	if !strings.Contains(table.Class, " signed") || strings.Contains(tableView(2).Class, "signed") {
		t.Errorf("got classes %q and %q, want only the first to make room for signs", table.Class, tableView(2).Class)
	}
	if !strings.Contains(" "+table.Fit+" ", " w-13 ") || !strings.Contains(tableView(2).Fit, " w-8 ") {
		t.Errorf("got room %q and %q, want that of signs in the first only", table.Fit, tableView(2).Fit)
	}
	form := site.Project(o, &r.Projects[0], of(report.ProjectRef(1))).Form
	if got := form.Fields[1].Paragraphs[0]; got.Mark == nil || got.Mark.Class != "bound disagree" || got.Mark.Name != "不一致" || checksIn(got.Text) != "2 项，其中 1 项不一致" {
		t.Errorf("amount field: got mark %+v and checks %q, want those that say what does not agree", got.Mark, checksIn(got.Text))
	}
	whole := site.Print(r, o, finding.Result{Bindings: bindings()})
	if got := cellOf(t, *whole.Parts[2].Table, "t1-r3c2"); got.Mark == nil || got.Mark.Href != "#k-"+(report.Ref{}).Check("乙").Anchor || checksIn(got.Text) != "" {
		t.Errorf("on the print page: got mark %+v, want one that leads to the finding on that page", got.Mark)
	}
}

// checksIn is what a text says of the relations that bind its figures.
func checksIn(text page.Text) string {
	var all []string
	for _, r := range text {
		if r.Checks != "" {
			all = append(all, r.Checks)
		}
	}
	return strings.Join(all, "|")
}

// figures are the runs of a text that are links, with their amounts.
func figures(text page.Text) (list []string) {
	for _, r := range text {
		if r.Figure != nil {
			list = append(list, strings.Join([]string{r.Text, r.Value, r.Figure.Class, r.Figure.Href, r.Figure.Name}, "|"))
		}
	}
	return list
}

func TestFiguresInText(t *testing.T) {
	r := sample()
	o := r.Outline()
	section := site.Section(o, &r.Sections[0], of(report.SectionRef(1))).Blocks[1].Text
	want := []string{
		"3.00|3.00|same|" + base + "/tables/4#r1c3|3.00，见表 4 · 基本支出 · 金额（万元）",
		"5|5|checked disagree|" + base + "/checks/sections/1#p1|5，不一致",
	}
	if got := figures(section); !slices.Equal(got, want) {
		t.Errorf("section: got %q, want %q", got, want)
	}
	if got, want := section.String(), r.Sections[0].Blocks[1].Text; got != want {
		t.Errorf("section: got text %q, want %q as published", got, want)
	}
	form := site.Project(o, &r.Projects[0], of(report.ProjectRef(1))).Form
	if got := form.Indicators[0].Cells[2].Paragraphs[0]; figures(got) != nil || checksIn(got) != "1" {
		t.Errorf("indicator that agrees: got links %q and checks %q, want no link and one check", figures(got), checksIn(got))
	}
	if got := checksIn(form.Indicators[0].Cells[2].Paragraphs[1]); got != "" {
		t.Errorf("the paragraph after it: got checks %q, want none", got)
	}
	whole := site.Print(r, o, finding.Result{Bindings: bindings()})
	want = []string{"3.00|3.00|same|#t4-r1c3|3.00，见表 4 · 基本支出 · 金额（万元）", "5|5|checked disagree|#k-" + (report.Ref{}).Check("丙").Anchor + "|5，不一致"}
	if got := figures(whole.Parts[0].Section.Blocks[1].Text); !slices.Equal(got, want) {
		t.Errorf("print page: got %q, want %q", got, want)
	}
}

// A figure that is no amount takes part too, and one inside a term does not.
func TestFiguresThatAreNoAmounts(t *testing.T) {
	r := sample()
	text := "增长11.95%，基本支出。"
	r.Sections[0].Blocks[1].Text = text
	figure := func(word string) finding.Binding {
		start := strings.Index(text, word)
		return finding.Binding{Relations: make([]finding.Bound, 1),
			Figure: finding.Operand{Ref: report.SectionRef(1).Paragraph(1), Text: word, Start: start, End: start + len(word)}}
	}
	got := site.Section(r.Outline(), &r.Sections[0], []finding.Binding{figure("11.95"), figure("本支")}).Blocks[1].Text
	if i := slices.IndexFunc(got, func(r page.Run) bool {
		return r.Text == "11.95%" && r.Checks == "1" && r.Value == "" && r.Figure == nil
	}); i < 0 || checksIn(got) != "1" {
		t.Errorf("got %+v, want 11.95%% alone with one check", got)
	}
}

// Each part says in one sentence how its figures stand, and explains the signs
// that it shows.
func TestStanding(t *testing.T) {
	r := sample()
	o := r.Outline()
	agreeing := []finding.Binding{of(report.TableRef(1))[1]}
	whole := site.Print(r, o, finding.Result{Bindings: bindings()})
	for _, test := range []struct {
		name       string
		got        *page.Standing
		text, href string
	}{
		{"table", site.Table(o, &r.Tables[0], of(report.TableRef(1))).Standing,
			"这张表有 2 个数字参加了核对（表内各项相加），其中标 ≈ 的 1 个只差四舍五入的尾数。", base + "/checks/tables/1"},
		{"table of which all agree", site.Table(o, &r.Tables[0], agreeing).Standing,
			"这张表有 1 个数字参加了核对（表内各项相加），都对得上。", base + "/checks/tables/1"},
		{"section", site.Section(o, &r.Sections[0], of(report.SectionRef(1))).Standing,
			"这一部分有 2 个数字参加了核对（表内各项相加，同项目申报表里的数和算式），其中标 ≠ 的 1 个对不上。", base + "/checks/sections/1"},
		{"form", site.Project(o, &r.Projects[0], of(report.ProjectRef(1))).Standing,
			"这张表有 2 个数字参加了核对（表内各项相加，同项目申报表里的数和算式），其中标 ≠ 的 1 个对不上。", base + "/checks/projects/1"},
		{"table on the print page", whole.Parts[2].Table.Standing,
			"这张表有 2 个数字参加了核对（表内各项相加），其中标 ≈ 的 1 个只差四舍五入的尾数。", "#k"},
	} {
		if test.got == nil || test.got.Text != test.text || test.got.Link.Href != test.href {
			t.Errorf("%s: got %+v, want %q with the way to %s", test.name, test.got, test.text, test.href)
		}
	}
	r.Tables[0].Notes = append(r.Tables[0].Notes, "注：本表为空表。")
	if got, want := site.Table(o, &r.Tables[0], agreeing).Standing.Text, "这张表有 1 个数字参加了核对（表内各项相加），都对得上。表下的注说本表为空，表中有数字。"; got != want {
		t.Errorf("a table that its note calls empty: got %s, want %s", got, want)
	}
	if got := site.Table(o, &r.Tables[1], nil).Standing; got != nil {
		t.Errorf("a table without checks: got %+v, want no sentence", got)
	}
}

// Where figures do not add up, the total says so and not each of its parts.
func TestPartsOfASum(t *testing.T) {
	r := sample()
	part := of(report.TableRef(1))
	part[0].Relations = []finding.Bound{{Key: "甲", Outcome: finding.Disagrees, Part: true}}
	v := site.Table(r.Outline(), &r.Tables[0], part)
	cell := cellOf(t, v.TableView, "r3c2")
	if cell.Mark != nil || checksIn(cell.Text) != "1 项，其中 1 项不一致" {
		t.Errorf("got mark %+v and checks %q, want no sign, but the outcome among the checks", cell.Mark, checksIn(cell.Text))
	}
	if want := "这张表有 2 个数字参加了核对（表内各项相加），其中 1 个所在的另一组有出入，不在这个数上。"; v.Standing.Text != want {
		t.Errorf("got %s, want %s", v.Standing.Text, want)
	}
}

// A figure that nobody could check does not look like one that agrees: it has a sign of
// its own, also where several are held together, which one that agrees too has not.
func TestUncheckedFigure(t *testing.T) {
	r := sample()
	part := of(report.TableRef(1))
	part[0].Relations = []finding.Bound{{Key: "丁", Outcome: finding.Unchecked, Part: true}}
	v := site.Table(r.Outline(), &r.Tables[0], part)
	if mark := cellOf(t, v.TableView, "r3c2").Mark; mark == nil || mark.Class != "bound unchecked" || mark.Name != "无法核对" {
		t.Errorf("got mark %+v, want the one of what nobody could check", mark)
	}
	if want := "这张表有 2 个数字参加了核对（表内各项相加），其中标 ? 的 1 个无法核对。"; v.Standing.Text != want {
		t.Errorf("got %s, want %s", v.Standing.Text, want)
	}
	part[0].Relations = append(part[0].Relations, finding.Bound{Key: "甲", Outcome: finding.Agrees})
	if mark := cellOf(t, site.Table(r.Outline(), &r.Tables[0], part).TableView, "r3c2").Mark; mark != nil {
		t.Errorf("got mark %+v of a figure that agrees too, want none", mark)
	}
}

// Relations that tell nothing of their own are one line, behind what binds a figure to
// other places.
func TestFoldedRelations(t *testing.T) {
	b := of(report.TableRef(1))[1]
	b.Relations = []finding.Bound{
		{Key: "子", Outcome: finding.Agrees, Family: finding.Within}, {Key: "一", Outcome: finding.Agrees, Family: finding.Within},
		{Key: "表", Outcome: finding.Agrees, Family: finding.Across},
	}
	p := site.PartChecks(sample().Outline(), report.TableRef(1), []finding.Binding{b}, []finding.Finding{
		{Key: "子", Fold: finding.OneTerm, Outcome: finding.Agrees}, {Key: "一", Formula: "1 + 1 = 2", Outcome: finding.Agrees}, {Key: "表", Formula: "2 = 2", Outcome: finding.Agrees},
	})
	f := p.Places[0].Figures[0]
	if len(f.Relations) != 2 || f.Relations[0].Formula != "2 = 2" || f.Folded != "所在的合计里至多一项不是 0 或空白，与合计相同" {
		t.Errorf("got %+v, want the relation to another table first and the sum of one folded", f)
	}
}

// Of relations that fail for one reason a part counts one, as the page of all checks does.
func TestSameReasonIsCountedOnce(t *testing.T) {
	b := of(report.TableRef(1))[1]
	b.Relations = []finding.Bound{{Key: "因", Outcome: finding.Disagrees}, {Key: "果", Into: "因", Outcome: finding.Disagrees}, {Key: "同", Into: "因", Outcome: finding.Agrees}}
	p := site.PartChecks(sample().Outline(), report.TableRef(1), []finding.Binding{b}, []finding.Finding{
		{Key: "因", Formula: "1 = 2", Outcome: finding.Disagrees}, {Key: "果", Formula: "3 = 4", Fold: finding.SameReason, Into: "因", Outcome: finding.Disagrees}, {Key: "同", Fold: finding.SameFigures, Into: "因", Outcome: finding.Agrees},
	})
	if want := "这里有 1 个数字参加了核对；各项核对中，1 项不一致。"; p.Answer != want {
		t.Errorf("got %s, want %s", p.Answer, want)
	}
	if got, want := p.Places[0].Figures[0].Relations[1].Formula, "3 = 4（与另一项是同一个原因，不另计）"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
