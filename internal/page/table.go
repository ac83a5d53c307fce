package page

import (
	"slices"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// wideFrom is the number of leaf columns from which a table does not fit an
// upright sheet of paper.
const wideFrom = 9

// TablePage is one annex table.
type TablePage struct {
	Base
	TableView
}

// TableView is an annex table as it is read. Where the table is a form, Form
// stands around its rows.
type TableView struct {
	ID        string // on the print page
	Level     int    // of the heading
	Label     string
	Title     string
	Captions  [][]string // lines above the header, each in the parts that stand apart on it
	In        *Link      // the section in which it stands, nil for none
	Sections  []Link     // the sections that speak of it
	Notes     []NoteUnder
	Empty     *EmptyView
	Form      *FormView
	RowsTitle string
	RowsID    string // of the heading over the rows

	CaptionID    string
	Caption      string
	Class        string
	Wide         bool   // does not fit an upright sheet
	End          string // id of what follows the table, for who passes it; "" on the print page
	Original     *OriginalPlace
	Standing     *Standing
	EmptyColumns int    // leaf columns whose body cells are all blank
	Fit          string // classes of the room that the figures need on a narrow screen
	FitFilled    string // the same of the columns that are not empty, "" where all are filled
	Head         [][]HeadCell
	Rows         []RowView

	Definitions []Definition
}

// NoteUnder is a line under a table, as published.
type NoteUnder struct {
	ID   string
	Text Text
}

// EmptyView says why a table states nothing, where that does not stand under it.
type EmptyView struct {
	Quote string
	From  Link
}

// HeadCell is a cell of the header. Headers lists the ids of the header cells
// above it.
type HeadCell struct {
	ID, Headers, Scope, Class string
	Rowspan, Colspan          int
	Filled                    int // leaf columns below it that are not empty
	Text                      Text
	Unit                      string // of the amounts of a leaf column; "" on the print page
}

// RowView is a body row.
type RowView struct {
	ID    string
	Class string
	Cells []CellView
}

// signed tells whether a sign stands beside a figure of the row.
func (r RowView) signed() bool {
	return slices.ContainsFunc(r.Cells, func(c CellView) bool { return c.Mark != nil })
}

// end is the id of what follows the table that is named by an id of this part,
// "" on the print page: nobody passes over tables there.
func (v *view) end(table string) string {
	if v.onPrint {
		return ""
	}
	return table + "-end"
}

// CellView is a body cell: a header of its row, or a datum.
type CellView struct {
	ID, Headers, Class string
	Header             bool
	CodeID             string // a second id, on the text: of a code that occurs once
	WholeCode          string // of which the cell prints a part, "" for others
	Text               Text
	HeadWords          string // the head that a narrow screen shows before the text, or before a figure of a side of several

	// A cell that holds the control of its row has its ID around the text, so
	// that nothing but published text is inside; the cell itself has HeadID,
	// which is what Headers of other cells name.
	Control *Control
	HeadID  string
	Mark    *Mark  // of a figure that does not agree with another
	Under   string // in the label of a row: id of the row that it stands under, "" for none
}

// Table is the page of t.
func (s Site) Table(o report.Outline, t *report.Table, bindings []finding.Binding) TablePage {
	ref := report.TableRef(t.Number)
	heading := t.Name()
	p := TablePage{
		Base:      s.base("table", o, ref, heading, tableDescription(o, t, heading)),
		TableView: newView(o, ref, bindings...).table(t),
	}
	if p.Wide {
		p.Kind += " wide"
	}
	total := tableTotal(t)
	if total == "" {
		total = headlineOf(o, ref)
	}
	if total != "" {
		p.Description += "。" + total
		p.SharedTitle = heading + "：" + total + " · " + reportName(o.Front)
	}
	p.LinkedData = s.tableData(o, t, p.Base)
	p.TableScript = s.tableScript()
	p.Embed = s.embedCode(o, ref, heading)
	return p
}

func (v *view) table(t *report.Table) TableView {
	view := TableView{
		ID: v.partID(), Level: v.titleLevel(),
		Label: t.LabelLine(), Title: t.Title,
		RowsTitle: t.RowsTitle, RowsID: v.anchor("rows"),
		CaptionID: v.anchor("caption"),
		Caption:   caption(t),
		Wide:      len(t.Columns) >= wideFrom,
	}
	for _, line := range t.Captions {
		view.Captions = append(view.Captions, report.CaptionParts(line))
	}
	for k, line := range t.Notes {
		ref := v.ref.Note(k + 1)
		view.Notes = append(view.Notes, NoteUnder{ID: v.id(ref), Text: v.prose(line, v.bound[ref], map[int]bool{})})
	}
	view.In = v.sectionOf(t.Number)
	view.Sections = v.sectionsOn(t.Number)
	if t.Empty != nil && t.Empty.From.Page() != report.TableRef(t.Number) {
		view.Empty = &EmptyView{
			Quote: t.Empty.Quote,
			From:  Link{Text: placeName(v.outline, t.Empty.From, nil), Href: v.href(t.Empty.From)},
		}
	}
	if t.Form != nil {
		view.Form = v.form(t.Form)
	}
	g := newGrid(t)
	for _, empty := range g.empty {
		if empty {
			view.EmptyColumns++
		}
	}
	head, above := v.head(g)
	view.Head = head
	view.Rows = v.rows(g, above)
	view.Class = tableClass(t, view.Wide)
	signed := slices.ContainsFunc(view.Rows, RowView.signed)
	if signed {
		view.Class += " signed"
	}
	view.End = v.end("caption")
	view.Original, view.Standing = v.original(), v.standing()
	if view.Standing != nil && t.CalledEmpty() > 0 && t.StatesFigures() {
		view.Standing.Text += "表下的注说本表为空，表中有数字。"
	}
	view.Fit, view.FitFilled = g.fits(signed)
	view.Definitions = v.definitions()
	return view
}

func tableClass(t *report.Table, wide bool) string {
	class := "annex"
	if wide {
		class += " wide"
	}
	if len(t.Sides) > 0 {
		class += " sided"
	} else {
		class += " flow"
	}
	return class
}

// caption names the table to those who do not see the heading above it.
func caption(t *report.Table) string {
	name := t.Name()
	if t.RowsTitle != "" {
		name += "：" + t.RowsTitle
	}
	if t.MoneyUnit != "" {
		name += "，单位：" + string(t.MoneyUnit)
	}
	return name
}

func tableDescription(o report.Outline, t *report.Table, heading string) string {
	d := fullTitle(o.Front) + "，附" + heading
	if t.Label == "" {
		d = fullTitle(o.Front) + "，附表：" + heading
	}
	if t.MoneyUnit != "" {
		d += "，单位：" + string(t.MoneyUnit)
	}
	if t.Empty != nil {
		d += "。" + t.Empty.Quote
	}
	return d
}
