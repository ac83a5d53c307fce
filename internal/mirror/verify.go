package mirror

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Verify holds every file of the copy that a folder serves against its manifest, and
// returns how many there are.
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
		if err != nil && len(wrong) < mostWrong {
			wrong = append(wrong, err)
		}
	}
	if len(wrong) > 0 {
		return len(all), errors.Join(append(wrong, fmt.Errorf("%s is damaged: remove it and export anew", dir))...)
	}
	return len(all), nil
}

// mostWrong is how many files Verify names at most.
const mostWrong = 20
