package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// These are invented reports in shapes that the first report has not.
const (
	finalAccounts = "/shili-yunshan-wlj/2024/final-accounts"
	yuanBudget    = "/shili-yunshan-wlj/2025/budget"
)

// shape returns a page of the invented reports of other shapes.
func shape(t *testing.T, site http.Handler, path string) *goquery.Document {
	t.Helper()
	w := get(site, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: got status %d", path, w.Code)
	}
	return parse(t, w.Body.String())
}

// The lines of published contents lead to parts and to headings inside them, which
// have the ids that the lines name.
func TestContentsLeadInsideSections(t *testing.T) {
	site, _ := newSite(t, "shapes")
	links := shape(t, site, finalAccounts).Find("main a")
	for line, want := range map[string]string{
		"第三部分 2024年度部门决算情况说明": "/sections/3", "一、主要职能": "/sections/1#h1", "二、部门决算单位构成": "/sections/1#h2",
		"二、收入决算表": "/tables/2", "二、“三公”经费支出决算情况说明": "/sections/3#h2", "（一）总体情况": "/sections/3#h3", "（二）具体支出情况…………9": "/sections/3#h4",
	} {
		var got []string
		links.Each(func(_ int, a *goquery.Selection) {
			if a.Text() == line {
				got = append(got, a.AttrOr("href", ""))
			}
		})
		if fmt.Sprint(got) != fmt.Sprint([]string{finalAccounts + want}) {
			t.Errorf("%s: got %q, want %s", line, got, want)
			continue
		}
		if path, id, inside := strings.Cut(want, "#"); inside {
			if n := shape(t, site, finalAccounts+path).Find("h2#" + id + ", h3#" + id + ", h4#" + id).Length(); n != 1 {
				t.Errorf("%s: got %d headings with the id %s", path, n, id)
			}
		}
	}
}

// A column that counts cars or people is shown and exported as printed, and no figure
// of it is money, also in a table of 万元.
func TestCountsAreNoMoney(t *testing.T) {
	site, _ := newSite(t, "shapes")
	counts := []struct {
		table       int
		cell, text  string
		value, head string
	}{
		{6, "r1c2", "2", "2", "数量（辆）"}, {6, "r2c5", "（1）", "-1", "数量（辆）"}, {4, "r1c8", "12", "12", "编制人数（人）"},
	}
	rows := figuresAt(t, site, yuanBudget+"/figures.csv")
	for _, c := range counts {
		path := fmt.Sprintf("%s/tables/%d", yuanBudget, c.table)
		page := shape(t, site, path)
		cell := page.Find("td#" + c.cell)
		if got, value := cell.Text(), cell.Find("data").AttrOr("value", ""); got != c.text || value != c.value {
			t.Errorf("%s#%s: got %q of the value %q, want %q and %s", path, c.cell, got, value, c.text, c.value)
		}
		if got := page.Find("th#c" + c.cell[3:]).Text(); got != c.head {
			t.Errorf("%s#%s: got the head %q, want %q", path, c.cell, got, c.head)
		}
		found := 0
		for _, row := range rows {
			if row["part"] != "tables" || row["number"] != fmt.Sprint(c.table) || row["anchor"] != c.cell {
				continue
			}
			found++
			if row["text"] != c.text || strings.TrimPrefix(row["minor"], "'") != c.value || row["scale"] != "0" || row["money_unit"] != "" || row["fen"] != "" {
				t.Errorf("%s#%s: got %v, want the count %s and no money", path, c.cell, row, c.text)
			}
		}
		if found != 1 {
			t.Errorf("%s#%s: got %d rows of figures, want 1", path, c.cell, found)
		}
		if csv := get(site, path+".csv").Body.String(); !strings.Contains(csv, c.head) {
			t.Errorf("%s.csv does not say %s", path, c.head)
		}
		if json := get(site, path+".json").Body.String(); !strings.Contains(json, `"`+c.text+`"`) || !strings.Contains(json, c.head) {
			t.Errorf("%s.json does not say %s under %s", path, c.text, c.head)
		}
	}
}

// A table in 元 and a text in 万元 each say their own unit on their page, and state the
// same money to programs.
func TestTablesInYuanBesideTexts(t *testing.T) {
	site, _ := newSite(t, "shapes")
	table := shape(t, site, yuanBudget+"/tables/1")
	if got := table.Find("td#r5c2 data"); got.Text() != "9,000,000.00" || got.AttrOr("value", "") != "9000000.00" {
		t.Errorf("in the table got %q of the value %q", got.Text(), got.AttrOr("value", ""))
	}
	if text := table.Find("main").Text(); !strings.Contains(text, "单位：元") || strings.Contains(text, "单位：万元") {
		t.Error("the page of a table in 元 does not say that unit alone")
	}
	if text := shape(t, site, yuanBudget+"/tables/4").Find("main").Text(); !strings.Contains(text, "单位：万元") {
		t.Error("the page of a table in 万元 does not say so")
	}
	text := shape(t, site, yuanBudget+"/sections/3").Find("#p1")
	if got := text.Find("data").First().AttrOr("value", ""); got != "900.00" || !strings.HasPrefix(text.Text(), "2025年收入预算900.00万元，") {
		t.Errorf("in the text got %q of the value %q", text.Text(), got)
	}
	fen := map[string]string{}
	for _, row := range figuresAt(t, site, yuanBudget+"/figures.csv") {
		if row["nth"] == "1" {
			fen[row["part"]+row["number"]+"#"+row["anchor"]] = row["money_unit"] + " " + row["fen"]
		}
	}
	if a, b := fen["tables1#r5c2"], fen["sections3#p1"]; a != "元 900000000" || b != "万元 900000000" {
		t.Errorf("for programs got %q in the table and %q in the text", a, b)
	}
}

// Each line of a cover stands on the overview and in print, in its order.
func TestLinesOfCovers(t *testing.T) {
	site, _ := newSite(t, "shapes")
	for _, path := range []string{yuanBudget, yuanBudget + "/print"} {
		var got []string
		shape(t, site, path).Find("main p").Each(func(_ int, p *goquery.Selection) {
			if text := p.Text(); text == "预算主管部门：示例市云山区文化和旅游局" || text == "批复日期：2025年2月" {
				got = append(got, text)
			}
		})
		if len(got) != 2 || got[1] != "批复日期：2025年2月" {
			t.Errorf("%s: got the lines %q", path, got)
		}
	}
}
