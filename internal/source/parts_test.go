package source_test

import (
	"reflect"
	"testing"
	"testing/fstest"

	"disclosure/internal/report"
)

// fuller is the made-up report with the parts that it lacks on disk: a
// glossary, an empty table, forms, projects and a note.
func fuller(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := files(t)
	edit(t, fsys, "report.toml", "year = 2023\n", "year = 2023\nglossary_section = 4\n")
	edit(t, fsys, "report.toml", "[[headline]]\nlabel = \"收入\"\n", "[[section]]\nnumber = 4\n\n[[headline]]\nlabel = \"收入\"\n")
	add(fsys, "sections/4.txt", `# 四、名词解释

以下名词按本报告的口径解释。

# （一）收入

1. 事业收入：指事业单位开展业务活动取得的收入。

# （二）支出

2. 基本支出：指为保障机构正常运转发生的支出。
`)
	add(fsys, "glossary.toml", `[[term]]
paragraph = 2
name = "事业收入"
never = ["事业收入安排"]

[[term]]
paragraph = 3
name = "基本支出"
spellings = [
  "基本支出预算",
  "基本经费",
]
`)
	edit(t, fsys, "tables.toml", "[[table]]\nnumber = 2\n", `[[table]]
number = 2
rows_title = "任务"
`)
	table := string(fsys[dir+"/tables.toml"].Data) + `
[[table]]
number = 3
label = "表 3"
title = "政府性基金预算支出表"
labels = ["预算单位"]
amounts = ["支出总计", "基本支出"]
[table.empty]
section = 3
paragraph = 2
quote = "全部为虚构"
`
	add(fsys, "tables.toml", table)
	add(fsys, "tables/03.csv", "预算单位,支出总计,基本支出\n示例市青禾区农业农村局,0.00,\n")
	add(fsys, "tables/02.toml", form)
	add(fsys, "projects/01.toml", "title = \"绩效目标申报表\"\n"+form)
	add(fsys, "projects/02.toml", `title = "绩效目标申报表"

[[field]]
name = "项目名称"
text = "科技转化"
`)
	add(fsys, "notes.toml", `[[note]]
lines = [2, 4]
at = { section = 2, paragraph = 3 }
why = "测试。"
edits = [
  { received = "甲\n乙\t丙", shown = "" },
]
`)
	return fsys
}

const form = `caption = "2023 年度"
indicators_title = "年度绩效指标"
indicator_header = ["一级指标", "二级指标", "指标内容", "目标值"]

[[field]]
name = "项目名称"
text = "病虫害控制"

[[field]]
name = "项目总金额（元）"
amount = "460,000.00"

[[field]]
name = "其他资金（元）"
text = ""

[[field]]
name = "项目概况"
text = """
1. 监测 <b>水稻</b> 病虫害。

  2. 发布预报。
"""

[[indicator]]
level1 = "投入指标"
level2 = "测算明细"
content = "药剂 460,000.00 元。"

[[indicator]]
level1 = "产出指标"
level2 = "数量指标"
content = "监测点\n巡查次数"
target = "≥12次"

[[indicator]]
level1 = "效益指标"
level2 = "经济效益指标"
content = "不适用"
target = ""
`

func TestLoadForms(t *testing.T) {
	r := load(t, fuller(t))
	want := report.Form{
		Caption: "2023 年度",
		Fields: []report.Field{
			{Name: "项目名称", Paragraphs: []string{"病虫害控制"}},
			{Name: "项目总金额（元）", Paragraphs: []string{"460,000.00"}, Amount: true},
			{Name: "其他资金（元）", Paragraphs: []string{""}},
			{Name: "项目概况", Paragraphs: []string{"1. 监测 <b>水稻</b> 病虫害。", "2. 发布预报。"}},
		},
		IndicatorsTitle: "年度绩效指标",
		IndicatorHeader: []string{"一级指标", "二级指标", "指标内容", "目标值"},
		Indicators: []report.Indicator{
			{Level1: "投入指标", Level2: "测算明细", Content: []string{"药剂 460,000.00 元。"}, NoTarget: true},
			{Level1: "产出指标", Level2: "数量指标", Content: []string{"监测点", "巡查次数"}, Target: "≥12次"},
			{Level1: "效益指标", Level2: "经济效益指标", Content: []string{"不适用"}},
		},
	}
	if len(r.Projects) != 2 || r.Projects[1].Number != 2 || r.Projects[1].Name != "科技转化" {
		t.Fatalf("projects: got %+v, want two, the second called 科技转化", r.Projects)
	}
	p := r.Projects[0]
	if p.Number != 1 || p.Name != "病虫害控制" || p.Title != "绩效目标申报表" || !reflect.DeepEqual(p.Form, want) {
		t.Errorf("project 1:\ngot  %+v\nwant %+v", p, want)
	}
	table := r.Tables[1]
	if table.Form == nil || !reflect.DeepEqual(*table.Form, want) || table.RowsTitle != "任务" {
		t.Errorf("form of table 2:\ngot  %+v, rows %q\nwant %+v", table.Form, table.RowsTitle, want)
	}
	if r.Tables[0].Form != nil {
		t.Errorf("form of table 1: got %+v, want none", r.Tables[0].Form)
	}
}

