package page

import (
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/reconcile"
	"disclosure/internal/report"
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

// outcomeClasses are the classes of the outcomes in the style sheets.
var outcomeClasses = map[reconcile.Outcome]string{
	reconcile.Agrees: "agree", reconcile.Rounding: "rounding",
	reconcile.Disagrees: "disagree", reconcile.Unchecked: "unchecked",
}

// PartChecks is the page of the bindings of the part that ref points at.
func (s Site) PartChecks(o report.Outline, ref report.Ref, bindings []reconcile.Binding) PartChecksPage {
	name := partName(o, ref)
	v := newView(o, ref)
	var all []reconcile.Bound
	var places []BoundPlace
	for _, b := range bindings {
		id := v.id(b.Figure.Ref)
		if last := len(places) - 1; last < 0 || places[last].ID != id {
			places = append(places, BoundPlace{ID: id, Label: shortLabel(o, b.Figure)})
		}
		at := &places[len(places)-1]
		at.Figures = append(at.Figures, v.boundFigure(b))
		all = append(all, b.Relations...)
	}
	answer := "这里有 " + strconv.Itoa(len(bindings)) + " 个数字参加了核对" + wanting(all) + "。"
	return PartChecksPage{
		Base:   s.base("part-checks", o, ref.Checks(), name+"：每个数字的核对", o.Heading+"，"+name+"："+answer),
		Part:   Link{Text: name, Href: v.href(ref)},
		Checks: v.href(report.Ref{Part: report.ChecksPart}),
		Answer: answer,
		Places: places,
	}
}

func (v *view) boundFigure(b reconcile.Binding) BoundFigure {
	f := BoundFigure{CheckedFigure: v.checkedFigure(b.Figure, "")}
	for _, r := range b.Relations {
		f.Relations = append(f.Relations, BoundRelation{
			Link:    Link{Text: r.Title, Href: v.href(report.Ref{Part: report.ChecksPart}.Check(r.Key))},
			Formula: r.Formula, Outcome: string(r.Outcome), Class: outcomeClasses[r.Outcome],
		})
	}
	return f
}

// Mark lies beside a figure, tells how many relations bind it and leads to them.
type Mark struct {
	Href  string
	Name  string // in words: 参加 3 项核对，其中 1 项不一致
	Count string
	Class string // bound, and the outcome that needs a look: disagree or rounding
}

// mark returns the mark of the cell or field that ref points at, nil where no
// relation binds it and on the print page.
func (v *view) mark(ref report.Ref) *Mark {
	if v.whole || len(v.bound[ref]) == 0 {
		return nil
	}
	b := v.bound[ref][0]
	return &Mark{
		Href: v.href(ref.Checks()), Name: inWords(b), Count: strconv.Itoa(len(b.Relations)),
		Class: strings.TrimSpace("bound " + wantingClass(b)),
	}
}

// Figure leads from a figure in running text to the cell that it repeats, or to
// its checks.
type Figure struct {
	Href  string
	Words string // where it leads: 表 1 · 收入总计 · 收入 · 2021 年预算数
	Class string // same for a cell, checked for checks
}

// figureIn is that of the first figure in a stretch of text, nil for none. On
// the print page, which has no checks of single figures, only cells are led to.
func (v *view) figureIn(figures []reconcile.Binding, start, end int) *Figure {
	at := slices.IndexFunc(figures, func(b reconcile.Binding) bool { return b.Figure.Start < end && start < b.Figure.End })
	if at < 0 {
		return nil
	}
	b := figures[at]
	f := &Figure{Href: v.href(b.Repeats.Ref), Words: b.Repeats.Label, Class: "same"}
	if b.Repeats.Label == "" {
		if v.whole {
			return nil
		}
		f = &Figure{Href: v.href(b.Figure.Ref.Checks()), Words: inWords(b), Class: "checked"}
	}
	f.Class = strings.TrimSpace(f.Class + " " + wantingClass(b))
	return f
}

// inParagraph are the figures in the m-th paragraph of the place that ref
// points at.
func (v *view) inParagraph(ref report.Ref, m int) (figures []reconcile.Binding) {
	for _, b := range v.bound[ref] {
		if max(b.Figure.Paragraph, 1) == m {
			figures = append(figures, b)
		}
	}
	return figures
}

// byPlace are bindings by the place of their figure.
func byPlace(bindings []reconcile.Binding) map[report.Ref][]reconcile.Binding {
	m := map[report.Ref][]reconcile.Binding{}
	for _, b := range bindings {
		m[b.Figure.Ref] = append(m[b.Figure.Ref], b)
	}
	return m
}

// inWords says how many relations bind a figure.
func inWords(b reconcile.Binding) string {
	return "参加 " + strconv.Itoa(len(b.Relations)) + " 项核对" + wanting(b.Relations)
}

// wantingClass is the class of the gravest outcome of a figure's relations, ""
// where the printed figures show nothing wrong.
func wantingClass(b reconcile.Binding) string {
	for _, outcome := range []reconcile.Outcome{reconcile.Disagrees, reconcile.Rounding} {
		if slices.ContainsFunc(b.Relations, func(r reconcile.Bound) bool { return r.Outcome == outcome }) {
			return outcomeClasses[outcome]
		}
	}
	return ""
}

// wanting counts the relations that do not agree, each once: ，其中 1 项不一致.
func wanting(all []reconcile.Bound) string {
	seen := map[string]bool{}
	counts := map[reconcile.Outcome]int{}
	for _, r := range all {
		if !seen[r.Key] {
			seen[r.Key] = true
			counts[r.Outcome]++
		}
	}
	var words []string
	for _, outcome := range []reconcile.Outcome{reconcile.Disagrees, reconcile.Rounding, reconcile.Unchecked} {
		if n := counts[outcome]; n > 0 {
			words = append(words, strconv.Itoa(n)+" 项"+string(outcome))
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "，其中 " + strings.Join(words, "、")
}

// shortLabel is the label of a figure on a page that names its part: of
// 表 7“行政运行”的“支出总计” what follows the table.
func shortLabel(o report.Outline, f reconcile.Operand) string {
	label := f.Label
	switch name := partName(o, f.Ref); f.Ref.Part {
	case report.TablePart:
		if e, ok := tableEntry(o, f.Ref.Number); ok {
			label = strings.TrimPrefix(strings.TrimPrefix(label, e.Label), "的")
		}
	case report.ProjectPart:
		label = strings.TrimPrefix(label, "项目“"+strings.TrimPrefix(name, "项目 ")+"”的")
	}
	return label
}
