package original_test

import (
	"strings"
	"testing"

	"disclosure/internal/original"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"paragraphs as Word saves them", `<html><body lang=ZH-CN><div class=WordSection1>
			<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>部门决算</span></b></p>
			<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>2024</span><span>年，收入
			9746.50万元。</span><o:p></o:p></p></div></body></html>`, "部门决算\n2024年，收入 9746.50万元。\n"},
		{"numbers of a list", `<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt "Times New Roman"'>&nbsp;</span></span><![endif]>主要职能</p>`, "一、\u00a0主要职能\n"},
		{"spans", `<table><thead><tr><th rowspan=2>项目<th colspan=2>支出</thead><tr><td>基本<td>项目<tr><td>合计<td>1.00<td></table>`, "项目|支出|←\n↑|基本|项目\n合计|1.00|\n"},
		{"paragraphs of a cell", `<table><tr><td><p>一</p><p>二<br>三</p></td></tr></table>后`, "一⏎二⏎三\n后\n"},
		{"a table in a cell", `<table><tr><td>外<table><tr><td>内</table></td></tr></table>`, "外\n内\n"},
		{"what is not shown", `<head><title>题</title><style>p{}</style></head><p>见<span style="display:none">不见</span><del>删</del><script>1</script></p>`, "见\n"},
		{"headings and lists", `<h1>甲</h1><ul><li>乙<li>丙</ul>`, "甲\n乙\n丙\n"},
		{"numbered lists", `<ol start=3><li><p>甲</p><li value=7>乙<ul><li>丙</ul></ol><ol type=a><li>丁</ol><ol style="list-style-type: cjk-ideographic"><li>戊</ol><ol style="list-style:none"><li>己</ol>`, "3. 甲\n7. 乙\n丙\na. 丁\n一、戊\n己\n"},
		{"a span beyond the table", `<table><tr><td rowspan=99999>甲<td>乙<tr><td>丙</table>`, "甲|乙\n↑|丙\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := open("a.html", []byte(c.page), original.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := said(doc); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestHTMLCharset wants a page read in the charset that it declares.
func TestHTMLCharset(t *testing.T) {
	page := `<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"></head><body><p>部门㐀决算</p></body></html>`
	content, err := simplifiedchinese.GB18030.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := open("a.htm", []byte(content), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(doc); got != "部门㐀决算\n" || doc.Format != "html" {
		t.Errorf("got %q of format %s, want 部门㐀决算 of html", got, doc.Format)
	}
}

// TestHTMLStyle wants what a page says of how a paragraph is set.
func TestHTMLStyle(t *testing.T) {
	doc, err := open("a.html", []byte(`<p class=MsoTitle align=center style='font-size:18.0pt'><b>题</b></p><p style='text-indent:24pt'>文</p>`), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := *doc.Blocks[0].Paragraph, (original.Paragraph{Text: "题", Style: "MsoTitle", Size: 18, Bold: true, Centred: true}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := doc.Blocks[1].Paragraph; got.Indent != 24 || got.Bold || got.Centred {
		t.Errorf("got %+v, want an indent of 24 and no more", got)
	}
}

// TestLeaderOnce wants a leader taken from the end of its line, and the same words before it
// left.
func TestLeaderOnce(t *testing.T) {
	doc, err := open("a.html", []byte(`<meta charset=utf-8><p>一、收入（见……3）……3</p><p>二、见……12，支出……12`), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said(doc), "一、收入（见……3）\n二、见……12，支出\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHTMLRefused(t *testing.T) {
	refused(t, "a.html", []byte("<p> </p>"), original.Limits{}, "no text")
	refused(t, "a.html", []byte("<meta charset=utf-8><p>\xff\xfe\xff</p>"), original.Limits{}, "charset")
	refused(t, "a.html", []byte(strings.Repeat("<p>甲</p>", 2000)), original.Limits{Elements: 1000}, "more elements")
	refused(t, "a.html", []byte(strings.Repeat("<table><tr><td colspan=1000>甲", 1)+strings.Repeat("<tr><td>乙", 2000)+"</table>"), original.Limits{}, "2001 rows")
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"paragraphs", "第一段\n\n第二段\r\n", "第一段\n第二段\n"},
		{"a grid over a blank line", "表 1\n\n项目\t金额\na\t1.00\n\nb\t2.00\t\n注：略", "表 1\n项目|金额\na|1.00\nb|2.00\n注：略\n"},
		{"paragraphs of a cell", "<p>一</p> <p>二</p>\t三\n", "一⏎二|三\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := open("a.txt", []byte(c.text), original.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := said(doc); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	refused(t, "a.txt", []byte(" \n\n"), original.Limits{}, "no text")
	refused(t, "a.txt", []byte("a\nb\nc"), original.Limits{Elements: 2}, "line 3", "longer")
}
