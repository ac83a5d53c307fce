package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// PartChecksPage shows the figures of one part that relations bind, in reading
// order, each place under the same anchor as on the part's own page.
type PartChecksPage struct {
	Base
	Part   Link   // the part itself
	Checks string // address of all findings
	Answer string // in one sentence
	Places []BoundPlace
}

// BoundPlace is a cell, a field or a paragraph with its figures.
type BoundPlace struct {
	ID, Label string
	Figures   []BoundFigure
}

// BoundFigure is a figure with the relations that bind it.
type BoundFigure struct {
	CheckedFigure
	Relations []BoundRelation
}

// BoundRelation leads to a finding.
type BoundRelation struct {
	Link
	Formula, Outcome string
	Class            string // of the outcome, as in BarPart
}

// PartChecks is the page of the bindings of the part that ref points at, given
// the findings of their relations.
func (s Site) PartChecks(o report.Outline, ref report.Ref, bindings []finding.Binding, findings []finding.Finding) PartChecksPage {
	name := partName(o, ref)
	v := newView(o, ref)
	byKey := map[string]*finding.Finding{}
	for i := range findings {
		byKey[findings[i].Key] = &findings[i]
	}
	var all []finding.Bound
	var places []BoundPlace
	for _, b := range bindings {
		id := v.id(b.Figure.Ref)
		if last := len(places) - 1; last < 0 || places[last].ID != id {
			places = append(places, BoundPlace{ID: id, Label: wording.Within(b.Figure.Place)})
		}
		at := &places[len(places)-1]
		at.Figures = append(at.Figures, v.boundFigure(b, byKey))
		all = append(all, b.Relations...)
	}
	answer := "这里有 " + strconv.Itoa(len(bindings)) + " 个数字参加了核对" + wanting(all) + "。"
	p := PartChecksPage{
		Base:   s.base("part-checks", o, ref.Checks(), name+"：每个数字的核对", o.Heading+"，"+name+"："+answer),
		Part:   Link{Text: name, Href: v.href(ref)},
		Checks: v.href(report.Ref{Part: report.ChecksPart}),
		Answer: answer,
		Places: places,
	}
	p.OwnSheets = s.ownSheets("checks")
	return p
}

func (v *view) boundFigure(b finding.Binding, findings map[string]*finding.Finding) BoundFigure {
	f := BoundFigure{CheckedFigure: v.checkedFigure(b.Figure, "")}
	for _, r := range b.Relations {
		found := findings[r.Key]
		f.Relations = append(f.Relations, BoundRelation{
			Link:    Link{Text: wording.Title(found), Href: v.href(report.Ref{Part: report.ChecksPart}.Check(r.Key))},
			Formula: wording.Formula(found), Outcome: wording.Outcome(r.Outcome), Class: string(r.Outcome),
		})
	}
	return f
}

// Mark is the sign beside a figure that does not agree with another, and leads
// to the checks of the figure. A figure that agrees has none.
type Mark struct {
	Href  string
	Name  string // the outcome: 不一致
	Class string // bound, and the outcome: disagree or rounding
}

// mark returns the sign of the cell or field that ref points at, nil where there
// is nothing to be said.
func (v *view) mark(ref report.Ref) *Mark {
	if len(v.bound[ref]) == 0 {
		return nil
	}
	b := v.bound[ref][0]
	outcome := gravest(b)
	if outcomeSigns[outcome] == "" {
		return nil
	}
	return &Mark{Href: v.checksOf(b), Name: wording.Outcome(outcome), Class: "bound " + string(outcome)}
}

// checksOf is the address of the checks of a figure. The print page has the
// findings that do not agree, and no checks of single figures.
func (v *view) checksOf(b finding.Binding) string {
	if !v.onPrint {
		return v.href(b.Figure.Ref.Checks())
	}
	outcome := gravest(b)
	at := slices.IndexFunc(b.Relations, func(r finding.Bound) bool { return r.Outcome == outcome && !r.Part })
	return v.href(report.Ref{Part: report.ChecksPart}.Check(cmp.Or(b.Relations[at].Into, b.Relations[at].Key)))
}

// Figure leads from a figure in running text to the cell that it repeats, or
// where it does not agree with another to its checks.
type Figure struct {
	Href  string
	Name  string // of the link: 2,708.03，见表 1 · 收入总计 · 收入 · 2021 年预算数
	Class string // same for a cell, checked for checks, and the outcome as in Mark
}

