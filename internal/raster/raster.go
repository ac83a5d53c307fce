// Package raster turns a drawing into a PNG image with a font of its own, the same bytes
// on every machine: all its arithmetic is in whole numbers.
//
// The font is a subset of Noto Sans CJK SC (Adobe and Google, SIL Open Font License 1.1,
// OFL.txt) with the characters of GB 2312. It was made from Debian's fonts-noto-cjk
// with the command in README.md of this folder. A character that it lacks is drawn as 〓,
// which printers set for a character that they do not have; Missing names it.
package raster

import (
	"bytes"
	_ "embed"
	"image"
	"image/color"
	"image/png"
	"sync"

	"golang.org/x/image/font/sfnt"

	"disclosure/internal/chart"
)

//go:embed NotoSansCJKsc-GB2312.otf
var fontFile []byte

var typeface = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(fontFile)
	if err != nil {
		panic("raster: " + err.Error()) // the file is embedded above
	}
	return f
})

// absent is what stands for a character that the font lacks.
const absent = '〓'

// Missing lists the characters of a drawing's texts that the font lacks, each once.
func Missing(d chart.Drawing) (missing []rune) {
	seen := map[rune]bool{}
	var buffer sfnt.Buffer
	for _, s := range d.Shapes {
		if s.Text == nil {
			continue
		}
		for _, r := range s.Text.Text {
			if seen[r] {
				continue
			}
			seen[r] = true
			if glyph, err := typeface().GlyphIndex(&buffer, r); err != nil || glyph == 0 {
				missing = append(missing, r)
			}
		}
	}
	return missing
}

// Paper and ink are the colours of an image, those of the pages in light.
var (
	paper = color.RGBA{0xfb, 0xf8, 0xf1, 0xff}
	ink   = color.RGBA{0x1d, 0x1a, 0x16, 0xff}
)

// strengths are how much of the ink a tone has, of 255.
var strengths = map[chart.Tone]int{
	chart.Faint: 18, chart.Light: 41, chart.Middle: 66, chart.Strong: 140, chart.Soft: 196, chart.Accent: 255, chart.Ink: 255,
}

// PNG draws a drawing, one pixel of the image a pixel of the drawing.
func PNG(d chart.Drawing) ([]byte, error) {
	w, h := int(d.Width/100), int(d.Height/100)
	c := newCanvas(w, h)
	for _, s := range d.Shapes {
		strength := strengths[s.Tone]
		switch {
		case s.Box != nil:
			c.fill(boxPath(*s.Box), strength)
		case s.Ribbon != nil:
			c.fill(ribbonPath(*s.Ribbon), strength)
		case s.Text != nil:
			c.text(*s.Text, strength)
		}
	}
	palette := make(color.Palette, 256)
	for i := range palette {
		mix := func(from, to uint8) uint8 { return uint8((int(from)*(255-i) + int(to)*i + 127) / 255) }
		palette[i] = color.RGBA{mix(paper.R, ink.R), mix(paper.G, ink.G), mix(paper.B, ink.B), 0xff}
	}
	img := &image.Paletted{Pix: c.ink, Stride: w, Rect: image.Rect(0, 0, w, h), Palette: palette}
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return out.Bytes(), err
}
