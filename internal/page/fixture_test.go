package page_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/page"
	"disclosure/internal/report"
)

var site = page.Site{
	Name:   "样例公开",
	Origin: "https://example.test",
	Asset:  func(name string) string { return "/static/" + name },
}

const base = "/yangli/2030/budget"

// sample is a small report that has one of everything: a two-sided table, a
// table with units, codes and a header of three rows, an empty table, a table
// that is a form, a project form, a glossary and a repair.
func sample() *report.Report {
	cell := func(text string, level int) report.Cell {
		c := report.Cell{Text: text, Level: level}
		if v, err := report.ParseAmount(text); err == nil {
			c.Value = decimal.NewNullDecimal(v)
		}
		return c
	}
	label := func(text string, level int) report.Cell { return report.Cell{Text: text, Level: level} }
	row := func(cells ...report.Cell) report.Row { return report.Row{Cells: cells} }
	blank := report.Cell{}

	r := &report.Report{
		Front: report.Front{
			Version: "0123456789abcdef",
			Key:     report.Key{Unit: "yangli", Year: 2030, Kind: "budget"},
			Heading: "2030 年样例局部门预算", UnitName: "样例局（本级）", UnitShort: "样例局", MoneyUnit: "万元",
			Origin: "为测试而写。", ContentsTitle: "目 录", Contents: []string{"第一部分 概况", "第二部分 名词"},
			AnnexesTitle: "附表：", Annexes: []string{"1. 收支总表"},
			Headlines: []report.Headline{
				{Label: "收入", Text: "1,200.50", Unit: "万元", From: report.TableRef(1).Cell(4, 2)},
				{Label: "比上年", Text: "增加3.00万元", From: report.SectionRef(1).Paragraph(1)},
			},
			GlossarySection: 2,
			Terms: []report.Term{
				{Number: 1, Name: "基本支出", Definition: "一、基本支出：日常的支出。", Paragraph: 1},
				{Number: 2, Name: "项目支出", Definition: "二、项目支出：基本支出之外的支出。", Paragraph: 2},
			},
		},
		Sections: []report.Section{
			{Number: 1, Title: "第一部分 概况", Tables: []int{1, 3}, Blocks: []report.Block{
				{Kind: report.HeadingBlock, Level: 1, Number: 1, Text: "一、收入"},
				{Number: 1, Text: "比上年增加3.00万元，项目支出5元，项目支出少。"},
				{Number: 2, Text: "基本支出、项目支出 2,139.00 万元。"},
			}},
			{Number: 2, Title: "第二部分 名词", Blocks: []report.Block{
				{Number: 1, Text: "一、基本支出：日常的支出，基本支出不含项目。"},
				{Number: 2, Text: "二、项目支出：基本支出之外的支出。"},
			}},
		},
		Notes: []report.Note{{Number: 1, From: 3, To: 4, At: report.ProjectRef(1).Indicator(2), Why: "断行。",
			Edits: []report.Edit{{Received: "\t甲 乙\n", Shown: "\t\t甲"}, {Received: ",", Shown: ""}}}},
		Source: "文本\n",
	}
	amount := func(path ...string) report.Column { return report.Column{Path: path, Role: report.Amount} }
	r.Tables = []report.Table{
		{
			Number: 1, Label: "表 1", Title: "收支总表", Captions: []string{"单位名称：样例局", "单位：万元"}, UnitName: "样例局", MoneyUnit: "万元", Sides: []string{"收入", "支出"},
			Columns: []report.Column{
				{Path: []string{"收入", "项目"}, Role: report.Label},
				{Path: []string{"收入", "预算数"}, Role: report.Amount},
				{Path: []string{"支出", "项目"}, Role: report.Label, Side: 1},
				{Path: []string{"支出", "预算数"}, Role: report.Amount, Side: 1},
			},
			Rows: []report.Row{
				row(label("一、拨款", 0), cell("1,200.50", 0), label("基本支出", 0), cell("0", 0)),
				row(label("1.一般", 1), cell("1,200.50", 0), blank, blank),
				row(label("收入合计", 0), cell("1,200.50", 0), label("支出合计", 0), cell("0", 0)),
				row(label("收入总计", 0), cell("1,200.50", 0), label("支出总计", 0), cell("不适用", 0)),
			},
			RowTotals: []report.Total{
				{Column: 1, Of: 3, Parts: []int{1}}, {Column: 1, Of: 4, Parts: []int{3}},
				{Column: 3, Of: 3, Parts: []int{1}}, {Column: 3, Of: 4, Parts: []int{3}},
			},
		},
		{
			Number: 2, Label: "表 2", Title: "支出表", Captions: []string{"单位：万元"}, MoneyUnit: "万元",
			Columns: []report.Column{
				{Path: []string{"单位"}, Role: report.Label},
				{Path: []string{"编码"}, Role: report.Code},
				{Path: []string{"科目"}, Role: report.Label},
				amount("总计"),
				amount("拨款", "一般公共预算", "基本支出"),
				amount("拨款", "一般公共预算", "项目支出"),
				amount("拨款", "基金"),
				amount("结转", "上年"),
				amount("结转", "其他"),
			},
			Rows: []report.Row{
				row(label("样例局", 0), blank, blank, cell("9.00", 0), blank, blank, blank, blank, blank),
				row(blank, label("201", 0), label("服务", 0), cell("9.00", 0), cell("9.00", 0), blank, blank, blank, blank),
				row(blank, label("20101", 0), label("政务", 1), cell("9.00", 0), cell("9.00", 0), blank, blank, blank, blank),
			},
			RowTotals: []report.Total{{Column: 1, Of: 1, Parts: []int{2}}}, // a heading before its parts
		},
		{
			Number: 3, Label: "表 3", Title: "基金表", Columns: []report.Column{{Path: []string{"单位"}, Role: report.Label}, amount("金额")},
			Rows:  []report.Row{row(label("样例局", 0), cell("0", 0))},
			Empty: &report.Empty{Quote: "本单位没有基金。", From: report.SectionRef(1).Paragraph(2)},
		},
		{
			Number: 4, Title: "目标表", RowsTitle: "主要任务", Form: sampleForm(),
			Columns: []report.Column{{Path: []string{"任务"}, Role: report.Label}, {Path: []string{"内容"}, Role: report.Text}, amount("金额（万元）")},
			Rows:    []report.Row{row(label("基本支出", 0), label("用于日常，3.00万元。", 0), cell("3.00", 0))},
		},
	}
	r.Projects = []report.Project{{Number: 1, Name: "网络服务", Title: "申报表", Form: *sampleForm()}}
	return r
}

