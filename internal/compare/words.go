package compare

import (
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// The words that titles of one table differ in from form to form: the form of a
// budget, that of final accounts, that of a department and that of a unit. The names
// of the kinds of budget hold one of them and are kept first.
var (
	titleWords = strings.NewReplacer(
		"一般公共预算财政拨款", "一般公共", "一般公共预算", "一般公共", "政府性基金预算财政拨款", "政府性基金", "政府性基金预算", "政府性基金",
		"国有资本经营预算财政拨款", "国有资本经营", "国有资本经营预算", "国有资本经营",
		"部门预算经济分类", "", "功能分类", "", "经济分类", "",
		"预算单位", "", "部门", "", "单位", "", "财务", "", "预算", "", "决算", "",
		"收支", "收入支出", "总表", "", "表", "", "区级", "", "市级", "", "年度", "")
	headWords = strings.NewReplacer("预算数", "", "决算数", "", "预算", "", "决算", "", "本年", "", "金额", "", "年度", "")
)

// tellingWords tell by themselves which table is meant, where one in each report has
// them.
var tellingWords = []string{"三公", "政府采购", "绩效", "政府性基金", "国有资本经营"}

// titleKey is what is left of a bare title.
func titleKey(title string) string { return titleWords.Replace(title) }

// headKey is what is left of a bare header; a header of nothing else stays as it is.
func headKey(words string) string {
	if key := headWords.Replace(words); key != "" {
		return key
	}
	return words
}

// has is a word that a text has, "" where it has not.
func has(text, word string) string {
	if strings.Contains(text, word) {
		return word
	}
	return ""
}

// head is the header of a column of figures in bare words.
type head struct {
	words []string
	year  string // in years after that of the report, "" where the header names none
}

func newHead(c report.Column, bare report.Bare, year int) head {
	h := head{}
	if named := c.Year(); named != 0 {
		h.year = "@" + strconv.Itoa(named-year)
	}
	for _, word := range c.Path {
		if word = bare.Words(word); word != "" {
			h.words = append(h.words, word)
		}
	}
	if c.OfWhich {
		h.words = append(h.words, "其中")
	}
	return h
}

// whole is all that the header says.
func (h head) whole() string { return strings.Join(h.words, "/") + h.year }

// reduced is the header without the words that forms differ in.
func (h head) reduced() string { return headWords.Replace(strings.Join(h.words, "")) + h.year }

// sum is the header of a column that is the whole: a column 预算数 that stands alone in
// one form is 预算数/合计 in another.
func (h head) sum() string {
	return strings.TrimSuffix(headWords.Replace(strings.Join(h.words, "")), "合计") + h.year
}

// last is the lowest word of the header.
func (h head) last() string {
	if len(h.words) == 0 {
		return ""
	}
	return headWords.Replace(h.words[len(h.words)-1]) + h.year
}

// total is the word for the sum of all columns.
func (h head) total() string {
	if len(h.words) > 0 && strings.HasSuffix(h.words[len(h.words)-1], "合计") {
		return "合计" + h.year
	}
	return ""
}
