package page

import (
	"strings"

	"slices"

	"disclosure/internal/report"
)

// place is a page of a report on the way through it.
type place struct {
	ref  report.Ref
	link Link
}

// readingOrder lists the pages of a report as one reads them on paper.
func readingOrder(o report.Outline) []place {
	places := []place{{report.Ref{}, Link{Text: "概览"}}}
	for _, e := range o.Sections {
		places = append(places, place{report.SectionRef(e.Number), Link{Text: e.Title}})
	}
	for _, e := range o.Tables {
		places = append(places, place{report.TableRef(e.Number), Link{Label: e.Label, Text: e.Title}})
	}
	for _, e := range o.Projects {
		places = append(places, place{report.ProjectRef(e.Number), Link{Label: "项目", Text: e.Title}})
	}
	if o.Checks.Total() > 0 {
		places = append(places, place{report.Ref{Part: report.ChecksPart}, Link{Text: "勾稽核对"}})
	}
	if o.HasNotes {
		places = append(places, place{report.Ref{Part: report.NotesPart}, Link{Text: "整理说明"}})
	}
	for i := range places {
		places[i].link.Href = o.Base() + places[i].ref.String()
	}
	return places
}

// neighbours returns the pages before and after ref, nil at the ends. The lists of
// parts, which paper does not have, stand before the first part.
func neighbours(o report.Outline, ref report.Ref) (prev, next *Link) {
	places := readingOrder(o)
	list := ref.Listing()
	at := slices.IndexFunc(places, func(p place) bool {
		return p.ref == ref || list && p.ref.Part == ref.Part
	})
	if at < 0 {
		return nil, nil
	}
	if at > 0 {
		prev = &places[at-1].link
	}
	if list {
		return prev, &places[at].link
	}
	if at+1 < len(places) {
		next = &places[at+1].link
	}
	return prev, next
}

// contents is the whole report as groups of links; those that lead to current
// are marked, and its group is open.
func contents(o report.Outline, current report.Ref) []Group {
	list := func(part report.Part, name string) Group {
		ref := report.Ref{Part: part}
		return Group{Title: name, Href: o.Base() + ref.Path(), Open: current == ref}
	}
	sections := list(report.SectionPart, sectionsName)
	tables := list(report.TablePart, tablesName)
	projects := list(report.ProjectPart, projectsName)
	more := Group{Title: "关于文本"}
	for _, p := range readingOrder(o) {
		link := p.link
		link.Current = p.ref == current
		switch p.ref.Part {
		case report.SectionPart:
			sections.Links = append(sections.Links, link)
		case report.TablePart:
			tables.Links = append(tables.Links, link)
		case report.ProjectPart:
			link.Label = ""
			projects.Links = append(projects.Links, link)
		case report.ChecksPart, report.NotesPart:
			more.Links = append(more.Links, link)
		}
	}
	more.Links = append(more.Links,
		Link{Text: "收到的文本", Href: o.Base() + report.Ref{Part: report.SourcePart}.String()},
		Link{Text: "打印版", Href: o.Base() + report.Ref{Part: report.PrintPart}.String(), Current: current.Part == report.PrintPart})
	var groups []Group
	for _, g := range []Group{sections, tables, projects, more} {
		if len(g.Links) == 0 {
			continue
		}
		g.Open = g.Open || slices.ContainsFunc(g.Links, func(l Link) bool { return l.Current })
		groups = append(groups, g)
	}
	if current == (report.Ref{}) && len(groups) > 0 {
		groups[0].Open = true
	}
	return groups
}

// shortNames are those of the lists of parts where there is little room.
var shortNames = map[report.Part]string{
	report.SectionPart: sectionsName, report.TablePart: tablesName, report.ProjectPart: "项目",
}

// crumbs leads from the report down to the list that the page of ref stands in.
// The site's name stands above them and the page's title below, so neither is
// among them. On a phone they fit on one line: the lists have short names.
func crumbs(o report.Outline, ref report.Ref) []Link {
	links := []Link{{Text: reportName(o.Front), Href: o.Base()}}
	if _, ok := ref.Checked(); ok {
		return append(links, Link{Text: "核对", Href: o.Base() + report.Ref{Part: report.ChecksPart}.String()})
	}
	if ref.Part == report.OverviewPart {
		return nil // the title names the report
	}
	if list := (report.Ref{Part: ref.Part}); list.Listing() && ref.Number > 0 {
		links = append(links, Link{Text: shortNames[ref.Part], Href: o.Base() + list.Path()})
	}
	return links
}

// siteBase is the Base of a page outside a report.
func (s Site) siteBase(kind, heading, description, path string) Base {
	b := Base{
		Kind:        kind,
		Heading:     heading,
		Title:       heading + " · " + Name,
		SharedTitle: heading,
		Description: description,
		Path:        path,
		Stylesheets: Stylesheets{s.Asset("site.css"), s.Asset("site-large.css")},
		Script:      s.Asset("site.js"),
		Icon:        s.Asset("favicon.svg"),
		Footer:      []Link{{Text: "关于本站", Href: "/about"}, {Text: "数据与接口", Href: "/data"}, {Text: "无障碍", Href: "/accessibility"}},
	}
	if path != "" {
		b.Canonical = s.Origin + path
		b.Sheet = newSheet(path, b.Title, b.Canonical)
		b.Colophon = colophon(b.Title, b.Canonical)
	}
	return b
}

// base is the Base of a page of a report.
func (s Site) base(kind string, o report.Outline, ref report.Ref, heading, description string) Base {
	b := s.siteBase(kind, heading, description, o.Base()+ref.Path())
	b.Title = heading + " · " + reportName(o.Front) + " · " + Name
	if ref.Part == report.OverviewPart {
		b.Title = heading + " · " + Name
	}
	b.SharedTitle = heading + " · " + reportName(o.Front)
	b.Version = o.ShortVersion()
	var words []string
	if ref.Part != report.OverviewPart {
		words = []string{partName(o, ref)}
	}
	citation := s.cite(o.Front, report.Ref{Part: ref.Part, Number: ref.Number}, words...)
	b.Citation = &citation
	b.Files = files(o, ref)
	b.Sheet = newSheet(o.Base()+ref.Path(), heading+" · "+reportName(o.Front), foot(b.Canonical, o.Front))
	b.SearchIn = strings.TrimPrefix(o.Base(), "/")
	b.Colophon = colophon(heading+" · "+reportName(o.Front), foot(b.Canonical, o.Front))
	b.Crumbs = crumbs(o, ref)
	b.Contents = contents(o, ref)
	b.Prev, b.Next = neighbours(o, ref)
	if o.HasNotes {
		b.Footer = append(b.Footer, Link{Text: "整理说明", Href: o.Base() + report.Ref{Part: report.NotesPart}.String()})
	}
	b.Footer = append(b.Footer,
		Link{Text: "收到的文本", Href: o.Base() + report.Ref{Part: report.SourcePart}.String()},
		Link{Text: "打印版", Href: o.Base() + report.Ref{Part: report.PrintPart}.String()})
	return b
}
