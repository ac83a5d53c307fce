package page

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/chart"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// BarsPicture are amounts as bars in the rows of a table.
type BarsPicture struct {
	Caption string
	Head    string // of the column of labels
	Shares  bool   // a last column says how much of the whole a row is
	Groups  []BarGroup
}

// BarGroup is rows whose bars have one scale.
type BarGroup struct {
	Title string // "" where there is one group only
	Level int
	Rows  []BarRow
}

// BarRow is a row.
type BarRow struct {
	Label    Link // leads to the figure
	Level    int
	Text     string // the figure as published, "" for a cell left blank
	Value    string // exact, "" where it states no figure
	Bar      *BarView
	Negative bool
	Share    string

	bar chart.Bar
}

// BarView is where a bar begins and how wide it is.
type BarView struct{ X, Width string }

func barView(b chart.Bar) *BarView {
	if b.Width == 0 {
		return nil
	}
	return &BarView{b.X.String(), b.Width.String()}
}

// bars are rows of these items, whose bars have one scale.
func (v *view) bars(items []picture.Item) (rows []BarRow) {
	var amounts []decimal.NullDecimal
	for _, i := range items {
		amounts = append(amounts, decimal.NullDecimal{Decimal: i.Yuan(), Valid: i.Value.Valid})
	}
	for k, b := range chart.Bars(amounts) {
		i := items[k]
		row := BarRow{Label: Link{Text: i.Label, Href: v.href(i.Ref)}, Level: i.Level, Text: i.Text, Bar: barView(b), Negative: b.Negative, bar: b}
		if i.Value.Valid {
			row.Value = report.Exact(i.Value.Decimal)
		}
		rows = append(rows, row)
	}
	return rows
}

func (v *view) functionsPicture(f *picture.Functions) Picture {
	p := Picture{Slug: picture.FunctionsSlug, Title: pictureNames[picture.FunctionsSlug], Unit: string(f.Whole.Unit)}
	whole := f.Whole.Yuan()
	var most picture.Item
	classes := 0
	for _, item := range f.Rows {
		if item.Level == 0 {
			classes++
			if item.Yuan().GreaterThan(most.Yuan()) {
				most = item
			}
		}
	}
	rows := v.bars(f.Rows)
	for i := range rows {
		rows[i].Share = share(f.Rows[i].Yuan(), whole)
	}
	p.Bars = &BarsPicture{Caption: p.Title + "的数字", Head: "功能分类科目", Shares: true, Groups: []BarGroup{{Rows: rows}}}
	p.Description = fmt.Sprintf("支出 %s，按功能分类分为 %d 类，最多的是%s %s，占 %s。", amountOf(f.Whole), classes, nameOf(most), amountOf(most), share(most.Yuan(), whole))
	return p
}

func (v *view) threePublicPicture(t *picture.ThreePublic) Picture {
	p := Picture{Slug: picture.ThreePublicSlug, Title: "“三公”经费两年对比", Unit: string(t.Rows[0].Items[0].Unit)}
	if !strings.HasSuffix(t.Series[0], "年") {
		p.Title = "“三公”经费" + t.Series[0] + "与" + t.Series[1]
	}
	var items []picture.Item
	for _, r := range t.Rows {
		for k, i := range r.Items {
			i.Label, i.Level = t.Series[k], r.Level
			items = append(items, i)
		}
	}
	p.Bars = &BarsPicture{Caption: p.Title + "的数字", Head: "项目"}
	rows := v.bars(items)
	for _, r := range t.Rows {
		p.Bars.Groups = append(p.Bars.Groups, BarGroup{Title: r.Label, Level: r.Level, Rows: rows[:len(r.Items)]})
		rows = rows[len(r.Items):]
	}
	var said []string
	for k, i := range t.Rows[0].Items {
		if i.Text != "" {
			said = append(said, t.Series[k]+" "+amountOf(i))
		}
	}
	p.Description = "“三公”经费" + t.Rows[0].Label + "：" + strings.Join(said, "，") + "。空白和短横线照报告所印。"
	return p
}
