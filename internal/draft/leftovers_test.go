package draft_test

import (
	"strings"
	"testing"

	"disclosure/internal/finding"
)

// school is a final account whose cover says no kind, whose lines above the tables name a
// body, a year and a unit, which numbers the rows of a table of assets, and names an annex
// below its terms.
const school = `<p>某中心小学2022年度决算<p>目录<p>第一部分 学校概况<p>第二部分 2022年度单位决算表<p>一、国有资产占用情况表<p>第三部分 名词解释
	<p>第一部分 学校概况<p>本校承担小学教育。<p>第二部分 2022年度单位决算表<p align=center>国有资产占用情况表<p>编制单位：某中心小学 2022年度 金额单位：元<table>
	<tr><td rowspan=2>项目<td rowspan=2>栏次<td rowspan=2>资产总额<td rowspan=2>流动资产<td colspan=2>固定资产<td rowspan=2>无形资产
	<tr><td>房屋<td>其他固定资产<tr><td>栏次<td><td>1<td>2<td>3<td>4<td>5
	<tr><td>合计<td>1<td>903.00<td>3.00<td>500.00<td>300.00<td>100.00</table>
	<p>第三部分 名词解释<p>1.基本支出：指保障运转的支出。<p>附件：某中心小学2022年度绩效自评表`

func TestSchool(t *testing.T) {
	d := drafted(t, school)
	for _, q := range d.Questions {
		if strings.HasPrefix(q.Key, "term") {
			t.Errorf("got the question %s, want none about terms", q.Text)
		}
		if q.Key == "name" && q.Assumed != "某中心小学" {
			t.Errorf("got the name %s, want it without the year", q.Assumed)
		}
	}
	checked := check(t, d)
	if r := checked.Report; len(r.Terms) != 1 || r.Tables[0].UnitName != "某中心小学" {
		t.Errorf("got %d terms and the body %q, want one and 某中心小学", len(r.Terms), r.Tables[0].UnitName)
	}
	if want := "mouju/2022-unit-final-accounts"; d.Dir != want {
		t.Errorf("got the folder %s, want %s", d.Dir, want)
	}
	agrees := false
	for _, f := range checked.Findings {
		if f.Outcome == finding.Disagrees {
			t.Errorf("%s: got a disagreement, want none", f.Key)
		}
		agrees = agrees || f.Outcome == finding.Agrees && strings.Contains(f.Key, "资产总额")
	}
	if !agrees {
		t.Error("the total of assets was held against nothing")
	}
}

// A dash beside a figure is a cell of a table that stays text; one between sentences may be
// damage.
func TestDashOfACell(t *testing.T) {
	for between, want := range map[string]int{"<p>32<p>-<p>二、外交支出<p>33<p>-": 0, "<p>-<p>本校还有一处校舍。": 1} {
		d := drafted(t, `<p>某小学2022年度部门决算<p>第一部分 概况<p>本校有教师。`+between+`<p>第二部分 名词解释<p>1.基本支出：指保障运转的支出。`)
		asked := 0
		for _, q := range d.Questions {
			if strings.HasPrefix(q.Key, "mark") {
				asked++
			}
		}
		if asked != want {
			t.Errorf("%s: got %d questions about a mark, want %d", between, asked, want)
		}
	}
}
