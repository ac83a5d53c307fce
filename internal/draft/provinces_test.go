package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/answer"
	"disclosure/internal/draft"
	"disclosure/internal/finding"
)

// agreeing wants that nothing of a report is found wanting.
func agreeing(t *testing.T, checked finding.Checked) {
	t.Helper()
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
	}
}

// TestNumberedRows wants tables whose first column counts the rows of both sides, and whose
// first row says the body with its code, the year and the unit of money, below contents
// whose title ends in 目录.
func TestNumberedRows(t *testing.T) {
	const caption = `<td>920某镇财政所<td>预算年度：2025<td>单位：万元`
	checked := check(t, drafted(t, `<p>某镇财政所2025年部门预算公开<p>2025年部门预算公开目录<p>第一部分 预算公开表<p>1、预算收支总表<p>2、“三公”经费支出表<p>第二部分 情况说明
		<p align=center>预算公开表<p align=center>预算收支总表<table>
		<tr><td colspan=3>920某镇财政所<td>预算年度：2025<td>单位：万元
		<tr><td rowspan=2>序号<td colspan=2>收入<td colspan=2>支出<tr><td>项目<td>预算数<td>项目<td>预算数
		<tr><td>栏次<td>1<td>2<td>3<td>4
		<tr><td>1<td>一、预算拨款收入<td>80.00<td>一、公共服务支出<td>50.00
		<tr><td>2<td><td><td>二、外交支出<td>
		<tr><td>3<td><td><td>三、农林水支出<td>30.00
		<tr><td>4<td>本年收入合计<td>80.00<td>本年支出合计<td>80.00
		<tr><td>5<td>收入总计<td>80.00<td>支出总计<td>80.00</table>
		<p align=center>“三公”经费支出表<table><tr>`+caption+`<tr><td>序号<td>项目<td>预算数
		<tr><td>1<td>合计<td>8.60<tr><td>2<td>因公出国（境）费<td><tr><td>3<td>公务用车购置及运维费<td>7.60
		<tr><td>4<td>其中：公务用车购置费<td><tr><td>5<td>公务用车运行维护费<td>7.60<tr><td>6<td>公务接待费<td>1.00</table>
		<p>第二部分 情况说明<p>2025年预算收入80.00万元。`))
	agreeing(t, checked)
	r := checked.Report
	if r.ContentsTitle != "2025年部门预算公开目录" || len(r.Sections) != 2 || len(r.Tables) != 2 {
		t.Fatalf("got contents %q, %d sections and %d tables, want the contents, 2 and 2", r.ContentsTitle, len(r.Sections), len(r.Tables))
	}
	if table := r.Tables[0]; fmt.Sprint(table.Sides, table.Captions) != "[收入 支出] [920某镇财政所  预算年度：2025  单位：万元]" || table.MoneyUnit != "万元" {
		t.Errorf("got sides %q, captions %q and unit %s", table.Sides, table.Captions, table.MoneyUnit)
	}
	if sums := fmt.Sprint(r.Tables[0].RowTotals, r.Tables[1].RowTotals); !strings.Contains(sums, "[5 6 7]") && !strings.Contains(sums, "[1 2 3]") || !strings.Contains(sums, "[2 3 6]") {
		t.Errorf("got sums %s, want those of all rows but what is listed of which", sums)
	}
}

// TestUnitInHeader wants a header left whole that says the unit of money beside its own
// words, or words of the cover without that unit.
func TestUnitInHeader(t *testing.T) {
	for header, want := range map[string]string{"<td>项目<td>单位：万元": "项目,单位：万元", "<td>部门预算<td>其中：财政": "部门预算,其中：财政"} {
		d := drafted(t, `<p>某局2024年部门预算<p>第一部分 表<p align=center>支出表<table><tr>`+header+`<tr><td>合计<td>3.40<tr><td>基本支出<td>3.40</table>`)
		if got := string(d.Files["tables/01.csv"]); got != want+"\n合计,3.40\n基本支出,3.40\n" {
			t.Errorf("got %q, want header %q", got, want)
		}
	}
}

