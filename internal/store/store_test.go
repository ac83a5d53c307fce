package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"disclosure/internal/report"
	"disclosure/internal/store"
)

var ctx = context.Background()

// same compares what a store answers with what was saved.
func same[T any](t *testing.T, what string, got T, err error, want T) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", what, err)
	} else if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

func TestReportsComeBackAsSaved(t *testing.T) {
	reports := map[string]*report.Report{
		"sample": sample(), "bare": bare(), "hostile": hostile(), "realistic": realistic("unit"),
	}
	for name, want := range reports {
		stores := map[string]*store.Snapshot{
			"memory": memory(t, another("before"), want, another("after")),
			"file":   held(t, written(t, filepath.Join(t.TempDir(), "预 算?#%.db"), another("before"), want, another("after"))),
		}
		for where, s := range stores {
			t.Run(name+"/"+where, func(t *testing.T) { checkAnswers(t, s, want) })
		}
	}
}

func checkAnswers(t *testing.T, s *store.Snapshot, want *report.Report) {
	t.Helper()
	r, err := s.Report(want.Key)
	if err != nil {
		t.Error(err)
		return
	}
	whole, err := r.Whole(ctx)
	same(t, "Whole", whole, err, want)
	if err == nil && whole.ContentHash() != want.Version {
		t.Errorf("content hash: got %s, want %s", whole.ContentHash(), want.Version)
	}
	outline, err := r.Outline(ctx)
	same(t, "Outline", outline, err, want.Outline())
	for i := range want.Sections {
		got, err := r.Section(ctx, want.Sections[i].Number)
		same(t, "Section", got, err, &want.Sections[i])
	}
	for i := range want.Tables {
		got, err := r.Table(ctx, want.Tables[i].Number)
		same(t, "Table", got, err, &want.Tables[i])
	}
	for i := range want.Projects {
		got, err := r.Project(ctx, want.Projects[i].Number)
		same(t, "Project", got, err, &want.Projects[i])
	}
	notes, err := r.Notes(ctx)
	same(t, "Notes", notes, err, want.Notes)
	source, err := r.Source(ctx)
	same(t, "Source", source, err, want.Source)
}

func TestAmountsKeepValueAndScale(t *testing.T) {
	for _, text := range []string{
		"0", "0.0", "0.00", "7", "2479.7", "2,479.70", "-0.01", "100", "1,000,000",
		"999999999999999999", "-999999999999999999", "0.12345678901234567",
	} {
		want := figure(text)
		r := sample()
		r.Tables[0].Rows[0].Cells[1] = want
		table, err := of(t, memory(t, sealed(r)), key).Table(ctx, 1)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got := table.Rows[0].Cells[1]
		if got.Text != text || !got.Value.Decimal.Equal(want.Value.Decimal) ||
			got.Value.Decimal.Exponent() != want.Value.Decimal.Exponent() {
			t.Errorf("got %q with %v (exponent %d), want %q with %v (exponent %d)", got.Text, got.Value.Decimal,
				got.Value.Decimal.Exponent(), text, want.Value.Decimal, want.Value.Decimal.Exponent())
		}
	}
}

func TestEmptyListsComeBackAsNil(t *testing.T) {
	r := bare()
	r.Contents, r.Terms, r.Notes = []string{}, []report.Term{}, []report.Note{}
	r.Sections = []report.Section{{Number: 1, Blocks: []report.Block{}, Tables: []int{}}}
	sealed(r)
	got, err := of(t, memory(t, r), key).Whole(ctx)
	want := bare()
	want.Version, want.Sections = r.Version, []report.Section{{Number: 1}}
	same(t, "Report", got, err, want)
}

func TestNewestVersionIsTheOneSavedLast(t *testing.T) {
	first, second, other := sample(), sample(), sample()
	second.Tables, second.Headlines, second.Notes = second.Tables[:1], nil, nil
	second.Sections, second.Terms, second.GlossarySection = nil, nil, 0
	sealed(second)
	other.Key.Year = 2030
	sealed(other)
	for _, newest := range []*report.Report{first, second} {
		older := map[*report.Report]*report.Report{first: second, second: first}[newest]
		s := memory(t, older, other, newest)
		checkAnswers(t, s, newest)
		checkAnswers(t, s, other)
	}
}

