package page

import (
	"strings"

	"disclosure/internal/reconcile"
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
	Address       string // absolute address of the report
	Groups        []Group
	Sections      []SectionView
	Tables        []TableView
	Projects      []ProjectView
	Checks        *ChecksView
	Notes         *NotesView
}

// Print is the page of all of r, whose outline is o, and of what was found in
// it.
func (s Site) Print(r *report.Report, o report.Outline, found reconcile.Result) PrintPage {
	ref := report.Ref{Part: report.PrintPart}
	p := PrintPage{
		Base:          s.base("print", o, ref, "打印版", o.Heading+"，全文一页，供打印和存档。"),
		ReportHeading: o.Heading,
		UnitName:      o.UnitName,
		Year:          o.Year,
		KindName:      kindName(o.Kind),
		Address:       s.Origin + o.Base(),
	}
	p.Citation = nil
	front := newView(o, ref, found.Bindings...)
	front.whole = true
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
	p.Sheet = newSheet(o.Base()+ref.Path(), reportName(o.Front), foot(p.Address, o.Front), p.runningParts()...)
	return p
}

// runningParts are the parts that begin a sheet of their own: wide tables and
// forms.
func (p PrintPage) runningParts() []runningPart {
	var parts []runningPart
	for _, t := range p.Tables {
		if t.Wide || t.Form != nil {
			parts = append(parts, runningPart{t.ID, strings.TrimSpace(t.Label + " " + t.Title), t.Wide})
		}
	}
	for _, f := range p.Projects {
		parts = append(parts, runningPart{f.ID, f.Name, false})
	}
	return parts
}
