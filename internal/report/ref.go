package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// Ref points at one place of a report. Its strings are permanent addresses;
// see DESIGN, Addresses. The zero Ref is the overview.
type Ref struct {
	Part   Part
	Number int    // of the section, table or project; 0 is the list of them
	Anchor string // fragment without #, "" for the whole page
}

// SectionRef points at section n.
func SectionRef(n int) Ref { return Ref{Part: SectionPart, Number: n} }

// TableRef points at annex table n.
func TableRef(n int) Ref { return Ref{Part: TablePart, Number: n} }

// ProjectRef points at project form n.
func ProjectRef(n int) Ref { return Ref{Part: ProjectPart, Number: n} }

// The methods below narrow a Ref to a place on its page; all count from 1.

// Heading is the k-th heading of a section, its title not counted.
func (r Ref) Heading(k int) Ref { return r.at("h" + strconv.Itoa(k)) }

// Paragraph is the k-th paragraph of a section.
func (r Ref) Paragraph(k int) Ref { return r.at("p" + strconv.Itoa(k)) }

// Grid is the k-th small table in the text of a section.
func (r Ref) Grid(k int) Ref { return r.at("g" + strconv.Itoa(k)) }

// GridCell is the cell of row i in column j of the k-th small table.
func (r Ref) GridCell(k, i, j int) Ref { return r.at(fmt.Sprintf("g%dr%dc%d", k, i, j)) }

// Term is the k-th entry of the glossary section.
func (r Ref) Term(k int) Ref { return r.at("t" + strconv.Itoa(k)) }

// Row is the i-th body row of a table.
func (r Ref) Row(i int) Ref { return r.at("r" + strconv.Itoa(i)) }

// Cell is the cell of row i in leaf column j.
func (r Ref) Cell(i, j int) Ref { return r.at("r" + strconv.Itoa(i) + "c" + strconv.Itoa(j)) }

// CellOf returns the row and the leaf column of a cell, both from 1; false where r
// points at something else.
func CellOf(r Ref) (row, column int, ok bool) {
	n, ok := numbers(r.Anchor, "r%dc%d")
	if !ok {
		return 0, 0, false
	}
	return n[0], n[1], true
}

// Column is the header of leaf column j.
func (r Ref) Column(j int) Ref { return r.at("c" + strconv.Itoa(j)) }

// Code is the row of a code that occurs once in its table.
func (r Ref) Code(code string) Ref { return r.at("code-" + code) }

// Field is the k-th field of a form.
func (r Ref) Field(k int) Ref { return r.at("f" + strconv.Itoa(k)) }

// FieldParagraph is the m-th paragraph of field k.
func (r Ref) FieldParagraph(k, m int) Ref { return r.at("f" + strconv.Itoa(k) + "p" + strconv.Itoa(m)) }

// Indicator is the k-th row of indicators.
func (r Ref) Indicator(k int) Ref { return r.at("i" + strconv.Itoa(k)) }

// IndicatorCell is cell j (一级, 二级, 三级, 目标值) of indicator k.
func (r Ref) IndicatorCell(k, j int) Ref { return r.at("i" + strconv.Itoa(k) + "c" + strconv.Itoa(j)) }

// Note is the k-th repair on the notes page, or the k-th note under a table.
func (r Ref) Note(k int) Ref { return r.at("n" + strconv.Itoa(k)) }

// Check is the finding of the relation with this key on the checks page: k- and
// the first twelve hexadecimal digits of the key's SHA-256. Keys hold labels in
// Chinese, with slashes and brackets; this stays one word wherever it is pasted,
// and the same for as long as the key does.
func (r Ref) Check(key string) Ref {
	sum := sha256.Sum256([]byte(key))
	return r.at("k-" + hex.EncodeToString(sum[:6]))
}

// Checks is the same place on the page of the checks of its part, which shows
// the figures of a part with the relations that bind them: /checks/tables/7#r6c4.
func (r Ref) Checks() Ref {
	r.Part = ChecksPart + "/" + r.Part
	return r
}

// Own tells whether the page that r points into holds the site's own words about the
// report, not the report's.
func (r Ref) Own() bool {
	_, checked := r.Checked()
	_, drawn := r.Picture()
	return checked || drawn || r.Part == ChecksPart || r.Part == NotesPart || r.Part == HistoryPart
}

// PictureRef points at a picture of the report: /pictures/flow. Package picture says
// which there are.
func PictureRef(slug string) Ref { return Ref{Part: PicturePart + Part("/"+slug)} }

// Picture is the slug of the picture that r points at, and whether it does.
func (r Ref) Picture() (slug string, ok bool) {
	return strings.CutPrefix(string(r.Part), string(PicturePart)+"/")
}

// Checked is the place whose checks r points at, and whether it does.
func (r Ref) Checked() (of Ref, ok bool) {
	part, ok := strings.CutPrefix(string(r.Part), string(ChecksPart)+"/")
	if ok {
		r.Part = Part(part)
	}
	return r, ok
}

func (r Ref) at(anchor string) Ref {
	r.Anchor = anchor
	return r
}

// Listing tells whether r is the list of numbered parts, /tables, and not one of
// them.
func (r Ref) Listing() bool {
	return r.Number == 0 && r.Part.Numbered()
}

// Page is the page on which r points at a place.
func (r Ref) Page() Ref {
	r.Anchor = ""
	return r
}

// Path is the address of the page under the report's base: "" for the
// overview, "/tables/7", "/projects".
func (r Ref) Path() string {
	switch {
	case r.Part == OverviewPart:
		return ""
	case r.Number == 0:
		return "/" + string(r.Part)
	}
	return "/" + string(r.Part) + "/" + strconv.Itoa(r.Number)
}

// String is the address under the report's base, with the fragment:
// /tables/7#r6c4.
func (r Ref) String() string {
	if r.Anchor == "" {
		return r.Path()
	}
	return r.Path() + "#" + r.Anchor
}

// OnPrintPage tells whether the Ref's page stands on the print page among others.
func (r Ref) OnPrintPage() bool { return r.Part.words().prefix != "" && !r.Listing() }

// PrintPrefix is what the ids of the Ref's page begin with on the print page,
// where all pages stand together: "t7-", "s3-", "f5-".
func (r Ref) PrintPrefix() string {
	letter := r.Part.words().prefix
	if r.Number == 0 {
		return letter + "-"
	}
	return letter + strconv.Itoa(r.Number) + "-"
}
