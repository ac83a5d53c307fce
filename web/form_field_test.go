package web_test

import (
	"context"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/store"
)

// A form may have a field that no form has had: it is proved against the text as
// received, stored, shown, found and exported without a line of code that knows it.
func TestNewFieldOfForms(t *testing.T) {
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
	folder := strings.ReplaceAll(strings.TrimPrefix(base, "/"), "2021/budget", "2021-budget")
	for _, edit := range []struct{ file, from, to string }{
		{"projects/01.toml", "[[field]]\nname = \"项目属性名称\"", "[[field]]\nname = \"项目编码\"\ntext = \"XM-2021-0007\"\n\n[[field]]\nname = \"项目属性名称\""},
		{"source.txt", "项目名称\t网格信息服务\t", "项目名称\t网格信息服务\t项目编码\tXM-2021-0007\t"},
	} {
		at := folder + "/" + edit.file
		text := string(files[at].Data)
		files[at].Data = []byte(strings.Replace(text, edit.from, edit.to, 1))
		if string(files[at].Data) == text {
			t.Fatalf("%s holds no %q", at, edit.from)
		}
	}
	checked, err := publish.LoadAll(data.Files, files)
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.OpenMemory(context.Background(), checked...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	site, _ := siteOver(t, st)
	for _, path := range []string{base + "/projects/1", base + "/projects/1.json", base + ".json", "/search?q=" + url.QueryEscape("项目编码 XM-2021-0007")} {
		w := get(site, path)
		for _, want := range []string{"项目编码", "XM-2021-0007"} {
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: got status %d, want one that says %s", path, w.Code, want)
			}
		}
	}
}
