package source

import (
	"fmt"
	"path"
	"strings"
	"unicode"

	"disclosure/internal/report"
)

// Unread lists the cells of columns of figures that print digits in no form that is
// known. They are published as they stand and count for nothing: no value is guessed.
func Unread(r *report.Report) []*Error {
	var all []*Error
	for i := range r.Tables {
		t := &r.Tables[i]
		for k, row := range t.Rows {
			for j, c := range row.Cells {
				if !t.Columns[j].Role.States() || c.Value.Valid || !strings.ContainsFunc(c.Text, unicode.IsDigit) {
					continue
				}
				all = append(all, &Error{
					File: path.Join(r.Folder(), fmt.Sprintf("tables/%02d.csv", t.Number)),
					Line: k + 2, // below the header, a row a line
					Message: fmt.Sprintf("cell %d %q is no figure in a form that is known%s; it is published as it stands and has no value. If the print has another, correct the cell",
						j+1, c.Text, figureHint(c.Text)),
				})
			}
		}
	}
	return all
}

// figureHint names the usual slips in figures.
func figureHint(text string) string {
	for _, r := range text {
		switch {
		case r >= '０' && r <= '９', r == '，', r == '．':
			return ", these are full-width characters"
		case r == '%', r == '％':
			return ", a percentage belongs in a column that is listed under numbers"
		}
	}
	if strings.Contains(text, ",") {
		return ", a comma stands before every three digits, or nowhere"
	}
	return ""
}
