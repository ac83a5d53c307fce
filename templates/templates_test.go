package templates_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/templates"
)

var shell = page.Base{
	Kind: "table", Heading: "支出表", Title: "支出表 · 网站", SharedTitle: "支出表 · 报告", Description: "说明 <一>", Canonical: "https://example.test/x",
	Stylesheets: page.Stylesheets{Standard: "/static/site.css"}, Script: "/static/site.js", Icon: "/static/favicon.svg",
	ReportBase: page.ReportBase{
		Crumbs: []page.Link{{Text: "报告", Href: "/r"}, {Text: "附表", Href: "/r#tables"}},
		Contents: []page.Group{
			{Title: "正文", Links: []page.Link{{Text: "第一部分", Href: "/r/sections/1"}}},
			{Title: "附表", Open: true, Links: []page.Link{{Label: "表 1", Text: "支出表", Href: "/r/tables/1", Current: true}}},
		},
		Prev: &page.Link{Text: "第一部分", Href: "/r/sections/1"},
	},
	Footer: []page.Link{{Text: "关于本站", Href: "/about"}},
}

var term = &page.Mention{Href: "/r/sections/2#t1", Definition: "def-1", Class: "term term-1"}

var tableView = page.TableView{
	Level: 1, Label: "表 1", Title: "支出表", Captions: [][]string{{"单位名称：样例局"}, {"单位：万元"}},
	CaptionID: "caption", Caption: "表 1 支出表，单位：万元", Class: "annex columns-3", End: "caption-end",
	Standing: &page.Standing{Text: "都对得上。", Link: page.Link{Text: "看", Href: "/r/checks/tables/1"}},
	Empty:    &page.EmptyView{Quote: "没有。", From: page.Link{Text: "第一段", Href: "/r/sections/1#p1"}},
	Head: [][]page.HeadCell{
		{{ID: "c1", Scope: "col", Rowspan: 2, Colspan: 1, Filled: 1, Class: "label", Text: page.Text{{Text: "科目"}}},
			{ID: "g1c2", Scope: "colgroup", Rowspan: 1, Colspan: 2, Filled: 1, Class: "group", Text: page.Text{{Text: "金额"}}}},
		{{ID: "c2", Scope: "col", Headers: "g1c2", Rowspan: 1, Colspan: 1, Filled: 1, Class: "amount", Text: page.Text{{Text: "基本支出", Term: term}}},
			{ID: "c3", Scope: "col", Headers: "g1c2", Rowspan: 1, Colspan: 1, Class: "amount empty-column", Text: page.Text{{Text: "其他"}}}},
	},
	Rows: []page.RowView{{ID: "r1", Cells: []page.CellView{
		{ID: "r1c1", Header: true, Headers: "c1", Class: "key", CodeID: "code-201", Text: page.Text{{Text: "201"}},
			HeadID: "hr1c1", Under: "r0", Control: &page.Control{Href: "#r1"}},
		{ID: "r1c2", Headers: "g1c2 c2 r1c1", Class: "amount", Text: page.Text{{Text: "2,139.00", Value: "2139.00", Checks: "3"}},
			Mark: &page.Mark{Href: "/r/checks/tables/1#r1c2", Name: "尾差", Class: "bound rounding"}},
		{ID: "r1c3", Headers: "g1c2 c3 r1c1", Class: "amount empty-column"},
	}}},
	Definitions: []page.Definition{{ID: "def-1", Class: "beside-1", Name: "基本支出", Text: "一、基本支出：日常的。", Href: "/r/sections/2#t1"}},
}

var form = &page.FormView{
	Caption: "2030 年度",
	Fields: []page.FieldView{{ID: "f1", Name: "用途", Control: &page.Control{Href: "#f1", Name: "引用此项", Unit: "万元"}, Paragraphs: []page.ParagraphView{
		{ID: "f1p1", Text: page.Text{{Text: "甲 <乙> & 丙 "}, {Text: "3.00", Value: "3.00"}, {Text: "万元。"}}}, {ID: "f1p2"}}}},
	IndicatorsTitle: "指标", IndicatorsID: "indicators",
	IndicatorHead: []page.HeadCell{{ID: "ih1", Scope: "col", Rowspan: 1, Colspan: 1, Text: page.Text{{Text: "一级"}}}},
	Indicators: []page.RowOfIndicators{{ID: "i1", Cells: []page.IndicatorCell{
		{ID: "i1c1", Header: true, Scope: "rowgroup", Headers: "ih1", Rowspan: 2, Colspan: 1, Text: page.Text{{Text: "投入"}}},
		{ID: "i1c3", Headers: "ih3 i1c1", Rowspan: 1, Colspan: 2, Paragraphs: []page.Text{{{Text: "第一段"}}, {{Text: "第二段"}}},
			HeadID: "hi1c3", Control: &page.Control{Href: "#i1", Name: "引用此行"}},
	}}},
}

