// Package mirror writes what a site answers as files that any web server can serve.
//
// Write asks the site's handler for every address: for those that it is given, those
// that answers link to, and all above them (crawl.go). Each answer becomes a file for each
// of its encodings (file.go), and one line of a manifest with the hash, type and encoding
// of each (manifest.go), which Verify reads. The configurations for nginx and Caddy are
// made from the headers of the answers (servers.go).
//
// A folder that Write has made holds
//
//	current          a link to the copy that is served, which is put there in one step
//	copies/N/        manifest.json, and site, the root for a server of files
//	bodies/NAME-…/   all addresses below /NAME, with a manifest beside it
//	static/          files whose names hold their hash
//	nginx.conf, Caddyfile
//
// A copy links to the bodies, so that of a thousand only those are written that have
// changed. The copy before stays, for those who are reading it.
package mirror

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Site is what is to be written.
type Site struct {
	Handler http.Handler
	Origin  string   // scheme and host that the site's absolute addresses begin with
	Seeds   []string // addresses to begin with, beside those that answers link to

	// State changes with all that any answer depends on, such as the program and its
	// settings, but for the content of bodies.
	State string

	// Bodies are the first steps of addresses below which answers depend on State and
	// on one body alone, each with what changes with that body's content.
	Bodies map[string]string
}

// Outcome says what Write did.
type Outcome struct {
	Addresses int // of the copy
	Bodies    int // of the copy
	Written   int // of these, how many were made anew
	Current   bool
	Broken    []string // links that lead nowhere
}

// writer makes one copy.
type writer struct {
	Site
	root    *os.Root // the folder
	stopped bool     // the Write before was, so that files may be there which no manifest names
	now     time.Time
	before  manifest // the copy that is served, empty for none

	next   manifest
	kept   map[string]body   // those that have not changed
	groups map[string]*group // what is written: a body under its name, the rest under ""
}

// group is what is written into one folder.
type group struct {
	name   string
	folder string                          // in the folder of the copy
	before func() (map[string]file, error) // by name, as they were
	links  map[string]bool                 // addresses outside of all bodies that it links to
	files  []file
}

// Write makes or renews the copy of a site in a folder. Until the new copy is complete the
// one before is served; it goes on to be where the error is not nil.
func Write(ctx context.Context, dir string, site Site) (Outcome, error) {
	root, held, err := claim(dir)
	if err != nil {
		return Outcome{}, err
	}
	defer root.Close()
	defer held.Close()
	w := writer{Site: site, root: root, now: time.Now().UTC().Truncate(time.Second), kept: map[string]body{}, groups: map[string]*group{}}
	if w.before, err = readCurrent(root); err != nil {
		return Outcome{}, err
	}
	if w.stopped, err = begun(held); err != nil {
		return Outcome{}, err
	}
	done, err := w.write(ctx)
	if err != nil {
		w.stopped = true
		return done, errors.Join(err, w.sweep())
	}
	return done, held.Truncate(0)
}

func (w *writer) write(ctx context.Context) (done Outcome, err error) {
	w.next = manifest{Format: format, Origin: w.Origin, State: w.State, Number: w.before.Number + 1, Kinds: map[string]http.Header{}}
	if w.before.State == w.State && w.before.Origin == w.Origin {
		maps.Copy(w.next.Kinds, w.before.Kinds)
		for _, b := range w.before.Bodies {
			if w.Bodies[b.Name] == b.State {
				w.kept[b.Name] = b
			}
		}
	}
	copyDir := path.Join("copies", strconv.Itoa(w.next.Number))
	if err := w.begin(path.Join(copyDir, "site")); err != nil {
		return done, err
	}
	if done.Broken, err = w.crawl(ctx); err != nil {
		return done, err
	}
	for _, name := range slices.Sorted(maps.Keys(w.Bodies)) {
		b, ok := w.kept[name]
		if !ok {
			if len(w.groups[name].files) == 0 {
				continue // nothing leads there
			}
			if b, err = w.finish(w.groups[name]); err != nil {
				return done, err
			}
			done.Written++
		}
		if err := w.root.Symlink(path.Join("../../../bodies", b.Folder), path.Join(copyDir, "site", name)); err != nil {
			return done, linkError(err)
		}
		w.next.Bodies = append(w.next.Bodies, b)
		done.Addresses += b.Addresses
	}
	if err := w.root.Symlink("../../../static", path.Join(copyDir, "site", "static")); err != nil {
		return done, linkError(err)
	}
	w.next.Files = sorted(w.groups[""].files)
	done.Addresses += addresses(w.next.Files)
	done.Bodies = len(w.next.Bodies)
	if w.next.same(w.before) {
		done.Current = true
		return done, errors.Join(w.root.RemoveAll(copyDir), w.sweep())
	}
	if _, err := saveJSON(w.root, path.Join(copyDir, manifestName), w.next); err != nil {
		return done, err
	}
	if err := w.writeConfigurations(); err != nil {
		return done, err
	}
	if err := w.show(); err != nil {
		return done, err
	}
	return done, w.clear()
}

