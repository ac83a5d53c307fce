package source

import (
	"fmt"
	"path"
	"strings"
	"unicode"

	"disclosure/internal/report"
)

// UnreadCell is a cell of a column of figures that prints digits in no form that is known.
// It is published as it stands and counts for nothing: no value is guessed.
type UnreadCell struct {
	Table, Row, Column int // from 1
	Text               string
}

// Unread lists those cells as errors of their files.
func Unread(r *report.Report) []*Error {
	var all []*Error
	for _, c := range UnreadCells(r) {
		all = append(all, &Error{
			File: path.Join(r.Folder(), c.File()),
			Line: c.Line(),
			Message: fmt.Sprintf("cell %d %q is no figure in a form that is known%s; it is published as it stands and has no value. If the print has another, correct the cell",
				c.Column, c.Text, figureHint(c.Text)),
		})
	}
	return all
}

// File is the file of the folder in which the cell stands.
func (c UnreadCell) File() string { return fmt.Sprintf("tables/%02d.csv", c.Table) }

// Line is its line there: below the header, a row a line.
func (c UnreadCell) Line() int { return c.Row + 1 }

// UnreadCells lists the cells of a report that are no figures and stand among figures.
func UnreadCells(r *report.Report) []UnreadCell {
	var all []UnreadCell
	for i := range r.Tables {
		t := &r.Tables[i]
		for k, row := range t.Rows {
			for j, c := range row.Cells {
				if !t.Columns[j].Role.States() || c.Value.Valid || !strings.ContainsFunc(c.Text, unicode.IsDigit) {
					continue
				}
				all = append(all, UnreadCell{t.Number, k + 1, j + 1, c.Text})
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
