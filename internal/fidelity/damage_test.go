package fidelity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/fidelity"
	"disclosure/internal/report"
)

// TestEveryChangeIsFound damages every published text of the reports in
// turn (one character changed, one thing dropped, two neighbours exchanged) and
// wants the check to fail and to name the place each time.
func TestEveryChangeIsFound(t *testing.T) {
	for n, r := range published(t) {
		t.Run(r.Unit, func(t *testing.T) {
			damageAll(t, r, func() *report.Report { return published(t)[n] })
		})
	}
}

// damageAll runs the parts of one report beside each other, each on a copy of
// its own.
func damageAll(t *testing.T, r *report.Report, fresh func() *report.Report) {
	part := func(name string, do func(*damage)) {
		mine := fresh()
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := damage{t: t, r: mine}
			do(&d)
			if d.done == 0 {
				t.Error("nothing was changed")
			}
			if err := fidelity.Check(mine); err != nil {
				t.Errorf("the test did not undo a change: %v", err)
			}
		})
	}
	part("front", func(d *damage) {
		d.text("report.toml heading", &d.r.Heading)
		d.texts("report.toml contents", &d.r.Contents)
		d.texts("report.toml annexes", &d.r.Annexes)
	})
	for i, s := range r.Sections {
		part(fmt.Sprintf("section %d", s.Number), func(d *damage) { d.section(&d.r.Sections[i]) })
	}
	for i, table := range r.Tables {
		part(fmt.Sprintf("table %d", table.Number), func(d *damage) { d.table(&d.r.Tables[i]) })
	}
	for i, p := range r.Projects {
		part(fmt.Sprintf("project %d", p.Number), func(d *damage) {
			ref := report.ProjectRef(p.Number)
			d.text(ref.String(), &d.r.Projects[i].Title)
			d.form(ref, &d.r.Projects[i].Form)
		})
	}
	part("whole", func(d *damage) {
		drop(d, "source.txt:", &d.r.Sections)
		drop(d, "source.txt:", &d.r.Tables)
		drop(d, "source.txt:", &d.r.Projects)
		drop(d, "source.txt:", &d.r.Notes)
	})
}

// damage tries changes on one report and undoes them.
type damage struct {
	t    *testing.T
	r    *report.Report
	done int
}

// expect checks the damaged report; the error must name the place.
func (d *damage) expect(place, change string) {
	d.t.Helper()
	d.done++
	err := fidelity.Check(d.r)
	switch {
	case err == nil:
		d.t.Errorf("%s: %s: not found", place, change)
	case !strings.Contains(err.Error(), place):
		d.t.Errorf("%s: %s: the place is not named in:\n%v", place, change, err)
	case !strings.Contains(err.Error(), "source.txt:"):
		d.t.Errorf("%s: %s: no line of source.txt is named in:\n%v", place, change, err)
	}
}

// text changes one character of a published text, a digit where it has one.
func (d *damage) text(place string, s *string) {
	if *s == "" {
		return
	}
	old := *s
	letters := []rune(old)
	at := max(0, strings.LastIndexAny(old, "0123456789"))
	at = len([]rune(old[:at]))
	if letters[at] == '7' {
		letters[at] = '1'
	} else {
		letters[at] = '7'
	}
	*s = string(letters)
	d.expect(place, fmt.Sprintf("%q for %q", *s, old))
	*s = old
}

func (d *damage) texts(place string, list *[]string) {
	for i := range *list {
		d.text(place, &(*list)[i])
	}
	drop(d, place, list)
	exchange(d, place, *list, func(a, b string) bool { return a == b })
}

func (d *damage) section(s *report.Section) {
	ref := report.SectionRef(s.Number)
	d.text(ref.String(), &s.Title)
	for i, b := range s.Blocks {
		for _, row := range b.Grid {
			for j := range row {
				d.text(ref.Grid(b.Number).String(), &row[j])
			}
		}
		if b.Kind == report.HeadingBlock || b.Kind == report.ParagraphBlock {
			d.text(b.Ref(s.Number).String(), &s.Blocks[i].Text)
		}
	}
	place := ref.String()
	if len(s.Holds()) == len(s.Blocks) {
		place = "/tables/" // a table whose place is lost
	}
	drop(d, place, &s.Blocks)
	exchange(d, ref.String()+"#", s.Blocks, func(a, b report.Block) bool { return a.Text == b.Text })
}