// TestCodesOutOfOrder wants what a class is made of held against it also where all classes
// stand before, and no sum of rows that are parts of one another; under another body codes
// begin anew.
func TestCodesOutOfOrder(t *testing.T) {
	const table = `<p>某局2024年部门预算<p>第一部分 表<p align=center>支出表<p>单位：万元<table><tr><td>科目编码<td>科目名称<td>合计
		<tr><td colspan=2>合计<td>90.00<tr><td>210<td>卫生健康支出<td>40.00<tr><td>221<td>住房保障支出<td>50.00
		<tr><td>21011<td>行政事业单位医疗<td>%s<tr><td>2101101<td>行政单位医疗<td>%[1]s<tr><td>22102<td>住房改革支出<td>50.00%s</table>`
	agreeing(t, check(t, drafted(t, fmt.Sprintf(table, "40.00", ""))))
	wrong := 0
	for _, f := range check(t, drafted(t, fmt.Sprintf(table, "41.00", ""))).Findings {
		if f.Outcome == finding.Disagrees {
			wrong++
		}
	}
	if wrong != 1 {
		t.Errorf("got %d findings of a class whose group differs, want one", wrong)
	}
	for _, f := range check(t, drafted(t, fmt.Sprintf(table, "40.00", `<tr><td><td>某所<td>7.00<tr><td>22103<td>城乡社区住宅<td>7.00`))).Findings {
		if f.Outcome == finding.Disagrees && strings.Contains(f.Key, "221") {
			t.Errorf("%s: got what another body spends among the parts of a class", f.Key)
		}
	}
}

// TestTitlesTogether wants the title of the part of all tables and that of the first of them
// told from one another where print sets them as one.
func TestTitlesTogether(t *testing.T) {
	r := check(t, drafted(t, `<p>某局2024年部门预算<p>目录<p>第一部分 概况<p>第二部分 预算公开表<p>一、收支总表<p>第一部分 概况<p>某局负责3件事。
		<p align=center>第二部分 预算公开表<br>收支总表<p>单位：万元<table><tr><td>项目<td>预算数<tr><td>合计<td>3.40<tr><td>基本支出<td>3.40</table>`)).Report
	if len(r.Tables) != 1 || r.Tables[0].Title != "收支总表" || len(r.Sections) != 2 || r.Sections[1].Title != "第二部分 预算公开表" {
		t.Errorf("got tables %+v and %d sections, want one table below its part", r.Tables, len(r.Sections))
	}
}

