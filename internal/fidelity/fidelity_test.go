package fidelity_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/fidelity"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// published loads every embedded report, and those in other shapes; each call makes
// copies of its own.
func published(t testing.TB) []*report.Report {
	t.Helper()
	var reports []*report.Report
	for _, files := range []fs.FS{data.Files, os.DirFS("../source/testdata/shapes")} {
		loaded, err := source.LoadAll(files)
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, loaded...)
	}
	return reports
}

// TestReportsSayWhatWasReceived is the proof: everything in the text as received
// is in the report, in its place, and nothing else is.
func TestReportsSayWhatWasReceived(t *testing.T) {
	for _, r := range published(t) {
		if err := fidelity.Check(r); err != nil {
			t.Errorf("%s differs from its text as received:\n%v", r.Base(), err)
		}
	}
}

// TestPlacesAreNoText wants a line that says where in the original the next ones
// stand to be no text of the report, and any other line to be some.
func TestPlacesAreNoText(t *testing.T) {
	r := published(t)[0]
	r.Notes = nil
	before := fmt.Sprint(fidelity.Check(r))
	// A place behind the last line moves none of the others.
	received := r.Source
	r.Source = received + "\n@ page 3, 54 120 790 300\n"
	if got := fmt.Sprint(fidelity.Check(r)); got != before {
		t.Errorf("got %s with a place, want %s", got, before)
	}
	r = published(t)[0]
	r.Source += "\n@ nowhere\n"
	if err := fidelity.Check(r); err == nil || !strings.Contains(err.Error(), "@ nowhere") {
		t.Errorf("got %v, want the line named that is no place", err)
	}
}

func TestNotesMustFit(t *testing.T) {
	base := func() *report.Report {
		return &report.Report{
			Front:  report.Front{Heading: "预算报告"},
			Source: "预算 报告\n",
			Notes:  []report.Note{{Number: 1, From: 1, To: 1, Edits: []report.Edit{{Received: "预算 报告", Shown: "预算报告"}}}},
		}
	}
	for _, test := range []struct {
		name   string
		change func(*report.Report)
		want   string
	}{
		{"a fitting note", func(*report.Report) {}, ""},
		{"no note", func(r *report.Report) { r.Notes = nil }, `source.txt:1: the text as received has "预算 报告"`},
		{"text that was not received", func(r *report.Report) { r.Notes[0].Edits[0].Received = "决算" }, "copy it from source.txt"},
		{"a line that does not exist", func(r *report.Report) { r.Notes[0].To = 9 }, "source.txt has 2 lines"},
		{"another line", func(r *report.Report) { r.Notes[0].From, r.Notes[0].To = 2, 2 }, "note 1 says"},
	} {
		r := base()
		test.change(r)
		err := fidelity.Check(r)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: got %v, want no error", test.name, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: got %v, want an error with %q", test.name, err, test.want)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	reports := published(b)
	for b.Loop() {
		for _, r := range reports {
			if err := fidelity.Check(r); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A table that stands elsewhere is told as another order, in two lines and not in a
// line for each of its rows.
func TestOrder(t *testing.T) {
	for _, r := range published(t) {
		if r.Folder() != "shili-yunshan-wlj/2024-final-accounts" {
			continue
		}
		blocks := r.Sections[1].Blocks
		r.Sections[1].Blocks = append(blocks[:1:1], blocks[2:]...)
		err := fidelity.Check(r)
		if err == nil {
			t.Fatal("got no error for a table that lost its place")
		}
		got := strings.Split(err.Error(), "\n")
		if len(got) != 2 || !strings.Contains(got[0], `"收入决算表" and 16 lines more like this`) ||
			!strings.Contains(got[0], "the report says it at /tables/2, so that its order is another") || !strings.Contains(got[1], "but in line 42") {
			t.Errorf("got\n%v\nwant two lines that speak of the order", err)
		}
	}
}
