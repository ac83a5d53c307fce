package web_test

import (
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"disclosure/web"
)

// What a citizen asks is answered three taps from the front page at most. A tap is the
// first link that says so; the answer is an element and words in it.
func TestThreeTaps(t *testing.T) {
	st, err := stores["published"]()
	if err != nil {
		t.Fatal(err)
	}
	site, err := web.New(st, web.Config{Origin: origin, Contact: "mailto:report@budget.example"}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		question string
		taps     []string
		element  string
		says     string
	}{
		{"on what is the money spent", []string{"阅读这份报告", "一层一层看钱花在哪里"}, "#spending", "网格信息管理"},
		{"more than last year", []string{"阅读这份报告"}, "#change", "多 289.11 万元"},
		{"why", []string{"阅读这份报告"}, "#change blockquote", "增加实有在编人数4人"},
		{"the biggest project", []string{"阅读这份报告"}, "#largest", "数据规划管理 764.20 万元"},
		{"what it buys", []string{"阅读这份报告", "网格信息服务"}, ".indicators", "每月37.29万元"},
		{"what 履职类项目拨款 means", []string{"名词说明"}, "#w-own-duty-projects", "履行自身职能的项目"},
		{"the same from the table", []string{"阅读这份报告", "2. 收入总表", "履职类"}, "#w-own-duty-projects", "履行自身职能的项目"},
		{"whom to tell of a mistake of the site", []string{"阅读这份报告"}, "footer", "本站把这一页弄错了？告诉本站（report@budget.example）"},
		{"whom to ask about a mistake of the report", []string{"阅读这份报告", "2. 收入总表"}, "footer", "请问编制部门"},
	} {
		at := "/"
		for _, tap := range test.taps {
			found := ""
			for _, a := range parse(t, get(site, at).Body.String()).Find("main a[href], footer a[href]").EachIter() {
				if found == "" && strings.Contains(a.Text(), tap) {
					found = a.AttrOr("href", "")
				}
			}
			to, err := url.Parse(found)
			if err != nil || found == "" {
				t.Fatalf("%s: %s has no link that says %q", test.question, at, tap)
			}
			if to.Path != "" {
				at = to.Path
			}
		}
		if got := squeeze(parse(t, get(site, at).Body.String()).Find(test.element).Text()); !strings.Contains(got, test.says) || len(test.taps) > 3 {
			t.Errorf("%s: after %q got %q, want %q", test.question, test.taps, got, test.says)
		}
	}
}
