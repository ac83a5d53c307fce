package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// From the overview alone a reader learns what he came to ask. Each test is a question
// with words that its answer says.
func TestOverviewAnswers(t *testing.T) {
	for _, test := range []struct {
		site, path, question string
		says                 []string
	}{
		{"published", "/futian-zwfwj/2021/budget", "does", []string{"统筹推进全区“智慧城市”和“数字政府”建设"}},
		{"published", "/futian-zwfwj/2021/budget", "money", []string{"2,708.03 万元", "全部是政府预算拨款", "每天约 7.42 万元"}},
		{"published", "/futian-zwfwj/2021/budget", "uses", []string{"基本支出 644.80 万元（23.8%）", "项目支出 2,063.23 万元（76.2%）", "一般公共服务支出 2,479.70 万元（91.6%）"}},
		{"published", "/futian-zwfwj/2021/budget", "change", []string{"比 2020 年多 289.11 万元", "2,418.92 万元（2,708.03 − 289.11，本站推算）", "增加实有在编人数4人"}},
		{"published", "/futian-zwfwj/2021/budget", "largest", []string{"数据规划管理 764.20 万元", "人工智能应用创新服务中心日常运营和监督 300 万元", "网格信息服务 476.00 万元", "采集社区网格的实有人口"}},
		{"published", "/futian-zwfwj/2021/budget", "three-public", []string{"3.67 万元，全部是公务用车运行维护费", "2020 年是 3.67 万元，两年相同"}},
		{"published", "/futian-zwfwj/2021/budget", "adds-up", []string{"组对不上"}},
		{"published", "/futian-zwfwj/2021/budget", "goals", []string{"6 个目标", "打造可信数据开放平台。"}},
		{"shapes", "/shili-yunshan-wlj/2024/final-accounts", "does", []string{"办好图书馆和文化馆。"}},
		{"shapes", "/shili-yunshan-wlj/2024/final-accounts", "money", []string{"决算收入 872.50 万元", "一般公共预算财政拨款收入 860.50 万元（98.6%）", "事业收入 12.00 万元（1.4%）"}},
		{"shapes", "/shili-yunshan-wlj/2024/final-accounts", "uses", []string{"决算支出 870.50 万元", "文化旅游体育与传媒支出 702.10 万元（80.7%）"}},
		{"shapes", "/shili-yunshan-wlj/2024/final-accounts", "change", []string{"支出总计 877.50 万元", "比 2023 年度多 15.20 万元", "862.30 万元（877.50 − 15.20，本站推算）"}},
		{"shapes", "/shili-yunshan-wlj/2024/final-accounts", "three-public", []string{"4.20 万元", "公务用车运行维护费 3.90 万元（92.9%）", "预算数是 6.00 万元"}},
		{"shapes", "/shili-yunshan-wlj/2025/budget", "money", []string{"9,000,000.00 元", "约 2.47 万元"}},
	} {
		site, _ := newSite(t, test.site)
		answer := parse(t, get(site, test.path).Body.String()).Find(".answers [id='" + test.question + "']")
		for _, words := range test.says {
			if got := squeeze(answer.Text()); !strings.Contains(got, words) {
				t.Errorf("%s %s: got %q, want %q in it", test.path, test.question, got, words)
			}
		}
	}
}

// Every figure that the overview's own sentences show leads to the place that states
// it, and that place reads so.
func TestFiguresOfAnswersStandThere(t *testing.T) {
	for name, path := range map[string]string{
		"published": "/futian-zwfwj/2021/budget", "shapes": "/shili-yunshan-wlj/2024/final-accounts", "other": "/shili-qinghe-nyncj/2023/budget",
	} {
		site, _ := newSite(t, name)
		pages := map[string]*goquery.Document{}
		figures := 0
		for _, a := range parse(t, get(site, path).Body.String()).Find(".opening a:has(data), .answers a:has(data), .spending a:has(data)").EachIter() {
			figure := a.Find("data").Text()
			to, err := url.Parse(a.AttrOr("href", ""))
			if err != nil {
				t.Fatal(err)
			}
			if pages[to.Path] == nil {
				pages[to.Path] = parse(t, get(site, to.Path).Body.String())
			}
			if got := pages[to.Path].Find("[id='" + to.Fragment + "']").Text(); !strings.Contains(got, figure) {
				t.Errorf("%s: %s leads to %s, where stands %q", path, figure, to, got)
			}
			if label := a.AttrOr("aria-label", ""); !strings.Contains(label, squeeze(a.Text())) {
				t.Errorf("%s: the link %q is called %q, which does not hold it", path, a.Text(), label)
			}
			figures++
		}
		if figures < 3 {
			t.Errorf("%s: got %d figures, want more", path, figures)
		}
	}
}

// The overview is light, whatever it says.
func TestOverviewIsLight(t *testing.T) {
	site, _ := newSite(t, "published")
	if w := get(site, "/futian-zwfwj/2021/budget", "Accept-Encoding", "br"); w.Code != http.StatusOK || w.Body.Len() > 14_000 {
		t.Errorf("got %d bytes with status %d, want at most 14,000", w.Body.Len(), w.Code)
	}
}
