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
// which a year is one. A row without label is named by its codes, else by its
// number, and one that is the only row by its column alone.
func (t *Table) PlaceName(anchor string) []string {
	if n, ok := numbers(anchor, "c%d"); ok && n[0] <= len(t.Columns) {
		return []string{t.Columns[n[0]-1].name()}
	}
	if n, ok := numbers(anchor, "n%d"); ok && n[0] <= len(t.Notes) {
		return []string{"表下第 " + strconv.Itoa(n[0]) + " 条说明"}
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
	if own == "" {
		if name = append(name, place.Codes...); len(name) == 0 && len(t.Rows) > 1 {
			name = append(name, "第 "+strconv.Itoa(n[0])+" 行")
		}
	}
	same, figures := 0, 0
	for _, p := range places {
		if p[column.Side].own() == own {
			same++
		}
	}
	if own != "" && same > 1 {
		name = append(name, place.Codes...)
	}
	for _, c := range t.Columns {
		if c.Side == column.Side && c.Role.States() {
			figures++
		}
	}
	switch states := cell && (column.Role.States() || column.Role == Text); {
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

func (c Column) name() string { return strings.Join(c.Uncounted().Path, " › ") }

// namesBody tells whether a label is the name of the table's body or of the one
// that it belongs to: 局 of 局（本级）.
func (t *Table) namesBody(label string) bool {
	return t.UnitName != "" && strings.HasPrefix(Fold(t.UnitName), Fold(label))
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
				return append(f.Path(n[0]), "第 "+strconv.Itoa(n[1])+" 段")
			}
			return f.Path(n[0])
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

// PlaceName names a heading by its text and a small table by its number.
func (s *Section) PlaceName(anchor string) []string {
	if n, ok := numbers(anchor, "h%d"); ok {
		if b, ok := s.block(HeadingBlock, n[0]); ok {
			return []string{b.Text}
		}
	}
	if n, ok := numbers(anchor, "g%d"); ok {
		return []string{"第 " + strconv.Itoa(n[0]) + " 个小表"}
	}
	if n, ok := numbers(anchor, "g%dr%dc%d"); ok {
		return []string{fmt.Sprintf("第 %d 个小表", n[0]), fmt.Sprintf("第 %d 行第 %d 栏", n[1], n[2])}
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

// InventedMark follows the name of a report that is made up, so that it is never taken
// for one that was published.
func (f Front) InventedMark() string {
	if f.Invented {
		return "（虚构示例）"
	}
	return ""
}

// PlaceName is the words that name a place on the page of its part, none where there are
// none.
func (r *Report) PlaceName(ref Ref) []string {
	switch ref.Part {
	case SectionPart:
		for i := range r.Sections {
			if r.Sections[i].Number == ref.Number {
				return r.Sections[i].PlaceName(ref.Anchor)
			}
		}
	case TablePart:
		if t := r.Table(ref.Number); t != nil {
			return t.PlaceName(ref.Anchor)
		}
	case ProjectPart:
		for i := range r.Projects {
			if r.Projects[i].Number == ref.Number {
				return r.Projects[i].PlaceName(ref.Anchor)
			}
		}
	}
	return nil
}
