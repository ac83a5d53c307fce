package page_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// The name of a project leads to its form where its amount stands behind it, and
// nowhere else.
func TestProjectNames(t *testing.T) {
	r := sample()
	for text, want := range map[string]string{
		"主要用于网络服务 476 万元。":       base + "/projects/1",
		"网络服务和监督476.00万元。":       base + "/projects/1",
		"网络服务 4,760,000 元。":      base + "/projects/1",
		"网络服务 300 万元。":           "",
		"网络服务人员12人，其他 476 万元。":   "",
		"做好网络服务，另有电费 476.00 万元。": "",
	} {
		r.Sections[0].Blocks = []report.Block{{Number: 1, Text: text}}
		got := ""
		for _, run := range site.Section(r.Outline(), &r.Sections[0], nil).Blocks[0].Text {
			if run.Way != nil {
				got += run.Way.Href
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	table := r.Tables[3] // amounts in 万元 by their head
	table.Rows[0].Cells[0].Text = "网络服务和监督"
	for amount, want := range map[string]string{"476.00": base + "/projects/1", "475.00": ""} {
		value, _ := report.ParseAmount(amount)
		table.Rows[0].Cells[2] = report.Cell{Text: amount, Value: decimal.NewNullDecimal(value)}
		got := ""
		if way := cellOf(t, site.Table(r.Outline(), &table, nil).TableView, "r1c1").Text[0].Way; way != nil {
			got = way.Href
		}
		if got != want {
			t.Errorf("a row of %s: got %q, want %q", amount, got, want)
		}
	}
}
