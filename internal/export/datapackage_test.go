package export_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

type wirePackage struct {
	Schema    string `json:"$schema"`
	Name      string
	Version   string
	Created   *string
	Sources   []struct{ Title, Path string }
	Resources []struct {
		Name, Type, Path, Format, MediaType, Encoding, Hash, Unit string
		Bytes                                                     int
		Schema                                                    struct {
			Fields        []struct{ Name, Type, Unit string }
			MissingValues []string
		}
	}
}

// unpacked returns the files of a report's package.
func unpacked(t *testing.T, r finding.Checked) map[string]string {
	t.Helper()
	content := write(t, func(w *bytes.Buffer) error { return site.Package(w, r.Report, r.Findings) })
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.File {
		if f.Modified.Year() != 1980 {
			t.Errorf("%s: states the time %v, want the fixed one", f.Name, f.Modified)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

func TestPackage(t *testing.T) {
	for _, r := range reports(t) {
		files := unpacked(t, r)
		var d wirePackage
		if err := json.Unmarshal([]byte(files["datapackage.json"]), &d); err != nil {
			t.Fatal(err)
		}
		if d.Schema != "https://datapackage.org/profiles/2.0/datapackage.json" || d.Version != r.ShortVersion() || d.Created != nil || len(d.Sources) != 1 {
			t.Errorf("%s: got schema %s, version %s, created %v, sources %v", r.Base(), d.Schema, d.Version, d.Created, d.Sources)
		}
		named := regexp.MustCompile(`^[a-z0-9._-]+$`)
		if !named.MatchString(d.Name) {
			t.Errorf("%s: got the name %q", r.Base(), d.Name)
		}
		described := map[string]bool{"datapackage.json": true, "README.md": true}
		for _, resource := range d.Resources {
			text, ok := files[resource.Path]
			sum := sha256.Sum256([]byte(text))
			if !ok || described[resource.Path] || resource.Bytes != len(text) || resource.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
				t.Errorf("%s: %s is not the file that the descriptor says", r.Base(), resource.Path)
			}
			described[resource.Path] = true
			if !named.MatchString(resource.Name) || resource.Type != "table" || resource.Format != "csv" || resource.MediaType != "text/csv" ||
				resource.Encoding != "utf-8" || len(resource.Schema.MissingValues) != 1 || resource.Schema.MissingValues[0] != "" {
				t.Errorf("%s: got resource %+v", r.Base(), resource)
			}
		}
		for name := range files {
			if !described[name] {
				t.Errorf("%s: the descriptor does not name %s", r.Base(), name)
			}
		}
		for i := range r.Tables {
			table, resource := &r.Tables[i], d.Resources[i]
			if want := strings.TrimPrefix(csvOf(t, table), "\ufeff"); files[fmt.Sprintf("tables/table-%02d.csv", table.Number)] != want {
				t.Errorf("%s: table %d is not its own download without the byte order mark", r.Base(), table.Number)
			}
			if resource.Unit != string(table.MoneyUnit) {
				t.Errorf("%s, table %d: got the unit %q, want %q", r.Base(), table.Number, resource.Unit, table.MoneyUnit)
			}
			for j, c := range table.Columns {
				field, kind := resource.Schema.Fields[j], "string"
				if c.Role == report.Amount {
					kind = "number"
				}
				if field.Type != kind || field.Unit != string(table.UnitOf(j+1)) || !strings.HasSuffix(field.Name, strings.Join(c.Path, "/")) {
					t.Errorf("%s, table %d, column %d: got %+v, want a %s in %q", r.Base(), table.Number, j+1, field, kind, table.UnitOf(j+1))
				}
			}
		}
	}
}

func TestPackageTellsHowToReadIt(t *testing.T) {
	r := reports(t)[0]
	text := unpacked(t, r)["README.md"]
	for _, want := range []string{r.Heading, string(r.MoneyUnit), r.ShortVersion(), site.Origin + r.Base(), r.Origin, "撇号", "tables/table-01.csv", "lists/fields.csv"} {
		if !strings.Contains(text, want) {
			t.Errorf("README.md does not say %q", want)
		}
	}
}
