package reconcile_test

import (
	"os"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

const planted = "shili-baihe-zwj/2022-budget"

// TestPlanted finds what is wrong with a report in which every family fails,
// and nothing else.
func TestPlanted(t *testing.T) {
	fsys := os.DirFS("testdata/planted")
	r, err := source.Load(fsys, planted)
	if err != nil {
		t.Fatal(err)
	}
	result, err := reconcile.Reconcile(fsys, fsys, r)
	if err != nil {
		t.Fatal(err)
	}
	const ok, rounding, wrong, unchecked = finding.Agrees, finding.Rounding, finding.Disagrees, finding.Unchecked
	want := map[string]finding.Outcome{
		// Within tables. 公共服务 has a part of which, so that its parts are not
		// all; the row of 支出总计 is blank; the units of each year add up apart.
		"收支总表.totals.收入总计.收入/预算数":    ok,
		"收支总表.totals.支出总计.支出/预算数":    unchecked,
		"收支总表.rows.拨款.收入/预算数":        ok,
		"收支总表.rows.住房保障.支出/预算数":      wrong,
		"支出总表.rows.主管部门上年.支出总计":      ok,
		"支出总表.rows.主管部门上年.基本支出":      ok,
		"支出总表.rows.主管部门上年.项目支出":      ok,
		"支出总表.rows.主管部门本年.支出总计":      ok,
		"支出总表.rows.主管部门本年.基本支出":      ok,
		"支出总表.rows.主管部门本年.项目支出":      ok,
		"支出总表.rows.主管部门本年.其中:/采购":    wrong,
		"支出总表.columns.主管部门上年.支出总计":   ok,
		"支出总表.columns.主管部门本年.支出总计":   rounding,
		"支出总表.columns.本单位上年.支出总计":    ok,
		"支出总表.columns.本单位本年.支出总计":    rounding,
		"整体支出绩效目标表.totals.合计.预算(万元)": ok,
		// Across tables. Table 6 is missing.
		"totals.支出总表": wrong,
		"totals.采购表":  unchecked,
		"procured":    wrong,
		// Prose.
		"growth-income":      wrong,
		"growth-expenditure": ok, // 24.39%, a quotient that rounds to it
		"p2.支出":              wrong,
		"p2.项目支出":            ok,
		"p2.增加":              wrong,
		"p2.会议费":             ok, // about 5, as the table says
		"limit":              ok,
		"checks":             unchecked,
		"saved":              ok,
		// Forms.
		"task.窗口服务":  ok,
		"task.设备":    wrong,
		"funds.窗口服务": wrong,
		"funds.设备":   ok,
		"staff":      ok,
		"items":      ok,
		"progress":   wrong,
		// Targets.
		"target.窗口服务满意度": wrong,
		"target.购置设备":    ok,
		"target.办结时限":    ok,
		"target.办结及时性":   unchecked,
		"target.验收合格率":   ok, // 100% beside ≥100%
		"vehicles":       wrong,
		"devices":        wrong,
		// Completeness.
		"contents.概况":        ok,
		"contents.收支情况":      wrong, // another title
		"contents.其他":        wrong, // listed, but not there
		"annexes.收支总表":       ok,
		"annexes.支出总表":       ok,
		"annexes.政府性基金预算支出表": ok,
		"annexes.“三公”经费表":    ok,
		"annexes.整体支出绩效目标表":  ok,
		"annexes.采购表":        wrong, // listed, but not there
		"empty.政府性基金预算支出表":   wrong, // nothing says why
		"law.采购表":            wrong,
		"law.三公":             wrong, // a column is missing
		"law.职能":             ok,
		"law.采购":             wrong,
		"law.增减":             ok,
	}
	remarks := map[string]bool{"p2.支出": true, "law.采购": true}
	for _, f := range result.Findings {
		outcome, known := want[f.Key]
		if !known || f.Outcome != outcome {
			t.Errorf("%s: got %s (%s; %s), want %q", f.Key, f.Outcome, f.Formula, wording.Why(&f), outcome)
		}
		if got := f.Remark != ""; got != remarks[f.Key] {
			t.Errorf("%s: got remark %q, want one: %v", f.Key, f.Remark, remarks[f.Key])
		}
		delete(want, f.Key)
	}
	for key := range want {
		t.Errorf("%s: got no such finding, want one", key)
	}
}
