package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Selftest names what is right and what is wrong, and fails where something is.
func TestSelftest(t *testing.T) {
	db := filepath.Join(t.TempDir(), "reports.db")
	if code, _, stderr := execute("import", "--db", db, other(t)); code != 0 {
		t.Fatal(stderr)
	}
	good, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte(nil), good...)
	damaged[len(damaged)/2] ^= 1
	for _, test := range []struct {
		name  string
		args  []string
		code  int
		wants []string
	}{
		{"the embedded reports", []string{"selftest"}, 0, []string{"\nright  /readyz answers\n", "\nright  /futian-zwfwj/2021/budget.xlsx answers\n", "\nAll 1"}},
		{"a file", []string{"selftest", "--db", db}, 0, []string{"reports are as they were imported\n", "holds 1 reports", "\nright  /search?q=预算 answers\n"}},
		{"a file for one user", []string{"selftest", "--db", private(t, good)}, 0, []string{"\nnote   ", "chmod 644 "}},
		{"a damaged file", []string{"selftest", "--db", private(t, damaged)}, 1, []string{"\nwrong  ", " is damaged"}},
		{"no file", []string{"selftest", "--db", db + "x"}, 1, []string{"\nwrong  ", " is missing", "disclosure import --db"}},
	} {
		code, stdout, stderr := execute(test.args...)
		if code != test.code || (code == 0) != (stderr == "") || strings.Contains(stdout, "\nwrong  ") != (code != 0) {
			t.Errorf("%s: got exit code %d, stdout %q, stderr %q, want code %d", test.name, code, stdout, stderr, test.code)
		}
		for _, want := range append(test.wants, "commit ") {
			if !strings.Contains(stdout, want) {
				t.Errorf("%s: got %q, want %q in it", test.name, stdout, want)
			}
		}
	}
}

// private is a file that only its owner may read.
func private(t *testing.T, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "private.db")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
