// Package reconcile holds the figures of a report against one another 勾稽核对.
//
// A relation is what ought to hold between figures. Some follow from the
// structure of the tables (derive.go); the others are declared in files
// (load.go, whose comment is the editor's guide): what holds for every report
// of a form, and what a report's own text claims. Declared relations are
// written as short rules (parse.go) that name cells by labels and amounts in
// text by their place and published words (resolve.go). All become expressions
// over figures, which Check calculates exactly and judges by what rounding can
// explain (equation.go, span.go).
//
// A wrong finding would accuse a department. So nothing is compared with a
// tolerance, blanks are not noughts, what is said to be about a figure is not
// judged, and a finding says what is printed, not whose mistake it is.
package reconcile

import "github.com/disclosure/disclosure/internal/report"

// Relations are the relations of one report, with every figure found.
type Relations struct {
	relations []relation
	only      []statedOnly
}

// Derive returns the relations that follow from the report's structure alone.
func Derive(r *report.Report) Relations {
	return Relations{relations: derive(read(r))}
}

// Check judges every relation by the figures of r, in the order of families.
// The report is the one that the relations were loaded for.
func Check(r *report.Report, rel Relations) []Finding {
	reading := read(r)
	findings := make([]Finding, 0, len(rel.relations))
	for _, family := range Families {
		for i := range rel.relations {
			if rel.relations[i].family == family {
				findings = append(findings, rel.relations[i].check(reading))
			}
		}
	}
	return findings
}

func (rel *relation) check(r *reading) Finding {
	f := Finding{Key: rel.key, Family: rel.family, Title: rel.title, Basis: rel.basis,
		Remark: rel.remark, File: rel.file, Line: rel.line}
	rel.rule.judge(r, &f)
	return f
}
