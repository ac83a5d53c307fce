package picture

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// Kind is one of the amounts into which the expenditure is divided: 基本支出, 项目支出,
// and what stands beside them.
type Kind struct {
	Item
	Name  string // basic or project as headlines are called, "" for another
	By    Division
	Parts []Part // in published order; none where the report does not divide it
}

// Part is a part of a kind or of another part. What stands below it comes to it as far
// as figures are printed.
type Part struct {
	Item
	Under string // the division 款 of an item 项 right below a class 类, "" elsewhere
	Parts []Part
}

// Division says by what the parts of a kind are told apart.
type Division string

// The divisions.
const (
	ByEconomy  Division = "economy"  // the economic classification 经济分类
	ByProject  Division = "project"  // the projects as the report names them
	ByFunction Division = "function" // the functional classification 功能分类
	ByBody     Division = "body"     // the bodies that spend it
)

// economicCode is a code of the economic classification of departments, of a class or an item.
var economicCode = regexp.MustCompile(`^3[0-9]{2}([0-9]{2})?$`)

// economicClasses are the classes 类 of that classification 部门预算支出经济分类科目,
// where a table prints no codes.
var economicClasses = []string{
	"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "债务利息及费用支出", "资本性支出(基本建设)",
	"资本性支出", "对企业补助(基本建设)", "对企业补助", "对社会保障基金补助", "其他支出",
}

// Kinds is how a report divides its expenditure: nil where it does not state 基本支出
// and 项目支出.
func Kinds(r *report.Report, figures []report.Figure) []Kind { return newFinder(r, figures).kinds() }

func (f *finder) kinds() []Kind {
	basic, ok := f.headlines["basic"]
	project, ok2 := f.headlines["project"]
	if !ok || !ok2 {
		return nil
	}
	kinds := f.besides(basic, project)
	for i := range kinds {
		k := &kinds[i]
		switch k.Ref {
		case basic.Ref:
			k.Name, k.Label = "basic", "基本支出"
			k.Parts = f.divideBy(k.Item, func(title string) bool { return strings.Contains(title, "基本支出") })
		case project.Ref:
			k.Name, k.Label = "project", "项目支出"
			k.Parts = f.divideBy(k.Item, func(title string) bool {
				return strings.Contains(title, "项目支出") && !strings.Contains(title, "绩效") && !strings.Contains(title, "采购")
			})
			if k.Parts != nil {
				k.By = ByProject
			}
		}
		if t := f.report.Table(k.Ref.Number); k.Name != "" && k.Parts == nil && t != nil {
			if row, column, ok := report.CellOf(k.Ref); ok && row > 0 {
				nodes := f.column(t, column)
				if k.Parts = divide(nodes, k.Item); k.Parts == nil { // a table with a row for the kind
					k.Parts = treeOf(nodes, row)
				}
				if !adds(itemsOf(k.Parts), k.Item) {
					k.Parts = nil
				}
			}
		}
		k.By = cmp.Or(f.divisionOf(k.Parts), k.By)
	}
	return kinds
}

// besides are 基本支出 and 项目支出 and the figures that are summed with them, each
// under the head of its column.
func (f *finder) besides(basic, project report.Figure) []Kind {
	two := []Kind{{Item: item(basic)}, {Item: item(project)}}
	t := f.report.Table(basic.Ref.Number)
	if t == nil || basic.Ref.Number != project.Ref.Number || basic.Row != project.Row {
		return two
	}
	at, other := f.columnOf(t, basic), f.columnOf(t, project)
	for _, total := range t.ColumnTotals {
		if total.Column != 0 || !slices.Contains(total.Parts, at) || !slices.Contains(total.Parts, other) {
			continue
		}
		var kinds []Kind
		for _, j := range total.Parts {
			figure, ok := f.at(t, basic.Row, j)
			if !ok || figure.Value.IsZero() {
				continue
			}
			kind := Kind{Item: item(figure)}
			kind.Label = t.Columns[j-1].Leaf()
			kinds = append(kinds, kind)
		}
		return kinds
	}
	return two
}

