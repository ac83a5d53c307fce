package finding

import "strings"

// Reason says in codes why a finding is judged as it is: Finding.Why makes a
// sentence of it and of the finding's figures.
type Reason struct {
	Claim Claim
	Doubt Doubt    `json:",omitempty"`
	Words []string `json:",omitempty"` // what the sentence quotes beside the finding's figures; see Claim and Doubt
}

// Claim is what a relation says of its figures.
type Claim string

// The claims.
const (
	Same       Claim = "same"        // one figure is stated in two places
	Sum        Claim = "sum"         // figures add up to the stated one
	Calculated Claim = "calculated"  // a calculation gives the stated figure
	AtMost     Claim = "at-most"     // it does not give more
	AtLeast    Claim = "at-least"    // it does not give less
	Nought     Claim = "nought"      // a text states nought in words
	NeverFalls Claim = "never-falls" // figures in a row; Words holds the first that falls
	NeverRises Claim = "never-rises" // figures in a row; Words holds the first that rises

	SectionListed Claim = "section-listed" // the contents and a section have one title
	TableListed   Claim = "table-listed"   // the list of tables and a table have one title
	StatesNothing Claim = "states-nothing" // a table states no figure but nought
	Explained     Claim = "explained"      // a report says why a table states nothing
	Required      Claim = "required"       // a report holds what the rules ask for; Words lists what it lacks
	Target        Claim = "target"         // two targets are the same; Words holds both
)

// Doubt is why nothing is concluded.
type Doubt string

// The doubts.
const (
	NoTable     Doubt = "no-table"     // the table of a figure is missing; Words holds the figure's place
	InWords     Doubt = "in-words"     // a figure is stated in words; Words holds them
	About       Doubt = "about"        // Words holds a figure and the word that makes it uncertain
	BlankBoth   Doubt = "blank-both"   // neither side has a figure
	BlankParts  Doubt = "blank-parts"  // a calculation has none
	BlankOne    Doubt = "blank-one"    // the figure that another repeats is blank
	BlankResult Doubt = "blank-result" // the stated figure is blank
	BlankInRow  Doubt = "blank-in-row" // one of several figures in a row is
	ByNought    Doubt = "by-nought"    // a division by nought
	MaybeNought Doubt = "maybe-nought" // a division by what rounding may have made of nought
)

// Why says why the finding is judged as it is, in a sentence for the public. A
// sentence says what is printed and what follows from it by arithmetic, and never
// whose mistake it is.
func (f *Finding) Why() string {
	switch f.Reason.Doubt {
	case "":
	case NoTable, InWords, About:
		return f.whyUncertain()
	default:
		return doubts[f.Reason.Doubt]
	}
	switch f.Reason.Claim {
	case Same, Sum, Calculated:
		return f.whyCompared()
	case AtMost:
		return f.whyBounded("不超过", "超过")
	case AtLeast:
		return f.whyBounded("不少于", "少于")
	case Nought:
		return f.whyNought()
	case NeverFalls:
		return f.whyInRow("没有减少", "反而减少")
	case NeverRises:
		return f.whyInRow("没有增加", "反而增加")
	case SectionListed:
		return f.whyListed("正文")
	case TableListed:
		return f.whyListed("附表")
	case StatesNothing:
		return "表中有不为0的数字。"
	case Explained:
		if f.Outcome == Agrees {
			return "报告中有说明：" + quoted(f.Stated.Text)
		}
		return "表中没有不为0的数字，报告中没有找到说明原因的文字。"
	case Required:
		return f.whyRequired()
	case Target:
		return f.whyTarget()
	}
	return ""
}

// doubts are the sentences that need no figures.
var doubts = map[Doubt]string{
	BlankBoth:   "两边都是空白，没有数字可以核对。",
	BlankParts:  "各项都是空白，没有数字可以相加；空白不当作0。",
	BlankOne:    "一处空白，没有数字可以比较；空白不当作0。",
	BlankResult: "结果一处空白，没有数字可以比较；空白不当作0。",
	BlankInRow:  "有一处空白，无法核对；空白不当作0。",
	ByNought:    "有除数为0的除法，无法计算。",
	MaybeNought: "有除数可能为0的除法，无法计算。",
}

// whyUncertain says why nothing is concluded, and what the printed figures
// would give all the same.
func (f *Finding) whyUncertain() string {
	words, text := f.Reason.Words, ""
	switch f.Reason.Doubt {
	case NoTable:
		text = "报告中没有" + words[0]
	case InWords:
		text = quoted(words[0]) + "以文字表述，没有写明数字"
	case About:
		text = quoted(words[0]) + "前后写有" + quoted(words[1]) + "，不是确数"
	}
	if claim := f.Reason.Claim; f.Difference == "" || claim == NeverFalls || claim == NeverRises {
		return text + "，无法核对。"
	}
	text += "，不下结论；仅按列示的数字计算为" + f.computed()
	if isNought(f.Difference) {
		return text + "，与列示的相同。"
	}
	return text + "，与列示的相差" + f.difference() + "。"
}

