package wording_test

import (
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/wording"
)

// Each outcome and each family has a name.
func TestNames(t *testing.T) {
	for _, o := range []finding.Outcome{finding.Agrees, finding.Rounding, finding.Disagrees, finding.Unchecked} {
		if wording.Outcome(o) == "" {
			t.Errorf("outcome %s has no name", o)
		}
	}
	for _, c := range finding.Classes {
		if wording.Class(c) == "" {
			t.Errorf("class %s has no name", c)
		}
	}
	for _, f := range finding.Families {
		if wording.Family(f) == "" {
			t.Errorf("family %s has no name", f)
		}
	}
}

// Each kind of place has its words, on a page of its own and within its part.
func TestPlace(t *testing.T) {
	type place = finding.Place
	for _, test := range []struct {
		place        place
		want, within string
	}{
		{place{What: finding.Cell, Table: "表 4", Name: "办公费", Keys: "30201", Column: []string{"预算", "总计"}}, "表 4“办公费 30201”的“预算/总计”", "“办公费 30201”的“预算/总计”"},
		{place{What: finding.Cell, Table: "表 4", Name: "样例局", Own: true, Column: []string{"总计"}}, "表 4“本单位”的“总计”", "“本单位”的“总计”"},
		{place{What: finding.Cell, Table: "表 4", Number: 3, Column: []string{"总计"}}, "表 4“第3行”的“总计”", "“第3行”的“总计”"},
		{place{What: finding.Cell, Table: "表 4", Keys: "2021", Column: []string{"总计"}}, "表 4“2021”的“总计”", "“2021”的“总计”"},
		{place{What: finding.Cell, Table: "表 9", Name: "“三公”经费", Column: []string{"总计"}}, "表 9“‘三公’经费”的“总计”", "“‘三公’经费”的“总计”"},
		{place{What: finding.RowCount, Table: "表 13", Name: "项目名称"}, "表 13“项目名称”的行数", "“项目名称”的行数"},
		{place{What: finding.Field, Project: "设备", Name: "本年预算"}, "项目“设备”的“本年预算”", "“本年预算”"},
		{place{What: finding.Field, Table: "表 14", Name: "年度目标"}, "表 14的“年度目标”", "“年度目标”"},
		{place{What: finding.Indicator, Table: "表 14", Name: "满意度"}, "表 14的指标“满意度”", "指标“满意度”"},
		{place{What: finding.Paragraph, Name: "第二部分", Number: 1}, "第二部分第1段", "第二部分第1段"},
		{place{What: finding.WholeTable, Table: "表 8"}, "表 8", ""},
		{place{What: finding.LackedTable, Table: "表 9"}, "表 9", ""},
		{place{What: finding.SectionTitle}, "正文标题", "正文标题"},
		{place{What: finding.TableTitle}, "附表标题", "附表标题"},
		{place{What: finding.Explanation}, "说明", "说明"},
		{place{What: finding.Words, Name: "目录"}, "目录", "目录"},
		{place{What: finding.Constant}, "常数", "常数"},
		{place{What: finding.RightSide}, "等号右边", "等号右边"},
	} {
		if got := wording.Place(test.place); got != test.want {
			t.Errorf("%+v: got %s, want %s", test.place, got, test.want)
		}
		if got := wording.Within(test.place); got != test.within {
			t.Errorf("%+v: got %s within its part, want %s", test.place, got, test.within)
		}
	}
	if got := wording.Place(place{What: finding.Field, Project: "设备", Name: "资金支出进度", Before: "第一季度累计支付"}); got != "项目“设备”的“资金支出进度”“第一季度累计支付”" {
		t.Errorf("got %s, want the words before the figure behind its place", got)
	}
	for want, p := range map[string]place{
		"表 7 · 公共服务 · 行政运行 · 2021 · 支出 · 总计": {Table: "表 7", Name: "行政运行", Keys: "2021", Above: []string{"公共服务", "行政运行"}, Column: []string{"支出", "总计"}},
		"表 7 · 本单位 · 总计":                     {Table: "表 7", Name: "样例局", Own: true, Column: []string{"总计"}},
		"表 7 · 2021 · 总计":                    {Table: "表 7", Keys: "2021", Column: []string{"总计"}},
	} {
		if got := wording.Path(p); got != want {
			t.Errorf("%+v: got the path %s, want %s", p, got, want)
		}
	}
}

