package report_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// filesOf is the written form of r as files.
func filesOf(r *report.Report) map[string][]byte {
	files := map[string][]byte{"manifest.json": report.Manifest(r.Key, r.Documents())}
	for _, p := range r.WrittenParts() {
		for _, f := range p.Files() {
			files[f.Name] = f.Content
		}
	}
	return files
}

// sources are the folders of reports that the rooms share.
func sources() []fs.FS {
	return []fs.FS{data.Files, os.DirFS("../source/testdata/reports"), os.DirFS("../source/testdata/shapes")}
}

// Every report comes back from its documents as it was read from its folder.
func TestReportsComeBackFromTheirDocuments(t *testing.T) {
	read := 0
	for _, fsys := range sources() {
		reports, err := source.LoadAll(fsys)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range reports {
			files := filesOf(want)
			got, err := report.Read(files)
			if err != nil {
				t.Errorf("%s: %v", want.Base(), err)
				continue
			}
			read++
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: the report differs from what its documents say:\n got %+v\nwant %+v", want.Base(), got, want)
			}
			if version := fmt.Sprintf("%x", sha256.Sum256(files["manifest.json"])); got.Version != version {
				t.Errorf("%s: got version %s, want the SHA-256 of the manifest, %s", want.Base(), got.Version, version)
			}
		}
	}
	if read < 2 {
		t.Errorf("read %d reports, want several", read)
	}
}

