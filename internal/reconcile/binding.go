package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// bind lists the figures that relations bind, given their findings.
func (rel relations) bind(r *reading, findings []finding.Finding) []finding.Binding {
	var all []finding.Binding
	at := map[figureID]int{}
	for i, f := range findings {
		bound := finding.Bound{Key: f.Key, Into: f.Into, Outcome: f.Outcome, Family: f.Family}
		rel.all[i].rule.figures(func(figure *figure) {
			if figure.exact || figure.read(r).value == nil {
				return
			}
			n, known := at[figure.id()]
			if !known {
				n = len(all)
				at[figure.id()] = n
				all = append(all, finding.Binding{Figure: figure.operand(r, "")})
			}
			if b := &all[n]; len(b.Relations) == 0 || b.Relations[len(b.Relations)-1].Key != bound.Key {
				b.Relations = append(b.Relations, bound)
				b.Relations[len(b.Relations)-1].Part = f.Fold == finding.SameReason || partOf(f, b.Figure)
			}
		})
	}
	for text, cell := range rel.repeats(r, findings) {
		if n, known := at[text]; known {
			all[n].Repeats = finding.Repeated{Ref: cell.ref, Place: r.place(cell)}
		}
	}
	slices.SortFunc(all, func(a, b finding.Binding) int { return inReadingOrder(a.Figure, b.Figure) })
	return all
}

// partOf tells whether a figure is one of several operands of a finding that are
// held against a single figure.
func partOf(f finding.Finding, o finding.Operand) bool {
	stated := f.Stated
	return len(f.Operands) > 1 && stated.Ref != (report.Ref{}) &&
		(o.Ref != stated.Ref || o.Paragraph != stated.Paragraph || o.Start != stated.Start)
}

// repeats finds the cell that each figure outside the tables states again. Of
// several, what the report's own relations say goes before what its form says,
// and then an earlier cell before a later one.
func (rel relations) repeats(r *reading, findings []finding.Finding) map[figureID]*figure {
	type choice struct {
		cell *figure
		own  bool
	}
	better := func(a, b choice) bool {
		if a.own != b.own {
			return a.own
		}
		return cmp.Or(cmp.Compare(a.cell.table, b.cell.table), cmp.Compare(a.cell.row, b.cell.row), cmp.Compare(a.cell.column, b.cell.column)) < 0
	}
	best := map[figureID]choice{}
	for i := range rel.all {
		q, ok := rel.all[i].rule.(equation)
		if !ok || q.sign != "=" || findings[i].Outcome != finding.Agrees && findings[i].Outcome != finding.Rounding {
			continue
		}
		text, cell := single(q.left), single(q.right)
		if text != nil && text.table > 0 {
			text, cell = cell, text
		}
		if text == nil || text.table > 0 || cell == nil || cell.table == 0 {
			continue
		}
		one := choice{cell, strings.HasPrefix(rel.all[i].file, r.Folder()+"/")}
		if old, ok := best[text.id()]; !ok || better(one, old) {
			best[text.id()] = one
		}
	}
	cells := map[figureID]*figure{}
	for text, one := range best {
		cells[text] = one.cell
	}
	return cells
}

// place is where a cell stands, with all labels of its row. Those of the
// report's own unit and of its department, under which whole tables stand, are
// left out.
func (r *reading) place(cell *figure) finding.Place {
	t, p := &r.Tables[cell.table-1], cell.place
	unit := report.Fold(r.UnitName) // 示例市白河区政务局（本级）, whose department is 示例市白河区政务局
	for _, label := range t.Places()[cell.row-1][t.Columns[cell.column-1].Side].Path {
		if !strings.HasPrefix(unit, report.Fold(label)) {
			p.Above = append(p.Above, label)
		}
	}
	p.Own = report.Fold(p.Name) == unit
	return p
}

// inReadingOrder compares where two figures stand.
func inReadingOrder(a, b finding.Operand) int {
	x, y := position(a.Ref), position(b.Ref)
	return cmp.Or(slices.Compare(x[:], y[:]), cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Start, b.Start))
}

// position counts a place out: part, number, what kind of thing on its page,
// and the numbers in its anchor.
func position(ref report.Ref) (at [5]int) {
	at[0] = slices.Index([]report.Part{report.SectionPart, report.TablePart, report.ProjectPart}, ref.Part)
	at[1] = ref.Number
	n := 2
	for i, c := range ref.Anchor {
		switch {
		case i == 0:
			at[n] = strings.IndexRune("pfri", c) // of a form the fields, the rows, the indicators
			n++
		case c >= '0' && c <= '9':
			at[n] = at[n]*10 + int(c-'0')
		default:
			n++
		}
	}
	return at
}
