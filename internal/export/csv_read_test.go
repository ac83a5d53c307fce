package export_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// readCSV reads the rows of a file that CSV wrote for a table of these columns:
// the same texts, levels and exact values. Only separators of thousands, which
// the file does not hold, are missing from the texts of figures. It also reads
// the file without its byte order mark or with lines that end in LF alone, as
// an editor may have saved it.
func readCSV(r io.Reader, columns []report.Column) ([]report.Row, error) {
	content, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	records, err := records(strings.TrimPrefix(string(content), "\ufeff"))
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, errors.New("the file is empty; want a header line")
	}
	var header []string
	for j, field := range records[0] {
		field = strings.TrimPrefix(field, "'")
		if j < len(columns) && columns[j].Role.States() { // which may have its unit behind it
			field, _, _ = strings.Cut(field, "（")
		}
		header = append(header, field)
	}
	if want := headers(columns); !slices.Equal(header, want) {
		return nil, fmt.Errorf("the header line is %q, want %q", header, want)
	}
	var rows []report.Row
	for i, fields := range records[1:] {
		if len(fields) != len(columns) {
			return nil, fmt.Errorf("row %d has %d fields, want %d", i+1, len(fields), len(columns))
		}
		row := report.Row{Cells: make([]report.Cell, len(fields))}
		for j, field := range fields {
			if row.Cells[j], err = readCell(field, columns[j].Role); err != nil {
				return nil, fmt.Errorf("row %d, column %d: %w", i+1, j+1, err)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func headers(columns []report.Column) []string {
	var all []string
	for _, c := range columns {
		path := c.HeaderPath()
		if c.Role.States() {
			path, _, _ = strings.Cut(path, "（")
		}
		all = append(all, path)
	}
	return all
}

// readCell makes a cell of a field of a file.
func readCell(field string, role report.Role) (report.Cell, error) {
	var c report.Cell
	if role == report.Label {
		text := strings.TrimLeft(field, " ")
		spaces := len(field) - len(text)
		if spaces%2 != 0 {
			return c, fmt.Errorf("%q begins with %d spaces; a level is two", field, spaces)
		}
		c.Level, field = spaces/2, text
	}
	if role.States() {
		if value, err := report.ParseAmount(field); err == nil {
			return report.Cell{Text: field, Value: decimal.NewNullDecimal(value)}, nil
		}
	}
	c.Text = strings.TrimPrefix(field, "'")
	return c, nil
}

// records takes a CSV text apart. The standard library's reader would change
// line ends inside of fields and drop empty lines.
func records(s string) (list [][]string, err error) {
	var fields []string
	for line := 1; s != ""; {
		var field string
		if strings.HasPrefix(s, `"`) {
			var lines int
			if field, s, lines, err = quoted(s); err != nil {
				return nil, fmt.Errorf("line %d: %w", line, err)
			}
			line += lines
		} else {
			end := strings.IndexAny(s, ",\r\n")
			if end < 0 {
				end = len(s)
			}
			field, s = s[:end], s[end:]
		}
		fields = append(fields, field)
		switch {
		case strings.HasPrefix(s, ","):
			if s = s[1:]; s != "" {
				continue
			}
			fields = append(fields, "") // the last field of a file without a last line end
		case strings.HasPrefix(s, "\r\n"):
			s = s[2:]
		case strings.HasPrefix(s, "\n"):
			s = s[1:]
		case s != "":
			return nil, fmt.Errorf("line %d: %q stands between two fields; want a comma or a line end", line, s[:1])
		}
		list, fields = append(list, fields), nil
		line++
	}
	return list, nil
}

// quoted cuts a quoted field off the front of s.
func quoted(s string) (field, rest string, lines int, err error) {
	var text strings.Builder
	for rest = s[1:]; ; {
		before, after, closed := strings.Cut(rest, `"`)
		if !closed {
			return "", "", 0, errors.New("a quoted field is not closed")
		}
		text.WriteString(before)
		if !strings.HasPrefix(after, `"`) {
			return text.String(), after, strings.Count(text.String(), "\n"), nil
		}
		text.WriteByte('"')
		rest = after[1:]
	}
}
