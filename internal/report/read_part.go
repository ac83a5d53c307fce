package report

import (
	"errors"
	"fmt"
)

// writtenRef is a Ref in a document.
type writtenRef struct {
	Part   Part   `json:"part"`
	Number int    `json:"number"`
	Anchor string `json:"anchor"`
}

// readFront reads all of a front but the definitions of its terms, which stand in
// the glossary section.
func (r *Report) readFront(p WrittenPart) error {
	var front struct {
		Heading  string   `json:"heading"`
		Cover    []string `json:"cover"`
		Contents []struct {
			Heading string      `json:"heading"`
			After   *writtenRef `json:"after"`
			Lines   []string    `json:"lines"`
		} `json:"contents"`
	}
	var known struct {
		Format string `json:"format"`
		Unit   struct {
			Name    string `json:"name"`
			Short   string `json:"short"`
			Contact string `json:"contact"`
		} `json:"unit"`
		MoneyUnit MoneyUnit      `json:"money_unit"`
		Origin    string         `json:"origin"`
		Invented  bool           `json:"invented"`
		Originals []readOriginal `json:"originals"`
		Headlines []struct {
			Label string     `json:"label"`
			Text  string     `json:"text"`
			Unit  MoneyUnit  `json:"unit"`
			From  writtenRef `json:"from"`
		} `json:"headlines"`
		Glossary struct {
			Section int `json:"section"`
			Terms   []struct {
				Name      string   `json:"name"`
				Paragraph int      `json:"paragraph"`
				Spellings []string `json:"spellings"`
				Never     []string `json:"never"`
			} `json:"terms"`
		} `json:"glossary"`
		Publications []struct {
			Version   string `json:"version"`
			Published string `json:"published"`
			Reason    string `json:"reason"`
			Source    string `json:"source"`
		} `json:"publications"`
		Withdrawn *struct {
			Date   string `json:"date"`
			Reason string `json:"reason"`
			Source string `json:"source"`
		} `json:"withdrawn"`
	}
	if err := p.readDocuments(&front, &known); err != nil {
		return err
	}
	if known.Format != EditorialForm {
		return laterForm(p.editorialPath(), known.Format, EditorialForm)
	}
	f := &r.Front
	f.Heading, f.Cover = front.Heading, front.Cover
	for _, printed := range front.Contents {
		if printed.After == nil {
			f.ContentsTitle, f.Contents = printed.Heading, printed.Lines
		} else {
			f.AnnexesTitle, f.Annexes = printed.Heading, printed.Lines
		}
	}
	f.UnitName, f.UnitShort, f.UnitContact = known.Unit.Name, known.Unit.Short, known.Unit.Contact
	f.MoneyUnit, f.Origin, f.GlossarySection = known.MoneyUnit, known.Origin, known.Glossary.Section
	f.Invented = known.Invented
	for _, o := range known.Originals {
		f.Originals = append(f.Originals, o.original())
	}
	for _, h := range known.Headlines {
		f.Headlines = append(f.Headlines, Headline{h.Label, h.Text, h.Unit, Ref(h.From)})
	}
	for _, p := range known.Publications {
		f.Publications = append(f.Publications, Publication(p))
	}
	f.Withdrawn = (*Withdrawal)(known.Withdrawn)
	for i, t := range known.Glossary.Terms {
		f.Terms = append(f.Terms, Term{Number: i + 1, Name: t.Name, Paragraph: t.Paragraph, Spellings: t.Spellings, Never: t.Never})
	}
	return nil
}

// ReadOriginals reads from the front's documents in which files the report was published.
func ReadOriginals(p WrittenPart) ([]Original, error) {
	r := new(Report)
	err := r.readFront(p)
	return r.Originals, err
}

// ReadSection reads a section from its documents.
func ReadSection(p WrittenPart) (*Section, error) {
	var printed struct {
		Heading string `json:"heading"`
		Blocks  []struct {
			Heading string     `json:"heading"`
			Level   int        `json:"level"`
			Text    string     `json:"text"`
			Grid    [][]string `json:"grid"`
			Table   int        `json:"table"`
		} `json:"blocks"`
	}
	var known struct {
		Tables []int `json:"tables"`
	}
	if err := p.readDocuments(&printed, &known); err != nil {
		return nil, err
	}
	s := &Section{Number: p.Ref.Number, Title: printed.Heading, Tables: known.Tables}
	for i, b := range printed.Blocks {
		var filled []Block
		if b.Heading != "" {
			filled = append(filled, Block{Kind: HeadingBlock, Level: max(1, b.Level), Text: b.Heading})
		}
		if b.Text != "" {
			filled = append(filled, Block{Kind: ParagraphBlock, Text: b.Text})
		}
		if b.Grid != nil {
			filled = append(filled, Block{Kind: GridBlock, Grid: b.Grid})
		}
		if b.Table != 0 {
			filled = append(filled, Block{Kind: TableBlock, Number: b.Table})
		}
		if len(filled) != 1 {
			return nil, fmt.Errorf("%s: block %d must have one of heading, text, grid and table", p.Path(), i+1)
		}
		s.Add(filled[0])
	}
	return s, nil
}

