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
// folder forms of files, which the publisher may have, or else in that of forms. The
// error says everything that keeps the report from being published; what its relations
// find does not.
func Load(forms, files fs.FS, dir string) (finding.Checked, error) {
	r, err := Read(files, dir)
	if err != nil {
		return finding.Checked{}, err
	}
	return Check(forms, files, r)
}

// Read is the first step of Load: the report as its folder has it. Nothing is proved yet.
func Read(files fs.FS, dir string) (*report.Report, error) { return source.Load(files, dir) }

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
		c, err := Check(forms, files, r)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		good = append(good, c)
	}
	return good, errors.Join(wrong...)
}

// Check is the second step of Load: it proves a report, holds its figures against one
// another, and reads its earlier versions. These were proved when they were published.
// The report stays as it is, so that others may read it meanwhile.
func Check(forms, files fs.FS, r *report.Report) (finding.Checked, error) {
	proved := make(chan error, 1)
	go func() { proved <- fidelity.Prove(r) }()
	result, err := reconcile.Reconcile(forms, files, r)
	earlier, wrong := source.Earlier(files, r)
	if err = errors.Join(<-proved, err, wrong); err != nil {
		return finding.Checked{}, err
	}
	checked := finding.Checked{Report: r, Result: result}
	for _, before := range earlier {
		result, err := today(forms, files, before)
		if err != nil {
			return finding.Checked{}, err
		}
		checked.Earlier = append(checked.Earlier, finding.Checked{Report: before, Result: result})
	}
	return checked, nil
}

// today holds the figures of an earlier version against one another as we do now. The
// relations of the folder are written for the newest version: where one of them names
// what the earlier one has not, those that follow from its structure are left.
func today(forms, files fs.FS, before *report.Report) (finding.Result, error) {
	if result, err := reconcile.Reconcile(forms, files, before); err == nil {
		return result, nil
	}
	return reconcile.Reconcile(forms, nothing{}, before)
}

// nothing is a folder without files.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
