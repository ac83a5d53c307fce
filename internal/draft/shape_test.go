package draft_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
)

// drafted drafts a report that is a web page of its blocks.
func drafted(t *testing.T, blocks string) *draft.Draft {
	t.Helper()
	return answered(t, blocks, nil)
}

// answered drafts a web page with answers.
func answered(t *testing.T, blocks string, decided draft.Decisions) *draft.Draft {
	t.Helper()
	d, err := draft.New("mouju", []draft.File{file(t, "a.html", blocks)}, decided, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestFieldsInGroups wants fields that are printed beside one another under a cell to
// know what they stand under.
func TestFieldsInGroups(t *testing.T) {
	d := drafted(t, `<p>某局2025年部门预算<p>第一部分 概况<p>收入3.40万元。<table>
		<tr><td colspan=5>项目支出绩效目标填报表
		<tr><td>项目名称<td>购书<td>项目类别<td>其他
		<tr><td rowspan=3>项目资金（元）<td>资金总额<td>5.00<td>年度资金<td>3.00
		<tr><td>其中：财政资金<td>4.00<td>其中：财政拨款<td>2.00
		<tr><td>其他资金<td>1.00<td>其他资金<td>1.00
		<tr><td>立项依据<td colspan=4>有
		<tr><td rowspan=2>绩效指标<td>一级指标<td>二级指标<td>三级指标<td>目标值
		<tr><td>产出指标<td>数量指标<td>册数<td>≥5</table>`)
	got := string(d.Files["projects/01.toml"])
	for _, want := range []string{
		"name = \"资金总额\"\nunder = \"项目资金（元）\"\n", "name = \"其中：财政拨款\"\nunder = \"年度资金\"\n",
		"name = \"其他资金\"\nunder = \"资金总额\"\n", "name = \"其他资金\"\nunder = \"年度资金\"\n", "name = \"立项依据\"\ntext",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant %q", got, want)
		}
	}
}

// TestShapes wants the same table of each way in which reports print what stands
// around it: its label, its title, the body and the unit of money.
func TestShapes(t *testing.T) {
	const rows = `<tr><td>项目<td>预算数<tr><td>合计<td>3.40<tr><td>基本支出<td>3.40`
	paragraph := func(text string) string { return "<p>" + text + "</p>" }
	centred := func(text string) string { return "<p align=center>" + text + "</p>" }
	for _, c := range []struct {
		name, contents, above, first, last string // around the table, and its first and last rows
		label, title                       string
		captions, notes                    int
		money                              string
	}{
		{name: "a label above the title", above: paragraph("部门公开表1") + centred("支出表") + paragraph("部门：某局") + paragraph("金额单位：万元"), label: "部门公开表1", title: "支出表", captions: 2, money: "万元"},
		{name: "a label of two numbers", above: paragraph("预算01-1表") + centred("支出表") + paragraph("（单位：元）"), label: "预算01-1表", title: "支出表", captions: 1, money: "元"},
		{name: "a label under the title", above: centred("支出表") + paragraph("财决公开03表") + paragraph("2024年度") + paragraph("金额单位：人民币千元"), label: "财决公开03表", title: "支出表", captions: 3, money: "千元"},
		{name: "a title that begins with a label", contents: paragraph("第一部分 预算表") + paragraph("表1 支出表") + paragraph("第二部分 说明"), above: paragraph("表1 支出表"), title: "表1 支出表", money: "万元"},
		{name: "a title without more", above: centred("一、支出表"), title: "一、支出表", money: "万元"},
		{name: "a title in the table", first: `<tr><td colspan=2>支出表<tr><td>部门（单位）名称：某局<td>单位：百元`, title: "支出表", captions: 1, money: "百元"},
		{name: "a label and a title in the table", first: `<tr><td colspan=2>公开03表<tr><td colspan=2>支出表<tr><td colspan=2>单位：亿元`, label: "公开03表", title: "支出表", captions: 1, money: "亿元"},
		{name: "the unit of money in the table", above: centred("支出表"), first: `<tr><td><td>单位：万元`, title: "支出表", captions: 1, money: "万元"},
		{name: "a note in the table", above: centred("支出表") + paragraph("单位：万元"), last: `<tr><td colspan=2>注：本表反映支出。`, title: "支出表", captions: 1, notes: 1, money: "万元"},
		{name: "two notes", above: centred("支出表") + paragraph("单位：万元"), last: `</table><p>注：1.本表反映支出。</p><p>2.金额可能有尾差。</p><table>`, title: "支出表", captions: 1, notes: 2, money: "万元"},
		{name: "the table says that it is empty", above: centred("支出表") + paragraph("单位：万元"), last: `</table><p>（本单位没有这项支出，此表无数据）</p><table>`, title: "支出表", captions: 1, notes: 1, money: "万元"},
		{name: "a unit that is no money", above: centred("人员表") + paragraph("单位：人、万元"), title: "人员表", captions: 1, money: "万元"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := paragraph("某局2024年部门预算")
			if c.contents != "" {
				page += paragraph("目录") + c.contents
			}
			page += paragraph("第一部分 预算表") + c.above + "<table>" + c.first + rows + c.last + "</table>" + paragraph("第二部分 说明") + paragraph("收入3.40万元。")
			d := drafted(t, page)
			r := check(t, d).Report
			if len(r.Tables) != 1 || len(r.Sections) != 2 {
				t.Fatalf("got %d tables and %d sections, want 1 and 2:\n%s", len(r.Tables), len(r.Sections), received(d))
			}
			table := r.Tables[0]
			if table.Label != c.label || table.Title != c.title || len(table.Captions) != c.captions || len(table.Notes) != c.notes {
				t.Errorf("got label %q, title %q, captions %q, notes %q", table.Label, table.Title, table.Captions, table.Notes)
			}
			if money := string(table.MoneyUnit); money != c.money && !(money == "" && string(r.MoneyUnit) == c.money) {
				t.Errorf("got unit %s, want %s", money, c.money)
			}
			if got := string(d.Files["tables/01.csv"]); got != "项目,预算数\n合计,3.40\n基本支出,3.40\n" {
				t.Errorf("got %q", got)
			}
			if r.UnitName != "某局" {
				t.Errorf("got body %q", r.UnitName)
			}
		})
	}
}

