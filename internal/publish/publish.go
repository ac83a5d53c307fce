// Package publish makes of a data folder what may be published: a report that
// was read (package source), says what its text as received says (package
// fidelity), and whose figures were held against one another (package
// reconcile).
package publish

import (
	"errors"
	"io/fs"

	"disclosure/internal/fidelity"
	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// Load reads the report folder dir of files, whose last two path elements are
// <unit>/<year>-<kind>. Relations that hold for every report of a form are in the
// folder forms of files, which the publisher may have, or else in that of forms. The error says everything that keeps the report from being published;
// what its relations find does not.
func Load(forms, files fs.FS, dir string) (finding.Checked, error) {
	r, err := source.Load(files, dir)
	if err != nil {
		return finding.Checked{}, err
	}
	return check(forms, files, r)
}

// LoadAll loads every report folder of files, sorted by path. It returns the
// good reports, and an error that says everything about the others. A folder
// that cannot be read keeps back all of them.
func LoadAll(forms, files fs.FS) ([]finding.Checked, error) {
	reports, err := source.LoadAll(files)
	if err != nil {
		return nil, err
	}
	var good []finding.Checked
	var wrong []error
	for _, r := range reports {
		c, err := check(forms, files, r)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		good = append(good, c)
	}
	return good, errors.Join(wrong...)
}

// check proves a report, holds its figures against one another, and reads its earlier
// versions. These were proved when they were published.
func check(forms, files fs.FS, r *report.Report) (finding.Checked, error) {
	result, err := reconcile.Reconcile(forms, files, r)
	earlier, wrong := source.Earlier(files, r)
	if err = errors.Join(fidelity.Check(r), err, wrong); err != nil {
		return finding.Checked{}, err
	}
	return finding.Checked{Report: r, Result: result, Earlier: earlier}, nil
}
