package report

import (
	"regexp"
	"testing"
)

// What texts compare with is read in all the ways that reports write it.
func TestBasePattern(t *testing.T) {
	base := regexp.MustCompile(`^` + BasePattern() + `$`)
	for text, want := range map[string][2]string{
		"上年": {"上年", ""}, "上一年度": {"上一年", "度"}, "去年": {"去年", ""}, "2020年": {"2020年", ""},
		"2023年度决算数": {"2023年", "度决算数"}, "2024年预算执行数": {"2024年", "预算执行数"}, "上年年初预算数": {"上年", "年初预算数"},
		"2022年（上一年度，下同）预算": {"2022年", "（上一年度，下同）预算"},
	} {
		m := base.FindStringSubmatch(text)
		if m == nil || m[1] != want[0] || m[2] != want[1] {
			t.Errorf("%s: got %q, want %q", text, m, want)
		}
	}
	for _, text := range []string{"预算", "三年", "2020"} {
		if base.MatchString(text) {
			t.Errorf("%s: got a year to compare with, want none", text)
		}
	}
}

// Words that say that there is more are told from those that say that there is less.
func TestIsMore(t *testing.T) {
	words := regexp.MustCompile(`^(?:` + ChangePattern() + `)$`)
	for text, want := range map[string]bool{"增加": true, "增长": true, "上升": true, "减少": false, "下降": false, "降低": false} {
		if !words.MatchString(text) || IsMore(text) != want {
			t.Errorf("%s: got %v (known: %v), want %v", text, IsMore(text), words.MatchString(text), want)
		}
	}
}

// Digits behind a sign, a point or a letter are the tail of something else.
func TestBeginsFigure(t *testing.T) {
	for text, want := range map[string]bool{"支付5": true, "-5": false, "−5": false, "△5": false, "1.5": false, "4G5": false, "（5": true} {
		if got := BeginsFigure(text, len(text)-1); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}
