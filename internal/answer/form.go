package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// Largest is the largest project: the largest row of the table of projects, and the
// project form with the largest amount of the year.
type Largest struct {
	Row  *Branch // nil where the report has no such table, or only one row
	Form *ProjectForm
	Of   int // how many forms state an amount
}

// ProjectForm is a project form with what it says the money is for.
type ProjectForm struct {
	Figure
	Number    int
	Purpose   *Purpose
	Reckoning *report.Ref // the indicator that says how the amount is made
}

// Purpose is what a field of a form says that the money is for.
type Purpose struct {
	Quote
	Field string // its name
}

// largest finds the largest project.
func (f finder) largest(s *Spending) *Largest {
	var l Largest
	if s != nil {
		for _, b := range s.Branches {
			if b.Projects && b.By == picture.ByProject && len(b.Parts) > 1 {
				l.Row = &b.Parts[0]
			}
		}
	}
	for i := range f.report.Projects {
		p := &f.report.Projects[i]
		amount, ok := f.amountOf(p)
		if !ok {
			continue
		}
		l.Of++
		if l.Form == nil || amount.Yuan().GreaterThan(l.Form.Yuan()) {
			l.Form = &ProjectForm{Figure: amount, Number: p.Number, Purpose: purposeOf(p), Reckoning: reckoningOf(p)}
		}
	}
	if l.Row == nil && l.Form == nil {
		return nil
	}
	return &l
}

func (f finder) amountOf(p *report.Project) (Figure, bool) { return FormAmount(p, f.report.MoneyUnit) }

// FormAmount is the amount of the year that a form states; unit is that of the report,
// for a form that names none.
func FormAmount(p *report.Project, unit report.MoneyUnit) (Figure, bool) {
	for k, field := range p.Fields {
		// A heading may name the unit for the fields under it.
		if u := report.UnitIn(field.Name); u != "" {
			unit = u
		}
		if !field.Amount || !yearAmount.MatchString(report.Fold(field.Name)) {
			continue
		}
		value, err := report.ParseAmount(field.Paragraphs[0])
		if err != nil || value.IsZero() {
			return Figure{}, false
		}
		return Figure{Label: p.Name, Text: field.Paragraphs[0], Value: value, Unit: unit, From: report.ProjectRef(p.Number).Field(k + 1)}, true
	}
	return Figure{}, false
}

// purposeOf is the first sentence of the field that says what the money is for.
func purposeOf(p *report.Project) *Purpose {
	for _, words := range purpose {
		for k, field := range p.Fields {
			if !words.MatchString(report.Fold(field.Name)) || field.Amount || field.Paragraphs[0] == "" {
				continue
			}
			at := report.ProjectRef(p.Number).Field(k + 1)
			if len(field.Paragraphs) > 1 {
				at = report.ProjectRef(p.Number).FieldParagraph(k+1, 1)
			}
			if all := sentences(unnumbered(field.Paragraphs[0])); len(all) > 0 {
				return &Purpose{Quote{all[0], at}, field.Name}
			}
		}
	}
	return nil
}

func reckoningOf(p *report.Project) *report.Ref {
	for k, i := range p.Indicators {
		if reckoning.MatchString(i.Level2) || reckoning.MatchString(i.Level1) {
			at := report.ProjectRef(p.Number).IndicatorCell(k+1, 3)
			return &at
		}
	}
	return nil
}

