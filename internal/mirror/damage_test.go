package mirror_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"disclosure/internal/mirror"
)

func TestVerifyFindsDamage(t *testing.T) {
	s, dir := newSite(), t.TempDir()
	if _, err := mirror.Verify(dir); err == nil {
		t.Error("an empty folder: got no error")
	}
	if _, err := s.write(t, dir, "1"); err != nil {
		t.Fatal(err)
	}
	if files, err := mirror.Verify(dir); err != nil || files == 0 {
		t.Errorf("a whole copy: got %d files and %v", files, err)
	}
	root := filepath.Join(dir, "current", "site")
	if err := os.WriteFile(filepath.Join(root, "b", "2021", "budget.csv.gz"), []byte("9"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(root, "index.html")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"more.html", "a/2021/more.html"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte("not ours"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, err := mirror.Verify(dir)
	if text := fmt.Sprint(err); !strings.Contains(text, "b/2021/budget.csv.gz is not as") || !strings.Contains(text, "index.html is missing") ||
		!strings.Contains(text, "\nmore.html is in no manifest") || !strings.Contains(text, "a/2021/more.html is in no manifest") {
		t.Errorf("got %v, want all four files named", err)
	}
}

// A folder with other things in it is left alone.
func TestForeignFolder(t *testing.T) {
	s, dir := newSite(), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write(t, dir, "1"); err == nil || !strings.Contains(err.Error(), "mine.txt") {
		t.Errorf("got error %v, want one that names mine.txt", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("got %v, want nothing else written", entries)
	}
}

// A copy may come from a stranger: manifests name files of the copy only, and what is read
// of it are plain files inside of it.
func TestManifestsOfStrangers(t *testing.T) {
	s, dir := newSite(), t.TempDir()
	if _, err := s.write(t, dir, "1"); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "outside.txt")
	if err := os.WriteFile(outside, []byte("1"), 0o644); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(dir, "copies", "1", "manifest.json")
	whole, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	bodies, _ := filepath.Glob(filepath.Join(dir, "bodies", "b-*.json"))
	wholeBody, err := os.ReadFile(bodies[0])
	if err != nil {
		t.Fatal(err)
	}
	sum := func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
	for _, name := range []string{"../../outside.txt", outside, "static/../../x", `static\..\x`, "a//b", "./index.html", ""} {
		quoted := fmt.Sprintf("%q", name)
		changed := strings.Replace(string(whole), `"robots.txt"`, quoted, 1)
		if err := os.WriteFile(manifest, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := mirror.Verify(dir); err == nil || !strings.Contains(err.Error(), quoted) || !strings.Contains(err.Error(), "copies") && !strings.Contains(err.Error(), "current") {
			t.Errorf("verify, a file %s: got %v, want it refused by name", quoted, err)
		}
		if _, err := s.write(t, dir, "1"); err == nil || !strings.Contains(err.Error(), quoted) {
			t.Errorf("export, a file %s: got %v, want it refused by name", quoted, err)
		}
		changedBody := strings.Replace(string(wholeBody), `"b/2021/budget.csv"`, quoted, 1)
		if err := os.WriteFile(bodies[0], []byte(changedBody), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(manifest, []byte(strings.Replace(string(whole), sum(string(wholeBody)), sum(changedBody), 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := mirror.Verify(dir); err == nil || !strings.Contains(err.Error(), quoted) || !strings.Contains(err.Error(), filepath.Base(bodies[0])) {
			t.Errorf("verify, a file %s of a body: got %v, want it refused by name", quoted, err)
		}
		if err := os.WriteFile(bodies[0], wholeBody, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, folder := range []string{"../../x", "/etc", "..", "a/b"} {
		changed := regexp.MustCompile(`"folder": "[^"]*"`).ReplaceAllLiteralString(string(whole), fmt.Sprintf(`"folder": %q`, folder))
		if err := os.WriteFile(manifest, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := mirror.Verify(dir); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", folder)) {
			t.Errorf("verify, the folder %s of a body: got %v, want it refused by name", folder, err)
		}
	}
	if err := os.WriteFile(manifest, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(dir, "copies", "1", "site", "robots.txt")
	if err := os.Remove(page); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, page); err != nil {
		t.Fatal(err)
	}
	if _, err := mirror.Verify(dir); err == nil || !strings.Contains(err.Error(), "robots.txt cannot be read") {
		t.Errorf("a link out of the copy: got %v, want it refused by name", err)
	}
	if err := os.Remove(page); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(page, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := mirror.Verify(dir); err == nil || !strings.Contains(err.Error(), "robots.txt is no plain file") {
		t.Errorf("a folder in place of a file: got %v, want it refused by name", err)
	}
	if content, err := os.ReadFile(outside); err != nil || string(content) != "1" {
		t.Errorf("the file outside: got %q, error %v", content, err)
	}
}
