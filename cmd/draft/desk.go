package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/finding"
	"disclosure/internal/original"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/store"
	"disclosure/web"

	"github.com/pelletier/go-toml/v2"
)

// desk is a data folder beside its original, read anew at each change.
type desk struct {
	ctx    context.Context
	dir    string // absolute
	origin string

	mu       sync.Mutex
	seen     string // the folder as it was last read
	site     http.Handler
	store    *store.Store
	checked  finding.Checked // the last good state; no Report where there was none
	current  bool            // the site shows the folder as it is
	wrong    []complaint     // of the folder as it is
	files    []draft.File    // the originals
	read     map[string]*original.Document
	drawn    string // the original that is open to be drawn
	pictures *original.Pictures
	draft    *draft.Draft // nil where there is no original
	decided  draft.Decisions
}

// complaint is something wrong with the folder, where it is said.
type complaint struct {
	File string // in the folder, "" for all of it
	Line int
	Text string
	Part report.Ref // the part that it is about, where no file says it
}

func openDesk(ctx context.Context, dir, addr string) (*desk, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s is no folder: name a data folder, <body>/<year>-<kind>", dir)
	}
	d := &desk{ctx: ctx, dir: dir, origin: "http://" + strings.TrimSuffix(addr, ":80"), // as browsers name it
		read: map[string]*original.Document{}}
	d.refresh()
	return d, nil
}

func (d *desk) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.pictures != nil {
		d.pictures.Close()
	}
	if d.store != nil {
		d.store.Close()
	}
}

// refresh reads the folder where it has changed. A folder that cannot be shown leaves
// the site as it was, and the complaint.
func (d *desk) refresh() {
	seen := fingerprint(d.dir, filepath.Join(d.dir, "../../forms"))
	if seen == d.seen {
		return
	}
	d.seen, d.wrong = seen, nil
	checked, err := d.load()
	if err == nil {
		err = d.show(checked)
	}
	d.current = err == nil
	d.complain(err)
	d.complainOf(checked)
	d.complainOfNew()
	d.readDraft()
}

// load reads and proves the folder.
func (d *desk) load() (finding.Checked, error) {
	above := filepath.Dir(d.dir)
	disk, err := source.OpenDisk(filepath.Dir(above))
	if err != nil {
		return finding.Checked{}, err
	}
	return publish.Load(data.Files, disk, filepath.Base(above)+"/"+filepath.Base(d.dir))
}

// show puts a site of the report in the place of the one before.
func (d *desk) show(checked finding.Checked) error {
	st, err := store.OpenMemory(d.ctx, checked)
	if err != nil {
		return err
	}
	site, err := web.New(st, web.Config{Origin: d.origin}, slog.New(slog.DiscardHandler))
	if err != nil {
		st.Close()
		return err
	}
	if d.store != nil {
		d.store.Close()
	}
	d.site, d.store, d.checked = site, st, checked
	return nil
}

var complaintLine = regexp.MustCompile(`(?s)^(?:\S*/)?[0-9]{4}-[a-z-]+/(\S+?):([0-9]+): (.*)$|^(source\.txt|notes\.toml|decisions\.toml)(?::([0-9]+))?: (.*)$`)

// complain notes an error, one complaint for each of its lines.
func (d *desk) complain(err error) {
	if err == nil {
		return
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		c := complaint{Text: line}
		if m := complaintLine.FindStringSubmatch(line); m != nil {
			c.File, c.Text = cmp.Or(m[1], m[4]), cmp.Or(m[3], m[6])
			fmt.Sscan(cmp.Or(m[2], m[5]), &c.Line)
		}
		if strings.HasSuffix(c.File, ".new") {
			continue // complainOfNew says what it is
		}
		d.wrong = append(d.wrong, c)
	}
}

// readDraft reads the originals of the folder and asks what is open of them.
func (d *desk) readDraft() {
	d.draft, d.files = nil, nil
	names := d.publishedNames()
	entries, _ := os.ReadDir(d.dir)
	known := map[string]*original.Document{}
	for _, e := range entries {
		if !report.IsOriginal(e.Name()) {
			continue
		}
		content, err := readPlain(filepath.Join(d.dir, e.Name()))
		if err != nil {
			d.complain(err)
			continue
		}
		sum := fmt.Sprintf("%s %x", e.Name(), sha256.Sum256(content))
		doc := d.read[sum]
		if doc == nil {
			ctx, cancel := context.WithTimeout(d.ctx, patience)
			doc, err = read(ctx, e.Name(), content, os.Stderr)
			cancel()
		}
		if err != nil {
			d.complain(err)
			continue
		}
		known[sum] = doc
		d.files = append(d.files, draft.File{Name: cmp.Or(names[e.Name()], e.Name()), Content: content, Document: doc})
	}
	d.read = known
	var err error
	if d.decided, err = decisions(filepath.Join(d.dir, source.DecisionsFile)); err != nil {
		d.complain(err)
		return
	}
	if len(d.files) > 0 {
		d.draft, err = d.drafted(d.decided)
		d.complain(err)
	}
}

// drafted makes the folder anew of its originals, without writing it.
func (d *desk) drafted(decided draft.Decisions) (*draft.Draft, error) {
	made, err := draft.New(filepath.Base(filepath.Dir(d.dir)), d.files, decided, data.Files)
	var wrong *draft.DecisionError
	if errors.As(err, &wrong) {
		err = fmt.Errorf("decisions.toml:%d: %w", lineOf(filepath.Join(d.dir, source.DecisionsFile), wrong.Key), err)
	}
	return made, err
}

// publishedNames are the names of the originals as they were published, by those in the
// folder.
func (d *desk) publishedNames() map[string]string {
	var settings struct {
		Original []struct{ File, Name string }
	}
	content, _ := readPlain(filepath.Join(d.dir, "report.toml"))
	_ = toml.Unmarshal(content, &settings) // check says what is wrong with it
	names := map[string]string{}
	for _, o := range settings.Original {
		names[o.File] = o.Name
	}
	return names
}

// fingerprint says of folders which files they hold, of which size, written when.
func fingerprint(dirs ...string) string {
	var all []string
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil // what is not there is no part of it
			}
			if info, err := e.Info(); err == nil && !e.IsDir() {
				all = append(all, fmt.Sprint(name, info.Size(), info.ModTime().UnixNano()))
			}
			return nil
		})
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// picture draws a page of an original.
func (d *desk) picture(file string, page int) ([]byte, error) {
	for _, f := range d.files {
		if f.Format != "pdf" || f.Name != file {
			continue
		}
		sum := fmt.Sprintf("%x", sha256.Sum256(f.Content))
		if d.drawn != sum {
			if d.pictures != nil {
				d.pictures.Close()
			}
			d.drawn, d.pictures = "", nil
			p, err := original.OpenPictures(d.ctx, f.Content)
			if err != nil {
				return nil, err
			}
			d.drawn, d.pictures = sum, p
		}
		return d.pictures.PNG(page)
	}
	return nil, fs.ErrNotExist
}
