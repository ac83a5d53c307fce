package draft_test

import (
	"testing"

	"disclosure/internal/picture"
)

// TestFunctionsOfTheYear wants what money is spent for drawn of this year, where the year
// before stands first, and of all expenditure, where a table of its greater part stands first.
func TestFunctionsOfTheYear(t *testing.T) {
	const first = `<p>某校2024年单位预算<p>第一部分 表<p align=center>收支总表<p>单位：万元<table><tr><td>项目<td>预算数<td>项目<td>预算数<tr><td>收入总计<td>90.00<td>支出总计<td>90.00</table>
		<p align=center>一般公共预算拨款支出预算表<p>单位：万元<table><tr><td>科目编码<td>科目名称<td>2023年预算数<td>2024年预算数
		<tr><td colspan=2>合计<td>70.00<td>80.00<tr><td>205<td>教育支出<td>60.00<td>70.00<tr><td>221<td>住房保障支出<td>10.00<td>10.00</table>`
	const all = `<p align=center>支出总表<p>单位：万元<table><tr><td>科目编码<td>科目名称<td>合计
		<tr><td colspan=2>合计<td>90.00<tr><td>205<td>教育支出<td>80.00<tr><td>221<td>住房保障支出<td>10.00</table>`
	for blocks, want := range map[string]string{first: "80.00", first + all: "90.00"} {
		r := check(t, drafted(t, blocks)).Report
		found := picture.Of(r, r.Figures()).Functions
		if found == nil || found.Whole.Text != want {
			t.Errorf("got %+v, want the classes of %s", found, want)
		}
	}
}
