package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"disclosure/internal/export"
	"disclosure/internal/source"
	"disclosure/internal/store"
)

const keepSynopsis = `disclosure keep --db FILE [--origin URL] [--name NAME] DIR

Writes the versions of a report that FILE holds and its folder lacks as DIR/earlier/….zip.
The addresses in them begin with --origin, or DISCLOSURE_ORIGIN, and they name the site
as --name, or DISCLOSURE_NAME, does: give those of the site that served them, so that
each is the file that was served.`

// keep writes published versions of a report into its folder, so that a database file
// can always be thrown away.
func keep(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("keep", flag.ContinueOnError)
	db := flags.String("db", "", "a `FILE` that import made")
	origin := validatedFlag{"", parseOrigin}
	flags.Var(&origin, "origin", "the `URL` under which the public reached the site, such as https://budget.example")
	name := siteName(flags)
	if err := parse(flags, keepSynopsis, args); err != nil {
		return err
	}
	if err := fromEnvironment(flags); err != nil {
		return err
	}
	switch {
	case *db == "":
		return misuse("keep: say with --db which file to read")
	case flags.NArg() != 1:
		return misuse("keep: name the folder of one report")
	}
	dir := flags.Arg(0)
	files, folder, err := located(dir)
	if err != nil {
		return err
	}
	own, err := source.LoadAlone(files, folder)
	if err != nil {
		return fmt.Errorf("%s cannot be read, so that it is not known which version it holds:\n%w", dir, err)
	}
	st, err := store.Open(ctx, *db, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer st.Close()
	now := st.Snapshot()
	defer now.Release()
	kept := 0
	for _, r := range now.Versions(own.Key) {
		if r.Version == own.Version {
			continue
		}
		to := filepath.Join(dir, filepath.FromSlash(source.EarlierFile(short(r))))
		if _, err := os.Lstat(to); err == nil {
			continue // check says whether it is right
		}
		if err := pack(ctx, r, export.Site{Name: name.text, Origin: origin.text}, to); err != nil {
			return err
		}
		kept++
		fmt.Fprintf(stdout, "kept %s; list version %s in corrections.toml\n", to, short(r))
	}
	if kept == 0 {
		fmt.Fprintf(stdout, "nothing to keep: %s holds no version that %s lacks\n", *db, dir)
	}
	return nil
}

// pack writes the package of a report as a file, whole or not at all.
func pack(ctx context.Context, r *store.Report, site export.Site, to string) error {
	whole, err := r.Whole(ctx)
	if err != nil {
		return err
	}
	if whole.Given, err = r.Originals(ctx); err != nil {
		return err
	}
	findings, _, err := r.Checks(ctx)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(to), ".keep-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // once it has its name there is nothing to remove
	err = errors.Join(site.Package(f, whole, findings), f.Chmod(0o644), f.Sync())
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s was made meanwhile: remove it, or leave it", to)
	}
	return os.Rename(f.Name(), to)
}
