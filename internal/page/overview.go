package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"disclosure/internal/answer"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// OverviewPage is the front page of a report.
type OverviewPage struct {
	Base
	Eyebrow   string    // year and kind, "" where the title says the year
	UnitName  string    // "" where the title or the cover says it
	Cover     []string  // lines of the cover under the heading, as published
	Opening   []Stretch // nil where the report has no totals
	Answers   []AnswerView
	Spending  *SpendingView
	Years     *YearTable // of all reports of the body, nil where there is one
	Headlines []HeadlineView
	Pictures  []Picture
	Sections  *Group
	Tables    *Group
	Projects  *Group
	Notes     *Link
	Print     Link
	Unit      Link // its reports
	Originals []OriginalView

	Definitions []Definition
}

// HeadlineView is a figure with the way to the place that states it.
type HeadlineView struct {
	Label string
	Text  Text // as published
	Unit  string
	From  Link
	Words bool // a phrase, not a bare figure
}

// Overview is the front page of the report r with the outline o.
func (s Site) Overview(o report.Outline, r *report.Report) OverviewPage {
	ref := report.Ref{}
	known := placesOf(r)
	v := newView(o, ref)
	figures := r.Figures()
	found := answer.Of(r, figures)
	seen := map[int]bool{} // a term is marked once on the page
	opening, list := v.answers(r, found, seen)
	description := overviewDescription(o)
	if opening != nil {
		description = fullTitle(o.Front) + "：" + spoken(opening) + extent(o) + "。"
	}
	p := OverviewPage{
		Base:      s.base("overview", o, ref, o.Heading, description),
		Opening:   opening,
		Answers:   list,
		Headlines: headlines(o, func(ref report.Ref) string { return placeName(o, ref, known) }),
		Cover:     o.Cover,
		Print:     partLink(o, report.PrintPart),
		Unit:      Link{Text: o.UnitName, Href: UnitPath(o.Unit)},
		Originals: originals(o),
	}
	if !strings.Contains(o.Heading, strconv.Itoa(o.Year)) {
		p.Eyebrow = strconv.Itoa(o.Year) + " 年 · " + o.Words().Name
	}
	front := o.Heading + "\n" + strings.Join(o.Cover, "\n")
	if !strings.Contains(front, o.UnitShort) && !strings.Contains(front, o.UnitName) {
		p.UnitName = o.UnitName
	}
	if len(o.Headlines) > 0 {
		p.SharedTitle = fullTitle(o.Front) + "：" + headlineText(o.Headlines[0])
	}
	p.LinkedData = s.reportData(o, p.Base)
	p.OwnSheets = s.ownSheets("overview")
	p.Sections, p.Tables, p.Projects = v.published()
	p.Spending = v.spending(found.Spending, &saying{view: v, known: known, seen: seen})
	p.Definitions = v.definitions()
	p.showPictures(s, o, picture.Of(r, figures))
	if o.HasNotes {
		p.Notes = partWay(o, report.NotesPart)
	}
	return p
}

// ShowYears puts the headline figures of all reports of the body beside each other, where
// it has several.
func (p *OverviewPage) ShowYears(s Site, unit string, figures []report.HeadlineFigure) {
	if p.Years = yearTable(unit, figures); p.Years != nil {
		p.OwnSheets = append(p.OwnSheets, s.ownSheets("compare")...)
	}
}

