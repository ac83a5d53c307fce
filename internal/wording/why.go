package wording

import (
	"math/big"
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// Why says why a finding is judged as it is, in a sentence for the public. A
// sentence says what is printed and what follows from it by arithmetic, and never
// whose mistake it is.
func Why(f *finding.Finding) string { return why(f) + constants(f) }

// constants says which numbers of a relation no report prints.
func constants(f *finding.Finding) string {
	var found []string
	for _, o := range append(slices.Clone(f.Operands), f.Stated) {
		if o.Place.What == finding.Constant && !slices.Contains(found, o.Text) {
			found = append(found, o.Text)
		}
	}
	if found == nil {
		return ""
	}
	return "（" + strings.Join(found, "、") + "是常数，不是报告印出的数。）"
}

func why(f *finding.Finding) string {
	switch f.Reason.Doubt {
	case "":
	case finding.NoTable, finding.InWords, finding.Unread, finding.About:
		return whyUncertain(f)
	case finding.Editor:
		if f.Reason.Claim == finding.SameWords {
			return f.Reason.Words[0] + "，所以不下结论。"
		}
		return strings.TrimSuffix(whyClaimed(f), "。") + "；" + f.Reason.Words[0] + "，所以不下结论。"
	case finding.Floor:
		return "一处写" + quoted(f.Operands[0].Text) + "，另一处写" + quoted(f.Stated.Text) + "：没有超出后者所定的限度，但两处的数字和写法不同，不下结论。"
	case finding.ByNought:
		switch f.Says.Pattern {
		case finding.SaidChange:
			return "用来比较的金额是0，增减的百分比无从计算。"
		case finding.SaidDone:
			return "预算是0，完成的百分比无从计算。"
		}
		return doubts[f.Reason.Doubt]
	case finding.BlankDecided:
		text := "表中此格空白；表中的合计已等于其余各项之和，所以此格只能是0，"
		if f.Outcome == finding.Agrees {
			return text + "与列示的" + stated(f) + "相符。"
		}
		return text + "列示为" + stated(f) + "。"
	default:
		return doubts[f.Reason.Doubt]
	}
	return whyClaimed(f)
}

// whyClaimed says what came of the claim of a finding.
func whyClaimed(f *finding.Finding) string {
	switch f.Reason.Claim {
	case finding.Same, finding.Sum, finding.Calculated:
		return whyCompared(f)
	case finding.Something:
		return "列示为" + published(f.Operands[0]) + "，原文写" + quoted(f.Stated.Text) + "。"
	case finding.Together:
		return "一处为" + f.Operands[0].Text + "，另一处为" + published(f.Stated) + "。"
	case finding.SameWords:
		if f.Outcome == finding.Agrees {
			return "两处写的相同。"
		}
		return "一处写" + quoted(f.Operands[0].Text) + "，另一处写" + quoted(f.Stated.Text) + "，两处文字不同。"
	case finding.AtMost:
		return whyBounded(f, "不超过", "超过")
	case finding.AtLeast:
		return whyBounded(f, "不少于", "少于")
	case finding.Nought:
		return whyNought(f)
	case finding.NeverFalls:
		return whyInRow(f, "没有减少", "反而减少")
	case finding.NeverRises:
		return whyInRow(f, "没有增加", "反而增加")
	case finding.SectionListed:
		return whyListed(f, "正文")
	case finding.TableListed:
		return whyListed(f, "附表")
	case finding.CalledEmpty:
		if f.Outcome == finding.Agrees {
			return "表中没有数字，与表下的注相符。"
		}
		return "表中有不为0的数字，与这条注不合。"
	case finding.StatesNothing:
		return "表中有不为0的数字。"
	case finding.Explained:
		if f.Outcome == finding.Agrees {
			return "报告中有说明：" + quoted(f.Stated.Text)
		}
		return "表中没有不为0的数字，报告中没有找到说明原因的文字。"
	case finding.Required:
		return whyRequired(f)
	case finding.Target:
		return whyTarget(f)
	}
	return ""
}

// doubts are the sentences that need no figures.
var doubts = map[finding.Doubt]string{
	finding.BlankBoth:   "两边都是空白，没有数字可以核对。",
	finding.BlankParts:  "各项都是空白，没有数字可以相加；空白不当作0。",
	finding.BlankOne:    "一处空白，没有数字可以比较；空白不当作0。",
	finding.BlankResult: "结果一处空白，没有数字可以比较；空白不当作0。",
	finding.BlankInRow:  "有一处空白，无法核对；空白不当作0。",
	finding.ByNought:    "有除数为0的除法，无法计算。",
	finding.MaybeNought: "有除数可能为0的除法，无法计算。",
}

// whyUncertain says why nothing is concluded, and what the printed figures
// would give all the same.
func whyUncertain(f *finding.Finding) string {
	words, text := f.Reason.Words, ""
	switch f.Reason.Doubt {
	case finding.NoTable:
		text = "报告中没有" + words[0]
	case finding.InWords:
		text = quoted(words[0]) + "以文字表述，没有写明数字"
	case finding.Unread:
		text = quoted(words[0]) + "的写法不能确认是哪个数"
	case finding.About:
		text = quoted(words[0]) + "前后写有" + quoted(words[1]) + "，不是确数"
	}
	if f.Reason.Doubt == finding.About && f.Outcome != finding.Unchecked {
		return whyAbout(f)
	}
	if claim := f.Reason.Claim; f.Difference == "" || claim == finding.NeverFalls || claim == finding.NeverRises {
		return text + "，无法核对。"
	}
	text += "，不下结论；仅按列示的数字计算为" + computed(f)
	if isNought(f.Difference) {
		return text + "，与列示的相同。"
	}
	return text + "，与列示的相差" + difference(f) + "。"
}

// whyAbout says what was concluded although a figure is said to be about so much.
func whyAbout(f *finding.Finding) string {
	text := quoted(f.Reason.Words[0]) + "前后写有" + quoted(f.Reason.Words[1]) + "；按列示的数字计算为" + computed(f)
	switch {
	case f.Outcome == finding.Disagrees:
		return text + "，列示为" + stated(f) + "，相差" + difference(f) + "；按最后一位数的一半放宽，仍不能相合。"
	case isNought(f.Difference):
		return text + "，与列示的相同。"
	case f.Outcome == finding.Agrees:
		return text + "，四舍五入后与列示的" + stated(f) + "相同。"
	}
	return text + "，与列示的" + stated(f) + "相差" + difference(f) + "；如果列示的数字经过四舍五入，可以产生这样的差额。"
}

// whyCompared says what a calculation gives and what is stated.
func whyCompared(f *finding.Finding) string {
	same, computed, stated := f.Reason.Claim == finding.Same, computed(f), stated(f)
	if f.Stated.Place.What == finding.RightSide {
		if f.Outcome == finding.Agrees && isNought(f.Difference) {
			return "两边各自计算，都是" + computed + "。"
		}
		return "左边为" + computed + "，右边为" + stated + whyApart(f)
	}
	begin := "计算结果为" + computed
	one, other := "", ""
	switch {
	case same:
		one, other = whereOf(f.Operands, f.Stated)
		begin = one + computed
	case f.Reason.Claim == finding.Sum:
		begin = "各项相加为" + computed
	}
	switch {
	case f.Outcome == finding.Agrees && same:
		return "两处数字相同，都是" + stated + "。"
	case f.Outcome == finding.Agrees && isNought(f.Difference):
		return begin + "，与列示的" + stated + "相同。"
	case f.Outcome == finding.Agrees:
		return begin + "，四舍五入后与列示的" + stated + "相同。"
	case same:
		begin += "，" + other + stated
	case f.Stated.Place.What == finding.Constant:
		begin += "，应为" + stated
	default:
		begin += "，列示为" + stated
	}
	return begin + whyApart(f)
}

// whereOf says in which kind of place each of two figures stands, where these differ:
// 表中为, 正文为.
func whereOf(operands []finding.Operand, stated finding.Operand) (one, other string) {
	kinds := map[finding.What]string{
		finding.Cell: "表中为", finding.Paragraph: "正文为", finding.Field: "申报表为", finding.Indicator: "指标为",
		finding.RowCount: "表中的行数为", finding.FormCount: "申报表的张数为",
	}
	if len(operands) == 1 {
		one, other = kinds[operands[0].Place.What], kinds[stated.Place.What]
	}
	if one == "" || other == "" || one == other {
		return "一处为", "另一处为"
	}
	return one, other
}

// whyBounded is whyCompared for a relation that sets a limit.
func whyBounded(f *finding.Finding, within, beyond string) string {
	if f.Outcome == finding.Agrees {
		return computed(f) + within + stated(f) + "。"
	}
	return computed(f) + beyond + stated(f) + whyApart(f)
}

// whyApart ends a sentence on two figures that differ.
func whyApart(f *finding.Finding) string {
	switch {
	case f.Reason.Cut:
		return "，相差" + difference(f) + "；列示的数舍去了后面的位数，没有四舍五入。" + shouldRound(f)
	case f.Outcome == finding.Rounding:
		return "，相差" + difference(f) + "；如果列示的数字经过四舍五入，可以产生这样的差额。" + shouldRound(f)
	case isCount(f):
		return "，相差" + difference(f) + "。" // counted things have nothing to round
	}
	return "，相差" + difference(f) + "；四舍五入不能产生这样的差额。"
}

// isCount tells whether a finding is on whole numbers of things.
func isCount(f *finding.Finding) bool {
	return f.Unit != "%" && !report.IsMoney(f.Unit) && !strings.Contains(f.Computed+f.Stated.Value, ".")
}

// shouldRound says what a quotient rounds to by the printed figures, in a sentence of
// its own; "" for what is no quotient.
func shouldRound(f *finding.Finding) string {
	v, ok := new(big.Rat).SetString(strings.NewReplacer(",", "", "−", "-").Replace(f.Computed))
	if f.Reason.Claim != finding.Calculated || f.Stated.Value == "" || !ok {
		return ""
	}
	_, fraction, _ := strings.Cut(f.Stated.Value, ".")
	return "按列示的数字算，四舍五入为" + v.FloatString(len(fraction)) + f.Unit + "。"
}

func whyNought(f *finding.Finding) string {
	if f.Outcome == finding.Agrees {
		return "表中为" + computed(f) + "，与原文所说" + quoted(stated(f)) + "相符。"
	}
	return "表中为" + computed(f) + "，原文说" + quoted(stated(f)) + "。"
}

func whyInRow(f *finding.Finding, kept, broken string) string {
	if f.Outcome == finding.Agrees {
		return "各数依次" + kept + "。"
	}
	return "前一处为" + computed(f) + "，后一处为" + f.Reason.Words[0] + f.Unit + "，" + broken + difference(f) + "。"
}

// whyListed says whether a list and what it lists have one title; what is listed
// are parts of one kind.
func whyListed(f *finding.Finding, what string) string {
	listed, title := f.Operands[0].Text, f.Stated.Text
	switch {
	case f.Outcome == finding.Agrees:
		return "两处标题相同。"
	case title == "":
		return "目录列有" + quoted(listed) + "，" + what + "中没有。"
	case listed == "":
		return what + "有" + quoted(title) + "，目录没有列出。"
	}
	return "目录写" + quoted(listed) + "，" + what + "标题写" + quoted(title) + "，两处文字不同；不影响金额。"
}

func whyRequired(f *finding.Finding) string {
	if f.Outcome == finding.Disagrees {
		return "报告中没有找到" + quoted(f.Reason.Words...) + "。"
	}
	found := []string{f.Stated.Text}
	for _, o := range f.Operands {
		found = append(found, o.Text)
	}
	return "报告中有" + quoted(found...) + "。"
}

func whyTarget(f *finding.Finding) string {
	one, other := f.Reason.Words[0], f.Reason.Words[1]
	text := "一处写" + quoted(one) + "，另一处写" + quoted(other)
	switch {
	case f.Outcome == finding.Agrees && one != other:
		return text + "，数字相同。"
	case f.Outcome == finding.Agrees:
		return "两处目标值相同，都是" + quoted(other) + "。"
	case one == "" || other == "":
		return "有一处目标值空白，无法核对。"
	}
	return text + "，两处不同。"
}

func computed(f *finding.Finding) string { return f.Computed + f.Unit }

func stated(f *finding.Finding) string {
	if f.Stated.End > 0 || strings.HasSuffix(f.Stated.Text, f.Unit) {
		return f.Stated.Text // published with its unit
	}
	return f.Stated.Text + f.Unit
}

// published is a figure with its unit, which running text has behind it.
func published(o finding.Operand) string {
	switch {
	case o.Text == "":
		return Blank
	case o.End > 0:
		return o.Text
	}
	return o.Text + o.Unit
}

// difference is how far the figures are apart. Percentages are apart by points.
func difference(f *finding.Finding) string {
	return strings.TrimLeft(Signed(f), "+−")
}

// Signed is the difference with its sign: what is computed less what is printed.
func Signed(f *finding.Finding) string {
	if f.Unit == "%" {
		return f.Difference + "个百分点"
	}
	return f.Difference + f.Unit
}

func isNought(text string) bool { return strings.Trim(text, "0.") == "" }

// quoted quotes published words: “收入”、“支出”. Quotation marks inside are those of the
// second level: “‘三公’经费”.
func quoted(words ...string) string {
	var all []string
	for _, w := range words {
		all = append(all, "“"+inside.Replace(w)+"”")
	}
	return strings.Join(all, "、")
}

var inside = strings.NewReplacer("“", "‘", "”", "’")
