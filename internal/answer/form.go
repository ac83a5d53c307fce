package answer

import (
	"slices"
	"strings"

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
			if b.Projects && b.By == ByProject && len(b.Parts) > 1 {
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
	for _, field := range p.Fields { // a heading may name the unit for the fields under it
		if u := (report.Field{Name: field.Name, Amount: true}).Unit(); u != "" {
			unit = u
		}
	}
	for k, field := range p.Fields {
		if !field.Amount || !yearAmount.MatchString(report.Fold(field.Name)) {
			continue
		}
		value, err := report.ParseAmount(field.Paragraphs[0])
		if err != nil || value.IsZero() {
			return Figure{}, false
		}
		if u := field.Unit(); u != "" {
			unit = u
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
		if b := &s.Branches[i]; b.Projects && b.By == ByProject {
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
				if ok && s.Branches[i].By == ByProject && len(group.Parts) > 0 && report.Fold(form.Label) == report.Fold(group.Label) && form.Yuan().Equal(group.Yuan()) {
					place(p.Number, group)
					for _, leaf := range leavesOf(group) {
						leaf.covered = true
					}
				}
			}
		}
	}
	leaves = slices.DeleteFunc(leaves, func(b *Branch) bool { return b.covered })
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
			var found []*Branch
			for _, b := range leaves {
				if len(b.Forms) == 0 && b.Yuan().Equal(form.Yuan()) && like(form, b) {
					found = append(found, b)
				}
			}
			if len(found) == 1 && f.onlyOne(open, form, like, found[0]) {
				place(p.Number, found[0])
			}
		}
	}
	for _, p := range f.report.Projects {
		if form, ok := open[p.Number]; ok {
			if run := runOf(s, form); run != nil {
				place(p.Number, run...)
			}
		}
	}
	for _, b := range leaves {
		if len(b.Forms) == 0 {
			forms.Without = append(forms.Without, b.Figure)
		}
	}
	for _, p := range f.report.Projects {
		if _, ok := open[p.Number]; ok || !f.placed(s, p.Number) {
			forms.Unplaced = append(forms.Unplaced, p.Number)
		}
	}
	forms.Without = sorted(forms.Without)
	return forms
}

// onlyOne tells whether no other open form is like the branch.
func (f finder) onlyOne(open map[int]Figure, form Figure, like func(Figure, *Branch) bool, b *Branch) bool {
	same := 0
	for _, other := range open {
		if other.Yuan().Equal(form.Yuan()) && like(other, b) {
			same++
		}
	}
	return same == 1
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

// runOf finds the parts of one project without form, neighbours in its text, that come
// to the amount of a form; nil where there are none or several such runs.
func runOf(s *Spending, form Figure) (run []*Branch) {
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
				total := form.Yuan()
				for to := from; to < len(inText) && len(inText[to].Forms) == 0; to++ {
					if total = total.Sub(inText[to].Yuan()); total.IsZero() && to > from {
						if run != nil {
							return nil
						}
						run = inText[from : to+1]
					}
				}
			}
		}
	}
	return run
}

// placed tells whether a branch has the form.
func (f finder) placed(s *Spending, number int) bool {
	var has func(b Branch) bool
	has = func(b Branch) bool {
		return slices.Contains(b.Forms, number) || slices.ContainsFunc(b.Parts, has)
	}
	return slices.ContainsFunc(s.Branches, has)
}
