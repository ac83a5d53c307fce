package original_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/original"
)

// pack makes a zip file of parts, name and content in turn.
func pack(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, _ := z.Create(parts[i])
		w.Write([]byte(parts[i+1]))
	}
	z.Close()
	return b.Bytes()
}

const (
	declaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	office        = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
)

// word makes a .docx by hand, of the paragraphs and tables of its body; numbering
// and footnotes may be empty.
func word(body, numbering, footnotes string) []byte {
	return pack(
		"[Content_Types].xml", declaration+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", declaration+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+office+`/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", declaration+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
			`<Relationship Id="rId1" Type="`+office+`/numbering" Target="numbering.xml"/>`+
			`<Relationship Id="rId2" Type="`+office+`/styles" Target="styles.xml"/>`+
			`<Relationship Id="rId3" Type="`+office+`/footnotes" Target="footnotes.xml"/>`+
			`<Relationship Id="rId4" Type="`+office+`/header" Target="header1.xml"/></Relationships>`,
		"word/document.xml", declaration+`<w:document `+wordNamespace+`><w:body>`+body+`</w:body></w:document>`,
		"word/numbering.xml", declaration+`<w:numbering `+wordNamespace+`>`+numbering+`</w:numbering>`,
		"word/styles.xml", declaration+`<w:styles `+wordNamespace+`>
			<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
			<w:style w:type="paragraph" w:styleId="11"><w:name w:val="heading 1 again"/><w:basedOn w:val="1"/></w:style>
			<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>`,
		"word/footnotes.xml", declaration+`<w:footnotes `+wordNamespace+`>`+footnotes+`</w:footnotes>`,
		"word/header1.xml", declaration+`<w:hdr `+wordNamespace+`><w:p><w:r><w:t>某局 2024 年部门预算</w:t></w:r></w:p></w:hdr>`,
	)
}

// text is a paragraph that says just that.
func text(s string) string { return `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p>` }

const numbering = `<w:abstractNum w:abstractNumId="0">
	<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/><w:suff w:val="nothing"/></w:lvl>
	<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
	<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/><w:suff w:val="space"/></w:lvl>
	<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/></w:lvl></w:abstractNum>
	<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseLegal"/><w:lvlText w:val="第%1部分"/></w:lvl></w:abstractNum>
	<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
	<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
	<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>`

func numbered(list, level int, s string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, level, list, s)
}

