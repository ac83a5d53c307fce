package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// ThreePublic is the “三公”经费 with what it is made of, and the same of the year
// before or of the budget, where the report prints it beside. Where the report has no
// figure of it but says that there is none, None is what it says.
type ThreePublic struct {
	Total
	None   *Quote
	Before *Figure // of the year before
	Budget *Figure // in final accounts, what was budgeted
}

func (f finder) income() *Total {
	h := f.headline("income")
	if h == nil {
		return nil
	}
	return f.total(*h)
}

func (f finder) expenditure() *Total {
	h := f.headline("expenditure")
	if h == nil {
		return nil
	}
	whole := f.total(*h)
	if slices.ContainsFunc(whole.Parts, func(p Figure) bool { return kindOfSpending.MatchString(report.Fold(p.Label)) }) {
		whole.Parts = nil // they say how it is spent, not for what function
	}
	return whole
}

// total finds the rows above a total that it is the sum of.
func (f finder) total(figure Figure) *Total {
	whole := &Total{Figure: figure}
	t, row, column := f.at(figure.From)
	if t == nil || f.listsBodies(t, column) {
		return whole
	}
	var parts []Figure
	for _, i := range f.summands(t, row, column) {
		part, ok := f.figure(t, i, column)
		if !ok || part.Value.IsZero() {
			continue
		}
		if part.Label = f.label(t, i, column); part.Label == "" {
			return whole
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 || !sum(parts).Equal(figure.Yuan()) || len(parts) == 1 && totalLabel.MatchString(report.Fold(parts[0].Label)) {
		return whole
	}
	if len(parts) == 1 && wholeLabel.MatchString(report.BareTitle(parts[0].Label)) {
		if below := f.below(t, parts[0], column); below != nil {
			parts = below
		}
	}
	whole.Parts = sorted(parts)
	return whole
}

// wholeLabel is a label that says no more than that the row is all there is.
var wholeLabel = regexp.MustCompile(`^((部门|单位)(综合)?预算|本年(收入|支出))$`)

// below are the rows right below the only part of a total, 财政拨款 below 部门预算, where
// they add up to it.
func (f finder) below(t *report.Table, part Figure, column int) (parts []Figure) {
	row, _, _ := report.CellOf(part.From)
	places := f.places(t)
	side := t.Columns[column].Side
	own := places[row-1][side].Path
	for i := row; i < len(places); i++ {
		path := places[i][side].Path
		if len(path) <= len(own) || !slices.Equal(path[:len(own)], own) {
			break
		}
		one, ok := f.figure(t, i, column)
		if len(path) > len(own)+1 || !ok || one.Value.IsZero() {
			continue
		}
		one.Label = f.label(t, i, column)
		parts = append(parts, one)
	}
	if len(parts) == 0 || !sum(parts).Equal(part.Yuan()) || slices.ContainsFunc(parts, func(p Figure) bool { return p.Label == "" }) {
		return nil
	}
	return parts
}

// listsBodies tells whether the labels beside a column are names of bodies.
func (f finder) listsBodies(t *report.Table, column int) bool {
	return slices.ContainsFunc(t.Columns, func(c report.Column) bool {
		return c.Side == t.Columns[column].Side && c.Role == report.Label && bodyHead.MatchString(report.Fold(c.Leaf()))
	})
}

// summands are the rows, from 0, that a row is the sum of; one of them that is
// called a total is taken apart too.
func (f finder) summands(t *report.Table, row, column int) (rows []int) {
	side := t.Columns[column].Side
	for _, total := range t.RowTotals {
		if total.Of != row+1 || total.Column < 1 || t.Columns[total.Column-1].Side != side {
			continue
		}
		for _, part := range total.Parts {
			if totalLabel.MatchString(report.Fold(f.label(t, part-1, column))) {
				if inner := f.summands(t, part-1, column); len(inner) > 0 {
					rows = append(rows, inner...)
					continue
				}
			}
			rows = append(rows, part-1)
		}
		return rows
	}
	return nil
}

// sorted puts the largest first.
func sorted(figures []Figure) []Figure {
	slices.SortStableFunc(figures, func(a, b Figure) int { return b.Yuan().Cmp(a.Yuan()) })
	return figures
}

func (f finder) threePublic() *ThreePublic {
	h := f.headline("three-public")
	if h == nil {
		return f.noThreePublic()
	}
	three := &ThreePublic{Total: Total{Figure: *h}}
	t, row, column := f.at(h.From)
	if t == nil {
		return three
	}
	year := t.Columns[column].Year()
	of, kind := kindless(t.Columns[column])
	var parts []Figure
	for j, c := range t.Columns {
		own, other := kindless(c)
		figure, ok := f.figure(t, row, j)
		switch {
		case !ok || j == column || c.Side != t.Columns[column].Side:
		case slices.Equal(own, of) && kind == "决算数" && other == "预算数":
			three.Budget = &figure
		case slices.Equal(own, of) && (year == f.report.Year && c.Year() == year-1 || strings.HasPrefix(kind, "本年") && strings.HasPrefix(other, "上年")):
			three.Before = &figure
		case len(own) == 0:
		case other == kind && !figure.Value.IsZero() && threePublicPart(own[len(own)-1]):
			if figure.Label = own[len(own)-1]; len(own) > 1 && !strings.Contains(figure.Label, "公务") {
				if above := own[len(own)-2]; strings.Contains(above, "公务用车") {
					figure.Label = above + "中的" + figure.Label
				}
			}
			parts = append(parts, figure)
		}
	}
	if sum(parts).Equal(h.Yuan()) {
		three.Parts = sorted(parts)
	} else if of := f.total(*h); len(of.Parts) > 1 { // a table with a row for each
		three.Parts = of.Parts
	}
	if three.Before == nil {
		three.Before = f.before(t, row, column)
	}
	return three
}

// noThreePublic is what a report says that has none, nil where it says nothing of it.
func (f finder) noThreePublic() *ThreePublic {
	for _, q := range f.under(func(heading string) bool { return strings.Contains(heading, "三公") }, namesGoals) {
		for _, s := range sentences(q.Text) {
			if noThreePublic.MatchString(report.Fold(s)) {
				return &ThreePublic{None: &Quote{strings.TrimSpace(s), q.From}}
			}
		}
	}
	return nil
}

// kindWord is a word of a head that says of which year the figures under it are, and
// whether they were budgeted or spent.
var kindWord = regexp.MustCompile(`^(?:(?:(?:19|20)[0-9]{2}年|上年|本年)?度?(?:预算数|决算数|执行数|预算|决算)|(?:19|20)[0-9]{2}年度?)$`)

// kindless is the words of the head of a column without that word, and that word.
func kindless(c report.Column) (of []string, kind string) {
	for _, word := range c.Uncounted().Path {
		if folded := report.Fold(word); kindWord.MatchString(folded) {
			kind = folded
		} else {
			of = append(of, word)
		}
	}
	return of, kind
}

// threePublicPart tells whether a column is of one of the expenses, and not of what
// some tables print beside them.
func threePublicPart(name string) bool {
	for _, word := range []string{"出国", "接待", "购置费", "运行"} {
		if strings.Contains(name, word) && !strings.Contains(name, "机关运行") && !strings.Contains(name, "购置及") && !strings.Contains(name, "购置和") {
			return true
		}
	}
	return false
}

// before is the figure of the same row and column of the year before, where years
// tell the rows of one label apart.
func (f finder) before(t *report.Table, row, column int) *Figure {
	side := t.Columns[column].Side
	places := f.places(t)
	year := strconv.Itoa(f.report.Year - 1)
	for i, p := range places {
		if i != row && slices.Equal(p[side].Path, places[row][side].Path) &&
			slices.ContainsFunc(p[side].Codes, func(code string) bool { return strings.TrimRight(code, "年度") == year }) {
			if figure, ok := f.figure(t, i, column); ok {
				return &figure
			}
		}
	}
	return nil
}
