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
	reports, err := loadAll(fs.Args())
	if err != nil {
		return err
	}
	if err := store.Write(ctx, *db, reports); err != nil {
		return err
	}
	for _, r := range reports {
		fmt.Fprintf(stdout, "imported %s\n", describe(r))
	}
	return nil
}

// check reads reports for mistakes and says of each that it is good, or what
// is wrong with it.
func check(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	if err := parse(fs, "disclosure check [DIR…]\n\nReads these report folders, or those built into the program, for mistakes.", args); err != nil {
		return err
	}
	var reports []*report.Report
	var err error
	if fs.NArg() > 0 {
		reports, err = loadAll(fs.Args())
	} else {
		reports, err = embedded()
	}
	for _, r := range reports {
		fmt.Fprintf(stdout, "ok %s\n", describe(r))
	}
	return err
}

// loadAll reads the reports in dirs and returns the good ones, and an error
// that says everything about the others.
func loadAll(dirs []string) ([]*report.Report, error) {
	var reports []*report.Report
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

// load reads the report in dir and holds it against its text as received. The
// last two elements of dir name the report, also when dir is given as ".".
func load(dir string) (*report.Report, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(whole); err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: name the folder of a report", dir)
	}
	above, name := filepath.Split(whole)
	above = filepath.Clean(above)
	r, err := source.Load(os.DirFS(filepath.Dir(above)), path.Join(filepath.Base(above), name))
	if err != nil {
		return nil, err
	}
	return r, fidelity.Check(r)
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

func describe(r *report.Report) string {
	return fmt.Sprintf("%s/%d-%s: %d sections, %d tables, %d forms, %d terms, %d notes",
		r.Unit, r.Year, r.Kind, len(r.Sections), len(r.Tables), len(r.Projects), len(r.Terms), len(r.Notes))
}