// begin makes the folders of what is to be written.
func (w *writer) begin(folder string) error {
	w.groups[""] = &group{folder: folder, before: sync.OnceValues(func() (map[string]file, error) { return byName(w.before.Files), nil })}
	for name := range w.Bodies {
		if _, ok := w.kept[name]; ok {
			continue
		}
		w.groups[name] = &group{name: name, folder: path.Join("bodies", w.folder(name)), links: map[string]bool{}, before: sync.OnceValues(func() (map[string]file, error) {
			for _, b := range w.before.Bodies {
				if b.Name == name {
					m, err := readBody(w.root, b)
					return byName(m.Files), err
				}
			}
			return nil, nil
		})}
	}
	var err error
	for _, g := range w.groups { // what a run left that was stopped
		err = errors.Join(err, w.root.RemoveAll(g.folder))
	}
	return errors.Join(err, w.root.MkdirAll(folder, 0o755))
}

// folder is the name of the folder of a body with its content.
func (w *writer) folder(name string) string {
	return name + "-" + hashOf([]byte(w.State + "\n" + w.Origin + "\n" + w.Bodies[name]))[:16]
}

// finish writes the manifest of a body.
func (w *writer) finish(g *group) (body, error) {
	b := body{Name: g.name, State: w.Bodies[g.name], Folder: w.folder(g.name), Links: slices.Sorted(maps.Keys(g.links))}
	files := sorted(g.files)
	b.Addresses = addresses(files)
	var err error
	b.SHA256, err = saveJSON(w.root, g.folder+".json", bodyManifest{format, files})
	return b, err
}

// show makes the new copy the one that is served, in one step.
func (w *writer) show() error {
	const fresh, current = ".current", "current"
	if err := w.root.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := w.root.Symlink(path.Join("copies", strconv.Itoa(w.next.Number)), fresh); err != nil {
		return linkError(err)
	}
	err := w.root.Rename(fresh, current)
	if err != nil { // some systems put no link in the place of another one
		if err = w.root.Remove(current); err == nil {
			err = w.root.Rename(fresh, current)
		}
	}
	return err
}

func linkError(err error) error {
	return fmt.Errorf("%w; a copy is put together with symbolic links: choose a folder on a disk that has them (on Windows, as an administrator or in developer mode)", err)
}

// claim makes the folder and keeps every other Write from working there while held is open.
func claim(dir string) (root *os.Root, held *os.File, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		if !slices.Contains([]string{"current", ".current", "copies", "bodies", "static", "nginx.conf", "Caddyfile", lockName}, e.Name()) {
			return nil, nil, fmt.Errorf("%s holds %s, which is not of a copy of a site: name an empty folder or one that export has made", dir, e.Name())
		}
	}
	if root, err = openFolder(dir); err != nil {
		return nil, nil, err
	}
	if held, err = root.OpenFile(lockName, os.O_CREATE|os.O_RDWR, 0o644); err == nil {
		if err = lock(held); err != nil {
			held.Close()
			err = fmt.Errorf("another export is writing %s; wait for its end: %w", dir, err)
		}
	}
	if err != nil {
		root.Close()
		return nil, nil, err
	}
	return root, held, nil
}

// begun marks in the lock that a Write works here, and tells whether one before it did not
// come to its end.
func begun(held *os.File) (stopped bool, err error) {
	info, err := held.Stat()
	if err == nil {
		_, err = held.WriteAt([]byte("writing\n"), 0)
	}
	return err == nil && info.Size() > 0, err
}

const lockName = ".lock"