// placeForms finds for each form the part of the project expenditure that it is about:
// the one of its name and amount, else one whose name begins with its name, else the
// only one of its amount, else neighbours in one text that come to it together. A part
// has one form at most.
func (f finder) placeForms(s *Spending) Forms {
	forms := Forms{All: len(f.report.Projects)}
	var leaves []*Branch
	for i := range s.Branches {
		if b := &s.Branches[i]; b.Projects && b.By == picture.ByProject {
			for k := range b.Parts {
				leaves = append(leaves, leavesOf(&b.Parts[k])...)
			}
		}
	}
	if leaves == nil || forms.All == 0 {
		return Forms{All: forms.All}
	}
	open := map[int]Figure{}
	for i := range f.report.Projects {
		p := &f.report.Projects[i]
		if amount, ok := f.amountOf(p); ok {
			open[p.Number] = amount
		}
	}
	place := func(number int, at ...*Branch) {
		for _, b := range at {
			b.Forms = append(b.Forms, number)
		}
		forms.Placed++
		forms.Covered = forms.Covered.Add(open[number].Yuan())
		delete(open, number)
	}
	for i := range s.Branches { // a form of a whole project covers all its parts
		for k := range s.Branches[i].Parts {
			group := &s.Branches[i].Parts[k]
			for _, p := range f.report.Projects {
				form, ok := open[p.Number]
				if ok && s.Branches[i].By == picture.ByProject && len(group.Parts) > 0 && report.Fold(form.Label) == report.Fold(group.Label) && form.Yuan().Equal(group.Yuan()) {
					place(p.Number, group)
					for _, leaf := range leavesOf(group) {
						leaf.covered = true
					}
				}
			}
		}
	}
	leaves = slices.DeleteFunc(leaves, func(b *Branch) bool { return b.covered })
	byAmount, forAmount := map[string][]*Branch{}, map[string][]int{} // parts, and forms in their order
	for _, b := range leaves {
		byAmount[b.Yuan().String()] = append(byAmount[b.Yuan().String()], b)
	}
	for _, p := range f.report.Projects {
		if form, ok := open[p.Number]; ok {
			forAmount[form.Yuan().String()] = append(forAmount[form.Yuan().String()], p.Number)
		}
	}
	for _, like := range []func(form Figure, b *Branch) bool{
		func(form Figure, b *Branch) bool { return report.Fold(form.Label) == report.Fold(b.Label) },
		func(form Figure, b *Branch) bool {
			return strings.HasPrefix(report.Fold(b.Label), report.Fold(form.Label))
		},
		func(Figure, *Branch) bool { return true },
	} {
		for _, p := range f.report.Projects {
			form, ok := open[p.Number]
			if !ok {
				continue
			}
			amount := form.Yuan().String()
			at := onlyOne(byAmount[amount], func(b *Branch) bool { return len(b.Forms) == 0 && like(form, b) })
			if at == nil {
				continue
			}
			rivals := 0
			for _, n := range forAmount[amount] {
				if other, ok := open[n]; ok && like(other, at) {
					rivals++
				}
			}
			if rivals == 1 {
				place(p.Number, at)
			}
		}
	}
	neighbours := runs(s)
	for _, p := range f.report.Projects {
		if form, ok := open[p.Number]; ok {
			run := neighbours[form.Yuan().String()]
			if len(run) == 1 && !slices.ContainsFunc(run[0], func(b *Branch) bool { return len(b.Forms) > 0 }) {
				place(p.Number, run[0]...)
			}
		}
	}
	for _, b := range leaves {
		if len(b.Forms) == 0 {
			forms.Without = append(forms.Without, b.Figure)
		}
	}
	forms.Without = sorted(forms.Without)
	return forms
}

// onlyOne is the only branch that is so, nil where there are none or several.
func onlyOne(all []*Branch, so func(*Branch) bool) (found *Branch) {
	for _, b := range all {
		if so(b) {
			if found != nil {
				return nil
			}
			found = b
		}
	}
	return found
}

func leavesOf(b *Branch) (leaves []*Branch) {
	if len(b.Parts) == 0 {
		return []*Branch{b}
	}
	for i := range b.Parts {
		leaves = append(leaves, leavesOf(&b.Parts[i])...)
	}
	return leaves
}

// longestRun is up to how many neighbouring parts a form may be about.
const longestRun = 8

// runs are the neighbouring parts of one project without a form, in the order of its
// text, by what they come to in 元.
func runs(s *Spending) map[string][][]*Branch {
	all := map[string][][]*Branch{}
	for i := range s.Branches {
		for k := range s.Branches[i].Parts {
			group := &s.Branches[i].Parts[k]
			if group.By != ByUse {
				continue
			}
			var inText []*Branch
			for m := range group.Parts {
				inText = append(inText, &group.Parts[m])
			}
			slices.SortFunc(inText, func(a, b *Branch) int { return a.order - b.order })
			for from := range inText {
				total := decimal.Zero
				for to := from; to < min(len(inText), from+longestRun) && len(inText[to].Forms) == 0; to++ {
					if total = total.Add(inText[to].Yuan()); to > from {
						all[total.String()] = append(all[total.String()], inText[from:to+1])
					}
				}
			}
		}
	}
	return all
}
