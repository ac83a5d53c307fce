package report

import "regexp"

// aboveHeading is a line that stands above the heading of a report: its number among the
// annexes of a notice, or in a register.
var aboveHeading = regexp.MustCompile(`^(附件|附)\s*[0-9０-９一二三四五六七八九十]*\s*[:：.．]?$|^监督索引号|^索\s*引\s*号\s*[:：]`)

// StandsAbove tells whether a line of a cover stands above the heading, and not below it.
func StandsAbove(line string) bool { return aboveHeading.MatchString(line) }

// LinesAbove counts the lines of a cover that stand above its heading: those that it begins
// with.
func LinesAbove(cover []string) (n int) {
	for n < len(cover) && StandsAbove(cover[n]) {
		n++
	}
	return n
}
