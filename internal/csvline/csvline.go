// Package csvline writes lines of CSV (RFC 4180) that no spreadsheet runs as a formula.
package csvline

import (
	"bufio"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Write writes one line. bufio keeps the first error for Flush.
func Write(out *bufio.Writer, fields []string) {
	for i, field := range fields {
		if i > 0 {
			out.WriteByte(',')
		}
		// A lone empty field is quoted: an empty line would be no line at all.
		if strings.ContainsAny(field, "\",\r\n") || len(fields) == 1 && field == "" {
			field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
		}
		out.WriteString(field)
	}
	out.WriteString("\r\n")
}

// Guarded puts an apostrophe before a risky text (see risky). A text that itself begins
// with an apostrophe gets another one, so that removing one apostrophe always gives the
// text back.
func Guarded(s string) string {
	if risky(s) {
		return "'" + s
	}
	return s
}

// risky tells whether a text begins with what makes a spreadsheet take it for a
// formula: = + - @ or their full-width forms, or white space or an invisible
// character, which some programs drop before they look. An apostrophe counts
// because it is the sign itself.
func risky(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	switch {
	case size == 0:
		return false
	case strings.ContainsRune("=+-@＝＋－＠'", first):
		return true
	}
	return unicode.IsSpace(first) || !unicode.IsPrint(first)
}
