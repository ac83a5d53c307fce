package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The whole site can be written as files: every link in it leads somewhere, every kind of
// address is one that servers of files can tell, and the second time there is nothing to do.
func TestExport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "copy")
	code, said, complaint := execute("export", "--origin", "https://budget.example", dir)
	if code != good || strings.Contains(said, "no answer") {
		t.Fatalf("got exit code %d, %s%s", code, said, complaint)
	}
	for _, name := range []string{"index.html", "futian-zwfwj/2021/budget/tables/7/index.html.br", "futian-zwfwj/2021/budget/tables/7.csv.gz", "futian-zwfwj/2021/budget/search.json"} {
		if _, err := os.Stat(filepath.Join(dir, "current", "site", name)); err != nil {
			t.Error(err)
		}
	}
	if code, said, complaint := execute("verify", dir); code != good {
		t.Errorf("verify: got exit code %d, %s%s", code, said, complaint)
	}
	if code, said, complaint := execute("export", "--origin", "https://budget.example", dir); code != good || !strings.Contains(said, "is as it should be") {
		t.Errorf("again: got exit code %d, %s%s", code, said, complaint)
	}
	for _, args := range [][]string{{"--origin", "https://budget.example"}, {dir}} {
		if code, _, _ := execute(append([]string{"export"}, args...)...); code != misused {
			t.Errorf("export %q: got exit code %d, want a misuse", args, code)
		}
	}
}
