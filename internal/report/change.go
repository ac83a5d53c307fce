package report

import (
	"slices"
	"strings"
)

// The words by which texts say that there is more or less than before. They stand here
// once for all that read such texts.
var (
	moreWords = []string{"增加", "增长", "上升", "提高"}
	lessWords = []string{"减少", "下降", "降低"}
)

// ChangePattern is a regular expression for a word that says that there is more or less
// than before: 增加, 下降.
func ChangePattern() string {
	return strings.Join(slices.Concat(moreWords, lessWords), "|")
}

// IsMore tells whether a word of ChangePattern says that there is more.
func IsMore(word string) bool { return slices.Contains(moreWords, word) }

// BasePattern is a regular expression for what a text compares an amount with, a year
// before as a rule: 上年, 2023年度预算执行数. Its two groups are the year and what of it.
func BasePattern() string {
	return `(上一?年|去年|[0-9]{4}年)((?:度|（[^）]*）)?(?:年初预算数|预算执行数|全年预算数|预算安排数?|预算数|决算数|执行数|预算|决算|执行|支出|收入)*)`
}

// ComparedPattern is a regular expression for the words that lead from an amount to how much
// more or less it is than before, with the groups of BasePattern: 比上年, 与上年对比, and also
// with what there was: 比2023年预算10.00万元，.
func ComparedPattern() string {
	return `(?:比|较|与|同|和)` + BasePattern() + `(?:相比|对比|比较|相较)?[，,]?(?:[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:` + MoneyPattern() + `)[，,]?)?`
}
