package source_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/internal/report"
	"disclosure/internal/source"
)

// refusals returns every *source.Error that err joins.
func refusals(err error) []*source.Error {
	var found []*source.Error
	if one, ok := err.(*source.Error); ok {
		return append(found, one)
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			found = append(found, refusals(e)...)
		}
	}
	return found
}

// badInput is one change to a file of a good report and the one error that it
// must give.
type badInput struct {
	name     string
	file     string
	old, new string // old "" writes the whole file
	down     int    // line of the error below the first line of the change
	word     string
}

func (c badInput) check(t *testing.T, fsys fstest.MapFS) {
	t.Helper()
	line := 1
	if c.old == "" {
		add(fsys, c.file, c.new)
	} else {
		line = edit(t, fsys, c.file, c.old, c.new)
	}
	wantOne(t, fsys, c.file, line+c.down, c.word)
}

// wantOne checks that the report is refused with exactly one error.
func wantOne(t *testing.T, fsys fstest.MapFS, file string, line int, word string) {
	t.Helper()
	r, err := source.Load(fsys, dir)
	if err == nil || r != nil {
		t.Fatalf("got report %v and error %v, want an error alone", r != nil, err)
	}
	found := refusals(err)
	if len(found) != 1 {
		t.Fatalf("got %d errors, want 1:\n%v", len(found), err)
	}
	got := found[0]
	if got.File != dir+"/"+file || got.Line != line || !strings.Contains(got.Message, word) {
		t.Errorf("got  %v\nwant %s/%s:%d: … %s …", got, dir, file, line, word)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []badInput{
		// report.toml
		{"unknown key", "report.toml", "kind =", "knid =", 0, `unknown key knid; the nearest are "kind"`},
		{"key in capitals", "report.toml", "kind =", "Kind =", 0, "lower case"},
		{"key twice", "report.toml", "year = 2023", "year = 2023\nyear = 2023", 1, "year"},
		{"no TOML", "report.toml", "year = 2023", "year: 2023", 0, "TOML"},
		{"text for a number", "report.toml", "year = 2023", `year = "2023"`, 0, "without quotes"},
		{"number for a text", "report.toml", `kind = "budget"`, "kind = 1", 0, "in quotes"},
		{"number for a list", "report.toml", "tables = [1, 2]", "tables = 1", 0, "list of numbers"},
		{"missing heading", "report.toml", "heading =", "#", -1, "heading is missing"},
		{"blank unit name", "report.toml", `name = "示例市青禾区农业农村局"`, `name = ""`, 0, "name is missing"},
		{"missing unit of money", "report.toml", `money_unit = "元"`, "", -4, "money_unit is missing"},
		{"no unit of money", "report.toml", `money_unit = "元"`, `money_unit = "美元"`, 0, "百万元 百元 千元 万元 亿元 元"},
		{"missing origin", "report.toml", "origin =", "#", -5, "origin is missing"},
		{"missing short name", "report.toml", "short =", "#", -3, "short is missing"},
		{"number too large", "report.toml", "year = 2023", "year = 99999999999999999999", 0, "TOML"},
		{"blank contents line", "report.toml", `  "二、收支预算说明",`, `  "",`, 0, "blank"},
		{"annexes without title", "report.toml", `annexes_title = "附表："`, "", 1, "annexes_title"},
		{"reserved slug", "report.toml", `slug = "shili-qinghe-nyncj"`, `slug = "search"`, 0, "reserved"},
		{"reserved slug with a dot", "report.toml", `slug = "shili-qinghe-nyncj"`, `slug = "robots.txt"`, 0, "reserved"},
		{"contact that is not printed", "report.toml", `slug = "shili-qinghe-nyncj"`, "slug = \"shili-qinghe-nyncj\"\ncontact = \"000-0000\"", 1, "contact \"000-0000\" does not stand in source.txt"},
		{"slug with a dot", "report.toml", `slug = "shili-qinghe-nyncj"`, `slug = "shili.cn"`, 0, "a-z"},
		{"slug in capitals", "report.toml", `slug = "shili-qinghe-nyncj"`, `slug = "Shili"`, 0, "a-z"},
		{"slug that begins with a sign", "report.toml", `slug = "shili-qinghe-nyncj"`, `slug = "-"`, 0, "a-z"},
		{"slug not the folder", "report.toml", `slug = "shili-qinghe-nyncj"`, `slug = "shili"`, 0, "folder"},
		{"year not the folder", "report.toml", "year = 2023", "year = 2022", 0, "2022-budget"},
		{"no year", "report.toml", "year = 2023", "year = 23", 0, "four digits"},
		{"unknown kind", "report.toml", `kind = "budget"`, `kind = "accounts"`, 0, `write "budget"`},
		{"glossary section that is not there", "report.toml", "year = 2023", "year = 2023\nglossary_section = 4", 1, "no section 4"},
		{"control character by escape", "report.toml", `short = "青禾区`, `short = "\u0007青禾区`, 0, "U+0007"},
		{"line break in a title", "report.toml", `short = "青禾区`, `short = "青禾区\n`, 0, "one line"},
		{"white space at the end", "report.toml", `（示例）"`, `（示例） "`, 0, "white space"},
		{"sections out of order", "report.toml", "number = 2\n", "number = 4\n", 0, "section 4 stands where section 2"},
		{"table of a section that is not there", "report.toml", "tables = [1, 2]", "tables = [1, 3]", 0, "no table 3"},
		{"table of a section twice", "report.toml", "tables = [1, 2]", "tables = [1, 1]", 0, "twice"},

		// headlines
		{"headline without a label", "report.toml", `label = "收入"`, `label = ""`, 0, "label is missing"},
		{"headline twice", "report.toml", `label = "比上年"`, `label = "收入"`, 0, "twice"},
		{"headline from two places", "report.toml", "section = 2", "section = 2\ntable = 1", -2, "one place"},
		{"headline from no place", "report.toml", "section = 2\nparagraph = 1\ntext =", "#", -2, "one place"},
		{"headline of no table", "report.toml", "table = 2", "table = 3", 0, "no table 3"},
		{"headline of no column", "report.toml", `"收入/合计"`, `"收入/合 计"`, 0, `"收入/合计"`},
		{"headline of words", "report.toml", `"收入/合计"`, `"备注"`, 0, "no amounts"},
		{"headline of no row", "report.toml", `中心", "20805"]`, `中心", "2085"]`, 0, `"20805"`},
		{"headline of two rows", "report.toml", `["示例市青禾区农技推广中心", "20805"]`, `["20805"]`, 0, "rows 4, 14"},
		{"headline of rows that never meet", "report.toml", `中心", "20805"]`, `中心", "2130101"]`, 0, "no row with all"},
		{"headline without a row", "report.toml", `row = ["示例市青禾区农业农村局"]`, "", -3, "row is missing"},
		{"headline of a blank cell", "report.toml", "中心\", \"20805\"]\ncolumn = \"支出总计\"", "中心\", \"20805\"]\ncolumn = \"项目支出\"", -3, "is blank"},
		{"headline without a text", "report.toml", `text = "比2022年减少52,000.00元，下降0.87%"`, "", -4, "text is missing"},
		{"headline that is not said", "report.toml", "下降0.87%", "下降0.78%", 0, "does not say"},
		{"headline of no paragraph", "report.toml", "paragraph = 1", "paragraph = 4", 0, "no paragraph 4"},
		{"headline of no section", "report.toml", "section = 2", "section = 9", 0, "no section 9"},

		// sections
		{"section without a title", "sections/1.txt", "# 一、单位基本情况\n", "一、单位基本情况\n", 0, "heading"},
		{"section that begins blank", "sections/1.txt", "# 一、单位基本情况", "\n# 一、单位基本情况", 0, "blank"},
		{"paragraph over two lines", "sections/1.txt", "年度计划。\n", "年度计划。\n和月度计划。\n", 1, "join the lines"},
		{"indented paragraph", "sections/1.txt", "2. 负责", "　　2. 负责", 0, "white space"},
		{"control character", "sections/1.txt", "2. 负责", "2.\x0b负责", 0, "U+000B"},
		{"unseen turn of direction", "sections/1.txt", "2. 负责", "2.\u202e负责", 0, "U+202E"},
		{"lone carriage return", "sections/1.txt", "2. 负责", "2.\r负责", 0, "carriage return"},
		{"not UTF-8", "sections/1.txt", "2. 负责", "2. \xb8\xba负责", 0, "UTF-8"},
		{"empty section", "sections/1.txt", "", "", 0, "begin"},

		// the text as received
		{"received with carriage returns", "source.txt", "目 录\n", "目 录\r\n", 0, "LF"},
		{"received not UTF-8", "source.txt", "目 录\n", "目\xff录\n", 0, "UTF-8"},
		{"received with a byte order mark", "source.txt", "\n示例市青禾区农业农村局2023", "\uFEFF示例市青禾区农业农村局2023", 0, "byte order mark"},

		// files that nothing names
		{"surplus section", "sections/4.txt", "", "# 四\n", 0, "nothing names it"},
		{"surplus table", "tables/03.csv", "", "a\n", 0, "tables.toml"},
		{"surplus form", "tables/03.toml", "", "", 0, "nothing names it"},
		{"surplus project", "projects/1.toml", "", "", 0, "01.toml"},
		{"misspelled notes", "note.toml", "", "", 0, "correct its name"},
		{"glossary without a section", "glossary.toml", "", "", 0, "glossary_section"},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, files(t)) })
	}
}

