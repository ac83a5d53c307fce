package page_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"disclosure/internal/page"
	"disclosure/internal/report"
)

func tableView(n int) page.TableView {
	r := sample()
	return site.Table(r.Outline(), &r.Tables[n-1], nil).TableView
}

// Every body cell knows the header cells above it and the labels of its row.
func TestTableHeaders(t *testing.T) {
	for _, test := range []struct {
		table       int
		id          string
		wantHeaders string
		wantHeader  bool
	}{
		{1, "r1c1", "g1c1 c1", true},
		{1, "r1c2", "g1c1 c2 hr1c1", false},
		{1, "r1c4", "g1c3 c4 r1c3", false},
		{1, "r2c4", "g1c3 c4", false}, // this side of the row has no label
		{2, "r1c4", "c4 hr1c1", false},
		{2, "r2c1", "c1 hr1c1 r2c2 hr2c3", false}, // left blank: the unit above still holds
		{2, "r2c3", "c3", true},
		{2, "r3c5", "g1c5 g2c5 c5 hr1c1 r3c2 hr3c3", false},
		{2, "r3c9", "g1c8 c9 hr1c1 r3c2 hr3c3", false},
	} {
		c := cellOf(t, tableView(test.table), test.id)
		if c.Headers != test.wantHeaders || c.Header != test.wantHeader {
			t.Errorf("table %d, %s: got headers %q, is header %t; want %q, %t", test.table, test.id, c.Headers, c.Header, test.wantHeaders, test.wantHeader)
		}
	}
}

func TestTableHead(t *testing.T) {
	v := tableView(2)
	for _, test := range []struct {
		id, scope, headers string
		rowspan, colspan   int
		filled             int
		text               string
	}{
		{"c1", "col", "", 3, 1, 1, "单位"},
		{"g1c5", "colgroup", "", 1, 3, 1, "拨款"},
		{"g2c5", "colgroup", "g1c5", 1, 2, 1, "一般公共预算"},
		{"c6", "col", "g1c5 g2c5", 1, 1, 0, "项目支出"},
		{"c7", "col", "g1c5", 2, 1, 0, "基金"},
		{"g1c8", "colgroup", "", 1, 2, 0, "结转"},
	} {
		c := headOf(t, v, test.id)
		if c.Scope != test.scope || c.Headers != test.headers || c.Rowspan != test.rowspan || c.Colspan != test.colspan || c.Filled != test.filled || c.Text.String() != test.text {
			t.Errorf("%s: got %+v, want %+v", test.id, c, test)
		}
	}
	if len(v.Head) != 3 {
		t.Errorf("got %d header rows, want 3", len(v.Head))
	}
}

// How a cell looks follows from its role, its level, what is below it and the
// totals.
func TestTableClasses(t *testing.T) {
	for _, test := range []struct {
		table int
		id    string
		want  string
	}{
		{1, "r1c1", "label major name side-1 lone"},
		{1, "r2c1", "label level-1 name side-1 lone"},
		{1, "r1c3", "label side-start name side-2 lone"},
		{1, "r1c4", "amount side-2 lone"},
		{1, "r3c2", "amount total side-1 lone"},
		{1, "r4c2", "amount total grand side-1 lone"},
		{1, "r4c4", "amount words total grand side-2 lone"},
		{2, "r1c1", "label major stick over"},
		{2, "r2c3", "label major stick name"},
		{2, "r3c3", "label level-1 stick name"},
		{2, "r2c7", "amount major empty-column"},
		{4, "r1c2", "text"},
	} {
		if got := cellOf(t, tableView(test.table), test.id).Class; got != test.want {
			t.Errorf("table %d, %s: got class %q, want %q", test.table, test.id, got, test.want)
		}
	}
	for id, want := range map[string]string{
		"c3": "label name stick", "c5": "amount", "c6": "amount empty-column", "g1c5": "group", "g1c8": "group empty-column",
	} {
		if got := headOf(t, tableView(2), id).Class; got != want {
			t.Errorf("header %s: got class %q, want %q", id, got, want)
		}
	}
	for n, want := range map[int]string{1: "annex sided", 2: "annex wide flow", 3: "annex flow"} {
		if got := tableView(n).Class; got != want {
			t.Errorf("table %d: got class %q, want %q", n, got, want)
		}
	}
	if got := tableView(2).EmptyColumns; got != 4 {
		t.Errorf("got %d empty columns, want 4", got)
	}
}

// A figure keeps its published text and carries its value; blank, zero and
// words stay apart.
func TestTableFigures(t *testing.T) {
	for _, test := range []struct {
		table           int
		id, text, value string
	}{
		{1, "r1c2", "1,200.50", "1200.50"},
		{1, "r1c4", "0", "0"},
		{1, "r4c4", "不适用", ""},
		{4, "r1c3", "3.00", "3.00"},
	} {
		c := cellOf(t, tableView(test.table), test.id)
		if len(c.Text) != 1 || c.Text[0].Text != test.text || c.Text[0].Value != test.value {
			t.Errorf("table %d, %s: got %+v, want %q with value %q", test.table, test.id, c.Text, test.text, test.value)
		}
	}
	if c := cellOf(t, tableView(1), "r2c4"); c.Text != nil {
		t.Errorf("a blank cell: got %+v, want nothing", c.Text)
	}
}

func TestTableAddresses(t *testing.T) {
	v := tableView(2)
	if c := cellOf(t, v, "r3c2"); c.CodeID != "code-20101" {
		t.Errorf("got %q for the code of row 3, want code-20101", c.CodeID)
	}
	var ids []string
	for _, row := range v.Rows {
		ids = append(ids, row.ID)
	}
	if want := []string{"r1", "r2", "r3"}; !slices.Equal(ids, want) {
		t.Errorf("got rows %v, want %v", ids, want)
	}
}

