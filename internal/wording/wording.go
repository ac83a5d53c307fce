// Package wording says in the words of the public what reconciliation found:
// names of outcomes and families (this file), what a relation says and its
// formula (relation.go), why it is judged as it is (why.go), and where a figure
// stands (place.go). Pages, files, the search and the editor's check read the
// same words here. Nothing of them is stored: a better one needs no new import.
package wording

import (
	"maps"

	"disclosure/internal/finding"
)

// Outcome is the name of an outcome.
func Outcome(o finding.Outcome) string { return outcomes[o] }

// Outcomes are the names of all outcomes.
func Outcomes() map[finding.Outcome]string { return maps.Clone(outcomes) }

var outcomes = map[finding.Outcome]string{
	finding.Agrees: "一致", finding.Rounding: "尾差", finding.Disagrees: "不一致", finding.Unchecked: "无法核对",
}

// Class is the name of what digits are that state no figure.
func Class(c finding.Class) string { return classes[c] }

var classes = map[finding.Class]string{
	finding.Enumerator: "编号", finding.Date: "日期", finding.Code: "编码", finding.Document: "文号", finding.InName: "名称里的数字",
	finding.Range: "一个区间的两端", finding.Contact: "电话和邮政编码",
}

// Family is the name of a family.
func Family(f finding.Family) string { return families[f] }

var families = map[finding.Family]string{
	finding.Within: "表内各项相加", finding.Across: "各表之间", finding.Prose: "文字与表格", finding.Forms: "项目申报表",
	finding.Targets: "绩效目标与数量", finding.Completeness: "内容是否齐全",
}
