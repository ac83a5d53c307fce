package page

import "github.com/disclosure/disclosure/internal/report"

// AboutPage says who publishes the site, how its text was made and how to cite
// it.
type AboutPage struct {
	Base
	Reports []OriginItem
	Example *Citation // nil where no report states a headline figure
}

// OriginItem says where the text of one report came from.
type OriginItem struct {
	Report Link
	Origin string
	Notes  *Link
	Source Link
}

// Citation is an example of how to cite one figure.
type Citation struct {
	Heading string // of the report
	Place   string
	Text    string // as published
	Unit    string
	Address string // absolute
	Href    string
}

// About is the page about the site.
func (s Site) About(reports []report.Outline) AboutPage {
	p := AboutPage{Base: s.siteBase("about", "关于本站", "谁在发布本站，报告的文字从哪里来、怎样核对，怎样引用一个数字。", "/about")}
	p.Crumbs = []Link{{Text: Name, Href: "/"}, {Text: p.Heading, Current: true}}
	for _, o := range reports {
		item := OriginItem{
			Report: Link{Text: o.Heading, Href: o.Base()},
			Origin: o.Origin,
			Source: Link{Text: "收到的文本", Href: o.Base() + report.Ref{Part: report.SourcePart}.String()},
		}
		if o.HasNotes {
			item.Notes = &Link{Text: "整理说明", Href: o.Base() + report.Ref{Part: report.NotesPart}.String()}
		}
		p.Reports = append(p.Reports, item)
		if p.Example == nil && len(o.Headlines) > 0 {
			h := o.Headlines[0]
			p.Example = &Citation{
				Heading: o.Heading, Place: placeName(o, h.From), Text: h.Text, Unit: h.Unit,
				Address: s.Origin + o.Base() + h.From.String(), Href: o.Base() + h.From.String(),
			}
		}
	}
	return p
}
