package export

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/report"
)

// byteOrderMark is that by which Excel knows that a CSV file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes an annex table as CSV: UTF-8 with a byte order mark, fields and
// lines as in RFC 4180, one header line of the columns' paths joined by /.
//
//   - A figure is its digits without separators, with the decimals as published.
//   - A blank cell is an empty field; a printed zero is 0 or 0.00, as printed.
//   - A label begins with two spaces for each of its levels.
//   - A text that a spreadsheet would run as a formula (see risky) has an
//     apostrophe before it, after a label's spaces. A text that itself begins
//     with an apostrophe gets another one, so that removing one apostrophe
//     always gives the text back.
func CSV(w io.Writer, t *report.Table) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	return annex(t).csv(w)
}

// csv writes the grid without a byte order mark.
func (g grid) csv(w io.Writer) error {
	out := bufio.NewWriter(w)
	fields := make([]string, len(g.columns))
	for j, c := range g.columns {
		fields[j] = guarded(c.name())
	}
	record(out, fields)
	for _, row := range g.rows {
		for j, c := range row {
			fields[j] = c.field(g.columns[j].kind)
		}
		record(out, fields)
	}
	return out.Flush()
}

// field is the cell as it stands in a CSV file, not yet quoted.
func (c cell) field(k kind) string {
	switch {
	case c.exact != "":
		return c.exact
	case k == label && c.text != "":
		return strings.Repeat("  ", c.level) + guarded(c.text)
	}
	return guarded(c.text)
}

// record writes one line. bufio keeps the first error for Flush.
func record(out *bufio.Writer, fields []string) {
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

// guarded puts an apostrophe before a risky text.
func guarded(s string) string {
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
