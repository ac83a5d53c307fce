package page_test

import (
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// A word that the report explains is explained in its words; one that it does not is
// explained by the site, which says so; one that it explains in a circle by both.
func TestPlainWords(t *testing.T) {
	r := sample()
	r.Terms = append(r.Terms, report.Term{Number: 3, Name: "一般公共服务支出", Definition: "三、一般公共服务支出：提供一般公共服务的支出。", Paragraph: 3})
	r.Sections[0].Blocks = []report.Block{{Number: 1, Text: "履职类项目拨款、基本支出、一般公共服务支出、结转下年。"}}
	v := site.Section(r.Outline(), &r.Sections[0], nil)
	got := map[string]string{}
	for _, d := range v.Definitions {
		got[d.Name] = d.Text + "|" + d.Own
	}
	for name, want := range map[string]struct{ text, own string }{
		"履职类项目拨款":  {"", "本站说明："},
		"基本支出":     {"一、基本支出：日常的支出。", ""},
		"一般公共服务支出": {"三、一般公共服务支出：提供一般公共服务的支出。", "本站说明："},
		"上年结余、结转":  {"", "（依据《中华人民共和国预算法实施条例》第五十条）"},
	} {
		text, own, _ := strings.Cut(got[name], "|")
		if text != want.text || !strings.Contains(own, want.own) || (own == "") != (want.own == "") {
			t.Errorf("%s: got %q", name, got[name])
		}
	}
	for _, run := range v.Blocks[0].Text {
		if run.Text == "履职类项目拨款" && (run.Term == nil || run.Term.Href != "/words#w-own-duty-projects") {
			t.Errorf("got %+v, want a mention that leads to the site's page of words", run)
		}
	}
	whole := site.Print(r, r.Outline(), finding.Result{})
	for _, s := range whole.Parts {
		if s.Section != nil {
			for _, d := range s.Section.Definitions {
				if d.Own != "" && d.Text == "" {
					t.Errorf("the print page explains %s by itself", d.Name)
				}
			}
		}
	}
}
