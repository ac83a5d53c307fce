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
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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
	dir    string
	now    time.Time
	before manifest // the copy that is served, empty for none

	next   manifest
	kept   map[string]body   // those that have not changed
	groups map[string]*group // what is written: a body under its name, the rest under ""
}

// group is what is written into one folder.
type group struct {
	name   string
	root   string
	before func() (map[string]file, error) // by name, as they were
	links  map[string]bool                 // addresses outside of all bodies that it links to
	files  []file
}

// Write makes or renews the copy of a site in a folder. Until the new copy is complete the
// one before is served; it goes on to be where the error is not nil.
func Write(ctx context.Context, dir string, site Site) (Outcome, error) {
	release, err := claim(dir)
	if err != nil {
		return Outcome{}, err
	}
	defer release()
	w := writer{Site: site, dir: dir, now: time.Now().UTC().Truncate(time.Second), kept: map[string]body{}, groups: map[string]*group{}}
	if w.before, err = readCurrent(dir); err != nil {
		return Outcome{}, err
	}
	return w.write(ctx)
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
	copyDir := filepath.Join(w.dir, "copies", strconv.Itoa(w.next.Number))
	if err := w.begin(filepath.Join(copyDir, "site")); err != nil {
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
		if err := os.Symlink(path.Join("../../../bodies", b.Folder), filepath.Join(copyDir, "site", name)); err != nil {
			return done, linkError(err)
		}
		w.next.Bodies = append(w.next.Bodies, b)
		done.Addresses += b.Addresses
	}
	if err := os.Symlink("../../../static", filepath.Join(copyDir, "site", "static")); err != nil {
		return done, linkError(err)
	}
	w.next.Files = sorted(w.groups[""].files)
	done.Addresses += addresses(w.next.Files)
	done.Bodies = len(w.next.Bodies)
	if w.next.same(w.before) {
		done.Current = true
		return done, os.RemoveAll(copyDir)
	}
	if _, err := saveJSON(filepath.Join(copyDir, manifestName), w.next); err != nil {
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
func (w *writer) begin(root string) error {
	w.groups[""] = &group{root: root, before: sync.OnceValues(func() (map[string]file, error) { return byName(w.before.Files), nil })}
	for name := range w.Bodies {
		if _, ok := w.kept[name]; ok {
			continue
		}
		w.groups[name] = &group{name: name, root: filepath.Join(w.dir, "bodies", w.folder(name)), links: map[string]bool{}, before: sync.OnceValues(func() (map[string]file, error) {
			for _, b := range w.before.Bodies {
				if b.Name == name {
					m, err := readBody(w.dir, b)
					return byName(m.Files), err
				}
			}
			return nil, nil
		})}
	}
	var err error
	for _, g := range w.groups { // what a run left that was stopped
		err = errors.Join(err, os.RemoveAll(g.root))
	}
	return errors.Join(err, os.MkdirAll(root, 0o755))
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
	b.SHA256, err = saveJSON(g.root+".json", bodyManifest{format, files})
	return b, err
}

// show makes the new copy the one that is served, in one step.
func (w *writer) show() error {
	fresh := filepath.Join(w.dir, ".current")
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Symlink(path.Join("copies", strconv.Itoa(w.next.Number)), fresh); err != nil {
		return linkError(err)
	}
	current := filepath.Join(w.dir, "current")
	err := os.Rename(fresh, current)
	if err != nil { // some systems put no link in the place of another one
		if err = os.Remove(current); err == nil {
			err = os.Rename(fresh, current)
		}
	}
	return err
}

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
		err = errors.Join(err, os.Remove(filepath.Join(w.dir, filepath.FromSlash(name))))
	}
	return errors.Join(err, removeOthers(filepath.Join(w.dir, "copies"), copies), removeOthers(filepath.Join(w.dir, "bodies"), bodies))
}

// staleAssets lists the files of static that only manifests name which are not kept.
func (w *writer) staleAssets(copies, bodies map[string]bool) (stale []string, err error) {
	kept, gone := map[string]bool{}, map[string]bool{}
	note := func(name string, keep bool) error {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var m bodyManifest // a copy's own lists its files alike
		if err := json.Unmarshal(text, &m); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, f := range m.Files {
			if strings.HasPrefix(f.File, staticFolder) {
				map[bool]map[string]bool{true: kept, false: gone}[keep][f.File] = true
			}
		}
		return nil
	}
	all, err := filepath.Glob(filepath.Join(w.dir, "copies", "*", manifestName))
	if err != nil {
		return nil, err
	}
	for _, name := range all {
		if err := note(name, copies[filepath.Base(filepath.Dir(name))]); err != nil {
			return nil, err
		}
	}
	left, err := filepath.Glob(filepath.Join(w.dir, "bodies", "*.json"))
	if err != nil {
		return nil, err
	}
	names := map[string]bool{} // of bodies of which something goes
	for _, name := range left {
		if base := filepath.Base(name); !bodies[base] {
			names[base[:strings.LastIndexByte(base, '-')]] = true
		}
	}
	for _, name := range left {
		base := filepath.Base(name)
		if names[base[:strings.LastIndexByte(base, '-')]] {
			if err := note(name, bodies[base]); err != nil {
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

func removeOthers(folder string, keep map[string]bool) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !keep[e.Name()] {
			err = errors.Join(err, os.RemoveAll(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

func linkError(err error) error {
	return fmt.Errorf("%w; a copy is put together with symbolic links: choose a folder on a disk that has them (on Windows, as an administrator or in developer mode)", err)
}

// claim makes the folder and keeps every other Write from working there.
func claim(dir string) (release func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !slices.Contains([]string{"current", ".current", "copies", "bodies", "static", "nginx.conf", "Caddyfile", lockName}, e.Name()) {
			return nil, fmt.Errorf("%s holds %s, which is not of a copy of a site: name an empty folder or one that export has made", dir, e.Name())
		}
	}
	held, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := lock(held); err != nil {
		held.Close()
		return nil, fmt.Errorf("another export is writing %s; wait for its end: %w", dir, err)
	}
	return func() { held.Close() }, nil
}

const lockName = ".lock"
