package export_test

import (
	"bytes"
	"context"
	"regexp"
	"testing"

	"disclosure/internal/export"
	"disclosure/internal/report"
)

// How a file of each ending begins.
var beginnings = map[string]*regexp.Regexp{
	"csv":    regexp.MustCompile("^\ufeff[^{<]"),
	"xlsx":   regexp.MustCompile(`^PK\x03\x04(?s:.*)xl/workbook\.xml`),
	"zip":    regexp.MustCompile(`^PK\x03\x04(?s:.*)datapackage\.json`),
	"json":   regexp.MustCompile(`^\{`),
	"sqlite": regexp.MustCompile(`^SQLite format 3\x00`),
}

// Every format that is announced for a part has a name and a type and writes a file
// of its ending.
func TestFormats(t *testing.T) {
	c := reports(t)[0]
	r := c.Report
	content := export.Content{Front: r.Front, Section: &r.Sections[0], Project: &r.Projects[0], Table: &r.Tables[0], Notes: r.Notes, Whole: r, Checks: c.Result}
	written := 0
	for _, part := range report.Parts() {
		ref := report.Ref{Part: part}
		if part.Numbered() {
			if n := len(export.Formats(ref)); n > 0 {
				t.Errorf("the list of %q has %d files", part, n)
			}
			ref.Number = 1
		}
		seen := map[string]bool{}
		for _, f := range export.Formats(ref) {
			if f.Name == "" || f.ContentType == "" || seen[f.Ending] {
				t.Errorf("%s as %s: got name %q, type %q; stands twice: %t", ref, f.Ending, f.Name, f.ContentType, seen[f.Ending])
			}
			seen[f.Ending] = true
			var file bytes.Buffer
			if err := f.Write(context.Background(), site, &file, content); err != nil {
				t.Errorf("%s as %s: %v", ref, f.Ending, err)
			}
			if begins := beginnings[f.Ending]; begins == nil || !begins.Match(file.Bytes()) {
				t.Errorf("%s as %s: the file begins %q", ref, f.Ending, file.Bytes()[:min(40, file.Len())])
			}
			written++
		}
	}
	if written != 11 {
		t.Errorf("wrote %d files, want 11", written)
	}
}
