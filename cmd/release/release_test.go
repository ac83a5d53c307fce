package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var long = flag.Bool("long", false, "make all packages, twice, and try them")

// The same entries are the same bytes, whatever the time.
func TestArchiveIsAlwaysTheSame(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 6, 0, time.UTC)
	entries := []entry{{"disclosure", []byte("program"), 0o755}, {"说明.md", []byte("文字"), 0o644}}
	for _, p := range platforms {
		one, err := p.archive("folder", at, entries)
		if err != nil {
			t.Fatal(err)
		}
		other, err := p.archive("folder", at.In(time.FixedZone("", 8*3600)).UTC(), entries)
		if err != nil || !bytes.Equal(one, other) {
			t.Errorf("%s: got other bytes, error %v", p, err)
		}
	}
	packed, err := platforms[0].archive("folder", at, entries)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for archive := tar.NewReader(plain); ; {
		h, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Uname != "" || !h.ModTime.Equal(at) || !strings.HasPrefix(h.Name, "folder/") {
			t.Errorf("got %+v, want an entry of nobody, of that time, in the folder", h)
		}
	}
}

// Each part that is linked comes with a licence whose words are known, and the list of
// parts names it once.
func TestLicencesAndList(t *testing.T) {
	t.Chdir("../..")
	program := filepath.Join(t.TempDir(), "disclosure")
	build := exec.Command("go", "build", "-trimpath", "-o", program, "./cmd/disclosure")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	other := filepath.Join(t.TempDir(), "draft")
	build = exec.Command("go", "build", "-trimpath", "-o", other, "./cmd/draft")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	parts, err := linked([]string{program, other})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"go": "BSD-3-Clause", "github.com/labstack/echo/v4": "MIT", "github.com/hashicorp/golang-lru/v2": "BSD-3-Clause AND MPL-2.0",
		"github.com/tetratelabs/wazero": "Apache-2.0", "PDFium": "Apache-2.0 AND BSD-3-Clause",
		"FreeType": "FTL", "libjpeg-turbo": "BSD-3-Clause AND IJG", "ICU": "Unicode-3.0", "zlib": "Zlib", "OpenJPEG": "BSD-2-Clause", "Little CMS": "MIT", "Abseil": "Apache-2.0",
		"LLVM": "Apache-2.0 WITH LLVM-exception", "Emscripten": "(MIT OR NCSA)", "musl": "MIT", "Anti-Grain Geometry": agg, "Noto Sans CJK SC": "OFL-1.1", "OpenCC": "Apache-2.0",
	} {
		found := false
		for _, p := range parts {
			if p.name == name {
				found = true
				if got := p.terms(); got != want {
					t.Errorf("%s: got %s, want %s", name, got, want)
				}
			}
		}
		if !found {
			t.Errorf("%s is not listed", name)
		}
	}
	for _, p := range parts {
		if p.terms() == noAssertion {
			t.Errorf("%s: no words of its licences %v are known", p.name, p.licences)
		}
		if strings.Contains(p.name, "chromedp") || strings.Contains(p.name, "goquery") {
			t.Errorf("%s is listed, which only tests use", p.name)
		}
	}
	list, err := spdx(commit{"0123456789abcdef", time.Unix(0, 0).UTC()}, platforms[0], parts)
	if err != nil {
		t.Fatal(err)
	}
	var d document
	if err := json.Unmarshal(list, &d); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{d.ID: true}
	for _, p := range d.Packages {
		if known[p.ID] || !regexp.MustCompile(`^SPDXRef-[A-Za-z0-9.-]+$`).MatchString(p.ID) {
			t.Errorf("got the id %q twice, or of another form than SPDX has", p.ID)
		}
		known[p.ID] = true
	}
	for _, r := range d.Relationships {
		if !known[r.Of] || !known[r.Related] {
			t.Errorf("got %+v, want both to be listed", r)
		}
	}
	if len(d.Packages) != len(parts)+1 || len(d.Relationships) != len(parts)+1 {
		t.Errorf("got %d packages and %d relationships of %d parts", len(d.Packages), len(d.Relationships), len(parts))
	}
}

// The guide names every file of the package and every command that it tells to run exists.
func TestGuide(t *testing.T) {
	guide, err := files.ReadFile("files/guide.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"`disclosure`", "`draft`", "disclosure.service", "proxy/nginx.conf", "proxy/Caddyfile", "licenses/", "sbom.spdx.json", "SHA256SUMS", "还没有给出许可证"} {
		if !strings.Contains(string(guide), name) {
			t.Errorf("the guide does not speak of %s", name)
		}
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range regexp.MustCompile(`(?m)^    \./disclosure ([a-z]+)`).FindAllStringSubmatch(string(guide), -1) {
		if !strings.Contains(string(readme), "  disclosure "+command[1]) {
			t.Errorf("the guide tells to run disclosure %s, which README does not know", command[1])
		}
	}
}

// A platform that there is none of is refused before anything is written.
func TestUnknownPlatform(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	if err := release(dir, "linux-none"); err == nil || !strings.Contains(err.Error(), "linux-amd64") {
		t.Errorf("got %v, want the platforms named", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder was written")
	}
}

// What is inside PDFium can be seen in the words of its file: each has its licence in the
// packages and its name in the guide, and nothing stands in licenses that is not listed.
func TestInsidePDFium(t *testing.T) {
	t.Chdir("../..")
	dir, err := output("go", "list", "-m", "-f", "{{.Dir}}", pdfiumFrom)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(pdfiumFile)))
	if err != nil {
		t.Fatal(err)
	}
	guide, err := files.ReadFile("files/guide.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, words := range map[string]string{
		"Abseil": "third_party/abseil-cpp/", "FreeType": "FREETYPE_PROPERTIES", "ICU": "icu_78", "libjpeg-turbo": "libjpeg-turbo version 3.1.0",
		"OpenJPEG": "opj_read_header", "zlib": "invalid distance too far back", "Little CMS": "sRGB IEC61966-2.1", "LLVM": "NSt3__2", "Emscripten": "emscripten_notify_memory_growth",
	} {
		if !bytes.Contains(content, []byte(words)) {
			t.Errorf("%s has no %q: is %s still in it?", pdfiumFile, words, name)
		}
		if !slices.ContainsFunc(inside, func(p part) bool { return p.name == name && strings.HasPrefix(p.why, inDraft) }) {
			t.Errorf("%s is not listed as inside PDFium", name)
		}
	}
	listed := map[string]bool{}
	for _, p := range inside {
		listed[p.folder()] = true
		if strings.HasPrefix(p.why, inDraft) && !strings.Contains(string(guide), p.name) {
			t.Errorf("the guide does not name %s", p.name)
		}
	}
	folders, err := os.ReadDir(licencesDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if !listed[folder.Name()] {
			t.Errorf("%s/%s is of nothing that is listed", licencesDir, folder.Name())
		}
	}
	for _, sentence := range []string{"This software is based in part on the work of the Independent JPEG Group.", "copyright © The FreeType Project (www.freetype.org). All rights reserved."} {
		if !strings.Contains(string(guide), sentence) {
			t.Errorf("the guide lacks %q, which a licence asks for", sentence)
		}
	}
	if err := knownPDFium(t.TempDir()); err == nil {
		t.Error("another PDFium is not refused")
	}
}
