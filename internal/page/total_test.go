package page_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// The list of tables says where the reason of an empty one stands.
func TestReasonOfAnEmptyTableInTheList(t *testing.T) {
	for want, from := range map[string]report.Ref{"空表，表下有说明": report.TableRef(1).Note(1), "空表，原因在正文里": report.SectionRef(1).Paragraph(2)} {
		table := report.Table{Number: 1, Empty: &report.Empty{Quote: "本单位没有基金。", From: from}}
		if facts := site.Tables(report.Outline{}, []*report.Table{&table}).Parts[0].Facts; facts[1] != want {
			t.Errorf("reason at %s: got %q, want %q", from.Path(), facts[1], want)
		}
	}
}

// What a table comes to names each of its sides: rows of one name by their sides, and a
// row that prints its name in the column of codes by that.
func TestTotalsOfSides(t *testing.T) {
	column := func(side int, role report.Role, path ...string) report.Column {
		return report.Column{Path: path, Role: role, Side: side}
	}
	cell := func(text string) report.Cell {
		c := report.Cell{Text: text}
		if v, err := report.ParseAmount(text); err == nil {
			c.Value = decimal.NewNullDecimal(v)
		}
		return c
	}
	for _, test := range []struct {
		sides   []string
		columns []report.Column
		rows    []string
		totals  []report.Total
		want    string
	}{
		{
			sides: []string{"收入", "支出"},
			columns: []report.Column{column(0, report.Label, "收入", "项目"), column(0, report.Amount, "收入", "决算数"),
				column(1, report.Label, "支出", "项目"), column(1, report.Amount, "支出", "决算数")},
			rows:   []string{"拨款 3.00 教育 2.00", "总计 3.00 总计 2.00"},
			totals: []report.Total{{Column: 1, Of: 2, Parts: []int{1}}, {Column: 3, Of: 2, Parts: []int{1}}},
			want:   "收入 › 总计 3.00 万元，支出 › 总计 2.00 万元",
		},
		{
			sides: []string{"科目编码", "科目编码"},
			columns: []report.Column{column(0, report.Code, "科目编码"), column(0, report.Label, "科目名称"), column(0, report.Amount, "决算数"),
				column(1, report.Code, "科目编码"), column(1, report.Label, "科目名称"), column(1, report.Amount, "决算数")},
			rows:   []string{"301 工资 3.00 302 办公 2.00", "人员经费合计 - 3.00 公用经费合计 - 2.00"},
			totals: []report.Total{{Column: 2, Of: 2, Parts: []int{1}}, {Column: 5, Of: 2, Parts: []int{1}}},
			want:   "人员经费合计 3.00 万元，公用经费合计 2.00 万元",
		},
	} {
		table := report.Table{Number: 1, MoneyUnit: "万元", Sides: test.sides, Columns: test.columns, RowTotals: test.totals}
		for _, words := range test.rows {
			var row report.Row
			for _, text := range strings.Fields(words) {
				row.Cells = append(row.Cells, cell(strings.TrimPrefix(text, "-")))
			}
			table.Rows = append(table.Rows, row)
		}
		p := site.Tables(report.Outline{}, []*report.Table{&table})
		if got := strings.Join(p.Parts[0].Facts[1:], "; "); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