func TestTableTerms(t *testing.T) {
	term := func(text page.Text) string {
		for _, r := range text {
			if r.Term != nil {
				return r.Text + " " + r.Term.Href + " " + r.Term.Definition + " " + r.Term.Class
			}
		}
		return ""
	}
	want := "基本支出 " + base + "/sections/2#t1 def-1 term term-" // the site's own words may come before
	for what, got := range map[string]string{
		"header":    term(headOf(t, tableView(2), "c5").Text),
		"row label": term(cellOf(t, tableView(1), "r1c3").Text),
	} {
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %q, want %q", what, got, want)
		}
	}
}

func TestTableAround(t *testing.T) {
	v := tableView(3)
	if len(v.Sections) != 1 || v.Sections[0].Href != base+"/sections/1" {
		t.Errorf("sections that speak of table 3: got %+v, want the first", v.Sections)
	}
	if v.Empty == nil || v.Empty.Quote != "本单位没有基金。" || v.Empty.From.Href != base+"/sections/1#p2" || v.Empty.From.Text != "第一部分 概况 · 第 2 段" {
		t.Errorf("why table 3 is empty: got %+v", v.Empty)
	}
	if got, want := tableView(1).Caption, "表 1 收支总表，单位：万元"; got != want {
		t.Errorf("caption: got %q, want %q", got, want)
	}
	if got := tableView(2).Sections; got != nil {
		t.Errorf("sections that speak of table 2: got %+v, want none", got)
	}
	r := sample()
	if p := site.Table(r.Outline(), &r.Tables[1], nil); !strings.HasSuffix(p.Kind, " wide") {
		t.Errorf("kind of a wide table's page: got %q, want it to end in wide", p.Kind)
	}
}

// Each level has the class of its depth, and one that is deeper than the style
// sheet knows that of the deepest one.
func TestLevels(t *testing.T) {
	css, err := os.ReadFile("../../static/css/table.css")
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Count(string(css), "\n.level-")
	table := report.Table{Number: 1, Columns: []report.Column{{Path: []string{"项目"}, Role: report.Label}, {Path: []string{"金额"}, Role: report.Amount}}}
	for level := range known + 4 {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{{Text: "甲", Level: level}, {}}})
	}
	for level, row := range site.Table(report.Outline{}, &table, nil).Rows {
		want := fmt.Sprintf("level-%d", min(level, known))
		class := strings.Fields(row.Cells[0].Class)
		if has := slices.ContainsFunc(class, func(c string) bool { return strings.HasPrefix(c, "level-") }); has != (level > 0) || has && !slices.Contains(class, want) {
			t.Errorf("level %d: got classes %q, want %s, of the first level none", level, class, want)
		}
		if level > 0 && !strings.Contains(string(css), "\n."+want+" {") {
			t.Errorf("table.css has no rule for %s", want)
		}
	}
	if known == 0 {
		t.Error("table.css has no rule of a level")
	}
}

// A total that stands above all others stands out as they do.
func TestTotalAboveOthers(t *testing.T) {
	table := report.Table{Number: 1, Columns: []report.Column{{Path: []string{"项目"}, Role: report.Label}, {Path: []string{"金额"}, Role: report.Amount}}}
	for _, label := range []string{"合计", "甲", "乙"} {
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{{Text: label}, {}}})
	}
	table.RowTotals = []report.Total{{Column: 1, Of: 1, Parts: []int{2, 3}}}
	rows := site.Table(report.Outline{}, &table, nil).Rows
	if !hasClass(rows[0].Cells[0].Class, "major") || !hasClass(rows[0].Cells[1].Class, "major") || hasClass(rows[1].Cells[0].Class, "major") {
		t.Errorf("got classes %q and %q, want the total to stand out alone", rows[0].Cells[0].Class, rows[1].Cells[0].Class)
	}
}

// A row has parts where a deeper label follows it, or the same label with a
// later one beside it; the same label for another year is no part.
func TestRowsThatHaveParts(t *testing.T) {
	columns := []report.Column{
		{Path: []string{"单位"}, Role: report.Label}, {Path: []string{"年度"}, Role: report.Code},
		{Path: []string{"项目"}, Role: report.Label}, {Path: []string{"金额"}, Role: report.Amount},
	}
	for _, test := range []struct {
		name string
		rows []string // level, unit, year, project
		want string
	}{
		{"a tree", []string{"0 甲 - -", "1 乙 - -", "2 丙 - -", "0 丁 - -"}, "label major|label level-1 middle|label level-2|label"},
		{"years", []string{"0 甲 2020 -", "0 甲 2021 -", "1 乙 2020 -", "1 乙 2021 -"}, "label major|label major|label level-1|label level-1"},
		{"a unit before its projects", []string{"0 甲 - -", "0 甲 - 一", "0 甲 - 二"}, "label major|label|label"},
		{"years at the end", []string{"0 甲 2020 -", "0 甲 2021 -"}, "label|label"},
	} {
		table := report.Table{Number: 1, Columns: columns}
		for _, words := range test.rows {
			f := strings.Fields(words)
			var r report.Row
			for _, text := range append(f[1:], "") {
				r.Cells = append(r.Cells, report.Cell{Text: strings.Trim(text, "-")})
			}
			r.Cells[0].Level, _ = strconv.Atoi(f[0])
			table.Rows = append(table.Rows, r)
		}
		var got []string
		for _, row := range site.Table(report.Outline{}, &table, nil).Rows {
			var classes []string
			for _, class := range strings.Fields(row.Cells[0].Class) {
				if class == "label" || class == "major" || class == "middle" || strings.HasPrefix(class, "level-") {
					classes = append(classes, class)
				}
			}
			got = append(got, strings.Join(classes, " "))
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
