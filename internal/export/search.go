package export

import (
	"io"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// searchJSON is a page of the answer to a query.
type searchJSON struct {
	Format  string    `json:"format"`
	Schema  string    `json:"schema"`
	Query   string    `json:"query"`
	Typed   bool      `json:"as_typed"` // looked for just as typed
	Read    []string  `json:"read"`     // what was looked for
	Left    []string  `json:"left"`     // what was typed and not looked for
	Count   int       `json:"count"`
	More    bool      `json:"more"` // there are more, which are not listed
	Page    int       `json:"page"`
	Pages   int       `json:"pages"`
	Figures []hitJSON `json:"figures"` // headline figures that are called so
	Hits    []hitJSON `json:"hits"`
	Also    []string  `json:"also"` // other queries, which find more
}

type hitJSON struct {
	Kind      string        `json:"kind"`
	Unit      string        `json:"unit"`
	UnitShort string        `json:"unit_short"`
	Year      int           `json:"year"`
	Report    string        `json:"report"` // kind of report
	Where     []string      `json:"where"`  // table, section and heading, or form
	Path      []string      `json:"path"`   // what stands above it there
	Code      []string      `json:"code"`
	Text      string        `json:"text"`
	MoneyUnit string        `json:"money_unit,omitempty"` // of a text that is an amount
	Facts     []hitCellJSON `json:"facts"`
	Address   string        `json:"address"`
}

// hitCellJSON is a cell beside the text of a hit.
type hitCellJSON struct {
	Name      []string `json:"name"`
	Text      string   `json:"text"`
	MoneyUnit string   `json:"money_unit,omitempty"`
	Address   string   `json:"address"`
}

// kindsOfHits are the kinds of places for programs, as addresses of searches name them.
var kindsOfHits = map[search.Kind]string{
	search.ReportKind: "reports", search.TermKind: "terms", search.ProseKind: "sections", search.TableKind: "tables", search.FieldKind: "forms",
	search.IndicatorKind: "indicators", search.CheckKind: "checks", search.NoteKind: "notes", search.HeadlineKind: "figures",
}

// SearchJSON writes a page of the answer to a query. Addresses are those of the newest
// versions, as the search finds them.
func (s Site) SearchJSON(w io.Writer, query string, found search.Results) error {
	j := searchJSON{Format: listForm, Schema: s.Origin + "/schema/" + listForm + "/search.json", Query: query,
		Typed: found.Typed, Read: []string{}, Left: list(found.Left), Count: found.Count, More: found.More, Page: max(found.Page, 1), Pages: found.Pages,
		Figures: mapSlice(found.Figures, s.hit), Hits: []hitJSON{}, Also: []string{}}
	for _, read := range found.Read {
		j.Read = append(j.Read, read.Text)
	}
	for _, kind := range found.Kinds {
		j.Hits = append(j.Hits, mapSlice(kind.Hits, s.hit)...)
	}
	for _, other := range found.Also {
		j.Also = append(j.Also, other.Query)
	}
	return encode(w, j)
}

func (s Site) hit(h *search.Hit) hitJSON {
	at := func(ref report.Ref) string { return s.Origin + h.Report.Base() + ref.String() }
	plain := func(m *search.Highlighted) string { return m.Text }
	return hitJSON{Kind: kindsOfHits[h.Kind], Unit: h.Report.Unit, UnitShort: h.UnitShort, Year: h.Report.Year, Report: h.Report.Kind,
		Where: mapSlice(h.Where, plain), Path: mapSlice(h.Path, plain), Code: mapSlice(h.Code, plain),
		Text: h.Text.Text, MoneyUnit: h.Unit, Address: at(h.Ref),
		Facts: mapSlice(h.Facts, func(f *search.Fact) hitCellJSON {
			return hitCellJSON{list(f.Name), f.Text.Text, f.Unit, at(f.Ref)}
		}),
	}
}
