package compare_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/compare"
	"disclosure/internal/report"
)

// table makes a table of a head and rows as in CSV; 编码 is a column of codes, 项目 one of
// labels, all others hold amounts. A column with a | before it stands on the next side.
func table(head string, rows ...string) *report.Table {
	t := &report.Table{}
	side := 0
	for _, path := range strings.Split(head, ",") {
		if strings.HasPrefix(path, "|") {
			path = path[1:]
			side++
		}
		c := report.Column{Path: strings.Split(path, "/"), Role: report.Amount, Side: side}
		switch path {
		case "编码":
			c.Role = report.Code
		case "项目":
			c.Role = report.Label
		}
		t.Columns = append(t.Columns, c)
	}
	for _, row := range rows {
		var r report.Row
		for _, text := range strings.Split(row, ",") {
			r.Cells = append(r.Cells, report.Cell{Text: text})
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func front(kind string) report.Front {
	return report.Front{Key: report.Key{Unit: "x", Year: 2024, Kind: kind}}
}

// A column is matched by all that its header says, and by less only where nothing else
// could be meant.
func TestColumnsThatCouldBeOthersAreNotMatched(t *testing.T) {
	for _, test := range []struct{ name, kinds, a, b, want string }{
		{"the same last word under other words", "budget budget", "财政拨款/小计,事业收入/小计", "财政拨款/小计,其他收入/小计", "[{1 1} {2 0} {0 2}]"},
		{"a last word that occurs twice", "budget budget", "基本支出", "一般公共预算/基本支出,政府性基金预算/基本支出", "[{1 0} {0 1} {0 2}]"},
		{"a last word under words that one of them leaves out", "budget budget", "支出预算/合计,支出预算/基本支出", "合计,基本支出", "[{1 1} {2 2}]"},
		{"income and expenditure", "budget budget", "收入合计", "支出合计", "[{1 0} {0 1}]"},
		{"what was budgeted beside what became of it", "budget final-accounts", "合计,公务接待费", "合计/预算数,合计/决算数,公务接待费/预算数,公务接待费/决算数", "[{1 2} {2 4} {0 1} {0 3}]"},
		{"what was budgeted alone beside final accounts", "budget final-accounts", "合计,公务接待费", "合计,三公/公务接待费/预算数", "[{1 1} {2 0} {0 2}]"},
		{"a sum of nobody says what", "budget budget", "合计,小计", "合计,事业收入/小计", "[{1 1} {2 0} {0 2}]"},
		{"final accounts of two years", "final-accounts final-accounts", "合计/预算数,合计/决算数", "合计/预算数,合计/决算数", "[{1 1} {2 2}]"},
		{"a column of another year", "budget budget", "2023年预算数,2024年预算数", "2024年预算数", "[{2 1} {1 0}]"},
		{"one column and the sum of several", "budget final-accounts", "一般公共预算基本支出/合计,一般公共预算基本支出/人员经费", "决算数", "[{1 1} {2 0}]"},
		{"names of cars from form to form", "budget final-accounts", "公务用车购置及运行费/小计,公务用车购置及运行费/购置费", "公务用车购置及运行维护费/小计/决算数,公务用车购置及运行维护费/公务用车购置费/决算数", "[{1 1} {2 2}]"},
	} {
		row := func(head string) string { return strings.Repeat(",1", strings.Count(head, ",")+1)[1:] }
		kinds := strings.Fields(test.kinds)
		side := compare.Table(front(kinds[0]), front(kinds[1]), table(test.a, row(test.a)), table(test.b, row(test.b)))[0]
		if got := fmt.Sprint(side.Columns); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// A column that one of the tables leaves blank is there all the same.
func TestBlankColumnHasItsCounterpart(t *testing.T) {
	side := compare.Table(front("budget"), front("budget"), table("项目,合计,事业收入", "甲,1,"), table("项目,合计,事业收入", "甲,1,2"))[0]
	if got := fmt.Sprint(side.Columns); got != "[{2 2} {3 3}]" {
		t.Errorf("got %s, want 合计 and 事业收入 in both", got)
	}
	side = compare.Table(front("budget"), front("budget"), table("项目,合计,事业收入", "甲,1,"), table("项目,合计,事业收入", "甲,1,"))[0]
	if got := fmt.Sprint(side.Columns); got != "[{2 2}]" {
		t.Errorf("blank in both: got %s, want 合计 alone", got)
	}
}

// pairs are the rows of the only side of both tables.
func pairs(a, b *report.Table) string {
	var all []compare.Pair
	for _, r := range compare.Table(front("budget"), front("final-accounts"), a, b)[0].Rows {
		all = append(all, r.Pair)
	}
	return fmt.Sprint(all)
}

func TestRowsThatCouldBeOthersAreNotMatched(t *testing.T) {
	head := "编码,项目,金额"
	for _, test := range []struct {
		name string
		a, b *report.Table
		want string
	}{
		{"a code that has come to mean another row, which has a code of its own", table(head, "303,补助,3", "30301,退休费,3"), table(head, "303,补助,3", "30301,离休费,1", "30302,退休费,2"), "[{1 1} {2 0} {0 2} {0 3}]"},
		{"a code of several rows", table(head, "30301,甲,1", "30301,乙,1"), table(head, "30301,甲,1", "30301,丙,1"), "[{1 1} {2 0} {0 2}]"},
		{"the sum of income and that of expenditure", table("项目,金额", "收入总计,1"), table("项目,金额", "支出总计,1"), "[{1 0} {0 1}]"},
		{"sums by another name", table("项目,金额", "支出总计,1"), table("项目,金额", "总计,1"), "[{1 1}]"},
	} {
		if got := pairs(test.a, test.b); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// A list that goes on beside itself is one list: a row is matched on whichever side it
// stands, with the figure of that side.
func TestListThatGoesOnBesideItself(t *testing.T) {
	a := table("编码,项目,合计", "301,工资,5", "302,商品,7")
	b := table("编码,项目,决算数,|编码,项目,决算数", "301,工资,4,302,商品,6")
	b.Sides = []string{"编码", "编码"}
	side := compare.Table(front("budget"), front("final-accounts"), a, b)[0]
	var got []string
	for _, r := range side.Rows {
		c := side.Columns[0]
		got = append(got, a.Rows[r.A-1].Cells[compare.Beside(a, c.A, r.SideA)-1].Text+" "+b.Rows[r.B-1].Cells[compare.Beside(b, c.B, r.SideB)-1].Text)
	}
	if want := "[5 4 7 6]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// A side without counterpart is said to have none.
func TestSides(t *testing.T) {
	two := table("项目,预算数,|项目,预算数", "甲,1,乙,2")
	two.Sides = []string{"财政拨款收入", "财政拨款支出"}
	other := table("项目,决算数,|项目,决算数", "甲,1,乙,2")
	other.Sides = []string{"收入", "支出"}
	one := table("项目,金额", "甲,1")
	written := func(a, b *report.Table) (got []string) {
		for _, s := range compare.Table(front("budget"), front("final-accounts"), a, b) {
			got = append(got, fmt.Sprint(s.A, s.B, len(s.Rows)))
		}
		return got
	}
	if got := fmt.Sprint(written(two, other)); got != "[[0] [0] 1 [1] [1] 1]" {
		t.Errorf("sides by another name: got %s", got)
	}
	if got := fmt.Sprint(written(two, one)); got != "[[0] [] 0 [1] [] 0 [] [0] 0]" {
		t.Errorf("two sides and none: got %s", got)
	}
}

func TestTablesThatCouldBeOthersAreNotMatched(t *testing.T) {
	outline := func(titles ...string) (o report.Outline) {
		for i, title := range titles {
			o.Tables = append(o.Tables, report.Entry{Number: i + 1, Title: title})
		}
		return o
	}
	for _, test := range []struct {
		name string
		a, b report.Outline
		want string
	}{
		{"of income and of expenditure", outline("政府性基金预算收入表"), outline("政府性基金预算支出表"), "[{1 0} {0 1}]"},
		{"of both and of one", outline("政府性基金预算支出表"), outline("政府性基金预算财政拨款收入支出决算表"), "[{1 1}]"},
		{"a telling word that occurs twice", outline("政府采购预算表"), outline("政府采购货物表", "政府采购服务表"), "[{1 0} {0 1} {0 2}]"},
		{"targets of a body and of a project", outline("整体绩效目标表"), outline("项目绩效目标表"), "[{1 0} {0 1}]"},
		{"by function and by economy", outline("一般公共预算支出功能分类预算表"), outline("一般公共预算支出经济分类预算表"), "[{1 0} {0 1}]"},
	} {
		if got := fmt.Sprint(compare.Tables(test.a, test.b)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
