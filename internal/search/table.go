package search

import (
	"slices"

	"disclosure/internal/report"
)

// tables returns each annex table itself, its columns and its rows.
func tables(r *report.Report) []place {
	own := ownNamesOf(r)
	var all []place
	for _, t := range r.Tables {
		facts := headlineFacts(r, func(h report.Headline) bool {
			return h.From.Part == report.TablePart && h.From.Number == t.Number
		})
		all = append(all, place{
			ref:   report.TableRef(t.Number),
			shown: shown{Text: t.Name(), Facts: facts},
			names: []string{t.Name(), t.Label, t.Title},
			body:  t.Captions,
		})
		for k, line := range t.Notes {
			p := place{ref: report.TableRef(t.Number).Note(k + 1), shown: shown{Where: []string{t.Name()}, Text: line}}
			p.says(line)
			all = append(all, p)
		}
		all = append(all, columns(own, t)...)
		all = append(all, rows(own, t)...)
	}
	return all
}

// columns returns the columns of a table, each with some of its figures.
func columns(own ownNames, t report.Table) []place {
	places := t.Places()
	var all []place
	for j, c := range t.Columns {
		if len(c.Path) == 0 {
			continue
		}
		c := c.Uncounted()
		leaf := len(c.Path) - 1
		all = append(all, place{
			ref:   report.TableRef(t.Number).Column(j + 1),
			shown: shown{Where: []string{t.Name()}, Path: c.Path[:leaf], Text: c.Path[leaf]},
			names: c.Path[leaf:],
			body:  c.Path[:leaf],
		})
		if c.Role.States() {
			all[len(all)-1].shown.Facts = columnFacts(own, t, places, j)
		}
	}
	return all
}

// columnFacts are the figures of a column that stand beside it: all, where they
// are few, else that of the row which is a total.
func columnFacts(own ownNames, t report.Table, places [][]report.RowPlace, j int) (facts []fact) {
	side := t.Columns[j].Side
	total := 0
	for _, sum := range t.RowTotals {
		if t.Columns[sum.Column-1].Side == side {
			total = sum.Of
		}
	}
	for i, row := range t.Rows {
		if cell := row.Cells[j]; cell.Value.Valid {
			at := places[i][side]
			name := slices.Concat(at.Path, at.Codes)
			for k := len(name) - 1; k >= 0; k-- { // the last that is not said of the whole report
				if !own.has(name[k]) {
					name = name[:k+1]
					break
				}
			}
			f := fact{Anchor: report.TableRef(t.Number).Cell(i+1, j+1).Anchor, Text: cell.Text, Unit: t.Unit(j + 1), Amount: true}
			if len(name) > 0 {
				f.Name = name[len(name)-1:]
				f.Unit = t.UnitBeside(f.Name[0], j+1)
			}
			if i+1 == total {
				return []fact{f}
			}
			facts = append(facts, f)
		}
	}
	if total == 0 && len(facts) > mostInColumn {
		return facts[:1]
	}
	return facts[:min(len(facts), mostInColumn)]
}

// mostInColumn is how many figures stand beside a column.
const mostInColumn = 3

// rows returns each body row of a table; of a row with sides each side, at the
// cell of its label.
func rows(own ownNames, t report.Table) []place {
	var all []place
	ref := report.TableRef(t.Number)
	for i, sides := range t.Places() {
		for side, at := range sides {
			p := place{ref: ref.Row(i + 1), codes: at.Codes}
			p.shown.Where, p.shown.Code = []string{t.Name()}, at.Codes
			if at.Column > 0 {
				last := len(at.Path) - 1
				p.shown.Path, p.shown.Text = at.Path[:last], at.Path[last]
				for _, label := range at.Path[:last] {
					if own.has(label) {
						p.context = append(p.context, label)
					} else {
						p.body = append(p.body, label)
					}
				}
				if own.has(at.Path[last]) {
					p.context = append(p.context, at.Path[last])
				} else {
					p.names = []string{at.Path[last]}
					if bare := numbering.ReplaceAllString(at.Path[last], ""); bare != at.Path[last] {
						p.names = append(p.names, bare)
					}
				}
				if len(t.Sides) > 0 {
					p.ref = ref.Cell(i+1, at.Column)
				}
			}
			p.cells(t, i, side)
			if at.Column > 0 || at.Codes != nil || p.shown.Facts != nil {
				all = append(all, p)
			}
		}
	}
	return all
}

// cells adds the amounts and texts of row i on one side of t.
func (p *place) cells(t report.Table, i, side int) {
	for j, c := range t.Columns {
		cell := t.Rows[i].Cells[j]
		if c.Side != side || cell.Text == "" || c.Role == report.Label || c.Role == report.Code {
			continue
		}
		f := fact{Anchor: report.TableRef(t.Number).Cell(i+1, j+1).Anchor, Name: c.Uncounted().Path, Text: cell.Text}
		if len(t.Sides) > 0 && len(f.Name) > 1 {
			f.Name = f.Name[1:] // the side's own word
		}
		if cell.Value.Valid {
			f.Amount, f.Unit = true, t.UnitBeside(p.shown.Text, j+1)
			p.amount(cell.Value.Decimal, f.Unit)
		} else {
			p.says(cell.Text)
		}
		p.shown.Facts = append(p.shown.Facts, f)
	}
}
