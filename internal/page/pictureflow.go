package page

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/chart"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// FlowPicture is money from where it comes to what it is spent for, from top to bottom.
// Places across are in percent, down in em.
type FlowPicture struct {
	Height  string
	Ribbons []RibbonRow
	Nodes   []FlowNode
	Numbers []FlowText // of boxes, in the table
	Leaders []Leader   // from boxes to their numbers
	Rows    []FlowRow
	Caption string
	Base    string // what the shares are of, where that is not the expenditure

	layout flowLayout
}

// RibbonRow are the ribbons between two rows of nodes, in a box of 10000 by 100.
type RibbonRow struct {
	Y, Height string
	Ribbons   []RibbonView
}

// RibbonView is one ribbon.
type RibbonView struct{ Class, Path string }

// FlowNode is an amount of the flow as a box that leads to where it is printed.
type FlowNode struct {
	Href                string
	Name                string // 基本支出 644.80 万元，23.8%
	Class               string
	X, Y, Width, Height string
	Texts               []FlowText
}

// FlowText is a line of text around a place. Class says on which widths it is shown.
type FlowText struct{ X, Y, Text, Class string }

// Leader leads from a part to its number.
type Leader struct{ X1, Y1, X2, Y2 string }

// FlowRow is a row of the table of the figures.
type FlowRow struct {
	Number string // in the picture, "" for what is not numbered there
	Label  Link
	Amount string
	Value  string // exact
	Unit   string // where it is not the picture's
	Share  string
	Level  int
	Class  string
}

// Heights in em of the flow's rows.
const (
	boxHeight    chart.Em = 290
	wholeHeight  chart.Em = 200
	ribbonHeight chart.Em = 300
	leaderHeight chart.Em = 90
	numberHeight chart.Em = 130
	numberUp     chart.Em = 45  // of a number above its box
	lineUp       chart.Em = 120 // baseline of the first line in a box
	lineDown     chart.Em = 240 // and of the second
)

// narrowest are the widths, in em of the picture's letters, from which on its classes t0
// to t3 show a text: on the narrowest screen in large type and in standard type, on a
// large phone, and where the picture is as wide as a text. The style sheet has the
// breakpoints.
var narrowest = []chart.Em{1450, 2000, 3000, 4400}

// tier is the first of those widths at which a text fits into a part of the picture;
// their number where it never does.
func tier(width chart.Percent, texts ...string) int {
	need := chart.Em(0)
	for _, t := range texts {
		need = max(need, chart.TextWidth(t))
	}
	for k, wide := range narrowest {
		if int(need+50)*int(chart.Whole) <= int(width)*int(wide) {
			return k
		}
	}
	return len(narrowest)
}

func (v *view) flowPicture(flow *picture.Flow) Picture {
	p := Picture{Slug: picture.FlowSlug, Title: pictureNames[picture.FlowSlug], Unit: string(flow.Whole.Unit)}
	p.Description = flowDescription(flow)
	l := newFlowLayout(flow)
	p.Flow = &FlowPicture{layout: l, Caption: p.Title + "的数字"}
	if spent := flow.Spent; spent.Text != "" {
		p.Flow.Base = "按" + nameOf(flow.Whole) + " " + amountOf(flow.Whole) + "算，比按支出 " + amountOf(spent) + "算的小一些。"
	}
	v.drawFlow(p.Flow)
	v.flowRows(p.Flow, p.Unit)
	return p
}

func flowDescription(flow *picture.Flow) string {
	whole := flow.Whole.Yuan()
	name := nameOf(flow.Whole)
	d := name + " " + amountOf(flow.Whole)
	if len(flow.Sources) == 1 {
		d += "，来自" + nameOf(flow.Sources[0])
	}
	var kinds []string
	for _, k := range flow.Kinds {
		kinds = append(kinds, k.Label+" "+amountOf(k.Item)+"，占 "+share(k.Yuan(), whole))
	}
	return d + "。" + strings.Join(kinds, "；") + "。"
}

// drawFlow places boxes, ribbons and texts.
func (v *view) drawFlow(f *FlowPicture) {
	l, g := f.layout, f.layout.geometry
	whole := l.flow.Whole.Yuan()
	y := l.top()
	if l.sources {
		for i, s := range l.flow.Sources {
			f.Nodes = append(f.Nodes, f.box(v, g.Sources[i], y, boxHeight, "k0", i+1, s, share(s.Yuan(), whole)))
		}
		f.numberAbove(l.narrow(l.sourceNumbers(), g.Sources), y)
		y += boxHeight
		f.Ribbons = append(f.Ribbons, ribbons(y, "k0", [][]chart.Ribbon{g.In}))
		y += ribbonHeight
	}
	all := f.box(v, g.Whole, y, wholeHeight, "k0", 0, l.flow.Whole, "")
	all.Texts = []FlowText{{X: g.Whole.Center().String(), Y: (y + 140).String(), Text: nameOf(l.flow.Whole) + " " + amountOf(l.flow.Whole)}}
	f.Nodes = append(f.Nodes, all)
	y += wholeHeight
	out := make([][]chart.Ribbon, len(g.Out))
	for i, r := range g.Out {
		out[i] = []chart.Ribbon{r}
	}
	f.Ribbons = append(f.Ribbons, ribbons(y, "", out))
	y += ribbonHeight
	partsAt := y + boxHeight + ribbonHeight
	for i, kind := range l.flow.Kinds {
		f.Nodes = append(f.Nodes, f.box(v, g.Kinds[i], y, boxHeight, kindClass(i), l.kindNumber(i), kind.Item, share(kind.Yuan(), whole)))
	}
	f.numberAbove(l.narrow(l.kindNumbers(), g.Kinds), y)
	k := 0
	for i := range l.flow.Kinds {
		for j, part := range l.parts[i] {
			f.Nodes = append(f.Nodes, v.part(g.Parts[i][j], partsAt, kindClass(i), part, whole))
			f.number(g.Parts[i][j], g.Numbers[k], partsAt+boxHeight, part.number)
			k++
		}
	}
	y += boxHeight
	if l.divided() {
		f.Ribbons = append(f.Ribbons, ribbons(y, "", g.Down))
		y = partsAt + boxHeight + leaderHeight + numberHeight
	}
	f.Height = y.String()
}