// whyCompared says what a calculation gives and what is stated.
func (f *Finding) whyCompared() string {
	same, computed, stated := f.Reason.Claim == Same, f.computed(), f.stated()
	begin := "计算结果为" + computed
	switch {
	case same:
		begin = "一处为" + computed
	case f.Reason.Claim == Sum:
		begin = "各项相加为" + computed
	}
	switch {
	case f.Outcome == Agrees && same:
		return "两处数字相同，都是" + stated + "。"
	case f.Outcome == Agrees && isNought(f.Difference):
		return begin + "，与列示的" + stated + "相同。"
	case f.Outcome == Agrees:
		return begin + "，四舍五入后与列示的" + stated + "相同。"
	case same:
		begin += "，另一处为" + stated
	default:
		begin += "，列示为" + stated
	}
	return begin + f.whyApart()
}

// whyBounded is whyCompared for a relation that sets a limit.
func (f *Finding) whyBounded(within, beyond string) string {
	if f.Outcome == Agrees {
		return f.computed() + within + f.stated() + "。"
	}
	return f.computed() + beyond + f.stated() + f.whyApart()
}

// whyApart ends a sentence on two figures that differ.
func (f *Finding) whyApart() string {
	if f.Outcome == Rounding {
		return "，相差" + f.difference() + "；如果列示的数字经过四舍五入，可以产生这样的差额。"
	}
	return "，相差" + f.difference() + "；四舍五入不能产生这样的差额。"
}

func (f *Finding) whyNought() string {
	if f.Outcome == Agrees {
		return "表中为" + f.computed() + "，与原文所说" + quoted(f.stated()) + "相符。"
	}
	return "表中为" + f.computed() + "，原文说" + quoted(f.stated()) + "。"
}

func (f *Finding) whyInRow(kept, broken string) string {
	if f.Outcome == Agrees {
		return "各数依次" + kept + "。"
	}
	return "前一处为" + f.computed() + "，后一处为" + f.Reason.Words[0] + f.Unit + "，" + broken + f.difference() + "。"
}

// whyListed says whether a list and what it lists have one title; what is listed
// are parts of one kind.
func (f *Finding) whyListed(what string) string {
	listed, title := f.Operands[0].Text, f.Stated.Text
	switch {
	case f.Outcome == Agrees:
		return "两处标题相同。"
	case title == "":
		return "目录列有" + quoted(listed) + "，" + what + "中没有。"
	case listed == "":
		return what + "有" + quoted(title) + "，目录没有列出。"
	}
	return "目录写" + quoted(listed) + "，" + what + "标题写" + quoted(title) + "，两处文字不同；不影响金额。"
}

func (f *Finding) whyRequired() string {
	if f.Outcome == Disagrees {
		return "报告中没有找到" + quoted(f.Reason.Words...) + "。"
	}
	found := []string{f.Stated.Text}
	for _, o := range f.Operands {
		found = append(found, o.Text)
	}
	return "报告中有" + quoted(found...) + "。"
}

func (f *Finding) whyTarget() string {
	one, other := f.Reason.Words[0], f.Reason.Words[1]
	text := "一处写" + quoted(one) + "，另一处写" + quoted(other)
	switch {
	case f.Outcome == Agrees:
		return "两处目标值相同，都是" + quoted(other) + "。"
	case one == "" || other == "":
		return "有一处目标值空白，无法核对。"
	case f.Outcome == Unchecked:
		return text + "：数字相同，写法不同，不下结论。"
	}
	return text + "，两处不同。"
}

func (f *Finding) computed() string { return f.Computed + f.Unit }

func (f *Finding) stated() string {
	if f.Stated.End > 0 {
		return f.Stated.Text // published with its unit
	}
	return f.Stated.Text + f.Unit
}

// difference is how far the figures are apart. Percentages are apart by points.
func (f *Finding) difference() string {
	unit := f.Unit
	if unit == "%" {
		unit = "个百分点"
	}
	return strings.TrimLeft(f.Difference, "+−") + unit
}

func isNought(text string) bool { return strings.Trim(text, "0.") == "" }

// quoted quotes published words: “收入”、“支出”.
func quoted(words ...string) string { return "“" + strings.Join(words, "”、“") + "”" }
