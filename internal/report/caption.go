package report

import (
	"regexp"
	"strings"
)

// bodyCaption and moneyCaption are what the lines above a header name; apart is what
// stands between two things that one line names: 编制单位：某局 单位：元.
var (
	bodyCaption  = regexp.MustCompile(`^(?:编制单位|编制部门|预算单位|预算部门|单位名称|部门名称|单位|部门)[:：]\s*(.+)$`)
	moneyCaption = regexp.MustCompile(`^(?:金额单位|计量单位|单位)[:：]\s*(?:人民币)?(` + MoneyPattern() + `)$`)
	apart        = regexp.MustCompile(` {2,}|[ \x{3000}]+(?:金额单位|计量单位|单位)[:：]`)
)

// CaptionParts divides a line above a header into what it names one beside the other.
func CaptionParts(line string) []string {
	var parts []string
	for {
		at := apart.FindStringIndex(line)
		if at == nil {
			return append(parts, strings.TrimSpace(line))
		}
		parts = append(parts, strings.TrimSpace(line[:at[0]]))
		line = strings.TrimSpace(line[at[0]:])
	}
}

// CaptionFacts finds the body and the unit of money that the lines above a header
// name, "" for what none of them does.
func CaptionFacts(captions []string) (unitName string, money MoneyUnit) {
	for _, line := range captions {
		for _, part := range CaptionParts(line) {
			if m := moneyCaption.FindStringSubmatch(part); m != nil {
				money = MoneyUnit(m[1])
			} else if m := bodyCaption.FindStringSubmatch(part); m != nil {
				unitName = m[1]
			}
		}
	}
	return unitName, money
}
