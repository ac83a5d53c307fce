package page

import (
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

func TestSheetSaysTitleAddressVersionAndPage(t *testing.T) {
	site := Site{Origin: "https://budget.example", Asset: func(name string) string { return "/static/" + name }}
	o := report.Outline{Front: report.Front{
		Key:     report.Key{Unit: "unit", Year: 2023, Kind: "budget"},
		Version: "0123456789abcdef", UnitShort: `某"局`,
	}}
	sheet := site.Table(o, &report.Table{Number: 7, Label: "表 7", Title: "支出表"}, nil).Sheet
	for _, want := range []string{
		`@top-left { content: "表 7 支出表 · 某\22 局 2023 年部门预算"; }`,
		`@bottom-left { content: "https://budget.example/unit/2023/budget/tables/7　版本 0123456789ab"; }`,
		`counter(page) " / " counter(pages)`,
	} {
		if !strings.Contains(sheet.CSS, want) {
			t.Errorf("sheet of table 7: got\n%s\nwant it to have %s", sheet.CSS, want)
		}
	}
	if got, want := sheet.Address, "/static/running/unit/2023/budget/tables/7/"; !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ".css") {
		t.Errorf("address of the sheet: got %s, want %s<hash>.css", got, want)
	}
	if other := site.Table(o, &report.Table{Number: 7, Label: "表 7", Title: "收入表"}, nil).Sheet; other.Address == sheet.Address {
		t.Error("two sheets of different content have one address")
	}
	if site.Error(404).Sheet != nil {
		t.Error("an error page has a generated sheet; it has no address of its own to print")
	}
}

func TestCSSStringCannotEnd(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`收支总表`, `"收支总表"`},
		{`a"b\c`, `"a\22 b\5c c"`},
		{"a\nb", `"a\a b"`},
		{"</style>{}", `"\3c /style\3e \7b \7d "`},
	} {
		if got := cssString(test.text); got != test.want {
			t.Errorf("cssString(%q): got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestPrintPageHasAHeadForEachPartOnItsOwnSheet(t *testing.T) {
	site := Site{Origin: "https://budget.example", Asset: func(name string) string { return name }}
	columns := make([]report.Column, wideFrom)
	for j := range columns {
		columns[j] = report.Column{Path: []string{string(rune('a' + j))}, Role: report.Amount}
	}
	r := &report.Report{
		Front: report.Front{
			Key:     report.Key{Unit: "unit", Year: 2023, Kind: "budget"},
			Version: "0123456789abcdef", UnitShort: "某局",
		},
		Tables:   []report.Table{{Number: 1, Title: "窄", Columns: columns[:2]}, {Number: 2, Title: "宽", Columns: columns}},
		Projects: []report.Project{{Number: 1, Name: "项目甲"}},
	}
	p := site.Print(r, r.Outline(), finding.Result{})
	css := p.Sheet.CSS
	for _, want := range []string{"@page part-t2 {\nsize: A4 landscape", `content: "宽"`, ".on-t2 { page: part-t2; }", "@page part-t1 {\n@top-right", `content: "项目 项目甲"`, ".on-f1 { page: part-f1; }"} {
		if !strings.Contains(css, want) {
			t.Errorf("sheet of the print page: got\n%s\nwant it to have %s", css, want)
		}
	}
	if got, want := p.Colophons["t1"], "窄 · 某局 2023 年部门预算　https://budget.example/unit/2023/budget@0123456789ab　版本 0123456789ab"; got != want {
		t.Errorf("colophon: got %q, want %q", got, want)
	}
}