// published is the contents as they were published: the table of contents, the
// list of annex tables, and the forms, which no list names. Where a published
// list does not match the pages line by line, the pages' own titles stand
// instead; one that is a tree of lines stands as it is. A group without links is nil,
// and so is that of the tables where the tree leads to all of them.
func (v *view) published() (sections, tables, projects *Group) {
	o := v.outline
	sections = &Group{Title: titleOr(o.ContentsTitle, report.SectionPart.Name()), Href: v.href(report.PageOf(report.SectionPart))}
	lines := o.ContentsLines()
	tree := slices.ContainsFunc(lines, func(l report.ContentsLine) bool { return l.Level > 0 })
	led := map[report.Ref]bool{}
	for _, l := range lines {
		if link := (Link{Text: l.Text, Level: l.Level}); tree {
			if l.To != (report.Ref{}) {
				link.Href, led[l.To] = v.href(l.To), true
			}
			sections.Links = append(sections.Links, link)
		}
	}
	for i, e := range o.Sections {
		if tree {
			break
		}
		link := Link{Text: e.Title, Href: v.href(report.SectionRef(e.Number))}
		if len(o.Contents) == len(o.Sections) {
			link.Text = o.Contents[i]
		}
		sections.Links = append(sections.Links, link)
	}
	tables = &Group{Title: titleOr(o.AnnexesTitle, report.TablePart.Name()), Href: v.href(report.PageOf(report.TablePart))}
	for i, e := range o.Tables {
		link := Link{Label: e.Label, Text: e.Title, Href: v.href(report.TableRef(e.Number))}
		if len(o.Annexes) == len(o.Tables) {
			link.Label, link.Text = "", o.Annexes[i]
		}
		tables.Links = append(tables.Links, link)
	}
	if tree && !slices.ContainsFunc(o.Tables, func(e report.Entry) bool { return !led[report.TableRef(e.Number)] }) {
		tables.Links = nil
	}
	projects = &Group{Title: report.ProjectPart.Name(), Href: v.href(report.PageOf(report.ProjectPart))}
	for _, e := range o.Projects {
		projects.Links = append(projects.Links, Link{Text: e.Title, Href: v.href(report.ProjectRef(e.Number))})
	}
	return orNil(sections), orNil(tables), orNil(projects)
}

func titleOr(published, otherwise string) string {
	if published != "" {
		return published
	}
	return otherwise
}

func orNil(g *Group) *Group {
	if len(g.Links) == 0 {
		return nil
	}
	return g
}

// headlines are the figures of a report, with what name says of their places.
func headlines(o report.Outline, name func(report.Ref) string) []HeadlineView {
	v := newView(o, report.Ref{})
	var views []HeadlineView
	for _, h := range o.Headlines {
		view := HeadlineView{
			Label: h.Label, Unit: string(h.Unit),
			From: Link{Text: name(h.From), Href: v.href(h.From)},
		}
		if value, err := report.ParseAmount(h.Text); err == nil {
			view.Text = Text{{Text: h.Text, Value: report.Exact(value)}}
		} else {
			view.Text, view.Words = v.amounts(h.Text, nil), true
		}
		views = append(views, view)
	}
	return views
}

// extent says how much there is to read.
func extent(o report.Outline) string {
	var parts []string
	for _, count := range []struct {
		n    int
		form string
	}{
		{len(o.Sections), "正文 %d 个部分"},
		{len(o.Tables), "附表 %d 张"},
		{len(o.Projects), "项目绩效目标申报表 %d 张"},
	} {
		if count.n > 0 {
			parts = append(parts, fmt.Sprintf(count.form, count.n))
		}
	}
	return strings.Join(parts, "，")
}

// headlineText is a headline in one line. A phrase may say itself what its label
// says: 比上年, and 比2020年增加289.11万元.
func headlineText(h report.Headline) string {
	label, _ := utf8.DecodeRuneInString(h.Label)
	if text, _ := utf8.DecodeRuneInString(h.Text); h.Unit == "" && text == label {
		return h.Text
	}
	return strings.TrimSpace(h.Label + " " + h.Text + " " + string(h.Unit))
}

// headlineOf is the figure of the overview that a part states, "" for none.
func headlineOf(o report.Outline, part report.Ref) string {
	for _, h := range o.Headlines {
		if h.From.Page() == part {
			return headlineText(h)
		}
	}
	return ""
}

func overviewDescription(o report.Outline) string {
	d := fullTitle(o.Front)
	for i, h := range o.Headlines {
		d += map[bool]string{true: "：", false: "，"}[i == 0] + headlineText(h)
	}
	return d + "。" + extent(o) + "。"
}