func TestReadRefuses(t *testing.T) {
	r := sample()
	r.GlossarySection = 1
	good := filesOf(r)
	// resealed writes a document anew, with its sum in the manifest.
	resealed := func(name, from, to string) func(map[string][]byte) {
		return func(files map[string][]byte) {
			before := fmt.Sprintf("%x", sha256.Sum256(files[name]))
			files[name] = bytes.Replace(files[name], []byte(from), []byte(to), 1)
			after := fmt.Sprintf("%x", sha256.Sum256(files[name]))
			files["manifest.json"] = bytes.Replace(files["manifest.json"], []byte(before), []byte(after), 1)
		}
	}
	for _, test := range []struct {
		name   string
		change func(files map[string][]byte)
		says   []string
	}{
		{"no manifest", func(files map[string][]byte) { delete(files, "manifest.json") }, []string{"manifest.json is missing"}},
		{"a later format", resealed("manifest.json", "disclosure-report/1", "disclosure-report/2"), []string{"manifest.json", "disclosure-report/2", "use a program that knows"}},
		{"a later format with other keys", resealed("manifest.json", `"format": "disclosure-report/1"`, `"format": "disclosure-report/3", "signed": true`), []string{"disclosure-report/3"}},
		{"a later editorial format", resealed("editorial/front.json", "disclosure-editorial/1", "disclosure-editorial/2"), []string{"editorial/front.json", "disclosure-editorial/2", "use a program that knows"}},
		{"a sum that does not fit", func(files map[string][]byte) {
			files["tables/1.json"] = bytes.Replace(files["tables/1.json"], []byte("1.50"), []byte("1.51"), 1)
		}, []string{"tables/1.json has the SHA-256", "take both anew"}},
		{"a document missing", func(files map[string][]byte) { delete(files, "tables/1.json") }, []string{"tables/1.json is missing"}},
		{"no editorial front", func(files map[string][]byte) { delete(files, "editorial/front.json") }, []string{"editorial/front.json", `the format ""`}},
		{"a file too many", func(files map[string][]byte) { files["tables/2.json"] = []byte("{}") }, []string{"tables/2.json", "remove it"}},
		{"an unknown key", resealed("tables/1.json", `"title"`, `"colour": "red", "title"`), []string{"tables/1.json", `"colour"`, "use a newer one"}},
		{"an unknown editorial key", resealed("editorial/tables/1.json", `"money_unit"`, `"colour": "red", "money_unit"`), []string{"editorial/tables/1.json", `"colour"`}},
		{"a key of other letters", resealed("tables/1.json", `"title"`, `"Title"`), []string{"not written as disclosure-report/1 says"}},
		{"other spaces", resealed("front.json", "  ", "\t"), []string{"not written as disclosure-report/1 says"}},
		{"something behind the end", resealed("editorial/front.json", "\n}\n", "\n}\n{}"), []string{"editorial/front.json", "behind its end"}},
		{"a part that nobody knows", resealed("manifest.json", `"part": "tables"`, `"part": "maps"`), []string{"manifest.json", "maps 1"}},
		{"a row too short", resealed("tables/1.json", "      \"收入\",\n", ""), []string{"tables/1.json", "row 1 has 1 cells for 2 columns"}},
		{"a header too wide", resealed("tables/1.json", `"text": "金额"`, `"text": "金额", "colspan": 1000000000`), []string{"tables/1.json", "金额", "reaches beyond"}},
		{"a block of nothing", resealed("sections/1.json", `"text": "收入：钱。"`, ""), []string{"sections/1.json", "block 1"}},
		{"an amount without a field", resealed("editorial/projects/1.json", `"name": "甲"`, `"name": "甲", "amounts": [7]`), []string{"projects/1.json", "no field 7"}},
		{"a field under one behind it", resealed("editorial/projects/1.json", `"name": "甲"`, `"name": "甲", "under": [1]`), []string{"projects/1.json", "field 1 stands under field 1, which is not before it"}},
		{"a field under none that is there", resealed("editorial/projects/1.json", `"name": "甲"`, `"name": "甲", "under": [0, 1]`), []string{"projects/1.json", "it says of 2 fields what they stand under, and has 1"}},
		{"an indicator of one cell", resealed("projects/1.json", "\"indicators\": {\n    \"rows\": [\n      [", "\"indicators\": {\n    \"rows\": [\n      [], ["), []string{"projects/1.json", "row 1 of indicators"}},
		{"a column without a side", resealed("editorial/tables/1.json", `"role": "label"`, `"role": "label", "side": 2`), []string{"tables/1.json", "column 1 is of side 2 of 0"}},
		{"no JSON", resealed("tables/1.json", "{", "["), []string{"tables/1.json"}},
	} {
		files := maps.Clone(good)
		test.change(files)
		_, err := report.Read(files)
		if err == nil {
			t.Errorf("%s: got no error", test.name)
			continue
		}
		for _, says := range test.says {
			if !strings.Contains(err.Error(), says) {
				t.Errorf("%s: got %q, want a message that says %q", test.name, err, says)
			}
		}
	}
	if _, err := report.Read(good); err != nil {
		t.Errorf("the files as they were written: %v", err)
	}
}

// Whatever a document says, it is refused or comes back to the letter.
func FuzzRead(f *testing.F) {
	r := sample()
	r.GlossarySection = 1
	good := filesOf(r)
	for name, content := range good {
		f.Add(name, content)
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		files := maps.Clone(good)
		if _, ok := files[name]; !ok {
			name = "tables/1.json"
		}
		before := fmt.Sprintf("%x", sha256.Sum256(files[name]))
		files[name] = content
		if name != "manifest.json" {
			after := fmt.Sprintf("%x", sha256.Sum256(content))
			files["manifest.json"] = bytes.Replace(files["manifest.json"], []byte(before), []byte(after), 1)
		}
		got, err := report.Read(files)
		if err != nil {
			return
		}
		again := filesOf(got)
		for name, content := range files {
			if !strings.HasPrefix(name, "editorial/") && !bytes.Equal(again[name], content) {
				t.Errorf("%s was read and comes back as\n%s\nwant\n%s", name, again[name], content)
			}
		}
		if twice, err := report.Read(again); err != nil || !reflect.DeepEqual(twice, got) {
			t.Errorf("the report that was read does not come back: %v", err)
		}
	})
}
