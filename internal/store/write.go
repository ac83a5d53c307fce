package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes a file of exactly these reports for Open. What stands at path is
// replaced at once if it is ours, of any schema version, and refused if not.
// On any error it is left as it was.
func Write(ctx context.Context, path string, reports []Checked) error {
	// A link stays a link; the file that it names is replaced.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode, err := replaced(path)
	if err != nil {
		return err
	}
	// A folder of its own beside path keeps SQLite's journal apart too.
	folder, err := os.MkdirTemp(filepath.Dir(path), ".disclosure-*")
	if err != nil {
		return fmt.Errorf("%s: no new file can be made beside it: %w", path, err)
	}
	defer os.RemoveAll(folder)
	fresh := filepath.Join(folder, "store.db")
	if err := build(ctx, fresh, reports); err != nil {
		return err
	}
	if mode != 0 {
		if err := os.Chmod(fresh, mode); err != nil {
			return err
		}
	}
	if err := makeLasting(fresh); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	if err := makeLasting(filepath.Dir(path)); err != nil {
		return fmt.Errorf("%s is in place but may not outlive a power failure: %w", path, err)
	}
	return nil
}

// replaced returns the mode of the file at path that Write may replace, 0 if
// there is none.
func replaced(path string) (fs.FileMode, error) {
	file, found, err := inspect(path)
	if file != nil {
		file.Close()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if err := found.replaceable(); err != nil {
		return 0, err
	}
	// SQLite would play a journal of the old file back into the new one.
	for _, journal := range []string{path + "-journal", path + "-wal"} {
		if _, err := os.Lstat(journal); err == nil {
			return 0, fmt.Errorf("%s exists: another program is changing %s; wait for it, or remove both", journal, path)
		}
	}
	return found.info.Mode().Perm(), nil
}

// build makes a new database file of these reports.
func build(ctx context.Context, path string, reports []Checked) (err error) {
	// The file is worthless until it is whole, so SQLite need not sync it.
	db, err := connect(newFileURI(path), append(settings[:len(settings):len(settings)], setting{"synchronous", 0}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := createSchema(ctx, db); err != nil {
		return err
	}
	if err := tune(ctx, db); err != nil {
		return err
	}
	if err := save(ctx, db, reports); err != nil {
		return err
	}
	return finish(ctx, db)
}

// tune lets the search index grow in a few large steps, which finish puts
// together, where the usual way is to put many small ones together again and
// again.
func tune(ctx context.Context, db *pool) error {
	for _, index := range []string{"search_name", "search_text"} {
		for option, value := range map[string]int{"automerge": 0, "hashsize": 64 << 20} {
			statement := fmt.Sprintf("INSERT INTO %s (%[1]s, rank) VALUES (?, ?)", index)
			if _, err := db.ExecContext(ctx, statement, option, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish leaves nothing in the file that is not needed to read it.
func finish(ctx context.Context, db *pool) error {
	for _, statement := range []string{
		"INSERT INTO search_name (search_name) VALUES ('optimize')",
		"INSERT INTO search_text (search_text) VALUES ('optimize')",
		"VACUUM",
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	var journal string
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode = delete").Scan(&journal); err != nil {
		return err
	}
	if journal != "delete" {
		return fmt.Errorf("SQLite keeps journal mode %s, want delete", journal)
	}
	return nil
}

// makeLasting makes a file, or the names in a folder, outlive a power failure.
func makeLasting(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
