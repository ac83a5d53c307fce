package export_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"disclosure/internal/report"

	"disclosure/internal/finding"
)

type wirePackage struct {
	Schema       string `json:"$schema"`
	Name         string
	Version      string
	Created      *string
	Sources      []struct{ Title, Path string }
	Contributors []struct {
		Title, Path string
		Roles       []string
	}
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
		if c := d.Contributors; len(c) != 2 || c[0].Title != r.UnitName || c[0].Roles[0] != "creator" || c[1].Title != "样例公开" || c[1].Path != "https://example.org" || c[1].Roles[0] != "publisher" {
			t.Errorf("%s: got contributors %v, want the body and the site", r.Base(), c)
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
			if resource.Format != "csv" {
				media := map[string]string{"json": "application/json", "txt": "text/plain"}[resource.Format]
				if !named.MatchString(resource.Name) || resource.Type != "" || resource.MediaType != media {
					t.Errorf("%s: got resource %+v", r.Base(), resource)
				}
				continue
			}
			if !named.MatchString(resource.Name) || resource.Type != "table" || resource.Format != "csv" || resource.MediaType != "text/csv" ||
				resource.Encoding != "utf-8" || resource.Schema.MissingValues[0] != "" || !allDashes(resource.Schema.MissingValues[1:]) {
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
			if want := strings.TrimPrefix(csvOf(t, r.Front, table), "\ufeff"); files[fmt.Sprintf("tables/table-%02d.csv", table.Number)] != want {
				t.Errorf("%s: table %d is not its own download without the byte order mark", r.Base(), table.Number)
			}
			if resource.Unit != string(table.MoneyUnit) {
				t.Errorf("%s, table %d: got the unit %q, want %q", r.Base(), table.Number, resource.Unit, table.MoneyUnit)
			}
			for j, c := range table.Columns {
				field, kind := resource.Schema.Fields[j], "string"
				if c.Role.States() {
					kind = "number"
				}
				unit := table.Unit(j + 1)
				if unit == "" && c.Role == report.Amount {
					unit = string(r.MoneyUnit)
				}
				if field.Type != kind || field.Unit != unit || !strings.Contains(field.Name, c.HeaderPath()) || !strings.Contains(field.Name, unit) {
					t.Errorf("%s, table %d, column %d: got %+v, want a %s in %q", r.Base(), table.Number, j+1, field, kind, unit)
				}
			}
		}
	}
}

func TestPackageTellsHowToReadIt(t *testing.T) {
	r := reports(t)[0]
	text := unpacked(t, r)["README.md"]
	for _, want := range []string{r.Heading, string(r.MoneyUnit), r.ShortVersion(), "本站：样例公开，" + site.Origin, site.Origin + r.PermanentBase(), r.Origin, "撇号", "tables/table-01.csv", "lists/fields.csv"} {
		if !strings.Contains(text, want) {
			t.Errorf("README.md does not say %q", want)
		}
	}
}

// Anybody can compute the version from the package: it is the SHA-256 of the
// manifest, which names the SHA-256 of every document beside it.
func TestPackageProvesTheVersion(t *testing.T) {
	for _, r := range reports(t) {
		files := unpacked(t, r)
		sum := func(path string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(files[path]))) }
		if got := sum("report/manifest.json"); got != r.Version {
			t.Errorf("%s: got the manifest's sum %s, want the version %s", r.Base(), got, r.Version)
		}
		var manifest struct {
			Parts []struct {
				Part   string
				Number int
				SHA256 string
			}
		}
		if err := json.Unmarshal([]byte(files["report/manifest.json"]), &manifest); err != nil {
			t.Fatal(err)
		}
		for _, p := range manifest.Parts {
			path := "report/" + p.Part + ".json"
			if p.Number > 0 {
				path = fmt.Sprintf("report/%s/%d.json", p.Part, p.Number)
			}
			if got := sum(path); got != p.SHA256 {
				t.Errorf("%s: got the sum %s of %s, want %s", r.Base(), got, path, p.SHA256)
			}
		}
		if want := 1 + len(r.Sections) + len(r.Tables) + len(r.Projects); len(manifest.Parts) != want {
			t.Errorf("%s: got %d parts, want %d", r.Base(), len(manifest.Parts), want)
		}
	}
}

// A package holds the report whole, so that a version can be served for ever from the
// file that was published.
func TestPackageHoldsTheReport(t *testing.T) {
	for _, r := range reports(t) {
		written := map[string][]byte{}
		for name, text := range unpacked(t, r) {
			if name, ok := strings.CutPrefix(name, "report/"); ok {
				written[name] = []byte(text)
			}
		}
		got, err := report.Read(written)
		if err != nil {
			t.Errorf("%s: %v", r.Base(), err)
		} else if !reflect.DeepEqual(got, r.Report) {
			t.Errorf("%s: the report in the package is another one", r.Base())
		}
	}
}

// allDashes tells whether texts are dashes as a file writes them.
func allDashes(texts []string) bool {
	for _, text := range texts {
		if !report.IsDash(strings.TrimPrefix(text, "'")) {
			return false
		}
	}
	return true
}