func sampleForm() *report.Form {
	return &report.Form{
		Caption: "2030 年度",
		Fields: []report.Field{
			{Name: "项目名称", Paragraphs: []string{"网络服务"}},
			{Name: "金额（万元）", Paragraphs: []string{"476.00"}, Amount: true},
			{Name: "用途", Paragraphs: []string{"第一段，属于项目支出。", "第二段，项目支出 2.40 万元。"}},
			{Name: "备注", Paragraphs: []string{""}},
			{Name: "概况", Paragraphs: []string{"特设此项目。"}},
		},
		IndicatorsTitle: "绩效指标", IndicatorHeader: []string{"一级", "二级", "三级", "目标值"},
		Indicators: []report.Indicator{
			{Level1: "投入", Level2: "测算", Content: []string{"甲 1.00 万元。", "乙。"}, NoTarget: true},
			{Level1: "产出", Level2: "数量", Content: []string{"人数"}, Target: "3人"},
			{Level1: "产出", Level2: "数量", Content: []string{"次数"}, Target: ""},
			{Level1: "产出", Level2: "质量", Content: []string{"合格率"}, Target: "不适用"},
		},
	}
}

// cellOf returns the body cell with the id.
func cellOf(t *testing.T, v page.TableView, id string) page.CellView {
	t.Helper()
	for _, row := range v.Rows {
		for _, c := range row.Cells {
			if c.ID == id {
				return c
			}
		}
	}
	t.Fatalf("no body cell has id %q", id)
	return page.CellView{}
}

// headOf returns the header cell with the id.
func headOf(t *testing.T, v page.TableView, id string) page.HeadCell {
	t.Helper()
	for _, row := range v.Head {
		if i := slices.IndexFunc(row, func(c page.HeadCell) bool { return c.ID == id }); i >= 0 {
			return row[i]
		}
	}
	t.Fatalf("no header cell has id %q", id)
	return page.HeadCell{}
}
