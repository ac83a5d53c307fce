package draft_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/answer"
	"disclosure/internal/finding"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// state is the budget of an office with a body below it: its number in a register above its
// title, duties and goals under one heading, projects beside the items that pay for them,
// and targets of several projects beside rows that stand over several lines.
const state = `<p>监督索引号53999900105000000<h1>某州水务局2025年部门预算公开</h1><p align=center>目录<p>第一部分 说明<p>第二部分 预算表
	<p>第一部分 说明<p>一、基本职能及主要工作<p>（一）部门主要职责<p>负责全州水资源管理。<p>（二）机构设置情况<p>1.水文监测站；<p>2.灌区管理中心。<p>（三）重点工作概述<p>1.推进节水改造。
	<p>第二部分 预算表<p align=center>收支总表<p>单位：元<table><tr><td colspan=2>收入<td colspan=2>支出<tr><td>项目<td>预算数<td>项目<td>预算数
	<tr><td>一般公共预算拨款<td>900.00<td>社会保障和就业支出<td>100.00<tr><td>事业收入<td><td>农林水支出<td>800.00<tr><td>其他收入<td><td><td><tr><td>上级补助<td><td><td>
	<tr><td>本年收入合计<td>900.00<td>本年支出合计<td>900.00<tr><td>收入总计<td>900.00<td>支出总计<td>900.00</table>
	<p align=center>部门支出预算表<p>单位：元<table><tr><td>科目编码<td>科目名称<td>合计<td>基本支出<td>项目支出
	<tr><td>213<td>农林水支出<td>900.00<td>200.00<td>700.00<tr><td colspan=2>合计<td>900.00<td>200.00<td>700.00</table>
	<p align=center>部门项目支出预算表<p>单位：元<table><tr><td>项目分类<td>项目代码<td>项目名称<td>项目单位<td>功能科目编码<td>功能科目名称<td>合计<td>一般公共预算
	<tr><td>事业发展类<td>53990001<td>山洪灾害防治<td>某州水务局<td>2130314<td>防汛<td>300.00<td>300.00
	<tr><td>事业发展类<td>53990002<td>抗旱物资<td>某州水务局<td>2130314<td>防汛<td>200.00<td>200.00
	<tr><td>专项业务类<td>53990003<td>水文监测<td>水文监测站<td>2130311<td>水资源管理<td>200.00<td>200.00
	<tr><td colspan=6>合  计<td>700.00<td>700.00</table>
	<p align=center>项目支出绩效目标表<p>单位：元<table><tr><td rowspan=2>单位代码<td rowspan=2>单位（专项）名称<td rowspan=2>资金总额<td colspan=4>绩效指标<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值
	<tr><td>301<td>某州水务局<td>500.00<td><td><td><td>
	<tr><td rowspan=2>301001<td rowspan=2>山洪灾害防治<td rowspan=2>300.00<td>产出指标<td>数量指标<td>站点数<td>12个<tr><td>效益指标<td>社会效益<td>受益人口<td>3万人
	<tr><td rowspan=2>301001<td rowspan=2>抗旱物资<td rowspan=2>200.00<td>产出指标<td>数量指标<td>物资<td>2批<tr><td>效益指标<td>社会效益<td>保障<td>有力</table>`

func TestStateBudget(t *testing.T) {
	d := drafted(t, state)
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
	if r.Heading != "某州水务局2025年部门预算公开" || fmt.Sprint(r.Cover) != "[监督索引号53999900105000000]" {
		t.Errorf("got heading %s and cover %s, want the title and the number above it", r.Heading, r.Cover)
	}
	if a := answer.Of(r, r.Figures()); a.Goals == nil || a.Goals.Of != 1 || a.Goals.Quotes[0].Text != "推进节水改造。" {
		t.Errorf("got goals %+v, want the one under 重点工作", a.Goals)
	}
	names := ""
	for _, kind := range picture.Kinds(r, r.Figures()) {
		for _, part := range kind.Parts {
			names += part.Label + " "
			for _, below := range part.Parts {
				names += below.Label + " "
			}
		}
	}
	if !strings.Contains(names, "山洪灾害防治") || strings.Contains(names, "防汛") {
		t.Errorf("got %s, want the projects by their names", names)
	}
	sums := false
	for _, f := range checked.Findings {
		sums = sums || f.At() == report.TableRef(4).Cell(1, 3)
	}
	if !sums {
		t.Error("the sum of the projects that stand over several rows was held against nothing")
	}
}
