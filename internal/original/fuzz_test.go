package original_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"disclosure/internal/original"

	"github.com/xuri/excelize/v2"
)

// fuzz reads any bytes under a name. They are refused with a message, or every
// place of every grid is covered once, within bounds of time and size.
func fuzz(f *testing.F, name string, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		limits := original.Limits{Expanded: 4 << 20, Pages: 20, Glyphs: 5_000, Elements: 20_000}
		doc, err := original.Read(ctx, name, bytes.NewReader(content), int64(len(content)), limits)
		var refused *original.Error
		switch {
		case errors.As(err, &refused):
			return
		case err != nil:
			t.Fatalf("got %v, want a message that says what to do", err)
		}
		original.Numbers(doc)
		for _, b := range doc.Blocks {
			if (b.Grid == nil) == (b.Paragraph == nil) {
				t.Fatalf("got a block of %v and %v, want one of both", b.Grid, b.Paragraph)
			}
			if b.Grid != nil {
				whole(t, b.Grid)
			}
		}
	})
}

func FuzzPDF(f *testing.F) {
	fuzz(f, "a.pdf", pdf(at(100, 700, "Above")+ruled([]int{100, 200, 300}, []int{600, 620, 640})+at(105, 605, "1,234.50"), at(10, 10, "2")),
		taggedPDF([][]string{{"Name", "Sum"}, {"a", "1"}}, [][]string{{"b", "2"}}))
}

func FuzzWord(f *testing.F) {
	fuzz(f, "a.docx", word(numbered(1, 0, "甲")+`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>`+text("a")+`</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>`, numbering, ""))
}

// FuzzWordBody reads any body of a Word file, which bytes of a packed one seldom
// reach.
func FuzzWordBody(f *testing.F) {
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>` + text("a") + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>` + numbered(1, 2, "b"))
	f.Fuzz(func(t *testing.T, body string) {
		doc, err := open("a.docx", word(body, numbering, ""), original.Limits{Expanded: 4 << 20, Elements: 20_000})
		if err != nil {
			return
		}
		for _, b := range doc.Blocks {
			if b.Grid != nil {
				whole(t, b.Grid)
			}
		}
	})
}

func FuzzExcel(f *testing.F) {
	w := excelize.NewFile()
	w.SetCellValue("Sheet1", "A1", "甲")
	w.MergeCell("Sheet1", "A1", "B2")
	rule(w, "Sheet1", "A1", "C3", "")
	var b bytes.Buffer
	w.Write(&b)
	fuzz(f, "a.xlsx", b.Bytes())
}

func FuzzHTML(f *testing.F) {
	fuzz(f, "a.html", []byte(`<meta charset=gb2312><p style="text-indent:2em">a</p><table><tr><td rowspan=2>b<td colspan=3>c<tr><td>d</table>`))
}

func FuzzText(f *testing.F) {
	fuzz(f, "a.txt", []byte("a\n\nb\tc\n<p>d</p> <p>e</p>\tf\n"))
}
