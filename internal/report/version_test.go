package report_test

import (
	"regexp"
	"testing"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// sample is a small report with one of everything that is published.
func sample() *report.Report {
	amount := report.Cell{Text: "1.50", Value: decimal.NewNullDecimal(decimal.RequireFromString("1.50"))}
	return &report.Report{
		Front: report.Front{
			Key:     report.Key{Unit: "u", Year: 2023, Kind: "budget"},
			Heading: "预算", UnitName: "示例局", ContentsTitle: "目录", Contents: []string{"一"},
			AnnexesTitle: "附表", Annexes: []string{"1. 表"},
			Headlines: []report.Headline{{Label: "收入", Text: "1.50"}},
			Terms:     []report.Term{{Number: 1, Name: "收入", Paragraph: 1}},
		},
		Sections: []report.Section{{Number: 1, Title: "一", Blocks: []report.Block{{Number: 1, Text: "收入：钱。"}}}},
		Tables: []report.Table{{
			Number: 1, Label: "表 1", Title: "表", UnitName: "示例局", MoneyUnit: "元",
			Columns: []report.Column{{Path: []string{"项目"}, Role: report.Label}, {Path: []string{"金额"}, Role: report.Amount}},
			Rows:    []report.Row{{Cells: []report.Cell{{Text: "收入"}, amount}}},
		}},
		Projects: []report.Project{{Number: 1, Name: "甲", Title: "申报表", Form: report.Form{
			Fields:     []report.Field{{Name: "项目名称", Paragraphs: []string{"甲"}}},
			Indicators: []report.Indicator{{Level1: "产出", Content: []string{"次数"}}},
		}}},
		Notes:  []report.Note{{Number: 1, From: 1, To: 1, Why: "断行", Edits: []report.Edit{{Received: "a", Shown: "b"}}}},
		Source: "预算\n",
	}
}

func TestContentHash(t *testing.T) {
	want := sample().ContentHash()
	if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(want) {
		t.Fatalf("got %q, want 64 hexadecimal digits", want)
	}
	for _, c := range []struct {
		name    string
		change  func(*report.Report)
		another bool // want another hash
	}{
		{"nothing", func(r *report.Report) {}, false},
		{"the version itself", func(r *report.Report) { r.Version = "x" }, false},
		{"headlines", func(r *report.Report) { r.Headlines = nil }, false},
		{"short name", func(r *report.Report) { r.UnitShort = "示" }, false},
		{"spellings", func(r *report.Report) { r.Terms[0].Spellings = []string{"进账"} }, false},
		{"tables of a section", func(r *report.Report) { r.Sections[0].Tables = []int{1} }, false},
		{"role of a column", func(r *report.Report) { r.Tables[0].Columns[0].Role = report.Text }, false},
		{"totals", func(r *report.Report) { r.Tables[0].RowTotals = []report.Total{{Of: 1}} }, false},

		{"year", func(r *report.Report) { r.Year++ }, true},
		{"heading", func(r *report.Report) { r.Heading += "。" }, true},
		{"unit", func(r *report.Report) { r.UnitName += "。" }, true},
		{"contents", func(r *report.Report) { r.Contents[0] += "。" }, true},
		{"annexes", func(r *report.Report) { r.Annexes[0] += "。" }, true},
		{"title of a section", func(r *report.Report) { r.Sections[0].Title += "。" }, true},
		{"paragraph", func(r *report.Report) { r.Sections[0].Blocks[0].Text += "。" }, true},
		{"paragraph made a heading", func(r *report.Report) { r.Sections[0].Blocks[0].Heading = true }, true},
		{"title of a table", func(r *report.Report) { r.Tables[0].Title += "。" }, true},
		{"unit of money", func(r *report.Report) { r.Tables[0].MoneyUnit = "万元" }, true},
		{"header", func(r *report.Report) { r.Tables[0].Columns[1].Path = []string{"金额", "小计"} }, true},
		{"header path cut otherwise", func(r *report.Report) { r.Tables[0].Columns[1].Path = []string{"金", "额"} }, true},
		{"cell", func(r *report.Report) { r.Tables[0].Rows[0].Cells[1].Text = "1.51" }, true},
		{"level of a label", func(r *report.Report) { r.Tables[0].Rows[0].Cells[0].Level = 1 }, true},
		{"row dropped", func(r *report.Report) { r.Tables[0].Rows = nil }, true},
		{"form of a table", func(r *report.Report) { r.Tables[0].Form = new(report.Form) }, true},
		{"field of a form", func(r *report.Report) { r.Projects[0].Fields[0].Paragraphs[0] += "。" }, true},
		{"no target and a blank one", func(r *report.Report) { r.Projects[0].Indicators[0].NoTarget = true }, true},
		{"term", func(r *report.Report) { r.Terms[0].Name = "收" }, true},
		{"repair", func(r *report.Report) { r.Notes[0].Edits[0].Shown = "c" }, true},
		{"text as received", func(r *report.Report) { r.Source += "\n" }, true},
	} {
		r := sample()
		c.change(r)
		if another := r.ContentHash() != want; another != c.another {
			t.Errorf("%s changed: got another hash %t, want %t", c.name, another, c.another)
		}
	}
}
