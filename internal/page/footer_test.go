package page_test

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"disclosure/internal/page"
)

func TestParseFooter(t *testing.T) {
	got, err := page.ParseFooter("\ufeff主办单位：示例市财政局\r\n\n  [粤ICP备00000000号](https://beian.miit.gov.cn/) 网站标识码 0000000000 [写信](mailto:a@b.example)\n<b>&[不是链接]\n")
	want := []page.FooterLine{
		{{Text: "主办单位：示例市财政局"}},
		{{Text: "粤ICP备00000000号", Href: "https://beian.miit.gov.cn/"}, {Text: " 网站标识码 0000000000 "}, {Text: "写信", Href: "mailto:a@b.example"}},
		{{Text: "<b>&[不是链接]"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, error %v, want %+v", got, err, want)
	}
	for text, want := range map[string]string{
		"一\n[甲](javascript:alert(1))\n":        "", // no link, so that it is text
		"一\n[甲](javascript:x)":                 "line 2: \"javascript:x\" is no address",
		"[甲](https:///x)":                      "line 1: ",
		"[甲](https://me:secret@b.example/)":    "line 1: ",
		"[甲](//b.example/)":                    "line 1: ",
		"甲\u202e乙":                             "line 1 holds what is no text",
		"\xff":                                 "line 1 holds what is no text",
		strings.Repeat("甲", 201):               "line 1 has 201 characters",
		strings.Repeat("甲\n", 13):              "line 13 is one too many",
		strings.Repeat("甲\n\n", 12) + "\n\n\n": "",
	} {
		if _, err := page.ParseFooter(text); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want %q", text, err, want)
		}
	}
}

// Every page has a way to tell the site of its own mistake, with its permanent address
// filled in, and says whom to ask about the report.
func TestWhomToTell(t *testing.T) {
	r := sample()
	r.Version = "0123456789abcdef"
	o := r.Outline()
	const permanent = "https://example.test/yangli/2030/budget@0123456789ab/tables/2"
	for contact, want := range map[string]string{
		"":                              "",
		"tel:+86-755-1":                 "tel:+86-755-1",
		"https://b.example/report#form": "https://b.example/report?page=" + url.QueryEscape(permanent) + "#form",
		"https://b.example/report?to=1": "https://b.example/report?to=1&page=" + url.QueryEscape(permanent),
		"mailto:report@b.example":       "mailto:report@b.example?subject=" + url.PathEscape("网页有误：表 2 支出表"),
	} {
		s := site
		s.Contact = contact
		b := s.Table(o, &r.Tables[1], nil).Base
		switch {
		case contact == "" && b.Mistake != nil:
			t.Errorf("got %+v, want nobody", b.Mistake)
		case contact == "":
		case b.Mistake == nil || !strings.HasPrefix(b.Mistake.Href, want):
			t.Errorf("%s: got %+v, want %s", contact, b.Mistake, want)
		case strings.HasPrefix(contact, "mailto:") && !strings.Contains(b.Mistake.Href, "&body="+url.PathEscape("页面地址："+permanent+"\r\n")):
			t.Errorf("%s: got %s, want the address in it", contact, b.Mistake.Href)
		}
	}
	if got, want := site.Table(o, &r.Tables[1], nil).Ask, "报告本身的内容，请问编制部门样例局（本级）；报告没有写明联系方式。"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	o.UnitContact = "电话 000-0000"
	if got, want := site.Overview(o, r).Ask, "报告本身的内容，请问编制部门样例局（本级），报告写明的联系方式：电话 000-0000。"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
