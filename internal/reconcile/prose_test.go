package reconcile_test

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

// saying checks a report of other shapes whose third section says a text, and returns
// what follows from its wording: formula and outcome.
func saying(t *testing.T, folder, text string) []string {
	t.Helper()
	files := os.DirFS("../source/testdata/shapes")
	r, err := source.Load(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	r.Sections[2].Blocks = []report.Block{{Number: 1, Text: text}}
	result, err := reconcile.Reconcile(files, files, r)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, f := range result.Findings {
		if strings.HasPrefix(f.Key, "said.") && about(&f, report.SectionRef(3).Paragraph(1)) {
			said = append(said, fmt.Sprintf("%s %s", f.Outcome, wording.Formula(&f)))
		}
	}
	return said
}

// The name of an amount is without the body before it, and what stands in brackets behind
// the body.
func TestNameWithoutBody(t *testing.T) {
	files := os.DirFS("../source/testdata/shapes")
	r, err := source.Load(files, "shili-yunshan-wlj/2025-budget")
	if err != nil {
		t.Fatal(err)
	}
	r.Sections[2].Blocks = []report.Block{{Number: 1, Text: r.UnitName + "（部门）共有车辆3辆，其中：轿车1辆、货车2辆。"}}
	result, err := reconcile.Reconcile(files, files, r)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(result.Findings, func(f finding.Finding) bool {
		return f.Key == "said.part.车辆" && strings.HasSuffix(wording.Title(&f), "“车辆”应等于所列各项之和")
	}) {
		t.Error("got no finding of 车辆")
	}
}

// about tells whether a figure of a finding stands at a place.
func about(f *finding.Finding, ref report.Ref) bool {
	return f.Stated.Ref == ref || slices.ContainsFunc(f.Operands, func(o finding.Operand) bool { return o.Ref == ref })
}

// What the wordings of many reports say of their figures follows without a word of an
// editor; what can be read in two ways does not.
func TestProse(t *testing.T) {
	const budget, accounts = "shili-yunshan-wlj/2025-budget", "shili-yunshan-wlj/2024-final-accounts"
	for _, c := range []struct {
		folder, text string
		want         []string
	}{
		{budget, "“文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）”280.00万元，主要用于购书。", []string{"agree （2,800,000.00）÷ 10,000 = 280.00"}},
		{budget, "文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）281万元", []string{"disagree （2,800,000.00）÷ 10,000 = 280，列示 281"}},
		{budget, "“文化旅游体育与传媒支出（类）文化和旅游（款）博物馆（项）”281万元", nil}, // no such row
		{accounts, "“文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）”285.50万元", []string{"agree 285.50 = 285.50"}},
		{accounts, "“文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）”284.10万元", []string{"agree 284.10 = 284.10"}}, // the income of it
		{accounts, "“文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）”300万元", nil},                                  // it is not known of which it speaks
		{accounts, "年初预算为6.00万元，支出决算为4.20万元，完成预算的70.00%。", []string{"agree 4.20 ÷ 6.00 = 70.00%"}},
		{accounts, "年初预算为45.24万元，支出决算为44.61万元，完成预算的98.61%。", []string{"agree 44.61 ÷ 45.24 = 98.6074% ≈ 98.61%"}},
		{accounts, "年初预算为10210.33万元，支出决算为9746.50万元，完成预算的95.45%。", []string{"rounding 9746.50 ÷ 10210.33 = 95.4572%，列示 95.45%"}}, // cut, not rounded
		{accounts, "年初预算为6.00万元，支出决算为4.20万元，完成预算的71%。", []string{"disagree 4.20 ÷ 6.00 = 70%，列示 71%"}},
		{accounts, "收入总计877.50万元，比2023年度增加15.20万元，增长1.76%。", []string{"agree 877.50 = 877.50", "agree 15.20 ÷ （877.50 − 15.20） = 1.7627% ≈ 1.76%"}},
		{accounts, "收入90.00万元，比上年减少10.00万元，下降10%。", []string{"agree 10.00 ÷ （90.00 + 10.00） = 10%"}},
		{accounts, "2023年当年预算执行数为11.67万元，2024年预算安排45.41万元，比2023年预算执行数增加314.82%。", []string{"disagree （45.41 − 11.67） ÷ 11.67 = 289.1174%，列示 314.82%"}},
		{accounts, "预算执行数为54.60万元，2024年预算安排53.84万元，比2023年预算执行数减少1.39%。", []string{"agree （54.60 − 53.84） ÷ 54.60 = 1.3919% ≈ 1.39%"}},
		{accounts, "收入90.00万元，其中：甲50.00万元，乙30.00万元，占90%。", []string{"agree 50.00 + 30.00 ≤ 90.00"}}, // 90% of what is not known
		{accounts, "支出90.00万元，其中：甲50.00万元，增加20.00万元；乙30.00万元。", nil},                                // 20 may be a part
		{accounts, "支出90.00万元，其中：甲50.00万元，其中：乙30.00万元；丙60.00万元。", nil},                              // or a part of a part
		{accounts, "支出90.00万元，其中：甲50.00万元；乙60.00万元。", []string{"disagree 50.00 + 60.00 ≰ 90.00"}},
		{accounts, "甲基本支出90.00万元，包括人员经费50.00万元、公用经费30.00万元。", []string{"disagree 50.00 + 30.00 = 80.00，列示 90.00"}},
		{accounts, "甲90.00万元，包括人员经费50.00万元、公用经费30.00万元。", []string{"agree 50.00 + 30.00 ≤ 90.00"}},
		{accounts, "甲10.00万元，包括2023年签订的乙20.00万元的尾款。", nil},
		{accounts, "甲80.00万元，主要用于乙20.00万元，比上年增加30.00万元。", nil}, // of which of them
		{accounts, "甲80.00万元，主要用于乙20.00万元，比上年增加30.00万元，增长60%。", nil},
		{accounts, "甲90.00万元，主要包括：基本工资、奖金；乙10.00万元。", nil},
		{accounts, "年初预算为110.00万元，支出决算为110.00万元。决算数大于预算数的主要原因是调整。", nil}, // they may differ in digits that are not printed
		{accounts, "年初预算为120.00万元，支出决算为110.00万元。决算数大于预算数的主要原因是调整。", []string{"disagree 110.00 ≱ 120.00"}},
		{accounts, "年初预算为1.00万元，全年预算为2.00万元，支出决算为2.00万元，完成预算的100%。", nil}, // two budgets could be meant
		{accounts, "年初预算为1.00万元，全年预算为2.00万元，支出决算为2.00万元，完成全年预算的100%。", []string{"agree 2.00 ÷ 2.00 = 100%"}},
		{accounts, "乙90.00万元，比上年增加100.00万元。", []string{"disagree 100.00 ≰ 90.00"}},
		{accounts, "某项目共需：住房公积金5.00万元。", nil}, // of the project, it may be
		{accounts, "住房公积金70.00万元。", []string{"agree 70.00 = 70.00"}},
		{accounts, "图书馆（2070104）284.10万元", []string{"agree 284.10 = 284.10"}},
		{accounts, "2070104 图书馆支出285.50万元", []string{"agree 285.50 = 285.50"}},
		{accounts, "用地20701平方米，投资500.00万元；服务20701人次，支出3.00万元", nil}, // no code of a row
		{accounts, "建成面积（20701）500.00万元", nil},
		{accounts, "乙90.00万元。主要是甲增加100.00万元，增长20%。", nil},
	} {
		if got := saying(t, c.folder, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
}

// The parts of what is listed as “… 中，” go on over the semicolons between them.
func TestListOverSemicolons(t *testing.T) {
	said := saying(t, "shili-yunshan-wlj/2024-final-accounts", "“三公”经费支出决算为4.20万元。“三公”经费支出决算中，因公出国（境）费支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算3.90万元，占92.86%；公务接待费支出决算0.30万元，占7.14%。")
	for _, want := range []string{"agree 0.00 + 3.90 + 0.30 = 4.20", "agree 3.90 ÷ 4.20 = 92.8571% ≈ 92.86%", "agree 0.30 ÷ 4.20 = 7.1429% ≈ 7.14%"} {
		if !slices.Contains(said, want) {
			t.Errorf("got %q, want %q among it", said, want)
		}
	}
}

// TestWordings holds what follows from two reports that are worded as those of other
// provinces to what was read by hand.
func TestWordings(t *testing.T) {
	files := os.DirFS("testdata/wordings")
	for _, folder := range []string{"shili-linjiang-nyj/2023-final-accounts", "shili-linjiang-nyj/2025-unit-budget"} {
		r, err := source.Load(files, folder)
		if err != nil {
			t.Fatal(err)
		}
		result, err := reconcile.Reconcile(files, files, r)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, f := range result.Findings {
			if strings.HasPrefix(f.Key, "said.") {
				fmt.Fprintf(&b, "%s %s: %s\n", wording.Outcome(f.Outcome), f.Key, wording.Formula(&f))
			}
		}
		for _, o := range result.Coverage.Open {
			fmt.Fprintf(&b, "未核对 %s %s\n", o.Ref, o.Text)
		}
		golden := "testdata/wordings/" + path.Base(folder) + ".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		got, wanted := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
		for i := range max(len(got), len(wanted)) {
			if line(got, i) != line(wanted, i) {
				t.Errorf("line %d of %s: got %q, want %q; when the change is right, review it and run with -update", i+1, golden, line(got, i), line(wanted, i))
			}
		}
	}
}

// Percentages of nothing are not calculated, and digits that are cut off are told from
// those that are rounded.
func TestReasonsOfProse(t *testing.T) {
	files := os.DirFS("../source/testdata/shapes")
	for _, test := range []struct{ text, title, formula, why string }{
		{"甲10.00万元，比上年增加10.00万元，增长100%。", "第三部分第1段“甲”：增长的百分比应等于增长的金额除以上年的", "10.00 ÷ （10.00 − 10.00），除数为 0，列示 100%", "用来比较的金额是0，增减的百分比无从计算。"},
		{"甲年初预算为0万元，支出决算为3.00万元，完成年初预算的95%。", "第三部分第1段“甲”：完成预算的百分比应等于决算除以预算", "3.00 ÷ 0，除数为 0，列示 95%", "预算是0，完成的百分比无从计算。"},
		{"甲年初预算为10210.33万元，支出决算为9746.50万元，完成预算的95.45%。", "第三部分第1段“甲”：完成预算的百分比应等于决算除以预算", "9746.50 ÷ 10210.33 = 95.4572%，列示 95.45%",
			"计算结果为95.4572%，列示为95.45%，相差0.0072个百分点；列示的数舍去了后面的位数，没有四舍五入。按列示的数字算，四舍五入为95.46%。"},
		{"公用经费10.00万元，比2023年度增加20.00万元。", "第三部分第1段“公用经费”：比上年增加的金额不应大于本年的金额", "20.00 ≰ 10.00", "20.00万元超过10.00万元，相差10.00万元；四舍五入不能产生这样的差额。"},
	} {
		r, err := source.Load(files, "shili-yunshan-wlj/2024-final-accounts")
		if err != nil {
			t.Fatal(err)
		}
		r.Sections[2].Blocks = []report.Block{{Number: 1, Text: test.text}}
		result, err := reconcile.Reconcile(files, files, r)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range result.Findings {
			if strings.HasPrefix(f.Key, "said.") && about(&f, report.SectionRef(3).Paragraph(1)) && wording.Title(&f) == test.title {
				found = true
				if got := [2]string{wording.Formula(&f), wording.Why(&f)}; got != [2]string{test.formula, test.why} {
					t.Errorf("%s:\ngot  %q\nwant %q", test.text, got, [2]string{test.formula, test.why})
				}
			}
		}
		if !found {
			t.Errorf("%s: got no finding %q", test.text, test.title)
		}
	}
}

// TestMutationsOfProse makes ten times as much of every amount of running text that is
// bound and agrees, in turn, and wants some outcome or relation to be another one.
func TestMutationsOfProse(t *testing.T) {
	mutations := 0
	for folder, root := range map[string]string{
		"shili-linjiang-nyj/2023-final-accounts": "testdata/wordings", "shili-linjiang-nyj/2025-unit-budget": "testdata/wordings",
		"shili-yunshan-wlj/2024-final-accounts": "../source/testdata/shapes",
	} {
		files := os.DirFS(root)
		outcomes := func(r *report.Report) (all []string, bound []finding.Binding) {
			result, err := reconcile.Reconcile(files, files, r)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range result.Findings {
				all = append(all, f.Key+" "+string(f.Outcome)+" "+f.Sign)
			}
			return all, result.Bindings
		}
		r, err := source.Load(files, folder)
		if err != nil {
			t.Fatal(err)
		}
		before, bound := outcomes(r)
		for n := range r.Sections {
			for k := range r.Sections[n].Blocks {
				b := &r.Sections[n].Blocks[k]
				for _, one := range bound {
					f := one.Figure
					if b.Kind != report.ParagraphBlock || f.Ref != b.Ref(n+1) || !report.IsMoney(f.Unit) || strings.Trim(f.Value, "0.") == "" ||
						!slices.ContainsFunc(one.Relations, func(r finding.Bound) bool { return r.Outcome == finding.Agrees }) {
						continue // what is wrong as printed may only become more so
					}
					whole := b.Text
					digits := strings.ReplaceAll(whole[f.Start:f.End], ",", "")
					if whole, fraction, ok := strings.Cut(digits, "."); ok {
						digits = whole + fraction[:1] + "." + fraction[1:] + "0"
					} else {
						digits += "0"
					}
					b.Text = whole[:f.Start] + digits + whole[f.End:]
					if after, _ := outcomes(r); slices.Equal(after, before) {
						t.Errorf("%s %s: got the same outcomes with %s in place of %s, want another", folder, f.Ref, digits, whole[f.Start:f.End])
					}
					b.Text = whole
					mutations++
				}
			}
		}
	}
	if mutations < 58 {
		t.Errorf("got %d mutations, want those of all amounts", mutations)
	}
}
