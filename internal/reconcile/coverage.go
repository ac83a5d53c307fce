package reconcile

import (
	"slices"
	"strings"

	"disclosure/internal/calc"
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
	alone := map[figureID]string{}
	for _, o := range rel.alone {
		alone[o.figure.id()] = o.why
	}
	var c finding.Coverage
	count := func(all, covered *int, open finding.Open) {
		*all++
		if bound[operandID(open.Operand)] {
			*covered++
			return
		}
		open.Why = alone[operandID(open.Operand)]
		c.Open = append(c.Open, open)
	}
	cells(r, func(o finding.Operand) { count(&c.Cells, &c.CellsCovered, finding.Open{Operand: o, InTable: true}) })
	apart := map[finding.Class]int{}
	stated(r, func(o finding.Operand, money bool, class func() finding.Class) {
		if money {
			count(&c.Amounts, &c.AmountsCovered, finding.Open{Operand: o, Money: true})
			if o.Ref.Part == report.SectionPart {
				c.Prose++
				if bound[operandID(o)] {
					c.ProseCovered++
				}
			}
			return
		}
		if !bound[operandID(o)] {
			if class := class(); class != "" {
				apart[class]++
				return
			}
		}
		count(&c.Others, &c.OthersCovered, finding.Open{Operand: o})
	})
	for _, class := range finding.Classes {
		if n := apart[class]; n > 0 {
			c.Apart = append(c.Apart, finding.Apart{Class: class, Count: n})
		}
	}
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

// stated visits every run of digits in the words of the sections, tables and forms,
// and every amount field: whether it is money, and else which class it is of.
func stated(r *reading, visit func(o finding.Operand, money bool, class func() finding.Class)) {
	codes := codesOf(r)
	mentions := func(p passage) {
		for _, paragraph := range p.paragraphs {
			amounts := report.Mentions(paragraph.text)
			classes := classified{text: paragraph.text, codes: codes}
			for _, m := range numbers(paragraph.text) {
				f := p.figure(paragraph, m[0], m[1])
				money := f.unit == "万元" || slices.ContainsFunc(amounts, func(a report.Mention) bool { return a.Start < m[1] && m[0] < a.End })
				visit(f.operand(r, ""), money, func() finding.Class { return classes.of(m[0], m[1]) })
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
					mentions(passage{r.cellPlace(t, i+1, j+1), []paragraph{{report.TableRef(n+1).Cell(i+1, j+1), 0, row.Cells[j].Text}}})
				}
			}
		}
		if t.Form != nil {
			statedInForm(*t.Form, report.TableRef(n+1), finding.Place{Table: t.Called()}, r, visit, mentions)
		}
	}
	for n := range r.Projects {
		p := &r.Projects[n]
		statedInForm(p.Form, report.ProjectRef(n+1), finding.Place{Project: p.Name}, r, visit, mentions)
	}
}

func statedInForm(form report.Form, ref report.Ref, around finding.Place, r *reading, visit func(finding.Operand, bool, func() finding.Class), mentions func(passage)) {
	for k, field := range form.Fields {
		if field.Amount {
			visit(amountField(form, k+1, ref, around).operand(r, ""), true, nil)
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
		target := at(around, finding.Indicator, strings.Join(i.Content, ""))
		mentions(passage{target, []paragraph{{ref.IndicatorCell(k+1, 4), 0, i.Target}}})
	}
}

// Candidates lists the cells of r that state the value of an open amount. That of nought
// they state everywhere.
func Candidates(r *report.Report, o finding.Open) []finding.Operand {
	if calc.SameValue(o.Value, "0") {
		return nil
	}
	var found []finding.Operand
	cells(read(r), func(c finding.Operand) {
		if c.Unit == o.Unit && calc.SameValue(c.Value, o.Value) {
			found = append(found, c)
		}
	})
	return found
}
