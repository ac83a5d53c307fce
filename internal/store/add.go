package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/search"
)

// Add makes of the file at path one that holds these reports instead of its own of the
// same keys, and none of the keys to forget; the others stay as they are. It is Write in
// all else: the new file takes the place of the old one at once, or nothing changes.
func Add(ctx context.Context, path string, reports []finding.Checked, forget []report.Key) error {
	path, err := target(path)
	if err != nil {
		return err
	}
	return replace(ctx, path, func(folder, fresh string) error {
		if err := copyWhole(path, fresh); err != nil {
			return err
		}
		if err := change(ctx, fresh, reports, forget); err != nil {
			return err
		}
		return seal(ctx, fresh)
	}, func(fresh string) error {
		keys := []report.Key{} // not all, where there are none
		for _, r := range reports {
			keys = append(keys, r.Key)
		}
		return verify(ctx, fresh, len(withEarlier(reports)), keys...)
	})
}

// copyWhole copies a file of ours that can be read and agrees with its seal.
func copyWhole(from, to string) error {
	file, found, err := inspect(from)
	if err != nil {
		return systemError(from, err)
	}
	defer file.Close()
	if wrong := found.readable(); wrong != nil {
		return wrong
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	hash, seal, err := copySealed(out, io.LimitReader(file, found.info.Size()), found.info.Size())
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	if !bytes.Equal(hash, seal) {
		return &FileError{Damaged, fmt.Sprintf("%s is damaged: %v; %s", from, errBroken, remedy(from)), nil}
	}
	return nil
}

// change takes reports out of an unsealed copy and puts others in.
func change(ctx context.Context, path string, reports []finding.Checked, forget []report.Key) error {
	if err := storable(ctx, reports); err != nil {
		return err
	}
	db, err := connect(newFileURI(path), building)
	if err != nil {
		return err
	}
	err = inTransaction(ctx, db, func(ctx context.Context, tx *sql.Tx) error {
		gone := forget
		for _, r := range reports {
			gone = append(gone[:len(gone):len(gone)], r.Key)
		}
		if _, err := tx.ExecContext(ctx, `DROP TABLE seal; DROP TABLE IF EXISTS spare`); err != nil {
			return err
		}
		for _, key := range gone {
			if err := remove(ctx, tx, key); err != nil {
				return fmt.Errorf("take out %s: %w", key.Folder(), err)
			}
		}
		return saveAll(ctx, tx, reports, func(shown []finding.Checked) error { return search.Replace(ctx, tx, gone, shown) })
	})
	if err == nil {
		err = fillFreePages(ctx, db)
	}
	return errors.Join(err, db.Close())
}

// remove deletes all versions of a report but from the search index.
func remove(ctx context.Context, tx *sql.Tx, key report.Key) error {
	const of = ` WHERE unit = ? AND year = ? AND kind = ?`
	for _, table := range []string{"part", "listed", "image", "reconciliation", "finding", "findings", "binding"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE report IN (SELECT id FROM report`+of+`)`, key.Unit, key.Year, key.Kind); err != nil {
			return err
		}
	}
	for _, table := range []string{"figure", "report"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+of, key.Unit, key.Year, key.Kind); err != nil {
			return err
		}
	}
	return nil
}

// fillFreePages takes all free pages into a table of zeros, because the seal must be in
// the last page of a file. The next change makes room of them again.
func fillFreePages(ctx context.Context, db *pool) error {
	if _, err := db.ExecContext(ctx, `CREATE TABLE spare (zeros BLOB NOT NULL) STRICT`); err != nil {
		return err
	}
	for {
		var free, page int64
		if err := db.QueryRowContext(ctx, `SELECT freelist_count, page_size FROM pragma_freelist_count, pragma_page_size`).Scan(&free, &page); err != nil {
			return err
		}
		if free == 0 {
			return nil
		}
		// A row of so many bytes takes about all pages but one; what is left takes a row each.
		size := max(free-2, 1) * (page - 4)
		const most = 500_000_000 // bytes that a row may have
		if _, err := db.ExecContext(ctx, `INSERT INTO spare VALUES (zeroblob(?))`, min(size, most)); err != nil {
			return err
		}
	}
}
