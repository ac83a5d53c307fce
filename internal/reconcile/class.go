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

// classified is a text whose digits are asked for their class. The patterns are held
// against the text once, when the first of them is.
type classified struct {
	text  string
	read  bool
	found []struct {
		from, to int
		class    finding.Class
	} // in the order of classes
}

// of is the class of the digits from one byte of the text to another, "" where they
// state a figure.
func (c *classified) of(from, to int) finding.Class {
	if !c.read {
		c.read = true
		for _, one := range classes {
			for _, m := range one.pattern.FindAllStringSubmatchIndex(c.text, -1) {
				c.found = append(c.found, struct {
					from, to int
					class    finding.Class
				}{m[2], m[3], one.class})
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
