// Package answer finds what a report itself answers to the questions of a reader:
// what the body does, how much money there is, what it is spent on, whether that is
// more than a year before and why, and what is to be reached.
//
// It holds places, published figures and published words, and what follows from
// them by arithmetic; the sentences around them are made in package page. Where the
// report states what is asked is found by the words of the genre, which stand in
// words.go. What a report does not state has no answer: every field of Answers may
// be empty.
//
// Of is the whole of it: quote.go finds texts, money.go totals and what they are
// made of, change.go the comparison with a year before, spending.go the tree from the
// expenditure down to the single project form.
package answer

import (
	"cmp"

	"github.com/shopspring/decimal"

	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// Answers are what a report answers.
type Answers struct {
	Duties      *Duties
	Income      *Total
	Expenditure *Total // by functional classification 功能分类
	Basic       *Figure
	Project     *Figure
	Change      *Change
	Largest     *Largest
	ThreePublic *ThreePublic
	Goals       *Goals
	Spending    *Spending
}

// Figure is a published amount of money with the place that states it.
type Figure struct {
	Label string // of its row or its column, without numbering
	Text  string // as published
	Value decimal.Decimal
	Unit  report.MoneyUnit
	From  report.Ref
}

// Yuan is the exact value in 元.
func (f Figure) Yuan() decimal.Decimal {
	yuan, _ := report.Yuan(f.Value, f.Unit)
	return yuan
}

// Quote is published words. They are shortened at ends of sentences only, or to one of
// the duties that semicolons part, and a number before them is left out.
type Quote struct {
	Text string
	From report.Ref
}

// Total is an amount with those that it is made of, the largest first. Parts add up
// to it exactly.
type Total struct {
	Figure
	Parts []Figure
}

// Of finds the answers of a report, given its figures.
func Of(r *report.Report, figures []report.Figure) Answers {
	f := finder{report: r, known: map[*report.Table][][]report.RowPlace{}}
	a := Answers{
		Duties:      f.duties(),
		Income:      f.income(),
		Expenditure: f.expenditure(),
		Basic:       f.headline("basic"),
		Project:     f.headline("project"),
		Change:      f.change(),
		ThreePublic: f.threePublic(),
		Goals:       f.goals(),
	}
	a.Spending = f.spending(a.Expenditure, picture.Kinds(r, figures))
	a.Largest = f.largest(a.Spending)
	return a
}

// finder finds answers in a report.
type finder struct {
	report *report.Report
	known  map[*report.Table][][]report.RowPlace // places of the rows of tables
}

func (f finder) places(t *report.Table) [][]report.RowPlace {
	if f.known[t] == nil {
		f.known[t] = t.Places()
	}
	return f.known[t]
}

// headline is the figure of the overview that all reports are compared by, nil where
// the report has none.
func (f finder) headline(name string) *Figure {
	for _, h := range f.report.Headlines {
		value, err := report.ParseAmount(h.Text)
		if h.CommonName() == name && err == nil {
			return &Figure{Label: h.Label, Text: h.Text, Value: value, Unit: h.Unit, From: h.From}
		}
	}
	return nil
}

// at is the table and the row and column, from 0, of a cell; nil where from is none.
func (f finder) at(from report.Ref) (t *report.Table, row, column int) {
	if from.Part != report.TablePart {
		return nil, 0, 0
	}
	if t = f.report.Table(from.Number); t == nil {
		return nil, 0, 0
	}
	row, column, ok := report.CellOf(from)
	if !ok || row > len(t.Rows) || column > len(t.Columns) {
		return nil, 0, 0
	}
	return t, row - 1, column - 1
}

// figure is the amount in a cell, false where the cell states none.
func (f finder) figure(t *report.Table, row, column int) (Figure, bool) {
	cell := t.Rows[row].Cells[column]
	unit := cmp.Or(t.UnitOf(column+1), f.report.MoneyUnit)
	if !cell.Value.Valid || t.Columns[column].Role != report.Amount {
		return Figure{}, false
	}
	return Figure{Text: cell.Text, Value: cell.Value.Decimal, Unit: unit, From: report.TableRef(t.Number).Cell(row+1, column+1)}, true
}

// label is the own label of a row on the side of a column, without numbering.
func (f finder) label(t *report.Table, row, column int) string {
	path := f.places(t)[row][t.Columns[column].Side].Path
	if len(path) == 0 {
		return ""
	}
	return unnumbered(path[len(path)-1])
}

// sum adds figures in 元.
func sum(figures []Figure) (total decimal.Decimal) {
	for _, f := range figures {
		total = total.Add(f.Yuan())
	}
	return total
}
