package main

import (
	"cmp"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// part is something of others that a program holds: a module that is linked, the standard
// library, or a work inside one of them.
type part struct {
	name, version string
	sum           string // of a module, as go.sum has it
	why           string // what it is in, "" for a module that is linked
	licences      []licence
}

// folder is where the licences of the part stand.
func (p part) folder() string { return p.name }

// licence is a file that must go with a part.
type licence struct {
	name string
	text []byte
}

// licenceFile is how the files are called that say under which terms a module may be
// passed on.
var licenceFile = regexp.MustCompile(`(?i)^(?:licen[cs]es?|copying|notice|patents|authors|unlicense)(?:[-._].*)?$`)

// inside are works of others within modules or within our own files, whose licences do not
// stand there as files. Their text is that of the Apache License, which wazero brings.
var inside = []part{
	{name: "PDFium", version: "within go-pdfium", why: "pdfium.wasm of github.com/klippa-app/go-pdfium, in draft: Copyright The PDFium Authors, Apache License 2.0"},
	{name: "OpenCC", version: "1.4.1", why: "the list of traditional characters, internal/search/traditional.txt, in disclosure: taken from TSCharacters.txt, Apache License 2.0"},
}

// apacheFrom is a linked module whose licence is the Apache License alone.
const apacheFrom = "github.com/tetratelabs/wazero"

// linked lists all that is in the programs, each with its licences.
func linked(programs []string) ([]part, error) {
	modules := map[string]part{}
	for _, program := range programs {
		info, err := buildinfo.ReadFile(program)
		if err != nil {
			return nil, err
		}
		for _, m := range info.Deps {
			if m.Replace != nil {
				return nil, fmt.Errorf("%s is replaced by %s: say whose licence holds", m.Path, m.Replace.Path)
			}
			modules[m.Path] = part{name: m.Path, version: m.Version, sum: m.Sum}
		}
		modules["go"] = part{name: "go", version: strings.TrimPrefix(info.GoVersion, "go"), why: "the standard library"}
	}
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var all []part
	var apache []licence
	for _, p := range modules {
		dir := root
		if p.name != "go" {
			if dir, err = moduleDir(p); err != nil {
				return nil, err
			}
		}
		if p.licences, err = licencesIn(dir, p.name != "go"); err != nil {
			return nil, err
		}
		if len(p.licences) == 0 {
			return nil, fmt.Errorf("%s %s has no licence that licenceFile knows", p.name, p.version)
		}
		if p.name == apacheFrom {
			apache = p.licences
		}
		all = append(all, p)
	}
	for _, p := range inside {
		for _, l := range apache {
			if l.name == "LICENSE" {
				p.licences = []licence{l, {"NOTICE", []byte(p.name + " " + p.version + "\n" + p.why + "\n")}}
			}
		}
		if p.licences == nil {
			return nil, fmt.Errorf("%s is not linked any more: name another file of the Apache License for %s", apacheFrom, p.name)
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	return all, nil
}

// moduleDir is where a module lies in the module cache.
func moduleDir(p part) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", p.name+"@"+p.version).Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s@%s: %w", p.name, p.version, err)
	}
	var module struct{ Dir, Sum string }
	if err := json.Unmarshal(out, &module); err != nil {
		return "", err
	}
	if p.sum != "" && module.Sum != p.sum {
		return "", fmt.Errorf("%s %s: the module cache has the sum %s, the program was built of %s", p.name, p.version, module.Sum, p.sum)
	}
	return module.Dir, nil
}

// licencesIn returns the files in a folder, and in those below it if it is asked to look
// there, that say under which terms it may be passed on.
func licencesIn(dir string, below bool) (all []licence, err error) {
	err = filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "testdata" || !below && name != dir):
			return filepath.SkipDir
		case e.IsDir() || !licenceFile.MatchString(e.Name()) || path.Ext(e.Name()) == ".go":
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		within, err := filepath.Rel(dir, name)
		all = append(all, licence{filepath.ToSlash(within), text})
		return err
	})
	return all, err
}

// forms are the licences that can be told by their words, the more particular first.
var forms = []struct{ id, words string }{
	{"Apache-2.0", "Apache License\n                           Version 2.0"},
	{"MPL-2.0", "Mozilla Public License"},
	{"BSD-3-Clause", "endorse or promote"},
	{"BSD-2-Clause", "Redistributions in binary form"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"blessing", "May you do good and not evil"},
}

// identify names the licence of a text as SPDX does, "" where its words are not known.
func identify(text []byte) string {
	for _, form := range forms {
		if strings.Contains(string(text), form.words) {
			return form.id
		}
	}
	return ""
}

// terms is the licence of a part as SPDX writes it.
func (p part) terms() string {
	var ids []string
	for _, l := range p.licences {
		base := strings.ToUpper(path.Base(l.name))
		if !strings.HasPrefix(base, "LICEN") && !strings.HasPrefix(base, "COPYING") {
			continue
		}
		if id := identify(l.text); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return "NOASSERTION"
	}
	slices.Sort(ids)
	return strings.Join(ids, " AND ")
}
