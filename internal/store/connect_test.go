package store

import (
	"context"
	"strings"
	"testing"

	"github.com/disclosure/disclosure/internal/report"
)

func TestSettingsAreReadBack(t *testing.T) {
	for _, test := range []struct {
		setting setting
		message string
	}{
		{setting{"no_such_setting", 1}, "no_such_setting is <nil>, want 1"},
		{setting{"page_size", 1000}, "page_size is 4096, want 1000"}, // no power of two
	} {
		db, err := connect(memoryURI(memories.Add(1)), append(settings[:len(settings):len(settings)], test.setting), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Ping(); err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: got error %v, want one that says %q", test.setting.name, err, test.message)
		}
	}
}

// No question about one report may read through the others: what it costs must
// not grow with the number of reports.
func TestNoQuestionScans(t *testing.T) {
	ctx := context.Background()
	s, err := OpenMemory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := &report.Report{
		Front:    report.Front{Key: report.Key{Unit: "u", Year: 2031, Kind: "budget"}, Version: "v"},
		Sections: make([]report.Section, 1), Projects: make([]report.Project, 1),
		Tables: []report.Table{{Form: &report.Form{}}},
	}
	if err := s.Save(ctx, r); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Report(ctx, r.Key); err != nil {
		t.Fatal(err)
	}
	if len(s.db.prepared) < 20 {
		t.Errorf("the questions took %d statements, want more", len(s.db.prepared))
	}
	for query := range s.db.prepared {
		args := make([]any, strings.Count(query, "?"))
		rows, err := s.db.Query("EXPLAIN QUERY PLAN "+query, args...)
		if err != nil {
			t.Errorf("%s\n%v", query, err)
			continue
		}
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(step, "SCAN") && !strings.Contains(step, "SCAN json_each") {
				t.Errorf("%s\ntakes the step %q", query, step)
			}
		}
		if err := rows.Err(); err != nil {
			t.Error(err)
		}
	}
}
