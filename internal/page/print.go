package page

import (
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// PrintPage is the whole report on one page: cover, contents, and every part
// in reading order.
type PrintPage struct {
	Base
	ReportHeading string
	UnitName      string
	Year          int
	KindName      string
	Address       string            // absolute address of the report
	Colophons     map[string]string // of each part, by its id
	Groups        []Group
	Sections      []SectionView
	Tables        []TableView
	Projects      []ProjectView
	Checks        *ChecksView
	Notes         *NotesView
}

// Print is the page of all of r, whose outline is o, and of what was found in
// it.
func (s Site) Print(r *report.Report, o report.Outline, found finding.Result) PrintPage {
	ref := report.Ref{Part: report.PrintPart}
	p := PrintPage{
		Base:          s.base("print", o, ref, report.PrintPart.Name(), o.Heading+"，全文一页，供打印和存档。"),
		ReportHeading: o.Heading,
		UnitName:      o.UnitName,
		Year:          o.Year,
		KindName:      o.Words().Name,
		Address:       s.Origin + o.Base(),
	}
	p.Citation, p.Colophon = nil, "" // each part has its own
	front := newView(o, ref, found.Bindings...)
	front.onPrint = true
	sections, tables, projects := front.published()
	for _, g := range []*Group{sections, tables, projects} {
		if g != nil {
			p.Groups = append(p.Groups, Group{Title: g.Title, Links: g.Links})
		}
	}
	for i := range r.Sections {
		p.Sections = append(p.Sections, front.beside(report.SectionRef(r.Sections[i].Number)).section(&r.Sections[i]))
	}
	for i := range r.Tables {
		p.Tables = append(p.Tables, front.beside(report.TableRef(r.Tables[i].Number)).table(&r.Tables[i]))
	}
	for i := range r.Projects {
		p.Projects = append(p.Projects, front.beside(report.ProjectRef(r.Projects[i].Number)).project(&r.Projects[i]))
	}
	about := Group{Title: "关于文本"}
	if o.Checks.Total() > 0 {
		ref := report.Ref{Part: report.ChecksPart}
		checks := front.beside(ref).checks(found.Findings, found.Coverage)
		p.Checks = &checks
		about.Links = append(about.Links, Link{Text: checks.Title, Href: front.href(ref)})
	}
	if o.HasNotes {
		notes := front.beside(report.Ref{Part: report.NotesPart}).notes(r.Notes, placesOf(r))
		p.Notes = &notes
		about.Links = append(about.Links, Link{Text: notes.Title, Href: front.href(report.Ref{Part: report.NotesPart})})
	}
	if len(about.Links) > 0 {
		p.Groups = append(p.Groups, about)
	}
	parts := p.runningParts(o)
	p.Sheet = newSheet(o.Base()+ref.Path(), reportName(o.Front), foot(p.Address, o.Front), parts...)
	p.Colophons = map[string]string{}
	for _, part := range parts {
		p.Colophons[part.id] = colophon(part.title+" · "+reportName(o.Front), foot(p.Address, o.Front))
	}
	return p
}

// runningParts are all parts, in their order.
func (p PrintPage) runningParts(o report.Outline) []runningPart {
	var parts []runningPart
	add := func(ref report.Ref, wide bool) {
		parts = append(parts, runningPart{partID(ref), partName(o, ref), wide})
	}
	for _, e := range o.Sections {
		add(report.SectionRef(e.Number), false)
	}
	for i, e := range o.Tables {
		add(report.TableRef(e.Number), p.Tables[i].Wide)
	}
	for _, e := range o.Projects {
		add(report.ProjectRef(e.Number), false)
	}
	if p.Checks != nil {
		add(report.Ref{Part: report.ChecksPart}, false)
	}
	if p.Notes != nil {
		add(report.Ref{Part: report.NotesPart}, false)
	}
	return parts
}
