package report

import (
	"regexp"
	"slices"
	"strings"
)

// subjects are what a table may be of that a body often has nothing of. Where a title names
// several, the first of these counts: who has no government fund budget pays no travel of it.
var subjects = []string{"政府性基金", "国有资本经营", "财政专户管理资金", "政府购买服务", "政府采购", "转移支付", "三公", "新增资产"}

// noneOf are, for each subject, the ways in which a sentence says that there is none.
var noneOf = func() []*regexp.Regexp {
	const none = `(?:没有|未安排|未使用|未涉及|不涉及|不存在|(?:^|[^有])无(?:[^论关法偿]|$))`
	var all []*regexp.Regexp
	for _, s := range subjects {
		all = append(all, regexp.MustCompile(none+`[^，,]{0,24}`+s+`|`+s+`[^，,]{0,24}(?:`+none+`|为空)|`+s+`.{0,40}空表`))
	}
	return all
}()

// SaysWhyEmpty returns the sentence of a text that says why a table which states nothing does
// so, by the title of the table: 本单位2024年没有使用政府性基金预算拨款安排的支出. It is ""
// where none does.
func SaysWhyEmpty(title, text string) string {
	subject := slices.IndexFunc(subjects, func(s string) bool { return strings.Contains(title, s) })
	named := "《" + Fold(title) + "》"
	for sentence := range strings.SplitAfterSeq(text, "。") {
		says := subject >= 0 && strings.Contains(sentence, subjects[subject]) && slices.ContainsFunc(strings.FieldsFunc(sentence, func(r rune) bool { return r == '；' || r == ';' || r == '。' }), noneOf[subject].MatchString)
		if says || strings.Contains(Fold(sentence), named) && (saysNone.MatchString(sentence) || strings.Contains(sentence, "空表")) {
			return strings.TrimSpace(sentence)
		}
	}
	return ""
}

// SaysWhyListed returns the cell that says why a table is empty, from 0, in a row of a list
// of tables that names it with its title: 表7 | 政府性基金收支表 | 是 | 无政府性基金. It is -1
// where the row is of something else.
func SaysWhyListed(title string, row []string) int {
	named := -1
	for j, cell := range row {
		if cell = Fold(cell); len(cell) >= 18 && strings.HasSuffix(Fold(title), cell) {
			named = j
		}
	}
	if named < 0 {
		return -1
	}
	for j, cell := range row {
		if j != named && saysNone.MatchString(cell) {
			return j
		}
	}
	return -1
}

var saysNone = regexp.MustCompile(`没有|未安排|未使用|不涉及|不存在|(^|[^有])无[^论关法偿]`)
