package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/disclosure/disclosure/data"
	"github.com/disclosure/disclosure/internal/fidelity"
	"github.com/disclosure/disclosure/internal/reconcile"
	"github.com/disclosure/disclosure/internal/report"
	"github.com/disclosure/disclosure/internal/source"
	"github.com/disclosure/disclosure/internal/store"
)

// importReports writes a database file anew from the given folders, or leaves
// everything as it was.
func importReports(ctx context.Context, args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("import", flag.ContinueOnError)
	db := fs.String("db", "", "write the reports to `FILE`; a file that is not ours is left alone")
	if err := parse(fs, "disclosure import --db FILE DIR…\n\nWrites FILE anew from exactly these report folders.", args); err != nil {
		return err
	}
	switch {
	case *db == "":
		return misuse("import: say with --db which file to write")
	case fs.NArg() == 0:
		return misuse("import: name the folder of at least one report")
	}
	all, err := loadAll(fs.Args())
	if err != nil {
		return err
	}
	if err := store.WriteChecked(ctx, *db, checkAll(all)); err != nil {
		return err
	}
	for _, l := range all {
		fmt.Fprintf(stdout, "imported %s\n", describe(l.Report))
	}
	return nil
}

// loaded is a report with the relations between its figures.
type loaded struct {
	*report.Report
	relations reconcile.Relations
}

// checkAll holds the figures of each report against one another.
func checkAll(all []loaded) []store.Checked {
	reports := make([]store.Checked, len(all))
	for i, l := range all {
		findings := reconcile.Check(l.Report, l.relations)
		reports[i] = store.Checked{Report: l.Report, Findings: findings, Coverage: reconcile.Cover(l.Report, l.relations, findings)}
	}
	return reports
}

// loadAll reads the reports in dirs and returns the good ones, and an error
// that says everything about the others.
func loadAll(dirs []string) ([]loaded, error) {
	var reports []loaded
	var wrong []error
	for _, dir := range dirs {
		r, err := load(dir)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s is refused:\n%w", dir, err))
			continue
		}
		reports = append(reports, r)
	}
	return reports, errors.Join(wrong...)
}

// load reads the report in dir and its relations, and holds it against its text
// as received. The last two elements of dir name the report, also when dir is
// given as ".".
func load(dir string) (loaded, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return loaded{}, err
	}
	if info, err := os.Stat(whole); err != nil {
		return loaded{}, err
	} else if !info.IsDir() {
		return loaded{}, fmt.Errorf("%s is a file: name the folder of a report", dir)
	}
	above, name := filepath.Split(whole)
	above = filepath.Clean(above)
	fsys := os.DirFS(filepath.Dir(above))
	folder := path.Join(filepath.Base(above), name)
	r, err := source.Load(fsys, folder)
	if err != nil {
		return loaded{}, err
	}
	relations, err := reconcile.Load(data.Files, fsys, folder, r)
	return loaded{r, relations}, errors.Join(fidelity.Check(r), err)
}

// embedded returns the good ones among the reports built into the program, and
// an error that says everything about the others.
func embedded() ([]*report.Report, error) {
	all, err := source.LoadAll(data.Files)
	if err != nil {
		return nil, err
	}
	var reports []*report.Report
	var wrong []error
	for _, r := range all {
		if err := fidelity.Check(r); err != nil {
			wrong = append(wrong, err)
			continue
		}
		reports = append(reports, r)
	}
	return reports, errors.Join(wrong...)
}

// embeddedChecked is embedded with the relations of each report.
func embeddedChecked() ([]loaded, error) {
	reports, err := embedded()
	all, wrong := related(reports)
	return all, errors.Join(err, wrong)
}

// related returns the good ones among reports built into the program with their
// relations, and an error that says everything about the others.
func related(reports []*report.Report) ([]loaded, error) {
	var all []loaded
	var err error
	for _, r := range reports {
		relations, wrong := reconcile.Load(data.Files, data.Files, fmt.Sprintf("%s/%d-%s", r.Unit, r.Year, r.Kind), r)
		if wrong != nil {
			err = errors.Join(err, wrong)
			continue
		}
		all = append(all, loaded{r, relations})
	}
	return all, err
}

func describe(r *report.Report) string {
	return fmt.Sprintf("%s/%d-%s: %d sections, %d tables, %d forms, %d terms, %d notes",
		r.Unit, r.Year, r.Kind, len(r.Sections), len(r.Tables), len(r.Projects), len(r.Terms), len(r.Notes))
}
