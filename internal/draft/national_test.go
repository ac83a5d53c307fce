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

// national is a final account in the forms that the Ministry of Finance prescribes, with
// invented figures: lists beside each other under one head with one sum below both, rows
// that number the columns with and without a word, sides whose names are spaced.
const national = `<p>某局2023年度部门决算<p>第一部分 决算表
	<p align=center>收入支出决算总表<p>单位：万元<table>
	<tr><td colspan=3>收 入<td colspan=3>支 出
	<tr><td>项目<td>行次<td>金额<td>项目<td>行次<td>金额
	<tr><td>栏次<td><td>1<td>栏次<td><td>2
	<tr><td>一、财政拨款收入<td>1<td>426.50<td>一、农林水支出<td>5<td>430.00
	<tr><td>二、其他收入<td>2<td>3.50<td><td>6<td>
	<tr><td>本年收入合计<td>3<td>430.00<td>本年支出合计<td>7<td>430.00
	<tr><td>总 计<td>4<td>430.00<td>总 计<td>8<td>430.00</table>
	<p align=center>基本支出决算表<p>单位：万元<table>
	<tr><td colspan=3>人员经费<td colspan=6>公用经费
	<tr><td>科目编码<td>科目名称<td>决算数<td>科目编码<td>科目名称<td>决算数<td>科目编码<td>科目名称<td>决算数
	<tr><td>301<td>工资福利支出<td>200.00<td>302<td>商品和服务支出<td>50.00<td>310<td>资本性支出<td>12.00
	<tr><td>30101<td>基本工资<td>200.00<td>30201<td>办公费<td>50.00<td>31002<td>办公设备购置<td>12.00
	<tr><td colspan=2>人员经费合计<td>200.00<td colspan=5>公用经费合计<td>62.00</table>
	<p align=center>“三公”经费支出决算表<p>单位：万元<table>
	<tr><td colspan=3>预算数<td colspan=3>决算数
	<tr><td>合计<td>公务用车运行费<td>公务接待费<td>合计<td>公务用车运行费<td>公务接待费
	<tr><td>1<td>2<td>3<td>4<td>5<td>6
	<tr><td>30.00<td>26.00<td>4.00<td>21.00<td>19.50<td>1.50</table>
	<p>第二部分 名词解释<p>基本支出：指保障运转的支出。`

func TestNationalForms(t *testing.T) {
	checked := check(t, drafted(t, national))
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
	}
	r := checked.Report
	names := map[string]string{} // of figures
	for _, f := range r.Figures() {
		names[f.Ref.String()] = strings.TrimSpace(fmt.Sprint(f.Code, " ", f.LabelPath, " ", f.ColumnID))
	}
	for place, want := range map[string]string{
		"/tables/2#r1c6": "302 商品和服务支出 公用经费/决算数",
		"/tables/2#r1c9": "310 资本性支出 公用经费/决算数#2",
		"/tables/2#r2c9": "31002 资本性支出/办公设备购置 公用经费/决算数#2",
		"/tables/2#r3c9": "公用经费合计  公用经费/决算数#2",
		"/tables/3#r1c4": "决算数/合计",
	} {
		if names[place] != want {
			t.Errorf("%s: got %q, want %q", place, names[place], want)
		}
	}
	var headlines []string
	for _, h := range r.Headlines {
		headlines = append(headlines, h.Label+" "+h.Text)
	}
	if got, want := strings.Join(headlines, ", "), "收入 430.00, 支出 430.00, “三公”经费 21.00"; got != want {
		t.Errorf("got headlines %s, want %s", got, want)
	}
	sums := map[report.Ref]bool{}
	for _, f := range checked.Findings {
		sums[f.At()] = true
	}
	if !sums[report.TableRef(2).Cell(3, 9)] {
		t.Error("the sum of both lists of 公用经费 was held against nothing")
	}
}

