package publish_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/publish"
)

const first = "futian-zwfwj/2021-budget"

// The reports of this project, and those that its tests share, are good.
func TestLoadAll(t *testing.T) {
	for name, files := range map[string]fs.FS{"data": data.Files, "made up": os.DirFS("../source/testdata/reports"), "other shapes": os.DirFS("../source/testdata/shapes")} {
		all, err := publish.LoadAll(data.Files, files)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, r := range all {
			if len(r.Findings) == 0 || r.Coverage.Cells == 0 {
				t.Errorf("%s: got %d findings on %d cells, want some", r.Folder(), len(r.Findings), r.Coverage.Cells)
			}
		}
		if len(all) == 0 {
			t.Errorf("%s: got no report", name)
		}
	}
}

// A report that cannot be read is refused for that alone; else all that is
// wrong with it is said at once.
func TestRefusals(t *testing.T) {
	type edit struct{ file, from, to string }
	unread := edit{"report.toml", "year", "yaer"}
	unproved := edit{"tables/01.csv", "2,708.03", "2,708.04"}
	unrelated := edit{"relations.toml", "[[relation]]", "[[relatoin]]"}
	for name, test := range map[string]struct {
		edits []edit
		want  []string
	}{
		"a file that cannot be read":     {[]edit{unread}, []string{"report.toml:"}},
		"a figure that was not received": {[]edit{unproved}, []string{"source.txt:"}},
		"a relation in unknown words":    {[]edit{unrelated}, []string{"relations.toml:"}},
		"the last two":                   {[]edit{unproved, unrelated}, []string{"source.txt:", "relations.toml:"}},
	} {
		files := fstest.MapFS{}
		err := fs.WalkDir(data.Files, ".", func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				text, _ := fs.ReadFile(data.Files, path)
				files[path] = &fstest.MapFile{Data: text}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range test.edits {
			at := first + "/" + e.file
			text := string(files[at].Data)
			files[at].Data = []byte(strings.Replace(text, e.from, e.to, 1))
			if string(files[at].Data) == text {
				t.Fatalf("%s holds no %s", at, e.from)
			}
		}
		_, err = publish.Load(data.Files, files, first)
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got error %v, want one of %s", name, err, want)
			}
		}
		if all, err := publish.LoadAll(data.Files, files); err == nil || len(all) != 0 {
			t.Errorf("%s: got %d reports and error %v, want none and an error", name, len(all), err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := publish.Load(data.Files, data.Files, first); err != nil {
			b.Fatal(err)
		}
	}
}