func (d *damage) table(t *report.Table) {
	ref := report.TableRef(t.Number)
	d.text(ref.String(), &t.Label)
	d.text(ref.String(), &t.Title)
	d.texts(ref.String(), &t.Captions)
	d.texts(ref.String(), &t.Notes)
	for j := range t.Columns {
		leaf := len(t.Columns[j].Path) - 1
		d.text(ref.Column(j+1).String(), &t.Columns[j].Path[leaf])
	}
	for i := range t.Rows {
		cells := t.Rows[i].Cells
		for j := range cells {
			d.text(ref.Cell(i+1, j+1).String(), &cells[j].Text)
		}
		place := ref.Row(i+1).String() + "c"
		exchange(d, place, cells, func(a, b report.Cell) bool { return a.Text == b.Text })
	}
	drop(d, ref.String(), &t.Rows)
	exchange(d, ref.String()+"#", t.Rows, func(a, b report.Row) bool {
		return slices.EqualFunc(a.Cells, b.Cells, func(a, b report.Cell) bool { return a.Text == b.Text })
	})
	if t.Form != nil {
		d.text(ref.String(), &t.RowsTitle)
		d.form(ref, t.Form)
	}
}

func (d *damage) form(ref report.Ref, f *report.Form) {
	d.text(ref.String(), &f.Caption)
	d.text(ref.String(), &f.IndicatorsTitle)
	d.texts(ref.String(), &f.IndicatorHeader)
	for k := range f.Fields {
		field := &f.Fields[k]
		at := ref.Field(k + 1).String()
		d.text(at, &field.Name)
		d.paragraphs(at, &field.Paragraphs)
		if k > 0 {
			before := &f.Fields[k-1]
			if !slices.Equal(before.Paragraphs, field.Paragraphs) {
				before.Paragraphs, field.Paragraphs = field.Paragraphs, before.Paragraphs
				seen := k
				if before.Paragraphs[0] == "" { // what is left out is missed where the report goes on
					seen++
				}
				d.expect(ref.Field(seen).String(), "values of two fields exchanged")
				before.Paragraphs, field.Paragraphs = field.Paragraphs, before.Paragraphs
			}
		}
	}
	drop(d, ref.String()+"#f", &f.Fields)
	for k := range f.Indicators {
		row := &f.Indicators[k]
		d.text(ref.IndicatorCell(k+1, 1).String(), &row.Level1)
		d.text(ref.IndicatorCell(k+1, 2).String(), &row.Level2)
		d.paragraphs(ref.IndicatorCell(k+1, 3).String(), &row.Content)
		d.text(ref.IndicatorCell(k+1, 4).String(), &row.Target)
		if k > 0 && f.Indicators[k-1].Target != row.Target {
			before := &f.Indicators[k-1]
			before.Target, row.Target = row.Target, before.Target
			noTarget := before.NoTarget
			before.NoTarget = false
			d.expect(ref.IndicatorCell(k, 4).String(), "targets of two indicators exchanged")
			before.NoTarget = noTarget
			before.Target, row.Target = row.Target, before.Target
		}
	}
	drop(d, ref.String()+"#i", &f.Indicators)
}

func (d *damage) paragraphs(place string, list *[]string) {
	for i := range *list {
		d.text(place, &(*list)[i])
	}
	if len(*list) > 1 {
		drop(d, place, list)
		exchange(d, place, *list, func(a, b string) bool { return a == b })
		old := *list
		*list = append([]string{old[0] + " " + old[1]}, old[2:]...)
		d.expect(place, "two paragraphs joined")
		*list = old
	}
}

// drop leaves out each thing of a list in turn.
func drop[T any](d *damage, place string, list *[]T) {
	old := *list
	for i := range old {
		*list = slices.Delete(slices.Clone(old), i, i+1)
		d.expect(place, fmt.Sprintf("number %d dropped", i+1))
	}
	*list = old
}

// exchange swaps each two neighbours that differ.
func exchange[T any](d *damage, place string, list []T, equal func(a, b T) bool) {
	for i := 1; i < len(list); i++ {
		if !equal(list[i-1], list[i]) {
			list[i-1], list[i] = list[i], list[i-1]
			d.expect(place, fmt.Sprintf("numbers %d and %d exchanged", i, i+1))
			list[i-1], list[i] = list[i], list[i-1]
		}
	}
}
