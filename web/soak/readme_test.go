package soak

import (
	"bytes"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every test that README names as what shows a figure exists.
func TestReadmeNamesTests(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests bytes.Buffer
	root := os.DirFS("../..")
	err = fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		tests.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile("`(Test[A-Za-z0-9]+)`").FindAllSubmatch(readme, -1)
	if len(names) < 20 {
		t.Fatalf("got %d names of tests, want those of the table", len(names))
	}
	for _, name := range names {
		if !bytes.Contains(tests.Bytes(), append(append([]byte("\nfunc "), name[1]...), '(')) {
			t.Errorf("README names %s, which there is none of", name[1])
		}
	}
}
