package page

import (
	"strconv"

	"disclosure/internal/chart"
	"disclosure/internal/report"
)

// PictureFile is a picture as a file of its own, of a fixed size, with what it is of.
type PictureFile struct {
	chart.Drawing
	Title, Description string
}

const (
	fileWidth  chart.Px = 720_00
	fileMargin chart.Px = 36_00
	fileText   chart.Px = 15_00
	fileNote   chart.Px = 13_00
	fileTitle  chart.Px = 24_00
	fileLine   chart.Px = 24_00
)

// PictureFile draws the picture with a slug as a file, false where the report has none.
func (s Site) PictureFile(o report.Outline, r *report.Report, slug string) (f PictureFile, ok bool) {
	for _, p := range s.Pictures(o, r) {
		if p.Slug == slug {
			return s.pictureFile(o, p), true
		}
	}
	return f, false
}

func (s Site) pictureFile(o report.Outline, p Picture) PictureFile {
	f := PictureFile{Title: p.Title, Description: p.Description}
	f.Width = fileWidth
	inner := fileWidth - 2*fileMargin
	y := f.AddLines(chart.Ink, chart.Line{X: fileMargin, Y: fileMargin + fileTitle, Size: fileTitle, Anchor: chart.Start, Bold: true, Text: p.Title}, inner)
	y = f.AddLines(chart.Ink, chart.Line{X: fileMargin, Y: y + fileLine*3/2, Size: fileText, Anchor: chart.Start, Text: p.Description}, inner)
	y += fileLine
	switch {
	case p.Flow != nil:
		y = drawFlow(&f.Drawing, p.Flow.layout, chart.Frame{X: fileMargin, Y: y, Width: inner, Size: fileText}, true)
		y = drawList(&f.Drawing, p, y+fileLine)
	case p.Bars != nil:
		y = drawBars(&f.Drawing, p, y)
	case p.Steps != nil:
		y = drawSteps(&f.Drawing, p.Steps, y)
	}
	source := "依“" + fullTitle(o.Front) + "”绘制，" + p.Exact() + "本站绘图：" + s.Origin + p.Page.Href
	y = f.AddLines(chart.Soft, chart.Line{X: fileMargin, Y: y + 2*fileLine, Size: fileNote, Anchor: chart.Start, Text: source}, inner)
	f.Height = y + fileMargin
	return f
}

// tones of a kind's boxes and ribbons, as kindClass has classes.
func kindTones(i int) (box, ribbon chart.Tone) {
	if i%3 == 1 {
		return chart.Middle, chart.Light
	}
	return chart.Light, chart.Faint
}