func TestLoadRefusesTables(t *testing.T) {
	for _, c := range []badInput{
		// tables/NN.csv
		{"row too long", "tables/02.csv", ",208,社会保障和就业支出,\"182,400.00\",\"182,400.00\",", ",208,社会保障和就业支出,\"182,400.00\",\"182,400.00\",,", 0, "7 cells and the header 6"},
		{"row too short", "tables/01.csv", ",含事业收入安排的项目", "", 0, "9 cells and the header 10"},
		{"separator not quoted", "tables/01.csv", `0,"250,000.00"`, `0,250,000.00`, 0, "11 cells"},
		{"level that jumps", "tables/02.csv", ",20805,  行政事业单位养老支出,\"96", ",20805,    行政事业单位养老支出,\"96", 0, "at level 2"},
		{"level that goes on under a new unit", "tables/02.csv", ",208,社会保障和就业支出,\"96", ",208,  社会保障和就业支出,\"96", 0, "0 is the deepest"},
		{"first label indented", "tables/01.csv", "\n示例市青禾区农业农村局,", "\n  示例市青禾区农业农村局,", 1, "0 is the deepest"},
		{"odd indentation", "tables/01.csv", "  示例市青禾区农技", "   示例市青禾区农技", 0, "3 spaces"},
		{"indentation by tab", "tables/01.csv", "  示例市青禾区农技", "\t示例市青禾区农技", 0, "tab"},
		{"indentation by full-width space", "tables/01.csv", "  示例市青禾区农技", "　示例市青禾区农技", 0, "white space"},
		{"white space after a label", "tables/01.csv", "农技推广中心,", "农技推广中心 ,", 0, "white space"},
		{"white space before a figure", "tables/01.csv", "12000.00", " 12000.00", 0, "indented"},
		{"nothing but spaces in a label", "tables/02.csv", "\n,2130106,", "\n  ,2130106,", 1, "spaces"},
		{"nothing but spaces", "tables/01.csv", "\"3,978,000.50\",0.00,,", "\"3,978,000.50\",0.00,  ,", 0, "spaces"},
		{"line break in a cell", "tables/01.csv", "含事业收入安排的项目", "\"含事业收入\n安排的项目\"", 0, "line break"},
		{"tab in a cell", "tables/01.csv", "含事业收入安排的项目", "含事业收入\t安排的项目", 0, "tab"},
		{"row with nothing in it", "tables/01.csv", "含事业收入安排的项目\n", "含事业收入安排的项目\n,,,,,,,,,\n", 1, "nothing in it"},
		{"quote inside a cell", "tables/02.csv", `"    <b>其他</b>农业农村支出 & ""杂项"""`, `    <b>其他</b>农业农村支出 & "杂项"`, 0, "double"},
		{"quote without an end", "tables/01.csv", "含事业收入安排的项目", `"含事业收入安排的项目`, 0, "double"},
		{"header path twice", "tables/02.csv", "基本支出,项目支出\n", "项目支出,项目支出\n", 0, "twice"},
		{"blank word in a header path", "tables/01.csv", "收入/合计", "收入/", 0, "blank word"},
		{"white space in a header path", "tables/01.csv", "收入/合计", "收入/ 合计", 0, "white space"},
		{"not UTF-8", "tables/02.csv", "科技转化", "\xbf\xc6转化", 0, "UTF-8"},
		{"empty table", "tables/02.csv", "", "", 0, "empty"},

		// tables.toml
		{"unknown key of a table", "tables.toml", "keys =", "codes =", 0, "codes"},
		{"unknown key of a total", "tables.toml", `{ total = "支出总计", of`, `{ sum = "支出总计", of`, 0, "sum"},
		{"tables out of order", "tables.toml", "number = 2", "number = 3", 0, "table 3 stands where table 2"},
		{"table without a title", "tables.toml", `title = "一般公共预算支出表"`, "", -3, "title is missing"},
		{"column that is not there", "tables.toml", `keys = ["科目编码"]`, `keys = ["科目代码"]`, 0, `"科目编码"`},
		{"column in two roles", "tables.toml", `keys = ["科目编码"]`, `keys = ["科目名称"]`, 0, "already"},
		{"of-which column that is not there", "tables.toml", `of_which = ["支出/项目支出/其中：政府采购"]`, `of_which = ["其中：政府采购"]`, 0, "no column"},
		{"of-which column of words", "tables.toml", `of_which = ["支出/项目支出/其中：政府采购"]`, `of_which = ["备注"]`, 0, "no amounts"},
		{"one side", "tables.toml", `keys = ["科目编码"]`, "keys = [\"科目编码\"]\nsides = [\"收入\"]", 1, "two or more"},
		{"column on no side", "tables.toml", `keys = ["科目编码"]`, "keys = [\"科目编码\"]\nsides = [\"收入\", \"支出\"]", 1, "on none of the sides"},
		{"total of rows that are no labels", "tables.toml", "row_totals = [\n  { label = \"预算单位\", total = \"示例市青禾区农业农村局\", of = [\"示例市青禾区农业农村局（本级）\", \"示例市青禾区农技推广中心\"] },\n]\ncolumn_totals = [\n  { total = \"支出总计\"", "row_totals = [\n  { label = \"支出总计\", total = \"示例市青禾区农业农村局\", of = [\"示例市青禾区农技推广中心\"] },\n]\ncolumn_totals = [\n  { total = \"支出总计\"", 1, "no labels"},
		{"row of a total that is not there", "tables.toml", "\"示例市青禾区农技推广中心\"] },\n]\ncolumn_totals = [\n  { total = \"支出总计\"", "\"示例市青禾区农技中心\"] },\n]\ncolumn_totals = [\n  { total = \"支出总计\"", 0, `nearest are "示例市青禾区农技推广中心"`},
		{"rows of a total with one name", "tables.toml", "row_totals = [\n  { label = \"预算单位\", total = \"示例市青禾区农业农村局\", of = [\"示例市青禾区农业农村局（本级）\", \"示例市青禾区农技推广中心\"] },\n]\ncolumn_totals = [\n  { total = \"支出总计\"", "row_totals = [\n  { label = \"科目名称\", total = \"病虫害控制\", of = [\"行政运行\"] },\n]\ncolumn_totals = [\n  { total = \"支出总计\"", 1, "rows 10, 21"},
		{"total of columns that is not there", "tables.toml", `{ total = "支出总计"`, `{ total = "支出合计"`, 0, `"支出总计"`},
		{"part of a total that is not there", "tables.toml", `of = ["基本支出", "项目支出"]`, `of = ["基本支出", "项目"]`, 0, `"项目支出"`},
		{"part of a total twice", "tables.toml", `of = ["基本支出", "项目支出"]`, `of = ["基本支出", "基本支出"]`, 0, "counted twice"},
		{"total that is its own part", "tables.toml", `of = ["基本支出", "项目支出"]`, `of = ["基本支出", "支出总计"]`, 0, "counted twice"},
		{"total without parts", "tables.toml", `of = ["基本支出", "项目支出"]`, `of = []`, 0, "no parts"},
		{"part of a total that is of-which", "tables.toml", `"支出/基本支出", "支出/项目支出/小计"]`, `"支出/基本支出", "支出/项目支出/其中：政府采购"]`, 0, "of_which"},
		{"total of words", "tables.toml", `"支出/基本支出", "支出/项目支出/小计"]`, `"支出/基本支出", "备注"]`, 0, "no amounts"},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, files(t)) })
	}
}

