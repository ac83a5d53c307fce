package source

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// The guide for those who write a folder names every key of every file.
func TestGuideNamesEveryKey(t *testing.T) {
	guide, err := os.ReadFile("../../data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]any{
		reportFile: settings{}, tablesFile: tableEntry{}, "projects": formFile{}, glossaryFile: termEntry{},
		notesFile: noteEntry{}, correctionsFile: corrections{},
	}
	for name, form := range files {
		for _, key := range keysOf(reflect.TypeOf(form)) {
			if !strings.Contains(string(guide), "`"+key+"`") && !strings.Contains(string(guide), "["+key+"]") && !strings.Contains(string(guide), "."+key+"]") {
				t.Errorf("data/README.md does not name the key %s of %s", key, name)
			}
		}
	}
}