// The headline is of the year of the report, also where the year before stands first, and
// the row of it may be the only one.
func TestHeadlineOfTheYear(t *testing.T) {
	for _, heads := range []string{"2023年预算数 2024年预算数", "上年预算数 本年预算数"} {
		before, now, _ := strings.Cut(heads, " ")
		r := check(t, drafted(t, `<p>某局2024年部门预算<p>第一部分 表<p align=center>“三公”经费支出表<p>单位：万元<table>
			<tr><td colspan=3>`+before+`<td colspan=3>`+now+`
			<tr><td>合计<td>公务用车运行费<td>公务接待费<td>合计<td>公务用车运行费<td>公务接待费
			<tr><td>38.50<td>34.00<td>4.50<td>32.00<td>28.00<td>4.00</table>`)).Report
		if len(r.Headlines) != 1 || r.Headlines[0].Text != "32.00" {
			t.Errorf("%s: got headlines %+v, want 32.00", heads, r.Headlines)
		}
	}
}

// provincial is a budget in the forms of a province that prints codes within labels, one
// list of what is spent in rows, and parts of a row without number and indentation.
const provincial = `<p>2024年某馆部门预算<p>第一章 预算表
	<p>预算01表<p align=center>收支总体情况表<p>单位：万元<table>
	<tr><td colspan=2>收入<td colspan=2>支出
	<tr><td>项目<td>2024年预算<td>项目<td>2024年预算
	<tr><td>一、预算拨款<td>1286.40<td>一、基本支出<td>862.10
	<tr><td>一般公共预算拨款<td>1286.40<td>二、项目支出<td>424.30
	<tr><td>二、其他资金<td>0.00<td><td>
	<tr><td>本年收入合计<td>1286.40<td>本年支出合计<td>1286.40
	<tr><td>收入总计<td>1286.40<td>支出总计<td>1286.40</table>
	<p>预算03表<p align=center>支出总体情况表<p>单位：万元<table>
	<tr><td>项目<td>2024年预算
	<tr><td>一、基本支出<td>862.10<tr><td>工资福利支出<td>730.80<tr><td>商品和服务支出<td>131.30
	<tr><td>二、项目支出<td>424.30<tr><td>档案保护<td>424.30
	<tr><td>本年支出合计<td>1286.40<tr><td>支出总计<td>1286.40</table>
	<p>预算05表<p align=center>一般公共预算支出情况表<p>单位：万元<table>
	<tr><td>功能科目名称<td>合计<td>基本支出<td>项目支出
	<tr><td>合计<td>1286.40<td>862.10<td>424.30
	<tr><td>[201]一般公共服务支出<td>1120.00<td>695.70<td>424.30
	<tr><td>[20126]档案事务<td>1120.00<td>695.70<td>424.30
	<tr><td>[2012601]行政运行<td>695.70<td>695.70<td>0.00
	<tr><td>[2012604]档案馆<td>424.30<td>0.00<td>424.30
	<tr><td>[208]社会保障和就业支出<td>166.40<td>166.40<td>0.00</table>
	<p>预算07表<p align=center>“三公”经费预算表<p>单位：万元<table>
	<tr><td>项目<td>2024年预算<tr><td>行政经费<td>640.00<tr><td>“三公”经费<td>6.50<tr><td>其中：公务接待费<td>1.50</table>
	<p>第二章 名词解释<p>基本支出：指保障运转的支出。`

