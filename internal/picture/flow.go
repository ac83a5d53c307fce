package picture

import (
	"slices"

	"disclosure/internal/report"
)

// Flow is money from where it comes to what it is spent for. Each row of items adds up
// to the whole, and the parts of a kind to the kind, as far as figures are printed.
type Flow struct {
	Sources []Item // of the whole; none where the report does not say what it is made of
	Whole   Item   // the income, or the expenditure where the income is another amount
	Spent   Item   // the expenditure, where the whole is more; else empty
	Kinds   []Kind // 基本支出, 项目支出, and what else the expenditure is made of
}

// flow is nil where the report does not state 基本支出 and 项目支出, or where they are
// not the whole.
func (f *finder) flow() *Flow {
	kinds := f.kinds()
	if kinds == nil {
		return nil
	}
	amounts := make([]Item, len(kinds))
	for i, k := range kinds {
		amounts[i] = k.Item
	}
	income, hasIncome := f.headlines["income"]
	expenditure, hasExpenditure := f.headlines["expenditure"]
	var flow *Flow
	var carried []Item // into the next year
	switch {
	case hasIncome && adds(amounts, item(income)):
		flow = &Flow{Whole: item(income), Sources: f.sources(income)}
	case hasExpenditure && adds(amounts, item(expenditure)):
		flow = &Flow{Whole: item(expenditure)}
		if hasIncome {
			if balanced, over := f.balanced(income, expenditure); balanced != nil {
				flow, carried = balanced, over
			}
		}
	}
	if flow == nil || negative(amounts) || negative(carried) || negative(flow.Sources) || !flow.Whole.Yuan().IsPositive() {
		return nil
	}
	for _, k := range kinds {
		if negative(itemsOf(k.Parts)) {
			k.Parts = nil // nothing is drawn less than nothing wide
		}
		flow.Kinds = append(flow.Kinds, k)
	}
	for _, k := range carried {
		flow.Kinds = append(flow.Kinds, Kind{Item: k})
	}
	return flow
}

// sources are the rows of which the income is the sum.
func (f *finder) sources(income report.Figure) []Item {
	t := f.report.Table(income.Ref.Number)
	parts := f.expand(t, income.Row, f.columnOf(t, income))
	if !adds(parts, item(income)) || negative(parts) || len(parts) == 1 && (parts[0].Ref == income.Ref || totalLabel.MatchString(report.Fold(parts[0].Label))) {
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
	flow := &Flow{Whole: item(whole), Spent: item(expenditure), Sources: f.expand(t, whole.Row, in)}
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
