package store_test

import (
	"fmt"
	"log/slog"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"github.com/shopspring/decimal"
)

var key = report.Key{Unit: "lihu-stats", Year: 2031, Kind: "budget"}

// sealed gives r its content hash as version.
func sealed(r *report.Report) *report.Report {
	r.Version = r.ContentHash()
	return r
}

// label, figure and text make the cells of a row.
func label(text string, level int) report.Cell { return report.Cell{Text: text, Level: level} }

func figure(text string) report.Cell {
	value, err := report.ParseAmount(text)
	if err != nil {
		panic(err)
	}
	return report.Cell{Text: text, Value: decimal.NewNullDecimal(value)}
}

func blank() report.Cell { return report.Cell{} }

// sample is a report that uses everything a report can have.
func sample() *report.Report {
	r := &report.Report{
		Front: report.Front{
			Key: key, Heading: "2031 年荔湖区统计局部门预算", UnitName: "荔湖区统计局（本级）", UnitShort: "统计局",
			MoneyUnit: "万元", Origin: "抄自公告栏。",
			ContentsTitle: "目 录", Contents: []string{"第一部分 概况", "第二部分 名词解释"},
			AnnexesTitle: "附表：", Annexes: []string{"表 1 收支总表", "", "表 3 目标表"},
			Headlines: []report.Headline{
				{Label: "收入", Text: "1,200.50", Unit: "万元", From: report.TableRef(1).Cell(3, 2)},
				{Label: "比上年", Text: "增加12万元", From: report.SectionRef(1).Paragraph(2)},
			},
			GlossarySection: 2,
			Terms: []report.Term{
				{Number: 1, Name: "结转", Definition: "1. 结转：……", Paragraph: 1, Spellings: []string{"年末结转", "上年结转"}, Never: []string{"结转率"}},
				{Number: 2, Name: "基本支出", Definition: "2. 基本支出：……", Paragraph: 2},
			},
		},
		Sections: []report.Section{
			{Number: 1, Title: "第一部分 概况", Tables: []int{3, 1}, Blocks: []report.Block{
				{Kind: report.HeadingBlock, Level: 1, Number: 1, Text: "一、职能"},
				{Number: 1, Text: "(一) 统计。"},
				{Number: 2, Text: "预算增加12万元。"},
				{Kind: report.HeadingBlock, Level: 1, Number: 2, Text: "二、其他"},
			}},
			{Number: 2, Title: "第二部分 名词解释", Blocks: []report.Block{{Number: 1, Text: "1. 结转：……"}, {Number: 2, Text: "2. 基本支出：……"}}},
			{Number: 3, Title: "第三部分"},
		},
		Tables: []report.Table{twoSided(), declaredEmpty(), taskForm()},
		Projects: []report.Project{
			{Number: 1, Name: "普查", Title: "申报表", Form: form("2031 年度")},
			{Number: 2, Name: "空表", Title: "申报表"},
		},
		Notes: []report.Note{
			{Number: 1, From: 3, To: 5, At: report.ProjectRef(1).FieldParagraph(3, 2), Why: "分页截断。",
				Edits: []report.Edit{{Received: "a\tb", Shown: "ab"}, {Received: "x\ny", Shown: "x¶y"}}},
			{Number: 2, From: 9, To: 9, At: report.TableRef(1), Why: "多一列。"},
		},
		Source: "第一行\r\n\n  第三行\tend",
	}
	return sealed(r)
}

func twoSided() report.Table {
	side := func(name, word string, i int) []report.Column {
		return []report.Column{
			{Path: []string{name, word}, Role: report.Label, Side: i},
			{Path: []string{name, "预算", "合计"}, Role: report.Amount, Side: i},
		}
	}
	return report.Table{
		Number: 1, Label: "表 1", Title: "收支总表", Captions: []string{"单位名称：统计局", "单位：万元"}, UnitName: "统计局", MoneyUnit: "万元",
		Columns: append(side("收入", "项目", 0), side("支出", "科目", 1)...),
		Sides:   []string{"收入", "支出"},
		Rows: []report.Row{
			{Cells: []report.Cell{label("一、拨款", 0), figure("1,000.5"), label("教育", 1), blank()}},
			{Cells: []report.Cell{label("其中", 1), figure("-0.50"), blank(), figure("0")}},
			{Cells: []report.Cell{label("合计", 0), figure("1,200.50"), label("不适用", 0), figure("0.00")}},
		},
		RowTotals:    []report.Total{{Column: 1, Of: 3, Parts: []int{1, 2}}, {Column: 3, Of: 3, Parts: nil}},
		ColumnTotals: []report.Total{{Of: 2, Parts: []int{4}}},
	}
}

func declaredEmpty() report.Table {
	return report.Table{
		Number: 2, Label: "表 2", Title: "基金表",
		Columns: []report.Column{{Path: []string{"科目编码"}, Role: report.Code}, {Path: []string{"其中：金额"}, Role: report.Amount, OfWhich: true}},
		Empty:   &report.Empty{Quote: "本单位没有基金预算。", From: report.SectionRef(1).Paragraph(1)},
	}
}

func taskForm() report.Table {
	f := form("")
	return report.Table{
		Number: 3, Title: "目标表", RowsTitle: "年度主要任务", Form: &f,
		Columns: []report.Column{{Path: []string{"任务"}, Role: report.Text}},
		Rows:    []report.Row{{Cells: []report.Cell{label("普查", 0)}}, {Cells: []report.Cell{blank()}}},
	}
}