// TestCutHeader wants a header that a page cut joined where a person confirms it.
func TestCutHeader(t *testing.T) {
	f := file(t, "a.html", `<p>某局2024年部门预算<p>第一部分 表<p align=center>支出表<p>单位：万元<table><tr><td>经济分类<td>科目名<td>合计<tr><td>科目编码<td>称<td><tr><td>301<td>工资福利支出<td>2.00<tr><td>302<td>商品和服务支出<td>1.00</table>`)
	for _, b := range f.Blocks {
		if b.Grid != nil {
			b.Grid.Rests = []int{1}
		}
	}
	with := func(decided draft.Decisions) *draft.Draft {
		d, err := draft.New("mouju", []draft.File{f}, decided, data.Files)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	q := offered(t, with(nil), "rest")
	if len(q.Changes) != 1 || q.Changes[0].Shown != "经济分类科目编码\t科目名称\t合计" {
		t.Errorf("got changes %q, want the whole header", q.Changes)
	}
	d := with(draft.Decisions{q.Key: q.Choices[0]})
	if got, want := string(d.Files["tables/01.csv"]), "经济分类科目编码,科目名称,合计\n301,工资福利支出,2.00\n302,商品和服务支出,1.00\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	check(t, d)
}

// TestComparisons wants the ways in which budgets compare their sum with the year before read,
// and the body named without the code in brackets.
func TestComparisons(t *testing.T) {
	for _, words := range []string{"，比2023年预算70.00万元，增加10.00万元", "，比2023年预算数70.00万元增加10.00万元", "，与上年对比增加10.00万元", "，较上年预算安排增加10.00万元", "。与上年相比增加10.00万元"} {
		r := check(t, drafted(t, `<p>某局2024年部门预算<p>第一部分 表<p align=center>收支总表<p>编制单位：[512001]某局　单位：万元<table><tr><td>项目<td>预算数<td>项目<td>预算数
			<tr><td>收入总计<td>80.00<td>支出总计<td>80.00</table><p>第二部分 说明<p>2024年收入预算80.00万元`+words+`，主要原因是人员增加。`)).Report
		c := answer.Of(r, r.Figures()).Change
		if c == nil || !c.More || c.By.Text != "10.00" || c.Before == nil || c.Before.String() != "70" || len(c.Of) == 0 {
			t.Errorf("%s: got %+v, want 10.00 more than 70.00", words, c)
		}
		if r.UnitName != "某局" {
			t.Errorf("got body %q, want 某局", r.UnitName)
		}
	}
}

// TestSpentIsNoIncome wants what a text says of expenditure held against no column of income.
func TestSpentIsNoIncome(t *testing.T) {
	agreeing(t, check(t, drafted(t, `<p>某局2024年部门预算<p>第一部分 表<p align=center>部门收入总表<p>单位：万元<table><tr><td>科目编码<td>科目名称<td>合计<td>上年结转<td>财政拨款
		<tr><td><td>合计<td>80.00<td>20.00<td>60.00<tr><td>201<td>一般公共服务支出<td>80.00<td>20.00<td>60.00</table>
		<p>第二部分 说明<p>2024年财政拨款支出预算总额80.00万元。`)))
}

// TestWideAmounts wants amounts in digits of full width held against the tables.
func TestWideAmounts(t *testing.T) {
	for said, want := range map[string]finding.Outcome{"８０．００": finding.Agrees, "８１．００": finding.Disagrees} {
		checked := check(t, drafted(t, `<p>某局2024年部门预算<p>第一部分 表<p align=center>收支总表<p>单位：万元<table><tr><td>项目<td>预算数<td>项目<td>预算数
			<tr><td>收入总计<td>80.00<td>支出总计<td>80.00</table><p>第二部分 说明<p>2024年收入总计`+said+`万元。`))
		found := false
		for _, f := range checked.Findings {
			found = found || f.Key == "said.item.收入总计" && f.Outcome == want
		}
		if !found {
			t.Errorf("%s: got %+v, want that it %s", said, checked.Findings, want)
		}
	}
}

// TestOfWhichColumns wants columns behind 其中 counted among the parts of a sum only where
// the figures say that they are.
func TestOfWhichColumns(t *testing.T) {
	const head = `<p>某局2024年部门预算<p>第一部分 表<p align=center>公务用车表<p>单位：万元<table>`
	agreeing(t, check(t, drafted(t, head+`<tr><td>单位名称<td>小计<td>购置费<td>其中：运行维护费<td>加油<td>维修<tr><td>甲<td>6.80<td>0.00<td>6.80<td>2.40<td>2.00<tr><td>乙<td>5.00<td>0.00<td>5.00<td>1.00<td>1.00</table>`)))
	parts := check(t, drafted(t, head+`<tr><td>单位名称<td>小计<td>人员<td>其中：津贴<td>公用<tr><td>甲<td>6.80<td>6.00<td>5.00<td>0.80<tr><td>乙<td>5.00<td>4.00<td>1.00<td>1.00<tr><td>丙<td>5.00<td>4.00<td>1.00<td>1.50</table>`))
	wrong := 0
	for _, f := range parts.Findings {
		if f.Outcome == finding.Disagrees {
			wrong++
		}
	}
	if wrong != 1 {
		t.Errorf("got %d findings, want one of the row that does not add up", wrong)
	}
}

// TestRowsOfYears wants a text held against the row of its own year, not that of the one
// before, and no headline taken from that.
func TestRowsOfYears(t *testing.T) {
	checked := check(t, drafted(t, `<p>某局2023年部门预算<p>第一部分 表<p align=center>“三公”经费预算财政拨款情况表<p>单位：万元<table>
		<tr><td>预算单位<td>年度<td>“三公”经费财政拨款预算总额<td>公务接待费<td>公务用车运行费
		<tr><td rowspan=2>合计<td>2022年<td>104.00<td>4.00<td>100.00<tr><td>2023年<td>100.00<td>0.00<td>100.00
		<tr><td rowspan=2>某局（本级）<td>2022年<td>104.00<td>4.00<td>100.00<tr><td>2023年<td>100.00<td>0.00<td>100.00</table>
		<p>第二部分 说明<p>2023年“三公”经费财政拨款预算100.00万元，比2022年“三公”经费财政拨款预算减少4.00万元。`))
	agreeing(t, checked)
	for _, h := range checked.Report.Headlines {
		if h.Text != "100.00" {
			t.Errorf("got headline %+v, want none of the year before", h)
		}
	}
}
