package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"disclosure/data"
	"disclosure/internal/change"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/store"
)

// importReports writes a database file anew from the given folders, or leaves
// everything as it was.
func importReports(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	db := flags.String("db", "", "write the reports to `FILE`; a file that is not ours is left alone")
	add := flags.Bool("add", false, "keep the other reports of FILE")
	publishFindings := flags.Bool("publish-findings", false, "publish reports of which findings of 不一致 have no remark, too")
	var forget keysFlag
	flags.Var(&forget, "forget", "take the report `UNIT/YEAR-KIND` out of FILE, with all its versions; say it again for another")
	if err := parse(flags, "disclosure import [--add] [--forget UNIT/YEAR-KIND] [--publish-findings] --db FILE DIR…\n\nWrites FILE anew from exactly these report folders, in any order; with --add they take\nthe place of their own reports in FILE, and all others stay. A FILE is left as it is where\nit holds a report that no folder and no --forget names, or a version of a report which the\nfolder lacks. A report of which a finding of 不一致 has no remark is refused.", args); err != nil {
		return err
	}
	switch {
	case *db == "":
		return misuse("import: say with --db which file to write")
	case flags.NArg() == 0 && !(*add && len(forget) > 0):
		return misuse("import: name the folder of at least one report")
	}
	folders, err := untilStopped(ctx, func() ([]folder, error) { return loadAll(flags.Args(), loadDrawn) })
	if err != nil {
		return err
	}
	all, err := ordered(folders)
	if err != nil {
		return err
	}
	reports := checked(all)
	if err := unexplained(reports); err != nil && !*publishFindings {
		return fmt.Errorf("%w\nnothing was written: write the remarks, or say --publish-findings", err)
	}
	days := foundOn{}
	before, err := replaced(ctx, *db, folders, forget, *add, days)
	if err != nil {
		return err
	}
	days.date(reports, today())
	if *add {
		err = store.Add(ctx, *db, reports, forget)
	} else {
		err = store.Write(ctx, *db, reports)
	}
	if err != nil {
		return err
	}
	for _, key := range forget {
		fmt.Fprintf(stdout, "forgot %s\n", key.Folder())
	}
	for _, r := range all {
		fmt.Fprintf(stdout, "imported %s\n", describe(r.Report))
		if r.absent != "" {
			fmt.Fprintf(stdout, "  its image shows 〓 for %s, which the font of images lacks; its pages show them\n", r.absent)
		}
		if old := before[r.Key]; old != nil && old.Version != r.Version {
			printChanges(stdout, old, r.Report)
		}
	}
	if note := unreadableByOthers(*db); note != "" {
		fmt.Fprintln(stdout, note)
	}
	return nil
}

// keysFlag is a flag that may be given several times, each with a report.
type keysFlag []report.Key

func (k *keysFlag) String() string {
	var folders []string
	for _, key := range *k {
		folders = append(folders, key.Folder())
	}
	return strings.Join(folders, " ")
}

// Set adds a report.
func (k *keysFlag) Set(folder string) error {
	key, err := report.KeyOf(folder)
	*k = append(*k, key)
	return err
}

// printChanges lists what differs from the version that a file showed to the one that
// it shows now: places with their published texts, and addresses that moved.
func printChanges(w io.Writer, before, after *report.Report) {
	fmt.Fprintf(w, "  since version %s:\n", before.ShortVersion())
	for _, c := range change.Between(before, after) {
		switch c.Kind {
		case change.Changed:
			fmt.Fprintf(w, "  changed %s, now %s: %q → %q\n", c.Before, c.After, c.Was, c.Is)
		case change.Gone:
			fmt.Fprintf(w, "  gone %s: %q\n", c.Before, c.Was)
		case change.Added:
			fmt.Fprintf(w, "  added %s: %q\n", c.After, c.Is)
		case change.Moved:
			fmt.Fprintf(w, "  moved %s, now %s\n", c.Before, c.After)
		}
	}
}

// untilStopped returns what read does. It no longer waits for it once ctx has ended:
// to read a large folder takes long, and leaves nothing behind.
func untilStopped[T any](ctx context.Context, read func() (T, error)) (result T, err error) {
	done := make(chan struct{})
	var found T
	var wrong error
	go func() {
		defer close(done)
		found, wrong = read()
	}()
	select {
	case <-done:
		return found, wrong
	case <-ctx.Done():
		return result, fmt.Errorf("stopped before all was read: %w", context.Cause(ctx))
	}
}

// folder is a report with the folder that it was read from.
type folder struct {
	finding.Checked
	dir    string
	absent string // the characters that its image cannot show
}

// loadAll loads the reports in dirs, several at a time, and returns the good ones in
// order, and an error that says everything about the others.
func loadAll(dirs []string, load func(dir string) (folder, error)) ([]folder, error) {
	loaded, errs := make([]folder, len(dirs)), make([]error, len(dirs))
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, dir := range dirs {
		free <- struct{}{}
		all.Go(func() {
			loaded[i], errs[i] = load(dir)
			<-free
		})
	}
	all.Wait()
	var good []folder
	var wrong []error
	for i, dir := range dirs {
		if errs[i] != nil {
			wrong = append(wrong, fmt.Errorf("%s is refused:\n%w", dir, errs[i]))
			continue
		}
		good = append(good, loaded[i])
	}
	return good, errors.Join(wrong...)
}