// Each pattern of a statement makes a sentence.
func TestTitle(t *testing.T) {
	cell := finding.Place{What: finding.Cell, Table: "表 4", Name: "办公费", Column: []string{"总计"}}
	paragraph := finding.Place{What: finding.Paragraph, Name: "第二部分", Number: 1}
	table := finding.Operand{Place: finding.Place{What: finding.WholeTable, Table: "表 8"}, Text: "基金表"}
	for _, test := range []struct {
		f    finding.Finding
		want string
	}{
		{finding.Finding{Says: finding.Statement{Words: "收入等于支出"}}, "收入等于支出"},
		{finding.Finding{Says: finding.Statement{Words: "资金合计", Project: "设备", Row: "采购"}}, "项目“设备”：资金合计：采购"},
		{finding.Finding{Says: finding.Statement{Words: "相同", Left: []finding.Term{{Name: "人员"}}, Right: []finding.Term{{Place: cell}}}}, "相同：人员与表 4“办公费”的“总计”"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SumOfListed}, Stated: finding.Operand{Place: cell}}, "表 4“办公费”的“总计”应等于所列各项之和"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SumOfBelow}, Stated: finding.Operand{Place: cell}}, "表 4“办公费”的“总计”应等于它下面各项之和"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SumOfRow}, Stated: finding.Operand{Place: cell}}, "表 4“办公费”的“总计”应等于同一行各栏之和"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.Restated, Words: "收入10万元",
			Right: []finding.Term{{Place: cell}, {Sign: "+", Place: paragraph, Text: "3万元"}, {Sign: "−", Name: "甲"}, {Sign: "×", Name: "乙"}, {Sign: "÷", Name: "丙"}}}, Stated: finding.Operand{Place: paragraph}},
			"第二部分第1段的“收入10万元”应等于表 4“办公费”的“总计”加第二部分第1段“3万元”减去甲乘以乙除以丙"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SameTarget, Words: "满意度"}, Operands: []finding.Operand{table}}, "指标“满意度”在表 8与项目申报表中的目标值应相同"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SameTitle}, Reason: finding.Reason{Claim: finding.SectionListed}, Operands: []finding.Operand{{Text: "甲"}}}, "目录所列与正文的标题应相同：甲"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SameTitle}, Reason: finding.Reason{Claim: finding.TableListed}, Operands: []finding.Operand{{}}, Stated: finding.Operand{Text: "乙"}}, "附表目录所列与附表的标题应相同：乙"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SaysWhy}, Operands: []finding.Operand{table}}, "表 8没有数字，报告应说明原因：基金表"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SaysWhy}, Operands: []finding.Operand{{Place: finding.Place{What: finding.WholeTable, Table: "基金表"}, Text: "基金表"}}}, "基金表没有数字，报告应说明原因"},
		{finding.Finding{Says: finding.Statement{Pattern: finding.SaysEmpty}, Operands: []finding.Operand{table}}, "表 8下的注说本表为空，表中就应没有数字：基金表"},
	} {
		if got := wording.Title(&test.f); got != test.want {
			t.Errorf("%+v: got %s, want %s", test.f.Says, got, test.want)
		}
	}
}

// A formula shows blanks and lacking tables in words; a relation between words
// has a formula of its own.
func TestFormula(t *testing.T) {
	at := func(from, to int) finding.Stretch { return finding.Stretch{Start: from, End: to} }
	sum := finding.Finding{Formula: "_ + _ = 1.00", Stated: finding.Operand{Text: "1.00", InFormula: at(8, 12)}, Operands: []finding.Operand{
		{InFormula: at(0, 1)}, {Place: finding.Place{What: finding.LackedTable}, InFormula: at(4, 5)}}}
	for _, test := range []struct {
		f    finding.Finding
		want string
	}{
		{sum, "空白 + 无此表 = 1.00"},
		{words(finding.SectionListed, finding.Agrees, "甲", "乙"), "“甲” = “乙”"},
		{words(finding.StatesNothing, finding.Disagrees, "", ""), "空表应说明原因"},
		{words(finding.Explained, finding.Agrees, "", "无此项"), "空表应说明原因：“无此项”"},
		{finding.Finding{Says: finding.Statement{Words: "有目录"}, Reason: finding.Reason{Claim: finding.Required}}, "应有：有目录"},
	} {
		if got := wording.Formula(&test.f); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
	if pieces := wording.Pieces(&sum); len(pieces) != 5 || pieces[0].Figure != &sum.Operands[0] || pieces[1].Figure != nil || pieces[4].Figure != &sum.Stated {
		t.Errorf("got pieces %+v, want three figures and what joins them", pieces)
	}
}
