package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"disclosure/internal/chart"
	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// cardEdition is raised whenever Card draws otherwise, so that the image of a report has
// another address then.
const cardEdition = 2

// The size of the image of a report.
const (
	cardWidth  = 1200
	cardHeight = 630
)

// SharedImage is the image that others show who link to a page.
type SharedImage struct {
	Address       string // absolute
	Width, Height int
	Alt           string
}

// CardName is the name of the image of a report, the same for as long as what it is drawn
// of: its version, what is known of its body and its headline figures.
func CardName(o report.Outline) string {
	drawn, err := json.Marshal([]any{cardEdition, o.Version, o.Heading, o.UnitName, o.Headlines})
	if err != nil {
		panic("page: " + err.Error()) // texts and numbers
	}
	sum := sha256.Sum256(drawn)
	return hex.EncodeToString(sum[:6]) + ".png"
}

// cardOf is where the image of a report is.
func (s Site) cardOf(o report.Outline) *SharedImage {
	return &SharedImage{
		Address: s.Origin + "/static/card" + o.Base() + "/" + CardName(o),
		Width:   cardWidth, Height: cardHeight,
		Alt: cardAlt(o),
	}
}

// cardAlt says what the image shows beside the title of the report, which stands with it.
func cardAlt(o report.Outline) string {
	var said []string
	for _, h := range cardHeadlines(o) {
		said = append(said, headlineText(h))
	}
	alt := cmp.Or(strings.Join(said, "，"), o.Heading)
	if slices.Contains(o.Pictures, picture.FlowSlug) {
		alt += "。图：" + pictureNames[picture.FlowSlug]
	}
	return alt
}

// cardHeadlines are the figures that the image says: the expenditure and how much more or
// less it is, else the first that there are.
func cardHeadlines(o report.Outline) (all []report.Headline) {
	for _, h := range o.Headlines {
		if name := h.CommonName(); name == "expenditure" || name == "" && len(all) == 1 && h.Unit == "" {
			all = append(all, h)
		}
	}
	if len(all) == 0 {
		all = o.Headlines[:min(2, len(o.Headlines))]
	}
	return all
}

// Card draws the image that others show who link to a report: its title, its first
// figures, and where its money goes.
func Card(r *report.Report) chart.Drawing {
	o := r.Outline()
	const margin, inner = chart.Px(60_00), chart.Px((cardWidth - 120) * 100)
	d := chart.Drawing{Width: cardWidth * 100, Height: cardHeight * 100}
	const title = chart.Px(44_00)
	y := chart.Px(92_00)
	for i, line := range titleLines(fullTitle(o.Front), chart.Em(inner*100/title)) {
		if i > 0 {
			y += title * 3 / 2
		}
		d.AddText(chart.Ink, chart.Line{X: margin, Y: y, Size: title, Anchor: chart.Start, Bold: true, Text: line})
	}
	said := cardHeadlines(o)
	for i, h := range said {
		size := chart.Px(50_00)
		if i > 0 {
			size = 28_00
		}
		y += size + 24_00
		y = d.AddLines(chart.Ink, chart.Line{X: margin, Y: y, Size: size, Anchor: chart.Start, Text: headlineText(h)}, inner)
	}
	if flow := picture.Of(r, r.Figures()).Flow; flow != nil {
		l := newFlowLayout(flow)
		frame := chart.Frame{X: margin, Y: y + 34_00, Width: inner, Size: 22_00}
		if room := d.Height - 40_00 - frame.Y; l.height(false).Of(frame.Size) > room {
			frame.Size = frame.Size * room / l.height(false).Of(frame.Size)
		}
		drawFlow(&d, l, frame, false)
		return d
	}
	for _, h := range o.Headlines {
		if slices.Contains(said, h) {
			continue
		}
		if y += 52_00; y > d.Height-40_00 {
			break
		}
		d.AddText(chart.Soft, chart.Line{X: margin, Y: y, Size: 28_00, Anchor: chart.Start, Text: headlineText(h)})
	}
	return d
}

// titleLines breaks a title between its phrases.
func titleLines(title string, width chart.Em) (lines []string) {
	line := ""
	for _, phrase := range Phrases(title) {
		if line != "" && chart.TextWidth(line+strings.TrimRight(phrase, " ")) > width {
			lines, line = append(lines, strings.TrimSpace(line)), ""
		}
		line += phrase
	}
	return append(lines, chart.Lines(strings.TrimSpace(line), width)...)
}
