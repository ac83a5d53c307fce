// Package page turns a report into view models: every title, address, id,
// figure and link that a page shows is decided here, so that a template only
// shows fields. It is pure: no I/O, no HTML, no HTTP.
package page

import "github.com/disclosure/disclosure/internal/report"

// Site is what all pages share. Origin is the scheme and host of absolute
// addresses, without a trailing slash; Asset gives the address of a static
// file.
type Site struct {
	Origin string
	Asset  func(name string) string
}

// Base is what the shell of every page shows.
type Base struct {
	Title       string
	Description string
	Canonical   string
}

type (
	HomePage     struct{ Base }
	AboutPage    struct{ Base }
	OverviewPage struct{ Base }
	SectionPage  struct{ Base }
	TablePage    struct{ Base }
	ProjectsPage struct{ Base }
	ProjectPage  struct{ Base }
	NotesPage    struct{ Base }
	PrintPage    struct{ Base }
	ErrorPage    struct {
		Base
		Status int
	}
)

func (s Site) Home(reports []report.Outline) HomePage   { return HomePage{} }
func (s Site) About(reports []report.Outline) AboutPage { return AboutPage{} }
func (s Site) Overview(o report.Outline) OverviewPage   { return OverviewPage{} }
func (s Site) Section(o report.Outline, sec *report.Section) SectionPage {
	return SectionPage{}
}
func (s Site) Table(o report.Outline, t *report.Table) TablePage { return TablePage{} }
func (s Site) Projects(o report.Outline) ProjectsPage            { return ProjectsPage{} }
func (s Site) Project(o report.Outline, p *report.Project) ProjectPage {
	return ProjectPage{}
}
func (s Site) Notes(o report.Outline, notes []report.Note) NotesPage { return NotesPage{} }
func (s Site) Print(r *report.Report) PrintPage                      { return PrintPage{} }
func (s Site) Error(status int) ErrorPage                            { return ErrorPage{Status: status} }