func TestProvincialForms(t *testing.T) {
	checked := check(t, drafted(t, provincial))
	held := map[report.Ref]finding.Outcome{}
	for _, f := range checked.Findings {
		held[f.At()] = f.Outcome
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
	}
	table := report.TableRef(3)
	for _, at := range []report.Ref{table.Cell(1, 2), table.Cell(3, 3)} {
		if held[at] != finding.Agrees {
			t.Errorf("%s was held against nothing", at)
		}
	}
	r := checked.Report
	var headlines []string
	for _, h := range r.Headlines {
		headlines = append(headlines, h.Label+" "+h.Text+" "+h.From.String())
	}
	want := "收入 1286.40 /tables/1#r5c2, 支出 1286.40 /tables/1#r5c4, 基本支出 862.10 /tables/2#r1c2, 项目支出 424.30 /tables/2#r4c2, “三公”经费 6.50 /tables/4#r2c2"
	if got := strings.Join(headlines, ", "); got != want {
		t.Errorf("got headlines\n%s\nwant\n%s", got, want)
	}
	for _, f := range r.Figures() {
		if f.Ref == table.Cell(4, 2) && (f.Code != "2012601" || f.RowParent != 3 || f.Depth != 2) {
			t.Errorf("got code %s below row %d at depth %d, want 2012601 below 3 at 2", f.Code, f.RowParent, f.Depth)
		}
	}
	if codes := r.Tables[2].UniqueCodes()[3]; len(codes) != 1 || codes[0] != (report.CodePlace{Code: "2012601", Column: 0}) {
		t.Errorf("got codes %+v to point at, want 2012601 in the first column", codes)
	}
	found := answer.Of(r, r.Figures())
	if found.Expenditure.Parts != nil || found.Income.Parts != nil {
		t.Errorf("got the functions %v and the sources %v, want none: the tables name neither", found.Expenditure.Parts, found.Income.Parts)
	}
}

// TestBodiesAboveItems wants the bodies of a table above their items, which have the key of
// the body beside their own code, and sums of bodies that count nothing twice; where
// nothing tells what stands below what, no sum.
func TestBodiesAboveItems(t *testing.T) {
	page := func(head, one, two string) string {
		return `<p>某局2025年部门预算<p>第一部分 表<p align=center>部门支出总表<p>单位：万元<table>
			<tr><td>类<td>款<td>项` + head + `<td>单位名称（科目）<td>合计<td>基本支出<td>项目支出
			<tr><td><td><td>` + strings.Repeat("<td>", strings.Count(head, "<td>")) + `<td>合 计<td>30.00<td>21.00<td>9.00
			<tr><td><td><td>` + one + `<td>某局本级<td>20.00<td>14.00<td>6.00
			<tr><td>213<td>02<td>01` + one + `<td>行政运行<td>14.00<td>14.00<td>
			<tr><td>213<td>02<td>05` + one + `<td>森林资源培育<td>6.00<td><td>6.00
			<tr><td><td><td>` + two + `<td>某局工作站<td>10.00<td>7.00<td>3.00
			<tr><td>213<td>02<td>04` + two + `<td>事业机构<td>7.00<td>7.00<td>
			<tr><td>213<td>02<td>34` + two + `<td>林业草原防灾减灾<td>3.00<td><td>3.00</table>`
	}
	sums := func(blocks string) (n int) {
		checked := check(t, drafted(t, blocks))
		for _, f := range checked.Findings {
			if f.Outcome != finding.Agrees {
				t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
			}
			if at := f.At(); at == report.TableRef(1).Cell(1, 6) || at == report.TableRef(1).Cell(2, 6) || at == report.TableRef(1).Cell(5, 6) {
				n++
			}
		}
		for _, f := range checked.Report.Figures() {
			if f.Ref == report.TableRef(1).Cell(3, 6) && f.LabelPath != "某局本级/行政运行" {
				t.Errorf("got %s, want the item under its body", f.LabelPath)
			}
		}
		return n
	}
	if n := sums(page("<td>单位代码", "<td>312001", "<td>312002")); n < 3 {
		t.Errorf("got %d sums of bodies and of all held, want 3 at least", n)
	}
	r := check(t, drafted(t, page("<td>单位代码", "<td>312001", "<td>312002"))).Report
	for _, kind := range picture.Kinds(r, r.Figures()) {
		if kind.By != picture.ByBody || len(kind.Parts) != 2 || len(kind.Parts[0].Parts) != 1 {
			t.Errorf("%s: got %d parts by %q, want the two bodies with their items", kind.Label, len(kind.Parts), kind.By)
		}
	}
	for _, f := range check(t, drafted(t, page("", "", ""))).Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("without keys of bodies: %s: got %s, want no accusation", f.Key, f.Outcome)
		}
	}
}