func render(t *testing.T, c templ.Component) (html string, doc *goquery.Document) {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), doc
}

// check asks for the text of a selection and for attributes of it. An attribute
// that is wanted as "-" must be absent.
type check struct {
	selector, text string
	attributes     map[string]string
}

func checkAll(t *testing.T, doc *goquery.Document, checks []check) {
	t.Helper()
	for _, c := range checks {
		s := doc.Find(c.selector)
		if s.Length() != 1 {
			t.Errorf("%s: got %d elements, want one", c.selector, s.Length())
			continue
		}
		if s.Text() != c.text {
			t.Errorf("%s: got text %q, want %q", c.selector, s.Text(), c.text)
		}
		for name, want := range c.attributes {
			if got := s.AttrOr(name, "-"); got != want {
				t.Errorf("%s: got %s=%q, want %q", c.selector, name, got, want)
			}
		}
	}
}

func TestTable(t *testing.T) {
	_, doc := render(t, templates.Table(page.TablePage{Base: shell, TableView: tableView}))
	checkAll(t, doc, []check{
		{"h1", "支出表", nil},
		{"caption#caption", "表 1 支出表，单位：万元", nil},
		{".region", doc.Find("table").Text(), map[string]string{"role": "region", "tabindex": "0", "aria-labelledby": "caption"}},
		{"th#c1", "科目", map[string]string{"rowspan": "2", "colspan": "-", "scope": "col", "headers": "-"}},
		{"th#g1c2", "金额", map[string]string{"colspan": "2", "scope": "colgroup", "data-filled": "1"}},
		{"th#c2", "基本支出", map[string]string{"headers": "g1c2", "data-filled": "-"}},
		{"th#c2 a.term.term-1", "基本支出", map[string]string{"href": "/r/sections/2#t1", "aria-describedby": "def-1"}},
		{"th#hr1c1", "201", map[string]string{"scope": "row", "headers": "c1", "aria-labelledby": "r1c1", "data-under": "r0"}},
		{"th#hr1c1 > span#r1c1", "201", nil}, // its own text, without the control
		{"th#hr1c1 > a.cite", "", map[string]string{"href": "#r1", "aria-label": "引用此行", "aria-hidden": "true", "tabindex": "-1"}}, // one a row would be read with each
		{"#code-201", "201", nil},
		{"td#r1c2", "2,139.00", map[string]string{"headers": "g1c2 c2 r1c1"}},
		{"td#r1c2 > data", "2,139.00", map[string]string{"value": "2139.00", "data-checks": "3"}},
		{"td#r1c2 > a.bound", "", map[string]string{"href": "/r/checks/tables/1#r1c2", "aria-label": "尾差", "class": "bound rounding"}},
		{"a.pass", "跳过表格", map[string]string{"href": "#caption-end"}},
		{"#caption-end", "", map[string]string{"tabindex": "-1"}},
		{".standing", "都对得上。看", nil},
		{".standing a", "看", map[string]string{"href": "/r/checks/tables/1"}},
		{"td#r1c3", "", map[string]string{"class": "amount empty-column"}},
		{".units p:last-child", "单位：万元", nil},
		{".empty-reason blockquote", "没有。", nil},
		{".empty-reason a", "第一段", map[string]string{"href": "/r/sections/1#p1"}},
		{".definitions dd#def-1", "一、基本支出：日常的。", nil},
		{".definitions .beside-1 dt a", "基本支出", map[string]string{"href": "/r/sections/2#t1"}},
	})
	if got := doc.Find("thead tr").Length(); got != 2 {
		t.Errorf("got %d header rows, want 2", got)
	}
}

