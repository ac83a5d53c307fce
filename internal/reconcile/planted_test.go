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
		"t1.totals.收入总计.收入/预算数":             ok,
		"t1.totals.支出总计.支出/预算数":             unchecked,
		"t1.rows.一、拨款.收入/预算数":               ok,
		"t1.rows.住房保障.支出/预算数":               wrong,
		"t2.rows.示例市白河区政务局2021.支出总计":        ok,
		"t2.rows.示例市白河区政务局2021.基本支出":        ok,
		"t2.rows.示例市白河区政务局2021.项目支出":        ok,
		"t2.rows.示例市白河区政务局2022.支出总计":        ok,
		"t2.rows.示例市白河区政务局2022.基本支出":        ok,
		"t2.rows.示例市白河区政务局2022.项目支出":        ok,
		"t2.rows.示例市白河区政务局2022.其中:/采购":      wrong,
		"t2.columns.示例市白河区政务局2021.支出总计":     ok,
		"t2.columns.示例市白河区政务局2022.支出总计":     rounding,
		"t2.columns.示例市白河区政务局(本级)2021.支出总计": ok,
		"t2.columns.示例市白河区政务局(本级)2022.支出总计": rounding,
		"t5.totals.合计.预算(万元)":               ok,
		// Across tables. Table 6 is missing.
		"totals.t2": wrong,
		"totals.表6": unchecked,
		"procured":  wrong,
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
		"contents.s1": ok,
		"contents.s2": wrong, // another title
		"contents.s3": wrong, // listed, but not there
		"annexes.t1":  ok,
		"annexes.t2":  ok,
		"annexes.t3":  ok,
		"annexes.t4":  ok,
		"annexes.t5":  ok,
		"annexes.t6":  wrong, // listed, but not there
		"empty.t3":    wrong, // nothing says why
		"law.采购表":     wrong,
		"law.三公":      wrong, // a column is missing
		"law.职能":      ok,
		"law.采购":      wrong,
		"law.增减":      ok,
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
