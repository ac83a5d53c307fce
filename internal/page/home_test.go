package page_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/page"
	"disclosure/internal/report"
)

// home is the front page of a site that has this report alone.
func home(o report.Outline) page.HomePage {
	body := report.Body{Unit: o.Unit, Name: o.UnitName, Short: o.UnitShort, Reports: []report.Listed{{Key: o.Key}}}
	chosen := page.Choice{Page: 1}.From([]report.Body{body})
	return site.Home(chosen, map[report.Key]report.Outline{o.Key: o})
}

// bodies are so many bodies, each with a budget of 2024 and 2025; the first has final
// accounts of 2024 as well, and the last is made up.
func bodies(n int) (all []report.Body) {
	for i := range n {
		b := report.Body{Unit: fmt.Sprintf("body-%d", i), Name: fmt.Sprintf("第%d局（本级）", i), Short: fmt.Sprintf("简称%d", i), Invented: i == n-1}
		for _, year := range []int{2025, 2024} {
			b.Reports = append(b.Reports, report.Listed{Key: report.Key{Unit: b.Unit, Year: year, Kind: "budget"}})
		}
		if i == 0 {
			b.Reports = append(b.Reports, report.Listed{Key: report.Key{Unit: b.Unit, Year: 2024, Kind: "final-accounts"}})
		}
		all = append(all, b)
	}
	return all
}

func TestChoice(t *testing.T) {
	all := bodies(45)
	for _, test := range []struct {
		choice            page.Choice
		count, here, last int
		address, answer   string
	}{
		{page.Choice{Page: 1}, 45, 20, 3, "/", ""},
		{page.Choice{Page: 3}, 45, 5, 3, "/?page=3", ""},
		{page.Choice{Page: 1, Kind: "final-accounts"}, 1, 1, 1, "/?kind=final-accounts", "找到 1 个单位的 1 份报告。"},
		{page.Choice{Page: 1, Year: 2024}, 45, 20, 3, "/?year=2024", "找到 45 个单位的 46 份报告。"},
		{page.Choice{Page: 1, Year: 2019}, 0, 0, 1, "/?year=2019", "没有找到这样的报告。"},
		{page.Choice{Page: 1, Name: "第7局(本级)"}, 1, 1, 1, "", "找到 1 个单位的 2 份报告。"},
		{page.Choice{Page: 1, Name: "简称4 局"}, 6, 6, 1, "", "找到 6 个单位的 12 份报告。"}, // 4 and 40 to 44
		{page.Choice{Page: 1, Name: "省"}, 0, 0, 1, "", "没有找到这样的报告。"},
	} {
		chosen := test.choice.From(all)
		p := site.Home(chosen, nil)
		if chosen.Count != test.count || len(chosen.Bodies) != test.here || chosen.Pages != test.last || p.Answer != test.answer {
			t.Errorf("%+v: got %d bodies, %d here, %d pages, %q, want %d, %d, %d, %q", test.choice, chosen.Count, len(chosen.Bodies), chosen.Pages, p.Answer, test.count, test.here, test.last, test.answer)
		}
		if test.address != "" && p.Path != test.address {
			t.Errorf("%+v: got address %s, want %s", test.choice, p.Path, test.address)
		}
	}
	p := site.Home(page.Choice{Page: 2, Year: 2024}.From(all), nil)
	if p.Counts != "共有 44 个单位的 89 份报告，2024 年至 2025 年；另有 2 份虚构的示例，列在最后。" {
		t.Errorf("got %q of all that there is", p.Counts)
	}
	if p.Prev == nil || p.Prev.Href != "/?year=2024" || p.Next == nil || p.Next.Href != "/?page=3&year=2024" {
		t.Errorf("got the ways on %+v and %+v", p.Prev, p.Next)
	}
	var ways []string
	for _, n := range p.Narrow {
		for _, l := range n.Links {
			ways = append(ways, fmt.Sprint(n.Name, " ", l.Text, " ", l.Label, " ", l.Href, " ", l.Current))
		}
	}
	want := "年份 全部 91 / false; 年份 2025 45 /?year=2025 false; 年份 2024 46 /?year=2024 true; " +
		"种类 全部 46 /?year=2024 true; 种类 部门预算 45 /?kind=budget&year=2024 false; 种类 部门决算 1 /?kind=final-accounts&year=2024 false"
	if got := strings.Join(ways, "; "); got != want {
		t.Errorf("got the choices\n%s\nwant\n%s", got, want)
	}
}