func TestForm(t *testing.T) {
	_, doc := render(t, templates.Project(page.ProjectPage{Base: shell, ProjectView: page.ProjectView{ID: "f1", Level: 2, Title: "申报表", Name: "网络", Form: form}}))
	checkAll(t, doc, []check{
		{"article#f1 h2.title", "网络", nil},
		{"#f1p1", "甲 <乙> & 丙 3.00万元。", nil},
		{"#f1p1 data", "3.00", map[string]string{"value": "3.00"}},
		{"#f1p2", "", nil},
		{"th#i1c1", "投入", map[string]string{"rowspan": "2", "scope": "rowgroup", "headers": "ih1"}},
		{"td#hi1c3", "第一段第二段", map[string]string{"colspan": "2", "rowspan": "-", "headers": "ih3 i1c1"}},
		{"td#hi1c3 > #i1c3", "第一段第二段", nil},
		{"td#hi1c3 > a.cite", "", map[string]string{"href": "#i1"}},
		{"#f1 dt", "用途", nil},
		{"#f1 dt > a.cite", "", map[string]string{"href": "#f1", "data-unit": "万元"}},
		{"#i1c3 p:first-child", "第一段", nil},
		{"h3#indicators", "指标", nil},
	})
}

func TestSection(t *testing.T) {
	_, doc := render(t, templates.Section(page.SectionPage{Base: shell, SectionView: page.SectionView{Level: 1, Title: "第一部分",
		Tables: []page.Link{{Label: "表 1", Text: "支出表", Href: "/r/tables/1"}},
		Blocks: []page.BlockView{
			{ID: "h1", Heading: true, Level: 1, Text: page.Text{{Text: "一、收入"}}},
			{ID: "p1", Control: &page.Control{Href: "#p1", Name: "引用第 1 段", Words: "第 1 段"}, Text: page.Text{{Text: "收入"}, {Text: "3.00", Value: "3.00"}, {Text: "万元，"}, {Text: "基本支出", Term: term}, {Text: "。"}}},
			{ID: "p2", EntryID: "t1", Text: page.Text{{Text: "一、"}, {Text: "基本支出", Defines: true}, {Text: "：日常的。"}}},
		}}}))
	checkAll(t, doc, []check{
		{"h2#h1", "一、收入", nil},
		{"p#p1", "收入3.00万元，基本支出。", nil},
		{"p#p1 > a.cite:last-child", "", map[string]string{"href": "#p1", "aria-label": "引用第 1 段", "data-words": "第 1 段", "data-unit": "-"}},
		{"#t1 > p#p2", "一、基本支出：日常的。", nil},
		{"p#p2 dfn", "基本支出", nil},
		{".related a", "表 1 支出表", map[string]string{"href": "/r/tables/1"}},
	})
}

// The page's own citation reads whole without a script, with its slots marked.
func TestCitation(t *testing.T) {
	base := shell
	base.Citation = &report.Citation{Address: "https://example.test/x", Styles: []report.CitationStyle{{Name: "GB/T 7714", Runs: []report.CitationRun{
		{Text: "样例局. 报告: 表 1"}, {Slot: report.WordSlot, Before: ", ", Step: " › "}, {Text: "[EB/OL]"},
		{Slot: report.AccessedSlot, Before: "[", After: "]"}, {Text: ". "}, {Slot: report.AddressSlot, Text: "https://example.test/x"}, {Text: "."},
	}}}}
	base.LinkedData = map[string]string{"name": "</script><b>"}
	html, doc := render(t, templates.Table(page.TablePage{Base: base, TableView: tableView}))
	checkAll(t, doc, []check{
		{"main > details.citation > summary", "引用", nil},
		{".citation-forms > div:nth-child(1) a", "https://example.test/x", map[string]string{"href": "https://example.test/x"}},
		{".citation-forms > div:nth-child(2) dt", "GB/T 7714", nil},
		{".citation-forms > div:nth-child(2) dd", "样例局. 报告: 表 1[EB/OL]. https://example.test/x.", nil},
		{"[data-slot=words]", "", map[string]string{"data-before": ", ", "data-step": " › "}},
		{"[data-slot=accessed]", "", map[string]string{"data-before": "[", "data-after": "]"}},
		{"head > script[type='application/ld+json']", doc.Find("script:not([src])").Text(), map[string]string{"id": "-"}},
	})
	if strings.Contains(html, "</script><b>") {
		t.Error("linked data can end its own script element")
	}
}

