package compare

import (
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// The words that titles and headers of one thing differ in from form to form: the form
// of a budget, that of final accounts, that of a department and that of a unit. The
// names of the kinds of budget hold one of them and are kept first.
var (
	budgetNames = []string{
		"一般公共预算财政拨款", "一般公共", "一般公共预算", "一般公共", "政府性基金预算财政拨款", "政府性基金", "政府性基金预算", "政府性基金",
		"国有资本经营预算财政拨款", "国有资本经营", "国有资本经营预算", "国有资本经营"}
	titleWords = strings.NewReplacer(append(slices.Clone(budgetNames),
		"部门预算经济分类", "", "功能分类", "", "经济分类", "",
		"预算单位", "", "部门", "", "单位", "", "财务", "", "预算", "", "决算", "",
		"收支", "收入支出", "总表", "", "表", "", "区级", "", "市级", "", "年度", "")...)
	headWords = strings.NewReplacer(append(slices.Clone(budgetNames),
		"预算数", "", "决算数", "", "预算", "", "决算", "", "执行数", "", "本年", "", "金额", "", "年度", "",
		"购置和运行", "购置及运行", "运行维护费", "运行费", "公务用车购置费", "购置费", "公务用车运行维护费", "运行费", "公务用车运行费", "运行费")...)
	kindsOfBudget = strings.NewReplacer("一般公共预算", "", "政府性基金预算", "", "国有资本经营预算", "", "部门预算", "", "单位预算", "", "预算单位", "")
)

// tellingWords tell by themselves which table is meant, where one in each report has
// them.
var tellingWords = []string{"三公", "政府采购", "绩效", "政府性基金", "国有资本经营"}

// opposites are words of which what has the one and not the other is something else
// than what has the other alone.
var opposites = [][2]string{
	{"收入", "支出"}, {"基本支出", "项目支出"}, {"整体", "项目"},
	{"功能分类", "经济分类"}, {"部门预算经济", "政府预算经济"},
}

// contradict tells whether two titles or headers cannot mean the same.
func contradict(a, b string) bool {
	a, b = strings.ReplaceAll(a, "收支", "收入支出"), strings.ReplaceAll(b, "收支", "收入支出")
	for _, o := range opposites {
		oneA, otherA := strings.Contains(a, o[0]), strings.Contains(a, o[1])
		oneB, otherB := strings.Contains(b, o[0]), strings.Contains(b, o[1])
		if oneA && !otherA && otherB && !oneB || otherA && !oneA && oneB && !otherB {
			return true
		}
	}
	return false
}

// direction is the one of 收入 and 支出 that a title names, "" where it names both or
// none.
func direction(title string) string {
	in, out := strings.Contains(title, "收入"), strings.Contains(title, "支出")
	switch {
	case in && !out:
		return "收入"
	case out && !in:
		return "支出"
	}
	return ""
}

// titleKey is what is left of a bare title.
func titleKey(title string) string { return titleWords.Replace(title) }

// headKey is what is left of a bare header; a header of nothing else stays as it is.
func headKey(words string) string {
	if key := headWords.Replace(words); key != "" {
		return key
	}
	return words
}

// head is the header of a column of figures in bare words.
type head struct {
	words []string
	parts []string // of the words what is left without those that forms differ in
	year  string   // in years after that of the report, "" for its own
	state string   // whether it states what was budgeted or what became of it
}

// What a column states of money. In a budget beside final accounts that which was
// budgeted is laid beside that which became of it.
const (
	budgeted = "预算"
	executed = "决算"
	compared = "" // what the report is about
)

func newHead(c report.Column, bare report.Bare, of report.Key, carriedOut bool) head {
	h := head{}
	if named := c.Year(); named != 0 && named != of.Year {
		h.year = "@" + strconv.Itoa(named-of.Year)
	}
	for _, word := range c.Uncounted().Path {
		if word = bare.Words(word); word == "" {
			continue
		}
		h.words = append(h.words, word)
		if part := headWords.Replace(word); part != "" {
			h.parts = append(h.parts, part)
		}
	}
	if c.OfWhich {
		h.words, h.parts = append(h.words, "其中"), append(h.parts, "其中")
	}
	own := budgeted
	if of.FinalAccounts() {
		own = executed
	}
	says := kindsOfBudget.Replace(strings.Join(h.words, "/"))
	switch {
	case strings.Contains(says, "决算") || strings.Contains(says, "执行数"):
		h.state = executed
	case strings.Contains(says, "预算"):
		h.state = budgeted
	case h.year == "":
		h.state = own
	}
	if carriedOut && h.state == own {
		h.state = compared
	}
	return h
}

// about is what the column must share with its counterpart beside words.
func (h head) about() string { return "\n" + h.year + "\n" + h.state }

// whole is all that the header says.
func (h head) whole() string { return strings.Join(h.words, "/") + h.about() }

// reduced is the header without the words that forms differ in.
func (h head) reduced() string { return strings.Join(h.parts, "/") + h.about() }

// sum is the header of a column that is the whole: a column 预算数 that stands alone in
// one form is 预算数/合计 in another.
func (h head) sum() string {
	return strings.TrimSuffix(strings.Join(h.parts, ""), "合计") + h.about()
}

// total is the word for the sum of all columns, of which a table has this many: where
// there is one, it is that.
func (h head) total(columns int) string {
	if n := len(h.parts); columns == 1 || n > 0 && strings.HasSuffix(h.parts[n-1], "合计") {
		return "合计" + h.about()
	}
	return ""
}

// contradicts tells whether two columns cannot state the same.
func (h head) contradicts(other head) bool {
	return h.about() != other.about() || contradict(strings.Join(h.words, "/"), strings.Join(other.words, "/"))
}

// sums are words that say nothing without those above them.
var sums = []string{"合计", "小计", "总计", "其中", "其他", "金额"}

// like tells whether two headers end in the same word and nothing above it in one of
// them is against the other: 支出预算/基本支出 and 基本支出.
func (h head) like(other head) bool {
	a, b := h.parts, other.parts
	if len(a) == 0 || len(b) == 0 || a[len(a)-1] != b[len(b)-1] || h.contradicts(other) {
		return false
	}
	if len(a) != len(b) && slices.Contains(sums, a[len(a)-1]) {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	at := 0
	for _, word := range a[:len(a)-1] {
		for at < len(b)-1 && !strings.Contains(b[at], word) && !strings.Contains(word, b[at]) {
			at++
		}
		if at == len(b)-1 {
			return false
		}
		at++
	}
	return true
}
