package draft_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMap wants the comment of the package to name each of its files, and no other.
func TestMap(t *testing.T) {
	source, err := os.ReadFile("draft.go")
	if err != nil {
		t.Fatal(err)
	}
	comment, _, _ := strings.Cut(string(source), "\npackage draft\n")
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	here := map[string]bool{}
	for _, name := range files {
		if here[name] = true; !strings.HasSuffix(name, "_test.go") && !strings.Contains(comment, name) {
			t.Errorf("%s is not in the comment of the package: say what it is for", name)
		}
	}
	for _, word := range strings.FieldsFunc(comment, func(r rune) bool { return strings.ContainsRune(" (),:;\n", r) }) {
		if name := strings.TrimSuffix(word, "."); strings.HasSuffix(name, ".go") && !here[name] {
			t.Errorf("the comment of the package names %s, which is not there", name)
		}
	}
}
