package export

import (
	"bufio"
	"io"
	"strings"

	"disclosure/internal/csvline"
	"disclosure/internal/report"
)

// byteOrderMark is that by which Excel knows that a CSV file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes an annex table as CSV: UTF-8 with a byte order mark, fields and
// lines as in RFC 4180, one header line of the columns' paths joined by /,
// with the units of their figures: 本年支出/预算数（万元）.
//
//   - A figure is its digits without separators, with the decimals as published.
//   - A blank cell is an empty field; a printed zero is 0 or 0.00, as printed.
//   - A label begins with two spaces for each of its levels.
//   - A text that a spreadsheet would run as a formula has an apostrophe before it,
//     after a label's spaces: see csvline.Guarded.
func CSV(w io.Writer, f report.Front, t *report.Table) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	return annex(f, t).csv(w)
}

// csv writes the grid without a byte order mark.
func (g grid) csv(w io.Writer) error {
	out := bufio.NewWriter(w)
	fields := make([]string, len(g.columns))
	for j, c := range g.columns {
		fields[j] = csvline.Guarded(c.headed())
	}
	csvline.Write(out, fields)
	for _, row := range g.rows {
		for j, c := range row {
			fields[j] = c.field(g.columns[j].kind)
		}
		csvline.Write(out, fields)
	}
	return out.Flush()
}

// field is the cell as it stands in a CSV file, not yet quoted.
func (c cell) field(k kind) string {
	switch {
	case c.exact != "":
		return c.exact
	case k == label && c.text != "":
		return strings.Repeat("  ", c.level) + csvline.Guarded(c.text)
	}
	return csvline.Guarded(c.text)
}
