package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// A report that SQLite gives back differently is found before the new file takes its
// place, even though the file is sealed.
func TestVerifyReadsBack(t *testing.T) {
	ctx := context.Background()
	r := finding.Checked{Report: &report.Report{
		Front:    report.Front{Key: report.Key{Unit: "u", Year: 2031, Kind: "budget"}},
		Sections: []report.Section{{Number: 1, Blocks: []report.Block{{Number: 1, Text: "增加12万元。"}}}},
	}}
	r.Version = r.ContentHash()
	for _, test := range []struct {
		name, change string
		reports      int
		want         string // in the error, "" for none
	}{
		{"unchanged", "SELECT 1", 1, ""},
		{"another part", "UPDATE part SET content = (SELECT content FROM part WHERE part = '') WHERE part = 'sections'", 1, "report u/2031-budget does not come back"},
		{"a part less", "DELETE FROM part WHERE part = 'sections'", 1, "report u/2031-budget does not come back"},
		{"a heading", "UPDATE part SET heading = 'x' WHERE part = 'sections'", 1, "report u/2031-budget does not come back"},
		{"a finding", "INSERT INTO findings VALUES (1, 1, x'00')", 1, "report u/2031-budget does not come back"},
		{"a report less", "SELECT 1", 2, "holds 1 reports, not 2"},
	} {
		path := filepath.Join(t.TempDir(), "x.db")
		if err := Write(ctx, path, []finding.Checked{r}); err != nil {
			t.Fatal(err)
		}
		db, err := connect(newFileURI(path), building)
		if err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{test.change, "DROP TABLE seal", "VACUUM"} {
			if _, err := db.ExecContext(ctx, statement); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := seal(ctx, path); err != nil {
			t.Fatal(err)
		}
		err = verify(ctx, path, test.reports)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got error %v, want %q", test.name, err, test.want)
		}
	}
}
