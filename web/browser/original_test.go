package browser

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	"disclosure/data"
	"disclosure/internal/publish"
)

// redPage is a PDF of one page that is red all over.
const redPage = `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Count 1 /Kids [3 0 R] >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << >> >>
endobj
4 0 obj
<< /Length 26 >>
stream
1 0 0 rg 0 0 400 400 re f
endstream
endobj
trailer
<< /Root 1 0 R >>
`

// TestOriginal wants the original of a report shown by the browser's own viewer, under
// the policy with which the site gives it away.
func TestOriginal(t *testing.T) {
	b := newTab(t)
	const dir = "shili-qinghe-nyncj/2023-budget"
	files := fstest.MapFS{}
	root := os.DirFS("../../internal/source/testdata/reports")
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
	toml := files[dir+"/report.toml"]
	toml.Data = fmt.Appendf(toml.Data, "\n[[original]]\nfile = \"original.pdf\"\nname = \"a.pdf\"\nsha256 = \"%x\"\npublisher_allows = true\n", sha256.Sum256([]byte(redPage)))
	files[dir+"/original.pdf"] = &fstest.MapFile{Data: []byte(redPage)}
	checked, err := publish.LoadAll(data.Files, files)
	if err != nil {
		t.Fatal(err)
	}
	site, err := serve(checked)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	b.must(b.window.navigate(site.URL + "/shili-qinghe-nyncj/2023/budget/original.pdf"))
	red := 0
	for end := time.Now().Add(patience); red < 10_000 && time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(shot))
		if err != nil {
			t.Fatal(err)
		}
		red = 0
		for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
			for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
				if r, g, b, _ := picture.At(x, y).RGBA(); r > 0xf000 && g < 0x1000 && b < 0x1000 {
					red++
				}
			}
		}
	}
	if red < 10_000 {
		t.Errorf("got %d red points, want the page of the original", red)
	}
}