// What is made up stands apart, after all else; a report that was taken back leads to
// its history.
func TestHomeTellsApart(t *testing.T) {
	all := bodies(2)
	all[0].Reports[0].Withdrawn = true
	p := site.Home(page.Choice{Page: 1}.From(all), nil)
	if len(p.Groups) != 2 || p.Groups[0].Title != "" || p.Groups[1].Title != "虚构的示例" || p.Groups[1].Bodies[0].Text != "第1局（本级）" {
		t.Fatalf("got groups %+v", p.Groups)
	}
	latest := page.Choice{Page: 1}.Latest(all[0])
	if latest.Year != 2024 {
		t.Errorf("got %d as the latest report that stands, want 2024", latest.Year)
	}
	if l := p.Groups[0].Bodies[0].Kinds[0].Reports[0]; l.Text != "2025（已撤回）" || l.Href != "/body-0/2025/budget/history" {
		t.Errorf("got %+v for a report that was withdrawn", l)
	}
	o := sample().Outline()
	o.Invented = true
	if got := site.Overview(o, sample()); got.Invented == "" || !got.NoIndex || !strings.Contains(got.Title, "（虚构示例）") {
		t.Errorf("an invented report: got %q, title %q", got.Invented, got.Title)
	}
	if got := site.Unit([]report.Outline{o}, nil); got.Invented == "" || !got.NoIndex {
		t.Errorf("the page of an invented body says %q", got.Invented)
	}
}

// The bar of a report's expenditure stands only where two parts are the whole.
func TestSplit(t *testing.T) {
	for _, test := range []struct{ basic, project, want string }{
		{"644.80", "2,063.23", "2,063.23 万元 76.2% 644.80 万元 23.8% 76.19%"},
		{"644.80", "2,063.22", ""},
		{"", "2,708.03", ""},
		{"—", "2,708.03", ""},
	} {
		o := report.Outline{Front: report.Front{Headlines: []report.Headline{
			{Label: "支出", Text: "2,708.03", Unit: "万元"},
			{Label: "基本支出", Text: test.basic, Unit: "万元"},
			{Label: "项目支出", Text: test.project, Unit: "万元"},
		}}}
		got := ""
		if s := home(o).Groups[0].Bodies[0].Latest.Split; s != nil {
			got = strings.Join([]string{s.Project, s.ProjectShare, s.Basic, s.BasicShare, s.Width}, " ")
		}
		if got != test.want {
			t.Errorf("%s and %s: got %q, want %q", test.basic, test.project, got, test.want)
		}
	}
}

// Among many bodies each says with what its latest report begins, and a line says once
// what the bars are; the only report of a body is not listed beside itself.
func TestManyBodiesSayTheirFigures(t *testing.T) {
	all := bodies(5)
	all[1].Reports = all[1].Reports[:1]
	outlines := map[report.Key]report.Outline{}
	for _, b := range all[:2] {
		key := b.Reports[0].Key
		outlines[key] = report.Outline{Front: report.Front{Key: key, Headlines: []report.Headline{
			{Label: "支出", Text: "371,514,655.00", Unit: "元"},
			{Label: "基本支出", Text: "19,830,655.00", Unit: "元"},
			{Label: "项目支出", Text: "351,684,000.00", Unit: "元"},
		}}}
	}
	p := site.Home(page.Choice{Page: 1}.From(all), outlines)
	var said strings.Builder
	for _, s := range p.Groups[0].Bodies[0].Latest.Sentence {
		said.WriteString(s.Text.String())
	}
	if want := "2025 年计划支出 371,514,655.00 元（约 3.72 亿元），其中项目支出占 94.7%。"; said.String() != want || !p.Bars {
		t.Errorf("got %q, bars explained: %t, want %q", said.String(), p.Bars, want)
	}
	if first, second := p.Groups[0].Bodies[0], p.Groups[0].Bodies[1]; len(first.Kinds) != 2 || len(second.Kinds) != 0 || second.Latest.Split == nil {
		t.Errorf("got %d and %d kinds of reports, want 2 and none beside the only report", len(first.Kinds), len(second.Kinds))
	}
}
