package page

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// Picture is a picture of a report. One of Flow, Bars and Steps holds what is drawn,
// which is also the table of the same figures.
type Picture struct {
	Slug        string
	ID          string // on a page that shows it among others
	Title       string // says what there is to see
	Description string // the same in a sentence with its main figures
	Unit        string // of its figures
	Page        Link   // where it stands alone

	Flow  *FlowPicture
	Bars  *BarsPicture
	Steps *StepsPicture
}

// Exact says which of its numbers are published ones.
func (p Picture) Exact() string {
	if p.Flow != nil && p.Flow.Base != "" {
		return "金额照报告所印，占比由本站计算，" + p.Flow.Base
	}
	if p.Flow != nil || p.Bars != nil && p.Bars.Shares {
		return "金额照报告所印，占比由本站计算。"
	}
	return "数字照报告所印。"
}

// PicturePage is the page of one picture.
type PicturePage struct {
	Base
	Picture Picture
	Others  []Link // the other pictures of the report
}

// pictureNames are what the pictures are called in lists and citations.
var pictureNames = map[string]string{
	picture.FlowSlug:        "钱从哪里来，花到哪里去",
	picture.FunctionsSlug:   "钱花在哪些方面",
	picture.QuartersSlug:    "一年里怎样花",
	picture.ThreePublicSlug: "“三公”经费对比",
}

// Pictures lists the pictures of a report: those whose figures it states, each complete.
func (s Site) Pictures(o report.Outline, r *report.Report) []Picture {
	return s.pictures(o, picture.Of(r, r.Figures()))
}

func (s Site) pictures(o report.Outline, found picture.All) []Picture {
	v := newView(o, report.Ref{})
	var all []Picture
	add := func(p Picture) {
		p.ID = "picture-" + p.Slug
		p.Page = Link{Text: p.Title, Href: v.href(report.PictureRef(p.Slug))}
		if p.complete() == nil {
			all = append(all, p)
		}
	}
	if found.Flow != nil {
		add(v.flowPicture(found.Flow))
	}
	if found.Functions != nil {
		add(v.functionsPicture(found.Functions))
	}
	if found.Quarters != nil {
		add(v.quartersPicture(found.Quarters))
	}
	if found.ThreePublic != nil {
		add(v.threePublicPicture(found.ThreePublic))
	}
	return all
}

// PicturePage is the page of the picture with a slug, false where the report has none.
func (s Site) PicturePage(o report.Outline, r *report.Report, slug string) (p PicturePage, ok bool) {
	for _, one := range s.Pictures(o, r) {
		if one.Slug == slug {
			p.Picture, ok = one, true
		} else {
			p.Others = append(p.Others, one.Page)
		}
	}
	if !ok {
		return p, false
	}
	p.Base = s.base("pictures", o, report.PictureRef(slug), p.Picture.Title, p.Picture.Description+"（"+reportName(o.Front)+"，本站绘图）")
	p.OwnSheets = s.ownSheets("pictures")
	p.Embed = s.embedCode(o, report.PictureRef(slug), p.Picture.Title)
	return p, true
}

// pictureAnswers are the answers beside which the overview shows a picture.
var pictureAnswers = map[string]string{
	picture.FlowSlug:        whatFor,
	picture.FunctionsSlug:   whatFor,
	picture.ThreePublicSlug: threePublics,
}

// showPictures puts the pictures of the report into its overview, in brief: beside the
// answers that they show, else below them.
func (p *OverviewPage) showPictures(s Site, o report.Outline, found picture.All) {
	all := s.pictures(o, found)
	for _, one := range all {
		one = one.Brief()
		beside := slices.IndexFunc(p.Answers, func(a AnswerView) bool { return a.ID == pictureAnswers[one.Slug] })
		if beside >= 0 {
			p.Answers[beside].Pictures = append(p.Answers[beside].Pictures, one)
		} else {
			p.Pictures = append(p.Pictures, one)
		}
	}
	if len(all) > 0 {
		p.OwnSheets = append(p.OwnSheets, s.ownSheets("pictures")...)
	}
}

// complete says what a picture lacks that nobody may be without: a title, a description,
// the figures as a table, and for each part an address and a full name.
func (p Picture) complete() error {
	parts := p.parts()
	switch {
	case p.Title == "":
		return errors.New("a picture without title")
	case p.Description == "":
		return fmt.Errorf("picture %s has no description", p.Slug)
	case len(parts) == 0:
		return fmt.Errorf("picture %s has no figures", p.Slug)
	}
	for i, part := range parts {
		if part.Href == "" || part.Text == "" {
			return fmt.Errorf("part %d of picture %s has no address or no name: %+v", i+1, p.Slug, part)
		}
	}
	return nil
}

// parts are all links of the picture, each with its full name.
func (p Picture) parts() (all []Link) {
	switch {
	case p.Flow != nil:
		for _, n := range p.Flow.Nodes {
			all = append(all, Link{Text: n.Name, Href: n.Href})
		}
		if len(p.Flow.Rows) == 0 {
			return nil
		}
	case p.Bars != nil:
		for _, g := range p.Bars.Groups {
			for _, r := range g.Rows {
				all = append(all, Link{Text: strings.TrimSpace(g.Title + " " + r.Label.Text), Href: r.Label.Href})
			}
		}
	case p.Steps != nil:
		for _, f := range p.Steps.Forms {
			all = append(all, f.Name)
		}
	}
	return all
}

// largestForms is how many forms a page shows that shows pictures among others.
const largestForms = 3

// Brief is the picture with its first level, or its first rows and those that need a
// look, where a page shows it among others.
func (p Picture) Brief() Picture {
	if p.Bars != nil {
		bars := *p.Bars
		bars.Groups = nil
		for _, g := range p.Bars.Groups {
			all := g.Rows
			g.Rows = nil
			for _, r := range all {
				if r.Level == 0 {
					g.Rows = append(g.Rows, r)
				}
			}
			if len(g.Rows) > 0 {
				bars.Groups = append(bars.Groups, g)
			}
		}
		p.Bars = &bars
	}
	if p.Steps != nil {
		steps := *p.Steps
		steps.Forms = nil
		for i, f := range p.Steps.Forms {
			if i < largestForms || slices.ContainsFunc(f.Cells, func(c StepCell) bool { return c.Falls }) {
				steps.Forms = append(steps.Forms, f)
			}
		}
		steps.More = len(p.Steps.Forms) - len(steps.Forms)
		p.Steps = &steps
	}
	return p
}

// nameOf is a label without its number or code, and without the white space that prints
// put between single characters: 一般公共预算拨款, 收入总计.
func nameOf(i picture.Item) string {
	name := report.Uncoded(report.Unnumbered(i.Label))
	if single := strings.Fields(name); !slices.ContainsFunc(single, func(word string) bool { return utf8.RuneCountInString(word) > 1 }) {
		name = strings.Join(single, "")
	}
	return cmp.Or(name, i.Label)
}

// amountOf is a figure with its unit, as published: 644.80 万元.
func amountOf(i picture.Item) string {
	return strings.TrimSpace(i.Text + " " + string(i.Unit))
}
