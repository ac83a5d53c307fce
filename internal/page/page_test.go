package page_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/report"
)

// bases returns the Base of every page of the sample, by its address.
func bases() map[string]page.Base {
	r := sample()
	o := r.Outline()
	all := map[string]page.Base{
		"/":                home(o).Base,
		"/about":           site.About([]report.Outline{o}, nil, 0).Base,
		base:               site.Overview(o, sample()).Base,
		base + "/projects": site.Projects(o).Base,
		base + "/sections": site.Sections(o, pointers(r.Sections)).Base,
		base + "/tables":   site.Tables(o, pointers(r.Tables)).Base,
		"/yangli":          site.Unit([]report.Outline{o}, nil).Base,
		base + "/notes":    site.Notes(o, r.Notes, nil).Base,
		base + "/print":    site.Print(r, r.Outline(), finding.Result{}).Base,
	}
	for i := range r.Sections {
		all[fmt.Sprintf("%s/sections/%d", base, i+1)] = site.Section(o, &r.Sections[i], nil).Base
	}
	for i := range r.Tables {
		all[fmt.Sprintf("%s/tables/%d", base, i+1)] = site.Table(o, &r.Tables[i], nil).Base
	}
	for i := range r.Projects {
		all[fmt.Sprintf("%s/projects/%d", base, i+1)] = site.Project(o, &r.Projects[i], nil).Base
	}
	return all
}

func pointers[T any](list []T) (all []*T) {
	for i := range list {
		all = append(all, &list[i])
	}
	return all
}

func TestEveryPageHasItsOwnHead(t *testing.T) {
	titles, descriptions := map[string]string{}, map[string]string{}
	for path, b := range bases() {
		if b.Canonical != "https://example.test"+path {
			t.Errorf("%s: got canonical address %q", path, b.Canonical)
		}
		if b.Title == "" || b.Description == "" || b.Heading == "" {
			t.Errorf("%s: title %q, description %q, heading %q: none may be empty", path, b.Title, b.Description, b.Heading)
		}
		if other, ok := titles[b.Title]; ok {
			t.Errorf("%s and %s share the title %q", path, other, b.Title)
		}
		if other, ok := descriptions[b.Description]; ok {
			t.Errorf("%s and %s share the description %q", path, other, b.Description)
		}
		titles[b.Title], descriptions[b.Description] = path, path
	}
	if got, want := bases()[base+"/tables/2"].Title, "表 2 支出表 · 样例局 2030 年部门预算 · 样例公开"; got != want {
		t.Errorf("title of a table: got %q, want %q", got, want)
	}
}

func TestReadingOrder(t *testing.T) {
	href := func(l *page.Link) string {
		if l == nil {
			return "-"
		}
		return strings.TrimPrefix(l.Href, base)
	}
	all := bases()
	for _, test := range []struct{ path, want string }{
		{"", "- /sections/1"},
		{"/sections/1", " /sections/2"},
		{"/sections/2", "/sections/1 /tables/1"},
		{"/tables/4", "/tables/3 /projects/1"},
		{"/projects", "/tables/4 /projects/1"},
		{"/sections", " /sections/1"},
		{"/tables", "/sections/2 /tables/1"},
		{"/projects/1", "/tables/4 /notes"},
		{"/notes", "/projects/1 -"},
		{"/print", "- -"},
	} {
		b := all[base+test.path]
		if got := href(b.Prev) + " " + href(b.Next); got != test.want {
			t.Errorf("%q: got before and after %q, want %q", test.path, got, test.want)
		}
	}
}

func TestContents(t *testing.T) {
	for _, test := range []struct{ path, open, current string }{
		{"", "正文", ""},
		{"/sections/2", "正文", "第二部分 名词"},
		{"/tables/3", "附表", "基金表"},
		{"/projects", "项目绩效目标", ""},
		{"/sections", "正文", ""},
		{"/tables", "附表", ""},
		{"/projects/1", "项目绩效目标", "网络服务"},
		{"/notes", "关于文本", "整理说明"},
	} {
		var open, current []string
		for _, g := range bases()[base+test.path].Contents {
			if g.Open {
				open = append(open, g.Title)
			}
			for _, l := range g.Links {
				if l.Current {
					current = append(current, l.Text)
				}
			}
		}
		if strings.Join(open, " ") != test.open || strings.Join(current, " ") != test.current {
			t.Errorf("%q: got open %q, current %q; want %q, %q", test.path, open, current, test.open, test.current)
		}
	}
	bare := report.Outline{Front: report.Front{Key: report.Key{Unit: "x", Year: 2031, Kind: "budget"}}, Sections: []report.SectionEntry{{Entry: report.Entry{Number: 1, Title: "一"}}}}
	var titles []string
	for _, g := range site.Overview(bare, &report.Report{Front: bare.Front}).Contents {
		titles = append(titles, g.Title)
	}
	if got := strings.Join(titles, " "); got != "正文 关于文本" {
		t.Errorf("a report without tables, forms and repairs: got groups %q", got)
	}
}

