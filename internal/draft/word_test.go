package draft_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/original"
)

// TestWord writes the first report as a Word file by hand, the numbers of its
// headings and items as automatic ones, and wants the same folder of it as of its
// text.
func TestWord(t *testing.T) {
	content, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := original.Read(context.Background(), "report.txt", bytes.NewReader(content), int64(len(content)), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	file := asWord(doc)
	word, err := original.Read(context.Background(), "report.docx", bytes.NewReader(file), int64(len(file)), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := draft.New("a", []draft.File{{Name: "report.txt", Document: doc}}, nil, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	got, err := draft.New("a", []draft.File{{Name: "report.docx", Document: word}}, nil, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	for name := range want.Files {
		if strings.HasPrefix(name, "original") || name == "review.md" {
			continue
		}
		a, b := strings.Split(string(got.Files[name]), "\n"), strings.Split(string(want.Files[name]), "\n")
		if name == "source.txt" {
			a, b = strings.Split(received(got), "\n"), strings.Split(received(want), "\n")
		}
		if name == "report.toml" { // which names the files
			other := regexp.MustCompile(`^(origin|file|name|sha256) = .*report\.|^(file|sha256) = `).MatchString
			a, b = slices.DeleteFunc(a, other), slices.DeleteFunc(b, other)
		}
		for i := range max(len(a), len(b)) {
			if i >= len(a) || i >= len(b) || a[i] != b[i] {
				t.Errorf("%s differs from line %d on: got %.200q, want %.200q", name, i+1, strings.Join(a[min(i, len(a)):], "\n"), strings.Join(b[min(i, len(b)):], "\n"))
				break
			}
		}
	}
}

// numbers are those that the file counts by itself: the level of the list, and how
// it writes them.
var numbers = []*regexp.Regexp{
	regexp.MustCompile(`^[一二三四五六七八九十]+、`),
	regexp.MustCompile(`^（[一二三四五六七八九十]+）`),
	regexp.MustCompile(`^[0-9]+\. `),
}

// asWord writes a document as a .docx. A number that goes on from the one before
// goes on in the list; any other begins a list at it.
func asWord(doc *original.Document) []byte {
	var body, lists strings.Builder
	next := make([]int, len(numbers)) // what the list counts next
	list := 0                         // the list in which it counts
	escape := func(s string) string {
		var b bytes.Buffer
		xml.EscapeText(&b, []byte(s))
		return b.String()
	}
	paragraph := func(text string) {
		properties := ""
		for level, n := range numbers {
			label := n.FindString(text)
			if label == "" {
				continue
			}
			value := valueOf(label)
			if value != next[level] || list == 0 {
				list++
				fmt.Fprintf(&lists, `<w:num w:numId="%d"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, list, level, value)
				next = make([]int, len(numbers))
			}
			next[level] = value + 1
			for below := level + 1; below < len(next); below++ {
				next[below] = 1
			}
			properties = fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, level, list)
			text = strings.TrimPrefix(text, label)
			break
		}
		fmt.Fprintf(&body, `<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, properties, escape(text))
	}
	for _, b := range doc.Blocks {
		if b.Paragraph != nil {
			paragraph(b.Paragraph.Text)
			continue
		}
		body.WriteString("<w:tbl>")
		for row := range b.Grid.Rows {
			body.WriteString("<w:tr>")
			for _, text := range b.Grid.Row(row) {
				body.WriteString("<w:tc>")
				for line := range strings.SplitSeq(text, "\n") {
					fmt.Fprintf(&body, `<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, escape(line))
				}
				body.WriteString("</w:tc>")
			}
			body.WriteString("</w:tr>")
		}
		body.WriteString("</w:tbl>")
	}
	const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	const office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + office + `/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + office + `/numbering" Target="numbering.xml"/></Relationships>`},
		{"word/numbering.xml", `<w:numbering ` + space + `><w:abstractNum w:abstractNumId="0">` +
			`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>` +
			`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>` + lists.String() + `</w:numbering>`},
		{"word/document.xml", `<w:document ` + space + `><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, _ := z.Create(part[0])
		w.Write([]byte(part[1]))
	}
	z.Close()
	return b.Bytes()
}

// valueOf is the number that a label writes.
func valueOf(label string) int {
	n := 0
	for _, r := range label {
		switch at := strings.IndexRune("一二三四五六七八九", r); {
		case r == '十':
			n = max(n, 1) * 10
		case at >= 0:
			n += at/len("一") + 1
		case r >= '0' && r <= '9':
			n = 10*n + int(r-'0')
		}
	}
	return n
}
