package report

import "strings"

// Kind is a kind of report with every word that the public reads of it.
type Kind struct {
	Slug   string // in addresses and in names of folders; never with @, which divides it from a version
	Name   string // in titles: 部门预算
	Report string // in sentences: 部门预算报告
	// Figures is what heads call the figures of this kind: 预算数, 决算数.
	Figures string
	Money   string // before 收入 and 支出 in a sentence: 预算, 决算
	Spends  string // what a sentence says that the body does with the money: 计划支出, 实际支出
	Body    string // what it calls the body that it is of: 部门, 单位
}

// Heads tells whether a word of a header says that the figures below are those of this
// kind: 决算数, 决算统计数.
func (k Kind) Heads(word string) bool {
	return strings.Contains(word, k.Figures) || strings.Contains(word, k.Money) && strings.HasSuffix(word, "数")
}

var kinds = []Kind{
	{"budget", "部门预算", "部门预算报告", "预算数", "预算", "计划支出", "部门"},
	{"final-accounts", "部门决算", "部门决算报告", "决算数", "决算", "实际支出", "部门"},
	{"unit-budget", "单位预算", "单位预算报告", "预算数", "预算", "计划支出", "单位"},
	{"unit-final-accounts", "单位决算", "单位决算报告", "决算数", "决算", "实际支出", "单位"},
}

// Kinds lists the kinds of report.
func Kinds() []Kind { return append([]Kind(nil), kinds...) }

// KindOf returns the kind of a slug, false where there is none.
func KindOf(slug string) (kind Kind, ok bool) {
	for _, kind := range kinds {
		if kind.Slug == slug {
			return kind, true
		}
	}
	return Kind{}, false
}

// Words are the kind of the report that k names. Package source lets no other
// kind into a report.
func (k Key) Words() Kind {
	kind, _ := KindOf(k.Kind)
	return kind
}

// FinalAccounts tells whether the report says what became of the money, not what is
// planned.
func (k Key) FinalAccounts() bool { return k.Words().Money == "决算" }
