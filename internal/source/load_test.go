package source_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// dir is the made-up report that all tests start from.
const dir = "shili-qinghe-nyncj/2023-budget"

// files returns a copy of the made-up report that a test may change.
func files(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range []string{"report.toml", "source.txt", "tables.toml",
		"sections/1.txt", "sections/2.txt", "sections/3.txt", "tables/01.csv", "tables/02.csv"} {
		content, err := os.ReadFile("testdata/reports/" + dir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[dir+"/"+name] = &fstest.MapFile{Data: content}
	}
	return fsys
}

// edit replaces the one place of a file where old stands and returns its line.
func edit(t testing.TB, fsys fstest.MapFS, name, old, new string) (line int) {
	t.Helper()
	file := fsys[dir+"/"+name]
	if file == nil || strings.Count(string(file.Data), old) != 1 {
		t.Fatalf("%s must hold %q exactly once to be edited", name, old)
	}
	before, after, _ := strings.Cut(string(file.Data), old)
	fsys[dir+"/"+name] = &fstest.MapFile{Data: []byte(before + new + after)}
	return strings.Count(before, "\n") + 1
}

// add writes a file of the report.
func add(fsys fstest.MapFS, name, content string) {
	fsys[dir+"/"+name] = &fstest.MapFile{Data: []byte(content)}
}

func load(t testing.TB, fsys fstest.MapFS) *report.Report {
	t.Helper()
	r, err := source.Load(fsys, dir)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return r
}

func TestLoadFront(t *testing.T) {
	r := load(t, files(t))
	if want := (report.Key{Unit: "shili-qinghe-nyncj", Year: 2023, Kind: "budget"}); r.Key != want {
		t.Errorf("Key: got %v, want %v", r.Key, want)
	}
	for _, c := range []struct{ what, got, want string }{
		{"Heading", r.Heading, "示例市青禾区农业农村局2023年部门预算（虚构）"},
		{"UnitName", r.UnitName, "示例市青禾区农业农村局"},
		{"UnitShort", r.UnitShort, "青禾区农业农村局（示例）"},
		{"MoneyUnit", string(r.MoneyUnit), "元"},
		{"ContentsTitle", r.ContentsTitle, "目 录"},
		{"Contents", strings.Join(r.Contents, "|"), "一、单位基本情况|二、收支预算说明|三、其他事项"},
		{"AnnexesTitle", r.AnnexesTitle, "附表："},
		{"Annexes", strings.Join(r.Annexes, "|"), "1. 部门收支预算总表|2. 一般公共预算支出表"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	received, err := os.ReadFile("testdata/reports/" + dir + "/source.txt")
	if err != nil {
		t.Fatal(err)
	}
	if r.Source != string(received) {
		t.Error("Source: got other bytes than source.txt")
	}
	if len(r.Projects) != 0 || len(r.Terms) != 0 || len(r.Notes) != 0 || r.GlossarySection != 0 {
		t.Error("got projects, terms or notes, want none")
	}
}

func TestLoadHeadlines(t *testing.T) {
	want := []report.Headline{
		{Label: "收入", Text: "5,948,000.50", Unit: "元", From: report.TableRef(1).Cell(1, 2)},
		{Label: "比上年", Text: "比2022年减少52,000.00元，下降0.87%", From: report.SectionRef(2).Paragraph(1)},
		// the code 20805 occurs under both units; the unit tells its rows apart
		{Label: "农技推广中心养老支出", Text: "96,000.00", Unit: "元", From: report.TableRef(2).Cell(14, 4)},
	}
	if got := load(t, files(t)).Headlines; !slices.Equal(got, want) {
		t.Errorf("Headlines:\ngot  %v\nwant %v", got, want)
	}
}

func TestLoadSections(t *testing.T) {
	r := load(t, files(t))
	want := []report.Section{
		{Number: 1, Title: "一、单位基本情况", Blocks: []report.Block{
			{Number: 1, Text: "示例市青禾区农业农村局是一个虚构的预算单位，下设示例市青禾区农技推广中心，仅用于测试。"},
			{Kind: report.HeadingBlock, Level: 1, Number: 1, Text: "（一）主要职责"},
			{Number: 2, Text: "1. 组织实施全区种植业、畜牧业和渔业的年度计划。"},
			{Number: 3, Text: "2. 负责农作物病虫害的监测、预报和防治。"},
			{Kind: report.HeadingBlock, Level: 1, Number: 2, Text: "（二）人员情况"},
			{Number: 4, Text: "两家单位编制共31人，实有29人；离退休人员不适用本表口径。"},
		}},
		{Number: 3, Title: "三、其他事项", Blocks: []report.Block{
			{Number: 1, Text: `公众意见可写作 <script>alert(1)</script> & "quotes" 或 &lt;b&gt;，本单位均按原文登记。`},
			{Number: 2, Text: "*本报告中的单位、人员和金额全部为虚构。"},
		}},
	}
	for _, w := range want {
		got := r.Sections[w.Number-1]
		if got.Number != w.Number || got.Title != w.Title || !reflect.DeepEqual(got.Blocks, w.Blocks) {
			t.Errorf("section %d:\ngot  %v\nwant %v", w.Number, got, w)
		}
	}
	if got := r.Sections[1].Tables; !slices.Equal(got, []int{1, 2}) {
		t.Errorf("tables of section 2: got %v, want [1 2]", got)
	}
}

func TestLoadColumns(t *testing.T) {
	table := load(t, files(t)).Tables[0]
	if table.Label != "表 1" || table.Title != "部门收支预算总表" || table.UnitName != "示例市青禾区农业农村局" || table.MoneyUnit != "元" {
		t.Errorf("head: got %q %q %q %q", table.Label, table.Title, table.UnitName, table.MoneyUnit)
	}
	for _, c := range []struct {
		j       int
		role    report.Role
		ofWhich bool
	}{{1, report.Label, false}, {2, report.Amount, false}, {9, report.Amount, true}, {10, report.Text, false}} {
		if got := table.Columns[c.j-1]; got.Role != c.role || got.OfWhich != c.ofWhich {
			t.Errorf("column %d: got %s, of-which %t; want %s, %t", c.j, got.Role, got.OfWhich, c.role, c.ofWhich)
		}
	}
	header := table.Header()
	if len(header) != 3 {
		t.Fatalf("header: got %d rows, want 3", len(header))
	}
	for _, c := range []struct {
		row, cell int
		want      report.HeaderCell
	}{
		{0, 0, report.HeaderCell{Text: "预算单位", Rowspan: 3, Colspan: 1, First: 1, Leaf: true}},
		{0, 1, report.HeaderCell{Text: "收入", Rowspan: 1, Colspan: 4, First: 2}},
		{0, 3, report.HeaderCell{Text: "备注", Rowspan: 3, Colspan: 1, First: 10, Leaf: true}},
		{1, 1, report.HeaderCell{Text: "财政拨款", Rowspan: 1, Colspan: 2, First: 3}},
		{2, 3, report.HeaderCell{Text: "其中：政府采购", Rowspan: 1, Colspan: 1, First: 9, Leaf: true}},
	} {
		if got := header[c.row][c.cell]; got != c.want {
			t.Errorf("header row %d cell %d: got %+v, want %+v", c.row+1, c.cell+1, got, c.want)
		}
	}
}

func TestLoadCells(t *testing.T) {
	r := load(t, files(t))
	for _, c := range []struct {
		table, row, column int
		text               string
		level              int
		value              string // "" for no value
	}{
		{1, 1, 1, "示例市青禾区农业农村局", 0, ""},
		{1, 2, 1, "示例市青禾区农业农村局（本级）", 1, ""},
		{1, 1, 4, "0", 0, "0"},
		{1, 2, 4, "0.00", 0, "0"},
		{1, 3, 4, "", 0, ""},
		{1, 3, 9, "12000.00", 0, "12000"},
		{1, 1, 10, "不适用", 0, ""},
		{2, 3, 2, "208", 0, ""},
		{2, 4, 3, "行政事业单位养老支出", 1, ""},
		{2, 5, 3, "机关事业单位基本养老保险缴费支出", 2, ""},
		{2, 11, 3, `<b>其他</b>农业农村支出 & "杂项"`, 2, ""},
		{2, 13, 3, "社会保障和就业支出", 0, ""},
		{2, 21, 4, "-20,000.00", 0, "-20000"},
	} {
		got := r.Tables[c.table-1].Rows[c.row-1].Cells[c.column-1]
		value := ""
		if got.Value.Valid {
			value = got.Value.Decimal.String()
		}
		if got.Text != c.text || got.Level != c.level || value != c.value {
			t.Errorf("table %d row %d column %d: got %q level %d value %q, want %q %d %q",
				c.table, c.row, c.column, got.Text, got.Level, value, c.text, c.level, c.value)
		}
	}
}

func TestLoadTotals(t *testing.T) {
	r := load(t, files(t))
	rows := report.Total{Column: 1, Of: 1, Parts: []int{2, 12}}
	if got := r.Tables[1].RowTotals; len(got) != 1 || got[0].Column != rows.Column || got[0].Of != rows.Of || !slices.Equal(got[0].Parts, rows.Parts) {
		t.Errorf("row totals of table 2: got %v, want [%v]", got, rows)
	}
	if got := r.Tables[0].ColumnTotals; len(got) != 2 || got[1].Of != 6 || !slices.Equal(got[1].Parts, []int{7, 8}) {
		t.Errorf("column totals of table 1: got %v, want the second to be 6 of [7 8]", got)
	}
}

func TestLoadTwoSides(t *testing.T) {
	fsys := files(t)
	edit(t, fsys, "tables.toml", `labels = ["预算单位"]
amounts`, `sides = ["收入", "支出"]
labels = ["收入/项目", "支出/项目"]
amounts`)
	text := string(fsys[dir+"/tables.toml"].Data)
	from, to := strings.Index(text, "amounts ="), strings.Index(text, "[[table]]\nnumber = 2")
	text = text[:from] + "amounts = [\"收入/预算\", \"支出/预算\"]\n" + `
row_totals = [
  { label = "收入/项目", total = "合计", of = ["拨款"] },
  { label = "支出/项目", total = "合计", of = ["农业", "养老"] },
]
` + text[to:]
	add(fsys, "tables.toml", text)
	add(fsys, "tables/01.csv", "收入/项目,收入/预算,支出/项目,支出/预算\n拨款,3.00,农业,2.00\n,,  种植,2.00\n,,养老,1.00\n合计,3.00,,\n,,合计,3.00\n")
	edit(t, fsys, "report.toml", `row = ["示例市青禾区农业农村局"]
column = "收入/合计"`, `row = ["合计"]
column = "支出/预算"`)
	r := load(t, fsys)
	table := r.Tables[0]
	if got := table.Columns[3].Side; got != 1 {
		t.Errorf("side of column 4: got %d, want 1", got)
	}
	if got := table.RowTotals; len(got) != 2 || got[1].Column != 3 || !slices.Equal(got[1].Parts, []int{1, 3}) {
		t.Errorf("row totals: got %v, want the second to be in column 3 of rows [1 3]", got)
	}
	if got, want := r.Headlines[0].From, report.TableRef(1).Cell(5, 4); got != want {
		t.Errorf("headline: got %v, want %v", got, want)
	}
}

// TestLoadRepeatedLabel checks a unit that is printed again in every row: only
// another unit begins the levels of the next column anew.
func TestLoadRepeatedLabel(t *testing.T) {
	const head = "单位,编码,科目,金额\n甲,205,教育,1.00\n"
	fsys := files(t)
	add(fsys, "tables.toml", string(fsys[dir+"/tables.toml"].Data)+`
[[table]]
number = 3
label = "表 3"
title = "科目表"
labels = ["单位", "科目"]
keys = ["编码"]
amounts = ["金额"]
`)
	add(fsys, "tables/03.csv", head+"甲,20502,  小学,1.00\n乙,205,教育,\n")
	if got := load(t, fsys).Tables[2].Rows[1].Cells[2].Level; got != 1 {
		t.Errorf("under the unit printed again: got level %d, want 1", got)
	}
	add(fsys, "tables/03.csv", head+"乙,20502,  小学,1.00\n")
	wantOne(t, fsys, "tables/03.csv", 3, "at level 1")
}

func TestLoadAll(t *testing.T) {
	fsys := files(t)
	for name, file := range files(t) {
		copied := strings.ReplaceAll(string(file.Data), "slug = \"shili-qinghe-nyncj\"", "slug = \"another\"")
		fsys[strings.Replace(name, "shili-qinghe-nyncj", "another", 1)] = &fstest.MapFile{Data: []byte(copied)}
	}
	fsys["embed.go"] = &fstest.MapFile{Data: []byte("package data")}
	reports, err := source.LoadAll(fsys)
	if err != nil {
		t.Fatalf("LoadAll: %v", err)
	}
	var got []string
	for _, r := range reports {
		got = append(got, r.Base())
	}
	if want := []string{"/another/2023/budget", "/shili-qinghe-nyncj/2023/budget"}; !slices.Equal(got, want) {
		t.Errorf("LoadAll: got %v, want %v", got, want)
	}
	delete(fsys, "another/2023-budget/report.toml") // a forgotten report.toml must not hide the report
	if _, err := source.LoadAll(fsys); err == nil || !strings.Contains(err.Error(), "another/2023-budget/report.toml:1: is missing") {
		t.Errorf("LoadAll without one report.toml: got %v, want that it is missing", err)
	}
	if _, err := source.LoadAll(fstest.MapFS{}); err == nil {
		t.Error("LoadAll of nothing: got no error")
	}
}

// TestLoadPublished loads what the site publishes.
func TestLoadPublished(t *testing.T) {
	reports, err := source.LoadAll(data.Files)
	if err != nil {
		t.Fatalf("LoadAll: %v", err)
	}
	if len(reports) == 0 {
		t.Error("LoadAll: got no report")
	}
}

func TestLoadWhatEditorsLeave(t *testing.T) {
	want := load(t, files(t)).Version
	for _, c := range []struct {
		what   string
		change func(string) string
	}{
		{"CRLF line ends", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
		{"byte order mark", func(s string) string { return "\uFEFF" + s }},
	} {
		fsys := files(t)
		for name, file := range fsys {
			if !strings.HasSuffix(name, "source.txt") {
				fsys[name] = &fstest.MapFile{Data: []byte(c.change(string(file.Data)))}
			}
		}
		add(fsys, "sections/.DS_Store", "left by a file manager")
		if got := load(t, fsys).Version; got != want {
			t.Errorf("%s: got another version, want the same", c.what)
		}
	}
}
