// Package picture finds in a report the figures that pictures of it are drawn of. It
// holds places, published texts and values, no words of our own, no layout.
//
// There are four pictures, and a report has those whose figures it states:
//
//   - Flow: the whole of the money, the sources above it, below it what it is spent as
//     (基本支出, 项目支出), and below each of these its parts;
//   - Functions: the expenditure by the functional classification 功能分类;
//   - Quarters: how the spending of each project form proceeds over the year;
//   - ThreePublic: the “三公” expenses of the two years, or of budget and final
//     accounts, that one table prints side by side.
//
// They are found by what every report of a known form has: headlines, roles of columns,
// totals, codes and trees of rows. No report has an entry of its own here.
package picture

import (
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// The slugs of the pictures, which are parts of their addresses.
const (
	FlowSlug        = "flow"
	FunctionsSlug   = "functions"
	QuartersSlug    = "quarters"
	ThreePublicSlug = "three-public"
)

// Slugs lists the slugs of all pictures in their order.
var Slugs = []string{FlowSlug, FunctionsSlug, QuartersSlug, ThreePublicSlug}

// Item is a published figure with its place.
type Item struct {
	Label string // published words that name it; "" for the whole
	Text  string // the figure, as published; "" for a cell left blank
	Value decimal.NullDecimal
	Unit  report.MoneyUnit
	Code  string // of its row
	Level int    // how many items stand above it in the picture
	Ref   report.Ref
}

// Yuan is the exact value in 元, zero where the item states no money.
func (i Item) Yuan() decimal.Decimal {
	if !i.Value.Valid {
		return decimal.Decimal{}
	}
	yuan, _ := report.Yuan(i.Value.Decimal, i.Unit)
	return yuan
}

// All is what can be drawn of a report; nil for what it does not state.
type All struct {
	Flow        *Flow
	Functions   *Functions
	Quarters    *Quarters
	ThreePublic *ThreePublic
}

// Of finds the pictures of a report, given its figures.
func Of(r *report.Report, figures []report.Figure) All {
	f := newFinder(r, figures)
	return All{Flow: f.flow(), Functions: f.functions(), Quarters: quarters(r), ThreePublic: f.threePublic()}
}

// Slugs lists the slugs of the pictures that there are.
func (a All) Slugs() (slugs []string) {
	for i, is := range []bool{a.Flow != nil, a.Functions != nil, a.Quarters != nil, a.ThreePublic != nil} {
		if is {
			slugs = append(slugs, Slugs[i])
		}
	}
	return slugs
}

// finder looks for figures in the tables of a report.
type finder struct {
	report    *report.Report
	headlines map[string]report.Figure // by their common names
	cells     map[report.Ref]report.Figure
}

func newFinder(r *report.Report, figures []report.Figure) *finder {
	f := &finder{report: r, headlines: map[string]report.Figure{}, cells: map[report.Ref]report.Figure{}}
	for _, figure := range figures {
		if figure.Ref.Part != report.TablePart {
			continue
		}
		f.cells[figure.Ref] = figure
		if figure.Headline != "" {
			if _, twice := f.headlines[figure.Headline]; !twice {
				f.headlines[figure.Headline] = figure
			}
		}
	}
	return f
}

// at is the figure of a cell, false where it states none.
func (f *finder) at(t *report.Table, row, column int) (report.Figure, bool) {
	figure, ok := f.cells[report.TableRef(t.Number).Cell(row, column)]
	return figure, ok
}

// columnOf is the leaf column of a cell, from 1.
func (f *finder) columnOf(t *report.Table, figure report.Figure) int {
	for j := range t.Columns {
		if report.TableRef(t.Number).Cell(figure.Row, j+1) == figure.Ref {
			return j + 1
		}
	}
	return 0
}

// item is a figure under the last label of its path.
func item(figure report.Figure) Item {
	_, label := lastLabel(figure.LabelPath)
	if label == "" {
		label = figure.Code
	}
	return Item{
		Label: label, Text: figure.Text, Value: decimal.NewNullDecimal(figure.Value),
		Unit: figure.MoneyUnit, Code: figure.Code, Ref: figure.Ref,
	}
}

func lastLabel(path string) (above, own string) {
	at := strings.LastIndex(path, report.PathSeparator)
	if at < 0 {
		return "", path
	}
	return path[:at], path[at+len(report.PathSeparator):]
}

// adds tells whether items add up to a whole, each of them and the whole within half of
// its last printed digit.
func adds(items []Item, whole Item) bool {
	sum, slack := decimal.Decimal{}, half(whole)
	for _, i := range items {
		sum, slack = sum.Add(i.Yuan()), slack.Add(half(i))
	}
	return len(items) > 0 && sum.Sub(whole.Yuan()).Abs().LessThan(slack)
}

// half is half of the last printed digit of an item, in 元.
func half(i Item) decimal.Decimal {
	return decimal.New(5, i.Value.Decimal.Exponent()-1+i.Unit.Power())
}

// same tells whether two items state one amount, as far as they are printed.
func same(a, b Item) bool { return adds([]Item{a}, b) }

// negative tells whether one of items is less than nothing.
func negative(items []Item) bool {
	for _, i := range items {
		if i.Yuan().IsNegative() {
			return true
		}
	}
	return false
}