// bind adds to a run what relations say of the first figure in it, which stands
// in the text from start to end.
func (v *view) bind(r Run, figures []finding.Binding, start, end int) Run {
	at := slices.IndexFunc(figures, func(b finding.Binding) bool { return b.Figure.Start < end && start < b.Figure.End })
	if at < 0 {
		return r
	}
	b := figures[at]
	if !v.onPrint {
		r.Checks = inWords(b)
	}
	outcome := gravest(b)
	f := Figure{Class: "checked", Name: r.Text}
	switch {
	case b.Repeats.Ref != (report.Ref{}):
		f.Class, f.Href = "same", v.href(b.Repeats.Ref)
		f.Name += "，见" + wording.Path(b.Repeats.Place)
	case outcomeSigns[outcome] == "":
		return r
	default:
		f.Href = v.checksOf(b)
	}
	if outcomeSigns[outcome] != "" {
		f.Class += " " + string(outcome)
		f.Name += "，" + wording.Outcome(outcome)
	}
	r.Figure = &f
	return r
}

// Standing says in one sentence how the figures of a part stand with others,
// with the way to their checks.
type Standing struct {
	Text string
	Link Link
}

// standing is nil for a part of which no figure takes part in a check. The
// signs that stand in the part are explained in it.
func (v *view) standing() *Standing {
	count := map[finding.Outcome]int{}
	all, parts := 0, 0
	for ref, figures := range v.bound {
		if ref.Part != v.ref.Part || ref.Number != v.ref.Number {
			continue
		}
		for _, b := range figures {
			outcome := gravest(b)
			if outcome == finding.Agrees && wanting(b.Relations) != "" {
				parts++
			}
			count[outcome]++
			all++
		}
	}
	if all == 0 {
		return nil
	}
	where := "这张表"
	if v.ref.Part == report.SectionPart {
		where = "这一部分"
	}
	var words []string
	for _, w := range []struct {
		outcome finding.Outcome
		words   string
	}{
		{finding.Disagrees, " 个对不上"}, {finding.Rounding, " 个只差四舍五入的尾数"}, {finding.Unchecked, " 个有的关系无法核对"},
	} {
		if n := count[w.outcome]; n > 0 {
			signed := " "
			if sign := outcomeSigns[w.outcome]; sign != "" {
				signed = "标 " + sign + " 的 "
			}
			words = append(words, signed+strconv.Itoa(n)+w.words)
		}
	}
	if parts > 0 {
		words = append(words, " "+strconv.Itoa(parts)+" 个所在的合计有出入")
	}
	s := &Standing{Text: where + "有 " + strconv.Itoa(all) + " 个数字参加了核对，", Link: Link{Text: "看逐个核对", Href: v.href(v.ref.Checks())}}
	if v.onPrint {
		s.Link = Link{Text: "见数字核对", Href: v.href(report.Ref{Part: report.ChecksPart})}
	}
	if len(words) == 0 {
		s.Text += "都对得上。"
	} else {
		s.Text += "其中" + strings.ReplaceAll(strings.Join(words, "，"), "， ", "，") + "。"
	}
	return s
}

// inParagraph are the figures in the m-th paragraph of the place that ref
// points at.
func (v *view) inParagraph(ref report.Ref, m int) (figures []finding.Binding) {
	for _, b := range v.bound[ref] {
		if max(b.Figure.Paragraph, 1) == m {
			figures = append(figures, b)
		}
	}
	return figures
}

// byPlace are bindings by the place of their figure.
func byPlace(bindings []finding.Binding) map[report.Ref][]finding.Binding {
	m := map[report.Ref][]finding.Binding{}
	for _, b := range bindings {
		m[b.Figure.Ref] = append(m[b.Figure.Ref], b)
	}
	return m
}

// inWords says how many relations bind a figure: their number alone where all
// agree, else 3 项，其中 1 项不一致.
func inWords(b finding.Binding) string {
	n := strconv.Itoa(len(b.Relations))
	if words := wanting(b.Relations); words != "" {
		return n + " 项" + words
	}
	return n
}

// outcomeSigns are what stands beside a figure in the style sheets. None of them can be
// read as a digit.
var outcomeSigns = map[finding.Outcome]string{finding.Disagrees: "≠", finding.Rounding: "≈"}

// gravest is the gravest outcome of a figure's relations, those left out that
// another figure speaks for.
func gravest(b finding.Binding) finding.Outcome {
	for _, outcome := range []finding.Outcome{finding.Disagrees, finding.Rounding, finding.Unchecked} {
		if slices.ContainsFunc(b.Relations, func(r finding.Bound) bool { return r.Outcome == outcome && !r.Part }) {
			return outcome
		}
	}
	return finding.Agrees
}

// wanting counts the relations that do not agree, each once: ，其中 1 项不一致.
func wanting(all []finding.Bound) string {
	seen := map[string]bool{}
	counts := map[finding.Outcome]int{}
	for _, r := range all {
		if !seen[r.Key] {
			seen[r.Key] = true
			counts[r.Outcome]++
		}
	}
	var words []string
	for _, outcome := range []finding.Outcome{finding.Disagrees, finding.Rounding, finding.Unchecked} {
		if n := counts[outcome]; n > 0 {
			words = append(words, strconv.Itoa(n)+" 项"+wording.Outcome(outcome))
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "，其中 " + strings.Join(words, "、")
}