// ordered are the reports of these folders in the order of their keys. Of two versions
// of one report the newer one stays, which holds the other as an earlier version.
func ordered(folders []folder) ([]folder, error) {
	newest := map[report.Key]folder{}
	for _, f := range folders {
		other, twice := newest[f.Key]
		switch {
		case !twice, f.follows(other):
			newest[f.Key] = f
		case other.Version == f.Version:
			return nil, fmt.Errorf("%s and %s are the same report: name one of them", other.dir, f.dir)
		case !other.follows(f):
			return nil, fmt.Errorf("%s and %s are two versions of %s, and none says which is newer: list both in the corrections.toml of the newer one, the other first, and name that folder alone", other.dir, f.dir, f.Folder())
		}
	}
	return slices.SortedFunc(maps.Values(newest), func(a, b folder) int { return strings.Compare(a.Folder(), b.Folder()) }), nil
}

// follows tells whether other is among the earlier versions of f.
func (f folder) follows(other folder) bool {
	return slices.ContainsFunc(f.Earlier, func(before finding.Checked) bool { return before.Version == other.Version })
}

// replaced returns the reports that a file shows so far where a folder has another
// version. It refuses what would be lost of a file: a version that was published and that
// the folder of its report lacks, and a report that neither a folder nor forget names,
// unless others are kept (adding). A file that cannot be read, or none, holds nothing that
// could be kept. It also notes the days on which the findings in it were made.
func replaced(ctx context.Context, db string, folders []folder, forget []report.Key, adding bool, days foundOn) (map[report.Key]*report.Report, error) {
	st, err := store.Open(ctx, db, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, nil // Write says what is wrong with the file, if that matters
	}
	defer st.Close()
	now := st.Snapshot()
	defer now.Release()
	held := map[string]bool{}
	for _, f := range folders {
		for _, r := range append(f.Earlier[:len(f.Earlier):len(f.Earlier)], f.Checked) {
			held[r.Version] = true
		}
	}
	before := map[report.Key]*report.Report{}
	var lost []error
	for _, key := range forget {
		if len(now.Versions(key)) == 0 {
			lost = append(lost, fmt.Errorf("%s holds no report %s that could be forgotten", db, key.Folder()))
		}
	}
	for _, r := range now.Reports() {
		named := slices.Contains(forget, r.Key) || slices.ContainsFunc(folders, func(f folder) bool { return f.Key == r.Key })
		if !named && !adding {
			lost = append(lost, fmt.Errorf("%s holds %s, which no folder names: name its folder, say --forget %s, or say --add to keep all others", db, r.Folder(), r.Folder()))
		}
	}
	for _, f := range folders {
		versions := now.Versions(f.Key)
		if n := len(versions); n > 0 && versions[n-1].Version != f.Version {
			if before[f.Key], err = versions[n-1].Whole(ctx); err != nil {
				return nil, err
			}
		}
		for _, r := range versions {
			days.read(ctx, r)
			if !held[r.Version] {
				lost = append(lost, fmt.Errorf("%s holds version %s of %s, which %s lacks: `disclosure keep --db %s %s` writes it there; then list it in its corrections.toml", db, short(r), f.Folder(), f.dir, db, f.dir))
			}
		}
	}
	return before, errors.Join(lost...)
}

// short is the version of a report as people write it.
func short(r *store.Report) string { return report.Front{Version: r.Version}.ShortVersion() }

// load loads the report in dir.
func load(dir string) (folder, error) {
	files, name, err := located(dir)
	if err != nil {
		return folder{}, err
	}
	checked, err := publish.Load(data.Files, files, name)
	return folder{Checked: checked, dir: dir}, err
}

// checked are the reports of folders.
func checked(folders []folder) (all []finding.Checked) {
	for _, f := range folders {
		all = append(all, f.Checked)
	}
	return all
}

// located is the report folder dir as the files that it stands among and its name
// there. The last two elements of dir name the report, also when dir is given as ".".
func located(dir string) (files fs.FS, name string, err error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, "", err
	}
	if info, err := os.Stat(whole); err != nil {
		return nil, "", err
	} else if !info.IsDir() {
		return nil, "", fmt.Errorf("%s is a file: name the folder of a report", dir)
	}
	above, name := filepath.Split(whole)
	above = filepath.Clean(above)
	files, err = source.OpenDisk(filepath.Dir(above))
	return files, path.Join(filepath.Base(above), name), err
}

func describe(r *report.Report) string {
	return fmt.Sprintf("%s: %d sections, %d tables, %d forms, %d terms, %d notes",
		r.Folder(), len(r.Sections), len(r.Tables), len(r.Projects), len(r.Terms), len(r.Notes))
}
