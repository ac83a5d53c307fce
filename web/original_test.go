package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// withOriginal is a site of the made-up report with a PDF of which its text says the
// places of all parts.
func withOriginal(t *testing.T, entry string) (http.Handler, error) {
	t.Helper()
	const dir = "shili-qinghe-nyncj/2023-budget"
	files := fstest.MapFS{}
	root := os.DirFS("../internal/source/testdata/reports")
	err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			content, _ := fs.ReadFile(root, name)
			files[name] = &fstest.MapFile{Data: content}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	source := files[dir+"/source.txt"]
	source.Data = []byte("@ page 7, 1 2 3 4\n" + string(source.Data))
	toml := files[dir+"/report.toml"]
	toml.Data = append(toml.Data, entry...)
	files[dir+"/original.pdf"] = &fstest.MapFile{Data: []byte(pdf)}
	checked, err := publish.LoadAll(data.Files, files)
	if err != nil {
		return nil, err
	}
	st, err := store.OpenMemory(context.Background(), checked...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	site, _ := siteOver(t, st)
	return site, nil
}

const (
	pdf          = "%PDF-1.7 made up"
	originalBase = "/shili-qinghe-nyncj/2023/budget"
)

func entry(more string) string {
	return fmt.Sprintf("\n[[original]]\nfile = \"original.pdf\"\nname = \"预算.pdf\"\nsha256 = \"%x\"\n%s", sha256.Sum256([]byte(pdf)), more)
}

// TestOriginal wants an original that the publisher allows to be given away under the
// report's address and in its package, pages that say where in it they stand, and its
// origin in the files for programs.
func TestOriginal(t *testing.T) {
	site, err := withOriginal(t, entry("address = \"https://example.cn/a.pdf\"\npublished = 2023-02-01\nreceived = 2023-03-01\nterms = \"转载请注明来源。\"\npublisher_allows = true\n"))
	if err != nil {
		t.Fatal(err)
	}
	w := get(site, originalBase+"/original.pdf")
	if w.Code != http.StatusOK || w.Body.String() != pdf || w.Header().Get("Content-Type") != "application/pdf" || w.Header().Get("Content-Disposition") != "" {
		t.Errorf("got %d, %v, %q, want the file as it is, to be shown", w.Code, w.Header(), w.Body)
	}
	if policy := w.Header()["Content-Security-Policy"]; len(policy) != 1 || !strings.Contains(policy[0], "object-src 'self'") || !strings.Contains(policy[0], "default-src 'none'") || strings.Contains(policy[0], "unsafe") {
		t.Errorf("got policy %q, want one under which a browser's viewer shows a PDF and loads nothing", policy)
	}
	for _, path := range []string{"/tables/1", "/sections/1"} {
		page := parse(t, get(site, originalBase+path).Body.String())
		link := page.Find(`.standing a[href="` + originalBase + `/original.pdf#page=7"]`)
		if !strings.Contains(link.Parent().Text(), "公布的原件第 7 页") {
			t.Errorf("%s: got %q, want the page of the original and a link to it", path, link.Parent().Text())
		}
	}
	overview := parse(t, get(site, originalBase).Body.String()).Text()
	for _, want := range []string{"预算.pdf", "2023-02-01 公布", "2023-03-01 取得", "https://example.cn/a.pdf", "转载请注明来源。", fmt.Sprintf("%x", sha256.Sum256([]byte(pdf)))} {
		if !strings.Contains(overview, want) {
			t.Errorf("the overview does not say %s", want)
		}
		if got := get(site, originalBase+"/tables/1.json").Body.String(); want[0] < 0x80 && !strings.Contains(got, strings.Fields(want)[0]) {
			t.Errorf("tables/1.json does not say %s", want)
		}
	}
	packed := get(site, originalBase+".zip").Body.Bytes()
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	written := map[string][]byte{}
	for _, f := range archive.File {
		if name, ok := strings.CutPrefix(f.Name, "report/"); ok {
			in, _ := f.Open()
			written[name], _ = io.ReadAll(in)
		}
	}
	r, err := report.Read(written)
	if err != nil || len(r.Given) != 1 || r.Given[0].Content != pdf || len(r.Originals) != 1 || len(r.Originals[0].Places) != len(r.Sections)+len(r.Tables) {
		t.Errorf("got %+v, error %v, of the package, want the original and the places of all parts", r.Originals, err)
	}
	written["original.pdf"] = []byte("another")
	if _, err := report.Read(written); err == nil || !strings.Contains(err.Error(), "original.pdf has the SHA-256") {
		t.Errorf("got %v of a package with another original, want it refused", err)
	}
	for _, path := range []string{"/original.docx", "/original-1.pdf", "/original.exe", "/originals"} {
		if w := get(site, originalBase+path); w.Code != http.StatusNotFound {
			t.Errorf("%s: got %d, want 404", path, w.Code)
		}
	}
}

// TestOriginalKept wants an original of which the publisher does not say that it may be
// given away named, and not given; and one that is not what its sum says refused.
func TestOriginalKept(t *testing.T) {
	site, err := withOriginal(t, entry("address = \"https://example.cn/a.pdf\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if w := get(site, originalBase+"/original.pdf"); w.Code != http.StatusNotFound {
		t.Errorf("got %d of an original that may not be given away, want 404", w.Code)
	}
	page := parse(t, get(site, originalBase+"/tables/1").Body.String()).Find(".standing")
	if text := page.Text(); !strings.Contains(text, "公布的原件第 7 页") || page.Find(`a[href="https://example.cn/a.pdf"]`).Length() != 1 {
		t.Errorf("got %q, want the page of the original and where it was published", text)
	}
	for want, entry := range map[string]string{
		"so that it is another file":                strings.Replace(entry(""), fmt.Sprintf("%x", sha256.Sum256([]byte(pdf))), strings.Repeat("0", 64), 1),
		"is no address of the web":                  entry("address = \"example.cn\"\n"),
		"is before published":                       entry("published = 2023-02-01\nreceived = 2023-01-01\n"),
		"named twice":                               entry("") + strings.Replace(entry(""), "预算.pdf", "b.pdf", 1),
		"two originals are called":                  entry("") + strings.Replace(entry(""), "original.pdf", "original-2.pdf", 1),
		"original.pdf:1: is not part of the report": "",
		"YYYY-MM-DD":                                entry("published = true\n"),
	} {
		if _, err := withOriginal(t, entry); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error that says %q", err, want)
		}
	}
}
