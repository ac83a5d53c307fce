package page

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// shortField is the number of characters up to which the text of a field needs
// no line of its own, unless it is a sentence.
const shortField = 24

// FormView is a paper form read in its order.
type FormView struct {
	Caption         string
	Fields          []FieldView
	IndicatorsTitle string
	IndicatorsID    string // of the heading over the indicators
	IndicatorHead   []HeadCell
	End             string // id of what follows the indicators, as in TableView
	Indicators      []RowOfIndicators
}

// FieldView is a named entry of a form.
type FieldView struct {
	ID         string
	Name       string
	Short      bool // needs no line of its own
	Amount     bool
	Paragraphs []ParagraphView
	Control    *Control
	Under      []FieldView // the fields that stand under it
}

// ParagraphView is a paragraph with an address.
type ParagraphView struct {
	ID      string
	Text    Text
	Control *Control // nil where it is the only one of its field
	Mark    *Mark    // of an amount that does not agree with another
}

// RowOfIndicators is a row of the indicators. A level that it shares with the
// row above has no cell in it.
type RowOfIndicators struct {
	ID    string
	Cells []IndicatorCell
}

// IndicatorCell is a cell of that row. A text of several paragraphs is in
// Paragraphs, else it is in Text.
type IndicatorCell struct {
	ID, Headers, Class string
	Header             bool
	Scope              string
	Rowspan, Colspan   int
	Text               Text
	Paragraphs         []Text

	Control *Control // as in CellView
	HeadID  string
}

func (v *view) form(f *report.Form) *FormView {
	form := &FormView{
		Caption: f.Caption, IndicatorsTitle: f.IndicatorsTitle,
		IndicatorsID: v.anchor("indicators"), End: v.end("indicators"),
	}
	form.Fields = v.fields(f, 0)
	for j, word := range f.IndicatorHeader {
		form.IndicatorHead = append(form.IndicatorHead, HeadCell{
			ID: v.indicatorHead(j + 1), Scope: "col", Rowspan: 1, Colspan: 1, Text: plain(word).narrow(),
		})
	}
	for k := range f.Indicators {
		form.Indicators = append(form.Indicators, v.indicator(f.Indicators, k))
	}
	return form
}

// fields are those that stand under field k of a form, with those under them.
func (v *view) fields(f *report.Form, above int) (all []FieldView) {
	for _, k := range f.FieldsUnder(above) {
		field, ref := f.Fields[k-1], v.ref.Field(k)
		view := FieldView{ID: v.id(ref), Name: field.Name, Amount: field.Amount, Under: v.fields(f, k)}
		view.Short = isShort(field) && view.Under == nil
		if view.Control = v.control(ref, "引用“"+field.Name+"”"); view.Control != nil {
			view.Control.Unit = string(f.FieldUnit(k))
		}
		for m, text := range field.Paragraphs {
			ref := v.ref.FieldParagraph(k, m+1)
			paragraph := ParagraphView{ID: v.id(ref), Text: v.fieldText(field, text, v.bound[ref])}
			if field.Amount && paragraph.Text != nil {
				paragraph.Text[0].Checks = v.checksAt(v.ref.Field(k))
				paragraph.Mark = v.mark(v.ref.Field(k))
			}
			if len(field.Paragraphs) > 1 {
				paragraph.Control = v.control(ref, "引用“"+field.Name+"”").saying("第 " + strconv.Itoa(m+1) + " 段")
			}
			view.Paragraphs = append(view.Paragraphs, paragraph)
		}
		all = append(all, view)
	}
	return all
}

func isShort(f report.Field) bool {
	return len(f.Paragraphs) == 1 &&
		utf8.RuneCountInString(f.Paragraphs[0]) <= shortField && !strings.HasSuffix(f.Paragraphs[0], "。")
}

func (v *view) fieldText(f report.Field, text string, figures []finding.Binding) Text {
	if f.Amount {
		return amountText(text)
	}
	return v.prose(text, figures, map[int]bool{})
}

