package page

import (
	"disclosure/internal/finding"
	"disclosure/internal/glossary"
	"disclosure/internal/report"
)

// PrintPage is the whole report on one page: cover, contents, and every part
// in reading order.
type PrintPage struct {
	Base
	ReportHeading string
	UnitName      string
	Cover         []string // lines of the cover under the heading
	Year          int
	KindName      string
	ReportAddress string            // absolute address of the report
	Colophons     map[string]string // of each part, by its id
	Groups        []Group
	Parts         []PrintedPart // sections, tables and forms, in published order
	Checks        *ChecksView
	Notes         *NotesView
}

// PrintedPart is one part: a section, a table or a form.
type PrintedPart struct {
	ref     report.Ref
	Section *SectionView
	Table   *TableView
	Project *ProjectView
}

// ID is that of the part.
func (p PrintedPart) ID() string { return partID(p.ref) }

// Print is the page of all of r, whose outline is o, and of what was found in
// it.
func (s Site) Print(r *report.Report, o report.Outline, found finding.Result) PrintPage {
	ref := report.Ref{Part: report.PrintPart}
	p := PrintPage{
		Base:          s.base("print", o, ref, report.PrintPart.Name(), fullTitle(o.Front)+"，全文一页，供打印和存档。"),
		ReportHeading: o.Heading,
		UnitName:      o.UnitName,
		Cover:         o.Cover,
		Year:          o.Year,
		KindName:      o.Words().Name,
		ReportAddress: s.Origin + o.PermanentBase(),
	}
	p.Citation, p.Colophon = nil, "" // each part has its own
	p.TableScript = s.tableScript()
	p.OwnSheets = s.ownSheets("checks")
	front := newView(o, ref, found.Bindings...)
	front.finder = glossary.New(o.Terms) // the whole report on paper has its own words alone
	front.onPrint = true
	sections, tables, projects := front.published()
	for _, g := range []*Group{sections, tables, projects} {
		if g != nil {
			p.Groups = append(p.Groups, Group{Title: g.Title, Links: g.Links})
		}
	}
	for _, ref := range o.Pages() {
		part := PrintedPart{ref: ref}
		switch v := front.beside(ref); {
		case ref.Number == 0:
			continue
		case ref.Part == report.SectionPart:
			section := v.section(&r.Sections[ref.Number-1])
			part.Section = &section
		case ref.Part == report.TablePart:
			table := v.table(&r.Tables[ref.Number-1])
			part.Table = &table
		case ref.Part == report.ProjectPart:
			project := v.project(&r.Projects[ref.Number-1])
			part.Project = &project
		}
		p.Parts = append(p.Parts, part)
	}
	about := Group{Title: "关于文本"}
	if o.Checks.Any() {
		ref := report.Ref{Part: report.ChecksPart}
		checks := front.beside(ref).checks(found.Findings, found.Coverage)
		checks.About = s.told()
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
	p.Sheet = newSheet(o.Base()+ref.Path(), reportName(o.Front), foot(p.ReportAddress, o.Front), parts...)
	p.Colophons = map[string]string{}
	for _, part := range parts {
		p.Colophons[part.id] = colophon(part.title+" · "+reportName(o.Front), foot(p.ReportAddress, o.Front))
	}
	return p
}

// runningParts are all parts, in their order.
func (p PrintPage) runningParts(o report.Outline) []runningPart {
	var parts []runningPart
	add := func(ref report.Ref, wide bool) {
		parts = append(parts, runningPart{partID(ref), partName(o, ref), wide})
	}
	for _, part := range p.Parts {
		add(part.ref, part.Table != nil && part.Table.Wide)
	}
	if p.Checks != nil {
		add(report.Ref{Part: report.ChecksPart}, false)
	}
	if p.Notes != nil {
		add(report.Ref{Part: report.NotesPart}, false)
	}
	return parts
}
