package page_test

import (
	"slices"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/search"
)

// Places that findings say are one figure stand together, those that are equal
// by chance apart.
func TestSameFigure(t *testing.T) {
	figure := func(ref report.Ref, value, unit string, from, to int) finding.Operand {
		return finding.Operand{Ref: ref, Value: value, Unit: unit, InFormula: finding.Stretch{Start: from, End: to}}
	}
	prose, cell, other, chance := report.SectionRef(1).Paragraph(2), report.TableRef(1).Cell(4, 2), report.TableRef(2).Cell(1, 3), report.ProjectRef(1).Indicator(1)
	same := func(key string, a, b report.Ref) finding.Finding {
		return finding.Finding{Key: key, Outcome: finding.Agrees, Formula: "3.00 = 3.00",
			Operands: []finding.Operand{figure(a, "3.00", "万元", 0, 4)}, Stated: figure(b, "30000", "元", 7, 11)}
	}
	differs := same("不一致", cell, chance)
	differs.Outcome = finding.Disagrees
	limit := same("不超过", cell, chance)
	limit.Formula = "3.00 ≤ 3.00"
	sum := same("相加", cell, chance)
	sum.Operands = append(sum.Operands, figure(other, "3.00", "万元", 0, 4))
	elsewhere := same("另一个数", prose, chance) // of the same paragraph
	elsewhere.Operands[0].Value, elsewhere.Stated.Value = "5", "50000"
	findings := []finding.Finding{same("甲", prose, cell), differs, limit, sum, elsewhere, same("乙", other, cell)}

	places := []search.Hit{{Ref: prose, Place: prose}, {Ref: cell, Place: cell}, {Ref: other, Place: other}, {Ref: chance, Place: chance}}
	asked := report.Mentions("3万元")[0]
	p := site.SameFigure(sample().Outline(), "3万元", asked, places, findings, "")
	if len(p.Groups) != 2 || len(p.Groups[0].Hits) != 3 || len(p.Groups[1].Hits) != 1 {
		t.Fatalf("got %+v, want three places of one figure and one that is equal by chance", p.Groups)
	}
	basis := p.Groups[0].Basis
	if want := base + "/checks#" + (report.Ref{}).Check("乙").Anchor; len(basis) != 2 || basis[1].Href != want {
		t.Errorf("got the basis %v, want two findings, the second at %s", basis, want)
	}
	if p.Groups[0].ID == p.Groups[1].ID || p.Groups[1].Basis != nil {
		t.Errorf("got %+v, want an id each and no basis where amounts are equal by chance", p.Groups)
	}

	// A figure in a cell of the indicator that was found is in it; one in
	// indicator 10 is not in indicator 1.
	within := same("格", cell, report.ProjectRef(1).IndicatorCell(1, 4))
	if p := site.SameFigure(sample().Outline(), "3万元", asked, places, []finding.Finding{within}, ""); len(p.Groups[0].Hits) != 2 {
		t.Errorf("got %d places of one figure, want the cell and the indicator", len(p.Groups[0].Hits))
	}
	far := same("远", cell, report.ProjectRef(1).Indicator(10))
	if p := site.SameFigure(sample().Outline(), "3万元", asked, places, []finding.Finding{far}, ""); len(p.Groups) != 1 || len(p.Groups[0].Hits) != 4 {
		t.Errorf("got %d groups, want all four places in one", len(p.Groups))
	}

	// A paragraph that states the amount twice, of two figures, makes them no
	// more one than they are.
	first, second := same("前", prose, cell), same("后", prose, other)
	second.Operands[0].Start, second.Operands[0].End = 40, 44
	p = site.SameFigure(sample().Outline(), "3万元", asked, places, []finding.Finding{first, second}, "")
	if len(p.Groups) != 3 || len(p.Groups[0].Hits) != 2 || len(p.Groups[1].Hits) != 2 || len(p.Groups[2].Hits) != 1 {
		t.Errorf("got %+v, want the paragraph with each of its figures, and one that is equal by chance", p.Groups)
	}
}

// The place that a reader asks from is not counted, whether it is what was found, or a
// cell or a paragraph of that.
func TestAskedPlaceIsNotElsewhere(t *testing.T) {
	prose, form := report.SectionRef(1), report.ProjectRef(1)
	all := []report.Ref{prose.Paragraph(1), prose.Paragraph(12), form.Field(7), form.Indicator(1), form.IndicatorCell(1, 4), form.Indicator(10)}
	var places []search.Hit
	for _, ref := range all {
		places = append(places, search.Hit{Report: sample().Key, Ref: ref, Place: ref})
	}
	asked := report.Mentions("3万元")[0]
	for _, test := range []struct {
		from string
		out  report.Ref // of the list; nothing where the place is not among those found
	}{
		{prose.Paragraph(1).String(), prose.Paragraph(1)},
		{form.Field(7).String(), form.Field(7)},
		{form.FieldParagraph(7, 1).String(), form.Field(7)},
		{form.IndicatorCell(1, 3).String(), form.Indicator(1)},
		{form.IndicatorCell(1, 4).String(), form.IndicatorCell(1, 4)},
		{form.IndicatorCell(1, 3).String() + "p2", form.Indicator(1)},
		{form.Field(70).String(), report.Ref{}},
		{report.ProjectRef(2).Field(7).String(), report.Ref{}},
		{"", report.Ref{}},
	} {
		var got, want []string
		p := site.SameFigure(sample().Outline(), "3万元", asked, places, nil, test.from)
		for _, h := range p.Groups[0].Hits {
			got = append(got, h.Link.Href)
		}
		for _, ref := range all {
			if ref != test.out {
				want = append(want, base+ref.String())
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("asked from %q: got %v, want %v", test.from, got, want)
		}
	}
}
