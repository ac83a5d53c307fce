// Package publishtest has the first report as its publisher might correct it, for the
// tests of all rooms.
package publishtest

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/export"
	"disclosure/internal/publish"
	"disclosure/internal/source"
)

// First is the folder of the first report.
const First = "futian-zwfwj/2021-budget"

// Reason is why the corrected report took the place of the first one.
const Reason = "表 7 漏列一行，一处数字有误，现予更正。"

// Changed returns the first report with one row more in table 7, the tenth, and one
// figure of another value: that of 住房公积金, 62.00 for 63.00, which was /tables/7#r17c4
// and is /tables/7#r18c4. Nothing is said of the version before.
func Changed(t testing.TB) fstest.MapFS {
	t.Helper()
	files := copied(t, data.Files, ".")
	edit := func(name, from, to string) (line int) {
		file := files[First+"/"+name]
		before, after, ok := strings.Cut(string(file.Data), from)
		if !ok {
			t.Fatalf("%s holds no %q", name, from)
		}
		file.Data = []byte(before + to + after)
		return strings.Count(before, "\n") + 1
	}
	edit("tables/07.csv", ",2080505,", ",2080502,事业单位离退休,1.00,1.00,\n,2080505,")
	edit("tables/07.csv", "住房公积金,63.00,63.00", "住房公积金,62.00,63.00")
	at := edit("source.txt", "\t2080505\t", "\t2080502\t事业单位离退休\t1.00\t1.00\t\n\t2080505\t")
	edit("source.txt", "\t2210201\t住房公积金\t63.00\t63.00\t\n\t2210203\t购房补贴\t60.00\t60.00\t\n\n表 8", "\t2210201\t住房公积金\t62.00\t63.00\t\n\t2210203\t购房补贴\t60.00\t60.00\t\n\n表 8")
	// The lines that notes name are one further down.
	notes := files[First+"/notes.toml"]
	lines := regexp.MustCompile(`(?m)^lines = \[(\d+), (\d+)\]`)
	notes.Data = lines.ReplaceAllFunc(notes.Data, func(text []byte) []byte {
		m := lines.FindSubmatch(text)
		from, _ := strconv.Atoi(string(m[1]))
		to, _ := strconv.Atoi(string(m[2]))
		if from < at {
			return text
		}
		return fmt.Appendf(nil, "lines = [%d, %d]", from+1, to+1)
	})
	return files
}

// copied are the files below a folder.
func copied(t testing.TB, root fs.FS, folder string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(root, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: content, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Corrected returns what Changed does as its publisher hands it over, with the version
// before and the reason.
func Corrected(t testing.TB) fstest.MapFS {
	t.Helper()
	files := Changed(t)
	keepEarlier(t, files, data.Files, First)
	return files
}

// Edit is another text in the place of one in a file of a report's folder.
type Edit struct{ File, From, To string }

// Replaced returns the report in a folder as its publisher hands it over after these edits,
// with the version before. A file without text is left out.
func Replaced(t testing.TB, root fs.FS, folder string, edits ...Edit) fstest.MapFS {
	t.Helper()
	files := copied(t, root, folder)
	for _, e := range edits {
		file := files[folder+"/"+e.File]
		if !strings.Contains(string(file.Data), e.From) {
			t.Fatalf("%s holds no %q", e.File, e.From)
		}
		if file.Data = []byte(strings.Replace(string(file.Data), e.From, e.To, 1)); len(file.Data) == 0 {
			delete(files, folder+"/"+e.File)
		}
	}
	keepEarlier(t, files, root, folder)
	return files
}

// keepEarlier adds the version of a report before it was changed, and the reason.
func keepEarlier(t testing.TB, files fstest.MapFS, root fs.FS, folder string) {
	t.Helper()
	before, err := publish.Load(data.Files, root, folder)
	if err != nil {
		t.Fatal(err)
	}
	after, err := source.LoadAlone(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	var zip bytes.Buffer
	if err := (export.Site{}).Package(&zip, before.Report, before.Findings); err != nil {
		t.Fatal(err)
	}
	files[folder+"/"+source.EarlierFile(before.ShortVersion())] = &fstest.MapFile{Data: zip.Bytes(), Mode: 0o644}
	files[folder+"/corrections.toml"] = &fstest.MapFile{Data: []byte(Corrections(before.ShortVersion(), after.ShortVersion())), Mode: 0o644}
}

// Corrections is the corrections.toml of the corrected report.
func Corrections(before, after string) string {
	return fmt.Sprintf(`[[version]]
version = %q
published = 2021-03-01

[[version]]
version = %q
published = 2021-03-20
reason = %q
source = "本单位网站 2021 年 3 月 20 日公告"
`, before, after, Reason)
}
