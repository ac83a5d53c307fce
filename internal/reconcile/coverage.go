package reconcile

import (
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// figureID tells figures apart.
type figureID struct {
	ref              report.Ref
	paragraph, start int
	text             bool
}

func (f *figure) id() figureID { return figureID{f.ref, f.paragraph, f.start, f.end > 0} }

func operandID(o finding.Operand) figureID { return figureID{o.Ref, o.Paragraph, o.Start, o.End > 0} }

// cover holds the figures of r against the findings of its relations.
func (rel relations) cover(r *reading, findings []finding.Finding) finding.Coverage {
	bound := map[figureID]bool{}
	for i := range findings {
		for _, o := range findings[i].Operands {
			bound[operandID(o)] = true
		}
		bound[operandID(findings[i].Stated)] = true
	}
	only := map[figureID]string{}
	for _, o := range rel.alone {
		only[o.figure.id()] = o.why
	}
	var c finding.Coverage
	cells(r, func(o finding.Operand) {
		c.Cells++
		if bound[operandID(o)] {
			c.CellsCovered++
			return
		}
		c.Open = append(c.Open, finding.Open{Operand: o, InTable: true})
	})
	amounts(r, func(o finding.Operand) {
		c.Amounts++
		if bound[operandID(o)] {
			c.AmountsCovered++
			return
		}
		c.Open = append(c.Open, finding.Open{Operand: o, Why: only[operandID(o)]})
	})
	return c
}

// cells visits every figure of the tables.
func cells(r *reading, visit func(finding.Operand)) {
	for n := range r.Tables {
		t := &r.Tables[n]
		for i, row := range t.Rows {
			for j, c := range t.Columns {
				if c.Role == report.Amount && row.Cells[j].Value.Valid {
					visit(r.cell(n+1, i+1, j+1).operand(r, ""))
				}
			}
		}
	}
}

// amounts visits every amount that the sections and forms state: amount fields,
// and amounts of money in their words.
func amounts(r *reading, visit func(finding.Operand)) {
	mentions := func(p passage) {
		for _, paragraph := range p.paragraphs {
			for _, m := range report.Mentions(paragraph.text) {
				visit(p.figure(paragraph, m.Start, m.End).operand(r, ""))
			}
		}
	}
	for n := range r.Sections {
		for _, b := range r.Sections[n].Blocks {
			if b.Kind == report.ParagraphBlock {
				p, _ := (&resolver{r: r.Report}).section(n+1, b.Number)
				mentions(p)
			}
		}
	}
	for n := range r.Tables {
		t := &r.Tables[n]
		for i, row := range t.Rows {
			for j, c := range t.Columns {
				if c.Role == report.Text {
					mentions(passage{cellPlace(t, i+1, j+1), []paragraph{{report.TableRef(n+1).Cell(i+1, j+1), 0, row.Cells[j].Text}}})
				}
			}
		}
		if t.Form != nil {
			formAmounts(*t.Form, report.TableRef(n+1), finding.Place{Table: t.Called()}, r, visit, mentions)
		}
	}
	for n := range r.Projects {
		p := &r.Projects[n]
		formAmounts(p.Form, report.ProjectRef(n+1), finding.Place{Project: p.Name}, r, visit, mentions)
	}
}

func formAmounts(form report.Form, ref report.Ref, around finding.Place, r *reading, visit func(finding.Operand), mentions func(passage)) {
	for k, field := range form.Fields {
		if field.Amount {
			visit(amountField(field, ref.Field(k+1), around).operand(r, ""))
			continue
		}
		for m, text := range field.Paragraphs {
			mentions(passage{at(around, finding.Field, field.Name), []paragraph{{ref.FieldParagraph(k+1, m+1), 0, text}}})
		}
	}
	for k, i := range form.Indicators {
		p := passage{place: at(around, finding.Field, i.Level2)}
		for m, text := range i.Content {
			p.paragraphs = append(p.paragraphs, paragraph{ref.IndicatorCell(k+1, 3), m + 1, text})
		}
		mentions(p)
		mentions(passage{p.place, []paragraph{{ref.IndicatorCell(k+1, 4), 0, i.Target}}})
	}
}

// Candidates lists the cells of r that state the value of an open amount.
func Candidates(r *report.Report, o finding.Open) []finding.Operand {
	var found []finding.Operand
	cells(read(r), func(c finding.Operand) {
		if c.Unit == o.Unit && sameValue(c.Value, o.Value) {
			found = append(found, c)
		}
	})
	return found
}