// drawFlow draws a flow into a frame and returns where it ends. Where no list follows,
// nothing is numbered.
func drawFlow(d *chart.Drawing, l flowLayout, f chart.Frame, list bool) chart.Px {
	g := l.geometry
	wide := chart.Em(int(f.Width) * 100 / int(f.Size))
	box := func(b chart.Band, y chart.Em, tone chart.Tone, number int, texts ...string) {
		d.AddBox(tone, f.Box(b, y, boxHeight))
		fits := true
		for _, t := range texts {
			fits = fits && int(chart.TextWidth(t)+50)*int(chart.Whole) <= int(b.Width)*int(wide)
		}
		switch {
		case fits:
			d.AddText(chart.Ink, chart.Line{X: f.Across(b.Center()), Y: f.Down(y + lineUp), Size: f.Size, Anchor: chart.Center, Text: texts[0]})
			d.AddText(chart.Ink, chart.Line{X: f.Across(b.Center()), Y: f.Down(y + lineDown), Size: f.Size, Anchor: chart.Center, Text: texts[1]})
		case list && number > 0 && !tooNarrow(b, number):
			d.AddText(chart.Ink, chart.Line{X: f.Across(b.Center()), Y: f.Down(y + 185), Size: f.Size, Anchor: chart.Center, Text: strconv.Itoa(number)})
		}
	}
	ribbon := func(r chart.Ribbon, y chart.Em, tone chart.Tone) {
		shaft := f.Shaft(r, y, ribbonHeight)
		d.Add(chart.Shape{Tone: tone, Ribbon: &shaft})
	}
	leader := func(from, at chart.Percent, top, bottom chart.Em) {
		line := chart.Shaft{Top: chart.Edge{X: f.Across(from), Y: f.Down(top), Width: 75}, Bottom: chart.Edge{X: f.Across(at), Y: f.Down(bottom), Width: 75}}
		d.Add(chart.Shape{Tone: chart.Soft, Ribbon: &line})
	}
	numbered := func(at chart.Percent, y chart.Em, number int) {
		d.AddText(chart.Ink, chart.Line{X: f.Across(at), Y: f.Down(y), Size: f.Size, Anchor: chart.Center, Text: strconv.Itoa(number)})
	}
	above := func(numbers []placedNumber, y chart.Em) {
		for _, n := range numbers {
			if !list {
				return
			}
			leader(n.at, n.from, y-numberUp, y)
			numbered(n.at, y-numberUp-15, n.number)
		}
	}
	y := l.top()
	if l.sources {
		for i, s := range l.flow.Sources {
			ribbon(g.In[i], y+boxHeight, chart.Faint)
			box(g.Sources[i], y, chart.Light, i+1, nameOf(s), s.Text)
		}
		above(l.narrow(l.sourceNumbers(), g.Sources), y)
		y += boxHeight + ribbonHeight
	}
	d.AddBox(chart.Light, f.Box(g.Whole, y, wholeHeight))
	d.AddText(chart.Ink, chart.Line{X: f.Across(g.Whole.Center()), Y: f.Down(y + 140), Size: f.Size, Anchor: chart.Center, Text: nameOf(l.flow.Whole) + " " + amountOf(l.flow.Whole)})
	y += wholeHeight
	end, k := y+ribbonHeight+boxHeight, 0
	for i, kind := range l.flow.Kinds {
		tone, wash := kindTones(i)
		ribbon(g.Out[i], y, wash)
		box(g.Kinds[i], y+ribbonHeight, tone, l.kindNumber(i), kind.Label, kind.Text)
		for j, part := range l.parts[i] {
			at := y + 2*ribbonHeight + boxHeight
			ribbon(g.Down[i][j], at-ribbonHeight, wash)
			box(g.Parts[i][j], at, tone, 0, part.name(), part.amount())
			end = at + boxHeight
			if list {
				leader(g.Parts[i][j].Center(), g.Numbers[k], end, end+leaderHeight)
				numbered(g.Numbers[k], end+leaderHeight+100, part.number)
				end, k = end+leaderHeight+numberHeight, k+1
			}
		}
	}
	above(l.narrow(l.kindNumbers(), g.Kinds), y+ribbonHeight)
	return f.Down(end)
}

// drawList writes the table of a flow's figures.
func drawList(d *chart.Drawing, p Picture, y chart.Px) chart.Px {
	right := fileWidth - fileMargin
	d.AddText(chart.Soft, chart.Line{X: right - 70_00, Y: y, Size: fileNote, Anchor: chart.End, Text: p.Unit})
	d.AddText(chart.Soft, chart.Line{X: right, Y: y, Size: fileNote, Anchor: chart.End, Text: "占总计"})
	for _, r := range p.Flow.Rows {
		y += fileLine
		d.AddText(chart.Ink, chart.Line{X: fileMargin, Y: y, Size: fileText, Anchor: chart.Start, Text: r.Number})
		d.AddText(chart.Ink, chart.Line{X: fileMargin + 30_00 + chart.Px(r.Level)*fileText, Y: y, Size: fileText, Anchor: chart.Start, Text: r.Label.Text})
		d.AddText(chart.Ink, chart.Line{X: right - 70_00, Y: y, Size: fileText, Anchor: chart.End, Text: r.Amount + r.Unit})
		d.AddText(chart.Ink, chart.Line{X: right, Y: y, Size: fileText, Anchor: chart.End, Text: r.Share})
	}
	return y
}

