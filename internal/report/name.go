package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// longestName is up to how many characters a published text can name a place.
const longestName = 30

// Named is a part of a report whose places have names in published words.
type Named interface {
	// PlaceName is the words that name the place of an anchor, from the larger to
	// the smaller; none where nothing that is printed names it.
	PlaceName(anchor string) []string
}

// PlaceName names a row by its label, a cell by that and by its column where the
// row has several figures. A label that only repeats the table's body names
// nothing; one that occurs more than once is told apart by the codes beside it, of
// which a year is one.
func (t *Table) PlaceName(anchor string) []string {
	if n, ok := numbers(anchor, "c%d"); ok && n[0] <= len(t.Columns) {
		return []string{t.Columns[n[0]-1].name()}
	}
	n, cell := numbers(anchor, "r%dc%d")
	if !cell {
		var row bool
		if n, row = numbers(anchor, "r%d"); !row {
			return t.Form.PlaceName(anchor)
		}
		n = append(n, 1)
	}
	if n[0] > len(t.Rows) || n[1] > len(t.Columns) {
		return nil
	}
	column := t.Columns[n[1]-1]
	places := t.Places()
	place := places[n[0]-1][column.Side]
	var name []string
	own := place.own()
	if own != "" && !t.namesBody(own) {
		name = append(name, own)
	}
	same, figures := 0, 0
	for _, p := range places {
		if p[column.Side].own() == own {
			same++
		}
	}
	if same > 1 {
		name = append(name, place.Codes...)
	}
	for _, c := range t.Columns {
		if c.Side == column.Side && c.Role == Amount {
			figures++
		}
	}
	switch states := cell && (column.Role == Amount || column.Role == Text); {
	case states && (figures > 1 || len(name) == 0):
		name = append(name, column.name())
	case len(name) == 0 && own != "":
		name = append(name, own)
	}
	return name
}

// own is the row's own label, "" where it has none.
func (p RowPlace) own() string {
	if len(p.Path) == 0 {
		return ""
	}
	return p.Path[len(p.Path)-1]
}

func (c Column) name() string { return strings.Join(c.Path, " › ") }

// namesBody tells whether a label is the name of the table's body or of the one
// that it belongs to: 局 of 局（本级）.
func (t *Table) namesBody(label string) bool {
	plain := strings.NewReplacer(" ", "", "(", "（", ")", "）").Replace
	return t.UnitName != "" && strings.HasPrefix(plain(t.UnitName), plain(label))
}

// PlaceName names a field by its name, an indicator by its content if no other has
// the same.
func (f *Form) PlaceName(anchor string) []string {
	if f == nil {
		return nil
	}
	for _, form := range []string{"f%dp%d", "f%d"} {
		if n, ok := numbers(anchor, form); ok && n[0] <= len(f.Fields) {
			field := f.Fields[n[0]-1]
			if len(n) > 1 && len(field.Paragraphs) > 1 {
				return []string{field.Name, "第 " + strconv.Itoa(n[1]) + " 段"}
			}
			return []string{field.Name}
		}
	}
	for _, form := range []string{"i%dc%d", "i%d"} {
		if n, ok := numbers(anchor, form); ok && n[0] <= len(f.Indicators) {
			content := f.Indicators[n[0]-1].Content
			same := 0
			for _, i := range f.Indicators {
				if slices.Equal(i.Content, content) {
					same++
				}
			}
			if len(content) == 1 && content[0] != "" && same == 1 && utf8.RuneCountInString(content[0]) <= longestName {
				return content
			}
		}
	}
	return nil
}

// PlaceName names a heading by its text.
func (s *Section) PlaceName(anchor string) []string {
	if n, ok := numbers(anchor, "h%d"); ok {
		for _, b := range s.Blocks {
			if b.Heading && b.Number == n[0] {
				return []string{b.Text}
			}
		}
	}
	return nil
}

// numbers reads the numbers of an anchor of a form such as r%dc%d, all of them
// from 1.
func numbers(anchor, form string) ([]int, bool) {
	n := make([]int, strings.Count(form, "%d"))
	places := make([]any, len(n))
	for i := range n {
		places[i] = &n[i]
	}
	if _, err := fmt.Sscanf(anchor, form, places...); err != nil {
		return nil, false
	}
	again := make([]any, len(n))
	for i := range n {
		again[i] = n[i]
		if n[i] < 1 {
			return nil, false
		}
	}
	return n, fmt.Sprintf(form, again...) == anchor
}
