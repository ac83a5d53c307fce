package export

import (
	"strings"

	"disclosure/internal/report"
)

// sectionJSON is a section of the report's text.
type sectionJSON struct {
	Number  int         `json:"number"`
	Title   string      `json:"title"`
	Address string      `json:"address"`
	Blocks  []blockJSON `json:"blocks"`
	Tables  []string    `json:"tables"`          // addresses of the annex tables that it speaks of
	Terms   []termJSON  `json:"terms,omitempty"` // of the glossary section
}

type blockJSON struct {
	Kind    string     `json:"kind"` // see blockKinds
	Number  int        `json:"number"`
	Level   int        `json:"level,omitempty"` // of a heading
	Text    string     `json:"text,omitempty"`
	Rows    [][]string `json:"rows,omitempty"` // of a small table
	Address string     `json:"address"`
}

// blockKinds are the names of the kinds of blocks, for programs and for people.
var blockKinds = map[report.BlockKind]struct{ slug, name string }{
	report.ParagraphBlock: {"paragraph", "段落"},
	report.HeadingBlock:   {"heading", "小标题"},
	report.GridBlock:      {"grid", "小表"},
	report.TableBlock:     {"table", "附表"},
}

type termJSON struct {
	Number     int    `json:"number"`
	Name       string `json:"name"`
	Definition string `json:"definition"`
	Address    string `json:"address"`
}

func (s Site) section(f report.Front, section *report.Section) sectionJSON {
	ref := report.SectionRef(section.Number)
	j := sectionJSON{Number: section.Number, Title: section.Title, Address: s.address(f, ref),
		Blocks: mapSlice(section.Blocks, func(b *report.Block) blockJSON {
			return blockJSON{blockKinds[b.Kind].slug, b.Number, b.Level, b.Text, b.Grid, s.address(f, b.Ref(section.Number))}
		}),
		Tables: mapSlice(section.Tables, func(n *int) string { return s.address(f, report.TableRef(*n)) }),
	}
	if section.Number == f.GlossarySection {
		j.Terms = mapSlice(f.Terms, func(t *report.Term) termJSON {
			return termJSON{t.Number, t.Name, t.Definition, s.address(f, ref.Term(t.Number))}
		})
	}
	return j
}

// projectJSON is a project performance form.
type projectJSON struct {
	Number   int    `json:"number"`
	Name     string `json:"name"`
	Title    string `json:"title"`
	Address  string `json:"address"`
	Citation string `json:"citation"`
	formJSON
}

func (s Site) project(f report.Front, p *report.Project) projectJSON {
	ref := report.ProjectRef(p.Number)
	return projectJSON{p.Number, p.Name, p.Title, s.address(f, ref),
		s.citation(f, ref, report.ProjectPart.ShortName()+" "+p.Name), s.form(f, ref, &p.Form)}
}

// formJSON is a form: its fields, then its indicators.
type formJSON struct {
	Caption         string          `json:"caption"`
	Fields          []fieldJSON     `json:"fields"`
	IndicatorsTitle string          `json:"indicators_title"`
	IndicatorHeader []string        `json:"indicator_header"`
	Indicators      []indicatorJSON `json:"indicators"`
}

type fieldJSON struct {
	Number     int      `json:"number"`
	Name       string   `json:"name"`
	Under      int      `json:"under,omitempty"` // number of the field that it stands under
	Paragraphs []string `json:"paragraphs"`      // empty where the field was left blank
	Value      string   `json:"value,omitempty"` // exact, of a field that states an amount
	Unit       string   `json:"unit,omitempty"`
	Address    string   `json:"address"`
}

type indicatorJSON struct {
	Number    int      `json:"number"`
	Level1    string   `json:"level1"`
	Level2    string   `json:"level2"`
	Content   []string `json:"content"`
	HasTarget bool     `json:"has_target"` // the row has a cell for a target value
	Target    *string  `json:"target"`     // null where it has none or a blank one
	Address   string   `json:"address"`
}

func (s Site) form(f report.Front, ref report.Ref, form *report.Form) formJSON {
	j := formJSON{Caption: form.Caption, IndicatorsTitle: form.IndicatorsTitle, IndicatorHeader: list(form.IndicatorHeader),
		Fields: []fieldJSON{}, Indicators: []indicatorJSON{}}
	for k, field := range form.Fields {
		entry := fieldJSON{Number: k + 1, Name: field.Name, Paragraphs: list(field.Paragraphs), Unit: string(form.FieldUnit(k + 1)), Under: field.Under,
			Address: s.address(f, ref.Field(k+1))}
		content := strings.Join(field.Paragraphs, "\n")
		if content == "" {
			entry.Paragraphs = []string{}
		}
		if field.Amount {
			entry.Value = figure(content).exact
		}
		j.Fields = append(j.Fields, entry)
	}
	for k, d := range form.Indicators {
		j.Indicators = append(j.Indicators, indicatorJSON{k + 1, d.Level1, d.Level2, list(d.Content),
			!d.NoTarget, blankable(d.Target), s.address(f, ref.Indicator(k+1))})
	}
	return j
}
