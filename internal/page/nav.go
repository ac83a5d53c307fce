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
	var places []place
	for _, ref := range o.Pages() {
		if ref.Listing() || ref.Part == report.PrintPart || ref.Part == report.HistoryPart {
			continue // paper has none of them
		}
		if _, ok := ref.Picture(); ok {
			continue // drawn of what the pages state
		}
		link := partLink(o, ref.Part)
		if e, ok := o.Entry(ref); ok {
			link = Link{Label: e.Label, Text: e.Title}
			if ref.Part == report.ProjectPart {
				link.Label = ref.Part.ShortName()
			}
		}
		link.Href = o.Base() + ref.Path()
		places = append(places, place{ref, link})
	}
	return places
}

// partLink leads to a part of a report, or to the list of the parts of a sort.
func partLink(o report.Outline, part report.Part) Link {
	return Link{Text: part.Name(), Href: o.Base() + report.PageOf(part).Path()}
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
	list := func(part report.Part) Group {
		link := partLink(o, part)
		return Group{Title: link.Text, Href: link.Href, Open: current == report.PageOf(part)}
	}
	sections, tables, projects := list(report.SectionPart), list(report.TablePart), list(report.ProjectPart)
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
	paper := partLink(o, report.PrintPart)
	paper.Current = current.Part == report.PrintPart
	history := historyLink(o)
	history.Current = current.Part == report.HistoryPart
	more.Links = append(more.Links, history, partLink(o, report.SourcePart), paper)
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

// crumbs leads from the report down to the list that the page of ref stands in.
// The site's name stands above them and the page's title below, so neither is
// among them. On a phone they fit on one line: the lists have short names.
func crumbs(o report.Outline, ref report.Ref) []Link {
	links := []Link{{Text: reportName(o.Front), Href: o.Base()}}
	if _, ok := ref.Checked(); ok {
		checks := partLink(o, report.ChecksPart)
		checks.Text = report.ChecksPart.ShortName()
		return append(links, checks)
	}
	if ref.Part == report.OverviewPart {
		return nil // the title names the report
	}
	if list := (report.Ref{Part: ref.Part}); list.Listing() && ref.Number > 0 {
		links = append(links, Link{Text: ref.Part.ShortName(), Href: o.Base() + list.Path()})
	}
	return links
}

// partWay is partLink for a page that may not have it.
func partWay(o report.Outline, part report.Part) *Link {
	link := partLink(o, part)
	return &link
}

// siteBase is the Base of a page outside a report.
func (s Site) siteBase(kind, heading, description, path string) Base {
	b := Base{
		SiteName:    s.Name,
		Operator:    s.Footer,
		Kind:        kind,
		Heading:     heading,
		Title:       heading + " · " + s.Name,
		SharedTitle: heading,
		Description: description,
		Path:        path,
		Stylesheets: Stylesheets{s.Asset("site.css"), s.Asset("site-large.css")},
		Script:      s.Asset("site.js"),
		Icon:        s.Asset("favicon.svg"),
		Copy:        s.Copy,
		Footer:      []Link{{Text: "关于本站", Href: "/about"}, {Text: "名词说明", Href: WordsPath}, {Text: "下载数据", Href: "/data"}, {Text: "无障碍", Href: "/accessibility"}},
	}
	if path != "" {
		b.Feed = FeedPath("")
		b.Address = s.Origin + path
		b.Mistake = s.mistake(heading, b.Address)
		b.Canonical = b.Address
		b.Sheet = newSheet(path, b.Title, b.Address)
		b.Colophon = colophon(b.Title, b.Address)
	}
	return b
}

// ownSheets is a style sheet that few pages load, as the only one of a page.
func (s Site) ownSheets(name string) []Stylesheets {
	return []Stylesheets{{s.Asset(name + ".css"), s.Asset(name + "-large.css")}}
}

// tableScript is the script of the pages that have tables to copy.
func (s Site) tableScript() string { return s.Asset("tables.js") }

// ask says whom to ask about a report: the body, where its report says how to reach it.
func ask(f report.Front) string {
	if f.UnitContact == "" {
		return "报告本身的内容，请问编制" + f.Words().Body + f.UnitName + "；报告没有写明联系方式。"
	}
	return "报告本身的内容，请问编制" + f.Words().Body + f.UnitName + "，报告写明的联系方式：" + f.UnitContact + "。"
}

// publishes is the site as the publisher of what readers cite.
func (s Site) publishes() report.Publisher { return report.Publisher{Name: s.Name, Origin: s.Origin} }

// citesItself is the citation of a page of the site that is about no report.
func (s Site) citesItself(b Base) *report.Citation {
	c := report.CitePage(s.publishes(), b.Path, b.Heading)
	return &c
}

// checksVersion names what was found in a report: it has a version of its own.
func checksVersion(t report.Tally) string {
	if t.Version == "" {
		return ""
	}
	return "核对结果版本 " + t.Version
}

// base is the Base of a page of a report.
func (s Site) base(kind string, o report.Outline, ref report.Ref, heading, description string) Base {
	version := ""
	if o.Pinned {
		version = " · 版本 " + o.ShortVersion()
		description += "（版本 " + o.ShortVersion() + "）"
	}
	b := s.siteBase(kind, heading, description, o.Base()+ref.Path())
	b.SharedTitle = heading + " · " + reportName(o.Front) + version
	b.Title = b.SharedTitle + " · " + s.Name
	if ref.Part == report.OverviewPart {
		b.Title = fullTitle(o.Front) + o.InventedMark() + version + " · " + s.Name
	}
	b.Sheet = newSheet(b.Path, b.SharedTitle, foot(b.Address, o.Front))
	b.Colophon = colophon(b.SharedTitle, foot(b.Address, o.Front))
	b.Feed = FeedPath(o.Unit)
	b.Mistake = s.mistake(b.SharedTitle, s.Origin+o.PermanentBase()+ref.Path())
	b.Canonical = s.Origin + plainAddress(o, ref)
	b.NoIndex = o.Newest != nil || o.Invented
	if o.Invented {
		b.Invented = inventedSays
	}
	if o.HasNotes {
		b.Footer = append(b.Footer, partLink(o, report.NotesPart))
	}
	b.Footer = append(b.Footer, partLink(o, report.SourcePart), partLink(o, report.PrintPart))
	b.ReportBase = s.reportBase(o, ref)
	return b
}

// reportBase is the ReportBase of the page that ref points at.
func (s Site) reportBase(o report.Outline, ref report.Ref) ReportBase {
	var words []string
	if ref.Part != report.OverviewPart {
		words = []string{partName(o, ref)}
	}
	citation := report.Cite(o.Front, s.publishes(), ref.Page(), words...)
	if ref.Own() {
		version, date := "", ""
		if _, ok := ref.Checked(); ok || ref.Part == report.ChecksPart {
			version, date = checksVersion(o.Checks), o.Checks.Date
		}
		citation = report.CiteAbout(o.Front, s.publishes(), ref.Page(), partName(o, ref), version, date)
	}
	b := ReportBase{
		Version:   o.ShortVersion(),
		Ask:       ask(o.Front),
		Image:     s.cardOf(o),
		SearchIn:  strings.TrimPrefix(o.Key.Base(), "/"),
		Citation:  &citation,
		Old:       oldVersion(o, ref),
		Relations: relations(o, ref),
		Files:     files(o, ref),
		Crumbs:    crumbs(o, ref),
		Contents:  contents(o, ref),
	}
	if b.Old != nil {
		b.Old.Script = s.Asset("old.js")
	}
	b.Prev, b.Next = neighbours(o, ref)
	return b
}
