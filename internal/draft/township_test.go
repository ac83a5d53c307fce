package draft_test

import (
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// township is a final account of a township whose tables are in a file of their own: one
// counts things in a column of money and has dashes for what has no sum, one has a stroke in
// a word of its header, one is a text laid out in cells. A number of its register stands
// above the title.
const (
	township = `<p>监督索引号53092400800101000<p>某镇人民政府2022年度部门决算<p>目录<p>第一部分 某镇人民政府概况<p>第二部分 2022年度部门决算表
		<p>一、“三公”经费、机关运行经费情况表<p>二、国有资产使用情况表<p>三、部门整体支出绩效自评情况<p>第三部分 名词解释
		<p>第一部分 某镇人民政府概况<p>本镇负责辖区内的工作。<p>第二部分 2022年度部门决算表<p>详见附件。
		<p>第三部分 名词解释<p>一、基本支出：指保障运转的支出。<p>监督索引号53092400800101111`
	townshipTables = `<p align=center>“三公”经费、机关运行经费情况表<p>公开01表<p>部门：某镇人民政府<p>金额单位：元<table>
		<tr><td>项目<td>行次<td>预算数<td>决算统计数<tr><td>栏次<td><td>1<td>2
		<tr><td>一、“三公”经费支出<td>1<td>—<td>—<tr><td>（一）支出合计<td>2<td>103,000.00<td>85,200.40
		<tr><td>1.因公出国（境）费<td>3<td>0.00<td>0.00<tr><td>2.公务用车购置及运行维护费<td>4<td>72,000.00<td>65,800.40
		<tr><td>（1）公务用车购置费<td>5<td>0.00<td>0.00<tr><td>（2）公务用车运行维护费<td>6<td>72,000.00<td>65,800.40
		<tr><td>3.公务接待费<td>7<td>31,000.00<td>19,400.00<tr><td>（1）国内接待费<td>8<td>—<td>19,400.00
		<tr><td>其中：外事接待费<td>9<td>—<td>0.00<tr><td>（2）国（境）外接待费<td>10<td>—<td>0.00
		<tr><td>（二）相关统计数<td>11<td>—<td>—<tr><td>1.公务用车保有量（辆）<td>12<td>—<td>3<tr><td>2.国内公务接待批次（个）<td>13<td>—<td>24
		<tr><td>二、机关运行经费<td>14<td>—<td>50.00</table>
		<p align=center>国有资产使用情况表<p>公开02表<p>部门：某镇人民政府<p>金额单位：元<table>
		<tr><td>项目<td>资产总额<td>流动资产<td>对外投资/有价证券<tr><td>栏次<td>1<td>2<td>3<tr><td>合计<td>9.00<td>8.00<td>1.00</table>
		<p align=center>部门整体支出绩效自评情况<p>公开03表<table><tr><td rowspan=2>一、部门基本情况<td>（一）部门概况<td>镇机关内设6个办公室。
		<tr><td>（二）部门绩效目标的设立情况<td>围绕乡村振兴设定目标。</table>`
)

func TestTablesInAFileOfTheirOwn(t *testing.T) {
	d, err := draft.New("mouju", []draft.File{file(t, "a.html", township), file(t, "b.html", townshipTables)}, nil, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range d.Questions {
		if q.At.Paragraph > 0 || q.Place == "目录" || strings.HasPrefix(q.Key, "term") {
			t.Errorf("got the question %s: %s, want none about the text", q.Place, q.Text)
		}
	}
	checked := check(t, d)
	r := checked.Report
	if r.Heading != "某镇人民政府2022年度部门决算" || len(r.Cover) != 1 || r.Cover[0] != "监督索引号53092400800101000" {
		t.Errorf("got heading %q and cover %q, want the title alone as heading", r.Heading, r.Cover)
	}
	if len(r.Tables) != 2 || len(r.Sections) != 4 {
		t.Fatalf("got %d tables and %d sections, want 2 and 4", len(r.Tables), len(r.Sections))
	}
	for _, s := range r.Sections {
		if len(s.Holds()) > 0 {
			t.Errorf("%s holds the tables %v, want none: they are in another file", s.Title, s.Holds())
		}
	}
	if path := r.Tables[1].Columns[3].Path; path[0] != "对外投资/有价证券" {
		t.Errorf("got the header %q, want the word with its stroke", path)
	}
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
	}
	if len(r.Headlines) != 1 || r.Headlines[0].Text != "85,200.40" {
		t.Errorf("got headlines %+v, want what the three public expenses came to", r.Headlines)
	}
	want := map[report.Ref]report.MoneyUnit{report.TableRef(1).Cell(12, 4): "", report.TableRef(1).Cell(7, 4): "元"}
	for _, f := range r.Figures() {
		if unit, ok := want[f.Ref]; ok && f.MoneyUnit != unit {
			t.Errorf("%s %s: got money in %q, want %q", f.LabelPath, f.Text, f.MoneyUnit, unit)
		}
		if f.Ref == report.TableRef(1).Cell(7, 4) && f.LabelPath != "一、“三公”经费支出/（一）支出合计/3.公务接待费" {
			t.Errorf("got %s, want the reception beside the cars", f.LabelPath)
		}
	}
}

// procuracy is a final account whose contents set two entries on one line and one on two,
// whose table of the three public expenses has a table of counts below, whose economic
// classification has less than all receptions, and whose items have brackets in their names.
const procuracy = `<p>某区人民检察院2023年度部门决算<p>目录<p>第一部分 部门决算表<p>一、一般公共预算支出决算表 二、财政拨款基本支出决算表（经济科目）
	<p>三、财政拨款“三公”经费、会议费支出决算表<p>第二部分 部门决算情况说明<p>一、“三公”经费、培训费及会议费支<p>出情况说明
	<p>第一部分 部门决算表<p align=center>一般公共预算支出决算表<p>部门：某区人民检察院　金额单位：万元<table>
	<tr><td>科目编码<td>科目名称<td>本年支出合计<td>基本支出<td>项目支出<tr><td colspan=2>合计<td>90.00<td>60.00<td>30.00
	<tr><td>201<td>一般公共服务支出<td>90.00<td>60.00<td>30.00<tr><td>20103<td>政府办公厅（室）及相关机构事务<td>90.00<td>60.00<td>30.00
	<tr><td>2010301<td>行政运行<td>60.00<td>60.00<td><tr><td>2010302<td>一般行政管理事务<td>30.00<td><td>30.00</table>
	<p align=center>财政拨款基本支出决算表（经济科目）<p>部门：某区人民检察院　金额单位：万元<table>
	<tr><td>科目编码<td>科目名称<td>决算数<tr><td>302<td>商品和服务支出<td>60.00<tr><td>30201<td>办公费<td>57.04<tr><td>30217<td>公务接待费<td>2.96</table>
	<p align=center>财政拨款“三公”经费、会议费支出决算表<p>部门：某区人民检察院　金额单位：万元<table>
	<tr><td rowspan=2>合计<td colspan=3>“三公”经费<td rowspan=2>会议费<tr><td>小计<td>因公出国（境）费<td>公务接待费
	<tr><td>12.28<td>9.08<td>0.00<td>9.08<td>3.20<tr><td colspan=5>相关统计数：<tr><td colspan=2>项目<td>统计数<td>项目<td>统计数
	<tr><td colspan=2>国内公务接待批次（个）<td>31<td>国内公务接待人次（人）<td>206<tr><td colspan=2>召开会议次数（个）<td>6<td>参加会议人次（人）<td>120</table>
	<p>第二部分 部门决算情况说明<p>一、“三公”经费、培训费及会议费支出情况说明
	<p>2023年度“三公”经费财政拨款支出预算为10.00万元，支出决算为9.08万元，完成预算的90.80%。<p>1.公务接待费支出9.08万元。
	<p>1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）：支出决算为60.00万元。
	<p>2.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）一般行政管理事务（项）：支出决算为30.00万元。`

func TestTwoTablesInOne(t *testing.T) {
	d := drafted(t, procuracy)
	for _, q := range d.Questions {
		if q.At.Paragraph > 0 || q.Place == "目录" {
			t.Errorf("got the question %s: %s, want none about the text", q.Place, q.Text)
		}
	}
	checked := check(t, d)
	r := checked.Report
	if len(r.Sections) != 2 || len(r.Contents) != 6 || r.Contents[5] != "一、“三公”经费、培训费及会议费支出情况说明" {
		t.Errorf("got %d sections and contents %q, want 2 and six entries", len(r.Sections), r.Contents)
	}
	if rows := len(r.Tables[2].Rows); rows != 1 {
		t.Errorf("got %d rows of the three public expenses, want 1", rows)
	}
	if section := string(d.Files["sections/1.txt"]); !strings.Contains(section, "国内公务接待批次（个）\t31\t国内公务接待人次（人）\t206") {
		t.Errorf("got section 1\n%s\nwant the counts in columns of their own", section)
	}
	items := 0
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
		if strings.HasPrefix(f.Key, "said.item.") {
			items++
		}
	}
	if items < 4 {
		t.Errorf("got %d amounts of the text held against tables, want 4 at least", items)
	}
}

// Without a table of the three public expenses a text about them is held against none: the
// economic classification of basic expenditure has but a part of them.
func TestExpensesWithoutTheirTable(t *testing.T) {
	before, rest, _ := strings.Cut(procuracy, "<p align=center>财政拨款“三公”经费")
	_, after, _ := strings.Cut(rest, "</table>")
	for _, f := range check(t, drafted(t, before+after)).Findings {
		if f.Outcome == finding.Disagrees && strings.HasPrefix(f.Key, "said.") {
			t.Errorf("%s: got %s, want no accusation", f.Key, f.Outcome)
		}
	}
}
