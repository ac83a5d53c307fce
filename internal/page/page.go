// Package page turns a report into view models: every title, address, id,
// figure and link that a page shows is decided here, so that a template only
// shows fields. It is pure: no I/O, no HTML, no HTTP.
//
// Site has one method a kind of page. A page embeds a Base, which is what the
// shell around every page shows, and a view, which is its part of the report.
// The print page is made of the same views: there every id carries the prefix
// of its part, and links stay within the page.
package page

import (
	"strconv"

	"disclosure/internal/finding"
	"disclosure/internal/glossary"
	"disclosure/internal/report"
)

// DefaultName is the name of a site whose operator gave it none.
const DefaultName = "预算公开"

// Site is what all pages share.
type Site struct {
	Name   string                   // of the site, as the public knows it
	Origin string                   // scheme and host of absolute addresses, without a trailing slash
	Asset  func(name string) string // address of a static file

	// Contact is where a reader reports a mistake: a mailto:, https: or tel:
	// address, "" where the operator gave none.
	Contact string

	// Footer is what the operator says at the foot of every page, nil for nothing. Where
	// something is said, it says who runs the site.
	Footer []FooterLine

	// Copy tells that the pages are written as files, so that no server answers a query.
	Copy bool
}

// Base is what the shell of every page shows.
type Base struct {
	SiteName    string // of the site, as the public knows it
	Kind        string // kind of page, a class for the style sheets
	Heading     string // the page's own title
	Title       string // Heading, report and site, for the browser
	SharedTitle string // what others show who link to the page
	Description string
	Address     string // absolute, "" for an error
	Canonical   string // absolute address under which others are to know the page, "" for an error
	Invented    string // that all on the page is made up, "" for what is not
	NoIndex     bool   // search engines are to pass it over
	Path        string // address on this site, "" where the page is an error
	Stylesheets Stylesheets
	OwnSheets   []Stylesheets // further ones, of this kind of page
	Script      string
	Embed       string // what another site writes to frame the page, "" where it may not
	TableScript string // "" where the page has no table to copy
	Icon        string
	Feed        string // address of the feed that the page belongs to, "" for an error
	Query       string // in the search box
	Copy        bool   // the page is written as a file: it has no other display
	Sheet       *Sheet // generated style sheet, nil for an error
	Colophon    string // what a printed sheet says of itself, "" for an error
	Footer      []Link
	Operator    []FooterLine // what the operator says
	Mistake     *Link        // to tell the site of a mistake on the page, nil where there is nobody
	ReportBase
}

// ReportBase is what the shell of a page of a report shows besides. Outside of a
// report it is empty, but that the pages of a search lead to one another.
type ReportBase struct {
	Version    string           // short version of the report
	Ask        string           // whom to ask about the report itself
	Image      *SharedImage     // that others show who link to the page
	Old        *OldVersion      // what a page of an earlier version says of that, nil for others
	Relations  []Relation       // to the same page of other versions
	SearchIn   string           // unit/year/kind of the report that the search box asks, "" for all
	Citation   *report.Citation // of the page, nil on the print page
	LinkedData any              // what the page tells programs in JSON-LD, nil for nothing
	Files      []File           // the same thing as files
	Crumbs     []Link           // from the report down to the list that the page stands in
	Contents   []Group          // of the report
	Prev, Next *Link            // in reading order
}

// Stylesheets are the addresses of the style sheet in both displays.
type Stylesheets struct{ Standard, Large string }

// Basics returns what every page has; all pages share this method.
func (b Base) Basics() Base { return b }

// Link leads to a page or to a place on one.
type Link struct {
	Label   string // what stands before the text, such as 表 1; often ""
	Text    string
	Href    string // "" for a line of a published list that leads nowhere
	Current bool   // it leads to the page that shows it
	Level   int    // depth in a published list, from 0
}

// Group is a named list of links.
type Group struct {
	Title string
	Href  string // of the list as a page or a place, "" where there is none
	Links []Link
	Open  bool // the current place is in it
}

// view is a place to show a part of a report: a page of its own, or the print
// page.
type view struct {
	outline   report.Outline
	ref       report.Ref       // the part
	onPrint   bool             // the part stands on the print page among the others
	still     bool             // no script runs on the page, so that it has no controls
	finder    *glossary.Finder // nil until the first text; see terms
	mentioned []*report.Term   // in the order of their first mention
	bound     map[report.Ref][]finding.Binding
	projects  []string // names of the project forms, folded; nil until a row asks for them
}

func newView(o report.Outline, ref report.Ref, bindings ...finding.Binding) *view {
	return &view{outline: o, ref: ref, bound: byPlace(bindings)}
}

// beside returns an empty view of another part on the same print page.
func (v *view) beside(ref report.Ref) *view {
	return &view{outline: v.outline, ref: ref, onPrint: true, finder: v.finder, bound: v.bound}
}

// id is the id of the place that ref points at, which must be in the same document.
func (v *view) id(ref report.Ref) string {
	if v.onPrint {
		return ref.PrintPrefix() + ref.Anchor
	}
	return ref.Anchor
}

// anchor is the id for an anchor of this part.
func (v *view) anchor(name string) string {
	if v.onPrint {
		return v.ref.PrintPrefix() + name
	}
	return name
}

// partID is the id of the part itself, which only the print page needs.
func (v *view) partID() string {
	if !v.onPrint {
		return ""
	}
	return partID(v.ref)
}

func partID(ref report.Ref) string {
	prefix := ref.PrintPrefix()
	return prefix[:len(prefix)-1]
}

// titleLevel is the level of the part's heading; headings in it are one lower.
func (v *view) titleLevel() int {
	if v.onPrint {
		return 2
	}
	return 1
}

// href is the address of any place of the report, as seen from this part.
func (v *view) href(ref report.Ref) string {
	if !v.onPrint || !ref.OnPrintPage() {
		return v.outline.Base() + ref.String()
	}
	if ref.Anchor == "" {
		return "#" + partID(ref)
	}
	return "#" + ref.PrintPrefix() + ref.Anchor
}

// fullTitle is the heading of a report, after the name of its body where it names none.
func fullTitle(f report.Front) string {
	if f.HeadingNamesUnit() {
		return f.Heading
	}
	return f.UnitName + "：" + f.Heading
}

// reportName is how a report is called where its heading would be too long.
func reportName(f report.Front) string {
	return f.UnitShort + " " + yearAndKind(f.Key) + f.InventedMark()
}

// inventedSays stands above all that is made up.
const inventedSays = "这是虚构的示例：单位、人员和金额都是编造的，不是哪个部门公布的。"

// yearAndKind is how a report is called among those of one body: 2021 年部门预算.
func yearAndKind(k report.Key) string { return strconv.Itoa(k.Year) + " 年" + k.Words().Name }
