package page

import (
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// UnitPage lists the reports of one body.
type UnitPage struct {
	Base
	Figures *YearTable // nil where there is one report alone
	Pairs   []Link     // of reports that are worth laying beside each other
	Compare Link       // any two of them
	Years   []UnitYear
}

// UnitYear is the reports of a body for one year.
type UnitYear struct {
	ID      string
	Year    int
	Reports []ReportItem
}

// Unit is the page of the body whose reports are given, the latest year first.
func (s Site) Unit(reports []report.Outline, figures []report.HeadlineFigure) UnitPage {
	newest := reports[0]
	p := UnitPage{Base: s.siteBase("unit", newest.UnitName, unitDescription(reports), UnitPath(newest.Unit))}
	if !slices.ContainsFunc(reports, func(o report.Outline) bool { return !o.Invented }) {
		p.Invented, p.NoIndex = inventedSays, true
	}
	p.Figures = yearTable(newest.Unit, figures)
	p.Pairs = Comparisons(reports)
	p.Compare = Link{Text: "任选两份报告并列", Href: ComparePath(newest.Unit)}
	if p.Figures != nil || len(p.Pairs) > 0 {
		p.OwnSheets = s.ownSheets("compare")
	}
	for _, o := range reports {
		if n := len(p.Years); n == 0 || p.Years[n-1].Year != o.Year {
			p.Years = append(p.Years, UnitYear{ID: yearID(o.Year), Year: o.Year})
		}
		year := &p.Years[len(p.Years)-1]
		item := reportItem(o, o.Words().Name)
		if o.Withdrawn != nil {
			item = ReportItem{Link: Link{Text: o.Words().Name, Href: historyPath(o.Key)}, Gone: withdrawn}
		}
		year.Reports = append(year.Reports, item)
	}
	return p
}

func unitDescription(reports []report.Outline) string {
	var years []string
	for i, o := range reports {
		if i == 0 || o.Year != reports[i-1].Year {
			years = append(years, strconv.Itoa(o.Year))
		}
	}
	return reports[0].UnitName + "在本站的报告，" + strings.Join(years, "、") + " 年。"
}

// UnitPath is the address of the page of a body on this site.
func UnitPath(unit string) string { return "/" + unit }

// YearPath is the address of a year on the page of a body.
func YearPath(unit string, year int) string { return UnitPath(unit) + "#" + yearID(year) }

func yearID(year int) string { return "y" + strconv.Itoa(year) }
