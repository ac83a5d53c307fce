package draft_test

import (
	"slices"
	"strings"
	"testing"

	"disclosure/internal/answer"
	"disclosure/internal/finding"
	"disclosure/internal/original"
)

// webPage is a final account as the site of a body shows it: in a table that only sets the
// page, between menu and foot, with the lines above a table in a grid of their own, headings
// that end as sentences do, and a paragraph for each cell.
const webPage = `<html><body><div><a href="/">网站首页</a>|<a href="/a">中心概况</a>|<a href="/b">信息公开</a></div>
	<div>您现在的位置：<a href="/">首页</a> &gt; 正文</div><table width=1000 align=center><tr><td>
	<h1>某市保健中心2022年度部门决算</h1><div>来源：本站　发布时间：2023-09-15　浏览次数：128</div><div id=content>
	<p style="text-align:center">目&nbsp;录</p><div>&nbsp;&nbsp;第一部分：某市保健中心概况</div><div>第二部分：2022年度部门决算报表</div>
	<div>表一：收入决算表</div><div>第三部分：部门决算情况说明</div><div>一、2022年度收入决算情况。</div>
	<p style="text-align:center">第一部分：某市保健中心概况</p><div>&nbsp;&nbsp;&nbsp;&nbsp;<span>本中心承担</span><span>妇女儿童保健工作，指导辖区内的保健机构开展业务，管理妇女儿童健康的信息，培训专业人员。</span></div>
	<p style="text-align:center">第二部分：2022年度部门决算报表</p><p style="text-align:center">表一：收入决算表</p>
	<table border=0><tr><td>部门：某市保健中心<td>公开02表<tr><td><td>金额单位：元</table>
	<table border=1><tr><td colspan=2><p>项目</p><td rowspan=2>本年收入合计<td rowspan=2>其他收入<tr><td>功能分类科目编码<td>科目名称
	<tr><td colspan=2>栏次<td>1<td>2<tr><td colspan=2>合计<td>1,200,300.50<td>300.50
	<tr><td>210<td>卫生健康支出<td>1,200,300.50<td>300.50</table><div>注：本表反映部门本年度取得的收入情况。</div>
	<p style="text-align:center">第三部分：部门决算情况说明</p><div>一、2022年度收入决算情况。</div>
	<div>2022年度本年收入合计1,200,300.50元，其中：其他收入300.50元，主要是利息收入，比上年度没有变化。</div></div></td></tr></table>
	<div><a>打印本页</a> <a>关闭窗口</a></div><div>上一篇：<a href="/1">关于召开培训会的通知</a></div>
	<div><p>版权所有：某市保健中心　电话：0770-0000000</p></div></body></html>`

func TestWebPage(t *testing.T) {
	d := drafted(t, webPage)
	for _, q := range d.Questions {
		if q.At.Paragraph > 0 || q.Place == "全书" {
			t.Errorf("got the question %s: %s, want none about the text", q.Place, q.Text)
		}
	}
	checked := check(t, d)
	r := checked.Report
	if r.Heading != "某市保健中心2022年度部门决算" || len(r.Cover) > 0 {
		t.Errorf("got heading %q and cover %q, want that of the report alone", r.Heading, r.Cover)
	}
	if got := len(r.Sections); got != 3 {
		t.Fatalf("got %d sections, want 3", got)
	}
	if label := r.Tables[0].Label; label != "" {
		t.Errorf("got label %s beside the title %s, which has one", label, r.Tables[0].Title)
	}
	if table := r.Tables[0]; !slices.Equal(table.Captions, []string{"部门：某市保健中心  公开02表", "金额单位：元"}) || len(table.Notes) != 1 || len(table.Rows) != 2 {
		t.Errorf("got captions %q, notes %q and %d rows, want two, one and 2", table.Captions, table.Notes, len(table.Rows))
	}
	if section := string(d.Files["sections/3.txt"]); !strings.Contains(section, "\n# 一、2022年度收入决算情况。\n") {
		t.Errorf("got section 3\n%s\nwant a heading that ends with a full stop", section)
	}
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
	}
	for _, words := range []string{"网站首页", "您现在的位置", "浏览次数：128", "关于召开培训会的通知", "0770-0000000"} {
		if strings.Contains(string(d.Files["source.txt"]), words) {
			t.Errorf("got %s in the report, want it set aside", words)
		}
		if !strings.Contains(string(d.Files["review.md"]), words) {
			t.Errorf("%s is neither in the report nor named among what was set aside", words)
		}
	}
}

// A page that is nothing but a report keeps everything, also its links and what it says of
// its publication.
func TestPageOfAReport(t *testing.T) {
	doc := read(t, `<body><p>某局2022年度部门决算<p>公开时间：2023年9月，来源：某局<p><a href="#_Toc1">第一部分 概况</a>
		<p>第一部分 概况<p>本局负责全区的工作，详见<a href="https://example.gov.cn/">网站</a>。</body>`)
	if len(doc.Asides) > 0 || len(doc.Blocks) != 5 {
		t.Errorf("got %d blocks and %+v set aside, want 5 and nothing", len(doc.Blocks), doc.Asides)
	}
}

func read(t *testing.T, page string) *original.Document {
	t.Helper()
	doc, err := original.Read(t.Context(), "a.html", strings.NewReader(page), int64(len(page)), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// A page may have the report and the words of its site beside each other, a register before it
// and the links at its end.
func TestFlatPage(t *testing.T) {
	d := drafted(t, `<body><table><tr><td>[ 索引号 ]<td>1150/2025-00067<tr><td>[ 发布机构 ]<td>某街道</table><h1>某街道办事处</h1><h1>2024年度部门决算</h1>
		<div>日期：2025-09-12　来源：某街道</div><div>分享：</div><p>目录<p>第一部分 部门概况<p>第二部分 名词解释
		<p>第一部分 部门概况<p>一、机构设置、职责<p>1.机构情况<p>本街道设6个内设机构。<p>2.主要职责<p>负责辖区内的公共服务和社会治理工作。
		<p>第二部分 名词解释<p>基本支出：指保障运转的支出。<div>【打印本页】 【关闭窗口】</div></body>`)
	r := check(t, d).Report
	if r.Heading != "某街道办事处2024年度部门决算" || len(r.Cover) > 0 {
		t.Errorf("got heading %q and cover %q, want that of the report alone", r.Heading, r.Cover)
	}
	for _, words := range []string{"索引号", "分享", "打印本页"} {
		if strings.Contains(string(d.Files["source.txt"]), words) {
			t.Errorf("got %s in the report, want it set aside", words)
		}
	}
	duties := answer.Of(r, r.Figures()).Duties
	if duties == nil || len(duties.Listed) != 1 || !strings.HasPrefix(duties.Listed[0].Text, "负责辖区内") {
		t.Errorf("got duties %+v, want the one below its line, and not how the body is divided", duties)
	}
}
