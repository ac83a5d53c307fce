package mirror

import (
	"fmt"
	"net/http"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
	"time"
)

// fileOf is where the answer at an address stands under the root of a copy. The page at
// /a stands in the folder a, because /a/b may be a page as well.
func fileOf(address string, header http.Header) (string, error) {
	name := strings.TrimPrefix(address, "/")
	if isPage(header) && path.Ext(address) != ".html" {
		return path.Join(name, "index.html"), nil
	}
	if path.Ext(name) == "" || strings.Contains(name, "%") || path.Clean("/"+name) != address {
		return "", fmt.Errorf("%s has no name as a file", address)
	}
	return name, nil
}

func isPage(header http.Header) bool {
	return strings.HasPrefix(header.Get("Content-Type"), "text/html")
}

// store writes an answer in all its encodings and returns its files. One that was the same
// before keeps the time of its change.
func (w *writer) store(g *group, a *answer) (files []file, err error) {
	before, err := g.before()
	if err != nil {
		return nil, err
	}
	at, err := fileOf(a.address, a.header)
	if err != nil {
		return nil, err
	}
	for _, coding := range encodings {
		content, ok := a.bodies[coding.name]
		if !ok {
			continue
		}
		f := file{
			Address: a.address, File: at + coding.ending, Type: a.header.Get("Content-Type"), Encoding: coding.name,
			SHA256: hashOf(content), Size: len(content), Modified: w.now,
		}
		if old, ok := before[f.File]; ok && old.SHA256 == f.SHA256 {
			f.Modified = old.Modified
		}
		where := path.Join(g.folder, strings.TrimPrefix(f.File, g.name))
		if strings.HasPrefix(f.File, staticFolder) {
			where = f.File
		}
		if err := save(w.root, where, content, f.Modified); err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// save writes a file whole or not at all, with the time from which servers make what they
// tell caches.
func save(root *os.Root, name string, content []byte, modified time.Time) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	part := name + ".part"
	if err := root.WriteFile(part, content, 0o644); err != nil {
		return err
	}
	if err := root.Chtimes(part, modified, modified); err != nil {
		return err
	}
	return root.Rename(part, name)
}

// kindOf names the addresses that are sent with the same headers as this one: by a
// regular expression for their paths.
func kindOf(address string) string {
	steps := strings.Split(strings.TrimPrefix(address, "/"), "/")
	last := steps[len(steps)-1]
	ending := path.Ext(last)
	switch {
	case address == missingPage, len(steps) == 1 && ending != "":
		return "^" + regexp.QuoteMeta(address) + "$"
	case ending != "" && (steps[0]+"/" == staticFolder || steps[0] == "schema" || steps[0] == ".well-known"):
		return "^/" + regexp.QuoteMeta(steps[0]) + "/.*" + regexp.QuoteMeta(ending) + "$"
	case ending != "":
		return regexp.QuoteMeta(ending) + "$"
	case last == "embed":
		return "/embed$"
	}
	return pageKind
}

// pageKind is the kind of all addresses of pages that no other kind names.
const pageKind = ""

// missingKind is that of the answer at addresses with nothing.
const missingKind = `^/404\.html$`

// redirectForms are the forms of addresses that lead elsewhere: a regular expression and
// where it leads, as in savedForms.
var redirectForms = []struct {
	address *regexp.Regexp
	to      string
	status  int
}{
	{regexp.MustCompile(`^/([^/]+)/([0-9]+)$`), "/$1#y$2", http.StatusFound},
}

// noteRedirect keeps the headers of an address that leads elsewhere, which must have a form
// that servers of files know.
func (w *writer) noteRedirect(a *answer) error {
	for _, form := range redirectForms {
		if form.address.MatchString(a.address) && a.status == form.status && a.header.Get("Location") == expand(form.address, a.address, form.to) {
			header := a.header.Clone()
			header.Del("Location")
			w.next.Kinds[form.address.String()] = header
			return nil
		}
	}
	return fmt.Errorf("%s leads to %s with status %d, which servers of files do not know: add its form to redirectForms", a.address, a.header.Get("Location"), a.status)
}

// expand puts what the brackets of a pattern hold into a text.
func expand(pattern *regexp.Regexp, address, text string) string {
	for n, group := range pattern.FindStringSubmatch(address) {
		text = strings.ReplaceAll(text, fmt.Sprintf("$%d", n), group)
	}
	return text
}

// noteKind keeps the headers of a kind of addresses. All of one kind must be sent with the
// same, because a server of files knows only the kind.
func (w *writer) noteKind(a *answer) error {
	header := a.header.Clone()
	if name := header.Get("Content-Disposition"); name != "" {
		if want := `attachment; filename="` + savedAs(a.address) + `"`; name != want {
			return fmt.Errorf("%s is sent with Content-Disposition %q, servers of files would send %q: add its form to savedForms", a.address, name, want)
		}
		header.Set("Content-Disposition", savedMark)
	}
	kind := kindOf(a.address)
	known, ok := w.next.Kinds[kind]
	if ok && !reflect.DeepEqual(known, header) {
		return fmt.Errorf("%s is sent with %v, other addresses of the kind %q with %v: servers of files cannot tell them apart; name the kind in kindOf", a.address, header, kind, known)
	}
	w.next.Kinds[kind] = header
	return nil
}

// savedMark stands in the headers of a kind for the name of a file, which differs with the
// address.
const savedMark = "attachment"

// savedForms are the forms of addresses that are saved under names of their own: a regular
// expression and the name, in which $1 is what the first brackets hold.
// The first form that an address has counts.
var savedForms = []struct {
	address *regexp.Regexp
	name    string
}{
	{regexp.MustCompile(`^/([^/]+)/([0-9]+)/([^/@.]+)@([0-9a-f]+)/(figures)\.([a-z]+)$`), "$1-$2-$3-$4-$5.$6"},
	{regexp.MustCompile(`^/([^/]+)/([0-9]+)/([^/@.]+)(?:@[0-9a-f]+)?\.([a-z]+)$`), "$1-$2-$3.$4"},
	{regexp.MustCompile(`^/([^/]+)/([0-9]+)/([^/@.]+)(?:@[0-9a-f]+)?/([a-z]+)\.([a-z]+)$`), "$1-$2-$3-$4.$5"},
	{regexp.MustCompile(`^/([^/]+)/([0-9]+)/([^/@.]+)(?:@[0-9a-f]+)?/([a-z]+)/([0-9])\.([a-z]+)$`), "$1-$2-$3-$4-0$5.$6"},
	{regexp.MustCompile(`^/([^/]+)/([0-9]+)/([^/@.]+)(?:@[0-9a-f]+)?/([a-z]+)/([0-9]{2,})\.([a-z]+)$`), "$1-$2-$3-$4-$5.$6"},
	{regexp.MustCompile(`^/([^/]+)/([a-z]+)\.([a-z]+)$`), "$1-$2.$3"},
	{regexp.MustCompile(`^/([^/]+\.[a-z]+)$`), "$1"},
}

// savedAs is the name under which a server of files has the file at an address saved.
func savedAs(address string) string {
	for _, form := range savedForms {
		if form.address.MatchString(address) {
			return expand(form.address, address, form.name)
		}
	}
	return ""
}
