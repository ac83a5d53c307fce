package source_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/internal/report"
	"disclosure/internal/source"
)

// packed is a report as the package in which it is published.
func packed(t testing.TB, r *report.Report) string {
	t.Helper()
	var content bytes.Buffer
	w := zip.NewWriter(&content)
	put := func(name string, content []byte) {
		f, err := w.Create("report/" + name)
		if err == nil {
			_, err = f.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	put("manifest.json", report.Manifest(r.Key, r.Documents()))
	for _, p := range r.WrittenParts() {
		for _, f := range p.Files() {
			put(f.Name, f.Content)
		}
	}
	put2, err := w.Create("tables/table-01.csv") // of which nothing is read
	if err == nil {
		_, err = put2.Write([]byte("1,2\r\n"))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return content.String()
}

// corrected is the made-up report with one word corrected, and the version before.
func corrected(t testing.TB) (fsys fstest.MapFS, before *report.Report) {
	t.Helper()
	fsys = files(t)
	before = load(t, fsys)
	fsys = files(t)
	edit(t, fsys, "report.toml", `heading = "`, `heading = "（更正）`)
	after := load(t, fsys).ShortVersion()
	add(fsys, "earlier/"+before.ShortVersion()+".zip", packed(t, before))
	add(fsys, "corrections.toml", fmt.Sprintf(`[[version]]
version = %q
published = 2023-02-01

[[version]]
version = %q
published = 2023-02-20
reason = "更正标题。"
source = "本单位门户网站 2023 年 2 月 20 日更正公告"
`, before.ShortVersion(), after))
	return fsys, before
}

func TestCorrections(t *testing.T) {
	fsys, before := corrected(t)
	r := load(t, fsys)
	want := []report.Publication{
		{Version: before.ShortVersion(), Published: "2023-02-01"},
		{Version: r.ShortVersion(), Published: "2023-02-20", Reason: "更正标题。", Source: "本单位门户网站 2023 年 2 月 20 日更正公告"},
	}
	if !reflect.DeepEqual(r.Publications, want) || r.Withdrawn != nil {
		t.Errorf("got %+v, withdrawn %v, want %+v", r.Publications, r.Withdrawn, want)
	}
	earlier, err := source.Earlier(fsys, r)
	if err != nil || len(earlier) != 1 || !reflect.DeepEqual(earlier[0], before) {
		t.Errorf("got %d earlier versions, error %v, want the one as it was", len(earlier), err)
	}
	add(fsys, "corrections.toml", string(fsys[dir+"/corrections.toml"].Data)+"\n[withdrawn]\ndate = \"2023-03-01\"\nreason = \"重复公布。\"\nsource = \"公告\"\n")
	if got := load(t, fsys).Withdrawn; got == nil || *got != (report.Withdrawal{Date: "2023-03-01", Reason: "重复公布。", Source: "公告"}) {
		t.Errorf("got withdrawn %+v, want the publisher's words", got)
	}
	// The versions are no part of what is counted in one.
	plain := files(t)
	if got := load(t, plain); got.Publications != nil || got.Version != before.Version {
		t.Errorf("got %v, version %s, want a folder without the file to be as it was", got.Publications, got.Version)
	}
}

func TestCorrectionsRefused(t *testing.T) {
	_, before := corrected(t)
	first := before.ShortVersion()
	for _, c := range []badInput{
		{"unknown key", "corrections.toml", "reason =", "reasn =", 0, `unknown key reasn; the nearest are "reason"`},
		{"no version", "corrections.toml", `version = "` + first + `"`, "", -1, "version is missing"},
		{"a version cut short", "corrections.toml", `version = "` + first, `version = "` + first[1:], 0, "not the first 12 digits"},
		{"no date", "corrections.toml", "published = 2023-02-20", "", -2, "published is missing: write the day"},
		{"no such day", "corrections.toml", "2023-02-20", "2023-02-30", 0, "date"},
		{"the newest first", "corrections.toml", "2023-02-20", "2023-01-20", 0, "oldest first"},
		{"no reason", "corrections.toml", `reason = "更正标题。"`, "", -3, "reason is missing"},
		{"no source", "corrections.toml", "source =", "#", -4, "source is missing"},
		{"a reason of the first", "corrections.toml", "published = 2023-02-01", "published = 2023-02-01\nreason = \"甲\"", -2, "corrects none"},
		{"a file that nothing lists", "earlier/0123456789ab.zip", "", "x", 0, "list its version in corrections.toml"},
		{"nothing in it", "corrections.toml", "", "# nothing\n", 0, "lists no [[version]]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys, before := corrected(t)
			if c.name == "nothing in it" {
				delete(fsys, dir+"/earlier/"+before.ShortVersion()+".zip")
			}
			c.check(t, fsys)
		})
	}
	t.Run("an earlier version is missing", func(t *testing.T) {
		fsys, _ := corrected(t)
		delete(fsys, dir+"/earlier/"+first+".zip")
		wantOne(t, fsys, "corrections.toml", 2, "disclosure keep --db FILE "+dir)
	})
	t.Run("a version twice", func(t *testing.T) {
		fsys, _ := corrected(t)
		text := string(fsys[dir+"/corrections.toml"].Data)
		add(fsys, "corrections.toml", "[[version]]\nversion = \""+first+"\"\npublished = 2023-01-01\n\n"+strings.Replace(text, "02-01", "02-01\nreason = \"甲\"\nsource = \"乙\"", 1))
		wantOne(t, fsys, "corrections.toml", 6, "listed twice")
	})
	t.Run("another report in the folder", func(t *testing.T) {
		fsys, _ := corrected(t)
		edit(t, fsys, "report.toml", `heading = "`, `heading = "再`)
		wantOne(t, fsys, "corrections.toml", 6, "keep the old one")
	})
}

func TestEarlierRefused(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(fsys fstest.MapFS, file string, before *report.Report)
		want   string
	}{
		{"no zip", func(fsys fstest.MapFS, file string, _ *report.Report) { fsys[file].Data = []byte("PK") }, "is no zip file"},
		{"a byte that is another", func(fsys fstest.MapFS, file string, _ *report.Report) { fsys[file].Data[200] ^= 1 }, "take it anew"},
		{"another version", func(fsys fstest.MapFS, file string, before *report.Report) {
			other := *before
			other.Heading += "二"
			fsys[file].Data = []byte(packed(t, &other))
		}, "name the file after it"},
		{"of another report", func(fsys fstest.MapFS, file string, before *report.Report) {
			other := *before
			other.Year--
			fsys[file].Data = []byte(packed(t, &other))
		}, "move it there"},
		{"nothing of a report", func(fsys fstest.MapFS, file string, _ *report.Report) {
			fsys[file].Data = []byte("PK\x05\x06" + strings.Repeat("\x00", 18))
		}, "manifest.json is missing"},
	} {
		fsys, before := corrected(t)
		file := dir + "/earlier/" + before.ShortVersion() + ".zip"
		test.change(fsys, file, before)
		_, err := source.Earlier(fsys, load(t, fsys))
		found := refusals(err)
		if len(found) != 1 || found[0].File != file || !strings.Contains(found[0].Message, test.want) {
			t.Errorf("%s: got %v, want %s:1: … %s …", test.name, err, file, test.want)
		}
	}
}
