package wording_test

import (
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/wording"
)

// sums is a finding on two figures of money.
func sums(claim finding.Claim, outcome finding.Outcome, computed, stated, difference string) finding.Finding {
	return finding.Finding{
		Computed: computed, Stated: finding.Operand{Text: stated}, Difference: difference, Unit: "万元",
		Outcome: outcome, Reason: finding.Reason{Claim: claim, Words: []string{"1.00", "约"}},
	}
}

// doubted is a sum of which nothing is concluded.
func doubted(doubt finding.Doubt, claim finding.Claim, difference string) finding.Finding {
	f := sums(claim, finding.Unchecked, "5.00", "4.00", difference)
	f.Reason.Doubt = doubt
	return f
}

// words is a finding on what is said in words.
func words(claim finding.Claim, outcome finding.Outcome, one, stated string, more ...string) finding.Finding {
	return finding.Finding{Operands: []finding.Operand{{Text: one}}, Stated: finding.Operand{Text: stated},
		Outcome: outcome, Reason: finding.Reason{Claim: claim, Words: more}}
}

// Each claim and each doubt has a sentence.
func TestWhy(t *testing.T) {
	const ok, near, wrong, unsure = finding.Agrees, finding.Rounding, finding.Disagrees, finding.Unchecked
	points := sums(finding.Calculated, wrong, "11.95", "12.00%", "−0.05")
	points.Unit, points.Stated.End = "%", 6
	editor, floor := doubted(finding.Editor, finding.Sum, "+1.00"), words(finding.Same, unsure, "100%", "≥98%")
	editor.Reason.Words, floor.Reason.Doubt = []string{"报告没有写明其余"}, finding.Floor
	for _, test := range []struct {
		f    finding.Finding
		want string
	}{
		{sums(finding.Same, ok, "4.00", "4.00", "0"), "两处数字相同，都是4.00万元。"},
		{sums(finding.Same, wrong, "5.00", "4.00", "+1.00"), "一处为5.00万元，另一处为4.00万元，相差1.00万元；四舍五入不能产生这样的差额。"},
		{sums(finding.Sum, ok, "4.00", "4.00", "0.00"), "各项相加为4.00万元，与列示的4.00万元相同。"},
		{sums(finding.Sum, near, "4.01", "4.00", "+0.01"), "各项相加为4.01万元，列示为4.00万元，相差0.01万元；如果列示的数字经过四舍五入，可以产生这样的差额。"},
		{sums(finding.Calculated, ok, "4.004", "4.00", "+0.004"), "计算结果为4.004万元，四舍五入后与列示的4.00万元相同。"},
		{points, "计算结果为11.95%，列示为12.00%，相差0.05个百分点；四舍五入不能产生这样的差额。"},
		{sums(finding.AtMost, ok, "3.00", "4.00", "−1.00"), "3.00万元不超过4.00万元。"},
		{sums(finding.AtMost, wrong, "5.00", "4.00", "+1.00"), "5.00万元超过4.00万元，相差1.00万元；四舍五入不能产生这样的差额。"},
		{sums(finding.AtLeast, near, "3.99", "4.00", "−0.01"), "3.99万元少于4.00万元，相差0.01万元；如果列示的数字经过四舍五入，可以产生这样的差额。"},
		{sums(finding.Nought, ok, "0.00", "无", "0.00"), "表中为0.00万元，与原文所说“无万元”相符。"},
		{sums(finding.Nought, wrong, "1.00", "无", "+1.00"), "表中为1.00万元，原文说“无万元”。"},
		{sums(finding.NeverFalls, ok, "", "", ""), "各数依次没有减少。"},
		{sums(finding.NeverFalls, wrong, "2.00", "", "−1.00"), "前一处为2.00万元，后一处为1.00万元，反而减少1.00万元。"},
		{sums(finding.NeverRises, wrong, "0.50", "", "+0.50"), "前一处为0.50万元，后一处为1.00万元，反而增加0.50万元。"},

		{words(finding.CalledEmpty, wrong, "", "注：本表为空。"), "表中有不为0的数字，与这条注不合。"},
		{words(finding.SectionListed, ok, "甲", "甲"), "两处标题相同。"},
		{words(finding.SectionListed, wrong, "甲", ""), "目录列有“甲”，正文中没有。"},
		{words(finding.TableListed, wrong, "", "乙"), "附表有“乙”，目录没有列出。"},
		{words(finding.TableListed, wrong, "甲", "乙"), "目录写“甲”，附表标题写“乙”，两处文字不同；不影响金额。"},
		{words(finding.StatesNothing, wrong, "", ""), "表中有不为0的数字。"},
		{words(finding.Explained, ok, "", "无此项支出"), "报告中有说明：“无此项支出”"},
		{words(finding.Explained, wrong, "", ""), "表中没有不为0的数字，报告中没有找到说明原因的文字。"},
		{words(finding.Required, ok, "乙", "甲"), "报告中有“甲”、“乙”。"},
		{words(finding.Required, wrong, "乙", "甲", "丙", "丁"), "报告中没有找到“丙”、“丁”。"},
		{words(finding.Target, ok, "", "", "90%", "≥90%"), "一处写“90%”，另一处写“≥90%”，数字相同。"},
		{words(finding.Target, unsure, "", "", "", "90%"), "有一处目标值空白，无法核对。"},
		{words(finding.SameWords, ok, "甲", "甲"), "两处写的相同。"},
		{words(finding.SameWords, wrong, "甲", "乙"), "一处写“甲”，另一处写“乙”，两处文字不同。"},
		{words(finding.Something, wrong, "0.00", "用于公务接待"), "列示为0.00，原文写“用于公务接待”。"},
		{words(finding.Together, ok, "0台", "0.00"), "一处为0台，另一处为0.00。"},
		{words(finding.Target, wrong, "", "", "90%", "91%"), "一处写“90%”，另一处写“91%”，两处不同。"},

		{doubted(finding.NoTable, finding.Sum, ""), "报告中没有1.00，无法核对。"},
		{doubted(finding.InWords, finding.Sum, "0.00"), "“1.00”以文字表述，没有写明数字，不下结论；仅按列示的数字计算为5.00万元，与列示的相同。"},
		{doubted(finding.About, finding.Sum, "+1.00"), "“1.00”前后写有“约”，不是确数，不下结论；仅按列示的数字计算为5.00万元，与列示的相差1.00万元。"},
		{doubted(finding.About, finding.NeverFalls, "+1.00"), "“1.00”前后写有“约”，不是确数，无法核对。"},
		{editor, "各项相加为5.00万元，列示为4.00万元，相差1.00万元；四舍五入不能产生这样的差额；报告没有写明其余，所以不下结论。"},
		{floor, "一处写“100%”，另一处写“≥98%”：没有超出后者所定的限度，但两处的数字和写法不同，不下结论。"},
		{doubted(finding.BlankBoth, finding.Sum, ""), "两边都是空白，没有数字可以核对。"},
		{doubted(finding.BlankParts, finding.Sum, ""), "各项都是空白，没有数字可以相加；空白不当作0。"},
		{doubted(finding.BlankOne, finding.Same, ""), "一处空白，没有数字可以比较；空白不当作0。"},
		{doubted(finding.BlankResult, finding.Sum, ""), "结果一处空白，没有数字可以比较；空白不当作0。"},
		{doubted(finding.BlankInRow, finding.NeverFalls, ""), "有一处空白，无法核对；空白不当作0。"},
		{doubted(finding.ByNought, finding.Calculated, ""), "有除数为0的除法，无法计算。"},
		{doubted(finding.MaybeNought, finding.Calculated, "+1.00"), "有除数可能为0的除法，无法计算。"},
	} {
		if got := wording.Why(&test.f); got != test.want {
			t.Errorf("%+v: got %s, want %s", test.f.Reason, got, test.want)
		}
	}
}
