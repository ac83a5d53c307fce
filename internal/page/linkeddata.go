package page

import (
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// Dataset is what a report, or one of its tables, tells programs about itself,
// in the words of schema.org. Its creator is the body whose report it is, its publisher
// the site, which publishes this copy. What nobody stated is left out.
type Dataset struct {
	Context          string     `json:"@context,omitempty"`
	Type             string     `json:"@type"`
	Name             string     `json:"name"`
	Description      string     `json:"description,omitempty"`
	URL              string     `json:"url"`
	Version          string     `json:"version,omitempty"`
	Language         string     `json:"inLanguage,omitempty"`
	TemporalCoverage string     `json:"temporalCoverage,omitempty"`
	Published        string     `json:"datePublished,omitempty"`
	BasedOn          []Source   `json:"isBasedOn,omitempty"`
	About            *Unit      `json:"about,omitempty"`
	Creator          *Unit      `json:"creator,omitempty"`
	Publisher        *Unit      `json:"publisher,omitempty"`
	PartOf           *Dataset   `json:"isPartOf,omitempty"`
	Measured         []Variable `json:"variableMeasured,omitempty"`
	Distribution     []Download `json:"distribution,omitempty"`
}

// Source is an original of a report, as far as anything is known of it.
type Source struct {
	Type      string `json:"@type"`
	Name      string `json:"name"`
	URL       string `json:"url,omitempty"`        // where it was published
	Content   string `json:"contentUrl,omitempty"` // here, where the publisher allows that
	Published string `json:"datePublished,omitempty"`
	SHA256    string `json:"sha256"`
	Usage     *Terms `json:"usageInfo,omitempty"`
}

// Terms are what the publisher says of reuse.
type Terms struct {
	Type string `json:"@type"`
	Text string `json:"text"`
}

// Unit is a body: the budget unit that the figures are about, or the site.
type Unit struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

func budgetUnit(o report.Outline) *Unit {
	return &Unit{Type: "GovernmentOrganization", Name: o.UnitName}
}

// publisher is the site, by the name that the public knows it by.
func (s Site) publisher() *Unit { return &Unit{"Organization", s.Name, s.Origin + "/"} }

// WebSite tells programs what the whole site is called.
type WebSite struct {
	Context  string `json:"@context"`
	Type     string `json:"@type"`
	Name     string `json:"name"`
	URL      string `json:"url"`
	Language string `json:"inLanguage"`
}

func (s Site) webSite() WebSite { return WebSite{schema, "WebSite", s.Name, s.Origin + "/", language} }

// Variable is a column of amounts.
type Variable struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	Unit string `json:"unitText,omitempty"`
}

// Download is a file that holds the same.
type Download struct {
	Type   string `json:"@type"`
	URL    string `json:"contentUrl"`
	Format string `json:"encodingFormat"`
}

// TermSet is the glossary of a report.
type TermSet struct {
	Context   string        `json:"@context"`
	Type      string        `json:"@type"`
	Name      string        `json:"name"`
	URL       string        `json:"url"`
	Language  string        `json:"inLanguage"`
	Publisher *Unit         `json:"publisher"`
	PartOf    *Dataset      `json:"isPartOf"`
	Terms     []DefinedTerm `json:"hasDefinedTerm"`
}

// DefinedTerm is an entry of the glossary.
type DefinedTerm struct {
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description"`
	URL         string `json:"url"`
}

const (
	schema   = "https://schema.org"
	language = "zh-CN"
)

// dataset describes the page of b as data of a report.
func (s Site) dataset(o report.Outline, b Base) *Dataset {
	d := &Dataset{
		Context: schema, Type: "Dataset", Name: b.Heading, Description: b.Description, URL: b.Address,
		Version: b.Version, Language: language, TemporalCoverage: strconv.Itoa(o.Year),
		Creator: budgetUnit(o), Publisher: s.publisher(),
	}
	for _, f := range b.Files {
		d.Distribution = append(d.Distribution, Download{"DataDownload", s.Origin + f.Href, f.MediaType()})
	}
	return d
}

// wholeDataset names the report that a dataset is a part of.
func (s Site) wholeDataset(o report.Outline) *Dataset {
	return &Dataset{Type: "Dataset", Name: fullTitle(o.Front), URL: s.Origin + o.Base()}
}

func (s Site) reportData(o report.Outline, b Base) *Dataset {
	d := s.dataset(o, b)
	d.About = budgetUnit(o)
	published, _ := o.Publication(o.ShortVersion())
	d.Published = published.Published
	for _, original := range o.Originals {
		source := Source{Type: "MediaObject", Name: original.Name, URL: original.Address, Published: original.Published, SHA256: original.SHA256}
		if original.Allowed {
			source.Content = s.Origin + originalHref(o, original)
		}
		if original.Terms != "" {
			source.Usage = &Terms{"CreativeWork", original.Terms}
		}
		d.BasedOn = append(d.BasedOn, source)
	}
	return d
}

func (s Site) tableData(o report.Outline, t *report.Table, b Base) *Dataset {
	d := s.dataset(o, b)
	d.Name += " · " + reportName(o.Front)
	d.PartOf = s.wholeDataset(o)
	for j, c := range t.Columns {
		if c.Role.States() {
			d.Measured = append(d.Measured, Variable{"PropertyValue", strings.Join(c.Uncounted().Path, step), t.Unit(j + 1)})
		}
	}
	return d
}

func (s Site) glossaryData(o report.Outline, b Base) *TermSet {
	set := &TermSet{
		Context: schema, Type: "DefinedTermSet", Name: b.Heading, URL: b.Address,
		Language: language, Publisher: s.publisher(), PartOf: s.wholeDataset(o),
	}
	for _, t := range o.Terms {
		set.Terms = append(set.Terms, DefinedTerm{"DefinedTerm", t.Name, t.Definition,
			b.Address + "#" + report.SectionRef(o.GlossarySection).Term(t.Number).Anchor})
	}
	return set
}