func TestLoadGlossary(t *testing.T) {
	r := load(t, fuller(t))
	want := []report.Term{
		{Number: 1, Name: "事业收入", Paragraph: 2, Definition: "1. 事业收入：指事业单位开展业务活动取得的收入。", Never: []string{"事业收入安排"}},
		{Number: 2, Name: "基本支出", Paragraph: 3, Definition: "2. 基本支出：指为保障机构正常运转发生的支出。", Spellings: []string{"基本支出预算", "基本经费"}},
	}
	if r.GlossarySection != 4 || !reflect.DeepEqual(r.Terms, want) {
		t.Errorf("terms of section %d:\ngot  %+v\nwant %+v", r.GlossarySection, r.Terms, want)
	}
}

func TestLoadEmptyTable(t *testing.T) {
	got := load(t, fuller(t)).Tables[2].Empty
	want := report.Empty{Quote: "全部为虚构", From: report.SectionRef(3).Paragraph(2)}
	if got == nil || *got != want {
		t.Errorf("empty: got %v, want %v", got, want)
	}
}

// The reason of an empty table is the note that says it plainest, not one that leads to it.
func TestReasonUnderTable(t *testing.T) {
	for _, c := range []struct {
		notes string
		want  int
	}{
		{`"注：本表反映基金的收支。", "没有基金收支的，保留本表并作下述说明：", "说明：某局没有基金收支，故本表无数据。"`, 3},
		{`"没有基金收支的，保留本表格式。", "说明：某局没有基金收支，故本表为空。"`, 2},
		{`"注：本年度未安排基金。"`, 1},
		{`"注：本表反映基金的收支。", "没有基金收支的，作如下说明："`, 0},
	} {
		fsys := fuller(t)
		edit(t, fsys, "tables.toml", "[table.empty]\nsection = 3\nparagraph = 2\nquote = \"全部为虚构\"\n", "notes = ["+c.notes+"]\n")
		got := load(t, fsys).Tables[2].Empty
		if c.want == 0 && got != nil || c.want > 0 && (got == nil || got.From != report.TableRef(3).Note(c.want)) {
			t.Errorf("%s: got %v, want note %d", c.notes, got, c.want)
		}
	}
}

func TestLoadNotes(t *testing.T) {
	for _, c := range []struct {
		at   string
		want report.Ref
	}{
		{"{ section = 2, paragraph = 3 }", report.SectionRef(2).Paragraph(3)},
		{"{ section = 3 }", report.SectionRef(3)},
		{"{ table = 1, row = 3 }", report.TableRef(1).Row(3)},
		{"{ table = 2, field = 4 }", report.TableRef(2).Field(4)},
		{"{ project = 1, indicator = 3 }", report.ProjectRef(1).Indicator(3)},
		{"{}", report.Ref{}},
	} {
		fsys := fuller(t)
		edit(t, fsys, "notes.toml", "{ section = 2, paragraph = 3 }", c.at)
		want := []report.Note{{Number: 1, From: 2, To: 4, At: c.want, Why: "测试。", Edits: []report.Edit{{Received: "甲\n乙\t丙"}}}}
		if got := load(t, fsys).Notes; !reflect.DeepEqual(got, want) {
			t.Errorf("at = %s:\ngot  %+v\nwant %+v", c.at, got, want)
		}
	}
}

