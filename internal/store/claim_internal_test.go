package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A folder that its last owner has removed is no longer the one at its path.
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
		if got, err := sameFolder(f, path); err != nil || got != want {
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

// An import does not replace a foreign file that was put at its path while it built.
func TestForeignFilePutThereMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	const diary = "dear diary"
	if err := os.WriteFile(path, []byte(diary), 0o600); err != nil {
		t.Fatal(err)
	}
	// The first look, before the file was there, saw none.
	if err := write(context.Background(), path, nil, nil); err == nil || !strings.Contains(err.Error(), "no database of this program") {
		t.Errorf("got error %v, want one that says what is there", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != diary {
		t.Errorf("got content %q, error %v, want it left alone", got, err)
	}
}
