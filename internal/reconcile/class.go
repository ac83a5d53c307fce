package reconcile

import (
	"regexp"

	"disclosure/internal/finding"
)

// classes tell by what stands before and behind digits that they state no figure. Each
// pattern is held against the whole text around them; the digits are its group.
var classes = []struct {
	class   finding.Class
	pattern *regexp.Regexp
}{
	{finding.Document, regexp.MustCompile(`[〔\[（(【]((?:19|20)[0-9]{2})[〕\]）)】]\s*(?:第\s*)?[0-9]+\s*号`)},
	{finding.Document, regexp.MustCompile(`[〔\[（(【](?:19|20)[0-9]{2}[〕\]）)】]\s*(?:第\s*)?([0-9]+)\s*号`)},
	{finding.Date, regexp.MustCompile(`((?:19|20)[0-9]{2})\s*(?:年|[-—~－至]\s*(?:19|20)[0-9]{2}\s*年)`)},
	{finding.Date, regexp.MustCompile(`((?:19|20)[0-9]{2})[-./][0-9]{1,2}[-./][0-9]{1,2}`)},
	{finding.Date, regexp.MustCompile(`(?:19|20)[0-9]{2}[-./]([0-9]{1,2})[-./][0-9]{1,2}`)},
	{finding.Date, regexp.MustCompile(`(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./]([0-9]{1,2})`)},
	{finding.Date, regexp.MustCompile(`([0-9]{1,2})\s*(?:月|日)`)},
	{finding.Date, regexp.MustCompile(`([0-9]{1,2})\s*[-—~－至]\s*[0-9]{1,2}\s*月`)},
	{finding.Enumerator, regexp.MustCompile(`(?:^|[。；;：:！\s])([0-9]{1,2})\s*(?:[.．](?:[^0-9]|$)|[、）)])`)},
	{finding.Enumerator, regexp.MustCompile(`[（(]([0-9]{1,2})[）)]`)},
	{finding.InName, regexp.MustCompile(`[A-Za-z]([0-9][0-9.]*)`)},
	{finding.InName, regexp.MustCompile(`([0-9][0-9.]*)[A-Za-z]`)},
	{finding.InName, regexp.MustCompile(`(?:等保|版本|网络)\s*([0-9]+\.[0-9]+)`)},
	{finding.Code, regexp.MustCompile(`[（(“\s]([0-9]{3}|[0-9]{5}|[0-9]{7})[）)”]?\s*[\p{Han}]+[（(][类款项][）)]`)},
}

// classOf is the class of the digits from one byte of a text to another, "" where they
// state a figure.
func classOf(text string, from, to int) finding.Class {
	for _, c := range classes {
		for _, m := range c.pattern.FindAllStringSubmatchIndex(text, -1) {
			if m[2] < to && from < m[3] {
				return c.class
			}
		}
	}
	return ""
}