// said lists the blocks of a file, one a line: a paragraph as it is, a grid as
// its rows with | between the cells, ← and ↑ for those that a cell beside or
// above covers.
func said(doc *original.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Paragraph != nil {
			b.WriteString(strings.ReplaceAll(block.Paragraph.Text, "\n", "⏎") + "\n")
			continue
		}
		g := block.Grid
		for row := range g.Rows {
			for col := range g.Cols {
				if col > 0 {
					b.WriteByte('|')
				}
				switch c := g.At(row, col); {
				case c.Row < row:
					b.WriteString("↑")
				case c.Col < col:
					b.WriteString("←")
				default:
					b.WriteString(strings.ReplaceAll(c.Text, "\n", "⏎"))
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// open reads bytes under a name.
func open(name string, content []byte, limits original.Limits) (*original.Document, error) {
	return original.Read(context.Background(), name, bytes.NewReader(content), int64(len(content)), limits)
}

func TestWord(t *testing.T) {
	for _, c := range []struct{ name, body, footnotes, want string }{
		{"plain", text("第一段"), "", "第一段\n"},
		{"numbers", numbered(1, 0, "主要职能") + numbered(1, 1, "贯彻") + numbered(1, 1, "统筹") + numbered(1, 2, "购置") + numbered(1, 2, "管理") + numbered(1, 3, "甲") + numbered(1, 0, "机构") + numbered(1, 1, "又"), "",
			"一、主要职能\n（一）贯彻\n（二）统筹\n1. 购置\n2. 管理\n①甲\n二、机构\n（一）又\n"},
		{"a list that starts anew", numbered(1, 2, "a") + numbered(2, 2, "b") + numbered(2, 2, "c") + numbered(1, 2, "d"), "", "1. a\n5. b\n6. c\n7. d\n"},
		{"numbers by style", `<w:p><w:pPr><w:pStyle w:val="11"/></w:pPr><w:r><w:t>概况</w:t></w:r></w:p>`, "", "一、概况\n"},
		{"no number for an empty paragraph", numbered(1, 0, "") + numbered(1, 0, "后"), "", "一、后\n"},
		{"tracked changes", `<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins><w:r><w:t>200</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>`, "", "预算200万元\n"},
		{"a deleted end of a paragraph", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>` + text("后") + text("另"), "", "前后\n另\n"},
		{"hidden letters", `<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>不见</w:t></w:r></w:p>`, "", "见\n"},
		{"a field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r></w:p>`, "", "12\n"},
		{"a footnote", `<w:p><w:r><w:t>合计</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` + text("后"), `<w:footnote w:id="2">` + text("不含结转。") + `</w:footnote>`, "合计\n不含结转。\n后\n"},
		{"a text box", `<w:p><w:r><w:t>旁</w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>` + text("框") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + text("框") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "", "旁\n框\n"},
		{"a line break", `<w:p><w:r><w:t>上海</w:t><w:br/><w:t>决算</w:t><w:br w:type="page"/></w:r></w:p>`, "", "上海⏎决算\n"},
		{"an entry of the contents", `<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>第一部分</w:t><w:tab/><w:t>3</w:t></w:r></w:p>`, "", "第一部分\n"},
		{"merged cells", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + text("项目") + `</w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + text("合计") + `</w:tc></w:tr>
			<w:tr><w:tc>` + text("编码") + `</w:tc><w:tc>` + text("名称") + `</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>
			<w:tr><w:tc>` + text("201") + `</w:tc><w:tc>` + text("一般") + text("公共") + `</w:tc><w:tc>` + text("3.40") + `</w:tc></w:tr></w:tbl>`, "",
			"项目|←|合计\n编码|名称|↑\n201|一般⏎公共|3.40\n"},
		{"rows of other widths", `<w:tbl><w:tr><w:tc>` + text("a") + `</w:tc><w:tc>` + text("b") + `</w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>` + text("c") + `</w:tc></w:tr></w:tbl>`, "", "a|b\n|c\n"},
		{"a deleted row", `<w:tbl><w:tr><w:tc>` + text("a") + `</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + text("b") + `</w:tc></w:tr></w:tbl>`, "", "a\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := open("a.docx", word(c.body, numbering, c.footnotes), original.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := said(doc); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestWordAsides wants what is in no block named, with its reason, and a number
// of an unknown kind to be looked at.
func TestWordAsides(t *testing.T) {
	doc, err := open("a.docx", word(text("甲")+`<w:p><w:del><w:r><w:delText>3.40</w:delText></w:r></w:del><w:r><w:t>乙</w:t></w:r></w:p>`+numbered(3, 0, "丙"), numbering, ""), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]original.Reason{}
	for _, a := range doc.Asides {
		reasons[a.Text] = a.Reason
	}
	if reasons["3.40"] != original.Deleted || reasons["某局 2024 年部门预算"] != original.RunningHead || len(reasons) != 2 {
		t.Errorf("got asides %v, want the deleted figure and the head of the pages", reasons)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Place.Paragraph != 3 || !strings.Contains(doc.Warnings[0].Message, "第1部分") {
		t.Errorf("got warnings %v, want one of the third paragraph's number", doc.Warnings)
	}
	if got := original.Numbers(doc); got["3.40"] != 1 || got["2024"] != 1 || got["1"] != 1 || len(got) != 3 {
		t.Errorf("got numbers %v, want 3.40, 2024 and 1 once each", got)
	}
}

// refused wants a file refused with words of the message.
func refused(t *testing.T, name string, content []byte, limits original.Limits, want ...string) {
	t.Helper()
	_, err := open(name, content, limits)
	var refused *original.Error
	if !errors.As(err, &refused) {
		t.Fatalf("%s: got error %v, want one that says what to do", name, err)
	}
	for _, w := range append(want, name+": ") {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("got %q, want it to say %q", err, w)
		}
	}
}

func TestWordRefused(t *testing.T) {
	good := word(text("甲"), "", "")
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 200) + text("甲") + strings.Repeat("</w:sdtContent></w:sdt>", 200)
	bomb := word(strings.Repeat(text("零"), 200_000), "", "")
	refused(t, "a.docx", good[:len(good)/2], original.Limits{}, "cut or damaged")
	refused(t, "a.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), original.Limits{}, "password")
	refused(t, "a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), original.Limits{}, "save it as .docx")
	refused(t, "a.docx", []byte("%PDF-1.7"), original.Limits{}, "not what its ending says")
	refused(t, "a.docx", nil, original.Limits{}, "empty")
	refused(t, "a.docx", word("", "", ""), original.Limits{}, "holds no text")
	refused(t, "a.docx", pack("a.txt", "甲"), original.Limits{}, "no Word document")
	refused(t, "a.docx", word(deep, "", ""), original.Limits{}, "more in it than is read")
	refused(t, "a.docx", bomb, original.Limits{Expanded: 1 << 20}, "unpacks to more")
	refused(t, "a.docx", bomb, original.Limits{Elements: 10_000}, "more in it than is read")
	refused(t, "a.docx", pack(
		"_rels/.rels", `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><Relationships>&c;</Relationships>`), original.Limits{}, "declares entities")
}
