package answer

import (
	"slices"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// Spending is the expenditure from the whole down to the single form.
type Spending struct {
	Whole    Figure
	Branches []Branch // 基本支出 and 项目支出, the larger first

	Forms Forms
}

// Branch is a part of the expenditure.
type Branch struct {
	Figure
	Projects bool     // it is the project expenditure, or a part of it
	Parts    []Branch // the largest first
	Listed   decimal.Decimal
	Under    string      // the division 款 of an item 项, "" elsewhere
	By       Basis       // what Parts are a list of
	Forms    []int       // numbers of the project forms that are about it
	Text     *report.Ref // the paragraph that says what it is used for, nil for none

	order   int  // of a part among those of its text
	covered bool // a form is about the whole that the part is of
}

// Basis is what the parts of a branch are.
type Basis int

// The bases.
const (
	ByNothing       Basis = iota
	ByEconomicClass       // 经济分类
	ByProject             // the rows of the table of projects
	ByFunction            // 功能分类
	ByUse                 // what a text says the money is used for
)

// Rest is what the parts do not cover, in the unit of the branch.
func (b Branch) Rest() decimal.Decimal {
	return b.Yuan().Sub(b.Listed).Shift(-b.Unit.Power())
}

// Forms says how the project forms cover the project expenditure.
type Forms struct {
	All     int             // forms of the report
	Placed  int             // of them, parts of the branches
	Covered decimal.Decimal // what the placed forms state together, in 元
	Without []Figure        // parts of the project expenditure without a form
}

// spending builds the tree where the report states basic and project expenditure.
func (f finder) spending(a Answers) *Spending {
	if a.Expenditure == nil || a.Basic == nil || a.Project == nil {
		return nil
	}
	if !sum([]Figure{*a.Basic, *a.Project}).Equal(a.Expenditure.Yuan()) {
		return nil // there is a third kind of expenditure, or one of them is of other funds
	}
	s := &Spending{Whole: a.Expenditure.Figure}
	basic := Branch{Figure: *a.Basic}
	basic.By, basic.Parts = ByEconomicClass, f.economic(*a.Basic)
	if basic.Parts == nil {
		basic.By, basic.Parts = ByFunction, f.functions("基本支出", *a.Basic)
	}
	project := Branch{Figure: *a.Project, Projects: true}
	project.By, project.Parts = ByProject, f.projects(*a.Project)
	if project.Parts == nil {
		project.By, project.Parts = ByFunction, f.functions("项目支出", *a.Project)
	}
	s.Branches = []Branch{basic, project}
	for i := range s.Branches {
		s.Branches[i].tidy()
	}
	slices.SortStableFunc(s.Branches, larger)
	s.Forms = f.placeForms(s)
	return s
}

func larger(a, b Branch) int { return b.Yuan().Cmp(a.Yuan()) }

// tidy sorts the parts of the branch and adds them.
func (b *Branch) tidy() {
	b.Listed = decimal.Zero
	for i := range b.Parts {
		b.Parts[i].Projects = b.Projects
		b.Parts[i].tidy()
		b.Listed = b.Listed.Add(b.Parts[i].Yuan())
	}
	slices.SortStableFunc(b.Parts, larger)
	if len(b.Parts) == 0 {
		b.By = ByNothing
	}
}

// roundings is by how much n printed amounts may miss their printed sum.
func roundings(n int, whole Figure) decimal.Decimal {
	return decimal.New(int64(n), whole.Value.Exponent()+whole.Unit.Power()-1).Mul(decimal.New(5, 0))
}

// fits tells whether branches are a list of what a figure is made of: together they
// come to it but for rounding.
func fits(parts []Branch, whole Figure) bool {
	total := decimal.Zero
	for _, p := range parts {
		total = total.Add(p.Yuan())
	}
	return len(parts) > 0 && total.Sub(whole.Yuan()).Abs().LessThanOrEqual(roundings(len(parts)+1, whole))
}

// economic lists the classes of the economic classification in the table of basic
// expenditure, each with its items.
func (f finder) economic(basic Figure) []Branch {
	for i := range f.report.Tables {
		t := &f.report.Tables[i]
		if !basicTable.MatchString(report.Fold(t.Title)) {
			continue
		}
		var classes []Branch
		for side := range max(1, len(t.Sides)) {
			for _, group := range f.columnGroups(t, side) {
				classes = append(classes, f.classesIn(t, side, group)...)
			}
		}
		if fits(classes, basic) {
			return classes
		}
	}
	return nil
}

// columnGroups are the leaf columns of a side cut before each column of codes or labels
// that follows amounts: a table may print two lists side by side under one header.
func (f finder) columnGroups(t *report.Table, side int) (groups [][]int) {
	var group []int
	figures := false
	for j, c := range t.Columns {
		if c.Side != side {
			continue
		}
		if !c.Role.States() && figures {
			groups, group, figures = append(groups, group), nil, false
		}
		figures = figures || c.Role.States()
		group = append(group, j)
	}
	return append(groups, group)
}

// classesIn lists the classes in columns of a table with the items under them.
func (f finder) classesIn(t *report.Table, side int, columns []int) (classes []Branch) {
	amount := f.wholeColumn(t, columns)
	if amount < 0 {
		return nil
	}
	level := -1
	for i, row := range t.Rows {
		name, depth := "", 0
		for _, j := range columns {
			if c := t.Columns[j]; c.Role == report.Label && row.Cells[j].Text != "" {
				name, depth = row.Cells[j].Text, row.Cells[j].Level
			}
		}
		figure, ok := f.figure(t, i, amount)
		if !ok || name == "" || totalLabel.MatchString(report.Fold(name)) {
			continue
		}
		figure.Label = unnumbered(name)
		switch {
		case isEconomicClass(name) && (level < 0 || depth == level):
			level = depth
			classes = append(classes, Branch{Figure: figure})
		case len(classes) > 0 && !figure.Value.IsZero():
			last := &classes[len(classes)-1]
			last.Parts = append(last.Parts, Branch{Figure: figure})
		}
	}
	all := classes[:0]
	for _, c := range classes {
		if c.Value.IsZero() {
			continue
		}
		if !fits(c.Parts, c.Figure) {
			c.Parts = nil
		}
		all = append(all, c)
	}
	return all
}

// wholeColumn is the column of the whole amounts among columns: the first of amounts.
func (f finder) wholeColumn(t *report.Table, columns []int) int {
	for _, j := range columns {
		if t.Columns[j].Role == report.Amount {
			return j
		}
	}
	return -1
}

// projects lists the projects of the table of project expenditure.
func (f finder) projects(project Figure) []Branch {
	for i := range f.report.Tables {
		t := &f.report.Tables[i]
		if !projectTable.MatchString(report.Fold(t.Title)) || len(t.Sides) > 0 || slices.ContainsFunc(t.Columns, isCode) {
			continue
		}
		columns := make([]int, len(t.Columns))
		for j := range columns {
			columns[j] = j
		}
		amount := f.wholeColumn(t, columns)
		if amount < 0 {
			continue
		}
		var parts []Branch
		only := report.Report{Front: f.report.Front, Tables: []report.Table{*t}}
		for _, figure := range only.Figures() {
			row, column, ok := report.CellOf(figure.Ref)
			if !ok || column != amount+1 || !figure.IsLeaf || figure.IsTotal || figure.Value.IsZero() {
				continue
			}
			part, ok := f.figure(t, row-1, column-1)
			if part.Label = f.label(t, row-1, column-1); ok && part.Label != "" && !totalLabel.MatchString(part.Label) {
				parts = append(parts, Branch{Figure: part})
			}
		}
		if fits(parts, project) {
			f.addUses(parts)
			return parts
		}
	}
	return nil
}

func isCode(c report.Column) bool { return c.Role == report.Code }

// functions lists the classes 类 of the functional classification in the table of
// basic and project expenditure, with their items 项, of the column whose head is kind.
func (f finder) functions(kind string, whole Figure) []Branch {
	for i := range f.report.Tables {
		t := &f.report.Tables[i]
		column := slices.IndexFunc(t.Columns, func(c report.Column) bool {
			return c.Role == report.Amount && report.Fold(c.Path[len(c.Path)-1]) == kind
		})
		if !functionTable.MatchString(report.Fold(t.Title)) || column < 0 || len(t.Sides) > 0 {
			continue
		}
		var classes []Branch
		division := "" // 款 of the rows that follow
		for row, codes := range t.Codes(0) {
			if len(codes) == 0 {
				continue
			}
			figure, ok := f.figure(t, row, column)
			if figure.Label = f.label(t, row, column); !ok || figure.Value.IsZero() || figure.Label == "" {
				continue
			}
			switch len(codes[0]) {
			case 3:
				classes = append(classes, Branch{Figure: figure})
			case 5:
				division = figure.Label
			case 7:
				if n := len(classes); n > 0 {
					classes[n-1].Parts = append(classes[n-1].Parts, Branch{Figure: figure, Under: division})
				}
			}
		}
		for k := range classes {
			if !fits(classes[k].Parts, classes[k].Figure) {
				classes[k].Parts = nil
			}
		}
		if fits(classes, whole) {
			return classes
		}
	}
	return nil
}
