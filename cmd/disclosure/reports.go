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

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"disclosure/internal/store"
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
	if err := store.Write(ctx, *db, all); err != nil {
		return err
	}
	for _, r := range all {
		fmt.Fprintf(stdout, "imported %s\n", describe(r.Report))
	}
	return nil
}

// loadAll reads the reports in dirs and returns the good ones, and an error
// that says everything about the others.
func loadAll(dirs []string) ([]finding.Checked, error) {
	var reports []finding.Checked
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

// load reads the report in dir. The last two elements of dir name the report,
// also when dir is given as ".".
func load(dir string) (finding.Checked, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return finding.Checked{}, err
	}
	if info, err := os.Stat(whole); err != nil {
		return finding.Checked{}, err
	} else if !info.IsDir() {
		return finding.Checked{}, fmt.Errorf("%s is a file: name the folder of a report", dir)
	}
	above, name := filepath.Split(whole)
	above = filepath.Clean(above)
	return publish.Load(data.Files, os.DirFS(filepath.Dir(above)), path.Join(filepath.Base(above), name))
}

func describe(r *report.Report) string {
	return fmt.Sprintf("%s: %d sections, %d tables, %d forms, %d terms, %d notes",
		r.Folder(), len(r.Sections), len(r.Tables), len(r.Projects), len(r.Terms), len(r.Notes))
}
