// Package finding holds what came of holding the figures of a report against
// one another: the findings (this file), why each is judged as it is (reason.go),
// what it says and where its figures stand (place.go), and which figures of the
// report are bound (binding.go). It is plain data, in codes, figures, and words
// that are printed in the report or declared by its editor. Package reconcile
// makes it, the store keeps it, and package wording makes sentences of it.
package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"disclosure/internal/report"
)

// Checked is a report with what came of holding its figures against one
// another. A report that was not checked has no findings.
type Checked struct {
	*report.Report
	Result
	Earlier []Checked // the versions of the report that came before, oldest first
	Image   []byte    // PNG that others show who link to the report; nil where none was drawn
}

// Result is what came of holding the figures of a report against one another.
type Result struct {
	Findings []Finding // one of each relation, in the order of families
	Bindings []Binding // one of each figure that a relation binds, in reading order
	Coverage Coverage
	Date     string // on which these findings were made first, as 2026-11-29; "" where nobody recorded it
}

// Outcome is what came of checking one relation.
type Outcome string

// The outcomes. Rounding and Disagrees tell apart what rounding can explain.
const (
	Agrees    Outcome = "agree"     // the printed figures satisfy the relation
	Rounding  Outcome = "rounding"  // they do not, but values that round to every one of them do
	Disagrees Outcome = "disagree"  // no values that round to the printed figures do
	Unchecked Outcome = "unchecked" // a figure is blank, about (约), or in words
)

// Family is the kind of a relation.
type Family string

// The families, in the order in which they are shown.
const (
	Within       Family = "within"       // inside one table
	Across       Family = "across"       // between tables
	Prose        Family = "prose"        // the sections against the tables
	Forms        Family = "forms"        // the project forms and their arithmetic
	Targets      Family = "targets"      // performance targets and counted things
	Completeness Family = "completeness" // what the rules of disclosure ask for
)

// Families lists all families in order.
var Families = []Family{Within, Across, Prose, Forms, Targets, Completeness}

// Finding is one relation of a report and what came of checking it. It is
// plain data: every figure keeps its published text beside its value.
type Finding struct {
	Key     string // permanent name of the relation in its report, without white space
	Family  Family
	Says    Statement
	Formula string // with the published figures: 340.70 + 2,139.00 = 2,479.70; "" for a relation between words
	Sign    string // that joins its sides: =, ≤, ≥, ⇔; "" where it has none

	Operands   []Operand // what is calculated from, in the order of the formula
	Stated     Operand   // what the result is held against
	Computed   string    // result from the operands, "" where there is none
	Difference string    // Computed minus Stated with its sign: +0.01; 0 where they are equal; "" where there is none
	Unit       string    // of Computed and Difference: 万元, 个百分点, …

	Outcome Outcome
	Reason  Reason // why it is judged so
	Remark  string // the editor's, "" for none
	Basis   string // the rule that asks for it, "" where arithmetic does

	Fold Fold   `json:",omitempty"` // why it says nothing of its own, "" where it does
	Into string `json:",omitempty"` // key of the finding that says it for this one, "" for none

	File string // file that declares the relation, or whose structure it follows from
	Line int
}

// Fold is why a finding is not counted and not shown on its own.
type Fold string

// The folds.
const (
	OneTerm     Fold = "one-term"     // a sum of which at most one part is printed and not nought
	SameFigures Fold = "same-figures" // the same figures stand in another column of the table
	SameReason  Fold = "same-reason"  // it fails for the reason for which Into fails
)

// At is the place that a reader is sent to: that of the stated result, or of
// the first figure where no single figure states it.
func (f *Finding) At() report.Ref {
	if f.Stated.Ref == (report.Ref{}) && len(f.Operands) > 0 {
		return f.Operands[0].Ref
	}
	return f.Stated.Ref
}

// Blank stands in a Formula for a figure that is not printed.
const Blank = "_"

// Stretch is a range of bytes of a text.
type Stretch struct{ Start, End int }

// Operand is one figure of a relation.
type Operand struct {
	Sign  string `json:",omitempty"` // operation that joins it to what stands before: "", +, −, ×, ÷
	Ref   report.Ref
	Place Place
	Text  string `json:",omitempty"` // as published; "" for a blank
	Value string `json:",omitempty"` // exact value in Unit, "" where there is none
	Unit  string `json:",omitempty"`

	// For a figure in running text, the byte range of the figure without its
	// unit in the text of Ref; Paragraph counts from 1 inside a cell of a form
	// that has several. End is 0 for all other figures.
	Paragraph, Start, End int `json:",omitzero"`

	InFormula Stretch `json:",omitzero"` // where the Formula shows it; zero where it does not
}

// Equates tells whether the relation says that one figure is another: a figure
// that is stated again, with no calculation but that of its unit.
func (f *Finding) Equates() bool {
	if len(f.Operands) != 1 || f.Operands[0].Ref == (report.Ref{}) || f.Stated.Ref == (report.Ref{}) {
		return false
	}
	from, to := f.Operands[0].InFormula, f.Stated.InFormula
	return from.End < to.Start && strings.Contains(f.Formula[from.End:to.Start], "=")
}

// Count tells how many findings that speak for themselves have each outcome.
func Count(findings []Finding) map[Outcome]int {
	counts := map[Outcome]int{}
	for _, f := range findings {
		if f.Fold == "" {
			counts[f.Outcome]++
		}
	}
	return counts
}

// Tally counts findings: those on figures by their outcomes, those on titles and
// contents by whether anything is wanting. Those that are folded into others, or say
// only that a sum of one is that one, are not among them.
func Tally(r Result) (t report.Tally) {
	for _, f := range r.Findings {
		switch {
		case f.Fold != "":
		case f.Family == Completeness && f.Outcome == Agrees:
			t.Present++
		case f.Family == Completeness:
			t.Wanting++
		case f.Outcome == Agrees:
			t.Agree++
		case f.Outcome == Rounding:
			t.Rounded++
		case f.Outcome == Disagrees:
			t.Disagree++
		default:
			t.Unchecked++
		}
	}
	t.Figures = r.Coverage.Cells + r.Coverage.Amounts
	t.Prose, t.Untold = r.Coverage.Prose, r.Coverage.Prose-r.Coverage.ProseCovered
	t.Unbound = t.Figures - r.Coverage.CellsCovered - r.Coverage.AmountsCovered
	if t.Version = Version(r.Findings); t.Version != "" {
		t.Date = r.Date
	}
	return t
}

// Version names what was found, 12 digits of its SHA-256; "" for nothing. Where a rule
// is declared is no part of it.
func Version(findings []Finding) string {
	if len(findings) == 0 {
		return ""
	}
	sum := sha256.New()
	encoder := json.NewEncoder(sum)
	for _, f := range findings {
		f.File, f.Line = "", 0
		if err := encoder.Encode(f); err != nil {
			panic(err) // a finding is plain data
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:12]
}
