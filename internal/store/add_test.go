package store_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/search"
	"disclosure/internal/store"
)

// answers is what a store says of its reports: what they are, where words and amounts
// are found, what SQL and programs read.
func answers(t *testing.T, path string) string {
	t.Helper()
	s := held(t, opened(t, path))
	var all strings.Builder
	for _, r := range s.Reports() {
		for _, version := range s.Versions(r.Key) {
			whole, err := version.Whole(ctx)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&all, r.Folder(), version.Version, whole.Heading)
		}
	}
	for _, q := range []string{"收入", "万元", "2010301", "1,000.5", "示例", "更正后"} {
		found, err := s.Search(ctx, search.Query{Text: q, Page: 1})
		if err != nil {
			t.Fatal(err)
		}
		var hits []string
		for _, kind := range found.Kinds {
			for _, h := range kind.Hits {
				hits = append(hits, h.Report.Folder()+h.Ref.String())
			}
		}
		if found.Pages > 1 {
			hits = nil
		}
		slices.Sort(hits) // added reports come after the others of their year
		fmt.Fprintln(&all, q, found.Count, hits)
	}
	lines, err := s.FigureLines(ctx, s.Reports())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		fmt.Fprintln(&all, l.Length, l.CRC32)
	}
	return all.String()
}

// A file that reports were added to, replaced in and taken out of says what one says that
// is written anew, and is sealed as one.
func TestAdd(t *testing.T) {
	corrected := another("b")
	corrected.Heading = "更正后的报告"
	corrected = sealed(corrected)
	with := finding.Checked{Report: corrected}
	with.Earlier = unchecked(another("b"))
	folder := t.TempDir()
	changed, anew := filepath.Join(folder, "changed.db"), filepath.Join(folder, "anew.db")
	write(t, changed, another("a"), another("b"), another("c"), realistic("d"))
	for _, step := range []struct {
		add    []finding.Checked
		forget []report.Key
		want   []finding.Checked
	}{
		{unchecked(another("e")), nil, unchecked(another("a"), another("b"), another("c"), realistic("d"), another("e"))},
		{[]finding.Checked{with}, []report.Key{realistic("d").Key}, append(unchecked(another("a"), another("c"), another("e")), with)},
		{unchecked(realistic("d")), nil, append(unchecked(another("a"), another("c"), another("e"), realistic("d")), with)},
		{nil, []report.Key{another("a").Key, another("b").Key}, unchecked(another("c"), realistic("d"), another("e"))},
	} {
		if err := store.Add(ctx, changed, step.add, step.forget); err != nil {
			t.Fatal(err)
		}
		if err := store.Write(ctx, anew, step.want); err != nil {
			t.Fatal(err)
		}
		if got, want := answers(t, changed), answers(t, anew); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// What cannot be added to stays as it is.
func TestAddRefuses(t *testing.T) {
	folder := t.TempDir()
	if err := store.Add(ctx, filepath.Join(folder, "none.db"), unchecked(another("a")), nil); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("no file: got error %v", err)
	}
	path := filepath.Join(folder, "x.db")
	write(t, path, another("a"))
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := store.Add(ctx, path, unchecked(another("b")), nil); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a damaged file: got error %v", err)
	}
	checkFolder(t, "after refusals", folder, map[string]string{"x.db": string(content)})
}

func opened(t *testing.T, path string) *store.Store {
	t.Helper()
	st, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	return st
}
