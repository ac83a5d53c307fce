package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// claim makes the folder beside path in which its new content is built, and
// keeps every other Write from building there until release is called. An import
// that is killed leaves the folder without a lock: the next import clears it.
func claim(path string) (folder string, release func(), err error) {
	folder = filepath.Join(filepath.Dir(path), ".disclosure-"+filepath.Base(path))
	for {
		if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", nil, err
		}
		held, err := os.Open(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue // its owner has just ended
		}
		if err != nil {
			return "", nil, err
		}
		if err := lock(held); err != nil {
			held.Close()
			if errors.Is(err, errLocked) {
				err = errors.New("another import is writing it; wait for its end")
			}
			return "", nil, err
		}
		standing, err := sameFolder(held, folder)
		if err == nil && standing {
			err = empty(folder)
		}
		if err != nil {
			held.Close()
			return "", nil, err
		}
		if standing {
			return folder, func() {
				os.RemoveAll(folder) // what stays is cleared by the next one
				held.Close()
			}, nil
		}
		held.Close() // its owner removed it before we had it
	}
}

// sameFolder tells whether the open folder is the one at path.
func sameFolder(held *os.File, path string) (bool, error) {
	ours, err := held.Stat()
	if err != nil {
		return false, err
	}
	there, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !there.IsDir():
		return false, fmt.Errorf("%s is in the way; remove it", path)
	}
	return os.SameFile(ours, there), nil
}

// empty removes all that a folder holds.
func empty(folder string) error {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(folder, e.Name())))
	}
	return err
}
