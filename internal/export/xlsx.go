package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"github.com/xuri/excelize/v2"
)

// TableXLSX writes an annex table as a workbook: a sheet with the table, a
// sheet 说明 that says what it is, and, where the table is a form, its fields
// and indicators. Notes are those of the report.
func (s Site) TableXLSX(w io.Writer, f report.Front, t *report.Table, notes []report.Note) error {
	b := s.newBook(f, t.Name())
	b.add(s.printed(f, t))
	b.about(s.aboutTable(f, t, notes))
	alone := &report.Report{Front: f, Tables: []report.Table{*t}}
	b.addFilled(s.fields(alone), s.indicators(alone), s.figures(alone))
	return b.write(w)
}

// ReportXLSX writes a report as a workbook: 说明, a sheet for each annex table,
// and sheets for all else that comes in rows.
func (s Site) ReportXLSX(w io.Writer, r *report.Report, findings []finding.Finding) error {
	lists := s.lists(r, findings)
	b := s.newBook(r.Front, "")
	b.about(s.aboutReport(r, lists))
	for i := range r.Tables {
		b.add(s.printed(r.Front, &r.Tables[i]))
	}
	b.addFilled(lists...)
	return b.write(w)
}

// book is a workbook in the making. After an error it does nothing more, so
// that err need only be looked at in the end.
type book struct {
	file   *excelize.File
	styles map[style]int
	sheets int
	report string // heading of the report
	err    error
}

// printed is the grid of an annex table with what stands on its printed sheet.
func (s Site) printed(f report.Front, t *report.Table) grid {
	g := annex(f, t)
	g.source = s.address(f, report.TableRef(t.Number))
	return g
}

