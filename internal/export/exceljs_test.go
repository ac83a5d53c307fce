package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
)

// ExcelJS, which programs in JavaScript read workbooks with, opens every workbook, and
// reads codes as texts and amounts as numbers.
func TestExcelJS(t *testing.T) {
	if _, err := os.Stat("node_modules/exceljs"); err != nil {
		lacking(t, "ExcelJS is not installed")
	}
	folder := t.TempDir()
	args := []string{"exceljs.js"}
	var figures []int
	for i, r := range reports(t) {
		long := func(f report.Figure) bool { return len(report.Exact(f.Value)) > 15 } // which a workbook holds as text
		if len(r.Figures()) == 0 || slices.ContainsFunc(r.Figures(), long) {
			continue
		}
		args = append(args, saveFile(t, folder, fmt.Sprintf("%d.xlsx", i), write(t, func(w *bytes.Buffer) error { return site.ReportXLSX(w, r.Report, r.Findings) })))
		figures = append(figures, len(r.Figures()))
	}
	lines := strings.Split(strings.TrimSpace(run(t, "node", args...)), "\n")
	if len(lines) != len(figures) {
		t.Fatalf("got %d lines, want %d", len(lines), len(figures))
	}
	for i, line := range lines {
		var read struct {
			Title, Creator string
			Rows           int
			Types          map[string]map[string]int
		}
		if err := json.Unmarshal([]byte(line), &read); err != nil {
			t.Fatal(err)
		}
		if read.Rows != figures[i] || read.Title == "" || read.Creator != site.Name {
			t.Errorf("%s: got %d figures, title %q, creator %q, want %d and those of the report and the site", args[i+1], read.Rows, read.Title, read.Creator, figures[i])
		}
		for name, want := range map[string]string{"code": "string", "label_path": "string", "text": "string", "minor": "number", "year": "number", "value": "number", "table_id": "string"} {
			for kind, count := range read.Types[name] {
				if kind != want {
					t.Errorf("%s: got %d cells of %s as %s, want %s", args[i+1], count, name, kind, want)
				}
			}
		}
	}
}