func TestCrumbs(t *testing.T) {
	for path, want := range map[string]string{
		"":            "",
		"/print":      "样例局 2030 年部门预算=" + base,
		"/tables/1":   "样例局 2030 年部门预算=" + base + " 附表=" + base + "/tables",
		"/projects/1": "样例局 2030 年部门预算=" + base + " 项目=" + base + "/projects",
	} {
		var got []string
		for _, l := range bases()[base+path].Crumbs {
			got = append(got, l.Text+"="+l.Href)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}

func TestOverview(t *testing.T) {
	r := sample()
	p := site.Overview(r.Outline(), r)
	if p.Eyebrow != "" || p.UnitName != "" {
		t.Errorf("got %q and %q over the title %q, want nothing that it says itself", p.Eyebrow, p.UnitName, p.Heading)
	}
	bare := sample().Outline()
	bare.Heading = "预算公开"
	if p := site.Overview(bare, &report.Report{Front: bare.Front}); p.Eyebrow != "2030 年 · 部门预算" || p.UnitName != "样例局（本级）" {
		t.Errorf("got %q and %q beside the title %q, want year, kind and unit, which it does not say", p.Eyebrow, p.UnitName, p.Heading)
	}
	whole := sample().Outline()
	whole.Heading, whole.UnitShort = "样例局（本级）2030 年部门预算", "样局"
	if p := site.Overview(whole, &report.Report{Front: whole.Front}); p.UnitName != "" {
		t.Errorf("got %q beside the title %q, want nothing that it says itself", p.UnitName, p.Heading)
	}
	var got []string
	for _, h := range p.Headlines {
		got = append(got, fmt.Sprintf("%s %s %s %s %s %t", h.Label, show(h.Text), h.Unit, h.From.Href, h.From.Text, h.Words))
	}
	want := []string{
		"收入 [1,200.50=1200.50] 万元 " + base + "/tables/1#r4c2 表 1 · 收入总计 false",
		"比上年 增加[3.00=3.00]万元  " + base + "/sections/1#p1 第一部分 概况 · 第 1 段 true",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("headlines:\n got %q\nwant %q", got, want)
	}
	if got := site.Overview(r.Outline(), &report.Report{Front: r.Front}).Headlines[0].From.Text; got != "表 1 · 第 4 行第 2 栏" {
		t.Errorf("a place whose table is not known: got %q, want it counted", got)
	}
	if got := home(r.Outline()).Groups[0].Bodies[0].Latest.Headlines[0].From.Text; got != "表 1 收支总表" {
		t.Errorf("a place in the list of reports: got %q, want its table", got)
	}
	r.Headlines = append(r.Headlines, report.Headline{Label: "比上年", Text: "比2029年增加4.00万元"})
	if got, want := site.Overview(r.Outline(), r).Description, "收入 1,200.50 万元，比上年 增加3.00万元，比2029年增加4.00万元。"; !strings.Contains(got, want) {
		t.Errorf("description: got %q, want %q in it", got, want)
	}
	if p.Sections.Title != "目 录" || p.Sections.Links[0].Text != "第一部分 概况" {
		t.Errorf("contents: got %+v, want them as published", p.Sections)
	}
	if p.Tables.Links[0].Text != "收支总表" || p.Tables.Links[1].Text != "支出表" { // the published list is shorter than the tables, so titles stand instead
		t.Errorf("tables: got %+v, want the tables' own titles", p.Tables)
	}
}

func TestAbout(t *testing.T) {
	p := site.About([]report.Outline{sample().Outline()}, nil, 0)
	if p.Example == nil || p.Example.Address != "https://example.test"+base+"@0123456789ab/tables/1#r4c2" || p.ExampleHref != base+"/tables/1#r4c2" || !strings.Contains(p.Example.Styles[0].String(), "，第 4 行第 2 栏，1,200.50 万元。") {
		t.Errorf("example of a citation: got %+v", p.Example)
	}
	r := sample()
	named := site.About([]report.Outline{r.Outline()}, page.Places{report.TableRef(1): &r.Tables[0]}, 0).Example.Styles[0].String()
	if !strings.Contains(named, "，收入总计，1,200.50 万元。") {
		t.Errorf("example of a citation: got %q, want the row's name in it", named)
	}
	if got := site.About(nil, nil, 0).Example; got != nil {
		t.Errorf("a site without reports: got the example %+v, want none", got)
	}
}

func TestNotes(t *testing.T) {
	r := sample()
	n := site.Notes(r.Outline(), r.Notes, nil).Notes[0]
	if n.ID != "n1" || n.Lines != "第 3–4 行" || n.Place.Href != base+"/projects/1#i2" || n.Place.Text != "项目 网络服务 · 指标第 2 行" {
		t.Errorf("got %+v", n)
	}
	for i, want := range []string{"(｜)甲(␣)乙(↵) → (｜｜)甲", ", → (（无）)"} {
		glyphs := func(list []page.Glyph) string {
			var s string
			for _, g := range list {
				if g.Sign {
					s += "(" + g.Text + ")"
				} else {
					s += g.Text
				}
			}
			return s
		}
		if got := glyphs(n.Edits[i].Received) + " → " + glyphs(n.Edits[i].Shown); got != want {
			t.Errorf("edit %d: got %q, want %q", i+1, got, want)
		}
	}
}

func TestError(t *testing.T) {
	for status, want := range map[int]string{404: "没有这一页", 405: "这个地址只供阅读", 400: "读不懂这个请求", 431: "读不懂这个请求", 500: "本站出了差错", 503: "本站出了差错"} {
		p := site.Error(status)
		if p.Heading != want || p.Status != status || len(p.Ways) == 0 || p.Canonical != "" {
			t.Errorf("%d: got %+v, want the heading %q, ways on and no canonical address", status, p, want)
		}
	}
}

// What the overview says of a body that began this year, in the words of its kind.
func TestOverviewOfNewBody(t *testing.T) {
	r := &report.Report{Front: report.Front{Key: report.Key{Unit: "yangli", Year: 2030, Kind: "unit-final-accounts"}, UnitName: "样例馆", UnitShort: "样例馆",
		Headlines: []report.Headline{{Label: "支出", Text: "307.82", Unit: "万元", From: report.SectionRef(1).Paragraph(5)}}}}
	s := report.Section{Number: 1, Title: "主要职能"}
	for _, text := range []string{
		"样例馆是陈列图书的事业单位。",
		"1.陈列图书。",
		"2.修补旧书。",
		"3.完成交办的其他任务。",
		"2030年度支出总计307.82万元。与2029年度相比，支出总计增加307.82万元，增长100.00%。",
	} {
		s.Add(report.Block{Kind: report.ParagraphBlock, Text: text})
	}
	s.Add(report.Block{Kind: report.HeadingBlock, Level: 1, Text: "二、“三公”经费支出情况"})
	s.Add(report.Block{Kind: report.ParagraphBlock, Text: "样例馆无“三公”经费支出。"})
	r.Sections = []report.Section{s}
	var got []string
	for _, a := range site.Overview(r.Outline(), r).Answers {
		line := a.Question
		for _, piece := range a.Said {
			line += show(piece.Text)
		}
		for _, q := range a.Quotes {
			line += "「" + show(q.Text) + "」"
		}
		got = append(got, line)
	}
	want := []string{
		"这个单位做什么？报告这样介绍，并列出 3 项职能，例如：「样例馆是陈列图书的事业单位。」「陈列图书。」「修补旧书。」",
		"花到哪里去？决算支出 [307.82=307.82] 万元。",
		"比上年多还是少，为什么？支出总计 [307.82=307.82] 万元，比 2029 年度多 [307.82=307.82] 万元。由此推算，2029 年度是 0（307.82 − 307.82，本站推算），增长的百分比无从算起。",
		"“三公”经费多少？报告写明没有：「样例馆无“三公”经费支出。」",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
