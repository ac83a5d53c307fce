package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"disclosure/internal/store"
)

// The findings of a report keep the day on which they were made first, as long as they
// are the same.
func TestFindingsAreDated(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "futian-zwfwj", "2021-budget")
	if err := os.CopyFS(dir, os.DirFS(first)); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "reports.db")
	imported := func(day string) string {
		t.Helper()
		t.Setenv("SOURCE_DATE_EPOCH", day)
		if code, _, stderr := execute("import", "--db", db, dir); code != 0 {
			t.Fatalf("got code %d, stderr %q", code, stderr)
		}
		st, err := store.Open(context.Background(), db, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		now := st.Snapshot()
		defer now.Release()
		outline, err := now.Reports()[0].Outline(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return outline.Checks.Date
	}
	const early, late = "1893484800", "1893600000" // in China the 2nd of January 2030 begins at 1893513600
	if got, want := imported(early), "2030-01-01"; got != want {
		t.Errorf("first import: got %q, want %q", got, want)
	}
	if got, want := imported(late), "2030-01-01"; got != want {
		t.Errorf("the same findings later: got %q, want %q", got, want)
	}
	relations := filepath.Join(dir, "relations.toml")
	text, err := os.ReadFile(relations)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), "15.67万元也写在第三部分", "15.67万元还写在第三部分", 1)
	if changed == string(text) {
		t.Fatal("got nothing to change")
	}
	if err := os.WriteFile(relations, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, want := imported(late), "2030-01-03"; got != want {
		t.Errorf("other findings: got %q, want %q", got, want)
	}
	if got := builtOn(map[string]string{"vcs.time": "2026-11-28T18:30:00Z"}); got != "2026-11-29" {
		t.Errorf("got that the program is of %q, want the day in China", got)
	}
}
