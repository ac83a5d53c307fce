package report

import (
	"strings"
	"unicode"
)

// Fold makes labels comparable that differ in white space and in the width of
// brackets and commas only.
func Fold(text string) string {
	if !mayFold(text) {
		return text
	}
	return strings.Map(folded, text)
}

// mayFold tells whether a text may hold a character that folded changes. Most labels hold
// letters, digits and ideographs only, which the first byte of each tells.
func mayFold(text string) bool {
	for i := range len(text) {
		switch b := text[i]; {
		case b <= ' ', b == 0xC2, b >= 0xE1 && b <= 0xE3, b == 0xEF: // white space; the width of signs
			return true
		}
	}
	return false
}

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
