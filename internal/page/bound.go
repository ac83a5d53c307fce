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
	Folded    string // what is said of relations that tell nothing of their own, "" for none
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
	answer := "这里有 " + strconv.Itoa(len(bindings)) + " 个数字参加了核对"
	if words := wanting(all); words != "" {
		answer += "；各项核对中，" + words
	}
	answer += "。"
	p := PartChecksPage{
		Base:   s.base("part-checks", o, ref.Checks(), name+"：每个数字的核对", fullTitle(o.Front)+"，"+name+"："+answer),
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
	relations := slices.Clone(b.Relations)
	slices.SortStableFunc(relations, func(a, b finding.Bound) int { return cmp.Compare(inside(a), inside(b)) })
	folded := map[finding.Fold]int{}
	for _, r := range relations {
		found := findings[r.Key]
		switch {
		case found.Fold == finding.SameFigures:
			folded[finding.SameFigures]++
			continue
		case found.Fold == finding.OneTerm, r.Family == finding.Within && r.Outcome == finding.Agrees && len(found.Operands) == 1:
			folded[finding.OneTerm]++
			continue
		}
		formula := wording.Formula(found)
		if found.Fold == finding.SameReason {
			formula += "（与另一项是同一个原因，不另计）"
		}
		f.Relations = append(f.Relations, BoundRelation{
			Link:    Link{Text: wording.Title(found), Href: v.href(report.Ref{Part: report.ChecksPart}.Check(r.Key))},
			Formula: formula, Outcome: wording.Outcome(r.Outcome), Class: string(r.Outcome),
		})
	}
	var words []string
	if folded[finding.OneTerm] > 0 {
		words = append(words, "所在的合计里至多一项不是 0 或空白，与合计相同")
	}
	if folded[finding.SameFigures] > 0 {
		words = append(words, "同样的数在另一栏已经核对")
	}
	f.Folded = strings.Join(words, "；")
	return f
}

// inside is 0 for what binds a figure to other places, and 1 for a sum within its table,
// which tells less.
func inside(r finding.Bound) int {
	if r.Family == finding.Within {
		return 1
	}
	return 0
}

// Mark is the sign beside a figure that does not agree with another, and leads
// to the checks of the figure. A figure that agrees has none.
type Mark struct {
	Href  string
	Name  string // the outcome: 不一致
	Class string // bound, and the outcome: disagree, rounding or unchecked
}

// mark returns the sign of the cell or field that ref points at, nil where there
// is nothing to be said.
func (v *view) mark(ref report.Ref) *Mark {
	if len(v.bound[ref]) == 0 {
		return nil
	}
	b := v.bound[ref][0]
	outcome := signed(b)
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
	outcome := signed(b)
	at := slices.IndexFunc(b.Relations, func(r finding.Bound) bool {
		return r.Outcome == outcome && (!r.Part || outcome == finding.Unchecked)
	})
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
	outcome := signed(b)
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
		return n + " 项，其中 " + words
	}
	return n
}

// outcomeSigns are what stands beside a figure in the style sheets. None of them can be
// read as a digit.
var outcomeSigns = map[finding.Outcome]string{finding.Disagrees: "≠", finding.Rounding: "≈", finding.Unchecked: "?"}

// signed is the outcome that the sign beside a figure tells: the gravest of those for
// which no other figure speaks. A figure that is in no relation but those which nobody
// could check is signed as such: it does not look like one that agrees.
func signed(b finding.Binding) finding.Outcome {
	outcome := gravest(b)
	unknown := !slices.ContainsFunc(b.Relations, func(r finding.Bound) bool { return r.Outcome != finding.Unchecked })
	switch {
	case unknown:
		return finding.Unchecked
	case outcome == finding.Unchecked:
		return finding.Agrees
	}
	return outcome
}

// gravest is the gravest outcome of a figure's relations, those left out that another
// figure speaks for, or another relation that fails for the same reason.
func gravest(b finding.Binding) finding.Outcome {
	for _, outcome := range []finding.Outcome{finding.Disagrees, finding.Rounding, finding.Unchecked} {
		if slices.ContainsFunc(b.Relations, func(r finding.Bound) bool { return r.Outcome == outcome && !r.Part }) {
			return outcome
		}
	}
	return finding.Agrees
}

// wanting counts the relations that do not agree, each once, and with those that fail
// for the same reason as one, as the page of all checks does: 1 项不一致、2 项无法核对.
func wanting(all []finding.Bound) string {
	type reason struct {
		key     string
		outcome finding.Outcome
	}
	seen := map[reason]bool{}
	counts := map[finding.Outcome]int{}
	for _, r := range all {
		if why := (reason{cmp.Or(r.Into, r.Key), r.Outcome}); !seen[why] {
			seen[why] = true
			counts[r.Outcome]++
		}
	}
	var words []string
	for _, outcome := range []finding.Outcome{finding.Disagrees, finding.Rounding, finding.Unchecked} {
		if n := counts[outcome]; n > 0 {
			words = append(words, strconv.Itoa(n)+" 项"+wording.Outcome(outcome))
		}
	}
	return strings.Join(words, "、")
}
