//go:build unix

package source_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"disclosure/internal/source"
)

// onDisk writes the made-up report into a folder of the file system.
func onDisk(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	for name, file := range fuller(t) {
		to := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func loadDisk(t *testing.T, root string) error {
	t.Helper()
	files, err := source.OpenDisk(root)
	if err != nil {
		t.Fatal(err)
	}
	_, err = source.Load(files, dir)
	return err
}

// A folder of a stranger holds plain files of some size, or is refused by the name of
// what is none, at once.
func TestDisk(t *testing.T) {
	if err := loadDisk(t, onDisk(t)); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "outside.txt")
	if err := os.WriteFile(outside, []byte("a secret of this machine"), 0o666); err != nil {
		t.Fatal(err)
	}
	link := func(to string) func(string) error {
		return func(path string) error { return os.Symlink(to, path) }
	}
	for _, test := range []struct {
		name, file string
		put        func(path string) error
		want       string
	}{
		{"a pipe", "tables/01.csv", func(path string) error { return syscall.Mkfifo(path, 0o666) }, "no plain file"},
		{"a link out", "source.txt", link(outside), "is a link"},
		{"a link to a device", "source.txt", link("/dev/zero"), "is a link"},
		{"a link inside", "sections/1.txt", link("../source.txt"), "is a link"},
		{"a link to nothing", "glossary.toml", link("nothing"), "is a link"},
		{"a folder that is a link", "tables", link(filepath.Dir(outside)), "is a link"},
		{"a pipe that nothing names", "more", func(path string) error { return syscall.Mkfifo(path, 0o666) }, "nothing names it"},
		{"a huge file", "source.txt", func(path string) error {
			return os.WriteFile(path, []byte(strings.Repeat("预算\n", 17<<20/7)), 0o666)
		}, "larger than 16 MB"},
	} {
		root := onDisk(t)
		path := filepath.Join(root, dir, test.file)
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		if err := test.put(path); err != nil {
			t.Fatal(err)
		}
		err := loadDisk(t, root)
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), dir+"/"+test.file) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, want %q at %s", test.name, err, test.want, test.file)
		}
	}
}

// Many wrong rows are a few messages and their number.
func TestManyWrongRows(t *testing.T) {
	for name, row := range map[string]string{"too short": "1,2", "too many": ""} {
		fsys := fuller(t)
		file := fsys[dir+"/tables/01.csv"]
		if row == "" {
			lines := strings.Split(strings.TrimSpace(string(file.Data)), "\n")
			row = lines[len(lines)-1]
		}
		file.Data = fmt.Append(file.Data, strings.Repeat(row+"\n", 300_000))
		_, err := source.Load(fsys, dir)
		if err == nil || len(err.Error()) > 10_000 {
			t.Errorf("%s: got an error of %d bytes, want a short one", name, len(fmt.Sprint(err)))
			continue
		}
		if got := err.Error(); !strings.Contains(got, "299980 more lines are wrong") && !strings.Contains(got, "rows from here on, after 20000") {
			t.Errorf("%s: got %s, want the number of rows", name, got)
		}
	}
}

// So are many unknown keys, of which the library's own search is slow, and many files that
// nothing names.
func TestManyUnknownThings(t *testing.T) {
	for name, change := range map[string]func(fsys fstest.MapFS){
		"the file has 600": func(fsys fstest.MapFS) {
			fsys[dir+"/notes.toml"] = &fstest.MapFile{Data: []byte(strings.Repeat("[[note]]\nx = 1\n", 300_000))}
		},
		"more lines are wrong": func(fsys fstest.MapFS) {
			fsys[dir+"/notes.toml"] = &fstest.MapFile{Data: []byte(strings.Repeat("[[note]]\nx = 1\n", 1_000))}
		},
		"things are wrong, of which the first are said above": func(fsys fstest.MapFS) {
			for i := range 5_000 {
				fsys[fmt.Sprintf("%s/sections/more-%d.txt", dir, i)] = &fstest.MapFile{}
			}
		},
	} {
		fsys := fuller(t)
		change(fsys)
		_, err := source.Load(fsys, dir)
		if err == nil || len(err.Error()) > 100_000 || !strings.Contains(err.Error(), name) {
			t.Errorf("got an error of %d bytes, want a short one with %q: %.300v", len(fmt.Sprint(err)), name, err)
		}
	}
}
