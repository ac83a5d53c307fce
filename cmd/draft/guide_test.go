package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestGuide wants the folders that the clerk's guide imports to be those of reports, and
// nothing else of data.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../../data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("`disclosure import --db \\S+ (data/\\S+)`").FindSubmatch(guide)
	if m == nil {
		t.Fatal("the guide does not say how to import")
	}
	folders, err := filepath.Glob("../../" + string(m[1]))
	if err != nil || len(folders) == 0 {
		t.Fatalf("%s: got %q, %v", m[1], folders, err)
	}
	for _, f := range folders {
		if _, err := os.Stat(filepath.Join(f, "report.toml")); err != nil {
			t.Errorf("%s is no folder of a report", f)
		}
	}
}
