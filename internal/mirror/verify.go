package mirror

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Verify holds every file of the copy that a folder serves against its manifest, and
// returns how many there are. A file that no manifest names is wrong too.
func Verify(dir string) (files int, err error) {
	root, err := openFolder(dir)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	m, err := readCurrent(root)
	if err != nil {
		return 0, err
	}
	if m.Number == 0 {
		return 0, fmt.Errorf("%s holds no copy of a site", dir)
	}
	all := m.Files
	for _, b := range m.Bodies {
		of, err := readBody(root, b)
		if err != nil {
			return len(all), err
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
		content, err := readPlain(root, path.Join(site, f.File), int64(f.Size))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			err = fmt.Errorf("%s is missing", f.File)
		case err == nil && (len(content) != f.Size || hashOf(content) != f.SHA256):
			err = fmt.Errorf("%s is not as the manifest says: %d bytes, SHA-256 %s", f.File, len(content), hashOf(content))
		}
		note(err)
	}
	others, err := unlisted(root, m, listed)
	note(err)
	const damaged, left = "%s is damaged: remove it and export anew", "%s holds what an export left that was stopped: export again, and it is removed"
	remedy := left
	if len(wrong) > 0 {
		remedy = damaged
	}
	for _, name := range others {
		note(fmt.Errorf("%s is in no manifest", name))
		if !strings.HasPrefix(name, staticFolder) {
			remedy = damaged
		}
	}
	if len(wrong) > 0 {
		return len(all), errors.Join(append(wrong, fmt.Errorf(remedy, dir))...)
	}
	return len(all), nil
}

// site is the folder whose files a server shows.
const site = "current/site"

// unlisted returns what a server can show of a copy and no manifest lists: below its root
// and its bodies, every link that is none to these, and in static what is not of the copy
// before either.
func unlisted(root *os.Root, m manifest, listed map[string]bool) (names []string, err error) {
	ours := map[string]bool{"static": true}
	for _, b := range m.Bodies {
		ours[b.Name] = true
	}
	list := func(folder string, strip string) {
		found, failed := filesIn(root, folder)
		err = errors.Join(err, failed)
		for _, name := range found {
			if name = name[len(strip):]; !listed[name] && !ours[name] {
				names = append(names, name)
			}
		}
	}
	list(site, site+"/")
	for _, b := range m.Bodies {
		list(path.Join(site, b.Name), site+"/")
	}
	before := len(names)
	list(path.Clean(staticFolder), "")
	if len(names) == before {
		return names, err
	}
	known, failed := assetsListed(root)
	return slices.DeleteFunc(names, func(name string) bool { return known[name] }), errors.Join(err, failed)
}

// mostWrong is how many files Verify names at most.
const mostWrong = 20
