package page_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"disclosure/internal/page"
	"disclosure/internal/report"
)

func asJSON(t *testing.T, data any) map[string]any {
	t.Helper()
	text, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	return object
}

// A report and its tables are datasets, the glossary is a set of terms; nothing
// in them is more than what was published.
func TestLinkedData(t *testing.T) {
	r := sample()
	r.Version = "0123456789abcdef"
	o := r.Outline()
	whole := map[string]any{"@type": "Dataset", "name": "2030 年样例局部门预算", "url": "https://example.test/yangli/2030/budget"}
	for _, test := range []struct {
		name string
		data any
		want map[string]any
	}{
		{"report", site.Overview(o, sample()).LinkedData, map[string]any{
			"@context": "https://schema.org", "@type": "Dataset", "name": "2030 年样例局部门预算",
			"url": "https://example.test/yangli/2030/budget", "version": "0123456789ab", "inLanguage": "zh-CN", "temporalCoverage": "2030",
			"about":     map[string]any{"@type": "GovernmentOrganization", "name": "样例局（本级）"},
			"creator":   map[string]any{"@type": "GovernmentOrganization", "name": "样例局（本级）"},
			"publisher": map[string]any{"@type": "Organization", "name": "样例公开", "url": "https://example.test/"},
		}},
		{"table", site.Table(o, &r.Tables[1], nil).LinkedData, map[string]any{
			"@type": "Dataset", "name": "表 2 支出表 · 样例局 2030 年部门预算", "url": "https://example.test/yangli/2030/budget/tables/2",
			"temporalCoverage": "2030", "isPartOf": whole,
			"variableMeasured": []any{
				map[string]any{"@type": "PropertyValue", "name": "总计", "unitText": "万元"},
				map[string]any{"@type": "PropertyValue", "name": "拨款 › 一般公共预算 › 基本支出", "unitText": "万元"},
				map[string]any{"@type": "PropertyValue", "name": "拨款 › 一般公共预算 › 项目支出", "unitText": "万元"},
				map[string]any{"@type": "PropertyValue", "name": "拨款 › 基金", "unitText": "万元"},
				map[string]any{"@type": "PropertyValue", "name": "结转 › 上年", "unitText": "万元"},
				map[string]any{"@type": "PropertyValue", "name": "结转 › 其他", "unitText": "万元"},
			},
			"distribution": []any{
				map[string]any{"@type": "DataDownload", "contentUrl": "https://example.test/yangli/2030/budget/tables/2.csv", "encodingFormat": "text/csv"},
				map[string]any{"@type": "DataDownload", "contentUrl": "https://example.test/yangli/2030/budget/tables/2.xlsx", "encodingFormat": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
				map[string]any{"@type": "DataDownload", "contentUrl": "https://example.test/yangli/2030/budget/tables/2.json", "encodingFormat": "application/json"},
			},
		}},
		{"glossary", site.Section(o, &r.Sections[1], nil).LinkedData, map[string]any{
			"@context": "https://schema.org", "@type": "DefinedTermSet", "name": "第二部分 名词", "isPartOf": whole,
			"hasDefinedTerm": []any{
				map[string]any{"@type": "DefinedTerm", "name": "基本支出", "description": "一、基本支出：日常的支出。", "url": "https://example.test/yangli/2030/budget/sections/2#t1"},
				map[string]any{"@type": "DefinedTerm", "name": "项目支出", "description": "二、项目支出：基本支出之外的支出。", "url": "https://example.test/yangli/2030/budget/sections/2#t2"},
			},
		}},
	} {
		got := asJSON(t, test.data)
		for key, want := range test.want {
			if !reflect.DeepEqual(got[key], want) {
				t.Errorf("%s: got %s %v, want %v", test.name, key, got[key], want)
			}
		}
		for _, invented := range []string{"license", "datePublished"} {
			if value, ok := got[invented]; ok {
				t.Errorf("%s: got %s %v, which the report does not say", test.name, invented, value)
			}
		}
	}
	for name, data := range map[string]any{
		"section": site.Section(o, &r.Sections[0], nil).LinkedData, "form": site.Project(o, &r.Projects[0], nil).LinkedData,
	} {
		if data != nil {
			t.Errorf("%s: got data %v, want none", name, data)
		}
	}
}

// What others show who link to a page: its figure where it has one.
func TestSharedTitles(t *testing.T) {
	r := sample()
	o := r.Outline()
	for n, want := range []string{
		"表 1 收支总表：收入总计 1,200.50 万元 · 样例局 2030 年部门预算", // 支出总计 is 不适用
		"表 2 支出表 · 样例局 2030 年部门预算",                   // which of its columns is the total nobody says
		"表 3 基金表 · 样例局 2030 年部门预算",                   // an empty table comes to nothing
		"目标表 · 样例局 2030 年部门预算",                       // one row is no total
	} {
		if got := site.Table(o, &r.Tables[n], nil).SharedTitle; got != want {
			t.Errorf("table %d: got %q, want %q", n+1, got, want)
		}
	}
	if got, want := site.Overview(o, sample()).SharedTitle, "2030 年样例局部门预算：收入 1,200.50 万元"; got != want {
		t.Errorf("report: got %q, want %q", got, want)
	}
}

// Where a report's heading names no body, all that is shared of it does: its title, its
// description and its image.
func TestSharedNamesTheBody(t *testing.T) {
	r := sample()
	r.Heading = "2030 年区级部门预算"
	o := r.Outline()
	p := site.Overview(o, r)
	drawn := ""
	for _, shape := range page.Card(r).Shapes {
		if shape.Text != nil {
			drawn += shape.Text.Text + "\n"
		}
	}
	for what, got := range map[string]string{"title": p.SharedTitle, "description": p.Description, "image": drawn, "table": site.Table(o, &r.Tables[0], nil).Description} {
		if !strings.HasPrefix(got, "样例局（本级）：2030 年区级部门预算") {
			t.Errorf("%s: got %q, want the name of the body before the heading", what, got)
		}
	}
}

// A report tells programs when it was published and of which originals it was made, as
// far as anybody states that.
func TestLinkedDataOfOriginals(t *testing.T) {
	r := sample()
	r.Originals = []report.Original{
		{Name: "预算.pdf", File: "original-1.pdf", SHA256: "ab", Address: "https://gov.example/1.pdf", Published: "2030-02-28", Terms: "转载请注明出处。", Allowed: true},
		{Name: "附表.xlsx", File: "original-2.xlsx", SHA256: "cd"},
	}
	text, err := json.Marshal(site.Overview(r.Outline(), r).LinkedData)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"datePublished":"2030-02-28","isBasedOn":[`,
		`{"@type":"MediaObject","name":"预算.pdf","url":"https://gov.example/1.pdf","contentUrl":"https://example.test/yangli/2030/budget/original-1.pdf","datePublished":"2030-02-28","sha256":"ab","usageInfo":{"@type":"CreativeWork","text":"转载请注明出处。"}}`,
		`{"@type":"MediaObject","name":"附表.xlsx","sha256":"cd"}`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("got %s, want %s in it", text, want)
		}
	}
}
