package web_test

import (
	"bytes"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"disclosure/internal/report/reporttest"
)

// served loads schemas from the site.
type served struct{ site http.Handler }

func (s served) Load(address string) (any, error) {
	return jsonschema.UnmarshalJSON(get(s.site, strings.TrimPrefix(address, "https://example.test")).Body)
}

// Every document of every report, also of one that is full of attacks, is as the
// served schemas say; and they say enough to refuse what is not.
func TestDocumentsFitTheirSchemas(t *testing.T) {
	var reports []*report.Report
	for _, files := range []fs.FS{data.Files, os.DirFS("../internal/source/testdata/reports"), os.DirFS("../internal/source/testdata/shapes")} {
		checked, err := publish.LoadAll(data.Files, files)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range checked {
			attacked, _ := reporttest.Hostile(r.Report, 3)
			reports = append(reports, r.Report, attacked)
		}
	}
	site, _ := newSite(t, "published")
	compiler := jsonschema.NewCompiler()
	compiler.UseLoader(served{site})
	kinds := map[string]*jsonschema.Schema{}
	for form, names := range map[string][]string{
		report.WrittenForm:   {"manifest", "front", "sections", "tables", "projects"},
		report.EditorialForm: {"front", "sections", "tables", "projects", "notes"},
	} {
		for _, name := range names {
			file := name
			if name != "notes" {
				file = strings.TrimSuffix(name, "s")
			}
			compiled, err := compiler.Compile("https://example.test/schema/" + form + "/" + file + ".json")
			if err != nil {
				t.Fatal(err)
			}
			kinds[map[string]string{report.EditorialForm: "editorial/"}[form]+name] = compiled
		}
	}
	for _, r := range reports {
		contents := map[string][]byte{}
		contents["manifest.json"] = report.Manifest(r.Key, r.Documents())
		for _, p := range r.WrittenParts() {
			for _, f := range p.Files() {
				contents[f.Name] = f.Content
			}
		}
		delete(contents, "source.txt")
		for name, content := range contents {
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
			if err != nil {
				t.Fatalf("%s: %s: %v", r.Base(), name, err)
			}
			folder, editorial := strings.CutPrefix(name, "editorial/")
			kind := strings.TrimSuffix(strings.Split(folder, "/")[0], path.Ext(name))
			if editorial {
				kind = "editorial/" + kind
			}
			if kinds[kind] == nil {
				t.Errorf("%s: %s has no schema", r.Base(), name)
				continue
			}
			if err := kinds[kind].Validate(value); err != nil {
				t.Errorf("%s: %s: %v", r.Base(), name, err)
			}
			value.(map[string]any)["another"] = "key"
			if kinds[kind].Validate(value) == nil {
				t.Errorf("%s: %s: got a key that no schema names accepted, want it refused", r.Base(), name)
			}
		}
	}
	for _, unknown := range []string{"/schema/" + report.WrittenForm + "/none.json", "/schema/disclosure-report/2/table.json", "/schema/..%2f..%2fgo.mod/1/x"} {
		if w := get(site, unknown); w.Code != http.StatusNotFound {
			t.Errorf("%s: got %d, want 404", unknown, w.Code)
		}
	}
}
