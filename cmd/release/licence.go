package main

import (
	"cmp"
	"crypto/sha256"
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
	from          string // the file of the clone that is its licence, "" for those in a folder of its name in licencesDir
	licences      []licence
}

// folder is where the licences of the part stand.
func (p part) folder() string { return strings.ReplaceAll(p.name, " ", "-") }

// licence is a file that must go with a part.
type licence struct {
	name string
	text []byte
}

// licenceFile is how the files are called that say under which terms a module may be
// passed on.
var licenceFile = regexp.MustCompile(`(?i)^(?:licen[cs]es?|copying|notice|patents|authors|unlicense)(?:[-._].*)?$`)

// inside are works of others within modules or within our own files, whose licences stand
// there in no file: those that licenses/ has, byte for byte as their authors publish them.
// The list for PDFium holds for the file with pdfiumSum.
var inside = []part{
	{name: "PDFium", why: inDraft + ", with its fonts: Copyright 2014 The PDFium Authors"},
	{name: "Abseil", why: inDraft},
	{name: "Anti-Grain Geometry", version: "2.3", why: inDraft},
	{name: "fast_float", why: inDraft},
	{name: "FreeType", why: inDraft + ". Portions of this software are copyright © The FreeType Project (www.freetype.org). All rights reserved"},
	{name: "ICU", version: "78", why: inDraft},
	{name: "Little CMS", why: inDraft},
	{name: "libjpeg-turbo", version: "3.1.0", why: inDraft + ". This software is based in part on the work of the Independent JPEG Group. The texts are those that came with version 2.1.5"},
	{name: "OpenJPEG", why: inDraft},
	{name: "zlib", why: inDraft},
	{name: "LLVM", why: inDraft + ": libc++, libc++abi, compiler-rt"},
	{name: "musl", why: inDraft + ". The text is that which came with Emscripten 3.1.6"},
	{name: "Emscripten", why: inDraft + ". The text is that which came with version 3.1.6"},
	{name: "Noto Sans CJK SC", why: "a font, internal/raster/NotoSansCJKsc-GB2312.otf, in disclosure", from: "internal/raster/OFL.txt"},
	{name: "OpenCC", version: "1.4.1", why: "the list of traditional characters, internal/search/traditional.txt, in disclosure: taken from TSCharacters.txt"},
}

const (
	inDraft     = "inside pdfium.wasm of " + pdfiumFrom + ", in draft"
	pdfiumFrom  = "github.com/klippa-app/go-pdfium"
	pdfiumFile  = "internal/pdfium_wasm/pdfium.wasm"
	pdfiumSum   = "e6f77e01dce34de05ad62515114152da580b64c23871e3e3e2afef3f7bb88ade"
	licencesDir = "cmd/release/licenses"
)

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
		if p.name == pdfiumFrom {
			if err := knownPDFium(dir); err != nil {
				return nil, err
			}
		}
		all = append(all, p)
	}
	for _, p := range inside {
		if err := p.readLicences(); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	return all, nil
}

// readLicences reads what a part inside another one comes with, and a note of where it is.
func (p *part) readLicences() error {
	names := []string{p.from}
	if p.from == "" {
		var err error
		if names, err = filepath.Glob(filepath.Join(licencesDir, p.folder(), "*")); err != nil {
			return err
		}
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		p.licences = append(p.licences, licence{filepath.Base(name), text})
	}
	if len(p.licences) == 0 {
		return fmt.Errorf("%s has no licence in %s", p.name, licencesDir)
	}
	p.licences = append(p.licences, licence{"NOTICE", []byte(strings.TrimSpace(p.name+" "+p.version) + ", " + p.why + ".\n")})
	return nil
}

// knownPDFium refuses a PDFium of which inside does not say what it is made of.
func knownPDFium(dir string) error {
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(pdfiumFile)))
	if err != nil {
		return err
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(content)); sum != pdfiumSum {
		return fmt.Errorf("%s of %s has another content than before (SHA-256 %s): see which works are in it, hold inside in licence.go and the folder licenses against them, then write the new sum there", pdfiumFile, pdfiumFrom, sum)
	}
	return nil
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
	{"Apache-2.0 WITH LLVM-exception", "Apache License v2.0 with LLVM Exceptions"},
	{"Apache-2.0 AND BSD-3-Clause", "The PDFium Authors"},
	{"Apache-2.0", "Apache License\n                           Version 2.0"},
	{"MPL-2.0", "Mozilla Public License"},
	{"OFL-1.1", "SIL OPEN FONT LICENSE"},
	{"Unicode-3.0", "UNICODE LICENSE V3"},
	{"FTL", "The FreeType Project LICENSE"},
	{"IJG", "Independent JPEG Group's JPEG software"},
	{"(MIT OR NCSA)", "University of Illinois/NCSA"},
	{"BSD-3-Clause", "endorse or promote"},
	{"BSD-2-Clause", "Redistributions in binary form"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"Zlib", "This software is provided 'as-is'"},
	{agg, "Anti-Grain Geometry"},
	{"blessing", "May you do good and not evil"},
}

// agg is the licence of Anti-Grain Geometry, for which SPDX has no name.
const agg = "LicenseRef-Anti-Grain-Geometry"

// identify names the licence of a text as SPDX does, "" where its words are not known.
func identify(text []byte) string {
	for _, form := range forms {
		if strings.Contains(string(text), form.words) {
			return form.id
		}
	}
	return ""
}

// namesTerms are the files of which a licence is told; others hold names and notices.
var namesTerms = regexp.MustCompile(`(?i)^(?:licen|copying|copyright|ofl|readme\.ijg)`)

// terms is the licence of a part as SPDX writes it.
func (p part) terms() string {
	var ids []string
	for _, l := range p.licences {
		if !namesTerms.MatchString(path.Base(l.name)) {
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