// numberAbove puts numbers above boxes of a row.
func (f *FlowPicture) numberAbove(numbers []placedNumber, y chart.Em) {
	for _, n := range numbers {
		f.Leaders = append(f.Leaders, Leader{n.from.String(), y.String(), n.at.String(), (y - numberUp).String()})
		f.Numbers = append(f.Numbers, FlowText{X: n.at.String(), Y: (y - numberUp - 15).String(), Text: strconv.Itoa(n.number)})
	}
}

// number puts the number of a part below it, with a line to it.
func (f *FlowPicture) number(b chart.Band, at chart.Percent, y chart.Em, number int) {
	f.Leaders = append(f.Leaders, Leader{b.Center().String(), y.String(), at.String(), (y + leaderHeight).String()})
	f.Numbers = append(f.Numbers, FlowText{X: at.String(), Y: (y + leaderHeight + 100).String(), Text: strconv.Itoa(number)})
}

// box is the box of an item with its name and amount, or with its number on widths that
// have no room for them.
func (f *FlowPicture) box(v *view, b chart.Band, y, height chart.Em, class string, number int, i picture.Item, part string) FlowNode {
	name := nameOf(i)
	n := FlowNode{
		Href: v.href(i.Ref), Name: name + " " + amountOf(i), Class: class,
		X: b.X.String(), Y: y.String(), Width: b.Width.String(), Height: height.String(),
	}
	if part != "" {
		n.Name += "，" + part
	}
	if number == 0 {
		return n
	}
	fits := tier(b.Width, name, i.Text)
	if fits < len(narrowest) {
		n.Texts = lines(b, y, "t"+strconv.Itoa(fits), name, i.Text)
	}
	if fits > 0 && !tooNarrow(b, number) {
		class := ""
		if fits < len(narrowest) {
			class = "n" + strconv.Itoa(fits)
		}
		f.Numbers = append(f.Numbers, FlowText{b.Center().String(), (y + 185).String(), strconv.Itoa(number), class})
	}
	return n
}

// lines are a name and an amount, one below the other.
func lines(b chart.Band, y chart.Em, class, name, amount string) []FlowText {
	return []FlowText{
		{b.Center().String(), (y + lineUp).String(), name, class},
		{b.Center().String(), (y + lineDown).String(), amount, class},
	}
}

// part is the box of a part, whose number stands below it.
func (v *view) part(b chart.Band, y chart.Em, class string, p flowPart, whole decimal.Decimal) FlowNode {
	first := p.items[0]
	name, amount, at := p.name(), p.amount(), first.Ref
	if len(p.items) > 1 {
		at = first.Ref.Page()
	}
	n := FlowNode{
		Href: v.href(at), Name: name + " " + amount + " " + string(first.Unit) + "，" + share(p.yuan(), whole), Class: class,
		X: b.X.String(), Y: y.String(), Width: b.Width.String(), Height: boxHeight.String(),
	}
	if fits := tier(b.Width, name, amount); fits < len(narrowest) {
		n.Texts = lines(b, y, "t"+strconv.Itoa(fits), name, amount)
	}
	return n
}

// ribbons draws rows of ribbons; those of a kind have its class unless one is given for
// all.
func ribbons(y chart.Em, class string, kinds [][]chart.Ribbon) RibbonRow {
	row := RibbonRow{Y: y.String(), Height: ribbonHeight.String()}
	for i, all := range kinds {
		for _, r := range all {
			c := class
			if c == "" {
				c = kindClass(i)
			}
			row.Ribbons = append(row.Ribbons, RibbonView{c, fmt.Sprintf("M%d 0C%d 50 %d 50 %d 100H%dC%d 50 %d 50 %d 0Z",
				r.From.X, r.From.X, r.To.X, r.To.X, r.To.End(), r.To.End(), r.From.End(), r.From.End())})
		}
	}
	return row
}

// flowRows is the table of the same figures.
func (v *view) flowRows(f *FlowPicture, unit string) {
	l := f.layout
	whole := l.flow.Whole.Yuan()
	row := func(number int, i picture.Item, level int, class string) {
		r := FlowRow{
			Label: Link{Text: nameOf(i), Href: v.href(i.Ref)}, Amount: i.Text, Value: report.Exact(i.Value.Decimal),
			Share: share(i.Yuan(), whole), Level: level, Class: class,
		}
		if string(i.Unit) != unit {
			r.Unit = string(i.Unit)
		}
		if number > 0 {
			r.Number = strconv.Itoa(number)
		}
		f.Rows = append(f.Rows, r)
	}
	row(0, l.flow.Whole, 0, "")
	for i, s := range l.flow.Sources {
		number := 0
		if l.sources {
			number = i + 1
		}
		row(number, s, 1, "k0")
	}
	for i, k := range l.flow.Kinds {
		row(l.kindNumber(i), k.Item, 0, kindClass(i))
		for _, p := range l.parts[i] {
			for _, item := range p.items {
				row(p.number, item, 1, kindClass(i))
			}
		}
	}
}
