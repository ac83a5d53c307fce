package page

import (
	"strings"

	"disclosure/internal/report"
)

// AboutPage says who publishes the site, how its text was made and how to cite
// it.
type AboutPage struct {
	Base
	More    int // how many reports are not listed
	Reports []OriginItem

	Contact *Link // nil where there is none

	Example     *report.Citation // of a headline figure, nil where no report states one
	ExampleHref string
}

// OriginItem says where the text of one report came from.
type OriginItem struct {
	Report Link
	Origin string
	Notes  *Link
	Source Link
}

// About is the page about the site, with where some reports come from; of more others it
// does not say it.
func (s Site) About(reports []report.Outline, known Places, more int) AboutPage {
	p := AboutPage{Base: s.siteBase("about", "关于本站", "谁在发布本站，报告的文字从哪里来、怎样核对，怎样引用一个数字。", "/about")}
	p.Contact = s.contact()
	p.More = more
	p.Citation = s.citesItself(p.Base)
	for _, o := range reports {
		item := OriginItem{
			Report: Link{Text: fullTitle(o.Front), Href: o.Base()},
			Origin: o.Origin,
			Source: partLink(o, report.SourcePart),
		}
		if o.HasNotes {
			item.Notes = partWay(o, report.NotesPart)
		}
		p.Reports = append(p.Reports, item)
		if p.Example == nil && len(o.Headlines) > 0 {
			h := o.Headlines[0]
			words := append([]string{partName(o, h.From)}, placeWords(h.From, known)...)
			example := report.Cite(o.Front, s.publishes(), h.From, append(words, strings.TrimSpace(h.Text+" "+string(h.Unit)))...)
			p.Example, p.ExampleHref = &example, o.Base()+h.From.String()
		}
	}
	return p
}

// told is the way to whom a reader may tell what the site got wrong, nil where nobody is
// named.
func (s Site) told() *Link {
	if s.Contact == "" {
		return nil
	}
	return &Link{Text: "关于本站", Href: "/about"}
}

// contact is where a reader reports a mistake, nil where there is nobody.
func (s Site) contact() *Link {
	if s.Contact == "" {
		return nil
	}
	_, text, _ := strings.Cut(s.Contact, ":")
	return &Link{Text: strings.TrimPrefix(text, "//"), Href: s.Contact}
}

// AccessibilityPage says what was tested for every reader.
type AccessibilityPage struct {
	Base
	Contact *Link // nil where there is none
}

// Accessibility is the page about that.
func (s Site) Accessibility() AccessibilityPage {
	p := AccessibilityPage{
		Base:    s.siteBase("accessibility", "无障碍", "大字版怎样用，本站依照哪些无障碍标准、怎样检查，还有哪些做不到，读不了时怎么办。", "/accessibility"),
		Contact: s.contact(),
	}
	p.Citation = s.citesItself(p.Base)
	return p
}
