package page

import (
	"net/url"
	"strconv"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// narrow offers the kinds, years and reports that have hits.
func narrow(asked search.Query, found search.Results, o *report.Outline) []Narrow {
	var all []Narrow
	choose := func(name, everywhere string, chosen bool, links []Link, without search.Query) {
		if len(links) < 2 && !chosen {
			return
		}
		without.Page = 1
		first := Link{Text: everywhere, Href: searchAddress(without), Current: !chosen}
		all = append(all, Narrow{name, append([]Link{first}, links...)})
	}
	var kinds, years, reports []Link
	for _, k := range found.Kinds {
		with := asked
		with.Page, with.Kind = 1, k.Kind
		kinds = append(kinds, Link{Text: kindTitles[k.Kind], Label: plainCount(k.Count, k.More), Href: searchAddress(with), Current: asked.Kind == k.Kind})
	}
	for _, y := range found.Years {
		with := asked
		with.Page, with.Year = 1, y.Year
		years = append(years, Link{Text: strconv.Itoa(y.Year) + " 年", Label: plainCount(y.Count, found.More), Href: searchAddress(with), Current: asked.Year == y.Year})
	}
	for _, r := range found.Reports {
		with := asked
		with.Page, with.Year, with.In = 1, 0, r.Report
		reports = append(reports, Link{Text: reportName(report.Front{Key: r.Report, UnitShort: r.UnitShort, Invented: r.Invented}),
			Label: plainCount(r.Count, found.More), Href: searchAddress(with), Current: asked.In == r.Report})
	}
	if o != nil && len(reports) == 0 {
		reports = []Link{{Text: reportName(o.Front), Href: searchAddress(asked), Current: true}}
	}
	without := asked
	without.Kind = 0
	choose("类别", "全部", asked.Kind != 0, kinds, without)
	without = asked
	without.Year = 0
	if asked.In == (report.Key{}) {
		choose("年份", "全部", asked.Year != 0, years, without)
	}
	without = asked
	without.In = report.Key{}
	choose("报告", "全部报告", asked.In != (report.Key{}), reports, without)
	return all
}

// turns are the pages of hits before and after this one.
func turns(asked search.Query, found search.Results) (prev, next *Link) {
	turn := func(n int) *Link {
		to := asked
		to.Page = n
		text := "第 " + strconv.Itoa(n) + " 页，共 " + strconv.Itoa(found.Pages) + " 页"
		return &Link{Text: text, Href: searchAddress(to)}
	}
	if found.Page > 1 {
		prev = turn(found.Page - 1)
	}
	if found.Page < found.Pages {
		next = turn(found.Page + 1)
	}
	return prev, next
}

var kindTitles = map[search.Kind]string{
	search.ReportKind:    "报告",
	search.TermKind:      "名词解释",
	search.ProseKind:     report.SectionPart.Name(),
	search.TableKind:     report.TablePart.Name(),
	search.FieldKind:     "表单",
	search.IndicatorKind: "指标",
	search.CheckKind:     "核对",
	search.NoteKind:      report.NotesPart.Name(),
}

// kindSlugs are the kinds in an address.
var kindSlugs = map[search.Kind]string{
	search.ReportKind:    "reports",
	search.TermKind:      "terms",
	search.ProseKind:     "sections",
	search.TableKind:     "tables",
	search.FieldKind:     "forms",
	search.IndicatorKind: "indicators",
	search.CheckKind:     "checks",
	search.NoteKind:      "notes",
}

// SearchKind is the kind of places that an address names.
func SearchKind(slug string) (kind search.Kind, ok bool) {
	for kind, known := range kindSlugs {
		if known == slug {
			return kind, true
		}
	}
	return 0, false
}

// searchAddress is the address of a query.
func searchAddress(asked search.Query) string {
	address := "/search?q=" + url.QueryEscape(asked.Text)
	if asked.In != (report.Key{}) {
		address += "&in=" + url.PathEscape(asked.In.Unit) + "/" + strconv.Itoa(asked.In.Year) + "/" + url.PathEscape(asked.In.Kind)
	}
	if asked.Year != 0 {
		address += "&year=" + strconv.Itoa(asked.Year)
	}
	if asked.Kind != 0 {
		address += "&kind=" + kindSlugs[asked.Kind]
	}
	if asked.Page > 1 {
		address += "&page=" + strconv.Itoa(asked.Page)
	}
	return address
}
