package answer

import (
	"regexp"
	"strings"
)

// The words by which reports of the genre are read. Titles, headings, labels and
// names of fields are compared folded; see report.Fold.
var (
	// Headings, or titles of sections, under which a report says what the body does.
	dutyHeading = regexp.MustCompile(`(主要|部门|单位|机构|工作)?(职能|职责)`)

	// A line that stands above others as a heading does: 1.机构情况.
	lineAbove = regexp.MustCompile(`^[^。；：:，,]{0,12}(情况|职能|职责|设置|构成|机构|人员)$`)

	// What a body is, in the first lines under that heading.
	whatItIs = regexp.MustCompile(`^[^，。；]{2,40}(是|为)[^。]{4,}(部门|机关|单位|机构|事业单位|团体)[^。]*。$`)

	// Duties that every body has, which tell a reader nothing of this one.
	dutyOfAll = regexp.MustCompile(`^(贯彻|认真贯彻|执行|承办|承担|完成|负责完成).*(法律|法规|方针|政策|规章|决策部署|交办|其他(任务|事项|工作))`)

	// What stands before a list of duties inside a sentence.
	dutyLead = regexp.MustCompile(`^[^，。；：:]{0,20}主要(职责|职能|任务)(任务)?(是|为|有|包括)?[：:]`)

	// That a body spends nothing of the three public expenses.
	noThreePublic = regexp.MustCompile(`(无|没有|未|不)(安排|发生|使用|产生|涉及|列支|财政拨款|一般公共预算)*[“"]?三公[”"]?经费(财政拨款|预算|支出|收入|安排|和|及)*。?$`)

	// Headings under which a report says what is to be reached in the year.
	goalHeading = regexp.MustCompile(`(工作目标|主要工作|工作任务|重点工作|工作要点)`)

	// The field of a form of the whole body that says the same.
	goalField = regexp.MustCompile(`^(年度)?(总体|整体|绩效)*目标$|年度(总体|整体)?目标`)

	// Why there is more or less than a year before.
	reason = regexp.MustCompile(`原因`)

	// Labels of rows and columns that are sums.
	totalLabel = regexp.MustCompile(`(合计|总计|小计)$|^(收入|支出)?总额$`)

	// Labels of rows that say how the expenditure is spent.
	kindOfSpending = regexp.MustCompile(`^(基本支出|项目支出|.*经营支出|上缴上级支出|对附属单位补助支出)$`)

	// The head of a column of names of bodies.
	bodyHead = regexp.MustCompile(`^(预算|编制|部门)?(单位|部门)(名称)?$`)

	// Fields of a project form.
	yearAmount = regexp.MustCompile(`^(本年|年度|当年)[^:：]*(预算|资金)[^:：]*(金额|总额|数)?`)
	purpose    = []*regexp.Regexp{
		regexp.MustCompile(`用途`),
		regexp.MustCompile(`^项目(概况|概述|内容|简介)|主要内容`),
		regexp.MustCompile(`^(项目)?(总|年度总体|年度)目标`),
	}
	// Indicators of a project form that reckon how its amount is made.
	reckoning = regexp.MustCompile(`测算|成本明细`)

	// What stands before the first part of a group of projects in running text, and
	// between two parts.
	usedFor  = regexp.MustCompile(`^.*?(主要用于|用于|包括|其中)[：:]?`)
	between  = regexp.MustCompile(`^[，、；;,。：:\s]*(以及|及|和|与)?`)
	numberAt = regexp.MustCompile(`^\s*([（(][一二三四五六七八九十百0-9]+[）)]、?|[一二三四五六七八九十]+、|[0-9]+[.．、)]\s*)\s*`)
)

// unnumbered is a label or a paragraph without the number before it.
func unnumbered(text string) string {
	return strings.TrimSpace(text[len(numberAt.FindString(text)):])
}

// sentences are the sentences of a text, each with its mark at the end.
func sentences(text string) (all []string) {
	start := 0
	for i, r := range text {
		if r == '。' || r == '！' || r == '？' {
			end := i + len(string(r))
			all = append(all, text[start:end])
			start = end
		}
	}
	if rest := text[start:]; strings.TrimSpace(rest) != "" {
		all = append(all, rest)
	}
	return all
}