// What a column of figures prints in no form that is known is published as it
// stands and listed; a dash, words and the forms of less than nothing are known.
func TestUnread(t *testing.T) {
	for _, c := range []struct {
		text, value string
		listed      string // what the message says, "" for none
	}{
		{"12000.00", "12000.00", ""},
		{"-12,000", "-12000", ""},
		{"−3.40", "-3.40", ""},
		{"－3.40", "-3.40", ""},
		{"△3.40", "-3.40", ""},
		{"（3.40）", "-3.40", ""},
		{"(3.40)", "-3.40", ""},
		{"—", "", ""},
		{"不适用", "", ""},
		{"1e5", "", `"1e5" is no figure`},
		{"12,34", "", "every three digits"},
		{"１２０００．００", "12000.00", ""},
		{"１２000.00", "", "full-width"},
		{"012000.00", "", "no figure"},
		{"（3.40", "", "no figure"},
		{"12.08%", "", "numbers"},
	} {
		fsys := files(t)
		edit(t, fsys, "tables/01.csv", "12000.00", `"`+c.text+`"`)
		r := load(t, fsys)
		cell := r.Tables[0].Rows[2].Cells[8]
		got := ""
		if cell.Value.Valid {
			got = report.Exact(cell.Value.Decimal)
		}
		if cell.Text != c.text || got != c.value {
			t.Errorf("%s: got text %q and value %q, want value %q", c.text, cell.Text, got, c.value)
		}
		var messages []string
		for _, e := range source.Unread(r) {
			messages = append(messages, e.Error())
		}
		if all := strings.Join(messages, "; "); (all == "") != (c.listed == "") || !strings.Contains(all, c.listed) || all != "" && !strings.Contains(all, "tables/01.csv:4:") {
			t.Errorf("%s: got %q, want %q in the file and line", c.text, all, c.listed)
		}
	}
}
