package page

import (
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/answer"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// ProjectsPage lists the project forms of a report with the amounts that they
// state.
type ProjectsPage struct {
	Base
	Above    string   // what the fields that state an amount all stand under, "" for nothing
	Amounts  []string // their names
	Projects []ProjectRow
	Fit      string // classes of the room that the amounts need on a narrow screen
}

// ProjectRow is one form of the list, with one amount a name; an amount that
// the form does not state is nil.
type ProjectRow struct {
	Number  int
	Link    Link
	Amounts []Text
}

// ProjectPage is one project performance form.
type ProjectPage struct {
	Base
	ProjectView
}

// ProjectView is a form as it is read.
type ProjectView struct {
	ID          string // on the print page
	Level       int    // of the heading
	Title       string // of the form
	Name        string // of the project
	Form        *FormView
	Original    *OriginalPlace
	Standing    *Standing
	Definitions []Definition
}

// headingOf are the names that all amounts of the forms stand under, the highest first.
func headingOf(forms []report.ProjectEntry) (names []string) {
	first := true
	for _, e := range forms {
		for _, a := range e.Amounts {
			if first {
				names, first = a.Path[:len(a.Path)-1], false
			}
			n := 0
			for n < len(names) && n < len(a.Path)-1 && names[n] == a.Path[n] {
				n++
			}
			names = names[:n]
		}
	}
	return names
}

// Projects is the list of the project forms.
func (s Site) Projects(o report.Outline) ProjectsPage {
	ref := report.Ref{Part: report.ProjectPart}
	p := ProjectsPage{Base: s.base("projects", o, ref, ref.Part.Name(),
		fullTitle(o.Front)+"，项目绩效目标申报表共 "+strconv.Itoa(len(o.Projects))+" 张")}
	p.TableScript = s.tableScript()
	above := headingOf(o.Projects)
	name := func(a report.FormAmount) string { return strings.Join(a.Path[len(above):], " › ") }
	p.Above = strings.Join(above, " › ")
	for _, e := range o.Projects {
		for _, a := range e.Amounts {
			if !slices.Contains(p.Amounts, name(a)) {
				p.Amounts = append(p.Amounts, name(a))
			}
		}
	}
	v := newView(o, ref)
	for _, e := range o.Projects {
		row := ProjectRow{
			Number:  e.Number,
			Link:    Link{Text: e.Title, Href: v.href(report.ProjectRef(e.Number))},
			Amounts: make([]Text, len(p.Amounts)),
		}
		for _, a := range e.Amounts {
			row.Amounts[slices.Index(p.Amounts, name(a))] = amountText(a.Text)
		}
		p.Projects = append(p.Projects, row)
	}
	width, names := leastFigure, leastName
	for _, head := range p.Amounts {
		width = max(width, headWidth(head))
	}
	for _, row := range p.Projects {
		names = max(names, nameWidth(row.Link.Text, 0))
		for _, amount := range row.Amounts {
			width = max(width, figureWidth(amount.String()))
		}
	}
	p.Fit = fit(len(p.Amounts), width, names)
	return p
}

// Project is the page of form f.
func (s Site) Project(o report.Outline, f *report.Project, bindings []finding.Binding) ProjectPage {
	ref := report.ProjectRef(f.Number)
	p := ProjectPage{
		Base:        s.base("project", o, ref, f.Name, fullTitle(o.Front)+"，"+f.Title+"："+f.Name),
		ProjectView: newView(o, ref, bindings...).project(f),
	}
	if amount, ok := answer.FormAmount(f, o.MoneyUnit); ok {
		figure := amount.Text + " " + string(amount.Unit)
		p.SharedTitle = f.Name + "：" + figure + " · " + reportName(o.Front)
		p.Description += "，" + figure
	}
	p.TableScript = s.tableScript()
	return p
}

func (v *view) project(f *report.Project) ProjectView {
	view := ProjectView{
		ID: v.partID(), Level: v.titleLevel(), Title: f.Title, Name: f.Name,
		Form: v.form(&f.Form),
	}
	view.Original, view.Standing = v.original(), v.standing()
	view.Definitions = v.definitions()
	return view
}
