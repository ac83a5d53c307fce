package draft_test

import (
	"slices"
	"strings"
	"testing"

	"disclosure/internal/draft"
	"disclosure/internal/report"
)

// whole is the form of a whole body: fields, tasks, indicators.
const whole = `<p>某局2024年部门预算<p>第一部分 表<p align=center>部门整体支出绩效目标表<p>2024 年度<table>
	<tr><td colspan=2>部门名称<td colspan=4>某局
	<tr><td>总体目标<td colspan=5>做好三件事。
	<tr><td rowspan=4>主要任务<td rowspan=2>任务名称<td rowspan=2>主要内容<td colspan=3>预算金额（万元）
	<tr><td>总额<td>财政拨款<td>其他资金
	<tr><td>基本支出<td>保障运转<td>3.00<td>3.00<td>0.00
	<tr><td colspan=2>合计<td>3.00<td>3.00<td>0.00
	<tr><td rowspan=3>绩效指标<td>一级指标<td>二级指标<td colspan=2>三级指标<td>目标值
	<tr><td rowspan=2>产出指标<td>数量指标<td colspan=2>场次<td>≥3 场
	<tr><td>质量指标<td colspan=2>合格率<td>100%</table>`

// TestWhole wants the form of a whole body read as a table that is a form, also where
// extraction lost the cells that span others, and left a table where a word is left over.
func TestWhole(t *testing.T) {
	flat := `某局2024年部门预算

第一部分 表

部门整体支出绩效目标表

2024 年度

部门名称		某局			
总体目标	做好三件事。				
主要任务	任务名称	主要内容	预算金额（万元）		
			总额	财政拨款	其他资金
	基本支出	保障运转	3.00	3.00	0.00
	合计		3.00	3.00	0.00
绩效指标	一级指标	二级指标	三级指标		目标值
	产出指标	数量指标	场次	≥3 场	
		质量指标	合格率	100%	
`
	for name, d := range map[string]func() *report.Report{
		"spans": func() *report.Report { return check(t, drafted(t, whole)).Report },
		"text":  func() *report.Report { return check(t, text(t, flat, nil)).Report },
	} {
		r := d()
		if len(r.Tables) != 1 || r.Tables[0].Form == nil {
			t.Fatalf("%s: got tables %+v, want one that is a form", name, r.Tables)
		}
		table := r.Tables[0]
		f := table.Form
		if len(f.Fields) != 2 || f.Fields[0].Name != "部门名称" || f.Fields[0].Paragraphs[0] != "某局" || f.Caption != "2024 年度" || table.RowsTitle != "主要任务" {
			t.Errorf("%s: got %+v and rows %q", name, f, table.RowsTitle)
		}
		if len(table.Rows) != 2 || len(table.Columns) != 5 || table.Columns[4].HeaderPath() != "预算金额（万元）/其他资金" || table.Rows[0].Cells[2].Text != "3.00" {
			t.Errorf("%s: got %+v, want two tasks in five columns", name, table)
		}
		if len(f.Indicators) != 2 || f.Indicators[1].Level1 != "产出指标" || f.Indicators[1].Target != "100%" || len(f.IndicatorHeader) != 4 {
			t.Errorf("%s: got indicators %+v under %q", name, f.Indicators, f.IndicatorHeader)
		}
	}
	over := drafted(t, strings.Replace(whole, "<td>≥3 场", "<td>≥3 场<tr><td>数量指标<td>人数<td>多余<td>≥8", 1))
	asked := slices.ContainsFunc(over.Questions, func(q draft.Question) bool {
		return strings.HasPrefix(q.Key, "form-") || strings.HasPrefix(q.Key, "rows-")
	})
	if r := check(t, over).Report; r.Tables[0].Form != nil || !asked {
		t.Errorf("got %+v and %+v, want a table and a question", r.Tables[0], over.Questions)
	}
	other := strings.NewReplacer("任务名称", "事项", "主要内容", "说明").Replace(whole)
	if r := check(t, drafted(t, other)).Report; r.Tables[0].Form != nil || len(r.Tables[0].Rows) < 5 {
		t.Errorf("got %+v of a form without words of tasks, want its rows", r.Tables[0])
	}
}
