package page

import "disclosure/internal/report"

// CopySearchPage is the search page of a copy, where a script looks for what is asked.
type CopySearchPage struct {
	Base
	Looks   string // address of the script
	Reports []Searchable
}

// Searchable is a report on the search page of a copy.
type Searchable struct {
	Link  Link
	Key   string // unit/year/kind
	Words string // address of what can be found in it
	Print string // address of all of it on one page
}

// CopySearch is the search page of a copy.
func (s Site) CopySearch(reports []report.Outline) CopySearchPage {
	p := CopySearchPage{
		Base:  s.siteBase("search", "检索", "在报告的正文、附表、表单、指标和名词解释里检索。", "/search"),
		Looks: s.Asset("copysearch.js"),
	}
	p.NoIndex = true
	for _, o := range reports {
		if o.Withdrawn != nil {
			continue
		}
		p.Reports = append(p.Reports, Searchable{
			Link:  Link{Text: reportName(o.Front), Href: o.Base()},
			Key:   o.Key.Base()[1:],
			Words: o.Base() + "/search.json",
			Print: partLink(o, report.PrintPart).Href,
		})
	}
	return p
}
