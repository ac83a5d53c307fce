package export_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/export"
	"disclosure/internal/figures"
	"disclosure/internal/finding"
)

// tabular is a CSV file with its Table Schema, as programs get both.
type tabular struct {
	Path   string `json:"path"`
	Schema struct {
		Fields []struct {
			Name string `json:"name"`
			Type string `json:"type"`
		} `json:"fields"`
		MissingValues []string `json:"missingValues,omitempty"`
	} `json:"schema"`
	records [][]string
}

// DuckDB and pandas read every CSV file as its schema says: codes and labels as texts,
// figures as numbers of the same value, blanks as blanks.
func TestTyped(t *testing.T) {
	var files []tabular
	for _, r := range reports(t) {
		if r.Unit != "u" { // which is full of attacks, and has figures of any length
			files = append(files, tabularOf(t, r)...)
		}
	}
	list, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	path := saveFile(t, t.TempDir(), "files.json", list)
	t.Run("DuckDB", func(t *testing.T) {
		if _, err := os.Stat("node_modules/@duckdb"); err != nil {
			lacking(t, "DuckDB is not installed")
		}
		readAs(t, files, run(t, "node", "duckdb.js", path), map[string]string{"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "number": "DECIMAL(38,6)"})
	})
	t.Run("pandas", func(t *testing.T) {
		const python = "/usr/bin/python3" // the one that Debian's packages are for
		if exec.Command(python, "-c", "import pandas").Run() != nil {
			lacking(t, "pandas is not installed")
		}
		readAs(t, files, run(t, python, "pandas_read.py", path), map[string]string{"string": "string", "integer": "Int64", "boolean": "boolean", "number": "float64"})
	})
}

// tabularOf are figures.csv of a report, the tables of its package, and its tables as they
// are had alone.
func tabularOf(t *testing.T, r finding.Checked) (files []tabular) {
	t.Helper()
	folder := t.TempDir()
	add := func(name string, content, schema []byte) {
		f := tabular{Path: saveFile(t, folder, name, content)}
		if err := json.Unmarshal(schema, &f.Schema); err != nil {
			t.Fatal(err)
		}
		var err error
		if f.records, err = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll(); err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	lines, _, err := figures.Of(r.Front, r.Figures())
	if err != nil {
		t.Fatal(err)
	}
	packed, _ := figures.File([]figures.Lines{lines})
	plain, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := export.Schemas.ReadFile("disclosure-site/1/figures.json")
	if err != nil {
		t.Fatal(err)
	}
	add("figures.csv", content, schema)

	unzipped := unpacked(t, r)
	var d struct {
		Resources []struct {
			Path   string
			Type   string
			Schema json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(unzipped["datapackage.json"]), &d); err != nil {
		t.Fatal(err)
	}
	table := 0
	for _, resource := range d.Resources {
		if resource.Type != "table" {
			continue
		}
		add(resource.Path, []byte(unzipped[resource.Path]), resource.Schema)
		if strings.HasPrefix(resource.Path, "tables/") {
			add(fmt.Sprintf("alone-%d.csv", table+1), []byte(csvOf(t, r.Front, &r.Tables[table])), resource.Schema)
			table++
		}
	}
	return files
}

// readAs holds what a program read, one line a file, against the files.
func readAs(t *testing.T, files []tabular, out string, types map[string]string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != len(files) {
		t.Fatalf("got %d files, want %d", len(lines), len(files))
	}
	for i, f := range files {
		var read struct {
			Types []string
			Rows  [][]*string
		}
		if err := json.Unmarshal([]byte(lines[i]), &read); err != nil {
			t.Fatal(err)
		}
		if len(read.Rows) != len(f.records)-1 {
			t.Errorf("%s: got %d rows, want %d", f.Path, len(read.Rows), len(f.records)-1)
			continue
		}
		for j, field := range f.Schema.Fields {
			if read.Types[j] != types[field.Type] {
				t.Errorf("%s, %s: got the type %s, want %s", f.Path, field.Name, read.Types[j], types[field.Type])
			}
			for k, row := range read.Rows {
				written := f.records[k+1][j]
				blank := written == "" || slices.Contains(f.Schema.MissingValues, written)
				if (row[j] == nil) != blank || !blank && !sameValue(field.Type, *row[j], written) {
					t.Errorf("%s, row %d, %s: got %v, want %q", f.Path, k+1, field.Name, row[j], written)
				}
			}
		}
	}
}

// sameValue tells whether a program read what was written.
func sameValue(kind, got, written string) bool {
	switch kind {
	case "boolean":
		return strings.EqualFold(got, written)
	case "number":
		a, errA := decimal.NewFromString(got)
		b, errB := decimal.NewFromString(written)
		if errA == nil && errB == nil && a.Equal(b) {
			return true
		}
		x, errX := strconv.ParseFloat(got, 64)
		y, errY := strconv.ParseFloat(written, 64)
		return errX == nil && errY == nil && x == y
	}
	return got == written
}
