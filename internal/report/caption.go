package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// bodyCaption and moneyCaption are what the lines above a header name, also between
// brackets; apart is what stands between two things that one line names: 编制单位：某局
// 单位：元. counted are units that are no money: 单位：人.
var (
	bodyCaption  = regexp.MustCompile(`^(?:编制|编报|填报|填表|公开|预算|主管)*(?:部门|单位)(?:部门|单位|名称|[/、]|[（(](?:盖章|公章|部门|单位|名称)[)）])*\s*[:：]\s*(.+)$`)
	moneyCaption = regexp.MustCompile(`^(?:金额|计量|货币|数量)?单位\s*[:：]\s*(?:人民币)?(` + MoneyPattern() + `)(?:$|[、，,；;/（(\s])`)
	counted      = regexp.MustCompile(`^(?:人|个|辆|台|套|件|次|项|家|户|%|％|平方米)(?:$|[、，,；;/（(])`)
	apart        = regexp.MustCompile(` {2,}|[ \x{3000}]+[0-9]{4}\s*年度?(?:[ \x{3000}]|$)|[ \x{3000}]+(?:金额单位|计量单位|单位)[:：]|[^ \x{3000}（(](?:金额|计量|货币)?单位[:：]\s*(?:人民币)?(?:` + MoneyPattern() + `)$`)
)

// CaptionParts divides a line above a header into what it names one beside the other.
func CaptionParts(line string) []string {
	var parts []string
	for {
		at := apart.FindStringIndex(line)
		if at == nil || moneyCaption.MatchString(line) && at[0] > 0 && line[at[0]] != ' ' {
			return append(parts, strings.TrimSpace(line))
		}
		cut := at[0]
		if first, size := utf8.DecodeRuneInString(line[cut:]); first != ' ' && first != '\u3000' {
			cut += size // the last letter of the part before
		}
		parts = append(parts, strings.TrimSpace(line[:cut]))
		line = strings.TrimSpace(line[cut:])
	}
}

// CaptionFacts finds the body and the unit of money that the lines above a header
// name, "" for what none of them does.
func CaptionFacts(captions []string) (unitName string, money MoneyUnit) {
	for _, line := range captions {
		for _, part := range CaptionParts(line) {
			body, unit := captionFact(part)
			if body != "" {
				unitName = body
			}
			if unit != "" {
				money = unit
			}
		}
	}
	return unitName, money
}

// captionFact is the body or the unit of money that one part of a line above a header
// names, "" for what it does not.
func captionFact(part string) (unitName string, money MoneyUnit) {
	part = strings.TrimSpace(part)
	for _, pair := range []string{"（）", "()", "[]", "【】"} {
		runes := []rune(pair)
		if inner, ok := strings.CutPrefix(part, string(runes[0])); ok && strings.HasSuffix(inner, string(runes[1])) {
			part = strings.TrimSpace(strings.TrimSuffix(inner, string(runes[1])))
		}
	}
	if m := moneyCaption.FindStringSubmatch(part); m != nil {
		return "", MoneyUnit(m[1])
	}
	if m := bodyCaption.FindStringSubmatch(part); m != nil && !counted.MatchString(m[1]) {
		return m[1], ""
	}
	return "", ""
}
