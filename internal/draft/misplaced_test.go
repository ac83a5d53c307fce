package draft_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/draft"
)

// damagedForm is formText with rows that extraction moved, cut and glued.
const damagedForm = `
预算项目支出绩效目标申报表

2024 年度

项目名称	网格	项目类型	延续项目	项目起止时间	2024 年
项目概况	甲。
年度绩效指标	一级指标	二级指标	指标内容	目标值
	投入指标	测算明细	共 $3 \text{ 万元} * 8\% = 0.24 \text{ 万元}$。
	产出指标	数量指标	宣传工作	≥3 场
			完成率
	产出指标	质量指标	合格率		100%
			时效指标	办结时间	及时
		成本指标	<p>费用</p> <p>≤3 万元</p>
效益指标	社会效益指标		知晓率	≥90%
	满意度指标	服务对象满意度指标	群众满意度	≥80%
`

// TestMisplaced wants the rows of a form put right where a person confirms it, each word kept,
// and the form left as a table where it is print.
func TestMisplaced(t *testing.T) {
	before := text(t, prose+strings.Replace(formText, "网格", "办公", 1)+damagedForm, nil)
	if slices.ContainsFunc(before.Questions, func(q draft.Question) bool { return strings.HasPrefix(q.Key, "form-") }) {
		t.Errorf("got %+v, want nothing asked about a form before one whose repair is offered", before.Questions)
	}
	before = text(t, prose+damagedForm, nil)
	q := offered(t, before, "rows")
	if len(q.Changes) != 5 || !strings.Contains(q.Text, "项目“网格”的绩效指标有 5 处") {
		t.Errorf("got %s with %q, want five places", q.Text, q.Changes)
	}
	if slices.ContainsFunc(before.Questions, func(q draft.Question) bool { return strings.HasPrefix(q.Key, "form-") }) {
		t.Errorf("got %+v, want the repair asked about alone", before.Questions)
	}
	if r := check(t, before).Report; len(r.Projects) != 0 || len(r.Tables) != 1 {
		t.Errorf("got %d forms before an answer, want a table", len(r.Projects))
	}
	decided := draft.Decisions{q.Key: q.Choices[0]}
	formulas := offered(t, text(t, prose+damagedForm, decided), "formulas")
	decided[formulas.Key] = formulas.Choices[0]
	d := text(t, prose+damagedForm, decided)
	r := check(t, d).Report
	if len(r.Projects) != 1 {
		t.Fatalf("got %d forms, want one: %+v", len(r.Projects), d.Questions)
	}
	var got []string
	for _, in := range r.Projects[0].Indicators {
		got = append(got, fmt.Sprint(in.Level1, "|", in.Level2, "|", strings.Join(in.Content, "¶"), "|", in.Target))
	}
	want := []string{"投入指标|测算明细|共 3 万元 * 8% = 0.24 万元。|", "产出指标|数量指标|宣传工作完成率|≥3 场", "产出指标|质量指标|合格率|100%",
		"产出指标|时效指标|办结时间|及时", "产出指标|成本指标|费用|≤3 万元", "效益指标|社会效益指标|知晓率|≥90%", "满意度指标|服务对象满意度指标|群众满意度|≥80%"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	notes := string(d.Files["notes.toml"])
	for _, why := range []string{"截成两行", "“产出指标”是跨多行的一格", "列错位；移回", "并入了一格；分开", "TeX 代码", `at = { project = 1, indicator = 5 }`} {
		if !strings.Contains(notes, why) {
			t.Errorf("got notes %s, want %s in them", notes, why)
		}
	}
	kept := text(t, prose+damagedForm, draft.Decisions{q.Key: q.Choices[1]})
	if !slices.ContainsFunc(kept.Questions, func(q draft.Question) bool { return strings.HasPrefix(q.Key, "form-") }) || kept.Files["notes.toml"] != nil {
		t.Errorf("got %+v, want a person asked to write a form that is printed so", kept.Questions)
	}
	check(t, kept)
}

// TestPrintedLevels wants nothing offered where the print says the level in each row.
func TestPrintedLevels(t *testing.T) {
	each := strings.NewReplacer("			人数", "	产出指标	数量指标	人数", "		质量指标", "	产出指标	质量指标").Replace(formText)
	for _, q := range text(t, prose+each, nil).Questions {
		if len(q.Changes) > 0 {
			t.Errorf("got %s with %q, want no repair of print", q.Text, q.Changes)
		}
	}
}

// TestSums wants the levels that figures say offered, rounding allowed for, and written
// where a person confirms them.
func TestSums(t *testing.T) {
	content := prose + "\n支出表\n\n单位：万元\n\n类别\t总计\t基本\n某局\t9.01\t6.00\n工资支出\t6.00\t6.00\n基本工资\t4.00\t4.00\n津贴\t2.00\t2.00\n商品支出\t3.01\t\n办公费\t1.01\t\n差旅费\t1.99\t\n福利费\t\t\n合计\t9.01\t6.00\n"
	q := offered(t, text(t, content, nil), "levels")
	d := text(t, content, draft.Decisions{q.Key: q.Choices[0]})
	want := "某局,9.01,6.00\n  工资支出,6.00,6.00\n    基本工资,4.00,4.00\n    津贴,2.00,2.00\n  商品支出,3.01,\n    办公费,1.01,\n    差旅费,1.99,\n    福利费,,\n合计,9.01,6.00\n"
	if got := string(d.Files["tables/01.csv"]); !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	if d.Files["notes.toml"] != nil {
		t.Errorf("got notes %s, want none: levels change no word", d.Files["notes.toml"])
	}
	check(t, d)
	kept := text(t, content, draft.Decisions{q.Key: draft.Checked})
	if got := string(kept.Files["tables/01.csv"]); !strings.Contains(got, "\n工资支出") {
		t.Errorf("got %s, want the names as they were received", got)
	}
}