func TestOutlines(t *testing.T) {
	at := func(unit string, year int, heading string) *report.Report {
		r := sample()
		r.Unit, r.Year, r.Heading = unit, year, heading
		return sealed(r)
	}
	s := memory(t, at("b", 2030, "old"), at("a", 2029, ""), at("b", 2031, ""), at("a", 2030, ""), at("b", 2030, "new"))
	got, err := s.Outlines(ctx)
	want := []report.Outline{
		at("a", 2030, "").Outline(), at("a", 2029, "").Outline(),
		at("b", 2031, "").Outline(), at("b", 2030, "new").Outline(),
	}
	same(t, "Outlines", got, err, want)
	var keys []report.Key
	for _, o := range want {
		keys = append(keys, o.Key)
	}
	var gotKeys []report.Key
	for _, r := range s.Reports() {
		gotKeys = append(gotKeys, r.Key)
	}
	same(t, "Reports", gotKeys, nil, keys)
	for range 2 { // from the database, then remembered
		one, err := of(t, s, keys[3]).Outline(ctx)
		same(t, "Outline", one, err, want[3])
	}

	none, err := memory(t).Outlines(ctx)
	same(t, "Outlines of an empty store", none, err, nil)
}

func TestNotFoundNamesWhatIsMissing(t *testing.T) {
	s := memory(t, sample())
	for _, unknown := range []report.Key{{Unit: "nobody", Year: 2031, Kind: "budget"},
		{Unit: key.Unit, Year: 2030, Kind: "budget"}, {Unit: key.Unit, Year: 2031, Kind: "account"}, {}} {
		if _, err := s.Report(unknown); !errors.Is(err, store.ErrNotFound) || !strings.Contains(err.Error(), unknown.Base()) {
			t.Errorf("got error %v, want ErrNotFound that names %s", err, unknown.Base())
		}
	}
	r := of(t, s, key)
	for what, ask := range map[string]func(n int) error{
		"section": func(n int) error { _, err := r.Section(ctx, n); return err },
		"table":   func(n int) error { _, err := r.Table(ctx, n); return err },
		"project": func(n int) error { _, err := r.Project(ctx, n); return err },
	} {
		if err := ask(1); err != nil {
			t.Errorf("%s 1: %v", what, err)
		}
		for _, n := range []int{-1, 0, 99} {
			if err := ask(n); !errors.Is(err, store.ErrNotFound) || !strings.Contains(err.Error(), what) || !strings.Contains(err.Error(), key.Base()) {
				t.Errorf("%s %d: got error %v, want ErrNotFound that names it", what, n, err)
			}
		}
	}
}

func TestVersionChangesWithEveryAnswer(t *testing.T) {
	edited := sample()
	edited.Terms[0].Never = append(edited.Terms[0].Never, "无") // the report's own version does not show it
	if edited.Version != edited.ContentHash() {
		t.Fatal("the editors' work changes the report's version")
	}
	other := another("other")
	versions := map[string]string{}
	for name, reports := range map[string][]*report.Report{
		"none": nil, "one": {sample()}, "edited": {edited}, "two": {sample(), other}, "swapped": {other, sample()},
	} {
		s := memory(t, reports...)
		if twin, used := versions[s.Version()]; used {
			t.Errorf("stores %s and %s have the same version %s", name, twin, s.Version())
		}
		versions[s.Version()] = name

		file := held(t, written(t, filepath.Join(t.TempDir(), "x.db"), reports...))
		if file.Version() != s.Version() {
			t.Errorf("%s: version of the file %s, of the memory %s", name, file.Version(), s.Version())
		}
	}
}

func TestStoresInMemoryDoNotShare(t *testing.T) {
	memory(t, sample())
	if _, err := memory(t).Report(key); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another store answers: got error %v, want ErrNotFound", err)
	}
}

// A visitor who goes away cancels the question. The connection may be lost
// over it, the reports must not.
func TestMemoryOutlivesCancelledQuestions(t *testing.T) {
	want := realistic("unit")
	s := memory(t, want)
	for range 20 {
		ctx, cancel := context.WithCancel(ctx)
		go cancel()
		switch got, err := of(t, s, want.Key).Whole(ctx); {
		case err == nil:
			same(t, "Whole", got, nil, want)
		case !errors.Is(err, context.Canceled):
			t.Fatalf("cancelled question: got error %v, want none or context.Canceled", err)
		}
	}
	checkAnswers(t, s, want)
}
