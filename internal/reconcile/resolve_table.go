package reconcile

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

var zero = new(big.Rat)

// table finds a table by its label. In the rules of a form, whose tables a
// report may lack, it returns nil for one that the report lacks; there a table
// is known by its title, because reports number their tables freely.
func (s *resolver) table(label string) (*report.Table, error) {
	if s.form != nil {
		var all []string
		for _, known := range s.form {
			all = append(all, known.Label)
			if report.Fold(known.Label) == report.Fold(label) {
				return s.titled(known.Title), nil
			}
		}
		return nil, fmt.Errorf("the form has no table %q; the nearest are %s: copy one of them, or list it under [[table]]", label, nearest(label, all))
	}
	var all []string
	for i := range s.r.Tables {
		all = append(all, s.r.Tables[i].Label)
		if report.Fold(s.r.Tables[i].Label) == report.Fold(label) {
			return &s.r.Tables[i], nil
		}
	}
	return nil, fmt.Errorf("there is no table %q; the nearest are %s: copy one of them", label, nearest(label, all))
}

// titleOf is the title of a table of the form.
func (s *resolver) titleOf(label string) string {
	for _, known := range s.form {
		if report.Fold(known.Label) == report.Fold(label) {
			return known.Title
		}
	}
	return label
}

// titled finds a table by its title, nil for none.
func (s *resolver) titled(title string) *report.Table {
	for i := range s.r.Tables {
		if report.Fold(s.r.Tables[i].Title) == report.Fold(title) {
			return &s.r.Tables[i]
		}
	}
	return nil
}

func (s *resolver) tableFigure(parts []string) (*figure, error) {
	t, err := s.table(parts[0])
	switch {
	case err != nil:
		return nil, err
	case t == nil:
		return &figure{place: finding.Place{What: finding.LackedTable, Table: parts[0]}, missing: true, quoted: s.titleOf(parts[0]), unit: string(s.r.MoneyUnit)}, nil
	case len(parts) < 2:
		return nil, fmt.Errorf("%s is named without a figure: add | row | column", parts[0])
	}
	ref := report.TableRef(t.Number)
	if column, ok := strings.CutPrefix(parts[1], "计数 "); ok && len(parts) == 2 {
		return s.rowCount(t, column)
	}
	if t.Form != nil && s.inForm(t, parts[1]) {
		return formFigure(*t.Form, ref, finding.Place{Table: t.Called()}, parts[1:])
	}
	if len(parts) == 4 {
		p, err := s.tablePassage(parts[:3])
		if err != nil {
			return nil, err
		}
		return p.say(parts[3])
	}
	if len(parts) != 3 {
		return nil, fmt.Errorf("%q is no cell: write 表 … | row | column", strings.Join(parts, " | "))
	}
	row, column, err := s.findCell(t, parts[1], parts[2])
	if err != nil {
		return nil, err
	}
	if t.Columns[column-1].Role != report.Amount {
		return nil, fmt.Errorf("column %q of %s holds words: add | and the words that state the figure", parts[2], t.Label)
	}
	return s.reading.cell(t.Number, row, column), nil
}

// inForm tells whether a part names something of the form around a table.
func (s *resolver) inForm(t *report.Table, part string) bool {
	return strings.HasPrefix(part, indicatorPrefix) || slices.ContainsFunc(t.Form.Fields, func(f report.Field) bool { return report.Fold(f.Name) == report.Fold(part) })
}

// tablePassage finds a cell of words, or a text of the form around a table.
func (s *resolver) tablePassage(parts []string) (passage, error) {
	t, err := s.table(parts[0])
	switch {
	case err != nil:
		return passage{}, err
	case t == nil:
		return passage{}, fmt.Errorf("the report has no %s: a rule of the form cannot quote it", parts[0])
	case t.Form != nil && len(parts) == 2:
		return formPassage(*t.Form, report.TableRef(t.Number), finding.Place{Table: t.Called()}, parts[1])
	case len(parts) != 3:
		return passage{}, fmt.Errorf("%q is no cell: write 表 … | row | column", strings.Join(parts, " | "))
	}
	row, column, err := s.findCell(t, parts[1], parts[2])
	if err != nil {
		return passage{}, err
	}
	text := t.Rows[row-1].Cells[column-1].Text
	return passage{cellPlace(t, row, column, labelCounts(t, t.Columns[column-1].Side)), []paragraph{{report.TableRef(t.Number).Cell(row, column), 0, text}}}, nil
}

// rowCount is how many rows have a label in a column.
func (s *resolver) rowCount(t *report.Table, path string) (*figure, error) {
	column, err := findColumn(t, path)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, row := range t.Rows {
		if row.Cells[column-1].Text != "" {
			n++
		}
	}
	text := strconv.Itoa(n)
	return &figure{ref: report.TableRef(t.Number).Column(column), place: finding.Place{What: finding.RowCount, Table: t.Called(), Name: path},
		text: text, value: big.NewRat(int64(n), 1), exact: true}, nil
}

// findCell finds the one cell of a row and a column, which count from 1.
func (s *resolver) findCell(t *report.Table, words, path string) (row, column int, err error) {
	if column, err = findColumn(t, path); err != nil {
		return 0, 0, err
	}
	row, err = s.findRow(t, t.Columns[column-1].Side, words)
	return row, column, err
}

func findColumn(t *report.Table, path string) (int, error) {
	var all []string
	for j, c := range t.Columns {
		if report.Fold(c.FolderPath()) == report.Fold(path) {
			return j + 1, nil
		}
		all = append(all, c.FolderPath())
	}
	return 0, fmt.Errorf("%s has no column %q; the nearest are %s: copy one of them", t.Label, path, nearest(path, all))
}

// findRow finds the one row of a side that words joined by > name. Each is a
// label or key of the row or of one that it stands under, and one at least is
// the row's own.
func (s *resolver) findRow(t *report.Table, side int, text string) (int, error) {
	words := strings.Split(text, ">")
	for i := range words {
		words[i] = report.Fold(words[i])
	}
	var found []int
	for i, place := range s.rowPlaces(t, side) {
		if place.Named(words...) {
			found = append(found, i+1)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		var labels []string
		for _, sides := range t.Places() {
			labels = append(labels, sides[side].Codes...)
			labels = append(labels, sides[side].Path...)
		}
		return 0, fmt.Errorf("%s has no row %q; the nearest are %s: copy one of them", t.Label, text, nearest(text, labels))
	}
	return 0, fmt.Errorf("%s has %d rows %q, %s: add the label above, or a key, with >", t.Label, len(found), text, listed(found))
}

// rowPlaces lists the places of the rows of one side of a table, their words folded.
func (s *resolver) rowPlaces(t *report.Table, side int) []report.RowPlace {
	at := [2]int{t.Number, side}
	if all, ok := s.rows[at]; ok {
		return all
	}
	var all []report.RowPlace
	for _, sides := range t.Places() {
		p := sides[side]
		for _, words := range []*[]string{&p.Codes, &p.Path, &p.Above} {
			var folded []string
			for _, word := range *words {
				folded = append(folded, report.Fold(word))
			}
			*words = folded
		}
		all = append(all, p)
	}
	s.rows[at] = all
	return all
}

func listed(rows []int) string {
	var parts []string
	for _, i := range rows {
		parts = append(parts, strconv.Itoa(i))
	}
	return "rows " + strings.Join(parts, ", ")
}
