package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/answer"
	"disclosure/internal/finding"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// comprehensive is the budget of a township in which all money stands under 一、部门预算,
// the expenditure is told apart in three ways under one head, a list of tables says why one is
// empty, projects without codes stand below their body, and 会议费 beside the “三公” expenses.
const comprehensive = `<p align=center>石桥镇2023年部门预算公开<p>保密审查情况：已审查<p align=center>目 录<p>第一部分 概况<p>第二部分 收支<p>第三部分 报表
	<p>第一部分 概况<p>一、主要职责及机构设置<p>（一）主要职责。<p>1、推进乡村建设。<p>（二）机构设置。<p>设6个机构。
	<p>本部门人员编制38人，其中行政编制22人、事业编制16人；实有人员36人。
	<p>第二部分 收支<p>一、收支说明<p>2023年预算收入900.00元，其中一般公共预算拨款收入900.00元，较上年增加20.00元，主要原因是补助增加；预算支出900.00元。
	<p>第三部分 报表<p align=center>目录<table><tr><td>报表<td>报表名称<td>是否空表<td>空表理由<tr><td>表1<td>综合预算收支总表<td>否<td>
	<tr><td>表2<td>综合预算政府性基金收支表<td>是<td>本部门无政府性基金</table>
	<p>表1<p align=center>2023年综合预算收支总表<p>单位：元<table>
	<tr><td colspan=2>收入<td colspan=4>支出<tr><td>项目<td>预算数<td>支出功能分科目（按大类）<td>预算数<td>支出经济科目（按大类）<td>预算数
	<tr><td>一、部门预算<td>900.00<td>一、部门预算<td>900.00<td>一、部门预算<td>900.00
	<tr><td>1、财政拨款<td>900.00<td>1、一般公共服务支出<td>500.00<td>1、人员经费和公用经费支出<td>600.00
	<tr><td>（1）一般公共预算拨款<td>900.00<td>2、农林水支出<td>400.00<td>（1）工资福利支出<td>600.00
	<tr><td>2、其他收入<td><td><td><td>2、专项业务经费支出<td>300.00
	<tr><td>本年收入合计<td>900.00<td>本年支出合计<td>900.00<td>本年支出合计<td>900.00
	<tr><td>收入总计<td>900.00<td>支出总计<td>900.00<td>支出总计<td>900.00</table>
	<p>表2<p align=center>2023年综合预算政府性基金收支表<p>单位：元<table><tr><td>项目<td>预算数<tr><td>一、政府性基金拨款<td></table>
	<p>表3<p align=center>2023年综合预算专项业务经费支出表<p>单位：元<table><tr><td>单位编码<td>单位（项目）名称<td>项目金额
	<tr><td><td>合计<td>300.00<tr><td>806<td>石桥镇<td>300.00<tr><td><td>通用项目<td>300.00<tr><td><td>环境整治<td>300.00</table>
	<p>表4<p align=center>2023年“三公”经费及会议费支出预算表<p>单位：元<table>
	<tr><td rowspan=3>单位名称<td colspan=4>2022年<td colspan=4>2023年
	<tr><td rowspan=2>合计<td colspan=2>“三公”经费预算<td rowspan=2>会议费<td rowspan=2>合计<td colspan=2>“三公”经费预算<td rowspan=2>会议费
	<tr><td>小计<td>公务接待费<td>小计<td>公务接待费<tr><td>合计<td>9.00<td>9.00<td>9.00<td><td>13.00<td>8.00<td>8.00<td>5.00</table>
	<p>表5<p align=center>2023年项目支出绩效目标表<p>单位：元<table><tr><td>项目名称<td>一级指标<td>二级指标<td>三级指标<td>指标值<tr><td>环境整治<td>产出指标<td>数量指标<td>村数<td>21个</table>`

func TestComprehensiveBudget(t *testing.T) {
	d := drafted(t, comprehensive)
	for _, q := range d.Questions {
		if strings.HasPrefix(q.Key, "second") || strings.HasPrefix(q.Key, "empty") || strings.HasPrefix(q.Key, "form") {
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
	if e := r.Tables[1].Empty; e == nil || e.Quote != "本部门无政府性基金" || e.From.String() != "/sections/3#g1r3c4" {
		t.Errorf("got %+v, want the reason of the list", e)
	}
	if len(r.Tables[0].Sides) != 3 {
		t.Errorf("got sides %s, want the income and two lists of the expenditure", r.Tables[0].Sides)
	}
	a := answer.Of(r, r.Figures())
	said := fmt.Sprintln(a.Duties.Of, len(a.Income.Parts), a.Income.Parts[0].Label, len(a.Expenditure.Parts), a.ThreePublic.Text, a.ThreePublic.Before.Text, a.Change.Now.Label, a.Change.Reasons[0].Text)
	if want := "1 1 财政拨款 2 8.00 9.00 一般公共预算拨款收入 主要原因是补助增加\n"; said != want {
		t.Errorf("got %s, want %s", said, want)
	}
	three := picture.Of(r, r.Figures()).ThreePublic
	if three == nil || len(three.Rows) != 2 || three.Rows[0].Label != "“三公”经费预算" {
		t.Errorf("got %+v, want the “三公” expenses only", three)
	}
}

// A table of projects names the project before the body that has it.
func TestProjectBeforeItsBody(t *testing.T) {
	r := check(t, drafted(t, `<p>某院2025年单位预算<p>第一部分 表<p align=center>收支总表<p>单位：万元<table><tr><td>项目<td>预算数<td>项目<td>预算数<tr><td>收入总计<td>90.00<td>支出总计<td>90.00</table>
		<p align=center>项目支出表<p>单位：万元<table><tr><td rowspan=2>类型<td rowspan=2>项目名称<td rowspan=2>项目单位<td rowspan=2>合计<td colspan=2>本年拨款<tr><td>一般公共预算<td>政府性基金预算
		<tr><td colspan=3>合计<td>90.00<td>90.00<td><tr><td>特定目标类<td>门诊楼改造<td>某院<td>70.00<td>70.00<td><tr><td>特定目标类<td>医师培训<td>某院<td>20.00<td>20.00<td></table>
		<p align=center>政府性基金预算支出表<p>单位：万元<table><tr><td>科目编码<td>科目名称<td>合计</table>
		<p>一、其他说明<p>本单位2025年没有使用政府性基金预算拨款安排的支出。`)).Report
	for _, f := range r.Figures() {
		if f.Ref == report.TableRef(2).Cell(2, 4) && f.LabelPath != "特定目标类/门诊楼改造" {
			t.Errorf("got %s, want the name of the project", f.LabelPath)
		}
	}
	if e := r.Tables[2].Empty; e == nil || e.Quote != "本单位2025年没有使用政府性基金预算拨款安排的支出。" {
		t.Errorf("got %+v, want the sentence of the text that says why the table has no rows", e)
	}
}
