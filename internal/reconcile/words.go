package reconcile

import (
	"strconv"
	"strings"
	"unicode"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// What the public reads. A sentence says what is printed and what follows from
// it by arithmetic, and never whose mistake it is.

// withUnit writes a result: 75.78万元, 11.95%. A difference of percentages is
// counted in points.
func withUnit(text, unit string, difference bool) string {
	if difference && unit == percent {
		unit = "个百分点"
	}
	return text + unit
}

// whyCompared says why a calculation with values is judged as it is.
func whyCompared(f *finding.Finding, q equation) string {
	computed := withUnit(f.Computed, f.Unit, false)
	stated := withUnit(f.Stated.Text, f.Unit, false)
	if f.Stated.End > 0 {
		stated = f.Stated.Text // published with its unit
	}
	if q.right.op == leaf && q.right.figure.exact && f.Stated.End > 0 { // words that say nought
		if f.Outcome == finding.Agrees {
			return "表中为" + computed + "，与原文所说“" + stated + "”相符。"
		}
		return "表中为" + computed + "，原文说“" + stated + "”。"
	}
	difference := withUnit(strings.TrimPrefix(f.Difference, "+"), f.Unit, true)
	difference = strings.TrimPrefix(difference, "−")
	if q.sign != "=" {
		return whyBounded(f, q, computed, stated, difference)
	}
	same := q.left.op == leaf
	begin := "计算结果为" + computed
	switch {
	case same:
		begin = "一处为" + computed
	case q.left.adds():
		begin = "各项相加为" + computed
	}
	switch {
	case f.Outcome == finding.Agrees && same:
		return "两处数字相同，都是" + stated + "。"
	case f.Outcome == finding.Agrees && isNought(f.Difference):
		return begin + "，与列示的" + stated + "相同。"
	case f.Outcome == finding.Agrees:
		return begin + "，四舍五入后与列示的" + stated + "相同。"
	}
	begin += "，列示为" + stated
	if same {
		begin = "一处为" + computed + "，另一处为" + stated
	}
	begin += "，相差" + difference
	if f.Outcome == finding.Rounding {
		return begin + "；如果列示的数字经过四舍五入，可以产生这样的差额。"
	}
	return begin + "；四舍五入不能产生这样的差额。"
}

// whyBounded is whyCompared for a relation that sets a limit.
func whyBounded(f *finding.Finding, q equation, computed, stated, difference string) string {
	within, beyond := "不超过", "超过"
	if q.sign == "≥" {
		within, beyond = "不少于", "少于"
	}
	switch f.Outcome {
	case finding.Agrees:
		return computed + within + stated + "。"
	case finding.Rounding:
		return computed + beyond + stated + "，相差" + difference + "；如果列示的数字经过四舍五入，可以产生这样的差额。"
	}
	return computed + beyond + stated + "，相差" + difference + "；四舍五入不能产生这样的差额。"
}

func isNought(text string) bool { return strings.Trim(text, "0.") == "" }

// whyUncertain says why nothing is concluded, and what the printed figures
// would give all the same.
func whyUncertain(reason string, f *finding.Finding) string {
	if f.Difference == "" {
		return reason + "，无法核对。"
	}
	text := reason + "，不下结论；仅按列示的数字计算为" + withUnit(f.Computed, f.Unit, false)
	if isNought(f.Difference) {
		return text + "，与列示的相同。"
	}
	return text + "，与列示的相差" + withUnit(strings.TrimLeft(f.Difference, "+−"), f.Unit, true) + "。"
}

// whyBlank says which side has no figures.
func whyBlank(left, right bool, q equation) string {
	side := "各项都是空白"
	if q.left.op == leaf {
		side = "一处空白"
	}
	switch {
	case left && right:
		return "两边都是空白，没有数字可以核对。"
	case left && q.left.op != leaf:
		return side + "，没有数字可以相加；空白不当作0。"
	case left:
		return side + "，没有数字可以比较；空白不当作0。"
	}
	return "结果一处空白，没有数字可以比较；空白不当作0。"
}

// adds tells whether the expression is a plain sum.
func (e *expression) adds() bool {
	return e.op == leaf || e.op == add && e.left.adds() && e.right.adds()
}

func signText(sign operator) string {
	if sign == leaf {
		return ""
	}
	return string(sign)
}

// cellLabel says where a cell stands: 表 4“办公费”的“总计”.
func cellLabel(t *report.Table, row, column int) string {
	own, keys := rowNames(t, row, t.Columns[column-1].Side)
	if t.UnitName != "" && fold(own) == fold(t.UnitName) {
		own = "本单位"
	}
	return t.Label + "“" + strings.TrimSpace(own+" "+keys) + "”的“" + strings.Join(t.Columns[column-1].Path, "/") + "”"
}

// rowNames names a row by its own label and, where it has none or shares it, by
// its keys.
func rowNames(t *report.Table, row, side int) (own, keys string) {
	var all []string
	for j, c := range t.Columns {
		text := t.Rows[row-1].Cells[j].Text
		switch {
		case c.Side != side || text == "":
		case c.Role == report.Label:
			own = text
		case c.Role == report.Code:
			all = append(all, text)
		}
	}
	shared := own == ""
	for i := range t.Rows {
		shared = shared || i != row-1 && ownLabel(t, i+1, side) == own
	}
	if shared {
		keys = strings.Join(all, " ")
	}
	if own == "" && keys == "" {
		own = "第" + strconv.Itoa(row) + "行"
	}
	return own, keys
}

// ownLabel is the last label of a row on a side.
func ownLabel(t *report.Table, row, side int) string {
	own := ""
	for j, c := range t.Columns {
		if c.Side == side && c.Role == report.Label && t.Rows[row-1].Cells[j].Text != "" {
			own = t.Rows[row-1].Cells[j].Text
		}
	}
	return own
}

// fold makes labels comparable that differ in white space and in the width of
// brackets and commas only.
func fold(text string) string { return strings.Map(folded, text) }

// folded is what a character is compared as; less than nothing where it does
// not count.
func folded(r rune) rune {
	switch r {
	case '（':
		return '('
	case '）':
		return ')'
	case '，':
		return ','
	case '：':
		return ':'
	case '；':
		return ';'
	case '％':
		return '%'
	}
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}
