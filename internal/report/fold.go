package report

import (
	"strings"
	"unicode"
)

// Fold makes labels comparable that differ in white space and in the width of
// brackets and commas only.
func Fold(text string) string { return strings.Map(folded, text) }

// folded is what a character is compared as; less than nothing where it does
// not count.
func folded(r rune) rune {
	switch r {
	case '（':
		return '('
	case '）':
		return ')'
	case '，':
		return ','
	case '：':
		return ':'
	case '；':
		return ';'
	case '％':
		return '%'
	}
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}