func TestShell(t *testing.T) {
	_, doc := render(t, templates.Table(page.TablePage{Base: shell, TableView: tableView}))
	checkAll(t, doc, []check{
		{"html", doc.Find("html").Text(), map[string]string{"lang": "zh-CN"}},
		{"title", "支出表 · 网站", nil},
		{"meta[name=description]", "", map[string]string{"content": "说明 <一>"}},
		{"link[rel=canonical]", "", map[string]string{"href": "https://example.test/x"}},
		{"meta[property='og:title']", "", map[string]string{"content": "支出表 · 报告"}},
		{"meta[name=color-scheme]", "", map[string]string{"content": "light dark"}},
		{"body", doc.Find("body").Text(), map[string]string{"class": "table"}},
		{"a.skip", "跳到正文", map[string]string{"href": "#main"}},
		{".contents [aria-current=page] .text", "支出表", nil},
		{".contents .group[open] > summary", "附表", nil},
		{".breadcrumbs", "报告附表", nil},
		{"a[rel=prev] .text", "第一部分", nil},
	})
	if doc.Find("a[rel=next]").Length() != 0 {
		t.Error("a page without a next one has a link to it")
	}
	bare, _ := render(t, templates.Error(page.ErrorPage{Base: page.Base{Title: "没有"}, Status: 404}))
	if !strings.Contains(bare, "noindex") || strings.Contains(bare, "canonical") {
		t.Error("an error page must not be indexed and has no canonical address")
	}
}

// The content security policy forbids inline styles and scripts; a tooltip of
// the browser cannot be reached by keyboard; a link inside a link is no HTML.
func TestNothingInline(t *testing.T) {
	second := tableView
	second.Level = 2
	pages := map[string]templ.Component{
		"home":     templates.Home(page.HomePage{Base: shell, Groups: []page.BodyGroup{{Bodies: []page.BodyItem{{Latest: &page.ReportItem{Link: page.Link{Text: "报告", Href: "/r"}, Headlines: []page.HeadlineView{{Label: "收入", Text: page.Text{{Text: "1"}}}}}}}}}}),
		"about":    templates.About(page.AboutPage{Base: shell, Example: &report.Citation{}, Reports: []page.OriginItem{{}}}),
		"overview": templates.Overview(page.OverviewPage{Base: shell, Tables: &page.Group{Title: "附表", Links: []page.Link{{Text: "表"}}}}),
		"table":    templates.Table(page.TablePage{Base: shell, TableView: tableView}),
		"projects": templates.Projects(page.ProjectsPage{Base: shell, Amounts: []string{"金额"}, Projects: []page.ProjectRow{{Amounts: []page.Text{nil}}}}),
		"notes": templates.Notes(page.NotesPage{Base: shell, NotesView: page.NotesView{Level: 1, Notes: []page.NoteView{
			{ID: "n1", Edits: []page.EditView{{Received: []page.Glyph{{Text: "｜", Sign: true}}}}}}}}),
		"print": templates.Print(page.PrintPage{Base: shell, Parts: []page.PrintedPart{{Table: &second}, {Project: &page.ProjectView{Form: form}}}}),
		"error": templates.Error(page.ErrorPage{Base: shell, Ways: []page.Link{{Text: "首页", Href: "/"}}}),
	}
	escapedTwice := regexp.MustCompile(`&amp;(amp|lt|gt|#)`)
	for name, c := range pages {
		html, doc := render(t, c)
		for _, selector := range []string{"[style]", "style", "script:not([src], [type='application/ld+json'])", "[title]", "a a", "[onclick]", "img", "iframe"} {
			if n := doc.Find(selector).Length(); n > 0 {
				t.Errorf("%s: %d elements match %s, want none", name, n, selector)
			}
		}
		if doc.Find("h1").Length() != 1 {
			t.Errorf("%s: got %d first headings, want one", name, doc.Find("h1").Length())
		}
		if m := escapedTwice.FindString(html); m != "" {
			t.Errorf("%s: %q is escaped twice", name, m)
		}
		if doc.Find("main#main").Length() != 1 {
			t.Errorf("%s: no main", name)
		}
	}
}
