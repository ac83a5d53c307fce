// Package export writes a report as files that other programs read: an annex
// table as CSV, XLSX or JSON, a section or a form as JSON, a whole report as
// JSON, XLSX, a Data Package or a SQLite database. It knows no HTTP: every
// writer takes an io.Writer and what it is to write.
//
// One model, grid, stands between a report and the tabular files: typed columns
// over rows of cells. An annex table becomes a grid (annex.go), and so does all
// the rest of a report that comes in rows (lists.go). CSV, XLSX, Data Package
// and SQLite each know how to write a grid.
//
// In every file a figure is its exact published digits without separators, so
// that 644.80 stays 644.80 and never passes through floating point; a blank and
// a printed zero differ; text is the published text. The same report at the
// same origin always gives the same bytes: no file holds a date.
package export

import (
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// Site is where the reports stand that files are made of.
type Site struct {
	Name   string // of the site, as the public knows it
	Origin string // scheme and host of absolute addresses, without a trailing slash
}

// address is the absolute address of a place in this very version of a report.
func (s Site) address(f report.Front, ref report.Ref) string {
	return s.Origin + f.PermanentBase() + ref.String()
}

// citation is how to cite a part of a report; words name the part, none the whole.
func (s Site) citation(f report.Front, ref report.Ref, words ...string) string {
	return report.Cite(f, report.Publisher{Name: s.Name, Origin: s.Origin}, ref, words...).Standard()
}

// FileName is what a file with the content of ref is called when it is saved:
// futian-zwfwj-2021-budget-tables-07.csv. Ending has no dot.
func FileName(f report.Front, ref report.Ref, ending string) string {
	name := reportName(f)
	if ref.Part != report.OverviewPart {
		name += "-" + string(ref.Part)
	}
	if ref.Number > 0 {
		name += fmt.Sprintf("-%02d", ref.Number)
	}
	return name + "." + ending
}

// reportName names a report in ASCII: futian-zwfwj-2021-budget.
func reportName(f report.Front) string { return fmt.Sprintf("%s-%d-%s", f.Unit, f.Year, f.Kind) }

// tableName is the name of an annex table as a sheet and as a database view:
// 表07_一般公共预算支出表. It needs no quotes in SQL, and it is at most as long
// as a sheet's name may be.
func tableName(t *report.Table) string {
	const longest = 31 // UTF-16 units
	name := fmt.Sprintf("表%02d", t.Number)
	left := longest - len([]rune(name)) - 1
	var title strings.Builder
	for _, r := range t.Title {
		switch {
		case r < 0x80 && !isWord(r):
			r = '_'
		case r > 0xffff:
			left-- // takes two units
		}
		if left--; left < 0 {
			break
		}
		title.WriteRune(r)
	}
	if title.Len() == 0 {
		return name
	}
	return name + "_" + title.String()
}

func isWord(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}
