package page

import (
	"strconv"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// SectionPage is one narrative part of a report.
type SectionPage struct {
	Base
	SectionView
}

// SectionView is a section as it is read.
type SectionView struct {
	ID          string // on the print page
	Level       int    // of the heading
	Title       string
	Tables      []Link // the annex tables that it speaks of
	Blocks      []BlockView
	Standing    *Standing
	Definitions []Definition
}

// BlockView is a heading or a paragraph.
type BlockView struct {
	ID      string
	Heading bool
	EntryID string // id of the glossary entry that the paragraph is, "" elsewhere
	Text    Text
	Control *Control
}

// Section is the page of sec.
func (s Site) Section(o report.Outline, sec *report.Section, bindings []finding.Binding) SectionPage {
	ref := report.SectionRef(sec.Number)
	p := SectionPage{
		Base:        s.base("section", o, ref, sec.Title, sectionDescription(o, sec)),
		SectionView: newView(o, ref, bindings...).section(sec),
	}
	p.Citation.Smaller = true
	if sec.Number == o.GlossarySection {
		p.LinkedData = s.glossaryData(o, p.Base)
	}
	return p
}

func (v *view) section(sec *report.Section) SectionView {
	view := SectionView{ID: v.partID(), Level: v.titleLevel(), Title: sec.Title, Tables: v.tablesOf(sec.Tables)}
	for _, b := range sec.Blocks {
		if b.Heading {
			view.Blocks = append(view.Blocks, BlockView{
				ID: v.id(v.ref.Heading(b.Number)), Heading: true, Text: Text{{Text: b.Text}}.phrased(),
			})
			continue
		}
		block := BlockView{ID: v.id(v.ref.Paragraph(b.Number))}
		if term, ok := v.entry(b.Number); ok {
			block.EntryID = v.id(v.ref.Term(term.Number))
			block.Text = v.definition(term, b.Text)
			block.Control = v.control(v.ref.Term(term.Number), "引用").
				saying("第 " + strconv.Itoa(term.Number) + " 条 " + term.Name)
		} else {
			block.Text = v.prose(b.Text, v.bound[v.ref.Paragraph(b.Number)], map[int]bool{})
			block.Control = v.control(v.ref.Paragraph(b.Number), "引用").
				saying("第 " + strconv.Itoa(b.Number) + " 段")
		}
		view.Blocks = append(view.Blocks, block)
	}
	view.Standing = v.standing()
	view.Definitions = v.definitions()
	return view
}

// entry returns the term that paragraph k of this section defines.
func (v *view) entry(k int) (report.Term, bool) {
	if v.ref == report.SectionRef(v.outline.GlossarySection) {
		for _, t := range v.outline.Terms {
			if t.Paragraph == k {
				return t, true
			}
		}
	}
	return report.Term{}, false
}

// sectionDescription is what a search engine shows: the section's headings, or
// the beginning of its text where it has none.
func sectionDescription(o report.Outline, sec *report.Section) string {
	var headings []string
	for _, b := range sec.Blocks {
		if b.Heading {
			headings = append(headings, b.Text)
		}
	}
	about := strings.Join(headings, "，")
	if about == "" {
		first, _ := sec.Paragraph(1)
		about = excerpt(first, 80)
	}
	return o.Heading + "，" + sec.Title + "：" + about
}

// excerpt cuts s to at most n characters.
func excerpt(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n]) + "…"
}
