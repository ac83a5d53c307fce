package finding

import (
	"slices"

	"disclosure/internal/report"
)

// Binding is a figure of a report with the relations that bind it: a cell of a
// table, an amount field of a form, or a figure in running text. Blanks, and
// quantities in words, are no figures.
type Binding struct {
	Figure    Operand // without Sign
	Relations []Bound // in the order of families, each once

	// Repeats is the cell whose figure this one states again: an amount in text
	// or in a form that a relation holds against a single cell, with which it
	// agrees but for rounding. zero for all other figures.
	Repeats Repeated `json:",omitzero"`
}

// Bound is a relation of a figure; the rest is in the Finding with its key.
type Bound struct {
	Key     string
	Into    string `json:",omitempty"` // key of the finding that it is folded into
	Outcome Outcome
	Family  Family

	// Part tells that the figure is only one of several that are held together
	// against another one: where they do not agree, that one says so; or that the relation
	// fails for the reason for which another one fails.
	Part bool `json:",omitempty"`
}

// Keys lists the keys of the relations that bind figures, each once, sorted.
func Keys(bindings []Binding) []string {
	var keys []string
	for _, b := range bindings {
		for _, r := range b.Relations {
			keys = append(keys, r.Key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Repeated is a cell whose figure stands in other places too.
type Repeated struct {
	Ref   report.Ref
	Place Place
}

// Coverage tells how many of a report's figures are bound by a relation. Every run of
// digits is a figure but those of Apart.
type Coverage struct {
	Cells, CellsCovered     int // figures in the tables
	Amounts, AmountsCovered int // amounts of money in the words of sections, tables and forms
	Prose, ProseCovered     int // those of Amounts that stand in the sections
	Others, OthersCovered   int // other figures in words: counts, months, percentages
	Apart                   []Apart
	Open                    []Open
}

// Apart is how many runs of digits in words are of a class that states no figure.
type Apart struct {
	Class Class
	Count int
}

// Class is what digits are that state no figure.
type Class string

// The classes, in the order in which they are told.
const (
	Enumerator Class = "enumerator" // 1. （2）
	Date       Class = "date"       // 2021年8月, 2021-01-01
	Code       Class = "code"       // of a classification, as in 2010301
	Document   Class = "document"   // 〔2013〕18号
	InName     Class = "name"       // 4G, 等保2.0
	Range      Class = "range"      // 4-6人: between two numbers, and neither of them
	Contact    Class = "contact"    // numbers of telephones, post codes
)

// Classes lists the classes in their order.
var Classes = []Class{Enumerator, Date, Code, Document, InName, Range, Contact}

// Open is a figure that no relation binds.
type Open struct {
	Operand
	InTable bool
	Money   bool   // of amounts in words
	Why     string // the editor's word that it stands only there, "" for none
}
