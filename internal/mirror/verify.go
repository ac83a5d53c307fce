package mirror

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Verify holds every file of the copy that a folder serves against its manifest, and
// returns how many there are. A file that no manifest names is wrong too, but in static,
// where an export that was stopped leaves some.
func Verify(dir string) (files int, err error) {
	m, err := readCurrent(dir)
	if err != nil {
		return 0, err
	}
	if m.Number == 0 {
		return 0, fmt.Errorf("%s holds no copy of a site", dir)
	}
	root := filepath.Join(dir, "current", "site")
	all := m.Files
	for _, b := range m.Bodies {
		of, err := readBody(dir, b)
		if err != nil {
			return files, err
		}
		all = append(all, of.Files...)
	}
	var wrong []error
	note := func(err error) {
		if err != nil && len(wrong) < mostWrong {
			wrong = append(wrong, err)
		}
	}
	listed := map[string]bool{}
	for _, f := range all {
		listed[f.File] = true
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(f.File)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			err = fmt.Errorf("%s is missing", f.File)
		case err == nil && (len(content) != f.Size || hashOf(content) != f.SHA256):
			err = fmt.Errorf("%s is not as the manifest says: %d bytes, SHA-256 %s", f.File, len(content), hashOf(content))
		}
		note(err)
	}
	served, err := servedFiles(root, m)
	note(err)
	for _, name := range served {
		if !listed[name] {
			note(fmt.Errorf("%s is in no manifest", name))
		}
	}
	if len(wrong) > 0 {
		return len(all), errors.Join(append(wrong, fmt.Errorf("%s is damaged: remove it and export anew", dir))...)
	}
	return len(all), nil
}

// servedFiles lists what stands under the root of a copy and in its bodies, with every
// link that is none to them.
func servedFiles(root string, m manifest) (names []string, err error) {
	list := func(folder string) {
		err = errors.Join(err, fs.WalkDir(os.DirFS(filepath.Join(root, folder)), ".", func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				names = append(names, path.Join(folder, name))
			}
			return err
		}))
	}
	list("")
	ours := map[string]bool{"static": true}
	for _, b := range m.Bodies {
		ours[b.Name] = true
		list(b.Name)
	}
	return slices.DeleteFunc(names, func(name string) bool { return ours[name] }), err
}

// mostWrong is how many files Verify names at most.
const mostWrong = 20
