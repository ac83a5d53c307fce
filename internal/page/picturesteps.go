package page

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/chart"
	"disclosure/internal/picture"
)

// StepsPicture is how the spending of project forms proceeds, a row of columns a form.
type StepsPicture struct {
	Caption string
	Forms   []StepsForm
	More    int // forms that are not shown
}

// StepsForm is one form.
type StepsForm struct {
	Name  Link
	Total string // of the year, with its unit; "" where the form states none
	Cells []StepCell
}

// StepCell is what the form states of a quarter or of several together.
type StepCell struct {
	Quarters  string // for those who do not see the head: 第一、二季度
	Colspan   int
	Text      string // as published
	Y, Height string // of the column, in percent; Height is "" where it has none
	Falls     bool   // less than before

	height chart.Percent
}

// quarterNames are the heads of the columns.
var quarterNames = []string{"一季度", "二季度", "三季度", "四季度"}

// QuarterNames lists the heads of the columns.
func (StepsPicture) QuarterNames() []string { return quarterNames }

func (v *view) quartersPicture(q *picture.Quarters) Picture {
	p := Picture{Slug: picture.QuartersSlug, Title: "一年里怎样花：各项目到每季度末累计支出"}
	p.Steps = &StepsPicture{Caption: p.Title}
	var falling []string
	for _, f := range q.Forms {
		form := StepsForm{Name: Link{Text: f.Name, Href: v.href(f.Ref)}}
		if f.Total.Text != "" {
			form.Total = amountOf(f.Total)
		}
		shares := make([]decimal.NullDecimal, len(f.Steps))
		for i, s := range f.Steps {
			shares[i] = s.Share
		}
		heights := chart.Columns(shares)
		for i, s := range f.Steps {
			cell := StepCell{Colspan: s.To - s.From + 1, Text: s.Text, Falls: s.Falls, height: heights[i]}
			cell.Quarters = strings.Join(quarterNames[s.From-1:s.To], "、")
			if heights[i] > 0 {
				cell.Y, cell.Height = (chart.Whole - heights[i]).String(), heights[i].String()
			}
			form.Cells = append(form.Cells, cell)
			if s.Falls {
				falling = append(falling, f.Name+"的"+quarterNames[s.From-1])
			}
		}
		p.Steps.Forms = append(p.Steps.Forms, form)
	}
	p.Description = fmt.Sprintf("%d 张项目申报表写明了资金支出进度。柱高是累计支出占该项目本年预算的比例，数字照申报表所印。", len(q.Forms))
	if len(falling) > 0 {
		p.Description += strings.Join(falling, "、") + "写的累计数比前一季度少，原文如此。"
	}
	return p
}
