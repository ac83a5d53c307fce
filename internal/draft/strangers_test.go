package draft_test

import (
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// western is a final account of a hospital as a page that a program made of a Word file:
// its contents have a day, codes of fields and entries that lost their first letter, a form
// of evaluation stands before the tables, and one of these states nothing but zeros.
const western = `<p>某县中医院2023年度单位决算<p>目录<p>公开时间：2024年9月26日
	<p>第一部分 单位概况 PAGEREF _Toc25831 \h 3<p>第二部分 附件 PAGEREF _Toc29159 h 4
	<p>第三部分 附表 PAGEREF _Toc29898 \h 5<p>一、收入支出决算总表 PAGEREF _Toc20349 \h 5
	<p>二、出决算表 PAGEREF _Toc6022 \h 6<p>三、财政拨款“三公”经费支出决算表 PAGEREF _Toc6023 \h 7
	<p>第一部分 单位概况<p>本院承担全县的中医药服务。
	<p>第二部分 附件<p>附件1<p align=center>项目支出绩效自评表<p align=center>（2023年度）<table>
	<tr><td colspan=2>项目名称<td colspan=5>能力提升
	<tr><td rowspan=2>预算执行<td>年度预算数（万元）<td>年初预算<td>预算执行数<td>预算执行率<td>权重<td>得分
	<tr><td>总额<td>86.40<td>86.40<td>100.00%<td>10<td>10
	<tr><td rowspan=2>绩效指标<td>一级指标<td>二级指标<td>三级指标<td>指标值<td>完成值<td>得分
	<tr><td>产出指标<td>数量指标<td>培训人次<td>40<td>45<td>90</table>
	<p>第三部分 附表<p align=center>收入支出决算总表<p>公开01表<p>单位：某县中医院<p>金额单位：万元<table>
	<tr><td colspan=2>收入<td colspan=2>支出<tr><td>项目<td>决算数<td>项目<td>决算数
	<tr><td>一、财政拨款收入<td>30.00<td>一、卫生健康支出<td>30.00
	<tr><td>本年收入合计<td>30.00<td>本年支出合计<td>30.00</table>
	<p align=center>支出决算表<p>公开02表<p>单位：某县中医院<p>金额单位：万元<table>
	<tr><td>科目编码<td>科目名称<td>本年支出合计<td>基本支出<td>项目支出
	<tr><td colspan=2>合计<td>30.00<td>20.00<td>10.00
	<tr><td>210<td>卫生健康支出<td>30.00<td>20.00<td>10.00</table>
	<p align=center>财政拨款“三公”经费支出决算表<p>公开03表<p>单位：某县中医院<p>金额单位：万元<table>
	<tr><td>合计<td>因公出国（境）费<td>公务接待费<tr><td>0.00<td>0.00<td>0.00</table>
	<p>注：本表反映“三公”经费支出情况。`

func TestContentsOfPrograms(t *testing.T) {
	d := drafted(t, western)
	for _, q := range d.Questions {
		if q.At.Paragraph > 0 || q.Place == "目录" {
			t.Errorf("got the question %s: %s, want none about the text", q.Place, q.Text)
		}
	}
	checked := check(t, d)
	r := checked.Report
	if got, want := len(r.Sections), 3; got != want {
		t.Fatalf("got %d sections, want %d", got, want)
	}
	if got, want := strings.Join(r.Contents, "|"), "公开时间：2024年9月26日|第一部分 单位概况|第二部分 附件|第三部分 附表|一、收入支出决算总表|二、出决算表|三、财政拨款“三公”经费支出决算表"; got != want {
		t.Errorf("got contents %s, want %s", got, want)
	}
	lines := r.Outline().ContentsLines()
	for k, want := range []report.ContentsLine{{Level: 0}, {Level: 0, To: report.SectionRef(1)}, {Level: 0, To: report.SectionRef(2)}, {Level: 0, To: report.SectionRef(3)}, {Level: 1, To: report.TableRef(1)}, {Level: 1, To: report.TableRef(2)}, {Level: 1, To: report.TableRef(3)}} {
		if lines[k].Level != want.Level || lines[k].To != want.To {
			t.Errorf("%s: got level %d to %s, want %d to %s", lines[k].Text, lines[k].Level, lines[k].To, want.Level, want.To)
		}
	}
	if section := string(d.Files["sections/2.txt"]); !strings.Contains(section, "# 项目支出绩效自评表\n") || !strings.Contains(section, "86.40\t86.40\t100.00%") {
		t.Errorf("got section 2\n%s\nwant the form of evaluation under its title", section)
	}
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees: printed zeros say that there was nothing", f.Key, f.Outcome)
		}
	}
}
