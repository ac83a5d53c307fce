package mirror

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
)

// clear removes what neither the new copy nor the one before it shows.
func (w *writer) clear() error {
	copies, bodies := map[string]bool{}, map[string]bool{}
	for _, m := range []manifest{w.before, w.next} {
		copies[strconv.Itoa(m.Number)] = true
		for _, b := range m.Bodies {
			bodies[b.Folder], bodies[b.Folder+".json"] = true, true
		}
	}
	stale, err := w.staleAssets(copies, bodies)
	if err != nil {
		return err
	}
	for _, name := range stale {
		if err == nil {
			err = w.root.Remove(name)
		}
	}
	return errors.Join(err, w.removeOthers("copies", copies), w.removeOthers("bodies", bodies), w.sweep())
}

// sweep removes from static what a Write left there that was stopped.
func (w *writer) sweep() error {
	if !w.stopped {
		return nil
	}
	listed, err := assetsListed(w.root)
	if err != nil {
		return err
	}
	found, err := filesIn(w.root, path.Clean(staticFolder))
	for _, name := range found {
		if err == nil && !listed[name] {
			err = w.root.Remove(name)
		}
	}
	return err
}

// staleAssets lists the files of static that only manifests name which are not kept.
func (w *writer) staleAssets(copies, bodies map[string]bool) (stale []string, err error) {
	kept, gone := map[string]bool{}, map[string]bool{}
	note := func(name string, keep bool) error {
		assets, err := assetsOf(w.root, name)
		for _, asset := range assets {
			map[bool]map[string]bool{true: kept, false: gone}[keep][asset] = true
		}
		return err
	}
	left, err := fs.Glob(w.root.FS(), "bodies/*.json")
	if err != nil {
		return nil, err
	}
	names := map[string]bool{} // of bodies of which something goes
	nameOf := func(file string) string {
		base := path.Base(file)
		return base[:max(strings.LastIndexByte(base, '-'), 0)]
	}
	for _, name := range left {
		if !bodies[path.Base(name)] {
			names[nameOf(name)] = true
		}
	}
	all, err := fs.Glob(w.root.FS(), "copies/*/"+manifestName)
	if err != nil {
		return nil, err
	}
	for _, name := range all {
		if err := note(name, copies[path.Base(path.Dir(name))]); err != nil {
			return nil, err
		}
	}
	for _, name := range left {
		if names[nameOf(name)] {
			if err := note(name, bodies[path.Base(name)]); err != nil {
				return nil, err
			}
		}
	}
	for name := range gone {
		if !kept[name] {
			stale = append(stale, name)
		}
	}
	return stale, nil
}

// assetsOf lists the files of static that a manifest names, of a copy or of a body.
func assetsOf(root *os.Root, name string) (assets []string, err error) {
	text, err := readPlain(root, name, largestManifest)
	if err != nil {
		return nil, err
	}
	var m bodyManifest // a copy's own lists its files alike
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, f := range m.Files {
		if strings.HasPrefix(f.File, staticFolder) && inside(f.File) == nil {
			assets = append(assets, f.File)
		}
	}
	return assets, nil
}

// assetsListed is the same of all manifests in the folder, also those of the copy before.
func assetsListed(root *os.Root) (map[string]bool, error) {
	listed := map[string]bool{}
	for _, pattern := range []string{"copies/*/" + manifestName, "bodies/*.json"} {
		names, err := fs.Glob(root.FS(), pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			assets, err := assetsOf(root, name)
			if err != nil {
				return nil, err
			}
			for _, asset := range assets {
				listed[asset] = true
			}
		}
	}
	return listed, nil
}

// filesIn lists all below a folder of the copy but folders, nothing where there is none.
func filesIn(root *os.Root, folder string) (names []string, err error) {
	err = fs.WalkDir(root.FS(), folder, func(name string, e fs.DirEntry, err error) error {
		if name == folder && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

func (w *writer) removeOthers(folder string, keep map[string]bool) error {
	entries, err := fs.ReadDir(w.root.FS(), folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !keep[e.Name()] {
			err = errors.Join(err, w.root.RemoveAll(path.Join(folder, e.Name())))
		}
	}
	return err
}
