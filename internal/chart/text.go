package chart

import (
	"strings"
	"unicode"
)

// TextWidth is how wide a text is in any font of a page, with some slack: ideographs and
// full-width punctuation are as wide as their size, digits .62 of it with 8 % more.
func TextWidth(text string) Em {
	var width Em
	for _, r := range text {
		width += runeWidth(r)
	}
	return width
}

func runeWidth(r rune) Em {
	switch {
	case r >= '0' && r <= '9':
		return 67
	case r == ' ', r == ',', r == '.':
		return 34
	case r < 0x2000 && unicode.IsUpper(r), r == '%', r == 'm', r == 'w':
		return 92
	case r < 0x2000:
		return 67
	}
	return 100
}

// Lines breaks a text into lines of at most a width, between ideographs, after
// punctuation and at spaces, never inside a number or before a mark that closes.
func Lines(text string, width Em) (lines []string) {
	var line []rune
	used, end := Em(0), 0 // end is where the line may be broken
	for _, r := range text {
		if end = breakAt(line, r, end); used+runeWidth(r) > width && end > 0 {
			lines = append(lines, trimmed(line[:end]))
			line = append([]rune(nil), line[end:]...)
			used, end = TextWidth(string(line)), 0
		}
		line = append(line, r)
		used += runeWidth(r)
	}
	if len(line) > 0 {
		lines = append(lines, trimmed(line))
	}
	return lines
}

func trimmed(line []rune) string {
	for len(line) > 0 && line[0] == ' ' {
		line = line[1:]
	}
	for len(line) > 0 && line[len(line)-1] == ' ' {
		line = line[:len(line)-1]
	}
	return string(line)
}

// breakAt is the last place at which a line may be broken, given the character after it.
func breakAt(line []rune, next rune, end int) int {
	if len(line) == 0 {
		return 0
	}
	last := line[len(line)-1]
	inWord := func(r rune) bool { return r < 0x2000 && r != ' ' }
	closes := func(r rune) bool {
		return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("，。、；：？！%", r)
	}
	opens := func(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }
	if inWord(last) && inWord(next) || closes(next) || opens(last) || next == ' ' {
		return end
	}
	return len(line)
}