// Three lists under two heads, of which two say in two ways what the money is spent for,
// have names and sums of their own, and the sum of both is no double.
func TestListsUnderOneHead(t *testing.T) {
	checked := check(t, drafted(t, `<p>某局2025年部门预算<p>第一部分 表<p align=center>收支总表<p>单位：万元<table>
		<tr><td colspan=2>收入<td colspan=4>支出
		<tr><td rowspan=2>项目<td rowspan=2>金额<td colspan=2>功能分类<td colspan=2>支出用途
		<tr><td>项目<td>金额<td>项目<td>金额
		<tr><td>一、一般公共预算<td>90.00<td>一、教育支出<td>60.00<td>一、基本支出<td>70.00
		<tr><td>二、其他资金<td>10.00<td>二、科学技术支出<td>40.00<td>二、项目支出<td>30.00
		<tr><td>收入合计<td>100.00<td>支出合计<td>100.00<td>支出合计<td>100.00</table>`))
	sums := 0
	for _, f := range checked.Findings {
		if f.Outcome != finding.Agrees {
			t.Errorf("%s: got %s, want that all agrees", f.Key, f.Outcome)
		}
		if row, _, ok := report.CellOf(f.At()); ok && row == 3 {
			sums++
		}
	}
	names := ""
	for _, f := range checked.Report.Figures() {
		if f.Row == 2 {
			names += f.LabelPath + " " + f.Text + ", "
		}
	}
	if want := "二、其他资金 10.00, 二、科学技术支出 40.00, 二、项目支出 30.00, "; names != want || sums < 3 {
		t.Errorf("got %s and %d sums, want %s and 3", names, sums, want)
	}
}

// A text that says 项目支出 alone is not held against the table of one budget of several.
func TestOtherBudget(t *testing.T) {
	checked := check(t, drafted(t, `<p>某局2024年部门预算<p>第一部分 说明<p>2024年某局部门预算支出30.00万元，其中：人员支出10.00万元、项目支出20.00万元。<p>第二部分 表
		<p align=center>政府性基金预算支出表<p>单位：万元<table><tr><td>预算单位<td>支出总计<td>基本支出<td>项目支出<tr><td>某局<td>0<td>0<td>0</table>`))
	for _, f := range checked.Findings {
		if f.Outcome == finding.Disagrees {
			t.Errorf("got %s, want no figure of all held against one of a fund", f.Key)
		}
	}
}

// The row that numbers the columns may stand beside the parts of the code: it is of the
// header, and its numbers are no figures.
func TestCountsBeside(t *testing.T) {
	const head = `<tr><td colspan=4>项目<td rowspan=2>本年收入合计<td rowspan=2>财政拨款收入<tr><td colspan=3>科目编码<td>科目名称`
	const rows = `<tr><td colspan=4>合计<td>5.00<td>5.00<tr><td>201<td>03<td>01<td>行政运行<td>5.00<td>5.00`
	for name, c := range map[string]string{
		"in a row":                  head + `<tr><td>类<td>款<td>项<td>栏次<td>1<td>2` + rows,
		"beside the sum below them": head + `<tr><td rowspan=2>类<td rowspan=2>款<td rowspan=2>项<td>栏次<td>1<td>2<tr><td>合计<td>5.00<td>5.00` + rows[strings.Index(rows, "<tr><td>201"):],
	} {
		d := drafted(t, `<p>某局2024年部门决算<p>第一部分 表<p align=center>收入决算表<p>单位：万元<table>`+c+`</table>`)
		table := check(t, d).Report.Tables[0]
		if got := table.Columns[4].HeaderPath(); got != "本年收入合计/1" || len(table.Rows) != 2 || table.Rows[0].Cells[4].Text != "5.00" {
			t.Errorf("%s: got column %s and %d rows, want two below 本年收入合计/1: %s", name, got, len(table.Rows), d.Files["tables/01.csv"])
		}
	}
}
