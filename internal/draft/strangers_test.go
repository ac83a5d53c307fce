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

// court is a final account that prints the number of a part above its title, codes in three
// columns under one head, and a list of its empty tables with their reason.
const court = `<p>某区人民法院2023年度部门决算<p>目录<p>第一部分 概况<p>第二部分 部门决算表<p>一、一般公共预算财政拨款支出决算表
	<p>二、政府性基金预算财政拨款收入支出决算表<p>三、关于空表的说明<p>第三部分 部门决算情况说明
	<p align=center style="font-size:20pt">第一部分<p align=center style="font-size:20pt">概 况<p>本院依法独立行使审判权。
	<p align=center style="font-size:20pt">第二部分<p align=center style="font-size:20pt">部门决算表
	<p align=center style="font-size:16pt">一般公共预算财政拨款支出决算表<p>部门：某区人民法院　单位：万元<table>
	<tr><td colspan=4>项目<td colspan=3>本年支出<tr><td colspan=3>功能分类科目编码<td>科目名称<td>小计<td>基本支出<td>项目支出
	<tr><td colspan=4>栏次<td>1<td>2<td>3<tr><td colspan=4>合计<td>960.55<td>540.00<td>420.55
	<tr><td>204<td><td><td>公共安全支出<td>920.55<td>500.00<td>420.55<tr><td>204<td>05<td><td>法院<td>920.55<td>500.00<td>420.55
	<tr><td>204<td>05<td>01<td>行政运行<td>500.00<td>500.00<td>0.00<tr><td>204<td>05<td>06<td>“两庭”建设<td>420.55<td>0.00<td>420.55
	<tr><td>221<td><td><td>住房保障支出<td>40.00<td>40.00<td>0.00<tr><td>221<td>02<td><td>住房改革支出<td>40.00<td>40.00<td>0.00
	<tr><td>221<td>02<td>01<td>住房公积金<td>40.00<td>40.00<td>0.00</table>
	<p align=center style="font-size:16pt">政府性基金预算财政拨款收入支出决算表<p>部门：某区人民法院　单位：万元<table>
	<tr><td colspan=4>项目<td rowspan=2>本年收入<td rowspan=2>本年支出<tr><td colspan=3>功能分类科目编码<td>科目名称
	<tr><td colspan=4>栏次<td>1<td>2<tr><td colspan=4>合计<td><td></table>
	<p align=center style="font-size:16pt">关于空表的说明<p>1.本部门无政府性基金收支，故《政府性基金预算财政拨款收入支出决算表》为空表。
	<p align=center style="font-size:20pt">第三部分<p align=center style="font-size:20pt">部门决算情况说明
	<p>（一）一般公共预算财政拨款支出决算具体情况<p>1.公共安全支出（类）法院（款）行政运行（项）：支出决算为500.00万元。
	<p>2.公共安全支出（类）法院（款）“两庭”建设（项）：支出决算为420.55万元。<p>1.“三公”经费财政拨款支出决算总体情况说明
	<p>2023年度没有安排“三公”经费。`

func TestPartsOnTwoLines(t *testing.T) {
	d := drafted(t, court)
	for _, q := range d.Questions {
		if q.Key != "" && (q.At.Paragraph > 0 || strings.HasPrefix(q.Key, "cut")) {
			t.Errorf("got the question %s: %s, want none about the text", q.Place, q.Text)
		}
	}
	checked := check(t, d)
	r := checked.Report
	titles := ""
	for _, s := range r.Sections {
		titles += s.Title + "|"
	}
	if want := "第一部分 概 况|第二部分 部门决算表|第三部分 部门决算情况说明|"; titles != want {
		t.Errorf("got sections %s, want %s", titles, want)
	}
	items, empty := 0, false
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
		if strings.HasPrefix(f.Key, "said.item.") {
			items++
		}
		empty = empty || strings.HasPrefix(f.Key, "empty.")
	}
	if items != 2 || !empty {
		t.Errorf("got %d amounts of items held against the table, and an empty table with its reason: %v; want 2 and true", items, empty)
	}
	for _, f := range r.Figures() {
		if f.Ref == report.TableRef(1).Cell(5, 5) && (f.Code != "2040506" || f.LabelPath != "公共安全支出/法院/“两庭”建设") {
			t.Errorf("got %s %s, want 2040506 below its class", f.Code, f.LabelPath)
		}
	}
}

// An item may have the number of the group that it stands in: 208 | 05 | 05.
func TestKeysThatRepeat(t *testing.T) {
	r := check(t, drafted(t, `<p>某局2023年度部门决算<p>第一部分 决算表<p align=center>支出决算表<p>单位：万元<table>
		<tr><td>类编码<td>款编码<td>项编码<td>科目名称<td>本年支出
		<tr><td>208<td><td><td>社会保障和就业支出<td>9.00<tr><td>208<td>05<td><td>行政事业单位养老支出<td>9.00
		<tr><td>208<td>05<td>05<td>养老保险缴费支出<td>9.00</table>`)).Report
	if got := len(r.Tables[0].Rows); got != 3 {
		t.Errorf("got %d rows, want 3", got)
	}
}
