package picture

import (
	"slices"
	"strings"

	"disclosure/internal/report"
)

// Flow is money from where it comes to what it is spent for. Each row of items adds up
// to the whole, and the parts of a kind to the kind, as far as figures are printed.
type Flow struct {
	Sources []Item // of the whole; none where the report does not say what it is made of
	Whole   Item   // the income, or the expenditure where the income is another amount
	Kinds   []Kind // 基本支出, 项目支出, and what else the expenditure is made of
}

// Kind is one of the amounts into which the whole is divided.
type Kind struct {
	Item
	By    Division
	Parts []Item // none where the report does not divide it
}

// Division says by what the parts of a kind are told apart.
type Division string

// The divisions.
const (
	ByEconomy  Division = "economy"  // the economic classification 经济分类
	ByProject  Division = "project"  // the projects as the report names them
	ByFunction Division = "function" // the functional classification 功能分类
)

// flow is nil where the report does not state 基本支出 and 项目支出, or where they are
// not the whole.
func (f *finder) flow() *Flow {
	basic, ok := f.headlines["basic"]
	project, ok2 := f.headlines["project"]
	if !ok || !ok2 {
		return nil
	}
	kinds := f.kinds(basic, project)
	income, hasIncome := f.headlines["income"]
	expenditure, hasExpenditure := f.headlines["expenditure"]
	var flow *Flow
	var carried []Item // into the next year
	switch {
	case hasIncome && adds(kinds, item(income)):
		flow = &Flow{Whole: item(income), Sources: f.sources(income)}
	case hasExpenditure && adds(kinds, item(expenditure)):
		flow = &Flow{Whole: item(expenditure)}
		if hasIncome {
			if balanced, over := f.balanced(income, expenditure); balanced != nil {
				flow, carried = balanced, over
			}
		}
	}
	if flow == nil || negative(kinds) || negative(carried) || negative(flow.Sources) || !flow.Whole.Yuan().IsPositive() {
		return nil
	}
	for _, k := range kinds {
		kind := Kind{Item: k}
		switch k.Ref {
		case basic.Ref:
			kind.By = ByEconomy
			kind.Parts = f.divideBy(k, func(title string) bool { return strings.Contains(title, "基本支出") })
		case project.Ref:
			kind.By, kind.Parts = f.projects(k, project)
		}
		flow.Kinds = append(flow.Kinds, kind)
	}
	for _, k := range carried {
		flow.Kinds = append(flow.Kinds, Kind{Item: k})
	}
	return flow
}

// kinds are 基本支出 and 项目支出 and the figures beside them that are summed with
// them, each under the head of its column.
func (f *finder) kinds(basic, project report.Figure) []Item {
	b, p := item(basic), item(project)
	b.Label, p.Label = "基本支出", "项目支出"
	t := f.report.Table(basic.Ref.Number)
	if basic.Ref.Number != project.Ref.Number || basic.Row != project.Row {
		return []Item{b, p}
	}
	at, other := f.columnOf(t, basic), f.columnOf(t, project)
	for _, total := range t.ColumnTotals {
		if total.Column != 0 || !slices.Contains(total.Parts, at) || !slices.Contains(total.Parts, other) {
			continue
		}
		var kinds []Item
		for _, j := range total.Parts {
			figure, ok := f.at(t, basic.Row, j)
			if !ok || figure.Value.IsZero() {
				continue
			}
			kind := item(figure)
			kind.Label = strings.Join(t.Columns[j-1].Path[len(t.Columns[j-1].Path)-1:], "")
			kinds = append(kinds, kind)
		}
		return kinds
	}
	return []Item{b, p}
}

// sources are the rows of which the income is the sum.
func (f *finder) sources(income report.Figure) []Item {
	t := f.report.Table(income.Ref.Number)
	parts := f.expand(t, income.Row, f.columnOf(t, income))
	if !adds(parts, item(income)) || negative(parts) || len(parts) == 1 && parts[0].Ref == income.Ref {
		return nil
	}
	return parts
}

// balanced is the flow of a table whose two sides come to one amount although the income
// and the expenditure of the year differ, and what its side of expenditure holds beside
// that: what was carried over from the year before is a source, and what is carried over
// into the next year a kind. It is nil where the sides have no such totals.
func (f *finder) balanced(income, expenditure report.Figure) (*Flow, []Item) {
	if income.Ref.Number != expenditure.Ref.Number {
		return nil, nil
	}
	t := f.report.Table(income.Ref.Number)
	in, out := f.columnOf(t, income), f.columnOf(t, expenditure)
	whole, other := f.grand(t, in), f.grand(t, out)
	if whole.Row == 0 || other.Row == 0 || !same(item(whole), item(other)) {
		return nil, nil
	}
	flow := &Flow{Whole: item(whole), Sources: f.expand(t, whole.Row, in)}
	spent := f.expand(t, expenditure.Row, out)
	var over []Item
	for _, i := range f.expand(t, other.Row, out) {
		if !slices.ContainsFunc(spent, func(s Item) bool { return s.Ref == i.Ref }) {
			over = append(over, i)
		}
	}
	all := append([]Item{item(expenditure)}, over...)
	if !adds(flow.Sources, flow.Whole) || !adds(all, flow.Whole) {
		return nil, nil
	}
	return flow, over
}

// grand is the figure of a column in the row that is the sum of all others.
func (f *finder) grand(t *report.Table, j int) (found report.Figure) {
	for _, total := range t.RowTotals {
		if total.Column > 0 && t.Columns[total.Column-1].Side == t.Columns[j-1].Side && total.Grand(t.RowTotals) {
			if figure, ok := f.at(t, total.Of, j); ok {
				found = figure
			}
		}
	}
	return found
}

// projects are the parts of 项目支出: the projects where a table lists them, else the
// classes of the functional classification in the column that states it.
func (f *finder) projects(whole Item, project report.Figure) (Division, []Item) {
	parts := f.divideBy(whole, func(title string) bool {
		return strings.Contains(title, "项目支出") && !strings.Contains(title, "绩效") && !strings.Contains(title, "采购")
	})
	if len(parts) > 0 {
		return ByProject, parts
	}
	t := f.report.Table(project.Ref.Number)
	parts = divide(f.column(t, f.columnOf(t, project)), whole)
	if len(parts) == 1 && parts[0].Ref == whole.Ref {
		return "", nil
	}
	by := ByProject
	if slices.ContainsFunc(parts, func(i Item) bool { return functionCode.MatchString(i.Code) }) {
		by = ByFunction
	}
	return by, parts
}
