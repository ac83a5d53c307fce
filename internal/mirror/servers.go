package mirror

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

//go:embed nginx.conf.tmpl
var nginxText string

//go:embed Caddyfile.tmpl
var caddyText string

var configurations = map[string]*template.Template{
	"nginx.conf": template.Must(template.New("nginx.conf").Parse(nginxText)),
	"Caddyfile":  template.Must(template.New("Caddyfile").Parse(caddyText)),
}

// settings is what a configuration is made of.
type settings struct {
	Root, Host, Origin string
	Page, Missing      kind // of all addresses without a kind of their own, and of those with nothing
	Kinds              []kind
	Saved              []form            // of the names under which files are saved
	Led                []form            // of the addresses that lead elsewhere
	Names              []string          // of all headers, but Content-Type and Content-Disposition
	Common             map[string]string // those that all addresses are sent with
}

// kind is a set of addresses that are sent with the same headers.
type kind struct {
	Pattern string // a regular expression
	Type    string
	Page    bool // it stands in a folder as index.html
	Saved   bool
	Led     bool              // they lead elsewhere
	Headers map[string]string // the others
}

// Of is the pattern of a kind as the file of an address is named.
func (settings) Of(k kind) string {
	if !k.Page {
		return k.Pattern
	}
	return strings.TrimSuffix(k.Pattern, "$") + `(?:/index\.html)?$`
}

// Variable is the name of a header as nginx has names.
func (settings) Variable(header string) string {
	return strings.ToLower(strings.ReplaceAll(header, "-", "_"))
}

// Quoted is a value as nginx reads it.
func (settings) Quoted(value string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}

// form is a regular expression for addresses and what comes of them.
type form struct {
	Pattern string
	to      string
	Status  int
}

// SavedLast is Saved for a server where the last one counts.
func (s settings) SavedLast() []form {
	last := slices.Clone(s.Saved)
	slices.Reverse(last)
	return last
}

// With returns what comes of an address, where the server writes what the n-th brackets
// hold as before, n and after.
func (f form) With(before, after string) string {
	text := f.to
	for n := range 9 {
		text = strings.ReplaceAll(text, fmt.Sprintf("$%d", n+1), fmt.Sprintf("%s%d%s", before, n+1, after))
	}
	return text
}

// writeConfigurations writes how nginx and Caddy serve the copy.
func (w *writer) writeConfigurations() error {
	dir, err := filepath.Abs(w.root.Name())
	if err != nil {
		return err
	}
	s := settings{Root: filepath.ToSlash(filepath.Join(dir, "current", "site")), Origin: w.Origin}
	if origin, err := url.Parse(w.Origin); err == nil {
		s.Host = origin.Hostname()
	}
	for _, f := range savedForms {
		s.Saved = append(s.Saved, form{f.address.String(), f.name, http.StatusOK})
	}
	for _, f := range redirectForms {
		s.Led = append(s.Led, form{f.address.String(), f.to, f.status})
	}
	names := map[string]bool{}
	for pattern, header := range w.next.Kinds {
		k := kind{Pattern: pattern, Type: header.Get("Content-Type"), Page: isPage(header), Saved: header.Get("Content-Disposition") != "", Headers: map[string]string{}}
		for _, f := range redirectForms {
			k.Led = k.Led || f.address.String() == pattern
		}
		for name := range header {
			if name != "Content-Type" && name != "Content-Disposition" {
				k.Headers[name] = strings.Join(header[name], ", ")
				names[name] = true
			}
		}
		switch pattern {
		case pageKind:
			s.Page = k
		case missingKind:
			s.Missing = k
		default:
			s.Kinds = append(s.Kinds, k)
		}
	}
	s.Names, s.Common = slices.Sorted(maps.Keys(names)), maps.Clone(s.Page.Headers)
	for _, k := range append(s.Kinds, s.Missing) {
		maps.DeleteFunc(s.Common, func(name, value string) bool { return k.Headers[name] != value })
	}
	// A name of its own counts before a folder, that before an ending.
	order := func(k kind) int {
		return -len(k.Pattern) + map[bool]int{true: -1000}[strings.HasPrefix(k.Pattern, "^")]
	}
	slices.SortFunc(s.Kinds, func(a, b kind) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a.Pattern, b.Pattern))
	})
	for name, t := range configurations {
		var text bytes.Buffer
		if err := t.Execute(&text, s); err != nil {
			return err
		}
		if err := w.root.WriteFile(name, text.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
