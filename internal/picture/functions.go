package picture

import (
	"regexp"
	"strings"

	"disclosure/internal/report"
)

// Functions is the expenditure by the functional classification, in published order:
// classes 类, and under them divisions 款 and items 项 as far as the table has them.
type Functions struct {
	Table report.Ref
	Whole Item   // the row of all, or without one the headline that the classes add up to
	Rows  []Item // Level tells their depth
}

// functionCode is a code of the functional classification, from 201 on: of a class, a
// division or an item.
var functionCode = regexp.MustCompile(`^2[0-9]{2}([0-9]{2}([0-9]{2})?)?$`)

// functions finds the first table of expenditure in which each class stands once, before
// others one that is of all expenditure. What its classes add up to must be printed.
func (f *finder) functions() (first *Functions) {
	spent, known := f.headlines["expenditure"]
	for k := range f.report.Tables {
		t := &f.report.Tables[k]
		title := report.Fold(t.Title)
		if !strings.Contains(title, "支出") || strings.Contains(title, "收") || strings.Contains(title, "拨款支出") && strings.Contains(title, "基金") {
			continue
		}
		for j, c := range t.Columns {
			if c.Role != report.Amount || c.OfAnotherYear(f.report.Year) {
				continue
			}
			found := f.functionsIn(t, j+1)
			switch {
			case found == nil:
			case !known, found.Whole.Yuan().Equal(item(spent).Yuan()):
				return found
			case first == nil:
				first = found
			}
			break // the first column is that of all; those after it are parts
		}
	}
	return first
}

func (f *finder) functionsIn(t *report.Table, j int) *Functions {
	nodes := f.column(t, j)
	level := map[int]int{}
	seen := map[string]bool{}
	found := &Functions{Table: report.TableRef(t.Number)}
	var classes []Item
	for _, n := range nodes {
		if !functionCode.MatchString(n.Code) || n.total {
			continue
		}
		if seen[n.Code] {
			return nil // several bodies
		}
		seen[n.Code] = true
		i := n.Item
		if over, ok := level[n.parent]; ok {
			i.Level = over + 1
		}
		level[n.row] = i.Level
		if i.Level == 0 {
			classes = append(classes, i)
		}
		found.Rows = append(found.Rows, i)
	}
	for _, n := range nodes {
		if !functionCode.MatchString(n.Code) && adds(classes, n.Item) {
			found.Whole = n.Item
			return found
		}
	}
	if spent, ok := f.headlines["expenditure"]; ok && adds(classes, item(spent)) {
		found.Whole = item(spent)
		return found
	}
	return nil
}
