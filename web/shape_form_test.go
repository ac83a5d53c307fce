package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Fields that stand beside one another under a field are read one group after the other;
// each says in every file, in search and in citations what it stands under, and counts in
// the unit of money that is printed there.
func TestFieldsInGroups(t *testing.T) {
	site, _ := newSite(t, "shapes")
	const form = yuanBudget + "/projects/1"
	for path, prefix := range map[string]string{form: "", yuanBudget + "/print": "f1-"} {
		page := shape(t, site, path)
		var got []string
		page.Find("#" + prefix + "f3 .field").Each(func(_ int, f *goquery.Selection) {
			above := f.ParentsFiltered(".field").First().AttrOr("id", "")
			got = append(got, strings.TrimPrefix(f.AttrOr("id", ""), prefix)+"<"+strings.TrimPrefix(above, prefix))
		})
		if want := "[f4<f3 f6<f4 f9<f4 f5<f3 f7<f5 f8<f5 f10<f5]"; fmt.Sprint(got) != want {
			t.Errorf("%s: got the fields %v, want %s", path, got, want)
		}
		value := page.Find("#" + prefix + "f10p1 data")
		if value.Text() != "100,000.00" || value.AttrOr("value", "") != "100000.00" {
			t.Errorf("%s: got %q of the value %q", path, value.Text(), value.AttrOr("value", ""))
		}
	}
	list := shape(t, site, yuanBudget+"/projects")
	if got := list.Find(".units").Text(); got != "项目资金（元）" {
		t.Errorf("above the list of forms got %q", got)
	}
	heads := list.Find("thead th.amount").Map(func(_ int, th *goquery.Selection) string { return th.Text() })
	for _, want := range []string{"项目资金总额 › 其他资金", "年度资金申请总额 › 其他资金"} {
		if !slices.Contains(heads, want) {
			t.Errorf("the list of forms has the heads %q, want also %q", heads, want)
		}
	}
	rows := map[string]map[string]string{}
	for _, row := range figuresAt(t, site, yuanBudget+"/figures.csv") {
		if row["part"] == "projects" {
			rows[row["anchor"]] = row
		}
	}
	for anchor, want := range map[string]string{
		"f9": "项目资金（元）/项目资金总额/其他资金", "f10": "项目资金（元）/年度资金申请总额/其他资金",
	} {
		if row := rows[anchor]; row["column_path"] != want || row["money_unit"] != "元" || row["fen"] != "10000000" {
			t.Errorf("figures.csv, %s: got %v, want %s in 元", anchor, row, want)
		}
	}
	for path, wants := range map[string][]string{
		form + ".json":   {`"unit": "元"`, `"under": 4`, `"under": 5`},
		"/search?q=其他资金": {"年度资金申请总额", "项目资金总额"},
	} {
		body := get(site, path).Body.String()
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %s", path, want)
			}
		}
	}
}