func TestLoadRefusesParts(t *testing.T) {
	for _, c := range []badInput{
		// glossary.toml
		{"unknown key of a term", "glossary.toml", "never =", "nevr =", 0, "nevr"},
		{"spelling claimed twice", "glossary.toml", "基本经费", "事业收入", 0, "claimed already in line 3"},
		{"spelling claimed twice by one term", "glossary.toml", "基本经费", "基本支出", 0, "claimed already in line 8"},
		{"name claimed by a spelling above", "glossary.toml", "never = [", "spellings = [\"基本支出\"]\nnever = [", 5, "claimed already in line 4"},
		{"blank spelling", "glossary.toml", "基本经费", "", 0, "blank"},
		{"term that is not in its paragraph", "glossary.toml", `name = "基本支出"`, `name = "基本开支"`, 0, "does not say"},
		{"term of no paragraph", "glossary.toml", "paragraph = 3", "paragraph = 4", 0, "no paragraph 4"},
		{"terms out of order", "glossary.toml", "paragraph = 3\nname = \"基本支出\"", "paragraph = 2\nname = \"开展业务\"", 0, "published order"},
		{"term without a name", "glossary.toml", `name = "事业收入"`, "", -2, "name is missing"},
		{"context without the term", "glossary.toml", `"事业收入安排"`, `"事业单位"`, 0, "neither"},
		{"context that is the term", "glossary.toml", `"事业收入安排"`, `"事业收入"`, 0, "never found"},
		{"glossary without terms", "glossary.toml", "", "", 0, "no [[term]]"},

		// forms
		{"unknown key of a form", "projects/01.toml", "caption =", "captain =", 0, "captain"},
		{"project without a title", "projects/02.toml", "title = \"绩效目标申报表\"", "", 0, "title is missing"},
		{"title of a table in its form", "tables/02.toml", "caption =", "title = \"甲\"\ncaption =", 0, "tables.toml"},
		{"project without a name", "projects/02.toml", `text = "科技转化"`, `text = " "`, -2, "name of the project"},
		{"field without a name", "projects/01.toml", `name = "项目概况"`, "", -1, "name is missing"},
		{"field of text and amount", "projects/01.toml", "amount =", "text = \"1\"\namount =", -2, "either text or amount"},
		{"field of nothing", "projects/01.toml", "text = \"\"\n", "", -2, "either text or amount"},
		{"amount of a field", "projects/01.toml", `amount = "460,000.00"`, `amount = "4,60"`, 0, "no figure"},
		{"blank amount of a field", "projects/01.toml", `amount = "460,000.00"`, `amount = ""`, 0, `text = ""`},
		{"field under none before it", "projects/01.toml", `amount = "460,000.00"`, "under = \"资金总额\"\namount = \"460,000.00\"", 0, "no field before it has that name"},
		{"header of indicators", "projects/01.toml", `, "目标值"]`, "]", 0, "3 words"},
		{"blank word in the header of indicators", "projects/01.toml", `"目标值"`, `""`, 0, "blank"},
		{"indicators without a title", "projects/01.toml", `indicators_title = "年度绩效指标"`, "", -2, "indicators_title is missing"},
		{"indicator without a level", "tables/02.toml", `level1 = "产出指标"`, "", -1, "level1 is missing"},
		{"indicator without a content", "tables/02.toml", `content = "不适用"`, "", -3, "content is missing"},
		{"tab in a form", "tables/02.toml", "监测点\\n", "监测点\\t", 0, "U+0009"},

		// empty tables
		{"reason that is not said", "tables.toml", "全部为虚构", "全部为虚拟", 0, "does not say"},
		{"reason of no paragraph", "tables.toml", "paragraph = 2\nquote", "paragraph = 3\nquote", 0, "no paragraph 3"},
		{"reason without a quote", "tables.toml", `quote = "全部为虚构"`, "", -3, "quote is missing"},
		{"empty table with a figure", "tables/03.csv", "局,0.00,", "局,0.00,0.01", 0, "declared empty"},

		// notes.toml
		{"unknown key of an edit", "notes.toml", "shown =", "show =", 0, "show"},
		{"unknown key of a place", "notes.toml", "paragraph = 3", "line = 3", 0, "line"},
		{"lines that are not there", "notes.toml", "lines = [2, 4]", "lines = [2, 400]", 0, "line 400 is not in source.txt"},
		{"line after the last", "notes.toml", "lines = [2, 4]", "lines = [2, 92]", 0, "which has 91"},
		{"lines the wrong way", "notes.toml", "lines = [2, 4]", "lines = [4, 2]", 0, "first before the last"},
		{"one line", "notes.toml", "lines = [2, 4]", "lines = [2]", 0, "two numbers"},
		{"note without a reason", "notes.toml", `why = "测试。"`, `why = ""`, 0, "why is missing"},
		{"note without edits", "notes.toml", `{ received = "甲\n乙\t丙", shown = "" },`, "", -1, "repairs nothing"},
		{"edit of nothing", "notes.toml", `received = "甲\n乙\t丙"`, `received = ""`, 0, "received is missing"},
		{"edit that changes nothing", "notes.toml", `shown = ""`, `shown = "甲\n乙\t丙"`, 0, "the same"},
		{"note without a place", "notes.toml", "at = { section = 2, paragraph = 3 }", "", -2, "at is missing"},
		{"note at two places", "notes.toml", "{ section = 2, paragraph = 3 }", "{ section = 2, table = 1 }", 0, "no single place"},
		{"note within two places", "notes.toml", "{ section = 2, paragraph = 3 }", "{ table = 2, row = 1, field = 1 }", 0, "no single place"},
		{"note within no place", "notes.toml", "{ section = 2, paragraph = 3 }", "{ paragraph = 3 }", 0, "no single place"},
		{"note at no table", "notes.toml", "{ section = 2, paragraph = 3 }", "{ table = 4 }", 0, "no table 4"},
		{"note at no project", "notes.toml", "{ section = 2, paragraph = 3 }", "{ project = 3 }", 0, "no project 3"},
		{"note at no paragraph", "notes.toml", "paragraph = 3", "paragraph = 4", 0, "no paragraph 4"},
		{"note at no row", "notes.toml", "{ section = 2, paragraph = 3 }", "{ table = 1, row = 4 }", 0, "no row 4"},
		{"note at no field", "notes.toml", "{ section = 2, paragraph = 3 }", "{ table = 1, field = 1 }", 0, "no field 1"},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, fuller(t)) })
	}
}