// ReadProject reads a project form from its documents.
func ReadProject(p WrittenPart) (*Project, error) {
	var printed struct {
		Heading string `json:"heading"`
		writtenForm
	}
	var known struct {
		Name string `json:"name"`
		knownOfFields
	}
	if err := p.readDocuments(&printed, &known); err != nil {
		return nil, err
	}
	form, err := printed.form(known.knownOfFields)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.Path(), err)
	}
	return &Project{Number: p.Ref.Number, Name: known.Name, Title: printed.Heading, Form: *form}, nil
}

// writtenForm is a form in a document.
type writtenForm struct {
	Caption string `json:"caption"`
	Fields  []struct {
		Name string   `json:"name"`
		Text []string `json:"text"`
	} `json:"fields"`
	Indicators struct {
		Heading string       `json:"heading"`
		Header  []string     `json:"header"`
		Rows    [][][]string `json:"rows"`
	} `json:"indicators"`
}

// knownOfFields is what is known of the fields of a form beside the print.
type knownOfFields struct {
	Amounts []int `json:"amounts"` // the numbers of those that state an amount
	Under   []int `json:"under"`   // for each the number of the one that it stands under
}

func (w writtenForm) form(known knownOfFields) (*Form, error) {
	f := &Form{Caption: w.Caption, IndicatorsTitle: w.Indicators.Heading, IndicatorHeader: w.Indicators.Header}
	for _, field := range w.Fields {
		f.Fields = append(f.Fields, Field{Name: field.Name, Paragraphs: field.Text})
	}
	if n := len(known.Under); n > 0 && n != len(f.Fields) {
		return nil, fmt.Errorf("it says of %d fields what they stand under, and has %d", n, len(f.Fields))
	}
	for k, above := range known.Under {
		if above < 0 || above > k {
			return nil, fmt.Errorf("field %d stands under field %d, which is not before it", k+1, above)
		}
		f.Fields[k].Under = above
	}
	for _, k := range known.Amounts {
		if k < 1 || k > len(f.Fields) {
			return nil, fmt.Errorf("there is no field %d to state an amount", k)
		}
		f.Fields[k-1].Amount = true
	}
	for i, cells := range w.Indicators.Rows {
		one := func(j int) string { return cells[j][0] }
		if n := len(cells); n < 3 || n > 4 || len(cells[0]) != 1 || len(cells[1]) != 1 || n == 4 && len(cells[3]) != 1 {
			return nil, fmt.Errorf("row %d of indicators must be two levels of one paragraph each, a content, and a target of one paragraph where there is a cell for it", i+1)
		}
		indicator := Indicator{Level1: one(0), Level2: one(1), Content: cells[2], NoTarget: len(cells) == 3}
		if !indicator.NoTarget {
			indicator.Target = one(3)
		}
		if len(indicator.Content) == 0 {
			indicator.Content = nil
		}
		f.Indicators = append(f.Indicators, indicator)
	}
	return f, nil
}

// ReadNotes reads the repairs of a report from their document.
func ReadNotes(p WrittenPart) ([]Note, error) {
	var known struct {
		Notes []struct {
			From  int        `json:"from"`
			To    int        `json:"to"`
			At    writtenRef `json:"at"`
			Why   string     `json:"why"`
			Edits []struct {
				Received string `json:"received"`
				Shown    string `json:"shown"`
			} `json:"edits"`
		} `json:"notes"`
	}
	if p.Content != nil {
		return nil, errors.New("nothing of the notes is printed")
	}
	if err := p.readDocuments(nil, &known); err != nil {
		return nil, err
	}
	var notes []Note
	for i, n := range known.Notes {
		note := Note{Number: i + 1, From: n.From, To: n.To, At: Ref(n.At), Why: n.Why}
		for _, e := range n.Edits {
			note.Edits = append(note.Edits, Edit(e))
		}
		notes = append(notes, note)
	}
	return notes, nil
}
