package mirror

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A folder with a copy may come from anyone: its manifests name files of the copy only,
// and nothing is read from it but plain files, of bounded size and inside of it.

// largestManifest bounds the manifests that are read, in bytes.
const largestManifest = 256 << 20

// openFolder opens the folder of a copy. What is opened in it cannot lead out of it.
func openFolder(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s holds no copy of a site: there is no such folder", dir)
	}
	return root, err
}

// readPlain reads a plain file of a copy, of at most so many bytes.
func readPlain(root *os.Root, name string, largest int64) ([]byte, error) {
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", name, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no plain file (%v)", name, info.Mode().Type())
	case info.Size() > largest:
		return nil, fmt.Errorf("%s has %d bytes, and at most %d are read", name, info.Size(), largest)
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, largest))
}

// inside refuses the name of a file that may stand outside of a folder.
func inside(name string) error {
	if !fs.ValidPath(name) || name == "." || strings.Contains(name, `\`) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("it names %q, which is no file inside the copy", name)
	}
	return nil
}

// check refuses a manifest with names that lead out of the copy.
func (m manifest) check() error {
	for _, f := range m.Files {
		if err := inside(f.File); err != nil {
			return err
		}
	}
	for _, b := range m.Bodies {
		for _, name := range []string{b.Name, b.Folder} {
			if err := inside(name); err != nil || strings.Contains(name, "/") {
				return fmt.Errorf("it names a body %q in the folder %q, which is none inside the copy", b.Name, b.Folder)
			}
		}
	}
	return nil
}

// check refuses a manifest of a body that names files of others.
func (m bodyManifest) check(b body) error {
	for _, f := range m.Files {
		if err := inside(f.File); err != nil {
			return err
		}
		if !strings.HasPrefix(f.File, b.Name+"/") && !strings.HasPrefix(f.File, staticFolder) {
			return fmt.Errorf("it names %q, which is no file of %s", f.File, b.Name)
		}
	}
	return nil
}
