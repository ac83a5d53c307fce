package store

import (
	"os"
	"path/filepath"
	"testing"
)

// Who holds a folder that its last owner has removed holds nothing.
func TestFolderThatIsGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder")
	open := func() *os.File {
		t.Helper()
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	check := func(what string, f *os.File, want bool) {
		t.Helper()
		if got, err := stands(f, path); err != nil || got != want {
			t.Errorf("%s: got %v, error %v, want %v", what, got, err, want)
		}
	}
	first := open()
	check("a folder", first, true)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	check("a folder that was removed", first, false)
	second := open()
	check("a folder in the place of another", first, false)
	check("the other folder", second, true)
}