// drawBars draws a row of bars below each label, one below the other.
func drawBars(d *chart.Drawing, p Picture, y chart.Px) chart.Px {
	right, share := fileWidth-fileMargin, chart.Px(0)
	if p.Bars.Shares {
		share = 70_00
	}
	d.AddText(chart.Soft, chart.Line{X: right - share, Y: y, Size: fileNote, Anchor: chart.End, Text: p.Unit})
	for _, g := range p.Bars.Groups {
		if g.Title != "" {
			y += fileLine * 3 / 2
			d.AddText(chart.Ink, chart.Line{X: fileMargin, Y: y, Size: fileText, Anchor: chart.Start, Bold: true, Text: g.Title})
		}
		for _, r := range g.Rows {
			y += fileLine
			d.AddText(chart.Ink, chart.Line{X: fileMargin + chart.Px(r.Level)*fileText, Y: y, Size: fileText, Anchor: chart.Start, Text: r.Label.Text})
			d.AddText(chart.Ink, chart.Line{X: right - share, Y: y, Size: fileText, Anchor: chart.End, Text: r.Text})
			d.AddText(chart.Ink, chart.Line{X: right, Y: y, Size: fileText, Anchor: chart.End, Text: r.Share})
			if r.Bar == nil {
				continue
			}
			tone := chart.Strong
			if r.Negative {
				tone = chart.Accent
			}
			at := chart.Frame{X: fileMargin, Width: fileWidth - 2*fileMargin}
			d.AddBox(tone, chart.Box{X: at.Across(r.bar.X), Y: y + 7_00, Width: at.Along(r.bar.Width), Height: 6_00})
			y += 10_00
		}
	}
	return y
}

// drawSteps draws a row of four columns a form.
func drawSteps(d *chart.Drawing, s *StepsPicture, y chart.Px) chart.Px {
	const height chart.Px = 44_00
	frame := chart.Frame{X: fileMargin, Width: fileWidth - 2*fileMargin}
	for i, q := range quarterNames {
		d.AddText(chart.Soft, chart.Line{X: frame.Across(chart.Percent(i) * chart.Whole / 4), Y: y, Size: fileNote, Anchor: chart.Start, Text: q})
	}
	for _, f := range s.Forms {
		y += fileLine * 3 / 2
		d.AddText(chart.Ink, chart.Line{X: fileMargin, Y: y, Size: fileText, Anchor: chart.Start, Bold: true, Text: f.Name.Text})
		if f.Total != "" {
			d.AddText(chart.Soft, chart.Line{X: fileWidth - fileMargin, Y: y, Size: fileNote, Anchor: chart.End, Text: "本年预算 " + f.Total})
		}
		y += 8_00 + height
		at := chart.Percent(0)
		for _, c := range f.Cells {
			width := chart.Whole / 4 * chart.Percent(c.Colspan)
			tone, words := chart.Strong, chart.Ink
			text := c.Text
			if c.Falls {
				tone, words, text = chart.Accent, chart.Accent, text+"（比前一季少）"
			}
			tall := chart.Px(int(height) * int(c.height) / int(chart.Whole))
			d.AddBox(tone, chart.Box{X: frame.Across(at), Y: y - tall, Width: frame.Along(width), Height: tall})
			d.AddText(words, chart.Line{X: frame.Across(at), Y: y + 18_00, Size: fileNote, Anchor: chart.Start, Text: text})
			at += width
		}
		d.AddBox(chart.Ink, chart.Box{X: fileMargin, Y: y, Width: frame.Width, Height: 75})
		y += 18_00
	}
	return y
}
