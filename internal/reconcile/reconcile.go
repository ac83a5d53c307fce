// Package reconcile holds the figures of a report against one another 勾稽核对.
//
// A relation is what ought to hold between figures. Some follow from the
// structure of the tables (derive.go), and some from the wording of texts: a paragraph is
// read into statements (statement.go, parts.go), which are held against the cells that
// they name (named.go, wording.go) and against one another (rates.go). The others are
// declared in files
// (load.go, whose comment is the editor's guide): what holds for every report
// of a form, and what a report's own text claims. Declared relations are
// written as short rules (parse.go) that name cells by labels and amounts in
// text by their place and published words (resolve.go). All become expressions
// over figures, which Reconcile calculates exactly and judges by what rounding can
// explain (equation.go, package calc).
//
// A wrong finding would accuse a department. So nothing is compared with a
// tolerance, blanks are not noughts, what is said to be about a figure is not
// judged, and a finding says what is printed, not whose mistake it is.
package reconcile

import (
	"io/fs"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// Reconcile holds the figures of the report r, which was read from files,
// against one another: by the relations that follow from its structure, those
// of its form, whose file stands in the folder forms of files or else of forms, and
// those of the relations.toml in its folder. A report without such a file has the first only. The error joins a
// *source.Error for everything that is wrong with the relations; what they
// find is no error.
func Reconcile(forms, files fs.FS, r *report.Report) (finding.Result, error) {
	reading := read(r)
	rel, err := load(forms, files, reading)
	if err != nil {
		return finding.Result{}, err
	}
	findings := rel.check(reading)
	return finding.Result{Findings: findings, Bindings: rel.bind(reading, findings), Coverage: rel.cover(reading, findings)}, nil
}

// relations are the relations of one report in the order of families, with
// every figure found, and the figures that its editor says stand in one place
// only.
type relations struct {
	all   []relation
	alone []lone
}

// check judges every relation by the figures of r, the report that they were
// loaded for. A finding stands where its relation does.
func (rel relations) check(r *reading) []finding.Finding {
	findings := make([]finding.Finding, len(rel.all))
	for i := range rel.all {
		findings[i] = rel.all[i].check(r)
	}
	rel.fold(findings)
	return findings
}

func (rel *relation) check(r *reading) finding.Finding {
	f := finding.Finding{Key: rel.key, Family: rel.family, Says: rel.says, Basis: rel.basis,
		Remark: rel.remark, File: rel.file, Line: rel.line}
	rel.rule.judge(r, &f)
	if rel.doubt != "" && (f.Outcome == finding.Disagrees || f.Outcome == finding.Rounding) {
		f.Outcome, f.Reason.Doubt, f.Reason.Words = finding.Unchecked, finding.Editor, []string{rel.doubt}
	}
	return f
}
