package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// ContentHash is the version of a report: the SHA-256 of its canonical
// published content and repairs, 64 hexadecimal digits. Spellings, tables that
// a section speaks of, headlines and other work of the editors do not change
// it; a published character or a repair does.
func (r *Report) ContentHash() string {
	type term struct {
		Paragraph int
		Name      string
	}
	type section struct {
		Number int
		Title  string
		Blocks []Block
	}
	type table struct {
		Number                            int
		Label, Title, UnitName, MoneyUnit string
		Header                            [][]string
		Rows                              [][]Cell
		Form                              *Form
		RowsTitle                         string
	}
	canonical := struct {
		Key                         Key
		Heading, UnitName           string
		ContentsTitle, AnnexesTitle string
		Contents, Annexes           []string
		Terms                       []term
		Sections                    []section
		Tables                      []table
		Projects                    []Project
		Notes                       []Note
		Source                      string
	}{
		Key: r.Key, Heading: r.Heading, UnitName: r.UnitName,
		ContentsTitle: r.ContentsTitle, AnnexesTitle: r.AnnexesTitle,
		Contents: r.Contents, Annexes: r.Annexes,
		Projects: r.Projects, Notes: r.Notes, Source: r.Source,
	}
	for _, t := range r.Terms {
		canonical.Terms = append(canonical.Terms, term{t.Paragraph, t.Name})
	}
	for _, s := range r.Sections {
		canonical.Sections = append(canonical.Sections, section{s.Number, s.Title, s.Blocks})
	}
	for _, t := range r.Tables {
		c := table{Number: t.Number, Label: t.Label, Title: t.Title, UnitName: t.UnitName,
			MoneyUnit: string(t.MoneyUnit), Form: t.Form, RowsTitle: t.RowsTitle}
		for _, column := range t.Columns {
			c.Header = append(c.Header, column.Path)
		}
		for _, row := range t.Rows {
			c.Rows = append(c.Rows, row.Cells)
		}
		canonical.Tables = append(canonical.Tables, c)
	}
	text, err := json.Marshal(canonical)
	if err != nil {
		panic("report: content cannot be written as JSON: " + err.Error()) // plain strings and decimals always can
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// ShortVersion is the version as people read and cite it: the first twelve
// digits of the hash.
func (f Front) ShortVersion() string {
	return f.Version[:min(len(f.Version), 12)]
}