func form(caption string) report.Form {
	return report.Form{
		Caption: caption,
		Fields: []report.Field{
			{Name: "项目名称", Paragraphs: []string{"普查"}},
			{Name: "金额", Paragraphs: []string{"12.00"}, Amount: true},
			{Name: "说明", Paragraphs: []string{"一", "二"}},
			{Name: "其中：年初", Paragraphs: []string{"3", "4"}, Amount: true},
			{Name: "留空", Paragraphs: []string{""}},
			{Name: "无"},
		},
		IndicatorsTitle: "年度绩效指标",
		IndicatorHeader: []string{"一级指标", "二级指标", "三级指标", "目标值"},
		Indicators: []report.Indicator{
			{Level1: "投入指标", Level2: "明细", Content: []string{"甲", "乙"}, NoTarget: true},
			{Level1: "产出指标", Level2: "数量", Content: []string{"份数"}, Target: "≥3"},
			{Level1: "产出指标", Level2: "数量"},
		},
	}
}

// another is a sample of another unit.
func another(unit string) *report.Report {
	r := sample()
	r.Unit = unit
	return sealed(r)
}

// bare is the least that can be saved.
func bare() *report.Report { return sealed(&report.Report{Front: report.Front{Key: key}}) }

// hostile is a report of texts that an unquoted statement, a number column or
// a text format would damage.
func hostile() *report.Report {
	words := []string{
		`'; DROP TABLE report; --`, `"quoted" \back\slash`, "<p onload=\"x\">&amp;</p>", "\r\n\t tabs \v", "?1 :a @b $c %s",
		"００１2e5", "007", "1e400", "NULL", "💰 \u202e右到左 e\u0301", "'", "[]", "{}", "−5",
	}
	r := sample()
	r.Heading, r.Source, r.Contents = words[0], fmt.Sprint(words), words
	r.Key.Unit, r.Key.Kind = "a'b", `c"d`
	r.Sections[0].Blocks = nil
	for i, word := range words {
		r.Sections[0].Blocks = append(r.Sections[0].Blocks, report.Block{Number: i + 1, Text: word})
		r.Tables[2].Rows = append(r.Tables[2].Rows, report.Row{Cells: []report.Cell{label(word, i)}})
		r.Projects[1].Fields = append(r.Projects[1].Fields, report.Field{Name: word, Paragraphs: words})
	}
	r.Terms[0].Spellings, r.Terms[1].Never = words, words
	r.Tables[0].Columns[0].Path = words
	return sealed(r)
}

// realistic is a report of the size that one usually has.
func realistic(unit string) *report.Report {
	r := sample()
	r.Key.Unit = unit
	r.Tables, r.Projects, r.Sections, r.Terms, r.GlossarySection = nil, nil, nil, nil, 0
	for n := 1; n <= 15; n++ {
		t := report.Table{Number: n, Label: fmt.Sprint("表 ", n), Title: "支出总表", Captions: []string{"单位：万元"}, MoneyUnit: "万元"}
		t.Columns = append(t.Columns, report.Column{Path: []string{"科目", "名称"}, Role: report.Label})
		for j := 1; j < 8; j++ {
			t.Columns = append(t.Columns, report.Column{Path: []string{"支出", fmt.Sprint("来源", j), "小计"}, Role: report.Amount})
		}
		for i := range 21 {
			row := report.Row{Cells: []report.Cell{label("行政运行", i%3)}}
			for j := 1; j < 8; j++ {
				row.Cells = append(row.Cells, figure(fmt.Sprintf("%d.%02d", i*j, j)))
			}
			t.Rows = append(t.Rows, row)
		}
		t.RowTotals = []report.Total{{Column: 1, Of: 1, Parts: []int{2, 3, 4, 5}}}
		r.Tables = append(r.Tables, t)
	}
	for n := 1; n <= 13; n++ {
		r.Projects = append(r.Projects, report.Project{Number: n, Name: "项目", Form: form("2031 年度")})
	}
	for n := 1; n <= 8; n++ {
		s := report.Section{Number: n, Title: "部分", Tables: []int{n}}
		for k := 1; k <= 20; k++ {
			s.Blocks = append(s.Blocks, report.Block{Number: k, Text: "预算收入增加，主要原因是人员经费增加。"})
		}
		r.Sections = append(r.Sections, s)
	}
	return sealed(r)
}

// unchecked are reports whose figures were not held against one another.
func unchecked(reports ...*report.Report) []finding.Checked {
	list := make([]finding.Checked, len(reports))
	for i, r := range reports {
		list[i].Report = r
	}
	return list
}

// memory is what a store in memory of these reports answers.
func memory(t testing.TB, reports ...*report.Report) *store.Snapshot {
	t.Helper()
	return memoryOf(t, unchecked(reports...)...)
}

func memoryOf(t testing.TB, reports ...finding.Checked) *store.Snapshot {
	t.Helper()
	s, err := store.OpenMemory(ctx, reports...)
	if err != nil {
		t.Fatalf("OpenMemory: %v", err)
	}
	t.Cleanup(s.Close)
	return held(t, s)
}

// held is what s holds now, until the test ends.
func held(t testing.TB, s *store.Store) *store.Snapshot {
	now := s.Snapshot()
	t.Cleanup(now.Release)
	return now
}

// of is the handle of a report that s holds.
func of(t testing.TB, s *store.Snapshot, key report.Key) *store.Report {
	t.Helper()
	r, err := s.Report(key)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// written opens a store in a file that holds reports.
func written(t testing.TB, path string, reports ...*report.Report) *store.Store {
	t.Helper()
	write(t, path, reports...)
	s, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(s.Close)
	return s
}

func write(t testing.TB, path string, reports ...*report.Report) {
	t.Helper()
	if err := store.Write(ctx, path, unchecked(reports...)); err != nil {
		t.Fatalf("Write: %v", err)
	}
}
