package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"disclosure/internal/report"
)

var (
	citing = report.Front{
		Key: report.Key{Unit: "yangli", Year: 2030, Kind: "budget"}, Version: "0123456789abcdef",
		Heading: "2030 年样例局 (本级) 部门预算", UnitName: "样例局（本级）", UnitShort: "样例局",
		Publications: []report.Publication{{Version: "0123456789ab", Published: "2030-03-01"}},
	}
	publisher = report.Publisher{Name: "样例公开", Origin: "https://example.test"}
)

const permanent = "https://example.test/yangli/2030/budget@0123456789ab"

// The forms of the standard of 2025, by hand: 8.8 and 8.2 for a report, 8.11.3 for a page.
func TestStandardCitation(t *testing.T) {
	undated, unnamed, invented := citing, citing, citing
	invented.Invented = true
	original := citing
	original.Publications, original.Originals = nil, []report.Original{{Published: "2030-03-02"}, {Published: "2030-02-28", Received: "2030-02-01"}}
	undated.Publications = nil
	unnamed.Heading = "示例市青禾区2030年区级部门预算"
	for _, test := range []struct {
		name            string
		got             report.Citation
		plain, standard string
	}{
		{"report", report.Cite(citing, publisher, report.Ref{}),
			"《2030 年样例局 (本级) 部门预算》。版本 0123456789ab，见样例公开，" + permanent + " 。",
			"样例局（本级）. 2030 年样例局 (本级) 部门预算[R/OL]. 版本 0123456789ab. 样例公开, 2030-03-01. " + permanent + "."},
		{"table", report.Cite(citing, publisher, report.TableRef(2), "表 2 支出表"),
			"《2030 年样例局 (本级) 部门预算》，表 2 支出表。版本 0123456789ab，见样例公开，" + permanent + "/tables/2 。",
			"样例局（本级）. 2030 年样例局 (本级) 部门预算[R/OL]. 版本 0123456789ab. 样例公开, 2030-03-01: 表 2 支出表. " + permanent + "/tables/2."},
		{"no date", report.Cite(undated, publisher, report.TableRef(2), "表 2 支出表").Within("r1c2", "甲 › 乙", "3.00 万元"),
			"《2030 年样例局 (本级) 部门预算》，表 2 支出表，甲 › 乙，3.00 万元。版本 0123456789ab，见样例公开，" + permanent + "/tables/2#r1c2 。",
			"样例局（本级）. 2030 年样例局 (本级) 部门预算[R/OL]. 版本 0123456789ab. 样例公开: 表 2 支出表, 甲, 乙, 3.00 万元. " + permanent + "/tables/2#r1c2."},
		{"a heading that names no body", report.Cite(unnamed, publisher, report.TableRef(2), "表 2"),
			"样例局（本级）《示例市青禾区2030年区级部门预算》，表 2。版本 0123456789ab，见样例公开，" + permanent + "/tables/2 。",
			"样例局（本级）. 示例市青禾区2030年区级部门预算[R/OL]. 版本 0123456789ab. 样例公开, 2030-03-01: 表 2. " + permanent + "/tables/2."},
		{"findings", report.CiteAbout(citing, publisher, report.Ref{Part: report.ChecksPart}, "勾稽核对", "核对结果版本 ffff", "2030-04-02"),
			"样例公开“勾稽核对”，所据为2030 年样例局 (本级) 部门预算（版本 0123456789ab）。核对结果版本 ffff（2030-04-02），" + permanent + "/checks 。",
			"样例公开. 勾稽核对：2030 年样例局 (本级) 部门预算（版本 0123456789ab）：核对结果版本 ffff[EB/OL]. (2030-04-02). " + permanent + "/checks."},
		{"findings under a heading that names no body", report.CiteAbout(unnamed, publisher, report.Ref{Part: report.NotesPart}, "整理说明", "", ""),
			"样例公开“整理说明”，所据为样例局（本级）：示例市青禾区2030年区级部门预算（版本 0123456789ab）。" + permanent + "/notes 。",
			"样例公开. 整理说明：样例局（本级）：示例市青禾区2030年区级部门预算（版本 0123456789ab）[EB/OL]. " + permanent + "/notes."},
		{"dated by its original", report.Cite(original, publisher, report.Ref{}),
			"《2030 年样例局 (本级) 部门预算》。版本 0123456789ab，见样例公开，" + permanent + " 。",
			"样例局（本级）. 2030 年样例局 (本级) 部门预算[R/OL]. 版本 0123456789ab. 样例公开, 2030-02-28. " + permanent + "."},
		{"a report that is made up", report.Cite(invented, publisher, report.TableRef(2), "表 2"),
			"《2030 年样例局 (本级) 部门预算》（虚构示例），表 2。版本 0123456789ab，见样例公开，" + permanent + "/tables/2 。",
			"样例局（本级）. 2030 年样例局 (本级) 部门预算（虚构示例）[R/OL]. 版本 0123456789ab. 样例公开, 2030-03-01: 表 2. " + permanent + "/tables/2."},
		{"what was found in it", report.CiteAbout(invented, publisher, report.Ref{Part: report.ChecksPart}, "勾稽核对", "", ""),
			"样例公开“勾稽核对”，所据为2030 年样例局 (本级) 部门预算（虚构示例）（版本 0123456789ab）。" + permanent + "/checks 。",
			"样例公开. 勾稽核对：2030 年样例局 (本级) 部门预算（虚构示例）（版本 0123456789ab）[EB/OL]. " + permanent + "/checks."},
		{"a page of the site", report.CitePage(publisher, "/about", "关于本站"),
			"样例公开“关于本站”。https://example.test/about 。", "样例公开. 关于本站[EB/OL]. https://example.test/about."},
	} {
		if got := test.got.Styles[0].String(); got != test.plain {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.plain)
		}
		if got := test.got.Standard(); got != test.standard {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.standard)
		}
	}
}