func (s Site) newBook(f report.Front, what string) *book {
	b := &book{file: excelize.NewFile(), styles: map[style]int{}, report: f.Heading + f.InventedMark()}
	b.do(b.file.SetDefaultFont(font))
	// The library writes names that have no prefix, which ExcelJS does not read, and a
	// date of its own.
	var core bytes.Buffer
	core.WriteString(xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range [][2]string{{"dc:title", strings.TrimSpace(f.Heading + f.InventedMark() + " " + what)}, {"dc:creator", s.Name}, {"dc:language", "zh-CN"}, {"cp:version", f.ShortVersion()}} {
		core.WriteString("<" + p[0] + ">")
		b.do(xml.EscapeText(&core, []byte(p[1])))
		core.WriteString("</" + p[0] + ">")
	}
	core.WriteString("</cp:coreProperties>")
	b.file.Pkg.Store("docProps/core.xml", core.Bytes())
	return b
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) write(w io.Writer) error {
	if b.err == nil {
		b.do(b.file.Write(w))
	}
	b.do(b.file.Close())
	return b.err
}

// sheet begins a sheet. The file comes with one, which becomes the first.
func (b *book) sheet(name string) {
	if b.sheets++; b.sheets == 1 {
		b.do(b.file.SetSheetName(b.file.GetSheetName(0), name))
		return
	}
	_, err := b.file.NewSheet(name)
	b.do(err)
}

func (b *book) addFilled(grids ...grid) {
	for _, g := range grids {
		if len(g.rows) > 0 {
			b.add(g)
		}
	}
}

// add writes a grid on a sheet of its own: the header as a tree of merged cells
// from the first row on, the rows below it.
func (b *book) add(g grid) {
	b.sheet(g.title)
	header := g.header()
	for level, row := range header {
		for _, h := range row {
			b.text(g.title, h.First, level+1, h.Text, style{header: true})
			b.merge(g.title, h.First, level+1, h.Colspan, h.Rowspan)
		}
	}
	for i, row := range g.rows {
		for j, c := range row {
			b.cell(g.title, j+1, len(header)+i+1, c, g.columns[j])
		}
	}
	widths := g.widths(header)
	for j, width := range widths {
		name := letters(j + 1)
		b.do(b.file.SetColWidth(g.title, name, name, width))
	}
	for i, lines := range g.heights(header, widths) {
		b.do(b.file.SetRowHeight(g.title, i+1, lineHeight*float64(lines)+2))
	}
	b.do(b.file.SetSheetDimension(g.title, at(1, 1)+":"+at(len(g.columns), len(header)+len(g.rows))))
	b.fold(g)
	// The library takes all else that is said of a sheet away when it adds filters.
	b.do(b.file.AutoFilter(g.title, fmt.Sprintf("A%d:%s", len(header), at(len(g.columns), len(header)+len(g.rows))), nil))
	b.view(g, len(header))
}

// fold folds the columns that are for programs, and those of a table's figures in which
// nothing is printed, where others have something. A click on the sign above them shows
// them.
func (b *book) fold(g grid) {
	var folded, blank []int
	figures := 0
	for j, c := range g.columns {
		switch {
		case c.folded:
			folded = append(folded, j)
		case c.kind == amount:
			figures++
			if !slices.ContainsFunc(g.rows, func(row []cell) bool { return row[j].text != "" }) {
				blank = append(blank, j)
			}
		}
	}
	if g.source != "" && len(blank) < figures { // a table that states something
		folded = append(folded, blank...)
	}
	for _, j := range folded {
		name := letters(j + 1)
		b.do(b.file.SetColOutlineLevel(g.title, name, 1))
		b.do(b.file.SetColVisible(g.title, name, false))
	}
}

// cell writes one body cell. A figure is written as its own digits: as long as
// no program rounds it, the file holds what was published.
func (b *book) cell(sheet string, col, row int, c cell, of column) {
	k := of.kind
	st := style{level: c.level, total: c.total, wrap: (k == text || k == label) && !of.folded, right: k == amount || k == count}
	switch {
	case c.exact != "" && digits(c.exact) <= maxDigits:
		st.format = format(c.text)
		b.do(b.file.SetCellDefault(sheet, at(col, row), c.exact))
		b.style(sheet, col, row, 1, 1, st)
	case c.text == "" && c.total == noTotal: // nothing at all, so that it counts as blank
	case c.text == "":
		b.style(sheet, col, row, 1, 1, st)
	default:
		if k == code || c.exact != "" {
			st.format = "@"
		}
		b.text(sheet, col, row, c.text, st)
	}
}

// text writes a text, never a number or formula.
func (b *book) text(sheet string, col, row int, s string, st style) {
	// The library would cut a longer text without a word.
	if units := len(utf16.Encode([]rune(s))); units > excelize.TotalCellChars {
		b.do(fmt.Errorf("sheet %s, cell %s: a text of %d characters is more than a cell holds", sheet, at(col, row), units))
	}
	if s != "" {
		b.do(b.file.SetCellStr(sheet, at(col, row), spelled(s)))
	}
	b.style(sheet, col, row, 1, 1, st)
}

func (b *book) merge(sheet string, col, row, width, height int) {
	if width*height > 1 {
		b.do(b.file.MergeCell(sheet, at(col, row), at(col+width-1, row+height-1)))
		b.style(sheet, col, row, width, height, style{header: true})
	}
}

// view freezes the header and the leading columns that name the rows, and makes
// the sheet print on pages as wide as it is.
func (b *book) view(g grid, top int) {
	left := 0
	for left < len(g.columns)-1 && (g.columns[left].kind == label || g.columns[left].kind == code || g.columns[left].kind == count) {
		left++
	}
	panes := &excelize.Panes{Freeze: true, XSplit: left, YSplit: top, TopLeftCell: at(left+1, top+1), ActivePane: "bottomLeft"}
	if left > 0 {
		panes.ActivePane = "bottomRight"
	}
	b.do(b.file.SetPanes(g.title, panes))
	b.paper(g, len(g.columns) > 6)
	b.do(b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", g.title, top), Scope: g.title}))
}

// paper makes a sheet print on A4, as wide as the page, with what it is above and where it
// comes from below.
func (b *book) paper(g grid, wide bool) {
	sheet := g.title
	const a4 = 9
	size, orientation, fit, width, height := a4, "portrait", true, 1, 0 // 0 is as many pages as it takes
	if wide {
		orientation = "landscape"
	}
	b.do(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &width, FitToHeight: &height}))
	const face = `&9&"` + font + `,Regular"` // a size before a text that begins with digits would take them
	above := "&L" + face + quoteHeader(b.report) + "\n" + quoteHeader(g.description)
	if g.money != "" {
		above += "&R" + face + "\n单位：" + quoteHeader(g.money)
	}
	below := "&R" + face + "\n第 &P 页，共 &N 页" // below the source, which may be as wide as the page
	if g.source != "" {
		below = "&L" + face + "来源：" + quoteHeader(g.source) + below
	}
	b.do(b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: above, OddFooter: below}))
}

// quoteHeader writes a text for a header line, of which a whole one has 255 characters.
func quoteHeader(s string) string {
	const most = 80
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > most {
		runes = append(runes[:most-1], '…')
	}
	return strings.ReplaceAll(string(runes), "&", "&&")
}

// header is the header tree of the grid's columns.
func (g grid) header() [][]report.HeaderCell {
	t := report.Table{Columns: make([]report.Column, len(g.columns))}
	for j, c := range g.columns {
		t.Columns[j].Path, t.Columns[j].Nth = c.path, c.nth
	}
	return t.Header()
}

func at(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic("export: " + err.Error()) // both count from 1
	}
	return name
}