// amountText is the published text of an amount with its exact value.
func amountText(text string) Text {
	t := plain(text)
	if value, err := report.ParseAmount(text); err == nil {
		t[0].Value = report.Exact(value)
	}
	return t
}

// indicatorHead is the id of the header of column j, which the addresses of a
// report do not name.
func (v *view) indicatorHead(j int) string { return v.anchor(fmt.Sprintf("ih%d", j)) }

// indicator builds row k. Rows that share a level with their neighbour above
// are under its cell.
func (v *view) indicator(all []report.Indicator, k int) RowOfIndicators {
	row := RowOfIndicators{ID: v.id(v.ref.Indicator(k + 1))}
	cellID := func(k, j int) string { return v.id(v.ref.IndicatorCell(k+1, j)) }
	first1, last1 := spanOf(all, k, sameLevel1)
	first2, last2 := spanOf(all, k, sameLevel2)
	level1, level2, content := cellID(first1, 1), cellID(first2, 2), cellID(k, 3)
	if k == first1 {
		row.Cells = append(row.Cells, IndicatorCell{
			ID: level1, Headers: v.indicatorHead(1), Class: "level1", Header: true, Scope: "rowgroup",
			Rowspan: last1 - first1 + 1, Colspan: 1, Text: plain(all[k].Level1),
		})
	}
	if k == first2 {
		row.Cells = append(row.Cells, IndicatorCell{
			ID: level2, Headers: strings.Join([]string{v.indicatorHead(2), level1}, " "),
			Class: "level2", Header: true, Scope: "rowgroup",
			Rowspan: last2 - first2 + 1, Colspan: 1, Text: plain(all[k].Level2),
		})
	}
	cell := IndicatorCell{
		ID: cellID(k, 3), Headers: strings.Join([]string{v.indicatorHead(3), level1, level2}, " "),
		Class: "content", Header: true, Scope: "row", Rowspan: 1, Colspan: 1,
	}
	if !v.onPrint {
		cell.Control = v.control(v.ref.Indicator(k+1), "")
		cell.HeadID = v.headID(v.ref.IndicatorCell(k+1, 3))
		content = cell.HeadID
	}
	if all[k].NoTarget { // its text stands where others have content and target
		cell.Header, cell.Scope, cell.Colspan = false, "", 2
	}
	if len(all[k].Content) == 1 {
		cell.Text = v.amounts(all[k].Content[0], v.inParagraph(v.ref.IndicatorCell(k+1, 3), 1))
	} else {
		for m, text := range all[k].Content {
			cell.Paragraphs = append(cell.Paragraphs, v.amounts(text, v.inParagraph(v.ref.IndicatorCell(k+1, 3), m+1)))
		}
	}
	row.Cells = append(row.Cells, cell)
	if !all[k].NoTarget {
		row.Cells = append(row.Cells, IndicatorCell{
			ID:      cellID(k, 4),
			Headers: strings.Join([]string{v.indicatorHead(4), level1, level2, content}, " "),
			Class:   "target", Rowspan: 1, Colspan: 1, Text: v.amounts(all[k].Target, v.bound[v.ref.IndicatorCell(k+1, 4)]),
		})
	}
	return row
}

func sameLevel1(a, b report.Indicator) bool { return a.Level1 == b.Level1 }

func sameLevel2(a, b report.Indicator) bool { return a.Level1 == b.Level1 && a.Level2 == b.Level2 }

// spanOf returns the first and the last of the neighbouring indicators around
// k that share a cell with it.
func spanOf(all []report.Indicator, k int, shares func(a, b report.Indicator) bool) (first, last int) {
	first, last = k, k
	for first > 0 && shares(all[first-1], all[k]) {
		first--
	}
	for last+1 < len(all) && shares(all[last+1], all[k]) {
		last++
	}
	return first, last
}
