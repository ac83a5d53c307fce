package store_test

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/fidelity"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// checkedReports are the reports that the rooms share, with what their
// relations found.
func checkedReports(t testing.TB) []finding.Checked {
	t.Helper()
	var list []finding.Checked
	for _, fsys := range []fs.FS{data.Files, os.DirFS("../source/testdata/reports"), os.DirFS("../source/testdata/shapes")} {
		reports, err := publish.LoadAll(data.Files, fsys)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, reports...)
	}
	return list
}

func TestFindingsComeBackAsSaved(t *testing.T) {
	all := checkedReports(t)
	inMemory := memoryOf(t, all...)
	path := filepath.Join(t.TempDir(), "store.db")
	if err := store.Write(ctx, path, all); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	inFile := held(t, s)
	if got, want := inFile.Version(), inMemory.Version(); got != want {
		t.Errorf("version of the file: got %s, want that of the memory, %s", got, want)
	}
	for _, s := range []*store.Snapshot{inMemory, inFile} {
		for _, want := range all {
			r := of(t, s, want.Key)
			findings, coverage, err := r.Checks(ctx)
			same(t, "findings", findings, err, want.Findings)
			same(t, "coverage", coverage, err, want.Coverage)
			last := len(want.Findings) - 1
			some, err := r.Findings(ctx, []string{want.Findings[last].Key, "unknown", want.Findings[0].Key})
			same(t, "some findings", some, err, []finding.Finding{want.Findings[last], want.Findings[0]})
			checkBindings(t, r, want)
			count := finding.Count(want.Findings)
			outline, err := r.Outline(ctx)
			tally := outline.Checks
			folded := 0
			for _, f := range want.Findings {
				if f.Fold != "" {
					folded++
				}
			}
			if got := tally.Total() + tally.Present + tally.Wanting + folded; err != nil || got != len(want.Findings) || tally.Rounded != count[finding.Rounding] || tally.Present == 0 {
				t.Errorf("got the tally %+v and error %v, want one of %d findings", tally, err, len(want.Findings))
			}
		}
	}
}

// Everything in the text as received is in the store, in its place, and nothing
// else is.
func TestStoreSaysWhatWasReceived(t *testing.T) {
	all := checkedReports(t)
	s := memoryOf(t, all...)
	for _, want := range all {
		r, err := of(t, s, want.Key).Whole(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := fidelity.Check(r); err != nil {
			t.Errorf("%s differs from its text as received:\n%v", r.Base(), err)
		}
	}
}

// checkBindings asks for the bindings of every page of a report, and of pages
// that have none.
func checkBindings(t *testing.T, r *store.Report, want finding.Checked) {
	t.Helper()
	pages := map[report.Ref][]finding.Binding{{}: nil, report.TableRef(99): nil} // and others without
	for n := range want.Sections {
		pages[report.SectionRef(n+1)] = nil
	}
	for n := range want.Tables {
		pages[report.TableRef(n+1)] = nil
	}
	for n := range want.Projects {
		pages[report.ProjectRef(n+1)] = nil
	}
	for _, b := range want.Bindings {
		page := b.Figure.Ref
		page.Anchor = ""
		pages[page] = append(pages[page], b)
	}
	for page, bindings := range pages {
		got, err := r.Bindings(ctx, page)
		same(t, "bindings of "+page.Path(), got, err, bindings)
	}
}

func TestUncheckedReports(t *testing.T) {
	r := of(t, memory(t, sample()), key)
	findings, coverage, err := r.Checks(ctx)
	same(t, "findings", findings, err, nil)
	same(t, "coverage", coverage, err, finding.Coverage{})
	bindings, err := r.Bindings(ctx, report.TableRef(1))
	same(t, "bindings", bindings, err, nil)
}

// A remark is shown, so that the store is another one when it changes.
func TestRemarksChangeTheVersion(t *testing.T) {
	versions := map[string]bool{}
	for _, remark := range []string{"", "已核对。", "原文如此。"} {
		s := memoryOf(t, finding.Checked{Report: sample(), Result: finding.Result{Findings: []finding.Finding{{Key: "a", Remark: remark}}}})
		versions[s.Version()] = true
	}
	if len(versions) != 3 {
		t.Errorf("got %d versions for three remarks, want one each", len(versions))
	}
}

func TestKeysOfFindingsAreRefusedTwice(t *testing.T) {
	_, err := store.OpenMemory(ctx, finding.Checked{Report: sample(), Result: finding.Result{Findings: []finding.Finding{{Key: "甲.合计"}, {Key: "甲.合计"}}}})
	if err == nil || !strings.Contains(err.Error(), "the key 甲.合计") {
		t.Errorf("got error %v, want one that names the key", err)
	}
}

// BenchmarkFindings is to store a report with all its findings, and without.
func BenchmarkFindings(b *testing.B) {
	one := checkedReports(b)[0]
	for name, r := range map[string]finding.Checked{"save with": one, "save without": {Report: one.Report}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s, err := store.OpenMemory(ctx, r)
				if err != nil {
					b.Fatal(err)
				}
				s.Close()
			}
		})
	}
}
