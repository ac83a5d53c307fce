package page_test

import (
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
)

// The room that figures need on a narrow screen follows from the longest of them,
// from what heads say in brackets, and from the names beside them; of columns that
// are empty another class speaks. Half ems: a digit .6, a point .3, padding .7.
func TestFit(t *testing.T) {
	column := func(role report.Role, side int, path ...string) report.Column {
		return report.Column{Path: path, Role: role, Side: side}
	}
	label, amount := column(report.Label, 0, "科目"), column(report.Amount, 0, "金额")
	for _, test := range []struct {
		name    string
		sides   []string
		columns []report.Column
		row     []string
		all     string
		filled  string
	}{
		{"short figures", nil, []report.Column{label, amount}, []string{"工资", "3.67"}, "n-1 w-8 beside-10 alone-4", ""},
		{"long figures", nil, []report.Column{label, amount, amount}, []string{"工资", "12,345,678.90", "1.00"}, "n-2 w-16 beside-22 alone-16", ""},
		{"a unit in the head", nil, []report.Column{label, column(report.Amount, 0, "金额（万元）")}, []string{"工资", "1.00"}, "n-1 w-10 beside-10 alone-6", ""},
		{"an empty column", nil, []report.Column{label, amount, amount}, []string{"工资", "", "1.00"}, "n-2 w-8 beside-16 alone-8", "n-1 w-8 beside-10 alone-4"},
		{"nothing stated", nil, []report.Column{label, amount, amount}, []string{"工资", "", ""}, "n-2 w-8 beside-16 alone-8", ""},
		{"a long name", nil, []report.Column{label, amount}, []string{"机关事业单位基本养老保险缴费支出", "54.00"}, "n-1 w-8 beside-14 alone-4", ""},
		{"two sides", []string{"收入", "支出"}, []report.Column{label, amount, column(report.Label, 1, "科目"), column(report.Amount, 1, "甲"), column(report.Amount, 1, "乙")},
			[]string{"工资", "1.00", "奖金", "1.00", "2.00"}, "w-8", ""},
	} {
		table := report.Table{Number: 1, Sides: test.sides, Columns: test.columns, Rows: []report.Row{{}}}
		for _, text := range test.row {
			table.Rows[0].Cells = append(table.Rows[0].Cells, report.Cell{Text: text})
		}
		got := site.Table(report.Outline{}, &table, nil)
		if got.Fit != test.all || got.FitFilled != test.filled {
			t.Errorf("%s: got %q and %q, want %q and %q", test.name, got.Fit, got.FitFilled, test.all, test.filled)
		}
	}
}

// Where words of a row stand on a narrow screen follows from the roles and the
// order of the columns.
func TestWordPlaces(t *testing.T) {
	col := func(role report.Role) report.Column { return report.Column{Path: []string{"列"}, Role: role} }
	for _, test := range []struct {
		name    string
		columns []report.Column
		want    []string // of the first row's cells: over, name, code, "" for figures
	}{
		{"a body, a code and a name", []report.Column{col(report.Label), col(report.Code), col(report.Label), col(report.Amount)}, []string{"over", "code", "name", ""}},
		{"a body and its years", []report.Column{col(report.Label), col(report.Code), col(report.Amount)}, []string{"over", "name", ""}},
		{"a code over several columns", []report.Column{col(report.Code), col(report.Code), col(report.Code), col(report.Label), col(report.Amount)}, []string{"code", "code", "code", "name", ""}},
		{"codes alone", []report.Column{col(report.Code), col(report.Code), col(report.Amount)}, []string{"code", "name", ""}},
	} {
		table := report.Table{Number: 1, Columns: test.columns, Rows: []report.Row{{Cells: make([]report.Cell, len(test.columns))}}}
		for j := range table.Rows[0].Cells {
			table.Rows[0].Cells[j].Text = "1"
		}
		row := site.Table(report.Outline{}, &table, nil).Rows[0]
		for j, want := range test.want {
			got := ""
			for _, place := range []string{"over", "name", "code"} {
				if hasClass(row.Cells[j].Class, place) {
					got += place
				}
			}
			if got != want {
				t.Errorf("%s, column %d: got place %q, want %q", test.name, j+1, got, want)
			}
		}
	}
}

