package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"disclosure/internal/finding"
)

// Write makes a file of exactly these reports for Open. What stands at path is
// replaced at once if it is ours, of any schema version, and refused if not.
// While another Write to path goes on, it fails. On any error what stands at
// path is left as it was.
func Write(ctx context.Context, path string, reports []finding.Checked) error {
	path, err := target(path)
	if err != nil {
		return err
	}
	return replace(ctx, path, func(folder, fresh string) error {
		return build(ctx, filepath.Join(folder, "build.db"), fresh, reports)
	}, func(fresh string) error {
		return verify(ctx, fresh, len(withEarlier(reports)))
	})
}

// replace puts a new file at path that fill writes, and that stands the check.
func replace(ctx context.Context, path string, fill func(folder, fresh string) error, check func(fresh string) error) error {
	old, err := existing(path)
	if err != nil {
		return err
	}
	if err := write(path, old, fill, check); err != nil {
		return fmt.Errorf("%s was not written: %w", path, advised(filepath.Dir(path), err))
	}
	if err := makeNamesLasting(filepath.Dir(path)); err != nil {
		return fmt.Errorf("%s is in place but may not outlive a power failure: %w", path, err)
	}
	return nil
}

// target returns the file that path names: a link stays a link, and the file that
// it leads to is replaced.
func target(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		return real, nil
	}
	if info, wrong := os.Lstat(path); wrong == nil && info.Mode()&fs.ModeSymlink != 0 {
		return "", fmt.Errorf("%s is a link that leads to no file (%w); remove it or name the file itself", path, err)
	}
	return path, nil
}

// write makes the new file beside path, checks it and puts it there, in the
// place of old, which is nil for none.
func write(path string, old fs.FileInfo, fill func(folder, fresh string) error, check func(fresh string) error) error {
	folder, release, err := claim(path)
	if err != nil {
		return err
	}
	defer release()
	fresh := filepath.Join(folder, "store.db")
	if err := fill(folder, fresh); err != nil {
		return err
	}
	if old != nil {
		keepOwner(fresh, old)
		if err := os.Chmod(fresh, old.Mode().Perm()); err != nil {
			return err
		}
	}
	lasting := make(chan error, 1)
	go func() { lasting <- makeLasting(fresh) }() // the disk works meanwhile
	err = check(fresh)
	if err = errors.Join(<-lasting, err); err != nil {
		return err
	}
	// Something else may have been put there meanwhile.
	if _, err := existing(path); err != nil {
		return err
	}
	return os.Rename(fresh, path)
}

// advised adds to an error of the system what to do about it.
func advised(folder string, err error) error {
	var of *sqlite.Error
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.As(err, &of) && of.Code() == sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w; make room in %s and, for temporary files, in %s, and import again", err, folder, os.TempDir())
	case errors.As(err, &of) && of.Code()&0xff == sqlite3.SQLITE_IOERR: // the lowest byte tells the kind
		return fmt.Errorf("%w; look after the disk that holds %s and the limits that this user has there", err, folder)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w; make the folder %s first", err, folder)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w; let this user write in the folder %s, or choose another one%s", err, folder, orHeld)
	}
	return err
}

// existing returns the FileInfo of the file that Write would replace, nil if there is
// none, and an error if Write may not replace it.
func existing(path string) (fs.FileInfo, error) {
	file, found, err := inspect(path)
	if file != nil {
		file.Close()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := found.replaceable(); err != nil {
		return nil, err
	}
	// SQLite would play a journal of the old file back into the new one.
	for _, journal := range []string{path + "-journal", path + "-wal"} {
		if _, err := os.Lstat(journal); err == nil {
			return nil, fmt.Errorf("%s exists: another program is changing %s; wait for it, or remove both", journal, path)
		}
	}
	return found.info, nil
}

// building are the settings while a file is built. It is worthless until it is
// whole, so SQLite need not sync it.
var building = append(slices.Clone(settings), setting{"synchronous", 0})

// build makes the database file fresh of these reports, by way of another file.
func build(ctx context.Context, loose, fresh string, reports []finding.Checked) error {
	db, err := connect(newFileURI(loose), building)
	if err != nil {
		return err
	}
	err = lay(ctx, db, reports)
	if err == nil {
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", newFileURI(fresh)) // packs it
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	return seal(ctx, fresh)
}

// makeLasting makes a file outlive a power failure.
func makeLasting(path string) error {
	f, err := os.OpenFile(path, toMakeLasting, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
