package reconcile

import (
	"regexp"
	"strings"

	"disclosure/internal/finding"
)

// classes tell by what stands before and behind digits that they state no figure. Each
// pattern is held against the whole text around them; the digits are its groups.
var classes = []struct {
	class   finding.Class
	pattern *regexp.Regexp
}{
	{finding.Contact, regexp.MustCompile(`(?:电话|热线|传真|手机|邮编|邮政编码)[^0-9，。；]{0,8}([0-9][0-9()（）\-－— ]{4,}[0-9])`)},
	{finding.Document, regexp.MustCompile(`[〔\[（(【]((?:19|20)[0-9]{2})[〕\]）)】]\s*(?:第\s*)?[0-9]+\s*号`)},
	{finding.Document, regexp.MustCompile(`[〔\[（(【](?:19|20)[0-9]{2}[〕\]）)】]\s*(?:第\s*)?([0-9]+)\s*号`)},
	{finding.Document, regexp.MustCompile(`第?\s*([0-9]+)\s*号(?:文|令|公告|通知|决定)`)},
	{finding.Date, regexp.MustCompile(`((?:19|20)[0-9]{2})\s*(?:年|[-—~－至]\s*(?:19|20)[0-9]{2}\s*年)`)},
	{finding.Date, regexp.MustCompile(`((?:19|20)[0-9]{2})[-./][0-9]{1,2}[-./][0-9]{1,2}`)},
	{finding.Date, regexp.MustCompile(`(?:19|20)[0-9]{2}[-./]([0-9]{1,2})[-./][0-9]{1,2}`)},
	{finding.Date, regexp.MustCompile(`(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./]([0-9]{1,2})`)},
	{finding.Date, regexp.MustCompile(`([0-9]{1,2})\s*(?:月|日)`)},
	{finding.Date, regexp.MustCompile(`([0-9]{1,2})\s*[-—~－至]\s*[0-9]{1,2}\s*月`)},
	{finding.Enumerator, regexp.MustCompile(`(?:^|[。；;：:！\s])([0-9]{1,2})\s*(?:[.．](?:[^0-9]|$)|[、）)])`)},
	{finding.Enumerator, regexp.MustCompile(`[（(]([0-9]{1,2})[）)]`)},
	{finding.Enumerator, regexp.MustCompile(`第\s*([0-9]+)\s*(?:条|款|项|章|节|批|期|届|季度|阶段|名)`)},
	{finding.InName, regexp.MustCompile(`[A-Za-z][-－]?([0-9][0-9.]*)`)},
	{finding.InName, regexp.MustCompile(`([0-9][0-9.]*)[A-Za-z]`)},
	{finding.InName, regexp.MustCompile(`(?:等保|版本|网络)\s*([0-9]+\.[0-9]+)`)},
	{finding.Code, regexp.MustCompile(`[（(“\s]([0-9]{3}|[0-9]{5}|[0-9]{7})[）)”]?\s*[\p{Han}]+[（(][类款项][）)]`)},
	{finding.Range, regexp.MustCompile(`([0-9][0-9.]*)\s*[%％]?\s*[-－—–~～至到]\s*([0-9][0-9.]*)\s*(?:名|人|个|家|台|套|次|场|天|辆|篇|件|倍|周|小时|分钟|岁|年|万?人次|[%％])`)},
}

// classified is a text whose digits are asked for their class. The patterns are held
// against the text once, when the first of them is.
type classified struct {
	text  string
	codes map[string]bool // that the tables of the report print
	read  bool
	found []struct {
		from, to int
		class    finding.Class
	} // in the order of classes
}

// of is the class of the digits from one byte of the text to another, "" where they
// state a figure. Digits that a table of the report prints as a code, and that no unit
// follows, are that code.
func (c *classified) of(from, to int) finding.Class {
	if _, unit, _ := unitAfter(c.text, to); unit == "" && c.codes[c.text[from:to]] {
		return finding.Code
	}
	if !c.read {
		c.read = true
		for _, one := range classes {
			for _, m := range one.pattern.FindAllStringSubmatchIndex(c.text, -1) {
				for k := 2; k < len(m); k += 2 {
					c.found = append(c.found, struct {
						from, to int
						class    finding.Class
					}{m[k], m[k+1], one.class})
				}
			}
		}
	}
	for _, f := range c.found {
		if f.from < to && from < f.to {
			return f.class
		}
	}
	return ""
}

// codesOf are the codes of classifications that the tables of a report print.
func codesOf(r *reading) map[string]bool {
	const shortest = 3 // 208, 301
	codes := map[string]bool{}
	for n := range r.Tables {
		t := &r.Tables[n]
		for _, sides := range t.Places() {
			for _, p := range sides {
				if code, _ := p.CodeAndYear(); len(code) >= shortest && strings.Trim(code, "0123456789") == "" {
					codes[code] = true
				}
			}
		}
	}
	return codes
}
