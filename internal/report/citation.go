package report

import (
	"encoding/json"
	"strings"
)

// Citation is how to cite one place of a report, or a page of the site's own words.
// Every form names what is cited, the place in it, the version, the site that publishes
// this copy, and the permanent address; and nothing that nobody stated, such as a date.
//
// The formats stand in this package (citation_forms.go) and nowhere else: pages and files
// read them. A page shows the citation of itself; where a reader cites a smaller place of
// the page, a script puts words into the slots of its forms, as Within does. It finds them
// on the page: the labels of a row and of those it stands under, the header, the published
// text of a cell, and what the control of the place says.
type Citation struct {
	Address string // permanent and absolute
	Styles  []CitationStyle
	Facts   []CitationFact // for the programs that keep readers' sources

	// Unit is the name of the body whose report it is: a place need not be called by it
	// once more.
	Unit string

	work  work
	words []string // name the place, from the largest part to the smallest
}

// CitationStyle is a citation in one style: its runs, joined.
type CitationStyle struct {
	Name    string
	Program bool // for programs: nobody reads it
	Runs    []CitationRun
}

// CitationRun is a stretch of text, or a slot. What is put into a slot stands
// between Before and After.
type CitationRun struct {
	Slot          Slot
	Text          string // as it is without a script
	Before, After string
	Step          string // stands between the steps of a path, which is one word
	Escape        Escape // how what is put into the slot is written
}

// Slot says what a script puts into a run.
type Slot string

// The slots of a form.
const (
	WordSlot     Slot = "words"    // more words for a smaller place, each with its own Before
	AddressSlot  Slot = "address"  // gets the fragment of a smaller place
	AccessedSlot Slot = "accessed" // the day on which the reader copies; empty on the page
)

// Step stands between the steps of a path, from the top to the leaf.
const Step = " › "

// CitationFact is what a page tells in a meta element about how it is cited.
type CitationFact struct{ Name, Value string }

// Publisher is the site that publishes the copy of a report.
type Publisher struct {
	Name   string // as the public knows it
	Origin string // scheme and host of its addresses
}

// String is the form as it is without a script.
func (f CitationStyle) String() string {
	var s string
	for _, r := range f.Runs {
		s += r.Text
	}
	return s
}

// work is what a citation cites.
type work struct {
	author  string
	title   string
	mark    string // behind the title: that all of it is made up
	object  string // of a page of the site's own words: the report that it is about, "" for none
	version string // in words
	site    string
	date    string // on which the body published this version, or the site said this first; "" where nobody states it
	id      string // in ASCII
	unit    string
	unnamed bool // the title does not say whose report it is
}

// own tells whether the words that are cited are the site's.
func (w work) own() bool { return w.author == w.site }

// Cite cites a place of the report f that words name, from the largest part to the
// smallest; none for the whole report.
func Cite(f Front, site Publisher, ref Ref, words ...string) Citation {
	published, _ := f.Publication(f.ShortVersion())
	return newCitation(work{
		author: f.UnitName, title: f.Heading, mark: f.InventedMark(), version: "版本 " + f.ShortVersion(), site: site.Name,
		date: published.Published, id: citationID(f, ref), unit: f.UnitName, unnamed: !f.HeadingNamesUnit(),
	}, site.Origin+f.PermanentBase()+ref.String(), words)
}

// CiteAbout cites what the site says of the report f at ref under a title. Version is
// that of what it says, in words, and date the day on which it said so first; "" where it
// has none.
func CiteAbout(f Front, site Publisher, ref Ref, title, version, date string) Citation {
	object := f.Heading + f.InventedMark() + "（版本 " + f.ShortVersion() + "）"
	if !f.HeadingNamesUnit() {
		object = f.UnitName + "：" + object
	}
	return newCitation(work{
		author: site.Name, title: title, object: object, version: version, date: date, site: site.Name, id: citationID(f, ref),
	}, site.Origin+f.PermanentBase()+ref.String(), nil)
}

// CitePage cites a page of the site that is about no report.
func CitePage(site Publisher, path, title string) Citation {
	return newCitation(work{author: site.Name, title: title, site: site.Name, id: strings.Trim(strings.ReplaceAll(path, "/", "-"), "-")}, site.Origin+path, nil)
}

// citationID names a place in ASCII: futian-zwfwj-2021-budget-tables-7.
func citationID(f Front, ref Ref) string {
	return strings.Trim(strings.NewReplacer("/", "-", "@", "-").Replace(f.PermanentBase()+ref.Path()), "-")
}

// HeadingNamesUnit tells whether the report's own heading says whose it is: some say
// only of which district and year.
func (f Front) HeadingNamesUnit() bool {
	bare := strings.NewReplacer(" ", "", "　", "", "(", "（", ")", "）")
	heading := bare.Replace(f.Heading)
	name, _, _ := strings.Cut(bare.Replace(f.UnitName), "（")
	return strings.Contains(heading, name) || f.UnitShort != "" && strings.Contains(heading, bare.Replace(f.UnitShort))
}

// Standard is the citation in the form of the standard, as text.
func (c Citation) Standard() string { return c.Styles[1].String() }

// Within narrows the citation of a page to a place on it: its row, its column
// and what stands there.
func (c Citation) Within(anchor string, words ...string) Citation {
	return newCitation(c.work, c.Address+"#"+anchor, append(c.words[:len(c.words):len(c.words)], words...))
}

func newCitation(w work, address string, words []string) Citation {
	return Citation{
		Address: address, Unit: w.unit, work: w, words: words, Facts: w.facts(address, words),
		Styles: []CitationStyle{
			{Name: "文字说明", Runs: w.plain(address, words)},
			{Name: "GB/T 7714—2025", Runs: w.standard(address, words)},
			{Name: "BibTeX", Program: true, Runs: w.bibTeX(address, words)},
			{Name: "CSL-JSON", Program: true, Runs: w.cslJSON(address, words)},
		},
	}
}

// Escape says how words are written in a form for programs.
type Escape string

// The ways of writing words.
const (
	TeX  Escape = "tex"  // TeX's own signs have a backslash before them
	JSON Escape = "json" // as within a JSON string
)

var texSigns = strings.NewReplacer(`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `%`, `\%`, `&`, `\&`, `#`, `\#`, `$`, `\$`, `_`, `\_`)

// of writes words.
func (e Escape) of(words string) string {
	switch e {
	case TeX:
		return texSigns.Replace(words)
	case JSON:
		var b strings.Builder
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(words); err != nil {
			panic(err) // a string is always written
		}
		return strings.TrimSuffix(strings.TrimPrefix(b.String(), `"`), "\"\n")
	}
	return words
}
