package export

import (
	"encoding/json"
	"io"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// The JSON files say everything about what they hold: addresses are absolute,
// figures stand as published text beside their exact value as a string of
// digits, and null is a cell that was published blank.

// origin is where a file comes from; every JSON file begins with it.
type origin struct {
	Heading      string         `json:"heading"`
	Invented     bool           `json:"invented,omitempty"` // an example that is made up
	Unit         string         `json:"unit"`
	Year         int            `json:"year"`
	Kind         string         `json:"kind"`
	Address      string         `json:"address"`
	Version      string         `json:"version"`       // short form, for citations
	VersionWhole string         `json:"version_whole"` // SHA-256 of what was published
	Source       string         `json:"source"`        // where the text came from
	Originals    []originalJSON `json:"originals,omitempty"`
	Received     string         `json:"received"` // address of the text as received
}

// originalJSON is a file in which the report was published.
type originalJSON struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	Published string `json:"published,omitempty"`
	Received  string `json:"received,omitempty"`
	Terms     string `json:"terms,omitempty"`
	From      string `json:"from,omitempty"`    // the address at which it was published
	Address   string `json:"address,omitempty"` // here, where the publisher allows that
}

func (s Site) originals(f report.Front) (all []originalJSON) {
	for _, o := range f.Originals {
		j := originalJSON{Name: o.Name, SHA256: o.SHA256, Published: o.Published, Received: o.Received, Terms: o.Terms, From: o.Address}
		if o.Allowed {
			j.Address = s.address(f, report.PageOf(report.Part(o.File)))
		}
		all = append(all, j)
	}
	return all
}

// says is an original in a line for people.
func (o originalJSON) says() string {
	parts := []string{o.Name}
	for _, p := range [][2]string{{"公布于 ", o.From}, {"公布日期 ", o.Published}, {"取得日期 ", o.Received}, {"再利用的说明：", o.Terms}, {"本站存有：", o.Address}, {"SHA-256 ", o.SHA256}} {
		if p[1] != "" {
			parts = append(parts, p[0]+p[1])
		}
	}
	return strings.Join(parts, "；")
}

func (s Site) origin(f report.Front) origin {
	return origin{Heading: f.Heading, Invented: f.Invented, Unit: f.UnitName, Year: f.Year, Kind: f.Kind,
		Address: s.address(f, report.Ref{}), Version: f.ShortVersion(), VersionWhole: f.Version,
		Source: f.Origin, Originals: s.originals(f), Received: s.address(f, report.Ref{Part: report.SourcePart})}
}

// TableJSON writes an annex table, with the report's repairs that touch it.
func (s Site) TableJSON(w io.Writer, f report.Front, t *report.Table, notes []report.Note) error {
	return encode(w, struct {
		Report origin `json:"report"`
		tableJSON
	}{s.origin(f), s.table(f, t, notes)})
}

// SectionJSON writes a section.
func (s Site) SectionJSON(w io.Writer, f report.Front, section *report.Section) error {
	return encode(w, struct {
		Report origin `json:"report"`
		sectionJSON
	}{s.origin(f), s.section(f, section)})
}

// ProjectJSON writes a project form.
func (s Site) ProjectJSON(w io.Writer, f report.Front, p *report.Project) error {
	return encode(w, struct {
		Report origin `json:"report"`
		projectJSON
	}{s.origin(f), s.project(f, p)})
}

// ReportJSON writes a whole report with what its reconciliation found.
func (s Site) ReportJSON(w io.Writer, r *report.Report, checks finding.Result) error {
	whole := struct {
		Report    origin         `json:"report"`
		MoneyUnit string         `json:"money_unit"`
		Citation  string         `json:"citation"`
		Contents  []string       `json:"contents"`
		Annexes   []string       `json:"annexes"`
		Headlines []headlineJSON `json:"headlines"`
		Sections  []sectionJSON  `json:"sections"`
		Tables    []tableJSON    `json:"tables"`
		Projects  []projectJSON  `json:"projects"`
		Notes     []noteJSON     `json:"notes"`
		Checks    checksJSON     `json:"checks"`
	}{
		Report: s.origin(r.Front), MoneyUnit: string(r.MoneyUnit), Citation: s.citation(r.Front, report.Ref{}),
		Contents: list(r.Contents), Annexes: list(r.Annexes),
		Headlines: mapSlice(r.Headlines, func(h *report.Headline) headlineJSON {
			return headlineJSON{h.Label, h.Text, string(h.Unit), s.address(r.Front, h.From)}
		}),
		Sections: mapSlice(r.Sections, func(section *report.Section) sectionJSON { return s.section(r.Front, section) }),
		Tables:   mapSlice(r.Tables, func(t *report.Table) tableJSON { return s.table(r.Front, t, r.Notes) }),
		Projects: mapSlice(r.Projects, func(p *report.Project) projectJSON { return s.project(r.Front, p) }),
		Notes:    s.noteList(r.Front, r.Notes),
		Checks:   s.checksJSON(r.Front, checks),
	}
	return encode(w, whole)
}

// headlineJSON is a figure of the overview.
type headlineJSON struct {
	Label   string `json:"label"`
	Text    string `json:"text"`
	Unit    string `json:"unit,omitempty"`
	Address string `json:"address"` // of the place that states it
}

// noteJSON is a repair of the text as received.
type noteJSON struct {
	Number  int        `json:"number"`
	From    int        `json:"from_line"`
	To      int        `json:"to_line"`
	Where   string     `json:"where"` // address of the repaired place
	Why     string     `json:"why"`
	Edits   []editJSON `json:"edits"`
	Address string     `json:"address"`
}

type editJSON struct {
	Received string `json:"received"`
	Shown    string `json:"shown"`
}

func (s Site) noteList(f report.Front, notes []report.Note) []noteJSON {
	return mapSlice(notes, func(n *report.Note) noteJSON {
		return noteJSON{n.Number, n.From, n.To, s.address(f, n.At), n.Why,
			mapSlice(n.Edits, func(e *report.Edit) editJSON { return editJSON(*e) }),
			s.address(f, report.Ref{Part: report.NotesPart}.Note(n.Number))}
	})
}

// encode writes indented JSON that a person can read too.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// list is s, and an empty list rather than null where there is nothing.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// mapSlice makes a list of the same length as from, an element of each.
func mapSlice[A, B any](from []A, convert func(*A) B) []B {
	to := []B{}
	for i := range from {
		to = append(to, convert(&from[i]))
	}
	return to
}

// blankable is a text, and null where it is blank.
func blankable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
