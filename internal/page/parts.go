package page

import (
	"fmt"
	"slices"
	"strconv"

	"disclosure/internal/report"
)

// PartsPage lists the sections or the annex tables of a report.
type PartsPage struct {
	Base
	Lead    string
	Related string // what the related parts are
	Parts   []PartItem
}

// PartItem is one part of that list.
type PartItem struct {
	Link
	Facts   []string // how much there is, and what it comes to, as published
	Related []Link   // the parts of the other list that speak of the same
}

// Sections is the list of the sections of a report.
func (s Site) Sections(o report.Outline, sections []*report.Section) PartsPage {
	ref := report.Ref{Part: report.SectionPart}
	p := PartsPage{Lead: "按公布的顺序排列。", Related: "相关附表"}
	p.Base = s.base("parts", o, ref, ref.Part.Name(), fmt.Sprintf("%s，正文共 %d 个部分", fullTitle(o.Front), len(sections)))
	v := newView(o, ref)
	for _, section := range sections {
		paragraphs := 0
		for _, b := range section.Blocks {
			if b.Kind == report.ParagraphBlock {
				paragraphs++
			}
		}
		p.Parts = append(p.Parts, PartItem{
			Link:    Link{Text: section.Title, Href: v.href(report.SectionRef(section.Number))},
			Facts:   []string{strconv.Itoa(paragraphs) + " 段"},
			Related: v.tablesOf(section.Tables),
		})
	}
	return p
}

// Tables is the list of the annex tables of a report.
func (s Site) Tables(o report.Outline, tables []*report.Table) PartsPage {
	ref := report.Ref{Part: report.TablePart}
	p := PartsPage{Lead: "按公布的顺序排列。合计照各表所印列出。", Related: "正文说明"}
	p.Base = s.base("parts", o, ref, ref.Part.Name(), fmt.Sprintf("%s，附表共 %d 张", fullTitle(o.Front), len(tables)))
	v := newView(o, ref)
	for _, t := range tables {
		facts := []string{strconv.Itoa(len(t.Rows)) + " 行"}
		if t.Form != nil {
			facts = append(facts, strconv.Itoa(len(t.Form.Indicators))+" 行指标")
		}
		if t.Empty != nil && t.Empty.From.Page() != report.TableRef(t.Number) {
			facts = append(facts, "空表，原因在正文里")
		} else if t.Empty != nil {
			facts = append(facts, "空表，表下有说明")
		} else if total := tableTotal(t); total != "" {
			facts = append(facts, total)
		}
		p.Parts = append(p.Parts, PartItem{
			Link:    Link{Label: t.Label, Text: t.Title, Href: v.href(report.TableRef(t.Number))},
			Facts:   facts,
			Related: v.sectionsOn(t.Number),
		})
	}
	return p
}

// tablesOf returns the way to annex tables of these numbers.
func (v *view) tablesOf(numbers []int) (links []Link) {
	for _, n := range numbers {
		if e, ok := v.outline.Entry(report.TableRef(n)); ok {
			links = append(links, Link{Label: e.Label, Text: e.Title, Href: v.href(report.TableRef(n))})
		}
	}
	return links
}

// sectionOf returns the way to the section in which annex table n stands, nil where it
// stands in none.
func (v *view) sectionOf(n int) *Link {
	for _, e := range v.outline.Sections {
		if slices.Contains(e.Holds, n) && !v.outline.Apart(n) {
			return &Link{Text: e.Title, Href: v.href(report.SectionRef(e.Number))}
		}
	}
	return nil
}

// sectionsOn returns the way to the sections that speak of annex table n, apart from
// the one in which it stands.
func (v *view) sectionsOn(n int) (links []Link) {
	for _, e := range v.outline.Sections {
		for _, table := range e.Tables {
			if table == n && !slices.Contains(e.Holds, n) {
				links = append(links, Link{Text: e.Title, Href: v.href(report.SectionRef(e.Number))})
			}
		}
	}
	return links
}