// divisionOf is by what all parts are told apart, "" for what cannot be told.
func (f *finder) divisionOf(parts []Part) Division {
	every := func(is func(p Part) bool) bool {
		return len(parts) > 0 && !slices.ContainsFunc(parts, func(p Part) bool { return !is(p) })
	}
	switch {
	case every(isFunction):
		return ByFunction
	case every(isEconomic):
		return ByEconomy
	case every(f.isBody):
		return ByBody
	}
	return ""
}

func isFunction(p Part) bool { return functionCode.MatchString(p.Code) }

// isBody tells whether a part is of a body: its labels are called so, and where they name
// items as well, 单位名称（科目）, it has some below it.
func (f *finder) isBody(p Part) bool {
	t := f.report.Table(p.Ref.Number)
	_, column, ok := report.CellOf(p.Ref)
	return t != nil && ok && slices.ContainsFunc(t.Columns, func(c report.Column) bool {
		return c.Role == report.Label && c.Side == t.Columns[column-1].Side && strings.Contains(c.Leaf(), "单位名称") && (len(p.Parts) > 0 || !strings.Contains(report.Fold(c.Leaf()), "("))
	})
}

func isEconomic(p Part) bool {
	return economicCode.MatchString(p.Code) ||
		p.Code == "" && slices.Contains(economicClasses, report.BareTitle(p.Label))
}

// divide returns the highest items of a column that together are a whole; of a single
// one of no classification, such as the body, what stands below it. It returns nil
// where the column does not divide the whole.
func divide(nodes []node, whole Item) []Part {
	parts := treeOf(nodes, 0)
	for {
		if !adds(itemsOf(parts), whole) || len(parts) == 1 && parts[0].Ref == whole.Ref {
			return nil
		}
		if len(parts) != 1 || len(parts[0].Parts) == 0 || isFunction(parts[0]) || isEconomic(parts[0]) {
			return parts
		}
		parts = parts[0].Parts
	}
}

// divideBy returns the parts of a whole in the first table whose title fits and that
// divides it: by one of its columns, or by the first columns of all its sides together.
func (f *finder) divideBy(whole Item, fits func(title string) bool) []Part {
	for k := range f.report.Tables {
		t := &f.report.Tables[k]
		if !fits(report.Fold(t.Title)) {
			continue
		}
		var first []Part // of the first columns of the sides
		seen := map[string]bool{}
		for j, c := range t.Columns {
			if c.Role != report.Amount {
				continue
			}
			nodes := f.column(t, j+1)
			if parts := divide(nodes, whole); parts != nil {
				return parts
			}
			side := strconv.Itoa(c.Side) + nthOf(c)
			if !seen[side] {
				seen[side] = true
				first = append(first, treeOf(nodes, 0)...)
			}
		}
		if len(seen) > 1 && adds(itemsOf(first), whole) {
			return first
		}
	}
	return nil
}

// treeOf are the nodes right under a row, without sums, each with what it is the sum of.
func treeOf(nodes []node, row int) (parts []Part) {
	for _, n := range below(nodes, row) {
		part := Part{Item: n.Item, Parts: treeOf(nodes, n.row)}
		if !adds(itemsOf(part.Parts), part.Item) {
			part.Parts = nil
		}
		if isFunction(part) && len(part.Code) == len("201") {
			part.Parts = withoutDivisions(part.Parts)
		}
		parts = append(parts, part)
	}
	return parts
}

// withoutDivisions puts the items 项 of divisions 款 in the place of these.
func withoutDivisions(divisions []Part) (all []Part) {
	for _, d := range divisions {
		if len(d.Parts) == 0 {
			all = append(all, d)
		}
		for _, p := range d.Parts {
			p.Under = d.Label
			all = append(all, p)
		}
	}
	return all
}

func itemsOf(parts []Part) (all []Item) {
	for _, p := range parts {
		all = append(all, p.Item)
	}
	return all
}
