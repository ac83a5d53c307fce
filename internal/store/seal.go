package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"disclosure/internal/report"
)

// The seal of a file is its last 32 bytes: the SHA-256 of all bytes before
// them. To SQLite they are the only value of the table seal, which is made last
// in a file that has no free page, and so gets the last page; SQLite puts the
// first row of a page at the page's end. Anyone can hold a file against its
// seal:
//
//	head -c -32 FILE | sha256sum
//	sqlite3 FILE 'SELECT hex(sha256) FROM seal'
const (
	sealSize  = sha256.Size
	sealTable = `CREATE TABLE seal (sha256 BLOB NOT NULL) STRICT`
)

// errBroken says that a file is not as it was when it was sealed.
var errBroken = errors.New("its content does not agree with its seal")

// seal is the last change of the file at path.
func seal(ctx context.Context, path string) error {
	blank := bytes.Repeat([]byte{0xff}, sealSize)
	if err := addSeal(ctx, path, blank); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	hash, found, err := copySealed(io.Discard, file, info.Size())
	if err != nil {
		return err
	}
	if !bytes.Equal(found, blank) {
		return fmt.Errorf("%s: SQLite did not put the seal at the end", path)
	}
	_, err = file.WriteAt(hash, info.Size()-sealSize)
	return errors.Join(err, file.Close())
}

func addSeal(ctx context.Context, path string, value []byte) error {
	db, err := connect(newFileURI(path), building)
	if err != nil {
		return err
	}
	if _, err = db.ExecContext(ctx, sealTable); err == nil {
		_, err = db.ExecContext(ctx, "INSERT INTO seal VALUES (?)", value)
	}
	return errors.Join(err, db.Close())
}

// copySealed copies a file of this size. It returns the hash that its seal
// should be, and its seal.
func copySealed(to io.Writer, file io.Reader, size int64) (hash, seal []byte, err error) {
	sum := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(to, sum), file, size-sealSize); err != nil {
		return nil, nil, err
	}
	seal = make([]byte, sealSize)
	if _, err := io.ReadFull(file, seal); err != nil {
		return nil, nil, err
	}
	_, err = to.Write(seal)
	return sum.Sum(nil), seal, err
}

// verify reads back all of the file at path, which is to hold this many reports; of
// keys, if any are named, only these.
func verify(ctx context.Context, path string, reports int, keys ...report.Key) error {
	now, _, err := openFile(ctx, path)
	if err != nil {
		return err
	}
	defer now.Release()
	r := reader{ctx, now.db}
	type saved struct {
		id             int64
		folder, digest string
	}
	var all []saved
	var one saved
	var key report.Key
	err = r.each(`SELECT id, unit, year, kind, digest FROM report ORDER BY id`, nil, into{&one.id, &key.Unit, &key.Year, &key.Kind, &one.digest}, func() {
		if one.folder = key.Folder(); keys == nil || slices.Contains(keys, key) {
			all = append(all, one)
		}
	})
	if err != nil {
		return err
	}
	if len(all) != reports {
		return fmt.Errorf("the new file holds %d reports, not %d", len(all), reports)
	}
	for _, saved := range all {
		parts, err := r.parts(saved.id, "TRUE")
		if err != nil {
			return err
		}
		found, err := r.storedChecks(saved.id)
		if err != nil {
			return err
		}
		if digest(parts, found) != saved.digest {
			return fmt.Errorf("report %s does not come back from the new file as it was saved", saved.folder)
		}
	}
	return nil
}
