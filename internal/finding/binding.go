package finding

import "disclosure/internal/report"

// Binding is a figure of a report with the relations that bind it: a cell of a
// table, an amount field of a form, or a figure in running text. Blanks, and
// quantities in words, are no figures.
type Binding struct {
	Figure    Operand // without Sign
	Relations []Bound // in the order of families, each once

	// Repeats is the cell whose figure this one states again: an amount in text
	// or in a form that a relation holds against a single cell, with which it
	// agrees but for rounding. The zero Place for all other figures.
	Repeats Place
}

// Bound is what a figure's reader is told of a relation; the rest is in the
// Finding with its key.
type Bound struct {
	Key, Title, Formula string
	Family              Family
	Outcome             Outcome

	// Part tells that the figure is only one of several that are held together
	// against another one: where they do not agree, that one says so.
	Part bool `json:",omitempty"`
}

// Place is a place of a report and what is there, in words:
// 表 7 · 一般公共服务支出 · 行政运行 · 支出总计.
type Place struct {
	Ref   report.Ref
	Label string
}

// Coverage tells how many of a report's figures are bound by a relation.
type Coverage struct {
	Cells, CellsCovered     int // figures in the tables
	Amounts, AmountsCovered int // amounts in the sections and forms
	Open                    []Open
}

// Open is a figure that no relation binds.
type Open struct {
	Operand
	InTable bool
	Why     string // the editor's word that it stands only there, "" for none
}