// Every form of the citation of a report that is made up says that it is.
func TestCitationOfInventedReport(t *testing.T) {
	invented := citing
	invented.Invented = true
	c := report.Cite(invented, publisher, report.TableRef(2), "表 2")
	for _, style := range c.Styles {
		if !strings.Contains(style.String(), "（虚构示例）") {
			t.Errorf("%s does not say so: %s", style.Name, style)
		}
	}
	if title := c.Facts[0]; title.Name != "citation_title" || !strings.Contains(title.Value, "（虚构示例）") {
		t.Errorf("got the fact %v", title)
	}
}

// What programs read is what people read, whatever the words hold.
func TestCitationForPrograms(t *testing.T) {
	const hostile = `占 12.08% 的“甲"\{乙}_#&`
	for _, c := range []report.Citation{
		report.Cite(citing, publisher, report.TableRef(2), hostile),
		report.CiteAbout(citing, publisher, report.Ref{Part: report.ChecksPart}, hostile, "", ""),
	} {
		var items []map[string]any
		if err := json.Unmarshal([]byte(c.Styles[3].String()), &items); err != nil || len(items) != 1 {
			t.Fatalf("%s: got %v", c.Styles[3].String(), err)
		}
		item := items[0]
		if said, _ := item["page"].(string); said != hostile && !strings.HasPrefix(item["title"].(string), hostile+"：") {
			t.Errorf("got the place %q, title %q, want %q", said, item["title"], hostile)
		}
		if item["URL"] != c.Address || item["language"] != "zh-CN" {
			t.Errorf("got %v, want the address %s and the language", item, c.Address)
		}
		tex := c.Styles[2].String()
		if !strings.Contains(tex, `占 12.08\% 的“甲"\textbackslash{}\{乙\}\_\#\&`) || !strings.Contains(tex, "  url = {"+c.Address+"},\n") {
			t.Errorf("got %s, want the signs of TeX escaped and the address as it is", tex)
		}
	}
	tex := report.Cite(citing, publisher, report.TableRef(2), "表 2").Styles[2].String()
	want := "@techreport{yangli-2030-budget-0123456789ab-tables-2,\n  author = {{样例局（本级）}},\n  title = {{2030 年样例局 (本级) 部门预算}},\n" +
		"  institution = {{样例公开}},\n  version = {版本 0123456789ab},\n  date = {2030-03-01},\n  year = {2030},\n  pages = {表 2},\n" +
		"  url = {" + permanent + "/tables/2},\n  langid = {chinese}\n}"
	if tex != want {
		t.Errorf("got %s\nwant %s", tex, want)
	}
}

// A page tells programs the same; of what the site says the site is the author.
func TestCitationFacts(t *testing.T) {
	value := func(c report.Citation, name string) string {
		for _, f := range c.Facts {
			if f.Name == name {
				return f.Value
			}
		}
		return ""
	}
	table := report.Cite(citing, publisher, report.TableRef(2), "表 2 支出表")
	own := report.CiteAbout(citing, publisher, report.Ref{Part: report.ChecksPart}, "勾稽核对", "核对结果版本 ffff", "2030-04-02")
	for _, test := range []struct{ got, want string }{
		{value(table, "citation_author"), "样例局（本级）"}, {value(own, "citation_author"), "样例公开"},
		{value(table, "citation_publisher"), "样例公开"}, {value(own, "citation_publisher"), "样例公开"},
		{value(table, "citation_title"), "2030 年样例局 (本级) 部门预算：表 2 支出表"},
		{value(own, "citation_title"), "勾稽核对：2030 年样例局 (本级) 部门预算（版本 0123456789ab）"},
		{value(table, "citation_publication_date"), "2030/03/01"}, {value(own, "citation_publication_date"), "2030/04/02"},
		{value(table, "citation_public_url"), permanent + "/tables/2"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
