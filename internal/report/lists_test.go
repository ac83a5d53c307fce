package report_test

import (
	"regexp"
	"slices"
	"testing"

	"disclosure/internal/report"
)

var han = regexp.MustCompile(`^\p{Han}+$`)

// Each kind of report has a slug that can be part of an address and words for the
// public.
func TestKinds(t *testing.T) {
	slugs := map[string]bool{}
	for _, kind := range report.Kinds() {
		if slugs[kind.Slug] || !regexp.MustCompile(`^[a-z-]+$`).MatchString(kind.Slug) {
			t.Errorf("slug %q stands twice or cannot be part of an address", kind.Slug)
		}
		slugs[kind.Slug] = true
		for _, words := range []string{kind.Name, kind.Report} {
			if !han.MatchString(words) {
				t.Errorf("%s: got words %q, want Chinese", kind.Slug, words)
			}
		}
		if got, ok := report.KindOf(kind.Slug); !ok || got != kind {
			t.Errorf("%s: got %+v, %t", kind.Slug, got, ok)
		}
	}
	if _, ok := report.KindOf("final"); ok {
		t.Error("an unknown kind is known")
	}
}

// Each part of a report has a name for the public, and each of those on the print
// page a prefix of its own.
func TestParts(t *testing.T) {
	prefixes := map[string]report.Part{}
	for _, part := range report.Parts() {
		if !han.MatchString(part.Name()) || !han.MatchString(part.ShortName()) {
			t.Errorf("part %q: got names %q and %q, want Chinese", part, part.Name(), part.ShortName())
		}
		ref := report.Ref{Part: part, Number: 1}
		if !part.Numbered() {
			ref.Number = 0
		}
		if !ref.OnPrintPage() {
			continue
		}
		prefix := ref.PrintPrefix()
		if other, taken := prefixes[prefix]; taken {
			t.Errorf("parts %q and %q share the prefix %q", part, other, prefix)
		}
		prefixes[prefix] = part
	}
	if len(prefixes) != 5 {
		t.Errorf("got prefixes of %d parts, want 5", len(prefixes))
	}
}

// Pages lists every page that a report has once, in reading order, and none that it
// has not.
func TestPages(t *testing.T) {
	o := report.Outline{
		Sections: []report.SectionEntry{{Entry: report.Entry{Number: 1}}, {Entry: report.Entry{Number: 2}}},
		Projects: []report.ProjectEntry{{Entry: report.Entry{Number: 1}}},
		HasNotes: true,
	}
	var got []string
	for _, ref := range o.Pages() {
		got = append(got, ref.String())
	}
	want := []string{"", "/sections", "/sections/1", "/sections/2", "/projects", "/projects/1", "/notes", "/history", "/print"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
