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
	return `(上一?年|去年|[0-9]{4}年)((?:度|（[^）]*）)?(?:年初预算数|预算执行数|全年预算数|预算数|决算数|执行数|预算|决算|执行|支出|收入)*)`
}
