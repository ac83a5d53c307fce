package draft_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/answer"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// labelled is a budget whose contents number tables as 表1-1., whose lines above a table
// stand in a grid of their own, whose words are explained under a heading of a part, and
// which lists projects under the codes of the item that pays for them.
const labelled = `<h1>青禾县柳溪学校</h1><h1>2024年单位预算</h1><p align=center>目  录
	<p>第一部分 编制说明<p>一、基本职能及主要工作<p>二、名词解释<p>第二部分 预算报表<p>表1.单位收支总表<p>表1-1.一般公共预算项目支出预算表
	<p>第三部分 绩效目标表<p>表2.项目绩效目标表
	<h2>第一部分 编制说明</h2><h1>青禾县柳溪学校</h1><h1>2024年单位预算编制说明</h1>
	<p>一、基本职能及主要工作<p>(一)职能简介<p>1.承担小学教育。<p>2.开展课后服务。<p>(二)2024年重点工作<p>1.改善寄宿条件。
	<p>二、名词解释<p>1.基本支出：指保障运转的支出。<p>2.项目支出：指完成任务的支出。
	<h2>第二部分 预算报表</h2><p>表1<p align=center>单位收支总表<table><tr><td>单位：青禾县柳溪学校<td align=right>金额单位：万元</table>
	<table><tr><td colspan=2>收入<td colspan=2>支出<tr><td>项目<td>2024年预算数<td>项目<td>2024年预算数
	<tr><td>一、一般公共预算拨款收入<td>90.00<td>一、教育支出<td>90.00<tr><td>收入总计<td>90.00<td>支出总计<td>90.00</table>
	<p>表1-1<p align=center>一般公共预算项目支出预算表<table><tr><td>单位：青禾县柳溪学校<td>金额单位：万元</table>
	<table><tr><td colspan=3>科目编码<td rowspan=2>单位代码<td rowspan=2>单位名称（科目）<td rowspan=2>金额<tr><td>类<td>款<td>项
	<tr><td><td><td><td><td>合  计<td>18.60<tr><td><td><td><td>614023<td>青禾县柳溪学校<td>18.60
	<tr><td>205<td>02<td>02<td>614023<td>小学教育<td>18.60<tr><td>205<td>02<td>02<td>614023<td>营养改善<td>12.60<tr><td>205<td>02<td>02<td>614023<td>课后服务<td>6.00</table>
	<h2>第三部分 绩效目标表</h2><p>表2<p align=center>项目绩效目标表<table><tr><td>单位：青禾县柳溪学校<td>金额单位：万元</table>
	<table><tr><td rowspan=2>项目名称<td rowspan=2>预算数<td colspan=4>绩效指标<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值
	<tr><td rowspan=2>营养改善<td rowspan=2>12.60<td>产出指标<td>数量指标<td>学生人数<td>≥210人<tr><td>效益指标<td>社会效益<td>满意度<td>≥95%</table>`

func TestLabelledContents(t *testing.T) {
	d := drafted(t, labelled)
	for _, q := range d.Questions {
		if !slices.Contains([]string{"name", "short", "slug", "address", "published", "received", "publisher-allows"}, q.Key) {
			t.Errorf("asked %s: %s", q.Key, q.Text)
		}
	}
	checked := check(t, d)
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
	}
	r := checked.Report
	if got, want := r.Heading, "青禾县柳溪学校2024年单位预算"; got != want {
		t.Errorf("got heading %s, want %s", got, want)
	}
	got := ""
	for _, l := range r.Outline().ContentsLines() {
		got += fmt.Sprint(l.Level, l.To, " ")
	}
	if want := "0 /sections/1 1 /sections/1#h1 1 /sections/1#h4 0 /sections/2 1 /tables/1 1 /tables/2 0 /sections/3 1 /tables/3 "; got != want {
		t.Errorf("got contents %s\nwant %s", got, want)
	}
	if first, _ := r.Sections[0].Paragraph(1); len(r.Sections) != 3 || first != "青禾县柳溪学校" {
		t.Errorf("got %d sections, the first begins with %q, want 3 and the title said again", len(r.Sections), first)
	}
	if table := r.Tables[0]; table.Label != "表1" || strings.Join(table.Captions, "|") != "单位：青禾县柳溪学校  金额单位：万元" {
		t.Errorf("got label %q, captions %q", table.Label, table.Captions)
	}
	if len(r.Terms) != 2 || r.GlossarySection != 1 || r.Terms[0].Name != "基本支出" {
		t.Errorf("got terms %+v of section %d, want two of section 1", r.Terms, r.GlossarySection)
	}
	for _, f := range r.Figures() {
		if at := report.TableRef(2).Cell(5, 6); f.Ref == at && (f.RowParent != 3 || f.LabelPath != "青禾县柳溪学校/小学教育/课后服务") {
			t.Errorf("got %s below row %d, want the project below its item", f.LabelPath, f.RowParent)
		}
	}
	if a := answer.Of(r, r.Figures()); a.Goals == nil || a.Goals.Of != 1 || a.Duties.Of != 2 {
		t.Errorf("got goals %+v, duties %+v, want one and two", a.Goals, a.Duties)
	}
}