// TestTopOfHeader wants a header whose first cell is as wide as the table left whole.
func TestTopOfHeader(t *testing.T) {
	d := drafted(t, `<p>某局2024年部门决算<p>第一部分 表<p align=center>“三公”经费支出表<p>单位：万元<table>
		<tr><td colspan=2>“三公”经费<tr><td>预算数<td>决算数<tr><td>3.40<td>1.20</table>`)
	if got, want := string(d.Files["tables/01.csv"]), "“三公”经费/预算数,“三公”经费/决算数\n3.40,1.20\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCountedColumns wants the row of a header that numbers the columns in the header,
// where it changes neither what the columns are nor which of them are sums.
func TestCountedColumns(t *testing.T) {
	d := drafted(t, `<p>某局2024年部门决算<p>第一部分 表<p align=center>支出决算表<p>单位：万元<table>
		<tr><td colspan=4>项目<td rowspan=2>合计<td rowspan=2>基本支出<td rowspan=2>项目支出
		<tr><td>类<td>款<td>项<td>科目名称
		<tr><td colspan=4>栏次<td>1<td>2<td>3=1-2
		<tr><td>201<td><td><td>公共服务<td>5.00<td>2.00<td>3.00
		<tr><td>201<td>03<td><td>办公厅<td>5.00<td>2.00<td>3.00</table>`)
	want := "项目/类/栏次,项目/款,项目/项,项目/科目名称,合计/1,基本支出/2,项目支出/3=1-2\n201,,,公共服务,5.00,2.00,3.00\n201,03,,办公厅,5.00,2.00,3.00\n"
	if got := string(d.Files["tables/01.csv"]); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	plain := drafted(t, `<p>某局2024年部门决算<p>第一部分 表<p align=center>支出决算表<p>单位：万元<table>
		<tr><td>合计<td>基本支出<td>项目支出<tr><td>1<td>2<td>3<tr><td>5.00<td>2.00<td>3.00</table>`)
	if got, want := string(plain.Files["tables/01.csv"]), "合计/1,基本支出/2,项目支出/3\n5.00,2.00,3.00\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	checked := check(t, d)
	table := checked.Report.Tables[0]
	roles := ""
	for _, c := range table.Columns {
		roles += fmt.Sprint(c.Role, " ")
	}
	if want := "key key key label amount amount amount "; !strings.EqualFold(roles, want) {
		t.Errorf("got roles %s, want %s", roles, want)
	}
	if len(table.ColumnTotals) != 1 {
		t.Errorf("got sums %v of columns, want one", table.ColumnTotals)
	}
}

// TestSections wants the sections of reports that do not number them as parts, and the
// lines of their contents told from the report itself.
func TestSections(t *testing.T) {
	paragraphs := func(texts ...string) string { return "<p>" + strings.Join(texts, "</p><p>") + "</p>" }
	const one, two = "某局负责3件事。", "基本支出：指保障运转的支出。"
	for _, c := range []struct{ name, page, want string }{
		{"numbers of headings", paragraphs("目录", "一、概况", "二、名词解释", "一、概况", "一、职责", one, "二、名词解释", two), "一、概况|二、名词解释"},
		{"no numbers", paragraphs("目录", "概况", "名词解释", "概况", one, "名词解释", two), "概况|名词解释"},
		{"numbers of pages without leaders", paragraphs("目录", "一、概况　　1", "（一）职责 1", "二、名词解释　　12", "一、概况", "（一）职责", one, "二、名词解释", two), "一、概况|二、名词解释"},
		{"headings that count through a report without contents", paragraphs("一、概况", "（一）职责", one, "二、收支预算情况", one, "三、名词解释", two), "一、概况|二、收支预算情况|三、名词解释"},
		{"parts that the contents repeat", paragraphs("目录", "第一部分 概况", "一、职责", "第二部分 名词解释", "第一部分 概况", "一、职责", one, "第二部分 名词解释", two), "第一部分 概况|第二部分 名词解释"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := check(t, drafted(t, paragraphs("某局2024年部门预算")+c.page)).Report
			var titles []string
			for _, s := range r.Sections {
				titles = append(titles, s.Title)
			}
			if got := strings.Join(titles, "|"); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestAligned wants a person asked about a table whose columns nothing draws, and its
// rows as text where the answer says so.
func TestAligned(t *testing.T) {
	f := file(t, "a.html", `<p>某局2024年部门预算<p>第一部分 预算表<p align=center>支出表<p>单位：万元<table><tr><th>项目<th>预算数<tr><td>合计<td>3.40</table><p>第二部分 说明<p>支出3.40万元。`)
	for _, b := range f.Blocks {
		if b.Grid != nil {
			b.Grid.Aligned = true
		}
	}
	asked := ""
	for _, c := range []struct {
		answer string
		tables int
	}{{"", 1}, {"表格", 1}, {"文字", 0}} {
		decided := draft.Decisions{}
		if c.answer != "" {
			decided[asked] = c.answer
		}
		d, err := draft.New("mouju", []draft.File{f}, decided, data.Files)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range d.Questions {
			if strings.HasPrefix(q.Key, "columns") && strings.Contains(q.Text, "项目，预算数") {
				asked = q.Key
			}
		}
		if r := check(t, d).Report; len(r.Tables) != c.tables || asked == "" {
			t.Errorf("%q: got %d tables and question %q, want %d", c.answer, len(r.Tables), asked, c.tables)
		}
		if got := received(d); !strings.Contains(got, "3.40") {
			t.Errorf("%q: got %s, want the figure", c.answer, got)
		}
	}
}

// TestLacking wants a person asked about each table that the contents name and the
// report does not have, and not about the heading of all tables.
func TestLacking(t *testing.T) {
	d := drafted(t, `<p>某局2024年部门预算<p>目录<p>第一部分 预算表<p>一、收支表<p>二、支出表<p>第二部分 说明
		<p>第一部分 预算表<p align=center>收支表<p>单位：万元<table><tr><th>项目<th>预算数<tr><td>合计<td>3.40</table><p align=center>支出表<p>单位：万元<p>项目 预算数<p>第二部分 说明<p>支出3.40万元。`)
	var asked []string
	for _, q := range d.Questions {
		if strings.Contains(q.Text, "没有认出这张表") {
			asked = append(asked, q.Text)
		}
	}
	if len(asked) != 1 || !strings.Contains(asked[0], "《支出表》") {
		t.Errorf("got %q, want one of 支出表", asked)
	}
	if r := check(t, d).Report; len(r.Sections) != 2 {
		t.Errorf("got %d sections, want 2", len(r.Sections))
	}
}

// TestUntitled wants the words of a section kept that has no title, and a person asked.
func TestUntitled(t *testing.T) {
	long := strings.Repeat("某局负责全市的三件事和其他事项，", 6) + "并办理上级交办的事项。"
	d := drafted(t, "<p>某局2024年部门预算<p>目录<p>第一部分 说明<p>"+long+"<p>第一部分 说明<p>支出3.40万元。")
	if got := received(d); !strings.Contains(got, long) {
		t.Errorf("got %s, want %s", got, long)
	}
	if !slices.ContainsFunc(d.Questions, func(q draft.Question) bool { return strings.Contains(q.Text, "没有认出一部分的标题") }) {
		t.Errorf("got %v, want a question of the title", d.Questions)
	}
}

// TestGrid wants a person asked about a table of figures without a title, and not about a
// small one inside a text.
func TestGrid(t *testing.T) {
	const row, counted = "<tr><td>甲<td>1.00<td>2.00", "<tr><td>1<td>甲局<td>机关"
	for rows, want := range map[string]bool{row + row: false, strings.Repeat(row, 4): true, strings.Repeat(counted, 4): false} {
		d := drafted(t, "<p>某局2024年部门预算<p>第一部分 说明<p>支出3.00万元，如下：<table><tr><td>项目<td>基本<td>其他"+rows+"</table>")
		asked := slices.ContainsFunc(d.Questions, func(q draft.Question) bool { return strings.HasPrefix(q.Key, "grid") })
		if asked != want {
			t.Errorf("%s: asked %v, want %v", rows, asked, want)
		}
		check(t, d)
	}
}

// TestSecond wants a person asked about a file that holds two reports.
func TestSecond(t *testing.T) {
	one := "<p>某局2024年部门预算<p>目录<p>第一部分 概况<p>第二部分 说明<p>第一部分 概况<p>某局负责3件事。<p>第二部分 说明<p>支出3.40万元。"
	for page, want := range map[string]bool{one: false, one + strings.ReplaceAll(one, "某局", "某中心"): true} {
		d := drafted(t, page)
		if got := slices.ContainsFunc(d.Questions, func(q draft.Question) bool { return strings.HasPrefix(q.Key, "second") }); got != want {
			t.Errorf("asked %v, want %v", got, want)
		}
	}
}

// TestDamage wants a person asked about what may be left by extraction, and not about
// what is print.
func TestDamage(t *testing.T) {
	const before, after = "某局负责全市的三件事和其他事项，共有工作人员和其他人员合计", "20人、临时人员3人。"
	table := func(cells ...string) string {
		return "<p align=center>支出表<p>单位：万元<table><tr><td>" + strings.Join(cells, "<td>") + "<tr><td>合计" + strings.Repeat("<td>1.00", len(cells)-1) + "</table>"
	}
	for _, c := range []struct{ name, page, key string }{
		{"a paragraph cut in two", "<p>" + before + "<p>" + after, "cut-"},
		{"a title behind a text", "<p>" + before + "<p>2024年部门预算表", ""},
		{"two paragraphs", "<p>" + before + "。<p>" + after, ""},
		{"a numbered paragraph", "<p>" + before + "<p>2.另一件事。", ""},
		{"a comma alone", "<p>某局负责三件事。<p>，", "mark-"},
		{"spaces in words", table("项目", "财政专 户管理 资金"), "spaces-"},
		{"words that are set apart", table("项 目", "合 计"), ""},
		{"sums that are set apart", table("项目", "收 入 总 计"), ""},
		{"a word that is set apart before others", table("项 目（按科目分类）"), ""},
		{"a narrow cell of one character a line", table("项目", "其 他 收 入"), "spaces-"},
		{"clauses that are set apart", table("项目", "提升质量意识，依法统计 优化环境"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := drafted(t, "<p>某局2024年部门预算<p>第一部分 说明"+c.page)
			got := ""
			for _, q := range d.Questions {
				for _, kind := range []string{"cut-", "mark-", "spaces-", "levels-"} {
					if strings.HasPrefix(q.Key, kind) {
						got += kind
					}
				}
			}
			if got != c.key {
				t.Errorf("got %q, want %q", got, c.key)
			}
		})
	}
}

// A line that ends as a sentence is a heading where it is bold above what is not; a bold
// sentence, and a bold line in a text that is bold throughout, are none.
func TestBoldHeadings(t *testing.T) {
	d := drafted(t, `<p>某局2024年度部门决算<p>第一部分 决算情况说明<p><b>一、“三公”经费支出情况</b>
		<p><b>（一）总体情况说明。</b><p>支出决算为0.39万元。<p><b>（二）具体情况：</b><p>接待2批次。
		<p><b>（三）公务接待费0.39万元，比上年少。</b><p>无。<p>（四）其他情况。<p>无。
		<p><b>（五）全部加粗。</b><p><b>说明也加粗。</b>
		<p>第二部分 名词解释<p>基本支出：指保障运转的支出。`)
	var headings []string
	for line := range strings.Lines(string(d.Files["sections/1.txt"])) {
		if strings.HasPrefix(line, "#") {
			headings = append(headings, strings.TrimSpace(line))
		}
	}
	want := "# 第一部分 决算情况说明, # 一、“三公”经费支出情况, ## （一）总体情况说明。, ## （二）具体情况："
	if got := strings.Join(headings, ", "); got != want {
		t.Errorf("got headings %s, want %s", got, want)
	}
}