// A heading over columns of words takes no room among those of figures; one over
// both has the room of its figures.
func TestHeadingsOverWords(t *testing.T) {
	col := func(role report.Role, path ...string) report.Column { return report.Column{Path: path, Role: role} }
	table := report.Table{Number: 1, Columns: []report.Column{
		col(report.Code, "科目", "编码"), col(report.Label, "科目", "名称"),
		col(report.Amount, "支出", "合计"), col(report.Amount, "支出", "项目支出"), col(report.Text, "支出", "备注"),
		col(report.Amount, "收入", "合计"), col(report.Amount, "收入", "拨款"),
	}, Rows: []report.Row{{Cells: make([]report.Cell, 7)}}}
	head := site.Table(report.Outline{}, &table, nil).Head[0]
	for i, want := range []string{"over", "n-2", ""} {
		got := ""
		for _, class := range []string{"over", "n-0", "n-2"} {
			if hasClass(head[i].Class, class) {
				got += class
			}
		}
		if got != want {
			t.Errorf("%s: got %q among %q, want %q", head[i].Text, got, head[i].Class, want)
		}
	}
}

// In a side of several columns of figures each stands behind its head.
func TestHeadsOfASide(t *testing.T) {
	col := func(role report.Role, side int, path ...string) report.Column {
		return report.Column{Path: path, Role: role, Side: side}
	}
	table := report.Table{Number: 1, Sides: []string{"收入", "支出"}, Columns: []report.Column{
		col(report.Label, 0, "收入", "项目"), col(report.Code, 0, "收入", "行次"), col(report.Amount, 0, "收入", "预算数"),
		col(report.Label, 1, "支出", "项目"), col(report.Amount, 1, "支出", "合计"), col(report.Amount, 1, "支出", "基本支出", "公用经费"),
	}, Rows: []report.Row{{Cells: []report.Cell{{Text: "拨款"}, {Text: "1"}, {Text: "2.00"}, {Text: "运行"}, {Text: "1.00"}, {}}}}}
	cells := site.Table(report.Outline{}, &table, nil).Rows[0].Cells
	for j, want := range []string{2: "", 4: "合计", 5: ""} {
		if got := cells[j].HeadWords; got != want {
			t.Errorf("column %d: got head %q, want %q", j+1, got, want)
		}
	}
	if !hasClass(cells[0].Class, "keyed") || hasClass(cells[3].Class, "keyed") {
		t.Errorf("got classes %q and %q, want the name on the left to leave room for the key beside it", cells[0].Class, cells[3].Class)
	}
	bare := table
	bare.Sides = []string{"", ""}
	bare.Columns = []report.Column{
		col(report.Label, 0, "项目"), col(report.Amount, 0, "数量（辆）"), col(report.Amount, 0, "占比"),
		col(report.Label, 1, "项目"), col(report.Amount, 1, "数量（辆）"), col(report.Amount, 1, "占比"),
	}
	bare.Rows = []report.Row{{Cells: []report.Cell{{Text: "轿车"}, {Text: "2"}, {Text: "5"}, {Text: "客车"}, {Text: "1"}, {Text: "4"}}}}
	if got := site.Table(report.Outline{}, &bare, nil).Rows[0].Cells[4].HeadWords; got != "数量（辆）" {
		t.Errorf("a side without a word of its own: got head %q, want that of the column", got)
	}
	table.Rows[0].Cells[5].Text = "1.00"
	if got, want := site.Table(report.Outline{}, &table, nil).Rows[0].Cells[5].HeadWords, "基本支出 › 公用经费"; got != want {
		t.Errorf("got head %q, want %q", got, want)
	}
}

func hasClass(classes, class string) bool { return slices.Contains(strings.Fields(classes), class) }
