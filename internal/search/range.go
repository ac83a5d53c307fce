package search

import (
	"regexp"
	"strings"

	"disclosure/internal/report"
)

const (
	number = `([0-9][0-9,]*(?:\.[0-9]+)?)\s*`
	money  = `(万元?|亿元?|元)`
)

var (
	between = regexp.MustCompile(number + money + `?\s*(?:到|至|~|〜|-|–|—+)\s*` + number + money)
	signed  = regexp.MustCompile(`([<>]=?|[≤≥])\s*` + number + money)
	beyond  = regexp.MustCompile(`(不少于|不低于|不超过|不高于|大于|超过|多于|高于|小于|少于|低于)\s*` + number + money)
	within  = regexp.MustCompile(number + money + `\s*(以上|以下|以内)`)
)

// takeRanges takes the ranges of amounts out of a text.
func takeRanges(text string) (rest string, found []word) {
	add := func(typed string, from, to string, unit string, without bool) bool {
		a := amounts{1, 1<<63 - 1}
		for _, end := range []struct {
			text string
			at   *int64
			off  int64
		}{{from, &a.from, 1}, {to, &a.to, -1}} {
			if end.text == "" {
				continue
			}
			value, err := report.ParseAmount(end.text)
			fen, ok := inFen(value, yuanUnit(unit))
			if err != nil || !ok {
				return false
			}
			*end.at = fen
			if without {
				*end.at += end.off
			}
		}
		found = append(found, word{read: Read{How: Ranged, Text: strings.Join(strings.Fields(typed), "")}, within: &a})
		return true
	}
	take := func(form *regexp.Regexp, do func(m []string) bool) {
		text = form.ReplaceAllStringFunc(text, func(typed string) string {
			if do(form.FindStringSubmatch(typed)) {
				return " "
			}
			return typed
		})
	}
	take(between, func(m []string) bool {
		if m[2] != "" && yuanUnit(m[2]) != yuanUnit(m[4]) {
			return false
		}
		return add(m[0], m[1], m[3], m[4], false)
	})
	compare := func(m []string) bool {
		switch m[1] {
		case ">", "大于", "超过", "多于", "高于":
			return add(m[0], m[2], "", m[3], true)
		case ">=", "≥", "不少于", "不低于":
			return add(m[0], m[2], "", m[3], false)
		case "<", "小于", "少于", "低于":
			return add(m[0], "", m[2], m[3], true)
		}
		return add(m[0], "", m[2], m[3], false)
	}
	take(signed, compare)
	take(beyond, compare)
	take(within, func(m []string) bool {
		if m[3] == "以上" {
			return add(m[0], m[1], "", m[2], false)
		}
		return add(m[0], "", m[1], m[2], false)
	})
	return text, found
}

// yuanUnit is the unit of money that 万, 万元, 亿, 亿元 or 元 is.
func yuanUnit(typed string) string { return strings.TrimSuffix(typed, "元") + "元" }
