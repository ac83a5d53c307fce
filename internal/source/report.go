package source

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"disclosure/internal/report"
)

const reportFile = "report.toml"

// settings is the form of report.toml.
type settings struct {
	Heading         string
	Cover           []string
	Kind            string
	Year            int
	MoneyUnit       string `toml:"money_unit"`
	Origin          string
	Invented        bool
	Original        []originalEntry
	ContentsTitle   string `toml:"contents_title"`
	Contents        []string
	AnnexesTitle    string `toml:"annexes_title"`
	Annexes         []string
	GlossarySection int `toml:"glossary_section"`
	Unit            struct {
		Slug, Name, Short, Contact string
	}
	Section []struct {
		Number int
		Tables []int
	}
	Headline []headlineEntry
}

// reservedSlugs are first path elements of addresses that are not a unit's.
var reservedSlugs = []string{"about", "search", "data", "accessibility", "words", "display", "static", "schema",
	"healthz", "readyz", "robots.txt", "sitemap.xml", "sitemap-site.xml", "feed.atom", "figures.csv", "reports.json", "search.json", "favicon.ico"}

var slugPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// readReport reads report.toml, all but what its headlines refer to.
func (l *loader) readReport() {
	doc := l.decode(reportFile, &l.settings)
	if doc == nil {
		return
	}
	l.settingsDoc = doc
	s := l.settings
	doc.require(at{"heading"}, s.Heading)
	unit := doc.moneyUnit(at{"money_unit"}, s.MoneyUnit)
	doc.require(at{"money_unit"}, s.MoneyUnit)
	doc.require(at{"origin"}, s.Origin)
	doc.require(at{"unit", "name"}, s.Unit.Name)
	doc.require(at{"unit", "short"}, s.Unit.Short)
	checkLines(doc, nil, "cover", s.Cover)
	checkList(doc, "contents", s.ContentsTitle, s.Contents)
	checkList(doc, "annexes", s.AnnexesTitle, s.Annexes)
	checkKey(doc, l.dir, s)
	if !strings.Contains(l.report.Source, s.Unit.Contact) {
		doc.fail(at{"unit", "contact"}, "contact %q does not stand in source.txt: write what the report prints, or remove it", s.Unit.Contact)
	}
	if len(s.Section) == 0 {
		doc.fail(at{}, "there is no [[section]]: add one for each file of sections/")
	}
	if n := s.GlossarySection; n < 0 || n > len(s.Section) {
		doc.fail(at{"glossary_section"}, "there is no section %d to be the glossary: write the number of a section, or 0 for none", n)
	}
	r := l.report
	r.Front = report.Front{
		Key:     report.Key{Unit: s.Unit.Slug, Year: s.Year, Kind: s.Kind},
		Heading: s.Heading, Cover: s.Cover, UnitName: s.Unit.Name, UnitShort: s.Unit.Short, UnitContact: s.Unit.Contact,
		MoneyUnit: unit, Origin: s.Origin, Invented: s.Invented,
		ContentsTitle: s.ContentsTitle, Contents: s.Contents,
		AnnexesTitle: s.AnnexesTitle, Annexes: s.Annexes,
		GlossarySection: s.GlossarySection,
	}
}

// moneyUnit returns the unit of money that an entry names, "" for none.
func (d *document) moneyUnit(key at, text string) report.MoneyUnit {
	if text == "" {
		return ""
	}
	unit, err := report.ParseMoneyUnit(text)
	if err != nil {
		d.fail(key, "money_unit: %v", err)
	}
	return unit
}

// checkList checks a published list: its title and its lines go together.
func checkList(doc *document, name, title string, lines []string) {
	if (title == "") != (len(lines) == 0) {
		doc.fail(at{name}, "%s_title and %s go together: write both, or neither where the report has none", name, name)
	}
	checkLines(doc, nil, name, lines)
}

// checkLines refuses blank lines in a list of published lines.
func checkLines(doc *document, key at, name string, lines []string) {
	for i, line := range lines {
		if strings.TrimFunc(line, unicode.IsSpace) != line || line == "" {
			doc.fail(key.of(name, i), "line %d of %s is blank, or begins or ends with white space: write it, or remove it", i+1, name)
		}
	}
}

// checkKey checks unit, year and kind, which the folder's name repeats.
func checkKey(doc *document, dir string, s settings) {
	slug := s.Unit.Slug
	switch {
	case !doc.require(at{"unit", "slug"}, slug):
	case slices.Contains(reservedSlugs, slug):
		doc.fail(at{"unit", "slug"}, "slug %q is reserved for an address of the site itself: choose another", slug)
	case !slugPattern.MatchString(slug):
		doc.fail(at{"unit", "slug"}, "slug %q cannot be part of an address: use a-z, 0-9 and hyphens, no hyphen first", slug)
	case path.Base(path.Dir(dir)) != slug:
		doc.fail(at{"unit", "slug"}, "slug %q is not the name of the folder %q that holds the report: make them agree", slug, path.Base(path.Dir(dir)))
	}
	if _, ok := report.KindOf(s.Kind); !ok {
		var known []string
		for _, kind := range report.Kinds() {
			known = append(known, fmt.Sprintf("%q (%s)", kind.Slug, kind.Name))
		}
		doc.fail(at{"kind"}, "kind %q is unknown: write %s", s.Kind, strings.Join(known, ", "))
		return
	}
	if s.Year < 1000 || s.Year > 9999 {
		doc.fail(at{"year"}, "year %d is no year: write four digits", s.Year)
		return
	}
	if want := fmt.Sprintf("%d-%s", s.Year, s.Kind); path.Base(dir) != want {
		doc.fail(at{"year"}, "year and kind make %q, but the folder is called %q: make them agree", want, path.Base(dir))
	}
}
