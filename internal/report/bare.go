package report

// Bare takes from the published words of a report what differs from report to report
// although the same is meant: years, the names of its bodies, and spaces.
type Bare struct{ bare }

// BareOf is the Bare of a report, for its titles and for what these tables say.
func BareOf(f Front, tables ...*Table) Bare {
	bodies := []string{f.UnitName, f.UnitShort}
	for _, t := range tables {
		bodies = append(bodies, t.UnitName)
	}
	return Bare{newBare(bodies...)}
}

// Words are the words that are left of a text.
func (b Bare) Words(text string) string { return b.words(text) }

// Label are the words that are left of the label of a row, without its number.
func (b Bare) Label(text string) string {
	return b.words(Unnumbered(text))
}

// CodeAndYear tells the code of a row from the year that a key of it may be; "" and 0
// for none.
func (p RowPlace) CodeAndYear() (code string, year int) { return codeAndYear(p.Codes) }

// Year is the only year that the words of the column's header name, 0 for none.
func (c Column) Year() int { return yearIn(c.Path) }
