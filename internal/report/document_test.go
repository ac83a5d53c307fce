package report_test

import (
	"crypto/sha256"
	"fmt"
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
			Number: 1, Label: "表 1", Title: "表", Captions: []string{"单位名称：示例局", "单位：元"}, MoneyUnit: "元",
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

func TestVersion(t *testing.T) {
	want := sample().ContentHash()
	if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(want) {
		t.Fatalf("got %q, want 64 hexadecimal digits", want)
	}
	for _, c := range []struct {
		name    string
		change  func(*report.Report)
		another bool // want another version
	}{
		{"nothing", func(r *report.Report) {}, false},
		{"the version itself", func(r *report.Report) { r.Version = "x" }, false},
		{"headlines", func(r *report.Report) { r.Headlines = nil }, false},
		{"short name", func(r *report.Report) { r.UnitShort = "示" }, false},
		{"contact", func(r *report.Report) { r.UnitContact = "000-0000" }, false},
		{"spellings", func(r *report.Report) { r.Terms[0].Spellings = []string{"进账"} }, false},
		{"tables of a section", func(r *report.Report) { r.Sections[0].Tables = []int{1} }, false},
		{"role of a column", func(r *report.Report) { r.Tables[0].Columns[0].Role = report.Text }, false},
		{"totals", func(r *report.Report) { r.Tables[0].RowTotals = []report.Total{{Of: 1}} }, false},
		{"exact value", func(r *report.Report) { r.Tables[0].Rows[0].Cells[1].Value = decimal.NullDecimal{} }, false},
		{"level of a label", func(r *report.Report) { r.Tables[0].Rows[0].Cells[0].Level = 1 }, false},
		{"name of the unit", func(r *report.Report) { r.UnitName += "。" }, false},
		{"term", func(r *report.Report) { r.Terms[0].Name = "收" }, false},
		{"repair", func(r *report.Report) { r.Notes[0].Edits[0].Shown = "c" }, false},
		{"text as received", func(r *report.Report) { r.Source += "\n" }, false},

		{"unit", func(r *report.Report) { r.Unit = "v" }, true},
		{"year", func(r *report.Report) { r.Year++ }, true},
		{"heading", func(r *report.Report) { r.Heading += "。" }, true},
		{"contents", func(r *report.Report) { r.Contents[0] += "。" }, true},
		{"annexes", func(r *report.Report) { r.Annexes[0] += "。" }, true},
		{"title of a section", func(r *report.Report) { r.Sections[0].Title += "。" }, true},
		{"paragraph", func(r *report.Report) { r.Sections[0].Blocks[0].Text += "。" }, true},
		{"paragraph made a heading", func(r *report.Report) { r.Sections[0].Blocks[0].Kind = report.HeadingBlock }, true},
		{"title of a table", func(r *report.Report) { r.Tables[0].Title += "。" }, true},
		{"unit of money", func(r *report.Report) { r.Tables[0].Captions[1] = "单位：万元" }, true},
		{"header", func(r *report.Report) { r.Tables[0].Columns[1].Path = []string{"金额", "小计"} }, true},
		{"header path cut otherwise", func(r *report.Report) { r.Tables[0].Columns[1].Path = []string{"金", "额"} }, true},
		{"cell", func(r *report.Report) { r.Tables[0].Rows[0].Cells[1].Text = "1.51" }, true},
		{"row dropped", func(r *report.Report) { r.Tables[0].Rows = nil }, true},
		{"form of a table", func(r *report.Report) { r.Tables[0].Form = &report.Form{Caption: "2023 年度"} }, true},
		{"field of a form", func(r *report.Report) { r.Projects[0].Fields[0].Paragraphs[0] += "。" }, true},
		{"no target and a blank one", func(r *report.Report) { r.Projects[0].Indicators[0].NoTarget = true }, true},
	} {
		r := sample()
		c.change(r)
		if another := r.ContentHash() != want; another != c.another {
			t.Errorf("%s changed: got another version %t, want %t", c.name, another, c.another)
		}
	}
}

// The documents of the sample, to the letter.
func TestDocuments(t *testing.T) {
	r := sample()
	r.Tables[0].Columns[1].Path = []string{"金额", "小计<&>"}
	r.Tables[0].Rows[0].Cells[0].Text = ""
	documents := r.Documents()
	want := map[string]string{
		"front.json": `{
  "heading": "预算",
  "contents": [
    {
      "heading": "目录",
      "lines": [
        "一"
      ]
    },
    {
      "heading": "附表",
      "after": {
        "part": "sections",
        "number": 1
      },
      "lines": [
        "1. 表"
      ]
    }
  ]
}
`,
		"sections/1.json": `{
  "heading": "一",
  "blocks": [
    {
      "text": "收入：钱。"
    }
  ]
}
`,
		"tables/1.json": `{
  "label": "表 1",
  "title": "表",
  "captions": [
    "单位名称：示例局",
    "单位：元"
  ],
  "header": [
    [
      {
        "text": "项目",
        "rowspan": 2
      },
      {
        "text": "金额"
      }
    ],
    [
      {
        "text": "小计<&>"
      }
    ]
  ],
  "rows": [
    [
      "",
      "1.50"
    ]
  ]
}
`,
		"projects/1.json": `{
  "heading": "申报表",
  "fields": [
    {
      "name": "项目名称",
      "text": [
        "甲"
      ]
    }
  ],
  "indicators": {
    "rows": [
      [
        [
          "产出"
        ],
        [
          ""
        ],
        [
          "次数"
        ],
        [
          ""
        ]
      ]
    ]
  }
}
`,
	}
	if len(documents) != len(want) {
		t.Errorf("got %d documents, want %d", len(documents), len(want))
	}
	for _, d := range documents {
		if got := string(d.Content); got != want[d.Path()] {
			t.Errorf("%s: got\n%s\nwant\n%s", d.Path(), got, want[d.Path()])
		}
	}
	manifest := string(report.Manifest(r.Key, documents[:2]))
	sum := func(name string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(want[name]))) }
	if want := `{
  "format": "disclosure-report/1",
  "unit": "u",
  "year": 2023,
  "kind": "budget",
  "parts": [
    {
      "part": "front",
      "heading": "预算",
      "sha256": "` + sum("front.json") + `"
    },
    {
      "part": "sections",
      "number": 1,
      "heading": "一",
      "sha256": "` + sum("sections/1.json") + `"
    }
  ]
}
`; manifest != want {
		t.Errorf("manifest.json: got\n%s\nwant\n%s", manifest, want)
	}
}
