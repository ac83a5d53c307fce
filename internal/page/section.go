package page

import (
	"slices"
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
	Original    *OriginalPlace
	Standing    *Standing
	Definitions []Definition
}

// BlockView is a heading or a paragraph.
type BlockView struct {
	ID      string
	Heading bool
	Level   int              // of a heading, from 1
	Grid    [][]GridCellView // of a small table
	Table   *Link            // the annex table that stands here
	EntryID string           // id of the glossary entry that the paragraph is, "" elsewhere
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
	for _, h := range o.Headlines {
		if h.CommonName() != "" && strings.Contains(sec.Title, h.Label) && slices.Contains(sec.Tables, h.From.Number) {
			p.SharedTitle = sec.Title + "：" + headlineText(h) + " · " + reportName(o.Front)
		}
	}
	if sec.Number == o.GlossarySection {
		p.LinkedData = s.glossaryData(o, p.Base)
	}
	return p
}

func (v *view) section(sec *report.Section) SectionView {
	spoken := slices.DeleteFunc(slices.Clone(sec.Tables), func(n int) bool { return slices.Contains(sec.Holds(), n) })
	view := SectionView{ID: v.partID(), Level: v.titleLevel(), Title: sec.Title, Tables: v.tablesOf(spoken)}
	for _, b := range sec.Blocks {
		switch b.Kind {
		case report.HeadingBlock:
			view.Blocks = append(view.Blocks, BlockView{
				ID: v.id(b.Ref(sec.Number)), Heading: true, Level: b.Level, Text: Text{{Text: b.Text}}.phrased(),
			})
			continue
		case report.GridBlock:
			view.Blocks = append(view.Blocks, BlockView{ID: v.id(b.Ref(sec.Number)), Grid: v.smallGrid(b)})
			continue
		case report.TableBlock:
			if v.outline.Apart(b.Number) {
				continue
			}
			for _, link := range v.tablesOf([]int{b.Number}) {
				view.Blocks = append(view.Blocks, BlockView{Table: &link})
			}
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
	view.Original, view.Standing = v.original(), v.standing()
	view.Definitions = v.definitions()
	return view
}

// GridCellView is a cell of a small table in a text.
type GridCellView struct {
	ID     string
	Header bool // in the first row of a table whose first row has words alone
	Figure bool
	Text   Text
}

// smallGrid is a small table. Its first row is its header where it is filled with
// words and other rows have figures or blanks.
func (v *view) smallGrid(b report.Block) [][]GridCellView {
	isFigure := func(text string) bool {
		_, amount := report.ParseAmount(text)
		_, percent := report.ParsePercent(text)
		return amount == nil || percent == nil
	}
	head := len(b.Grid) > 1 && !slices.ContainsFunc(b.Grid[0], func(text string) bool { return text == "" || isFigure(text) })
	var rows [][]GridCellView
	for i, row := range b.Grid {
		var cells []GridCellView
		for j, text := range row {
			at := v.ref.GridCell(b.Number, i+1, j+1)
			cells = append(cells, GridCellView{ID: v.id(at), Header: head && i == 0, Figure: isFigure(text), Text: v.amounts(text, v.bound[at])})
		}
		rows = append(rows, cells)
	}
	return rows
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
		if b.Kind == report.HeadingBlock {
			headings = append(headings, b.Text)
		}
	}
	about := strings.Join(headings, "，")
	if about == "" {
		first, _ := sec.Paragraph(1)
		about = excerpt(first, 80)
	}
	return fullTitle(o.Front) + "，" + sec.Title + "：" + about
}

// excerpt cuts s to at most n characters.
func excerpt(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n]) + "…"
}
